//! The first minutes of a portal: the set-up link, the first administrator, leaving and coming back.

use crate::browser::Browser;
use portico_tests::portal::{PASSWORD, Portal};
use tempfile::tempdir;

#[test]
fn a_new_portal_is_set_up_by_its_link() {
    let data = tempdir().unwrap();
    let (portal, token) = Portal::serve_empty(data.path());
    let browser = Browser::new(&portal.url);
    browser.open("/dev");
    browser.expect("heading", "This portal is new");
    browser.open("/setup");
    browser.expect_text("This address lacks the code of the set-up link.");

    browser.open("/sign-in");
    browser.open(&format!("/setup#{token}"));
    browser.expect("heading", "Set up your portal");
    browser.fill("First name", "Ada");
    browser.fill("Last name", "Admin");
    browser.fill("E-mail", "nobody");
    browser.fill("Password", PASSWORD);
    browser.fill("Company", "Example Ltd");
    browser.fill("Time zone", "Europe/Paris");
    browser.fill("Base currency", "EUR");
    browser.click("button", "Set up and sign in");
    browser.expect_text("Enter an e-mail address such as name@example.com.");
    browser.fill("E-mail", "ada@example.com");
    browser.click("button", "Set up and sign in");
    browser.expect("heading", "What do you want to connect?");
    assert_eq!(browser.path(), "/dev", "the token is gone from the address");
    browser.expect_text("Ada Admin");
    browser.expect("link", "People");

    browser.open_account();
    browser.click("button", "Sign out");
    browser.expect("heading", "Sign in");
    browser.open("/people");
    browser.expect("heading", "Sign in");
    browser.fill("E-mail", "ada@example.com");
    browser.fill("Password", "a wrong guess");
    browser.click("button", "Sign in");
    browser.expect_text("The e-mail address and the password do not match.");
    browser.fill("Password", PASSWORD);
    browser.click("button", "Sign in");
    browser.expect("heading", "People");
    let row = browser.expect_row("ada@example.com");
    assert!(row.contains("Administrator"), "{row}");

    // The link has been used.
    let late = Browser::new(&portal.url);
    late.open(&format!("/setup#{token}"));
    late.expect("heading", "Sign in");
}
