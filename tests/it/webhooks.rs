//! The life of an inbound webhook at the console: draft, saved, changed, switched off, gone.

use portico_tests::console::{Console, webhook_of};
use portico_tests::portal::Sandbox;
use portico_tests::rest::Webhook;
use serde_json::json;
use shared::console::{Notice, NoticeEvent};
use shared::fault;
use shared::grid::Page;
use shared::integration::{Enable, Integration, NAME_MAX, Row, SECRET_LENGTH, Saved, Status};
use std::time::{SystemTime, UNIX_EPOCH};

#[test]
fn a_draft_works_before_it_is_saved_and_shows_in_no_list() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let draft = user.draft("move_lead");
    assert_eq!((draft.status, draft.mine), (Status::Draft, true));
    let inbound = draft.inbound.as_ref().unwrap();
    assert_eq!(inbound.prefix, format!("{}/rest/{}/", sandbox.url, sandbox.user.id));
    assert_eq!(inbound.request.method, "crm.lead.update");
    assert_eq!(inbound.scopes, ["crm"]);

    let webhook = webhook_of(&draft);
    let secret = webhook.secret();
    assert_eq!(secret.len(), SECRET_LENGTH);
    assert!(secret.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()));
    webhook.get("crm.lead.list").expect(200);

    assert!(!rows(&user).iter().any(|row| row.id == draft.id));
    let admin = sandbox.signed_in(&sandbox.admin);
    assert!(!rows(&admin).iter().any(|row| row.id == draft.id));
    admin.get(&address(&draft)).expect_fault(fault::NOT_FOUND);

    let saved = user.save(&draft, |save| save.name = "Leads of the site".to_owned());
    assert_eq!((saved.integration.id, saved.taken_over), (draft.id, false));
    assert_eq!(webhook_of(&saved.integration), webhook, "saving keeps the secret");
    let listed = rows(&user);
    let row = listed.iter().find(|row| row.id == draft.id).expect("it is listed now");
    assert_eq!((row.name.as_str(), row.scopes.as_slice()), ("Leads of the site", ["crm".to_owned()].as_slice()));
}

#[test]
fn a_new_secret_ends_the_old_one() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let draft = user.draft("inbound");
    let first = webhook_of(&draft);
    let again: Integration = user.bare("POST", &format!("{}/secret", address(&draft))).parsed();
    let second = webhook_of(&again);
    first.expect_dead();
    second.expect_alive();

    let saved = user.save(&again, |_| ()).integration;
    user.bare("POST", &format!("{}/secret", address(&saved))).expect_fault(fault::NOT_A_DRAFT);
    second.expect_alive();
    let renewed = user.save(&saved, |save| save.new_secret = Some(0));
    second.expect_dead();
    webhook_of(&renewed.integration).expect_alive();
}

#[test]
fn switched_off_and_deleted_webhooks_are_refused() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let (integration, webhook) = user.webhook("Switched", &[]);
    let switch = |enabled| user.post(&format!("{}/enabled", address(&integration)), &Enable { enabled });
    assert_eq!(switch(false).parsed::<Row>().status, Status::Disabled);
    webhook.expect_dead();
    assert_eq!(switch(true).parsed::<Row>().status, Status::Active);
    webhook.expect_alive();
    user.bare("DELETE", &address(&integration)).expect(204);
    webhook.expect_dead();
    user.get(&address(&integration)).expect_fault(fault::NOT_FOUND);
    user.bare("DELETE", &address(&integration)).expect_fault(fault::NOT_FOUND);
}

#[test]
fn an_expired_webhook_is_refused_and_can_be_extended() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let (integration, webhook) = user.webhook("For a week", &[]);
    let saved = user.save(&integration, |save| save.expires = Some(now_ms() + 7 * DAY)).integration;
    sandbox.advance(7 * DAY - 60_000);
    webhook.expect_alive();
    sandbox.advance(60_000);
    webhook.expect_dead();
    let shown: Integration = user.get(&address(&saved)).parsed();
    assert_eq!(shown.status, Status::Expired);
    user.try_save(&shown, |save| save.expires = Some(now_ms() + 14 * DAY)).expect(200);
    let again: Integration = user.get(&address(&saved)).parsed();
    user.try_save(&again, |save| save.expires = Some(now_ms() + DAY)).expect_fault(fault::EXPIRY_PAST);

    let extended = user.save(&again, |save| save.expires = None).integration;
    webhook.expect_alive();
    assert_eq!(user.reveal(&extended), webhook, "extending keeps the secret");

    // An administrator who extends it takes it over, as with any other edit.
    let admin = sandbox.signed_in(&sandbox.admin);
    let shown: Integration = admin.get(&address(&saved)).parsed();
    let taken = admin.save(&shown, |save| save.expires = Some(now_ms() + 30 * DAY));
    assert!(taken.taken_over);
    webhook.expect_dead();
}

#[test]
fn owners_are_told_before_an_expiry_once_at_each_step() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let (integration, _) = user.webhook("For a month", &[]);
    let at = now_ms() + 30 * DAY;
    user.save(&integration, |save| save.expires = Some(at));
    let told = || -> usize {
        let notices: Vec<Notice> = user.get("/console/notices").parsed();
        let event = NoticeEvent::Expires { integration: "For a month".to_owned(), at, id: integration.id };
        notices.iter().filter(|notice| notice.event == event).count()
    };
    let mut day = 0;
    for (until, wanted) in [(15, 0), (16, 1), (20, 1), (27, 2), (29, 2), (30, 3), (40, 3)] {
        sandbox.advance((until - day) * DAY);
        day = until;
        // Sessions end when nobody is there for so long; a look keeps this one.
        assert_eq!(told(), wanted, "day {until}");
    }
}

#[test]
fn a_deactivated_owner_ends_their_webhooks() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.user.webhook;
    webhook.expect_alive();
    let active = |active| sandbox.admin.webhook.result("user.update", json!({"ID": sandbox.user.id, "ACTIVE": active}));
    active(false);
    let refused = webhook.get("profile");
    refused.expect_error(401, "authorization_error");
    let mine = sandbox.visitor();
    mine.sign_in(&sandbox.user.email, &sandbox.user.password).expect_fault(fault::ACCOUNT_INACTIVE);
    active(true);
    webhook.expect_alive();
}

#[test]
fn forms_say_which_field_is_wrong() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let draft = user.draft("inbound");
    let long = "é".repeat(NAME_MAX + 1);
    user.try_save(&draft, |save| save.name = " ".to_owned()).expect_fault(fault::NAME_REQUIRED);
    user.try_save(&draft, |save| save.name = long).expect_fault(fault::TOO_LONG);
    user.try_save(&draft, |save| save.scopes = vec!["crn".to_owned()]).expect_fault(fault::SCOPE_UNKNOWN);
    user.try_save(&draft, |save| save.expires = Some(now_ms() - 1)).expect_fault(fault::EXPIRY_PAST);
    let unbalanced = ("fields[TITLE".to_owned(), "x".to_owned());
    user.try_save(&draft, |save| save.request.params = vec![unbalanced]).expect_fault(fault::BRACKETS);
    user.put(&address(&draft), &json!({"version": "x"})).expect_fault(fault::BAD_BODY);
    user.post("/console/drafts", &json!({"scenario": "nonsense", "name": "x"})).expect_fault(fault::SCENARIO_UNKNOWN);
    user.post("/console/drafts", &json!({"scenario": "local_app", "name": "x"})).expect_fault(fault::SCENARIO_UNKNOWN);

    let saved = user.save(&draft, |save| save.name = "é".repeat(NAME_MAX)).integration;
    user.try_save(&draft, |_| ()).expect_fault(fault::CHANGED_BY_YOU);
    user.save(&saved, |save| save.name = "Once more".to_owned());
}

#[test]
fn the_builders_request_comes_back_as_it_was_saved() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let draft = user.draft("move_deal");
    let params = [("fields[TITLE]", "A&B = 100% ü[]"), ("ID", "42"), ("0", ""), ("select[]", "<script>")];
    let params: Vec<_> = params.map(|(name, value)| (name.to_owned(), value.to_owned())).into();
    let saved: Saved = user.save(&draft, |save| save.request.params = params.clone());
    let shown: Integration = user.get(&address(&saved.integration)).parsed();
    assert_eq!(shown.inbound.unwrap().request.params, params);
}

#[test]
fn other_peoples_integrations_do_not_exist_for_a_user() {
    let sandbox = Sandbox::start();
    let (integration, webhook) = sandbox.signed_in(&sandbox.admin).webhook("Not yours", &[]);
    let user = sandbox.signed_in(&sandbox.user);
    let address = address(&integration);
    user.get(&address).expect_fault(fault::NOT_FOUND);
    user.try_save(&integration, |save| save.name = "Mine".to_owned()).expect_fault(fault::NOT_FOUND);
    user.post(&format!("{address}/enabled"), &Enable { enabled: false }).expect_fault(fault::NOT_FOUND);
    user.bare("POST", &format!("{address}/secret")).expect_fault(fault::NOT_FOUND);
    user.bare("DELETE", &address).expect_fault(fault::NOT_FOUND);
    for odd in ["0", "99999999999999999999", "abc", "-1"] {
        user.get(&format!("/console/integrations/{odd}")).expect_fault(fault::NOT_FOUND);
    }
    assert!(rows(&user).iter().all(|row| row.mine));
    webhook.expect_alive();
}

#[test]
fn an_owner_reads_the_secret_again_and_nothing_caches_it() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let (integration, webhook) = user.webhook("Mine", &[]);
    let answer = user.get(&address(&integration));
    assert_eq!(answer.header("cache-control"), "no-store");
    assert!(!answer.text().contains(webhook.secret()), "looking at the form shows nothing");
    assert_eq!(user.reveal(&integration), webhook);
    let revealed = user.bare("POST", &format!("{}/secret/reveal", address(&integration)));
    assert_eq!(revealed.header("cache-control"), "no-store");
    let admin = sandbox.signed_in(&sandbox.admin);
    admin.bare("POST", &format!("{}/secret/reveal", address(&integration))).expect_fault(fault::OWNER_ONLY);
    assert!(!user.get("/console/integrations").text().contains(webhook.secret()), "lists hold no secrets");
    let other = Webhook::at(&format!("{}/rest/{}/{}", sandbox.url, sandbox.admin.id, webhook.secret()));
    other.expect_dead();
}

const DAY: i64 = 24 * 60 * 60 * 1000;

fn rows(console: &Console) -> Vec<Row> {
    console.get("/console/integrations").parsed::<Page>().rows
}

fn address(integration: &Integration) -> String {
    format!("/console/integrations/{}", integration.id)
}

fn now_ms() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_millis() as i64
}
