//! Drafts: what opening a scenario makes, so that a request can be tried before anything is saved.

use super::outbound::Outbound;
use super::secret::Fresh;
use super::{Found, Inbound, Integration, TRIES, visible};
use crate::audit::Actor;
use crate::refusal::{Refusal, refuse, typed};
use crate::rows::{self, Row};
use crate::secrets::Vault;
use crate::settings::creation;
use shared::integration::{BuilderRequest, DRAFTS_MAX, NAME_MAX, NewDraft, Secret, Send};
use shared::scenario::{self, Block, Scenario};
use shared::typed::line;
use shared::{Millis, fault};
use store::{Check, Durability, KeyRange, Op, Store, StoreError, Ticket, keys};

/// A draft that was made.
#[derive(Debug)]
pub struct Opened {
    /// Its id.
    pub id: u64,
    /// Whether another one gave way to it, and calls with that one's secret must be refused.
    pub displaced: bool,
    /// To be awaited before the answer leaves.
    pub ticket: Ticket,
}

/// What a draft asks about a method.
#[derive(Clone, Copy, Debug)]
pub struct About {
    /// Whether the portal answers it.
    pub answers: bool,
    /// Whether it changes data.
    pub writes: bool,
}

/// Makes a draft with a working secret. Of the methods of the scenario the first that the portal answers is
/// chosen; one that changes data is sent by `POST`, since values in addresses are kept by logs and histories.
///
/// # Errors
/// `scenario_unknown`, `creation_closed`; `too_long` or `control_characters` for the name; `not_found` for what it should be like.
pub fn open(
    store: &Store,
    vault: &Vault,
    by: &Actor,
    asked: &NewDraft,
    about: &dyn Fn(&str) -> About,
    now: Millis,
) -> Result<Opened, Refusal> {
    let like = asked.like.map(|id| visible(store, id, by, now)).transpose()?;
    let like = like.as_ref().map(Found::value);
    let code = like.map_or(&asked.scenario, |like| &like.scenario);
    let scenario = scenario::find(code).filter(|scenario| scenario.opens());
    let scenario = scenario.ok_or_else(|| refuse(fault::SCENARIO_UNKNOWN).on("scenario"))?;
    creation::admit(store, scenario.code, by)?;
    let name = match typed("name", line(&asked.name, NAME_MAX))? {
        name if name.is_empty() => scenario.title.en.to_owned(),
        name => name,
    };
    let id = store.next_ids("integration", 1)?;
    let mut draft = Integration {
        revision: 1,
        name,
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
            Inbound { scoped: now, ..inbound.unwrap_or_else(|| first(scenario, about)) }
        }),
        outbound: like.and_then(|like| like.outbound.as_ref()).map(Outbound::again),
    };
    if draft.outbound.is_none() && creation::may_send(store, by)? {
        draft.outbound = Outbound::first(scenario);
    }
    if let Some(outbound) = &mut draft.outbound {
        Secret::ALL.into_iter().for_each(|which| outbound.renew(vault, id, which));
    }
    let (mut absent, mut made) = (None, Vec::new());
    if let Some(inbound) = &mut draft.inbound {
        let fresh = Fresh::new(vault, id);
        made = fresh.replace(inbound, id, None);
        absent = Some(Check::Absent(keys::secret(&fresh.hash)));
    }
    made.push(rows::put(keys::draft(id), &draft));
    for _ in 0..TRIES {
        let (mut checks, mut ops) = (Vec::from_iter(absent.clone()), made.clone());
        let over = too_many(store, by.person.id)?;
        let displaced = !over.is_empty();
        for mut row in over {
            checks.push(row.unchanged());
            ops.extend(row.value.end_secrets());
            ops.push(Op::Del(row.key));
        }
        match store.commit(&checks, ops, Durability::Durable) {
            Err(StoreError::Check(_)) => {}
            outcome => return Ok(Opened { id, displaced, ticket: outcome? }),
        }
    }
    Err(StoreError::Contended.into())
}

/// The drafts of a person that give way to one more: those left alone for longest.
fn too_many(store: &Store, owner: u64) -> Result<Vec<Row<Integration>>, StoreError> {
    let mut own = Vec::new();
    rows::each(store, KeyRange::prefix([keys::DRAFT]), |row: Row<Integration>| {
        own.extend((row.value.owner == owner).then_some(row));
        Ok(())
    })?;
    own.sort_by_key(|row| row.value.updated);
    own.truncate((own.len() + 1).saturating_sub(DRAFTS_MAX));
    Ok(own)
}

/// The webhook that a scenario begins with; it has no secret yet.
fn first(scenario: &Scenario, about: &dyn Fn(&str) -> About) -> Inbound {
    let presets = scenario.methods;
    let preset = presets.iter().find(|preset| about(preset.method).answers).or(presets.first());
    let params = preset.map_or(&[][..], |preset| preset.params);
    let request = BuilderRequest {
        method: preset.map_or_else(String::new, |preset| preset.method.to_owned()),
        send: match preset.is_some_and(|preset| about(preset.method).writes) {
            true => Send::PostJson,
            false => Send::Get,
        },
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
        found.row.value.updated = now;
        ops.push(rows::put(found.row.key.clone(), found.value()));
        match store.commit(&[unchanged, Check::Absent(keys::secret(&fresh.hash))], ops, Durability::Durable) {
            Err(StoreError::Check(_)) => {}
            outcome => return Ok((found, outcome?)),
        }
    }
    Err(StoreError::Contended.into())
}
