//! Drafts: what opening a scenario makes, so that a request can be tried before anything is saved.

use super::outbound::Outbound;
use super::secret::Fresh;
use super::{Found, Inbound, Integration, TRIES, visible};
use crate::audit::Actor;
use crate::refusal::{Refusal, refuse};
use crate::rows;
use crate::secrets::Vault;
use crate::settings::creation;
use shared::integration::{BuilderRequest, NAME_MAX, NewDraft, Secret};
use shared::scenario::{self, Block, Scenario};
use shared::{Millis, fault};
use store::{Check, Durability, Store, StoreError, Ticket, keys};

/// Makes a draft with a working secret. `answers` says whether the portal answers a method: the first
/// that it does is chosen.
///
/// # Errors
/// `scenario_unknown`, `creation_closed`; `too_long` for the name; `not_found` for what it should be like.
pub fn open(
    store: &Store,
    vault: &Vault,
    by: &Actor,
    asked: &NewDraft,
    answers: &dyn Fn(&str) -> bool,
    now: Millis,
) -> Result<(u64, Ticket), Refusal> {
    let like = asked.like.map(|id| visible(store, id, by, now)).transpose()?;
    let like = like.as_ref().map(Found::value);
    let code = like.map_or(&asked.scenario, |like| &like.scenario);
    let scenario = scenario::find(code).filter(|scenario| scenario.opens() || scenario.has(Block::Outbound));
    let scenario = scenario.ok_or_else(|| refuse(fault::SCENARIO_UNKNOWN).on("scenario"))?;
    creation::admit(store, scenario.code, by)?;
    let name = match asked.name.trim() {
        "" => scenario.title.en,
        name => name,
    };
    if name.chars().count() > NAME_MAX {
        return Err(refuse(fault::TOO_LONG).on("name").with(NAME_MAX));
    }
    let id = store.next_ids("integration", 1)?;
    let mut draft = Integration {
        revision: 1,
        name: name.to_owned(),
        note: like.map_or_else(String::new, |like| like.note.clone()),
        scenario: scenario.code.to_owned(),
        owner: by.person.id,
        kept: None,
        editor: by.person.clone(),
        enabled: true,
        created: now,
        updated: now,
        inbound: scenario.has(Block::Inbound).then(|| {
            let inbound = like.and_then(|like| like.inbound.as_ref()).map(again);
            Inbound { scoped: now, ..inbound.unwrap_or_else(|| first(scenario, answers)) }
        }),
        outbound: like.and_then(|like| like.outbound.as_ref()).map(Outbound::again),
    };
    if draft.outbound.is_none() && creation::may_send(store, by)? {
        draft.outbound = Outbound::first(scenario);
    }
    if let Some(outbound) = &mut draft.outbound {
        Secret::ALL.into_iter().for_each(|which| outbound.renew(vault, id, which));
    }
    let (mut checks, mut ops) = (Vec::new(), Vec::new());
    if let Some(inbound) = &mut draft.inbound {
        let fresh = Fresh::new(vault, id);
        ops = fresh.replace(inbound, id, None);
        checks.push(Check::Absent(keys::secret(&fresh.hash)));
    }
    ops.push(rows::put(keys::draft(id), &draft));
    let ticket = store.commit(&checks, ops, Durability::Durable)?;
    Ok((id, ticket))
}

/// The webhook that a scenario begins with; it has no secret yet.
fn first(scenario: &Scenario, answers: &dyn Fn(&str) -> bool) -> Inbound {
    let presets = scenario.methods;
    let preset = presets.iter().find(|preset| answers(preset.method)).or(presets.first());
    let params = preset.map_or(&[][..], |preset| preset.params);
    let request = BuilderRequest {
        method: preset.map_or_else(String::new, |preset| preset.method.to_owned()),
        params: params.iter().map(|(name, value)| (name.to_string(), value.to_string())).collect(),
        ..BuilderRequest::default()
    };
    let scopes = scenario.scopes.iter().map(|scope| scope.to_string()).collect();
    Inbound { scopes, request, ..Inbound::default() }
}

/// What a copy of a webhook begins with.
fn again(inbound: &Inbound) -> Inbound {
    let Inbound { scopes, request, allow, rate, .. } = inbound.clone();
    Inbound { scopes, request, allow, rate, ..Inbound::default() }
}

/// Gives a draft another secret at once; the old one ends.
///
/// # Errors
/// `not_found` for what is not the asker's or is not called at all, `not_a_draft` for what has been saved.
pub fn new_secret(store: &Store, vault: &Vault, id: u64, by: &Actor, now: Millis) -> Result<(Found, Ticket), Refusal> {
    for _ in 0..TRIES {
        let mut found = visible(store, id, by, now)?;
        if !found.draft {
            return Err(refuse(fault::NOT_A_DRAFT));
        }
        let unchanged = found.row.unchanged();
        let Some(inbound) = &mut found.row.value.inbound else { return Err(refuse(fault::NOT_FOUND)) };
        let fresh = Fresh::new(vault, id);
        let mut ops = fresh.replace(inbound, id, None);
        ops.push(rows::put(found.row.key.clone(), found.value()));
        match store.commit(&[unchanged, Check::Absent(keys::secret(&fresh.hash))], ops, Durability::Durable) {
            Err(StoreError::Check(_)) => {}
            outcome => return Ok((found, outcome?)),
        }
    }
    Err(StoreError::Contended.into())
}
