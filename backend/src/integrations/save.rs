//! Saving: a draft becomes an integration, an owner's edit changes it, and an administrator's edit
//! of somebody else's moves it to them with a new secret. Each is one commit.

use super::outbound::{Outbound, Sealed};
use super::secret::Fresh;
use super::{Found, Inbound, Integration, TRIES, difference, outbound, visible};
use crate::audit::{self, Action, Actor};
use crate::origin::Network;
use crate::refusal::{Gathered, Refusal, overtaken, refuse, typed};
use crate::secrets::Vault;
use crate::settings::{checks::within, creation};
use crate::{notices, rows};
use shared::console::NoticeEvent;
use shared::integration::{
    ALLOW_MAX, BuilderRequest, FieldChange, NAME_MAX, NOTE_MAX, OVERLAP_MAX, RATE_MAX, Save, Secret,
};
use shared::people::TECHNICAL_USER;
use shared::typed::{line, lines, method};
use shared::{Millis, fault, scope};
use store::{Check, Durability, Op, Store, StoreError, Ticket, keys};

const HOUR: Millis = 60 * 60 * 1000;

/// What a save did.
#[derive(Debug)]
pub struct Saved {
    /// The integration after it.
    pub found: Found,
    /// Whether ownership moved to the one who saved.
    pub taken_over: bool,
    /// Which of its secrets to show: they are new, or those of a draft, which are on the screen already.
    pub shown: Vec<Secret>,
    /// To be awaited before the answer leaves.
    pub ticket: Ticket,
}

/// Saves everything that the form holds. A save that changes nothing leaves no trace.
///
/// # Errors
/// `not_found`, `changed_meanwhile`, `changed_by_you`, `creation_closed` for a draft, or what is wrong with fields.
pub fn save(store: &Store, vault: &Vault, id: u64, by: &Actor, form: &Save, now: Millis) -> Result<Saved, Refusal> {
    for _ in 0..TRIES {
        let before = visible(store, id, by, now)?;
        let old = before.value();
        if form.version != old.revision {
            return Err(overtaken(&old.editor, &by.person, fault::CHANGED_MEANWHILE, fault::CHANGED_BY_YOU));
        }
        if before.draft {
            creation::admit(store, &old.scenario, by)?;
        }
        let mut next = filled_in(store, &before, form, by, now)?;
        let taken_over = old.owner != by.person.id;
        let opens_anew = next.inbound.is_some() && (taken_over || form.new_secret.is_some());
        let renewed = next.outbound.as_ref().map(|outbound| renewed(outbound, form, taken_over)).unwrap_or_default();
        let happened = what_happened(&before, difference::between(old, &next), taken_over);
        if happened.is_none() && !opens_anew && renewed.is_empty() {
            return Ok(Saved { found: before, taken_over, shown: Vec::new(), ticket: Ticket::done() });
        }
        next.revision += 1;
        next.editor = by.person.clone();
        next.owner = by.person.id;
        next.kept = None;
        next.updated = now;
        let key = keys::integration(id);
        let mut checks = vec![before.row.unchanged()];
        let mut ops = Vec::new();
        let mut replaced = Vec::new();
        if let Some(inbound) = next.inbound.as_mut().filter(|_| opens_anew) {
            let fresh = Fresh::new(vault, id);
            let overlap = form.new_secret.filter(|_| !taken_over && !before.draft).unwrap_or(0);
            let until = (overlap > 0).then(|| now + Millis::from(overlap) * HOUR);
            ops.extend(fresh.replace(inbound, id, until));
            checks.push(Check::Absent(keys::secret(&fresh.hash)));
            replaced.push((Secret::Inbound, overlap));
        }
        if let Some(outbound) = &mut next.outbound {
            renewed.iter().for_each(|which| outbound.renew(vault, id, *which));
            replaced.extend(renewed.into_iter().map(|which| (which, 0)));
        }
        for (of, overlap) in &replaced {
            // A first secret replaces none.
            if old.has(*of) {
                let action = Action::SecretReplaced { integration: id, overlap: *overlap, of: *of };
                ops.push(audit::row(store, by, action, now)?);
            }
        }
        if before.draft {
            ops.push(Op::Del(before.row.key.clone()));
        }
        if taken_over && old.owner != TECHNICAL_USER {
            let event = NoticeEvent::TakenOver { integration: old.name.clone(), by: by.person.name.clone() };
            ops.push(notices::tell(store, old.owner, event, now)?);
        }
        if let Some(action) = happened {
            ops.push(audit::row(store, by, action, now)?);
        }
        ops.push(rows::put(key.clone(), &next));
        match store.commit(&checks, ops, Durability::Durable) {
            Err(StoreError::Check(_)) => {}
            outcome => {
                let ticket = outcome?;
                let shown = match before.draft {
                    true => Secret::ALL.to_vec(),
                    false => replaced.into_iter().map(|(which, _)| which).collect(),
                };
                let mut found = Found { draft: false, ..before };
                found.row.key = key;
                found.row.value = next;
                return Ok(Saved { found, taken_over, shown, ticket });
            }
        }
    }
    Err(StoreError::Contended.into())
}

/// The secrets of an outbound webhook that a save replaces or, where there are none yet, makes.
fn renewed(outbound: &Outbound, form: &Save, taken_over: bool) -> Vec<Secret> {
    let asked = form.outbound.clone().unwrap_or_default();
    let each = [(Secret::Token, asked.new_token), (Secret::Signing, asked.new_signing)];
    let is_due = |which| !outbound.secret(which).is_some_and(Sealed::is_there);
    each.into_iter().filter(|(which, asked)| *asked || taken_over || is_due(*which)).map(|(which, _)| which).collect()
}

/// The integration with the form's fields in place, or all that is wrong with them.
fn filled_in(store: &Store, before: &Found, form: &Save, by: &Actor, now: Millis) -> Result<Integration, Refusal> {
    let old = before.value();
    let mut wrong = Gathered::default();
    let name = wrong.check(named(&form.name));
    let note = wrong.check(typed("note", lines(&form.note, NOTE_MAX)));
    let mut next = Integration { name, note, ..old.clone() };
    if let Some(inbound) = &mut next.inbound {
        fill_in(inbound, form, now, &mut wrong);
    }
    next.outbound = wrong.check(outbound::filled_in(store, old, form.outbound.as_ref(), by, before.draft));
    wrong.settle()?;
    Ok(next)
}

fn fill_in(inbound: &mut Inbound, form: &Save, now: Millis, wrong: &mut Gathered) {
    inbound.request = wrong.check(sendable(&form.request));
    let scopes = wrong.check(known_scopes(&form.scopes));
    if scopes.iter().any(|scope| !inbound.scopes.contains(scope)) {
        inbound.scoped = now;
    }
    inbound.scopes = scopes;
    if form.expires != inbound.expires {
        wrong.check(ahead(form.expires, now));
        inbound.expires = form.expires;
        inbound.warned = 0;
    }
    inbound.allow = wrong.check(networks(&form.allow));
    wrong.check(form.rate.map_or(Ok(()), |rate| within(rate, 1..=RATE_MAX, "rate")));
    inbound.rate = form.rate;
    wrong.check(form.new_secret.map_or(Ok(()), |hours| within(hours, 0..=OVERLAP_MAX, "new_secret")));
}

fn named(text: &str) -> Result<String, Refusal> {
    let name = typed("name", line(text, NAME_MAX))?;
    if name.is_empty() { Err(refuse(fault::NAME_REQUIRED).on("name")) } else { Ok(name) }
}

fn ahead(expires: Option<Millis>, now: Millis) -> Result<(), Refusal> {
    if expires.is_some_and(|end| end <= now) { Err(refuse(fault::EXPIRY_PAST).on("expires")) } else { Ok(()) }
}

/// Addresses and blocks as they will be compared, once each, in their order.
fn networks(asked: &[String]) -> Result<Vec<String>, Refusal> {
    if asked.len() > ALLOW_MAX {
        return Err(refuse(fault::TOO_MANY).on("allow").with(ALLOW_MAX));
    }
    let (mut networks, mut odd) = (Vec::new(), Vec::new());
    for text in asked.iter().map(|text| text.trim()) {
        match text.parse::<Network>().map(|network| network.to_string()) {
            Ok(network) if networks.contains(&network) => {}
            Ok(network) => networks.push(network),
            Err(_) => odd.push(text),
        }
    }
    match odd.is_empty() {
        true => Ok(networks),
        false => Err(refuse(fault::NETWORK_INVALID).on("allow").with(odd.join(", "))),
    }
}

fn known_scopes(asked: &[String]) -> Result<Vec<String>, Refusal> {
    let mut scopes = Vec::new();
    for code in asked {
        let known = scope::find(code).ok_or_else(|| refuse(fault::SCOPE_UNKNOWN).on("scopes").with(code))?;
        scopes.push(known.code.to_owned());
    }
    scopes.sort();
    scopes.dedup();
    Ok(scopes)
}

fn sendable(request: &BuilderRequest) -> Result<BuilderRequest, Refusal> {
    let method = typed("request.method", method(&request.method))?;
    // Keys of a typed body may hold brackets of their own.
    let rows = if request.body.is_none() { request.params.as_slice() } else { &[] };
    if let Some((name, _)) = rows.iter().find(|(name, _)| !is_balanced(name)) {
        return Err(refuse(fault::BRACKETS).on("request.params").with(name));
    }
    Ok(BuilderRequest { method, ..request.clone() })
}

/// Whether a name is `a`, `a[b]`, `a[b][]`…: brackets come in pairs, after a name, not nested.
fn is_balanced(name: &str) -> bool {
    let (base, mut rest) = name.split_at(name.find('[').unwrap_or(name.len()));
    if base.is_empty() && !rest.is_empty() || base.contains(']') {
        return false;
    }
    while let Some(inner) = rest.strip_prefix('[') {
        let Some((key, after)) = inner.split_once(']') else {
            return false;
        };
        if key.contains('[') {
            return false;
        }
        rest = after;
    }
    rest.is_empty()
}

/// What to tell of a save beside the secret; `None` when no field was changed.
fn what_happened(before: &Found, changed: Vec<FieldChange>, taken_over: bool) -> Option<Action> {
    let (integration, from) = (before.id, before.value().owner);
    match (before.draft, taken_over) {
        (true, _) => Some(Action::DraftSaved { integration }),
        (false, true) => Some(Action::TakenOver { integration, from, changed }),
        (false, false) if changed.is_empty() => None,
        (false, false) => Some(Action::Edited { integration, changed }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_parameters_have_their_brackets_in_order() {
        let cases = [
            ("ID", true),
            ("fields[TITLE]", true),
            ("filter[>=ID][]", true),
            ("", true),
            ("a[b]c", false),
            ("a[b", false),
            ("a]b", false),
            ("[a]", false),
            ("a[b[c]]", false),
            ("a[]]", false),
        ];
        for (name, wanted) in cases {
            assert_eq!(is_balanced(name), wanted, "{name}");
        }
    }

    #[test]
    fn scopes_are_known_ones_once_each() {
        let asked = ["user", "CRM", "crm"].map(str::to_owned);
        assert_eq!(known_scopes(&asked).unwrap(), ["crm", "user"]);
        let refusal = known_scopes(&["nothing".to_owned()]).unwrap_err();
        assert_eq!(refusal.body().detail.as_deref(), Some("nothing"));
    }
}
