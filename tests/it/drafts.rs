//! Drafts: how many there may be, and what stays of them when they are saved.

use portico_tests::console::webhook_of;
use portico_tests::portal::Sandbox;
use shared::fault;
use shared::integration::{DRAFTS_MAX, Integration};
use shared::request_log::Log;
use std::time::{Duration, Instant};

#[test]
fn what_a_draft_called_is_in_the_log_of_what_it_becomes() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let draft = user.draft("inbound");
    webhook_of(&draft).get("profile").expect(200);
    let saved = user.save(&draft, |_| ()).integration;
    let tried = Instant::now();
    loop {
        let log: Log = user.get(&format!("{}/log", path(&saved))).parsed();
        match log.calls.first() {
            Some(call) => break assert_eq!((call.method.as_str(), call.status), ("profile", 200)),
            None => assert!(tried.elapsed() < Duration::from_secs(30), "the log stays empty"),
        }
    }
}

#[test]
fn drafts_beyond_the_bound_give_way() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let first = user.draft("inbound");
    webhook_of(&first).expect_alive();
    let second = user.draft("inbound");
    for _ in 1..DRAFTS_MAX {
        user.draft("inbound");
    }
    user.get(&path(&first)).expect_fault(fault::NOT_FOUND);
    webhook_of(&first).expect_dead();
    webhook_of(&second).expect_alive();
}

fn path(integration: &Integration) -> String {
    format!("/console/integrations/{}", integration.id)
}
