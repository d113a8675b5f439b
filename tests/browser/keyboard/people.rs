//! People leave: what becomes of their integrations is chosen with the arrow keys.

use super::{pick_last, sign_in};
use crate::browser::Browser;
use portico_tests::portal::{Sandbox, join};
use shared::people::Person;
use thirtyfour::Key;

#[test]
fn people_leave_and_their_webhooks_stay_or_go() {
    let sandbox = Sandbox::start();
    let admin = sandbox.signed_in(&sandbox.admin);
    let (_, kept) = sandbox.signed_in(&sandbox.user).webhook("Nightly export", &["crm"]);
    let email = "ulla@example.com";
    let (_, dropped) = join(&sandbox.url, &admin, email).webhook("Of Ulla", &["crm"]);
    let people: Vec<Person> = admin.get("/console/people").parsed();
    let name = |email: &str| {
        let person = people.iter().find(|person| person.email == email).unwrap();
        format!("{} {}", person.name, person.last_name)
    };
    let browser = Browser::new(&sandbox.url);
    sign_in(&browser, &sandbox.admin);
    browser.enter("link", "People");
    for (email, choice) in [(sandbox.user.email.as_str(), "Keep integrations"), (email, "Disable integrations")] {
        let (name, title) = (name(email), format!("Deactivate {}?", name(email)));
        let menu = format!("Actions for {name}");
        browser.type_into("Name, e-mail or position", email);
        browser.expect_text("1 of");
        browser.tab_to("button", &menu);
        pick_last(&browser, &menu, "Edit…", "Deactivate…");
        browser.expect("dialog", &title);
        browser.expect_focus("button", "Cancel");
        browser.expect_text("What becomes of their integrations?");
        // Later, what has been done is told in the dialog too, by something that can be closed.
        if choice == "Keep integrations" {
            browser.expect_trap(3);
        }
        browser.press(Key::Escape);
        browser.expect_gone("dialog", &title);
        pick_last(&browser, &menu, "Edit…", "Deactivate…");
        browser.expect_text("What becomes of their integrations?");
        browser.choose_by_arrows("Keep integrations", choice);
        browser.enter("button", "Deactivate");
        browser.expect_gone("dialog", &title);
        browser.until("the row is not told", || browser.expect_row(&name).contains("Deactivated").then_some(()));
        browser.expect_focus("button", &menu);
    }
    kept.expect_alive();
    dropped.expect_dead();
}
