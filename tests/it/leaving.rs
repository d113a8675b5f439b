//! Somebody leaves: what becomes of their integrations, their sign-ins and their links.

use portico_tests::console::{Console, webhook_of};
use portico_tests::portal::{PASSWORD, Portal, Sandbox, invite, join};
use portico_tests::rest::Webhook;
use serde_json::json;
use shared::fault;
use shared::integration::{Enable, Integration, Row, Status};
use shared::people::{
    Handover, Invited, OpenInvite, Owned, Person, PersonChange, PersonStatus, Session, TECHNICAL_USER,
};
use tempfile::tempdir;

/// A portal with its administrator (1) and somebody (2) who owns a webhook.
fn with_owner(data: &std::path::Path) -> (Portal, Console, Console, Integration, Webhook) {
    let (portal, admin) = Portal::set_up(data);
    let user = join(&portal.url, &admin, "user@example.com");
    let (integration, webhook) = user.webhook("Nightly export", &["crm", "user"]);
    (portal, admin, user, integration, webhook)
}

fn leave(how: Option<Handover>) -> PersonChange {
    PersonChange { active: Some(false), integrations: how, ..PersonChange::default() }
}

#[test]
fn kept_integrations_go_on_with_the_rights_of_their_owner() {
    let data = tempdir().unwrap();
    let (portal, admin, user, integration, webhook) = with_owner(data.path());
    let own = webhook.result("crm.deal.add", json!({"fields": {"TITLE": "Of the owner"}}));
    let admins = admin.webhook("Of the administrator", &["crm"]).1;
    let foreign = admins.result("crm.deal.add", json!({"fields": {"TITLE": "Of the administrator"}}));

    let asked: Vec<Owned> = admin.get("/console/people/2/integrations").parsed();
    assert_eq!(asked.iter().map(|one| (one.id, one.status)).collect::<Vec<_>>(), [(integration.id, Status::Active)]);
    assert!(asked[0].last_used.is_some());
    let refused = admin.put("/console/people/2", &leave(None));
    refused.expect_fault(fault::HANDOVER_REQUIRED);
    assert_eq!(refused.json()["field"], "integrations");
    let stays = PersonChange { integrations: Some(Handover::Keep), ..PersonChange::default() };
    admin.put("/console/people/2", &stays).expect_fault(fault::HANDOVER_OF_ACTIVE);

    let left: Person = admin.put("/console/people/2", &leave(Some(Handover::Keep))).parsed();
    assert_eq!((left.status, left.integrations), (PersonStatus::Inactive, 0));
    user.get("/console/integrations").expect_fault(fault::NOT_SIGNED_IN);

    // The same address, the same secret, the same rights.
    webhook.expect_alive();
    webhook.result("crm.deal.update", json!({"ID": own, "fields": {"TITLE": "Still"}}));
    let update = json!({"ID": foreign, "fields": {"TITLE": "Not theirs"}});
    assert_ne!(webhook.post_json("crm.deal.update", &update).status, 200);
    // Nobody is added to the lists of people, and nobody can sign in as the technical user.
    let everybody = admins_list(&admin);
    assert_eq!(everybody, [1, 2]);

    let rows = admin.get("/console/integrations").parsed::<shared::grid::Page>().rows;
    let row = rows.iter().find(|row| row.id == integration.id).expect("administrators see it");
    assert_eq!((row.owner.id, row.mine, row.status), (TECHNICAL_USER, false, Status::Active));
    let address = format!("/console/integrations/{}", integration.id);
    let shown: Integration = admin.get(&address).parsed();
    let inbound = shown.inbound.clone().unwrap();
    assert_eq!((inbound.prefix, inbound.secret), (format!("{}/rest/2/", portal.url), None));

    // To switch it off and on moves nothing.
    for enabled in [false, true] {
        let row: Row = admin.post(&format!("{address}/enabled"), &Enable { enabled }).parsed();
        assert_eq!(row.owner.id, TECHNICAL_USER);
        if enabled { webhook.expect_alive() } else { webhook.expect_dead() }
    }

    // Back again, the owner does not get it back; whoever edits it has it, with a new secret.
    let back = PersonChange { active: Some(true), ..PersonChange::default() };
    admin.put("/console/people/2", &back).expect(200);
    let user = portal.visitor();
    user.sign_in("user@example.com", PASSWORD).expect(200);
    user.get(&address).expect_fault(fault::NOT_FOUND);
    webhook.expect_alive();
    let taken = admin.save(&admin.get(&address).parsed(), |save| save.name = "Taken".to_owned());
    assert!(taken.taken_over && taken.integration.mine);
    webhook.expect_dead();
    assert_eq!(webhook_of(&taken.integration).owner(), 1);
    webhook_of(&taken.integration).expect_alive();
}

#[test]
fn an_administrators_kept_webhook_stays_an_administrators() {
    let sandbox = Sandbox::start();
    let admin = sandbox.signed_in(&sandbox.admin);
    let raise = PersonChange { admin: Some(true), ..PersonChange::default() };
    let person = format!("/console/people/{}", sandbox.user.id);
    admin.put(&person, &raise).expect(200);
    admin.put(&person, &leave(Some(Handover::Keep))).expect(200);
    assert_eq!(sandbox.user.webhook.result("user.admin", json!({})), true);
    // What they are from now on is theirs; what was kept has the rights of that day.
    let lower = PersonChange { admin: Some(false), ..PersonChange::default() };
    admin.put(&person, &lower).expect(200);
    assert_eq!(sandbox.user.webhook.result("user.admin", json!({})), true);
}

#[test]
fn disabled_integrations_are_refused_and_stay_their_owners() {
    let data = tempdir().unwrap();
    let (portal, admin, _, integration, webhook) = with_owner(data.path());
    admin.put("/console/people/2", &leave(Some(Handover::Disable))).expect(200);
    webhook.expect_dead();
    let back = PersonChange { active: Some(true), ..PersonChange::default() };
    admin.put("/console/people/2", &back).expect(200);
    webhook.expect_dead();
    let user = portal.visitor();
    user.sign_in("user@example.com", PASSWORD).expect(200);
    let row: Row =
        user.post(&format!("/console/integrations/{}/enabled", integration.id), &Enable { enabled: true }).parsed();
    assert!(row.mine);
    webhook.expect_alive();
}

#[test]
fn who_was_deactivated_by_rest_can_hand_over_later() {
    let sandbox = Sandbox::start();
    let admin = sandbox.signed_in(&sandbox.admin);
    let rest = |active: bool| {
        sandbox.admin.webhook.result("user.update", json!({"ID": sandbox.user.id, "ACTIVE": active}));
    };
    let user = sandbox.signed_in(&sandbox.user);
    let link: Invited = admin.bare("POST", &format!("/console/people/{}/link", sandbox.user.id)).parsed();
    rest(false);
    sandbox.user.webhook.get("profile").expect_error(401, "authorization_error");
    let keep = PersonChange { integrations: Some(Handover::Keep), ..PersonChange::default() };
    admin.put(&format!("/console/people/{}", sandbox.user.id), &keep).expect(200);
    sandbox.user.webhook.expect_alive();

    // Neither the sign-in nor the link of before comes back with the person.
    rest(true);
    assert!(user.get("/console/session").parsed::<Session>().me.is_none());
    let token = portico_tests::portal::token_of(&link.link);
    user.post("/console/invite/open", &OpenInvite { token }).expect_fault(fault::LINK_INVALID);
    sandbox.signed_in(&sandbox.user).get("/console/notices").expect(200);
}

#[test]
fn people_are_described_and_links_taken_back() {
    let data = tempdir().unwrap();
    let (portal, admin) = Portal::set_up(data.path());
    let (invited, token) = invite(&admin, "new@example.com");
    let id = invited.person.id;
    assert_eq!(invited.person.link_expires, Some(invited.expires));
    let shut: Person = admin.bare("DELETE", &format!("/console/people/{id}/link")).parsed();
    assert_eq!((shut.link_expires, shut.status), (None, PersonStatus::Invited));
    portal.visitor().post("/console/invite/open", &OpenInvite { token }).expect_fault(fault::LINK_INVALID);

    let address = format!("/console/people/{id}");
    let change = |name: &str, departments: Vec<u64>| PersonChange {
        name: Some(name.to_owned()),
        last_name: Some("Newman".to_owned()),
        position: Some("Tester".to_owned()),
        departments: Some(departments),
        ..PersonChange::default()
    };
    admin.put(&address, &change(" ", vec![1])).expect_fault(fault::REQUIRED);
    admin.put(&address, &change("Nina", vec![])).expect_fault(fault::REQUIRED);
    admin.put(&address, &change("Nina", vec![1, 77])).expect_fault(fault::DEPARTMENT_UNKNOWN);
    let changed: Person = admin.put(&address, &change("Nina", vec![1])).parsed();
    assert_eq!((changed.name.as_str(), changed.position.as_str(), changed.departments), ("Nina", "Tester", vec![1]));
    let all = admin.get("/console/departments").json();
    assert_eq!(all[0]["id"], 1, "{all}");
}

fn admins_list(admin: &Console) -> Vec<u64> {
    let (_, webhook) = admin.webhook("People", &["user"]);
    let rest = webhook.result("user.get", json!({}));
    let by_rest: Vec<u64> =
        rest.as_array().unwrap().iter().map(|row| row["ID"].as_str().unwrap().parse().unwrap()).collect();
    let listed: Vec<Person> = admin.get("/console/people").parsed();
    assert_eq!(by_rest, listed.iter().map(|person| person.id).collect::<Vec<_>>());
    by_rest
}
