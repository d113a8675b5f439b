//! Set-up, invitations, signing in and roles.

use portico_tests::answer::send;
use portico_tests::console::Console;
use portico_tests::portal::{PASSWORD, Portal, Sandbox, first_administrator, invite, join, token_of};
use shared::console::WRITE_HEADER;
use shared::fault;
use shared::integration::Integration;
use shared::people::{
    AcceptInvite, Invitation, Invite, Invited, OpenInvite, Person, PersonChange, PersonStatus, Session,
};
use tempfile::tempdir;

#[test]
fn the_set_up_link_works_once() {
    let data = tempdir().unwrap();
    let (portal, token) = Portal::serve_empty(data.path());
    let session = |console: &Console| console.get("/console/session").parsed::<Session>();
    assert!(session(&portal.visitor()).portal.needs_setup);
    let guess = first_administrator("0".repeat(token.len()));
    portal.visitor().post("/console/setup", &guess).expect_fault(fault::LINK_INVALID);

    let admin = portal.visitor();
    let mut body = first_administrator(token);
    for (change, fault) in [
        (("password", "short"), fault::PASSWORD_SHORT),
        (("email", "nobody"), fault::EMAIL_INVALID),
        (("time_zone", "Mars/Olympus"), fault::TIME_ZONE_UNKNOWN),
        (("currency", "EURO"), fault::CURRENCY_INVALID),
        (("name", ""), fault::REQUIRED),
    ] {
        let mut wrong = serde_json::to_value(&body).unwrap();
        wrong[change.0] = change.1.into();
        let answer = admin.post("/console/setup", &wrong);
        answer.expect_fault(fault);
        assert_eq!(answer.json()["field"], change.0);
    }
    admin.post("/console/setup", &body).expect(200);
    let me = session(&admin).me.expect("set-up signs in");
    assert_eq!((me.id, me.admin, me.email.as_str()), (1, true, "admin@example.com"));

    body.email = "second@example.com".to_owned();
    portal.visitor().post("/console/setup", &body).expect_fault(fault::LINK_INVALID);
    assert!(!session(&portal.visitor()).portal.needs_setup);
}

#[test]
fn an_invitation_works_once_and_a_new_link_ends_the_old() {
    let data = tempdir().unwrap();
    let (portal, admin) = Portal::set_up(data.path());
    let (invited, first) = invite(&admin, "user@example.com");
    assert_eq!(invited.person.status, PersonStatus::Invited);
    assert!(invited.link.starts_with(&format!("{}/invite#", portal.url)), "{}", invited.link);
    let again: Invited = admin.bare("POST", &format!("/console/people/{}/link", invited.person.id)).parsed();
    let token = token_of(&again.link);

    let guest = portal.visitor();
    let open = |token: &str| guest.post("/console/invite/open", &OpenInvite { token: token.to_owned() });
    open(&first).expect_fault(fault::LINK_INVALID);
    assert_eq!(open(&token).parsed::<Invitation>().email, "user@example.com");
    assert_eq!(open(&token).status, 200, "looking uses nothing up");

    let accept = |password: &str| {
        let (token, password) = (token.clone(), password.to_owned());
        let body = AcceptInvite { token, name: "Ulla".to_owned(), last_name: "User".to_owned(), password };
        guest.post("/console/invite/accept", &body)
    };
    accept("short").expect_fault(fault::PASSWORD_SHORT);
    let session: Session = accept(PASSWORD).parsed();
    assert_eq!(session.me.map(|me| (me.id, me.admin)), Some((invited.person.id, false)));
    accept(PASSWORD).expect_fault(fault::LINK_INVALID);
    open(&token).expect_fault(fault::LINK_INVALID);
    portal.visitor().sign_in("USER@example.com", PASSWORD).expect(200);

    let taken = Invite { email: "User@Example.com".to_owned(), ..Invite::default() };
    admin.post("/console/people", &taken).expect_fault(fault::EMAIL_TAKEN);
}

#[test]
fn roles_are_the_administrators_and_one_stays() {
    let data = tempdir().unwrap();
    let (portal, admin) = Portal::set_up(data.path());
    let user = join(&portal.url, &admin, "user@example.com");
    let change = |admin, active| PersonChange { admin, active, ..PersonChange::default() };
    user.post("/console/people", &Invite::default()).expect_fault(fault::ADMINS_ONLY);
    user.put("/console/people/2", &change(Some(true), None)).expect_fault(fault::ADMINS_ONLY);
    user.bare("POST", "/console/people/1/link").expect_fault(fault::ADMINS_ONLY);
    admin.put("/console/people/1", &change(Some(false), None)).expect_fault(fault::LAST_ADMIN);
    admin.put("/console/people/1", &change(None, Some(false))).expect_fault(fault::LAST_ADMIN);
    admin.put("/console/people/99", &change(None, Some(false))).expect_fault(fault::NOT_FOUND);

    let raised: Person = admin.put("/console/people/2", &change(Some(true), None)).parsed();
    assert!(raised.admin);
    user.get("/console/statistics").expect(200);
    user.put("/console/people/1", &change(Some(false), None)).expect(200);
    admin.get("/console/statistics").expect_fault(fault::ADMINS_ONLY);
    user.put("/console/people/1", &change(None, Some(false))).expect(200);
    admin.get("/console/integrations").expect_fault(fault::NOT_SIGNED_IN);
}

#[test]
fn failed_sign_ins_are_slowed_down_per_account() {
    let sandbox = Sandbox::start();
    let visitor = sandbox.visitor();
    for _ in 0..10 {
        visitor.sign_in(&sandbox.user.email, "wrong password").expect_fault(fault::WRONG_PASSWORD);
    }
    let refused = visitor.sign_in(&sandbox.user.email, &sandbox.user.password);
    refused.expect_fault(fault::TOO_MANY_ATTEMPTS);
    let wait = refused.json()["retry_after"].as_u64().expect("it says how long");
    assert!((1..=15 * 60).contains(&wait), "{wait}");
    visitor.sign_in(&sandbox.user.email.to_uppercase(), "x").expect_fault(fault::TOO_MANY_ATTEMPTS);
    visitor.sign_in(&sandbox.admin.email, &sandbox.admin.password).expect(200);
}

#[test]
fn nobody_is_locked_out_of_where_they_signed_in_before() {
    let sandbox = Sandbox::start();
    let at_home = sandbox.signed_in(&sandbox.user);
    let visitor = sandbox.visitor();
    for _ in 0..49 {
        visitor.sign_in(&sandbox.user.email, "wrong password").expect_fault(fault::WRONG_PASSWORD);
    }
    visitor.sign_in(&sandbox.user.email, &sandbox.user.password).expect(200);
    let stranger = sandbox.visitor();
    stranger.sign_in(&sandbox.user.email, "wrong password").expect_fault(fault::WRONG_PASSWORD);
    stranger.sign_in(&sandbox.user.email, "wrong password").expect_fault(fault::TOO_MANY_ATTEMPTS);
    // A session of the account is a source of its own.
    at_home.sign_in(&sandbox.user.email, &sandbox.user.password).expect(200);
}

#[test]
fn guesses_at_many_accounts_are_slowed_down_per_address() {
    let sandbox = Sandbox::start();
    let visitor = sandbox.visitor();
    for n in 0..50 {
        let answer = visitor.sign_in(&format!("nobody{n}@example.com"), "guess");
        answer.expect_fault(fault::WRONG_PASSWORD);
    }
    visitor.sign_in("somebody@example.com", "guess").expect_fault(fault::TOO_MANY_ATTEMPTS);
}

#[test]
fn writes_need_the_header_and_our_own_origin() {
    let sandbox = Sandbox::start();
    let admin = sandbox.signed_in(&sandbox.admin);
    let cookie = admin.cookie().unwrap();
    let body = br#"{"scenario": "inbound", "name": "Forged"}"#;
    let own = sandbox.url.as_str();
    let cases: [(&[(&str, &str)], bool); 6] = [
        (&[(WRITE_HEADER, "1"), ("Origin", own)], true),
        (&[("Origin", own)], false),
        (&[(WRITE_HEADER, "1")], false),
        (&[(WRITE_HEADER, "1"), ("Origin", "https://evil.example")], false),
        (&[(WRITE_HEADER, "1"), ("Origin", "null")], false),
        (&[], false),
    ];
    for (headers, accepted) in cases {
        let always = [("Cookie", cookie.as_str()), ("Content-Type", "application/json")];
        let headers: Vec<_> = always.iter().chain(headers).copied().collect();
        let answer = send("POST", &format!("{own}/console/drafts"), &headers, body.to_vec());
        if accepted {
            answer.expect(200);
        } else {
            answer.expect_fault(fault::FOREIGN_ORIGIN);
        }
    }
}

#[test]
fn a_session_is_for_the_console_only_and_ends_with_signing_out() {
    let sandbox = Sandbox::start();
    let admin = sandbox.visitor();
    let answer = admin.sign_in(&sandbox.admin.email, &sandbox.admin.password);
    let set = answer.header("set-cookie");
    assert!(set.contains("HttpOnly") && set.contains("SameSite=Lax"), "{set}");
    let cookie = admin.cookie().unwrap();
    let rest = send("GET", &format!("{}/rest/profile", sandbox.url), &[("Cookie", &cookie)], Vec::new());
    rest.expect_error(401, "NO_AUTH_FOUND");

    admin.bare("POST", "/console/sign-out").expect(204);
    let path = format!("{}/console/integrations", sandbox.url);
    send("GET", &path, &[("Cookie", &cookie)], Vec::new()).expect_fault(fault::NOT_SIGNED_IN);
}

#[test]
fn nothing_but_the_front_door_is_open_to_visitors() {
    let sandbox = Sandbox::start();
    let visitor = sandbox.visitor();
    for path in [
        "integrations",
        "integrations/1",
        "methods",
        "people",
        "departments",
        "statistics",
        "notices",
        "settings",
        "profile",
        "profile/sessions",
    ] {
        visitor.get(&format!("/console/{path}")).expect_fault(fault::NOT_SIGNED_IN);
    }
    let wrong = visitor.sign_in("nobody@example.com", PASSWORD);
    let known = visitor.sign_in(&sandbox.admin.email, PASSWORD);
    assert_eq!(wrong.text(), known.text(), "answers do not tell who exists");
}

#[test]
fn a_password_link_made_by_an_administrator_opens_nobodys_secrets() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let (integration, webhook) = user.webhook("Mine", &["crm"]);
    let admin = sandbox.signed_in(&sandbox.admin);
    let made: Invited = admin.bare("POST", &format!("/console/people/{}/link", sandbox.user.id)).parsed();

    // The administrator uses the link and is signed in as the owner.
    let intruder = sandbox.visitor();
    let (token, name) = (token_of(&made.link), "Boris".to_owned());
    let accept = AcceptInvite { token, name, last_name: String::new(), password: PASSWORD.to_owned() };
    intruder.post("/console/invite/accept", &accept).expect(200);
    let form: Integration = intruder.get(&format!("/console/integrations/{}", integration.id)).parsed();
    let inbound = form.inbound.expect("it is a webhook");
    assert_eq!((form.mine, inbound.secret, inbound.secret_lost), (true, None, true));
    assert!(!intruder.transcript().contains(webhook.secret()));
    webhook.expect_alive();
}
