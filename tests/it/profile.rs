//! One's own profile: name, screens, password and sign-ins.

use portico_tests::console::Console;
use portico_tests::portal::Sandbox;
use serde_json::{Value, json};
use shared::fault;
use shared::people::Session;
use shared::profile::{PasswordChange, ProfileChange, SignedIn, Theme};
use shared::text::Language;

#[test]
fn people_change_what_is_theirs() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let change = ProfileChange {
        name: Some(" Bo ".to_owned()),
        time_zone: Some("America/Lima".to_owned()),
        language: Some(Language::Fr),
        theme: Some(Theme::Dark),
        ..ProfileChange::default()
    };
    let me = user.put("/console/profile", &change).parsed::<Session>().me.unwrap();
    assert!(me.name.starts_with("Bo "), "{}", me.name);
    assert_eq!(
        (me.language, me.theme, me.time_zone.as_deref()),
        (Some(Language::Fr), Some(Theme::Dark), Some("America/Lima"))
    );
    assert_eq!(sandbox.user.webhook.result("user.current", json!({}))["TIME_ZONE"], "America/Lima");
    for (wrong, fault) in [
        (json!({"name": ""}), fault::REQUIRED),
        (json!({"time_zone": "Mars/Olympus"}), fault::TIME_ZONE_UNKNOWN),
        (json!({"last_name": "x".repeat(101)}), fault::TOO_LONG),
    ] {
        user.put("/console/profile", &wrong).expect_fault(fault);
    }
    // Elsewhere, too, and after another sign-in.
    let again = sandbox.signed_in(&sandbox.user).get("/console/session").parsed::<Session>().me.unwrap();
    assert_eq!((again.language, again.theme), (Some(Language::Fr), Some(Theme::Dark)));
    let cleared = ProfileChange { time_zone: Some(String::new()), ..ProfileChange::default() };
    assert_eq!(user.put("/console/profile", &cleared).parsed::<Session>().me.unwrap().time_zone, None);
}

#[test]
fn a_new_password_asks_for_the_old_and_ends_other_sessions() {
    let sandbox = Sandbox::start();
    let (here, there) = (sandbox.signed_in(&sandbox.user), sandbox.signed_in(&sandbox.user));
    let (integration, webhook) = here.webhook("Mine", &["crm"]);
    let change = |old: &str, new: &str| {
        let body = PasswordChange { old_password: old.to_owned(), password: new.to_owned() };
        here.post("/console/profile/password", &body)
    };
    let wrong = change("not the one", "a long new password");
    wrong.expect_fault(fault::OLD_PASSWORD_WRONG);
    assert_eq!(wrong.json()["field"], "old_password");
    change(&sandbox.user.password, "short").expect_fault(fault::PASSWORD_SHORT);
    change(&sandbox.user.password, "a long new password").expect(204);
    here.get("/console/profile").expect(200);
    there.get("/console/profile").expect_fault(fault::NOT_SIGNED_IN);
    let visitor = sandbox.visitor();
    visitor.sign_in(&sandbox.user.email, &sandbox.user.password).expect_fault(fault::WRONG_PASSWORD);
    visitor.sign_in(&sandbox.user.email, "a long new password").expect(200);
    // Who knew the old password may go on reading their secrets.
    assert_eq!(here.reveal(&integration), webhook);

    // Guessing the old password is slowed down like signing in.
    for _ in 0..10 {
        change("guess", "another long password").expect_fault(fault::OLD_PASSWORD_WRONG);
    }
    change("guess", "another long password").expect_fault(fault::TOO_MANY_ATTEMPTS);
}

#[test]
fn sign_ins_are_listed_and_ended() {
    let sandbox = Sandbox::start();
    let here = sandbox.signed_in(&sandbox.user);
    let (second, third) = (sandbox.signed_in(&sandbox.user), sandbox.signed_in(&sandbox.user));
    let admin = sandbox.signed_in(&sandbox.admin);
    let list = |console: &Console| console.get("/console/profile/sessions").parsed::<Vec<SignedIn>>();
    let own = list(&here);
    assert_eq!(own.len(), 3, "one's own only");
    assert!(own[0].this && own.iter().skip(1).all(|session| !session.this));
    assert!(own.iter().all(|session| session.address == "127.0.0.1" && session.began.is_some()));
    let token = here.cookie().unwrap();
    let shown = here.get("/console/profile/sessions").text();
    assert!(!shown.contains(token.split_once('=').unwrap().1), "no list holds a token");

    let theirs = list(&second)[0].id.clone();
    let path = |id: &str| format!("/console/profile/sessions/{id}");
    admin.bare("DELETE", &path(&theirs)).expect_fault(fault::NOT_FOUND);
    here.bare("DELETE", &path(&theirs)).expect(204);
    second.get("/console/profile").expect_fault(fault::NOT_SIGNED_IN);
    here.bare("DELETE", &path(&theirs)).expect_fault(fault::NOT_FOUND);
    here.bare("DELETE", "/console/profile/sessions").expect(204);
    third.get("/console/profile").expect_fault(fault::NOT_SIGNED_IN);
    assert_eq!(list(&here).len(), 1);
    assert_ne!(admin.get("/console/profile").json(), Value::Null);
}
