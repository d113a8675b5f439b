//! The `ADDRESS_…` fields of contacts, companies and leads, and the addresses that they show.

use super::{ADDRESS, key, kind_of};
use crate::{
    crm::{
        keyed,
        owner::{LEADS, REQUISITES},
        requisite,
    },
    prelude::*,
};
use engine::schema::Schema;

/// Fields of an address and the ends of the flat names.
const PARTS: [(&str, &str); 9] = [
    ("ADDRESS_1", ""),
    ("ADDRESS_2", "_2"),
    ("CITY", "_CITY"),
    ("POSTAL_CODE", "_POSTAL_CODE"),
    ("REGION", "_REGION"),
    ("PROVINCE", "_PROVINCE"),
    ("COUNTRY", "_COUNTRY"),
    ("COUNTRY_CODE", "_COUNTRY_CODE"),
    ("LOC_ADDR_ID", "_LOC_ADDR_ID"),
];

/// Beginnings of the flat names and the type of the address that they show; only companies have the
/// second.
const SHOWN: [(&str, i64); 2] = [("ADDRESS", 1), ("REG_ADDRESS", 6)];

fn groups(schema: &Schema) -> impl Iterator<Item = (&'static str, i64)> {
    SHOWN.into_iter().filter(|(prefix, _)| schema.position(prefix).is_some())
}

fn flat_names(prefix: &str) -> impl Iterator<Item = (&'static str, String)> {
    PARTS.iter().map(move |(part, end)| (*part, format!("{prefix}{end}")))
}

/// The addresses that a contact, company or lead shows; the first of each type is in its own fields.
fn of_anchor(call: &Call, anchor: &Record) -> Result<Vec<Record>> {
    let schema = call.services.schema(&ADDRESS)?;
    let mut all = call.all(&ADDRESS, &Query::equal(&schema, "ANCHOR_ID", anchor.id as i64))?;
    let kind = kind_of(anchor);
    all.retain(|address| address.int("ANCHOR_TYPE_ID") == kind);
    Ok(all)
}

fn first_of(all: &[Record], kind: i64) -> Option<&Record> {
    let of_type = all.iter().filter(|address| address.int("TYPE_ID") == kind);
    of_type.min_by_key(|address| (address.int("ENTITY_ID"), address.id))
}

/// Makes the flat fields of `anchor` show its addresses as they are after `edit`.
///
/// # Errors
/// When the store fails.
pub fn show(call: &Call, commit: &mut Commit, anchor: &Record, edit: impl FnOnce(&mut Vec<Record>)) -> Result<()> {
    let mut all = of_anchor(call, anchor)?;
    edit(&mut all);
    let mut edited = anchor.clone();
    fill(&mut edited, &all);
    let schema = &anchor.schema;
    if (0..schema.fields.len()).any(|at| anchor.at(at) != edited.at(at)) {
        commit.save(Some(anchor), &edited);
    }
    Ok(())
}

fn fill(anchor: &mut Record, all: &[Record]) {
    let schema = anchor.schema.clone();
    for (prefix, kind) in groups(&schema) {
        let shown = first_of(all, kind);
        for (part, flat) in flat_names(prefix) {
            anchor.set(&flat, shown.map_or(Data::Null, |address| address.get(part).clone()));
        }
    }
}

/// A rule for contacts, companies and leads: what clients give in the flat fields is kept as an address.
///
/// # Errors
/// When the store fails.
pub fn follow(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    let given: Vec<(&str, i64)> = groups(&change.new.schema)
        .filter(|(prefix, _)| flat_names(prefix).any(|(_, flat)| change.gave(&flat) && change.changed(&flat)))
        .collect();
    if given.is_empty() {
        return Ok(());
    }
    let all = if change.old.is_some() { of_anchor(call, &change.new)? } else { Vec::new() };
    let mut home = None;
    for (prefix, kind) in given {
        let old = first_of(&all, kind);
        let values: Vec<(&str, Data)> =
            flat_names(prefix).map(|(part, flat)| (part, change.new.get(&flat).clone())).collect();
        let empty = values.iter().all(|(_, value)| value.is_null());
        match old {
            None if empty => {}
            Some(old) if empty => {
                keyed::free(commit, old, &key(old));
                commit.delete(old);
            }
            Some(old) => {
                let mut new = old.clone();
                values.into_iter().for_each(|(part, value)| new.set(part, value));
                commit.save(Some(old), &new);
            }
            None => {
                let mut new = Record::new(call.services.schema(&ADDRESS)?, next_id(call)?);
                values.into_iter().for_each(|(part, value)| new.set(part, value));
                let (owner_kind, owner) = home_of(&change.new, commit, call, change.old.is_some(), &mut home)?;
                new.set("TYPE_ID", kind);
                new.set("ENTITY_TYPE_ID", owner_kind);
                new.set("ENTITY_ID", owner);
                new.set("ANCHOR_TYPE_ID", kind_of(&change.new));
                new.set("ANCHOR_ID", change.new.id as i64);
                keyed::claim(commit, &new, &key(&new));
                commit.save(None, &new);
            }
        }
    }
    Ok(())
}

fn next_id(call: &Call) -> Result<u64> {
    Ok(call.services.store.next_ids(ADDRESS.name, 1)?)
}

/// Where a new address of `anchor` belongs: to the lead itself, or to the first requisites of a contact
/// or company, which are made when there are none.
fn home_of(
    anchor: &Record,
    commit: &mut Commit,
    call: &Call,
    stored: bool,
    made: &mut Option<i64>,
) -> Result<(i64, i64)> {
    let (kind, id) = (kind_of(anchor), anchor.id as i64);
    if kind == LEADS {
        return Ok((LEADS, id));
    }
    if let Some(home) = made {
        return Ok((REQUISITES, *home));
    }
    let present = if stored { requisite::of(call, kind, id)? } else { Vec::new() };
    let home = match present.first() {
        Some(requisite) => requisite.id as i64,
        None => requisite::make_for_address(call, commit, kind, id)?.id as i64,
    };
    *made = Some(home);
    Ok((REQUISITES, home))
}

/// Removes the addresses of requisites that go.
///
/// # Errors
/// When the store fails.
pub fn forget_requisite(requisite: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    let schema = call.services.schema(&ADDRESS)?;
    let mut gone = call.all(&ADDRESS, &Query::equal(&schema, "ENTITY_ID", requisite.id as i64))?;
    gone.retain(|address| address.int("ENTITY_TYPE_ID") == REQUISITES);
    for address in &gone {
        keyed::free(commit, address, &key(address));
        commit.delete(address);
    }
    match requisite::owner_of(call, requisite)? {
        Some(anchor) if !gone.is_empty() => show(call, commit, &anchor, |all| {
            all.retain(|address| gone.iter().all(|gone| gone.id != address.id));
        }),
        _ => Ok(()),
    }
}

/// Removes the addresses of a contact, company or lead that goes.
///
/// # Errors
/// When the store fails.
pub fn forget_anchor(anchor: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    for address in of_anchor(call, anchor)? {
        keyed::free(commit, &address, &key(&address));
        commit.delete(&address);
    }
    Ok(())
}

/// The addresses of records that are merged are shown with the one that stays. A lead keeps one of each
/// type, its own before theirs.
///
/// # Errors
/// When the store fails.
pub fn hand_over(from: &[Record], to: &mut Record, commit: &mut Commit, call: &Call) -> Result<()> {
    let mut all = of_anchor(call, to)?;
    let (kind, id) = (kind_of(to), to.id as i64);
    for anchor in from {
        for old in of_anchor(call, anchor)? {
            let own = old.int("ENTITY_TYPE_ID") == kind;
            let mut new = old.clone();
            new.set("ANCHOR_ID", id);
            if own {
                keyed::free(commit, &old, &key(&old));
                new.set("ENTITY_ID", id);
            }
            if own && first_of(&all, old.int("TYPE_ID")).is_some() {
                commit.delete(&old);
                continue;
            }
            if own {
                keyed::claim(commit, &new, &key(&new));
            }
            commit.save(Some(&old), &new);
            all.push(new);
        }
    }
    if groups(&to.schema).next().is_some() {
        fill(to, &all);
    }
    Ok(())
}
