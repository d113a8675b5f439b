//! The process is killed in the middle of writing: everything that was acknowledged is there again.

use portico_tests::answer::Answer;
use portico_tests::portal::Portal;
use portico_tests::rest::Webhook;
use serde_json::{Value, json};
use std::panic::catch_unwind;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use tempfile::tempdir;

const WRITERS: usize = 4;
const ROUNDS: usize = 3;
const ACKNOWLEDGED_A_ROUND: usize = 60;

#[test]
fn acknowledged_writes_survive_a_kill() {
    let data = tempdir().unwrap();
    let (first, admin) = Portal::set_up(data.path());
    let (_, webhook) = admin.webhook("Writer", &["crm"]);
    let mut portal = first;
    let mut acknowledged: Vec<(u64, String)> = Vec::new();
    for round in 0..ROUNDS {
        let webhook = webhook.moved(&portal.url);
        let written = write_until_killed(&mut portal, &webhook, round);
        assert!(written.len() >= ACKNOWLEDGED_A_ROUND, "{}", written.len());
        acknowledged.extend(written);

        portal = Portal::serve(data.path(), &[]);
        let webhook = webhook.moved(&portal.url);
        for chunk in acknowledged.chunks(50) {
            let commands: Vec<_> = chunk.iter().map(|(id, _)| format!("crm.deal.get?id={id}")).collect();
            let answer = webhook.batch(json!(commands));
            assert_eq!(answer["result_error"], json!([]), "acknowledged deals are gone");
            for ((id, title), deal) in chunk.iter().zip(answer["result"].as_array().unwrap()) {
                assert_eq!((&deal["ID"], &deal["TITLE"]), (&json!(id.to_string()), &json!(title)));
            }
        }
        assert_eq!(total(&webhook), count(&webhook), "the counter and the rows agree");
    }
    let last = acknowledged.iter().map(|(id, _)| *id).max().unwrap();
    let next = webhook.moved(&portal.url).result("crm.deal.add", json!({"fields": {"TITLE": "After"}}));
    assert!(next.as_u64().unwrap() > last, "ids are never given twice");
    portal.program.stop();
}

#[test]
fn a_kill_during_set_up_leaves_a_usable_directory() {
    let data = tempdir().unwrap();
    let (mut portal, token) = Portal::serve_empty(data.path());
    portal.program.kill();
    let (portal, again) = Portal::serve_empty(data.path());
    let admin = portal.visitor();
    let newest = portico_tests::portal::first_administrator(again);
    admin.post("/console/setup", &newest).expect(200);
    let used = portico_tests::portal::first_administrator(token);
    assert_ne!(portal.visitor().post("/console/setup", &used).status, 200);
}

/// Writes from several threads, kills the portal among them, and answers what was acknowledged.
fn write_until_killed(portal: &mut Portal, webhook: &Webhook, round: usize) -> Vec<(u64, String)> {
    let (written, killed) = (Mutex::new(Vec::new()), AtomicBool::new(false));
    thread::scope(|scope| {
        for writer in 0..WRITERS {
            let (written, killed) = (&written, &killed);
            scope.spawn(move || {
                for n in 0.. {
                    let title = format!("{round}.{writer}.{n}");
                    let Some(answer) = attempt(webhook, &title) else { break };
                    let id = answer.expect(200)["result"].as_u64().expect("an id");
                    written.lock().unwrap().push((id, title));
                }
                assert!(killed.load(Ordering::SeqCst), "the portal went away by itself");
            });
        }
        while written.lock().unwrap().len() < ACKNOWLEDGED_A_ROUND {
            thread::yield_now();
        }
        killed.store(true, Ordering::SeqCst);
        portal.program.kill();
    });
    written.into_inner().unwrap()
}

/// One write; `None` when the portal is not there to answer.
fn attempt(webhook: &Webhook, title: &str) -> Option<Answer> {
    let body = json!({"fields": {"TITLE": title}});
    catch_unwind(|| webhook.post_json("crm.deal.add", &body)).ok()
}

fn total(webhook: &Webhook) -> u64 {
    webhook.post_json("crm.deal.list", &json!({})).expect(200)["total"].as_u64().unwrap()
}

/// Counts the rows themselves, page by page.
fn count(webhook: &Webhook) -> u64 {
    let (mut rows, mut last) = (0, Value::from(0));
    loop {
        let body = json!({"start": -1, "order": {"ID": "ASC"}, "filter": {">ID": last}, "select": ["ID"]});
        let page = webhook.result("crm.deal.list", body);
        let page = page.as_array().unwrap();
        let Some(row) = page.last() else { return rows };
        rows += page.len() as u64;
        last = row["ID"].clone();
    }
}
