//! The request builder: what is typed in one place is read in all the others, arrives as it was typed, and
//! comes back from the history, from samples and from a cURL command.

use crate::browser::Browser;
use portico_tests::portal::Sandbox;
use serde_json::{Value, json};

const ODD: &str = "A&B ü[]%";

#[test]
fn a_request_is_the_same_in_every_form() {
    let sandbox = Sandbox::start();
    let browser = open(&sandbox, "inbound");
    browser.fill("Address", "crm.lead.add.json?fields[TITLE]=A%26B%20%C3%BC%5B%5D%25&fields[PHONE][0][VALUE]=%2B1");
    assert_eq!(browser.value("Value of fields[TITLE]"), ODD);
    assert_eq!(browser.value("Value of fields[PHONE][0][VALUE]"), "+1");
    let address = "crm.lead.add.json?fields[TITLE]=A%26B%20ü[]%25&fields[PHONE][0][VALUE]=%2B1";
    browser.fill("Value of fields[PHONE][0][VALUE]", "+12");
    expect_value(&browser, "Address", &format!("{address}2"));
    browser.click("button", "Add CRM");
    browser.click("button", "Save integration");
    browser.expect_text("Integration saved");

    browser.expect_text("A write by GET leaves its values in logs and histories.");
    browser.click("button", "Send as POST JSON");
    let body: Value = serde_json::from_str(&browser.value("Body")).expect("the body is JSON");
    assert_eq!(body, json!({"fields": {"TITLE": ODD, "PHONE": [{"VALUE": "+12"}]}}));
    // Typed as text, values keep their types.
    browser.fill("Body", r#"{"fields": {"TITLE": "A&B ü[]%", "OPPORTUNITY": 12.5"#);
    browser.expect_text("Not a JSON object: see line 1");
    assert!(!browser.is_enabled("button", "Execute"));
    browser.fill("Body", r#"{"fields": {"TITLE": "A&B ü[]%", "OPPORTUNITY": 12.5}}"#);
    expect_value(&browser, "Value of fields[OPPORTUNITY]", "12.5");
    browser.click("button", "Execute");
    browser.expect("dialog", "This changes real data");
    browser.click("button", "Execute");
    expect_status(&browser, "200");
    let added = sandbox.user.webhook.result("crm.lead.list", json!({"filter": {"=TITLE": ODD}}));
    assert_eq!((&added[0]["TITLE"], &added[0]["OPPORTUNITY"]), (&json!(ODD), &json!("12.50")));

    press_summary(&browser, "Code sample");
    browser.choose("Language", "Python: requests");
    browser.expect_text("webhook = os.environ[\"B24_WEBHOOK_URL\"]");
    browser.expect_text("\"TITLE\": \"A&B ü[]%\",");
    browser.run("document.querySelector('.samples input[type=checkbox]').click()", &[]);
    browser.expect_text(&format!("webhook = \"{}/rest/{}/", sandbox.url, sandbox.user.id));

    press_summary(&browser, "History: 1");
    browser.click("button", "Run again: POST crm.lead.add.json");
    browser.expect_text("History: 2");
    browser.expect_text("Changes: 1");
    browser.fill("Value of fields[TITLE]", "Another");
    browser.run("document.querySelector('.runs .button').click()", &[]);
    expect_value(&browser, "Value of fields[TITLE]", ODD);
    browser.expect_text("Taken from the history.");
    browser.click("button", "Undo");
    expect_value(&browser, "Value of fields[TITLE]", "Another");
    let kept = browser.run("return JSON.stringify(localStorage)", &[]).expect("a script can be run").to_string();
    assert!(kept.contains("crm.lead.add") && !kept.contains("/rest/"), "{kept}");
    browser.reload();
    press_summary(&browser, "History: 2");
    browser.click("button", "Clear history");
    browser.expect_text_gone("History: ");
}

#[test]
fn a_curl_command_fills_the_builder_without_its_secret() {
    let sandbox = Sandbox::start();
    let browser = open(&sandbox, "inbound");
    browser.click("button", "Paste cURL");
    browser.fill("cURL command", "wget https://example.com");
    browser.click("button", "Fill in");
    browser.expect_text("This is not a cURL command");
    let command = "curl -X POST 'https://other.example/rest/7/f0reign/crm.deal.list' --data-urlencode 'filter[>=ID]=1' \
                   -d 'select[]=ID&select[]=TITLE'";
    browser.fill("cURL command", command);
    browser.click("button", "Fill in");
    browser.expect_gone("dialog", "Paste cURL");
    expect_value(&browser, "Address", "crm.deal.list");
    expect_value(&browser, "Value of filter[>=ID]", "1");
    assert!(!browser.source().contains("f0reign"));
    let script = "const field = document.getElementById('builder-address'); const data = new DataTransfer();\
                  data.setData('text', arguments[0]);\
                  const how = { clipboardData: data, bubbles: true, cancelable: true };\
                  field.dispatchEvent(new ClipboardEvent('paste', how))";
    browser.run(script, &[json!("curl https://other.example/rest/7/f0reign/profile.json")]);
    expect_value(&browser, "Address", "profile.json");
    browser.click("button", "Undo");
    expect_value(&browser, "Value of filter[>=ID]", "1");
}

#[test]
fn any_method_is_found_with_what_stands_in_its_way() {
    let sandbox = Sandbox::with(&["--records", "130"]);
    let browser = open(&sandbox, "move_lead");
    browser.expect_text("deprecated: crm.item.update");
    browser.click("button", "Use crm.item.update");
    expect_value(&browser, "Address", "crm.item.update.json");
    send_by_get(&browser);
    expect_value(&browser, "Address", "crm.item.update.json?entityTypeId=1&id=42&fields[stageId]=CONVERTED");

    choose_method(&browser, "bind place", "placement.bind");
    browser.expect_text("Needs an application: a webhook is refused with 403 WRONG_AUTH_TYPE.");
    assert!(!browser.is_enabled("button", "Execute"));
    choose_method(&browser, "landing.getlist", "landing.landing.getList");
    browser.expect_text("This portal does not answer this method yet");

    choose_method(&browser, "crm.deal.list", "crm.deal.list");
    send_by_get(&browser);
    browser.click("button", "+ Add parameter");
    browser.fill("Name of parameter 1", "select[]");
    browser.fill("Value of select[]", "TITLE");
    browser.click("button", "+ Add parameter");
    browser.fill("Name of parameter 2", "order[ID]");
    browser.fill("Value of order[ID]", "ASC");
    browser.click("button", "Move order[ID] up");
    expect_value(&browser, "Address", "crm.deal.list.json?order[ID]=ASC&select[]=TITLE");
    browser.click("button", "Execute");
    expect_status(&browser, "130 in all");
    browser.click("button", "Next page, from 50");
    browser.click("button", "Next page, from 100");
    browser.expect_text("start=100");
    browser.expect_gone("button", "Next page, from 50");
    // What was looked at on the way is no part of the request.
    expect_value(&browser, "Address", "crm.deal.list.json?order[ID]=ASC&select[]=TITLE");
}

/// The form of a new draft.
fn open(sandbox: &Sandbox, scenario: &str) -> Browser {
    let browser = Browser::new(&sandbox.url);
    browser.sign_in(&sandbox.user);
    browser.open(&format!("/dev/scenarios/{scenario}/new"));
    browser.expect("button", "Execute");
    browser
}

/// The first of the ways to send; writes begin with another.
fn send_by_get(browser: &Browser) {
    browser.run("document.querySelector('.card__head .segments input').click()", &[]);
}

#[track_caller]
fn choose_method(browser: &Browser, search: &str, name: &str) {
    browser.click("button", "Change method");
    browser.fill("Change method", search);
    browser.until(&format!("no method {name}"), || {
        let script = "const name = arguments[0]; const found = [...document.querySelectorAll('.choices__option')]\
                      .find((option) => option.querySelector('.choices__label').textContent === name);\
                      found?.click(); return Boolean(found)";
        browser.run(script, &[json!(name)]).filter(|found| found == &json!(true))
    });
}

#[track_caller]
pub fn expect_value(browser: &Browser, label: &str, value: &str) {
    browser.until(&format!("“{label}” does not become {value}"), || (browser.value(label) == value).then_some(()));
}

#[track_caller]
pub fn expect_status(browser: &Browser, status: &str) {
    browser.expect_in("region", "Result", "status", |words| words.contains(status).then_some(()));
}

/// Opens what is folded under these words.
#[track_caller]
fn press_summary(browser: &Browser, words: &str) {
    browser.until(&format!("nothing is folded under “{words}”"), || {
        let script = "const found = [...document.querySelectorAll('summary')]\
                      .find((summary) => summary.textContent.trim() === arguments[0]);\
                      found?.click(); return Boolean(found)";
        browser.run(script, &[json!(words)]).filter(|found| found == &json!(true))
    });
}
