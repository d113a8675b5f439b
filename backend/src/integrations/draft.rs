//! Drafts: what opening a scenario makes, so that a request can be tried before anything is saved.

use super::{Found, Fresh, Inbound, Integration, TRIES, visible};
use crate::audit::Actor;
use crate::refusal::{Refusal, refuse};
use crate::rows;
use crate::secrets::Vault;
use shared::integration::{BuilderRequest, NAME_MAX, NewDraft, Send};
use shared::{Millis, fault, scenario};
use store::{Check, Durability, Store, StoreError, Ticket, keys};

/// Makes a draft with a working secret.
///
/// # Errors
/// `scenario_unknown`; `too_long` for the name.
pub fn open(store: &Store, vault: &Vault, by: &Actor, asked: &NewDraft, now: Millis) -> Result<(u64, Ticket), Refusal> {
    let scenario = scenario::find(&asked.scenario).filter(|scenario| scenario.ready);
    let scenario = scenario.ok_or_else(|| refuse(fault::SCENARIO_UNKNOWN).on("scenario"))?;
    let name = match asked.name.trim() {
        "" => scenario.title.en,
        name => name,
    };
    if name.chars().count() > NAME_MAX {
        return Err(refuse(fault::TOO_LONG).on("name").with(NAME_MAX));
    }
    let first = scenario.methods.first();
    let request = BuilderRequest {
        method: first.map_or_else(String::new, |preset| preset.method.to_owned()),
        params: first
            .into_iter()
            .flat_map(|preset| preset.params)
            .map(|(name, value)| (name.to_string(), value.to_string()))
            .collect(),
        send: Send::default(),
    };
    let id = store.next_ids("integration", 1)?;
    let fresh = Fresh::new(vault, id);
    let mut inbound = Inbound {
        hash: String::new(),
        sealed: String::new(),
        scopes: scenario.scopes.iter().map(|scope| scope.to_string()).collect(),
        expires: None,
        request,
        warned: 0,
    };
    fresh.replace(&mut inbound);
    let draft = Integration {
        revision: 1,
        name: name.to_owned(),
        scenario: scenario.code.to_owned(),
        owner: by.person.id,
        editor: by.person.clone(),
        enabled: true,
        created: now,
        updated: now,
        inbound,
    };
    let ops = vec![rows::put(keys::draft(id), &draft), fresh.index(id)];
    let ticket = store.commit(&[Check::Absent(keys::secret(&fresh.hash))], ops, Durability::Durable)?;
    Ok((id, ticket))
}

/// Gives a draft another secret at once; the old one ends.
///
/// # Errors
/// `not_found` for what is not the asker's, `not_a_draft` for what has been saved.
pub fn new_secret(store: &Store, vault: &Vault, id: u64, by: &Actor, now: Millis) -> Result<(Found, Ticket), Refusal> {
    for _ in 0..TRIES {
        let mut found = visible(store, id, by, now)?;
        if !found.draft {
            return Err(refuse(fault::NOT_A_DRAFT));
        }
        let unchanged = found.row.unchanged();
        let fresh = Fresh::new(vault, id);
        let mut ops = Vec::from_iter(fresh.replace(&mut found.row.value.inbound));
        ops.push(fresh.index(id));
        ops.push(rows::put(found.row.key.clone(), found.value()));
        match store.commit(&[unchanged, Check::Absent(keys::secret(&fresh.hash))], ops, Durability::Durable) {
            Err(StoreError::Check(_)) => {}
            outcome => return Ok((found, outcome?)),
        }
    }
    Err(StoreError::Contended.into())
}
