//! Saving: a draft becomes an integration, an owner's edit changes it, and an administrator's edit
//! of somebody else's moves it to them with a new secret. Each is one commit.

use super::outbound::{Outbound, Sealed};
use super::secret::Fresh;
use super::{Found, Integration, TRIES, difference, outbound, visible};
use crate::audit::{self, Action, Actor};
use crate::origin::Network;
use crate::refusal::{Refusal, refuse};
use crate::secrets::Vault;
use crate::settings::creation;
use crate::{notices, rows};
use shared::console::NoticeEvent;
use shared::integration::{ALLOW_MAX, BuilderRequest, NAME_MAX, NOTE_MAX, OVERLAP_MAX, RATE_MAX, Save, Secret};
use shared::people::TECHNICAL_USER;
use shared::{Millis, fault, scope};
use store::{Check, Durability, Op, Store, StoreError, Ticket, keys};

/// Longest name of a method that a builder's request may hold, in characters.
const METHOD_MAX: usize = 200;

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

/// Saves everything that the form holds.
///
/// # Errors
/// `not_found`, `changed_meanwhile`, `creation_closed` for a draft, or what is wrong with a field.
pub fn save(store: &Store, vault: &Vault, id: u64, by: &Actor, form: &Save, now: Millis) -> Result<Saved, Refusal> {
    for _ in 0..TRIES {
        let before = visible(store, id, by, now)?;
        let old = before.value();
        if form.version != old.revision {
            return Err(refuse(fault::CHANGED_MEANWHILE).with(&old.editor.name));
        }
        if before.draft {
            creation::admit(store, &old.scenario, by)?;
        }
        let mut next = filled_in(old, form, now)?;
        next.outbound = outbound::filled_in(store, old, form.outbound.as_ref(), by, before.draft)?;
        next.revision += 1;
        next.editor = by.person.clone();
        next.owner = by.person.id;
        next.kept = None;
        next.updated = now;
        let taken_over = old.owner != by.person.id;
        let key = keys::integration(id);
        let mut checks = vec![before.row.unchanged()];
        let mut ops = Vec::new();
        let mut replaced = Vec::new();
        if let Some(inbound) = next.inbound.as_mut().filter(|_| taken_over || form.new_secret.is_some()) {
            let fresh = Fresh::new(vault, id);
            let overlap = form.new_secret.filter(|_| !taken_over && !before.draft).unwrap_or(0);
            let until = (overlap > 0).then(|| now + Millis::from(overlap) * HOUR);
            ops.extend(fresh.replace(inbound, id, until));
            checks.push(Check::Absent(keys::secret(&fresh.hash)));
            replaced.push((Secret::Inbound, overlap));
        }
        if let Some(outbound) = &mut next.outbound {
            let renewed = renewed(outbound, form, taken_over);
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
        ops.push(audit::row(store, by, what_happened(&before, &next, taken_over), now)?);
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

/// The integration with the form's fields in place.
fn filled_in(old: &Integration, form: &Save, now: Millis) -> Result<Integration, Refusal> {
    let name = form.name.trim();
    if name.is_empty() {
        return Err(refuse(fault::NAME_REQUIRED).on("name"));
    }
    let note = form.note.trim_end();
    for (field, text, most) in [("name", name, NAME_MAX), ("note", note, NOTE_MAX)] {
        if text.chars().count() > most {
            return Err(refuse(fault::TOO_LONG).on(field).with(most));
        }
    }
    let mut next = Integration { name: name.to_owned(), note: note.to_owned(), ..old.clone() };
    let Some(inbound) = &mut next.inbound else { return Ok(next) };
    if form.expires != inbound.expires && form.expires.is_some_and(|end| end <= now) {
        return Err(refuse(fault::EXPIRY_PAST).on("expires"));
    }
    if form.rate.is_some_and(|rate| !(1..=RATE_MAX).contains(&rate)) {
        return Err(refuse(fault::OUT_OF_RANGE).on("rate").with(format!("1–{RATE_MAX}")));
    }
    if form.new_secret.is_some_and(|hours| hours > OVERLAP_MAX) {
        return Err(refuse(fault::OUT_OF_RANGE).on("new_secret").with(format!("0–{OVERLAP_MAX}")));
    }
    let scopes = known_scopes(&form.scopes)?;
    if scopes.iter().any(|scope| !inbound.scopes.contains(scope)) {
        inbound.scoped = now;
    }
    inbound.scopes = scopes;
    inbound.allow = networks(&form.allow)?;
    inbound.rate = form.rate;
    inbound.request = sendable(&form.request)?;
    if form.expires != inbound.expires {
        inbound.expires = form.expires;
        inbound.warned = 0;
    }
    Ok(next)
}

/// Addresses and blocks as they will be compared, once each, in their order.
fn networks(asked: &[String]) -> Result<Vec<String>, Refusal> {
    if asked.len() > ALLOW_MAX {
        return Err(refuse(fault::TOO_MANY).on("allow").with(ALLOW_MAX));
    }
    let mut networks = Vec::new();
    for text in asked {
        let network: Network =
            text.trim().parse().map_err(|_| refuse(fault::NETWORK_INVALID).on("allow").with(text.trim()))?;
        let network = network.to_string();
        if !networks.contains(&network) {
            networks.push(network);
        }
    }
    Ok(networks)
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
    let method = request.method.trim().to_owned();
    if method.chars().count() > METHOD_MAX {
        return Err(refuse(fault::TOO_LONG).on("request.method").with(METHOD_MAX));
    }
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

fn what_happened(before: &Found, next: &Integration, taken_over: bool) -> Action {
    let integration = before.id;
    let old = before.value();
    if before.draft {
        return Action::DraftSaved { integration };
    }
    let changed = difference::between(old, next);
    match taken_over {
        true => Action::TakenOver { integration, from: old.owner, changed },
        false => Action::Edited { integration, changed },
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
