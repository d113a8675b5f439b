//! An administrator saves somebody else's integration: it becomes theirs, with a new secret, and
//! the old secret is nowhere any more.

use portico_tests::console::{Console, webhook_of};
use portico_tests::portal::{Portal, join};
use portico_tests::rest::Webhook;
use shared::console::{Notice, NoticeEvent};
use shared::fault;
use shared::grid::Page;
use shared::integration::{Enable, Integration, Row, Status};
use std::path::Path;
use tempfile::tempdir;
use walkdir::WalkDir;

#[test]
fn saving_a_foreign_integration_moves_it_and_ends_its_secret() {
    let data = tempdir().unwrap();
    let (mut portal, admin) = Portal::set_up(data.path());
    let user = join(&portal.url, &admin, "user@example.com");
    let draft = user.draft("move_lead");
    let saved = user.save(&draft, |save| save.name = "Leads of the site".to_owned()).integration;
    let old = webhook_of(&saved);
    assert_eq!((old.owner(), saved.owner.id), (2, 2));
    old.expect_alive();
    let address = format!("/console/integrations/{}", saved.id);

    // Looking at it, and switching it off and on, moves nothing and shows nothing.
    let shown: Integration = admin.get(&address).parsed();
    let inbound = shown.inbound.clone().unwrap();
    assert_eq!((shown.mine, shown.owner.id, inbound.secret), (false, 2, None));
    assert_eq!(inbound.prefix, format!("{}/rest/2/", portal.url));
    let listed: Page = admin.get("/console/integrations").parsed();
    assert_eq!(listed.rows.iter().map(|row| (row.id, row.mine)).collect::<Vec<_>>(), [(saved.id, false)]);
    for enabled in [false, true] {
        let row: Row = admin.post(&format!("{address}/enabled"), &Enable { enabled }).parsed();
        let status = if enabled { Status::Active } else { Status::Disabled };
        assert_eq!((row.owner.id, row.status), (2, status));
    }
    old.expect_alive();

    // A refused save moves nothing either.
    let shown: Integration = admin.get(&address).parsed();
    admin.try_save(&shown, |save| save.name = String::new()).expect_fault(fault::NAME_REQUIRED);
    old.expect_alive();

    let taken = admin.save(&shown, |save| save.name = "Leads of the shop".to_owned());
    assert!(taken.taken_over);
    assert_eq!((taken.integration.mine, taken.integration.owner.id), (true, 1));
    let new = webhook_of(&taken.integration);
    assert_eq!((new.owner(), new.secret() == old.secret()), (1, false));
    old.expect_dead();
    Webhook::at(&format!("{}/rest/1/{}/", portal.url, old.secret())).expect_dead();
    new.expect_alive();

    user.get(&address).expect_fault(fault::NOT_FOUND);
    assert!(user.get("/console/integrations").parsed::<Page>().rows.is_empty());
    let told: Vec<Notice> = user.get("/console/notices").parsed();
    let events: Vec<_> = told.iter().filter(|notice| !notice.read).map(|notice| &notice.event).collect();
    let taken_over = NoticeEvent::TakenOver { integration: "Leads of the site".to_owned(), by: "Ada Admin".to_owned() };
    assert!(events.contains(&&taken_over), "{events:?}");

    let again = admin.save(&taken.integration, |save| save.name = "Leads".to_owned());
    assert!(!again.taken_over, "one's own is not taken over");
    assert_eq!(admin.reveal(&again.integration), new);

    assert!(!admin.transcript().contains(old.secret()), "an administrator was shown the secret");
    look_everywhere(&mut portal, data.path(), &[&old, &new], &[&admin, &user]);
}

#[test]
fn two_saves_at_once_take_over_once() {
    let data = tempdir().unwrap();
    let (portal, admin) = Portal::set_up(data.path());
    let user = join(&portal.url, &admin, "user@example.com");
    let (integration, old) = user.webhook("Contended", &[]);
    let shown: Integration = admin.get(&format!("/console/integrations/{}", integration.id)).parsed();
    let answers: Vec<_> = std::thread::scope(|scope| {
        let saves: Vec<_> = (0..4)
            .map(|n| {
                scope.spawn({
                    let (admin, shown) = (&admin, &shown);
                    move || admin.try_save(shown, |save| save.name = format!("Save {n}"))
                })
            })
            .collect();
        saves.into_iter().map(|save| save.join().unwrap()).collect()
    });
    let (won, lost): (Vec<_>, Vec<_>) = answers.iter().partition(|answer| answer.status == 200);
    assert_eq!((won.len(), lost.len()), (1, 3));
    for answer in lost {
        answer.expect_fault(fault::CHANGED_BY_YOU);
    }
    old.expect_dead();
    let now: Integration = admin.get(&format!("/console/integrations/{}", integration.id)).parsed();
    admin.reveal(&now).expect_alive();
}

/// No secret stands in a log or, in the clear, on the disk; nor does a session's token.
fn look_everywhere(portal: &mut Portal, data: &Path, webhooks: &[&Webhook], consoles: &[&Console]) {
    let mut secrets: Vec<_> = webhooks.iter().map(|webhook| webhook.secret().to_owned()).collect();
    for cookie in consoles.iter().filter_map(|console| console.cookie()) {
        secrets.push(cookie.split_once('=').unwrap().1.to_owned());
    }
    let files = || WalkDir::new(data).into_iter().map(Result::unwrap).filter(|entry| entry.file_type().is_file());
    for stopped in [false, true] {
        if stopped {
            portal.program.stop();
        }
        let mut read = 0;
        for file in files() {
            let bytes = std::fs::read(file.path()).unwrap();
            let text = String::from_utf8_lossy(&bytes);
            read += bytes.len();
            for secret in &secrets {
                assert!(!text.contains(secret.as_str()), "a secret is in {}", file.path().display());
            }
        }
        assert!(read > 1000, "the data is where we looked");
    }
    let log = portal.program.log();
    assert!(!log.is_empty());
    for secret in &secrets {
        assert!(!log.contains(secret.as_str()), "a secret is in the log");
    }
}
