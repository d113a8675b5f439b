//! The request builder: a method is looked for, a parameter with odd letters is typed, the request is run, looked at,
//! made into a program and copied.

use super::sign_in;
use crate::browser::Browser;
use crate::builder::{expect_status, expect_value};
use portico_tests::portal::Sandbox;
use serde_json::json;
use thirtyfour::Key;

const ODD: &str = "A&B ü[]";
const SAMPLE: &str = "(\"fields[TITLE]\", \"A&B ü[]\"),";
const ADDRESS: &str = "crm.lead.add.json?fields[TITLE]=A%26B%20ü[]";

#[test]
fn a_request_is_built_run_and_copied() {
    let sandbox = Sandbox::start();
    let browser = Browser::new(&sandbox.url);
    sign_in(&browser, &sandbox.user);
    browser.enter("link", "Inbound webhook");
    browser.enter("button", "Change method");
    browser.expect_focus("combobox", "Change method");
    browser.type_text("lead.add");
    browser.press(Key::Down);
    browser.press(Key::Up);
    browser.press(Key::Enter);
    expect_value(&browser, "Address", "crm.lead.add.json");
    browser.expect_focus("button", "Change method");
    // What writes begins with a body.
    browser.choose_by_arrows("POST JSON", "GET");

    browser.enter("button", "+ Add parameter");
    browser.expect_focus("textbox", "Name of parameter 1");
    browser.type_text("fields[TITLE]");
    browser.press(Key::Tab);
    browser.expect_focus("textbox", "Value of fields[TITLE]");
    browser.type_text(ODD);
    expect_value(&browser, "Address", ADDRESS);
    // A row too many is taken away again, and the rows that stay keep the focus.
    browser.enter("button", "+ Add parameter");
    browser.expect_focus("textbox", "Name of parameter 2");
    browser.type_text("params[REGISTER_SONET_EVENT]");
    browser.enter("button", "Remove params[REGISTER_SONET_EVENT]");
    browser.expect_focus("textbox", "Name of parameter 1");
    expect_value(&browser, "Address", ADDRESS);

    browser.enter("button", "Add CRM");
    browser.expect("button", "Remove CRM");
    browser.until("the focus is lost", || browser.focus().filter(|focus| focus.inside));
    browser.type_into("Requests per second", "often");
    browser.enter("button", "Save integration");
    browser.expect_text("This keeps it from being saved");
    browser.enter("button", "Requests per second");
    browser.expect_focus("textbox", "Requests per second");
    browser.type_over("50");
    browser.enter("button", "Save integration");
    browser.expect_path("id", |path| path.strip_prefix("/dev/integrations/")?.parse::<u64>().ok());
    browser.expect("button", "Execute");
    browser.until("the form loses the focus", || browser.focus().filter(|focus| focus.inside));

    browser.press_with_ctrl(Key::Enter);
    browser.expect("dialog", "This changes real data");
    browser.enter("button", "Execute");
    expect_status(&browser, "200");
    let leads = sandbox.user.webhook.result("crm.lead.list", json!({"filter": {"=TITLE": ODD}}));
    assert_eq!(leads[0]["TITLE"], json!(ODD));
    browser.choose_by_arrows("Tree", "Headers");
    browser.expect_text("application/json");

    browser.unfold("Code sample");
    browser.choose_by_letters("Language", "Python: requests");
    browser.expect_text(SAMPLE);
    browser.enter("button", "Copy sample");
    browser.expect_focus("button", "Copied");
    browser.tab_to("textbox", "Note");
    browser.press_with_ctrl('v');
    browser.until("nothing has been copied", || browser.value("Note").contains(SAMPLE).then_some(()));
}
