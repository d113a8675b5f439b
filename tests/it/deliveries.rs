//! Events on their way to handlers: tried again, in their order, lost by nothing, and sent again on demand.

use portico_tests::console::Console;
use portico_tests::portal::{Portal, Sandbox, join};
use portico_tests::receiver::{Received, Receiver};
use portico_tests::rest::Webhook;
use serde_json::{Value, json};
use shared::delivery::{
    Deliveries, Delivery, Detail, GivenUp, Handler, PATIENCE_DAYS, PAUSES, Redeliver, Redelivery, State, TestEvent,
};
use shared::fault;
use shared::integration::{Integration, Outbound, Revealed, SaveOutbound, Secret};
use shared::settings::{Handlers, Versioned};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::panic::catch_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use tempfile::tempdir;

const SECOND: i64 = 1000;
const HOUR: i64 = 60 * 60 * SECOND;
const DAY: i64 = 24 * HOUR;

/// The number of the event that a request tells of.
fn number(received: &Received) -> u64 {
    received.header("webhook-id").strip_prefix("evt_").and_then(|number| number.parse().ok()).expect("an event's id")
}

fn only(deliveries: &[Delivery]) -> &Delivery {
    assert_eq!(deliveries.len(), 1, "{deliveries:?}");
    &deliveries[0]
}

fn update(webhook: &Webhook, deal: u64) {
    webhook.result("crm.deal.update", json!({"id": deal, "fields": {"COMMENTS": "again"}}));
}

fn add(webhook: &Webhook) -> u64 {
    webhook.result("crm.deal.add", json!({"fields": {"TITLE": "Told of"}})).as_u64().expect("an id")
}

fn detail(console: &Console, delivery: &Delivery) -> Detail {
    let answer = console.get(&format!("/console/deliveries/{}/{}", delivery.integration, delivery.id));
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.parsed()
}

#[test]
fn a_handler_that_fails_twice_gets_the_same_event_three_times() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let times = AtomicUsize::new(0);
    let receiver = Receiver::answering(move |_| if times.fetch_add(1, Ordering::SeqCst) < 2 { 500 } else { 200 });
    let outbound = user.outbound(&receiver.url("hook.php"), &["ONCRMDEALADD", "ONCRMDEALDELETE"]);
    let deal = add(&sandbox.user.webhook);

    let query = format!("integration={}", outbound.id);
    user.deliveries(&query, |all| all.deliveries.iter().any(|one| one.tries == 1));
    assert_eq!(receiver.received().len(), 1, "it is not tried again before its time");
    for tries in [2, 3] {
        sandbox.advance(PAUSES[tries - 1] * SECOND);
        assert_eq!(receiver.received().len(), tries, "what was due has been tried when the clock has moved");
    }
    let all = user.deliveries(&query, |_| true);
    let delivery = only(&all.deliveries);
    assert_eq!(delivery.state, State::Delivered);
    assert_eq!((delivery.tries, delivery.due, all.waiting, all.failed), (3, None, 0, 0));
    let tries = receiver.received();
    assert!(tries.iter().all(|one| one.header("webhook-id") == delivery.message), "{tries:?}");

    // What is documented, and nothing else.
    let first = &tries[0];
    assert_eq!(first.header("content-type"), "application/x-www-form-urlencoded");
    assert!(first.line.starts_with("POST /hook.php HTTP/1.1"), "{}", first.line);
    let tree = first.tree();
    assert_eq!(names(&tree), ["event", "event_handler_id", "data", "ts", "auth"]);
    let auth = tree.get("auth").and_then(params::Value::as_tree).expect("auth is a list of names");
    assert_eq!(names(auth), ["domain", "client_endpoint", "server_endpoint", "member_id", "application_token"]);
    assert_eq!(first.text(&["event"]), "ONCRMDEALADD");
    assert_eq!(first.text(&["data", "FIELDS", "ID"]), deal.to_string());
    assert_eq!(first.text(&["auth", "client_endpoint"]), format!("{}/rest/", sandbox.url));
    assert!(sandbox.url.ends_with(&first.text(&["auth", "domain"])));
    assert_eq!(first.text(&["auth", "application_token"]), token(&user, &outbound));

    // The page tells it all, but for the token.
    let detail = detail(&user, delivery);
    assert_eq!(detail.attempts.iter().map(|one| one.status).collect::<Vec<_>>(), [Some(200), Some(500), Some(500)]);
    assert_eq!(detail.attempts[0].body, "ok");
    assert!(detail.attempts[0].headers.contains(&("x-handler".to_owned(), "test".to_owned())));
    assert!(detail.body.starts_with("event=ONCRMDEALADD&"), "{}", detail.body);
    assert!(!user.transcript().contains(&format!("application_token%5D={}", token(&user, &outbound))));
}

#[test]
fn when_the_clock_has_moved_everything_due_has_been_tried() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let receiver = Receiver::answering(|_| 500);
    let outbound = user.outbound(&receiver.url("hook"), &["ONCRMDEALADD"]);
    for _ in 0..5 {
        add(&sandbox.user.webhook);
    }
    let tried = |all: &Deliveries| all.deliveries.iter().filter(|one| one.tries == 1).count() == 5;
    user.deliveries(&format!("integration={}", outbound.id), tried);
    for (round, pause) in PAUSES.iter().enumerate().skip(1) {
        sandbox.advance(pause * SECOND);
        assert_eq!(receiver.received().len(), 5 * (round + 1), "after {pause} s");
    }
}

#[test]
fn after_an_hour_of_silence_everything_arrives_in_order_for_each_object() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let deaf = std::sync::Arc::new(AtomicUsize::new(1));
    let listens = deaf.clone();
    let receiver = Receiver::answering(move |_| if listens.load(Ordering::SeqCst) == 1 { 503 } else { 200 });
    let outbound = user.outbound(&receiver.url("hook"), &["ONCRMDEALADD", "ONCRMDEALUPDATE"]);
    let deals: Vec<u64> = (0..4).map(|_| add(&sandbox.user.webhook)).collect();
    for _ in 0..5 {
        deals.iter().for_each(|deal| update(&sandbox.user.webhook, *deal));
    }
    let query = format!("integration={}", outbound.id);
    user.deliveries(&query, |all| all.waiting == 24 && all.deliveries.iter().filter(|one| one.tries > 0).count() == 4);
    let refused = receiver.received().len();

    deaf.store(0, Ordering::SeqCst);
    sandbox.advance(HOUR);
    user.deliveries(&query, |all| all.waiting == 0);
    let mut last: BTreeMap<String, u64> = BTreeMap::new();
    let arrived = receiver.wait_for(refused + 24).split_off(refused);
    for one in &arrived {
        let object = one.text(&["data", "FIELDS", "ID"]);
        let before = last.insert(object.clone(), number(one));
        assert!(before.is_none_or(|before| before < number(one)), "deal {object} is told of out of order");
    }
    assert_eq!((arrived.len(), last.len()), (24, 4));
}

#[test]
fn what_is_given_up_stays_and_can_be_sent_again() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let well = std::sync::Arc::new(AtomicUsize::new(0));
    let turned = well.clone();
    let receiver = Receiver::answering(move |_| if turned.load(Ordering::SeqCst) == 1 { 204 } else { 302 });
    let outbound = user.outbound(&receiver.url("hook"), &["ONCRMDEALADD", "ONCRMDEALUPDATE"]);
    let query = format!("integration={}", outbound.id);
    let deal = add(&sandbox.user.webhook);
    update(&sandbox.user.webhook, deal);
    for tries in 1..=PAUSES.len() as u32 {
        user.deliveries(&query, |all| all.deliveries.iter().any(|one| one.tries == tries));
        sandbox.advance(PAUSES.get(tries as usize).copied().unwrap_or_default() * SECOND);
    }
    // After the first was given up, the later one of the same object has its turn, once the handler had its rest.
    user.deliveries(&query, |all| all.failed == 1);
    sandbox.advance(60 * SECOND);
    let all = user.deliveries(&query, |all| all.failed == 1 && all.deliveries[0].tries > 0);
    assert_eq!(all.deliveries[1].state, State::Failed);
    assert_eq!(all.deliveries[1].last.as_ref().unwrap().problem.as_ref().unwrap().code, "handler_redirect");
    assert_eq!(user.deliveries(&format!("{query}&state=failed"), |_| true).deliveries.len(), 1);
    assert!(user.deliveries(&format!("{query}&text=no-such-thing"), |_| true).deliveries.is_empty());
    assert_eq!(all.newest, Some(all.deliveries[0].id));

    // What a redelivery would be about is told before.
    let failed = |since: i64| -> GivenUp {
        user.get(&format!("/console/deliveries/failed?integration={}&since={since}", outbound.id)).parsed()
    };
    let at = all.deliveries[1].at;
    assert_eq!([failed(0), failed(at), failed(at + 1)].map(|counted| counted.deliveries), [1, 1, 0]);
    let handlers: Vec<Handler> = user.get("/console/deliveries/handlers").parsed();
    let known = Handler { id: outbound.id, name: outbound.name.clone(), held: false, waiting: 1, failed: 1 };
    assert_eq!(handlers, [known]);

    // Nobody else sees it or may send it again.
    let other = sandbox.signed_in(&sandbox.admin);
    let id = all.deliveries[1].id;
    let again = Redeliver { integration: outbound.id, ids: vec![id], failed_since: None };
    assert_eq!(other.get("/console/deliveries/handlers").parsed::<Vec<Handler>>().len(), 1);
    let stranger = join(&sandbox.url, &other, "stranger@example.com");
    assert!(stranger.get("/console/deliveries/handlers").parsed::<Vec<Handler>>().is_empty());
    let path = format!("/console/deliveries/failed?integration={}&since=0", outbound.id);
    stranger.get(&path).expect_fault(fault::NOT_FOUND);
    assert_eq!(other.post("/console/deliveries/redeliver", &again).status, 200, "administrators may");
    sandbox.visitor().post("/console/deliveries/redeliver", &again).expect_fault(fault::NOT_SIGNED_IN);

    well.store(1, Ordering::SeqCst);
    let since = Redeliver { ids: Vec::new(), failed_since: Some(0), ..again.clone() };
    let begun: Redelivery = user.post("/console/deliveries/redeliver", &since).parsed();
    user.deliveries(&query, |all| all.deliveries.iter().all(|one| one.state != State::Failed));
    let over = user.until(&format!("/console/deliveries/redeliver/{}", begun.id), |one: &Redelivery| one.over);
    assert_eq!(over.total, over.done);
    // What waits is tried at once when somebody says so.
    let waits = user.deliveries(&query, |_| true).deliveries;
    let ids = waits.iter().map(|one| one.id).collect();
    user.post("/console/deliveries/redeliver", &Redeliver { ids, ..again }).expect(200);
    let all = user.deliveries(&query, |all| all.waiting == 0 && all.failed == 0);
    let first = detail(&user, all.deliveries.iter().find(|one| one.id == id).unwrap());
    assert!(first.delivery.tries > PAUSES.len() as u32);
    let ids: BTreeSet<&String> = first.attempts.iter().map(|one| &one.id).collect();
    assert_eq!(ids.len(), first.attempts.len(), "every try has an id of its own");
}

#[test]
fn a_handler_that_fails_for_days_is_left_alone_until_somebody_resumes() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let well = std::sync::Arc::new(AtomicUsize::new(0));
    let turned = well.clone();
    let receiver = Receiver::answering(move |_| if turned.load(Ordering::SeqCst) == 1 { 200 } else { 500 });
    let outbound = user.outbound(&receiver.url("hook"), &["ONCRMDEALADD"]);
    let query = format!("integration={}", outbound.id);
    add(&sandbox.user.webhook);
    user.deliveries(&query, |all| all.deliveries.iter().any(|one| one.tries == 1));
    sandbox.advance(PATIENCE_DAYS * DAY);
    user.deliveries(&query, |all| all.deliveries.iter().any(|one| one.tries == 2));
    assert!(
        shown(&user, &outbound).outbound.unwrap().paused.is_some(),
        "it is paused with the failure that is too much"
    );
    let notices: Value = user.get("/console/notices").json();
    assert!(notices.to_string().contains("paused"), "{notices}");

    add(&sandbox.user.webhook);
    let all = user.deliveries(&query, |all| all.waiting == 2);
    assert_eq!(all.deliveries[0].tries, 0, "events wait meanwhile");
    well.store(1, Ordering::SeqCst);
    sandbox.advance(DAY);
    let path = format!("/console/integrations/{}/outbound/paused", outbound.id);
    user.post(&path, &json!({"paused": false})).expect(200);
    user.deliveries(&query, |all| all.waiting == 0 && all.failed == 0);
}

#[test]
fn with_a_single_attempt_nothing_is_tried_again() {
    let sandbox = Sandbox::start();
    let admin = sandbox.signed_in(&sandbox.admin);
    allow(&admin, true);
    let receiver = Receiver::answering(|_| 500);
    let outbound = admin.outbound(&receiver.url("hook"), &["ONCRMDEALADD"]);
    add(&sandbox.admin.webhook);
    let all = admin.deliveries(&format!("integration={}", outbound.id), |all| all.failed == 1);
    assert_eq!(only(&all.deliveries).tries, 1);
}

#[test]
fn a_test_event_is_told_to_one_handler_and_json_is_json() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let receiver = Receiver::start();
    let outbound = user.outbound(&receiver.url("one"), &["ONCRMDEALADD"]);
    user.outbound(&receiver.url("two"), &["ONCRMDEALADD"]);
    user.save(&shown(&user, &outbound), |save| {
        let Outbound { url, events, .. } = outbound.outbound.clone().unwrap();
        save.outbound = Some(SaveOutbound { url, events, json: true, ..SaveOutbound::default() });
    });
    let path = format!("/console/integrations/{}/outbound/test", outbound.id);
    user.post(&path, &TestEvent { event: "ONNOTHING".to_owned() }).expect_fault(fault::EVENT_UNKNOWN);
    let made: Delivery = user.post(&path, &TestEvent { event: "oncrmdealadd".to_owned() }).parsed();
    assert!(made.test && made.event == "ONCRMDEALADD", "{made:?}");
    user.deliveries(&format!("integration={}", outbound.id), |all| all.waiting == 0);
    let got = receiver.wait_for(1);
    assert_eq!(got.len(), 1);
    assert!(got[0].line.starts_with("POST /one "), "{}", got[0].line);
    assert_eq!(got[0].header("content-type"), "application/json");
    assert_eq!(got[0].text(&["data", "FIELDS", "ID"]), "999999");

    let checked = user.post("/console/outbound/check", &json!({"url": receiver.url("one")})).json();
    assert_eq!((&checked["status"], &checked["problem"]), (&json!(200), &json!(null)), "{checked}");
    assert!(checked["connect"].is_u64() && checked["tls"].is_null() && checked["dns"].is_null(), "{checked}");
    let inside = user.post("/console/outbound/check", &json!({"url": "http://169.254.169.254/"})).json();
    assert_eq!(inside["problem"]["code"], "handler_internal", "{inside}");
}

#[test]
fn a_portal_that_is_killed_loses_no_event() {
    add_and_kill(2_000, 6);
}

#[test]
#[ignore = "takes minutes: `cargo xtask test --long`"]
fn a_portal_that_is_killed_loses_none_of_many_events() {
    add_and_kill(20_000, 12);
}

/// Adds so many contacts while the portal is killed so many times; every acknowledged one must be told of.
fn add_and_kill(events: usize, kills: usize) {
    let data = tempdir().unwrap();
    let (mut portal, admin) = Portal::set_up(data.path());
    allow(&admin, false);
    let receiver = Receiver::start();
    let (_, webhook) = admin.webhook("Writer", &["crm"]);
    admin.outbound(&receiver.url("hook"), &["ONCRMCONTACTADD"]);
    let mut acknowledged = BTreeSet::new();
    for kill in 1..=kills {
        let wanted = events * kill / kills;
        let moved = webhook.moved(&portal.url);
        let program = portal.program.id();
        // Killed in the middle of what somebody is writing and of what is on its way.
        let seen = receiver.received().len();
        let waits = receiver.clone();
        let killer = thread::spawn(move || {
            waits.wait("some deliveries of this round", |all| all.len() > seen + events / kills / (2 + kill % 3));
            kill_now(program);
        });
        while acknowledged.len() < wanted {
            let commands: Vec<_> = (0..50).map(|_| "crm.contact.add?fields[NAME]=Told".to_owned()).collect();
            let Ok(answer) = catch_unwind(|| moved.batch(json!(commands))) else { break };
            acknowledged.extend(answer["result"].as_array().unwrap().iter().filter_map(Value::as_u64));
        }
        killer.join().unwrap();
        portal.program.kill();
        portal = Portal::serve(data.path(), &[]);
    }
    let moved = webhook.moved(&portal.url);
    while acknowledged.len() < events {
        let commands: Vec<_> = (0..50).map(|_| "crm.contact.add?fields[NAME]=Told".to_owned()).collect();
        acknowledged
            .extend(moved.batch(json!(commands))["result"].as_array().unwrap().iter().filter_map(Value::as_u64));
    }
    // Each request is read once: what has been told of, and how many requests that was.
    let told = RefCell::new((BTreeSet::new(), 0));
    let all = receiver.wait("every acknowledged contact", |all| {
        let (ids, read) = &mut *told.borrow_mut();
        ids.extend(all[*read..].iter().filter_map(|one| one.text(&["data", "FIELDS", "ID"]).parse::<u64>().ok()));
        *read = all.len();
        acknowledged.is_subset(ids)
    });
    println!("{} events, {} requests", acknowledged.len(), all.len());
    portal.program.stop();
}

fn kill_now(process: u32) {
    let killed = std::process::Command::new("kill").args(["-9", &process.to_string()]).status();
    assert!(killed.is_ok_and(|status| status.success()), "the portal was running");
}

/// Lets the portal send to this machine.
fn allow(admin: &Console, single_attempt: bool) {
    let seen: Versioned<Handlers> =
        serde_json::from_value(admin.get("/console/settings").json()["handlers"].clone()).unwrap();
    let value = Handlers { allowed: vec!["127.0.0.0/8".to_owned()], single_attempt };
    admin.put("/console/settings/handlers", &Versioned { version: seen.version, value }).expect(200);
}

fn shown(console: &Console, integration: &Integration) -> Integration {
    console.get(&format!("/console/integrations/{}", integration.id)).parsed()
}

fn names(tree: &params::Tree) -> Vec<String> {
    tree.iter().map(|(name, _)| name.to_string()).collect()
}

/// The application token, read again by its owner.
fn token(console: &Console, integration: &Integration) -> String {
    let path = format!("/console/integrations/{}/secret/reveal?of={}", integration.id, Secret::Token.code());
    console.bare("POST", &path).parsed::<Revealed>().secret
}
