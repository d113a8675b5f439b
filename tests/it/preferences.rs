//! What screens remember for a person, and answers that have not changed.

use portico_tests::portal::{Portal, join};
use serde_json::{Value, json};
use shared::fault;
use tempfile::tempdir;

#[test]
fn what_a_person_chose_is_theirs_alone_and_survives_a_restart() {
    let data = tempdir().unwrap();
    let (portal, admin) = Portal::set_up(data.path());
    let user = join(&portal.url, &admin, "user@example.com");
    let address = "/console/preferences/integrations.view";
    let view = json!({"columns": ["name", "status"], "per": 50});
    assert_eq!(user.get(address).parsed::<Value>(), Value::Null);
    user.put(address, &view).expect(204);
    assert_eq!(user.get(address).parsed::<Value>(), view);
    assert_eq!(admin.get(address).parsed::<Value>(), Value::Null);
    portal.visitor().get(address).expect_fault(fault::NOT_SIGNED_IN);
    user.put("/console/preferences/Wrong%20name", &view).expect_fault(fault::PREFERENCE_KEY);
    user.put(address, &json!("x".repeat(20_000))).expect_fault(fault::PREFERENCE_TOO_LONG);
    let cookie = user.cookie();
    drop(portal);
    let portal = Portal::serve(data.path(), &[]);
    let again = portal.visitor();
    again.sign_in("user@example.com", portico_tests::portal::PASSWORD).expect(200);
    assert_ne!(again.cookie(), cookie);
    assert_eq!(again.get(address).parsed::<Value>(), view);
    again.bare("DELETE", address).expect(204);
    assert_eq!(again.get(address).parsed::<Value>(), Value::Null);
}

#[test]
fn an_answer_that_has_not_changed_is_not_sent_again() {
    let data = tempdir().unwrap();
    let (_portal, admin) = Portal::set_up(data.path());
    let first = admin.get("/console/integrations");
    let tag = first.header("etag").to_owned();
    let unchanged = admin.get_unless("/console/integrations", &tag);
    unchanged.expect(304);
    assert!(unchanged.bytes.is_empty());
    admin.webhook("New", &["crm"]);
    let changed = admin.get_unless("/console/integrations", &tag);
    changed.expect(200);
    assert_ne!(changed.header("etag"), tag);
}
