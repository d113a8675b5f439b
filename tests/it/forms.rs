//! Saving the form of an integration: what is refused, and what is told of it.

use portico_tests::portal::Sandbox;
use serde_json::json;
use shared::audit::Trail;
use shared::console::ConsoleError;
use shared::fault;

#[test]
fn all_that_is_wrong_with_a_form_is_said_at_once_and_quoted_briefly() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let draft = user.draft("inbound");
    let refused = user.try_save(&draft, |save| {
        save.name = "two\nlines".to_owned();
        save.request.method = "crm.lead add/".to_owned();
        save.allow = vec!["x".repeat(10_000)];
        save.rate = Some(0);
    });
    refused.expect_fault(fault::CONTROL_CHARACTERS);
    let body: ConsoleError = refused.parsed();
    let more: Vec<_> = body.more.iter().map(|more| (more.field.as_str(), more.code.as_str())).collect();
    let wanted = [("request.method", "method_name"), ("allow", "network_invalid"), ("rate", "out_of_range")];
    assert_eq!((body.field.as_deref(), more.as_slice()), (Some("name"), &wanted[..]));
    assert!(refused.text().len() < 1500, "{}", refused.text());
    let named = json!({"scenario": "inbound", "name": "a\u{202E}b"});
    user.post("/console/drafts", &named).expect_fault(fault::CONTROL_CHARACTERS);
    user.put("/console/profile", &json!({"name": "A\tB"})).expect_fault(fault::CONTROL_CHARACTERS);
}

#[test]
fn a_save_that_changes_nothing_is_not_in_the_trail() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let (integration, _) = user.webhook("Quiet", &[]);
    let acts = || -> Vec<String> {
        let trail: Trail = user.get(&format!("/console/audit?integration={}", integration.id)).parsed();
        trail.rows.into_iter().map(|row| row.action).collect()
    };
    let before = acts();
    let saved = user.save(&integration, |_| ());
    assert_eq!((saved.integration.version, acts()), (integration.version, before.clone()));
    user.save(&integration, |save| save.new_secret = Some(0));
    assert_eq!(acts(), [&["secret_replaced".to_owned()], before.as_slice()].concat());
}
