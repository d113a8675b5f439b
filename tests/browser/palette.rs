//! The command palette and the shortcuts, by the keyboard alone; settings and the profile on the way.

use crate::browser::Browser;
use portico_tests::portal::Sandbox;
use thirtyfour::Key;

#[test]
fn everything_is_a_few_letters_away() {
    let sandbox = Sandbox::start();
    sandbox.signed_in(&sandbox.admin).webhook("Warehouse exchange", &["crm"]);
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.admin);
    browser.expect("heading", "What do you want to connect?");

    browser.press_with_ctrl('k');
    browser.expect_focus("combobox", "Search and commands");
    browser.expect_text("Warehouse exchange");
    browser.type_text("wareh");
    browser.press(Key::Enter);
    browser.expect_path("form", |path| path.starts_with("/dev/integrations/").then_some(()));
    browser.expect("button", "Execute");
    browser.press(Key::Escape);
    browser.expect_gone("button", "Execute");

    browser.type_text("ge");
    browser.expect("heading", "Settings");
    browser.fill("Name", "Nordwind");
    browser.until("the group is not saved", || {
        browser.run("document.querySelector('.settings__group button[type=submit]').click(); return true", &[])
    });
    browser.expect_text("Saved: Portal");
    browser.expect("link", "Nordwind");
    assert!(browser.run("return document.title", &[]).unwrap().as_str().unwrap().ends_with("Nordwind"));

    // What is typed into a field is no shortcut.
    browser.fill("Name", "gi");
    assert_eq!(browser.path(), "/settings");

    browser.press(Key::Tab);
    browser.run("document.activeElement.blur()", &[]);
    browser.type_text("?");
    browser.expect("dialog", "Keyboard shortcuts");
    browser.expect_text("Search in the page");
    browser.press(Key::Escape);
    browser.expect_gone("dialog", "Keyboard shortcuts");

    browser.press_with_ctrl('k');
    browser.expect_focus("combobox", "Search and commands");
    browser.type_text("dark");
    browser.press(Key::Enter);
    browser.until("it is not dark", || {
        let theme = browser.run("return document.documentElement.dataset.theme", &[])?;
        (theme == "dark").then_some(())
    });
    browser.type_text("gm");
    // The name was typed and not saved.
    browser.expect("dialog", "Leave without saving?");
    browser.click("button", "Leave");
    browser.expect("heading", "Your profile");
    browser.expect_text("This one");
}
