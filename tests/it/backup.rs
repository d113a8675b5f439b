//! `backup`, `restore` and `check`.

use portico_tests::console::{Console, webhook_of};
use portico_tests::portal::{PASSWORD, Portal, join};
use portico_tests::program;
use portico_tests::rest::Webhook;
use serde_json::{Value, json};
use shared::grid::Page;
use shared::integration::Integration;
use shared::people::Session;
use std::fs;
use std::path::Path;
use std::process::Output;
use tempfile::tempdir;

#[test]
fn a_backup_restores_into_an_empty_directory() {
    let place = tempdir().unwrap();
    let (old, new, file) = (place.path().join("old"), place.path().join("new"), place.path().join("portal.backup"));
    let (mut portal, admin) = Portal::set_up(&old);
    let user = join(&portal.url, &admin, "user@example.com");
    let (integration, webhook) = user.webhook("Kept", &["crm", "user"]);
    let rows: Vec<_> =
        (0..130).map(|n| vec![("TITLE", format!("Deal № {n}")), ("COMMENTS", "x".repeat(n * 900))]).collect();
    webhook.add_all("crm.deal.add", &rows);
    let phone = json!({"NAME": "Zoé", "PHONE": [{"VALUE": "+33 1", "VALUE_TYPE": "WORK"}]});
    webhook.result("crm.contact.add", json!({"fields": phone}));
    let before = everything(&webhook);

    // While the portal runs, and again when it does not: the same portal either way.
    succeed(&["backup", path(&file), "--data", path(&old)]);
    let running = fs::read(&file).unwrap();
    assert!(!String::from_utf8_lossy(&running).contains(webhook.secret()), "secrets are not in backups");
    portal.program.stop();
    succeed(&["backup", path(&file), "--data", path(&old)]);

    for bytes in [running, fs::read(&file).unwrap()] {
        fs::write(&file, bytes).unwrap();
        succeed(&["restore", path(&file), "--data", path(&new)]);
        succeed(&["check", "--data", path(&new)]);
        let mut restored = Portal::serve(&new, &[]);
        let moved = Webhook::at(&format!("{}/rest/{}/{}/", restored.url, webhook.owner(), webhook.secret()));
        assert_eq!(everything(&moved), before);

        let user = restored.visitor();
        user.sign_in("user@example.com", PASSWORD).expect(200);
        let listed = user.get("/console/integrations").parsed::<Page>().rows;
        assert_eq!(listed.iter().map(|row| row.id).collect::<Vec<_>>(), [integration.id]);
        key_is_not_in_the_backup(&user, integration.id);
        restored.program.stop();
        fs::remove_dir_all(&new).unwrap();
    }
}

/// Calls go on with the old secret, reading it again needs a new one.
fn key_is_not_in_the_backup(user: &Console, id: u64) {
    let shown: Integration = user.get(&format!("/console/integrations/{id}")).parsed();
    let inbound = shown.inbound.clone().unwrap();
    assert_eq!((inbound.secret, inbound.secret_lost), (None, true));
    let renewed = user.save(&shown, |save| save.new_secret = Some(0));
    webhook_of(&renewed.integration).expect_alive();
}

#[test]
fn restore_refuses_what_it_would_damage() {
    let place = tempdir().unwrap();
    let (data, file) = (place.path().join("data"), place.path().join("portal.backup"));
    let (mut portal, admin) = Portal::set_up(&data);
    let (_, webhook) = admin.webhook("Ours", &[]);
    portal.program.stop();
    succeed(&["backup", path(&file), "--data", path(&data)]);
    fail(&["restore", path(&file), "--data", path(&data)]);
    succeed(&["check", "--data", path(&data)]);

    let whole = fs::read(&file).unwrap();
    let mut flipped = whole.clone();
    flipped[whole.len() / 2] ^= 1;
    let broken: [&[u8]; 4] = [b"", b"not a backup", &whole[..whole.len() / 2], &flipped];
    for (n, bytes) in broken.into_iter().enumerate() {
        let empty = place.path().join(format!("empty-{n}"));
        fs::write(&file, bytes).unwrap();
        fail(&["restore", path(&file), "--data", path(&empty)]);
        assert!(!empty.exists() || Portal::serve_empty(&empty).1.len() > 8, "nothing half restored is left");
    }
    fail(&["restore", path(&place.path().join("missing")), "--data", path(&place.path().join("none"))]);

    let restarted = Portal::serve(&data, &[]);
    Webhook::at(&format!("{}/rest/1/{}/", restarted.url, webhook.secret())).expect_alive();
}

#[test]
fn two_portals_never_share_a_directory() {
    let data = tempdir().unwrap();
    let (portal, _admin) = Portal::set_up(data.path());
    let second = program::run(["serve", "--listen", "127.0.0.1:0", "--data", path(data.path())]);
    assert!(!second.status.success());
    assert!(!second.stderr.is_empty(), "it says why");
    let session: Session = portal.visitor().get("/console/session").parsed();
    assert!(!session.portal.needs_setup);
}

fn everything(webhook: &Webhook) -> Vec<Value> {
    let mut all = Vec::new();
    for method in ["crm.deal.list", "crm.contact.list", "crm.status.list", "user.get"] {
        for start in (0..).step_by(50) {
            let body = json!({"start": start, "select": ["*", "UF_*", "PHONE", "EMAIL"]});
            let mut page = webhook.post_json(method, &body).expect(200);
            all.push(page["result"].take());
            all.push(page["total"].take());
            if page.get("next").is_none() {
                break;
            }
        }
    }
    // The user's own sign-in after a restore is not part of what was backed up.
    for row in all.iter_mut().filter_map(Value::as_array_mut).flatten() {
        for name in ["LAST_LOGIN", "LAST_ACTIVITY_DATE", "TIMESTAMP_X", "IS_ONLINE"] {
            row.as_object_mut().map(|row| row.remove(name));
        }
    }
    all
}

fn succeed(args: &[&str]) {
    let output = program::run(args);
    assert!(output.status.success(), "{args:?}: {}", said(&output));
}

fn fail(args: &[&str]) {
    let output = program::run(args);
    assert!(!output.status.success(), "{args:?} went well");
    assert!(said(&output).trim().len() > 10, "{args:?} says why");
    assert!(!said(&output).contains("panicked"), "{args:?}: {}", said(&output));
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout)
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}
