//! Accounts: what lets a person sign in. The person's record is REST's (`user.*`); here are the
//! password's hash, the one-time link that sets it, and an epoch whose change ends every session.

pub mod password;
pub mod throttle;

use crate::audit::{self, Action, Actor};
use crate::integrations::copies;
use crate::refusal::{Refusal, refuse};
use crate::rows::{self, Row};
use crate::secrets;
use serde::{Deserialize, Serialize};
use shared::fault;
use shared::{Millis, people::PersonRef, profile::Theme, text::Language};
use std::net::IpAddr;
use store::{Check, Durability, Op, Store, StoreError, Ticket, keys};

/// How long an invitation or password link works.
pub const LINK_LIFE: Millis = 7 * 24 * 60 * 60 * 1000;

/// Address blocks that an account remembers.
const KNOWN_MAX: usize = 8;

/// How often a change is tried when others write at the same time.
const TRIES: usize = 10;

/// What is stored of an account. A person without a row, or without a password, is invited.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The password's argon2id hash in its usual text form.
    pub password: Option<String>,
    /// Sessions of another epoch are over.
    pub epoch: u64,
    /// The stored key of the one link that is valid, in hexadecimal digits.
    link: Option<String>,
    /// How they want the screens.
    #[serde(default)]
    pub screens: Screens,
    /// Address blocks that it was signed in to from, the latest last.
    #[serde(default)]
    known: Vec<IpAddr>,
}

impl Account {
    /// Whether it was signed in to from the block of this address before.
    pub fn knows(&self, address: IpAddr) -> bool {
        self.known.contains(&throttle::block(address))
    }
}

/// What somebody chose about the screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Screens {
    /// Language.
    pub language: Option<Language>,
    /// Colours.
    pub theme: Option<Theme>,
}

/// A one-time link, as it is handed over.
#[derive(Debug)]
pub struct Link {
    /// What stands after the `#`; shown once, only its hash is stored.
    pub token: String,
    /// When it stops working.
    pub expires: Millis,
    /// To be awaited before it is shown.
    pub ticket: Ticket,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Invite {
    person: u64,
    expires: Millis,
}

/// The account of a person; one without anything when there is no row.
///
/// # Errors
/// When the store fails.
pub fn find(store: &Store, person: u64) -> Result<Account, StoreError> {
    Ok(read(store, person)?.0)
}

/// The change that gives a new person their password.
pub fn with_password(person: u64, hash: String) -> Op {
    rows::put(keys::account(person), &Account { password: Some(hash), epoch: 1, ..Account::default() })
}

/// Makes a link for a person and ends the one before.
///
/// # Errors
/// When the store fails.
pub fn make_link(store: &Store, person: u64, by: &Actor, now: Millis) -> Result<Link, StoreError> {
    let token = secrets::new_token();
    let key = keys::invite(&secrets::hash(&token));
    let expires = now + LINK_LIFE;
    for _ in 0..TRIES {
        let (account, check) = read(store, person)?;
        let mut ops = end_link(&account);
        ops.push(rows::put(key.clone(), &Invite { person, expires }));
        ops.push(rows::put(keys::account(person), &Account { link: Some(secrets::hex(&key)), ..account }));
        ops.push(audit::row(store, by, Action::LinkMade { person }, now)?);
        match store.commit(&[check], ops, Durability::Durable) {
            Err(StoreError::Check(_)) => {}
            outcome => {
                return outcome.map(|ticket| Link { token, expires, ticket });
            }
        }
    }
    Err(StoreError::Contended)
}

/// Whom a link is for, and when it was made.
///
/// # Errors
/// `link_invalid` for one that is used, replaced, expired or mistyped.
pub fn open_link(store: &Store, token: &str, now: Millis) -> Result<(u64, Millis), Refusal> {
    let Invite { person, expires } = live_link(store, token, now)?.value;
    Ok((person, expires - LINK_LIFE))
}

/// When the link of an account stops working; `None` when it has none.
///
/// # Errors
/// When the store fails.
pub fn link_expires(store: &Store, account: &Account, now: Millis) -> Result<Option<Millis>, StoreError> {
    let Some(key) = account.link.as_deref().and_then(secrets::unhex) else { return Ok(None) };
    let row = rows::get::<Invite>(store, key)?;
    Ok(row.map(|row| row.value.expires).filter(|expires| now < *expires))
}

/// Sets the password that a link was for, ends the link and every session. Answers the new epoch.
///
/// Somebody who had a password before can no longer read the secrets of their integrations: the link
/// came through other hands.
///
/// # Errors
/// `link_invalid`, also for the second of two who use the link at the same time.
pub fn use_link(
    store: &Store,
    token: &str,
    hash: String,
    person: &PersonRef,
    address: &str,
    now: Millis,
) -> Result<(u64, Ticket), Refusal> {
    let by = Actor { person: person.clone(), admin: false, address: address.to_owned() };
    for _ in 0..TRIES {
        let invite = live_link(store, token, now)?;
        let (account, check) = read(store, invite.value.person)?;
        let (mut checks, mut ops) = match &account.password {
            Some(_) => copies::forget(store, invite.value.person)?,
            None => Default::default(),
        };
        let changed = Account { password: Some(hash.clone()), epoch: account.epoch + 1, link: None, ..account };
        checks.extend([invite.unchanged(), check]);
        ops.push(Op::Del(invite.key.clone()));
        ops.push(rows::put(keys::account(invite.value.person), &changed));
        ops.push(audit::row(store, &by, Action::LinkUsed { person: invite.value.person }, now)?);
        match store.commit(&checks, ops, Durability::Durable) {
            Err(StoreError::Check(_)) => {}
            outcome => return Ok((changed.epoch, outcome?)),
        }
    }
    Err(refuse(fault::LINK_INVALID))
}

/// Ends every session and the link of a person, and writes the audit row that says why.
///
/// # Errors
/// When the store fails.
pub fn shut_out(store: &Store, person: u64, by: &Actor, why: Action, now: Millis) -> Result<Ticket, StoreError> {
    change(store, person, by, why, now, |account| {
        let ops = end_link(account);
        *account = Account { epoch: account.epoch + 1, link: None, ..account.clone() };
        ops
    })
}

/// Ends the link of a person; there need not be one.
///
/// # Errors
/// When the store fails.
pub fn revoke_link(store: &Store, person: u64, by: &Actor, now: Millis) -> Result<Ticket, StoreError> {
    change(store, person, by, Action::LinkRevoked { person }, now, |account| {
        let ops = end_link(account);
        account.link = None;
        ops
    })
}

/// Gives a person another password, which ends every session and the link. Answers the new epoch.
///
/// # Errors
/// When the store fails.
pub fn set_password(store: &Store, hash: &str, by: &Actor, now: Millis) -> Result<(u64, Ticket), StoreError> {
    let mut epoch = 0;
    let ticket = change(store, by.person.id, by, Action::PasswordChanged, now, |account| {
        let ops = end_link(account);
        *account = Account { password: Some(hash.to_owned()), epoch: account.epoch + 1, link: None, ..account.clone() };
        epoch = account.epoch;
        ops
    })?;
    Ok((epoch, ticket))
}

/// Remembers that an account was signed in to from an address, see [`throttle`]; `None` when it is the latest
/// that is known.
///
/// # Errors
/// When the store fails.
pub fn remember(store: &Store, person: u64, address: IpAddr) -> Result<Option<Ticket>, StoreError> {
    let block = throttle::block(address);
    for _ in 0..TRIES {
        let (mut account, check) = read(store, person)?;
        if account.known.last() == Some(&block) {
            return Ok(None);
        }
        account.known.retain(|known| *known != block);
        account.known.push(block);
        account.known.drain(..account.known.len().saturating_sub(KNOWN_MAX));
        match store.commit(&[check], vec![rows::put(keys::account(person), &account)], Durability::Durable) {
            Err(StoreError::Check(_)) => {}
            outcome => return outcome.map(Some),
        }
    }
    Err(StoreError::Contended)
}

/// Keeps what a person chose about the screens; no audit row tells of it.
///
/// # Errors
/// When the store fails.
pub fn keep_screens(store: &Store, person: u64, chosen: Screens) -> Result<Ticket, StoreError> {
    for _ in 0..TRIES {
        let (account, check) = read(store, person)?;
        let screens = Screens {
            language: chosen.language.or(account.screens.language),
            theme: chosen.theme.or(account.screens.theme),
        };
        let ops = vec![rows::put(keys::account(person), &Account { screens, ..account })];
        match store.commit(&[check], ops, Durability::Durable) {
            Err(StoreError::Check(_)) => {}
            outcome => return outcome,
        }
    }
    Err(StoreError::Contended)
}

/// Removes the links that have expired; answers how many.
///
/// # Errors
/// When the store fails.
pub fn sweep_links(store: &Store, now: Millis) -> Result<usize, StoreError> {
    let mut over = Vec::new();
    rows::each::<Invite>(store, store::KeyRange::prefix([keys::INVITE]), |row| {
        over.extend((row.value.expires <= now).then_some(Op::Del(row.key)));
        Ok(())
    })?;
    let count = over.len();
    store.commit(&[], over, Durability::Relaxed)?;
    Ok(count)
}

/// Changes an account in one commit with the audit row that says why; `edit` answers what goes with it.
fn change(
    store: &Store,
    person: u64,
    by: &Actor,
    why: Action,
    now: Millis,
    mut edit: impl FnMut(&mut Account) -> Vec<Op>,
) -> Result<Ticket, StoreError> {
    for _ in 0..TRIES {
        let (mut account, check) = read(store, person)?;
        let mut ops = edit(&mut account);
        ops.push(rows::put(keys::account(person), &account));
        ops.push(audit::row(store, by, why.clone(), now)?);
        match store.commit(&[check], ops, Durability::Durable) {
            Err(StoreError::Check(_)) => {}
            outcome => return outcome,
        }
    }
    Err(StoreError::Contended)
}

fn live_link(store: &Store, token: &str, now: Millis) -> Result<Row<Invite>, Refusal> {
    let row = rows::get::<Invite>(store, keys::invite(&secrets::hash(token)))?;
    row.filter(|row| now < row.value.expires).ok_or_else(|| refuse(fault::LINK_INVALID))
}

fn read(store: &Store, person: u64) -> Result<(Account, Check), StoreError> {
    let key = keys::account(person);
    Ok(match rows::get::<Account>(store, key.clone())? {
        Some(row) => (row.value.clone(), row.unchanged()),
        None => (Account::default(), Check::Absent(key)),
    })
}

fn end_link(account: &Account) -> Vec<Op> {
    let key = account.link.as_deref().and_then(secrets::unhex);
    key.map(Op::Del).into_iter().collect()
}

#[cfg(test)]
mod tests;
