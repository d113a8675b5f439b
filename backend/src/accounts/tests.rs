//! Accounts, links and what ends sessions.

use super::*;
use store::Options;

fn ground() -> (tempfile::TempDir, Store, Actor) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(dir.path(), Options::default()).unwrap();
    (dir, store, Actor { person: who(1), admin: true, address: "127.0.0.1".to_owned() })
}

fn who(id: u64) -> PersonRef {
    PersonRef { id, name: "Ada".to_owned() }
}

fn code<T: std::fmt::Debug>(outcome: Result<T, Refusal>) -> &'static str {
    outcome.unwrap_err().fault.code
}

#[test]
fn a_link_works_once() {
    let (_dir, store, admin) = ground();
    let link = make_link(&store, 4, &admin, 0).unwrap();
    assert_eq!(open_link(&store, &link.token, 1).unwrap(), (4, 0));
    let (epoch, _) = use_link(&store, &link.token, "hash".to_owned(), &who(4), "::1", 1).unwrap();
    let account = find(&store, 4).unwrap();
    assert_eq!((account.password.as_deref(), account.epoch), (Some("hash"), epoch));
    assert_eq!(code(open_link(&store, &link.token, 1)), "link_invalid");
    assert_eq!(code(use_link(&store, &link.token, "other".to_owned(), &who(4), "::1", 1)), "link_invalid");
    assert_eq!(find(&store, 4).unwrap().password.as_deref(), Some("hash"));
}

#[test]
fn a_link_ends_after_its_time_with_the_next_one_and_with_the_account() {
    let (_dir, store, admin) = ground();
    let first = make_link(&store, 4, &admin, 0).unwrap();
    assert!(open_link(&store, &first.token, LINK_LIFE - 1).is_ok());
    assert_eq!(code(open_link(&store, &first.token, LINK_LIFE)), "link_invalid");
    let second = make_link(&store, 4, &admin, 0).unwrap();
    assert_eq!(code(open_link(&store, &first.token, 1)), "link_invalid");
    assert!(open_link(&store, &second.token, 1).is_ok());
    shut_out(&store, 4, &admin, Action::Deactivated { person: 4 }, 2).unwrap();
    assert_eq!(code(open_link(&store, &second.token, 3)), "link_invalid");
}

#[test]
fn an_expired_link_is_swept() {
    let (_dir, store, admin) = ground();
    make_link(&store, 4, &admin, 0).unwrap();
    assert_eq!(sweep_links(&store, LINK_LIFE - 1).unwrap(), 0);
    assert_eq!(sweep_links(&store, LINK_LIFE).unwrap(), 1);
}

#[test]
fn a_new_password_and_a_shut_out_end_sessions() {
    let (_dir, store, admin) = ground();
    let before = find(&store, 4).unwrap().epoch;
    let link = make_link(&store, 4, &admin, 0).unwrap();
    let (epoch, _) = use_link(&store, &link.token, "hash".to_owned(), &who(4), "::1", 1).unwrap();
    assert_ne!(epoch, before);
    shut_out(&store, 4, &admin, Action::Deactivated { person: 4 }, 2).unwrap();
    let account = find(&store, 4).unwrap();
    assert_ne!(account.epoch, epoch);
    assert_eq!(account.password.as_deref(), Some("hash"));
}

#[test]
fn a_link_can_be_taken_back() {
    let (_dir, store, admin) = ground();
    let link = make_link(&store, 4, &admin, 0).unwrap();
    let expires = |now| link_expires(&store, &find(&store, 4).unwrap(), now).unwrap();
    assert_eq!((expires(1), expires(LINK_LIFE)), (Some(LINK_LIFE), None));
    revoke_link(&store, 4, &admin, 1).unwrap();
    assert_eq!((code(open_link(&store, &link.token, 1)), expires(1)), ("link_invalid", None));
}

#[test]
fn choices_about_screens_outlive_passwords() {
    let (_dir, store, admin) = ground();
    let chosen = Screens { language: Some(Language::Fr), theme: None };
    keep_screens(&store, 1, chosen).unwrap();
    keep_screens(&store, 1, Screens { theme: Some(Theme::Dark), language: None }).unwrap();
    set_password(&store, "hash", &admin, 1).unwrap();
    let account = find(&store, 1).unwrap();
    assert_eq!(account.password.as_deref(), Some("hash"));
    assert_eq!(account.screens, Screens { language: Some(Language::Fr), theme: Some(Theme::Dark) });
}

#[test]
fn an_account_knows_the_blocks_it_was_signed_in_to_from() {
    let (_dir, store, _) = ground();
    let address = |last| IpAddr::from([192, 0, 2, last]);
    for last in 0..=KNOWN_MAX as u8 {
        assert!(!find(&store, 4).unwrap().knows(address(last)));
        assert!(remember(&store, 4, address(last)).unwrap().is_some());
        assert!(remember(&store, 4, address(last)).unwrap().is_none());
    }
    let account = find(&store, 4).unwrap();
    assert_eq!((account.knows(address(0)), account.knows(address(1))), (false, true), "the oldest goes");
    remember(&store, 4, "2001:db8::1".parse().unwrap()).unwrap();
    assert!(find(&store, 4).unwrap().knows("2001:db8::ffff".parse().unwrap()));
}
