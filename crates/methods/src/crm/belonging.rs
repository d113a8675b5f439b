//! What belongs to the records of the CRM: activities and the entries of timelines, each with one owner
//! or several. docs: api-reference/crm/timeline.

use super::{
    activity::{self, ACTIVITY},
    owner::find_owner,
    record_type,
    timeline::{self, RECORD},
};
use crate::prelude::*;

/// Gives a record its owners, the main one first.
type Bind = fn(&mut Record, &[Owner]);

/// What belongs to owners, whose keys stand in the field `BOUND`.
static BELONGINGS: [(&Entity, Bind); 2] = [(&ACTIVITY, activity::bind), (&RECORD, timeline::bind)];

/// One record that others belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Owner {
    /// The number of its type.
    pub kind: i64,
    /// Its id.
    pub id: i64,
}

/// The field of those who belong to others: the keys of their owners.
pub const BOUND: Field = text("BOUND").multiple().read_only().hidden().indexed();

/// A record as an owner; nothing for one of a kind that has no belongings.
pub fn of(record: &Record) -> Option<Owner> {
    Some(Owner { kind: record_type::of_entity(record.schema.entity)?.id, id: record.id as i64 })
}

/// How `BOUND` names an owner: `2:102`.
pub fn key(owner: Owner) -> String {
    format!("{}:{}", owner.kind, owner.id)
}

/// The record that an owner is.
///
/// # Errors
/// When the store fails.
pub fn find(call: &Call, owner: Owner) -> Result<Option<Record>> {
    find_owner(call, owner.kind, owner.id)
}

/// Whether the caller may change an owner, and with it what belongs to it; not one that is gone.
///
/// # Errors
/// When the store fails.
pub fn may_edit(call: &Call, owner: Owner) -> Result<bool> {
    find(call, owner)?.map_or(Ok(false), |record| rights::allows(call, &record))
}

/// The owners of a record, the main one first.
pub fn bound(record: &Record) -> Vec<Owner> {
    let owner = |key: &Data| {
        let (kind, id) = key.text().split_once(':')?;
        Some(Owner { kind: kind.parse().ok()?, id: id.parse().ok()? })
    };
    record.items("BOUND").iter().filter_map(owner).collect()
}

/// Writes `owners` into `BOUND`, each once.
pub fn note(record: &mut Record, owners: &[Owner]) {
    let mut keys: Vec<Data> = Vec::new();
    for owner in owners {
        let key = Data::from(key(*owner).as_str());
        if !keys.contains(&key) {
            keys.push(key);
        }
    }
    record.set("BOUND", Data::List(keys));
}

/// Who may change one of the owners may change what belongs to them.
///
/// # Errors
/// When the store fails.
pub fn through(record: &Record, call: &Call) -> Result<bool> {
    for owner in bound(record) {
        if may_edit(call, owner)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The test that finds what belongs to an owner.
pub fn belongs(schema: &engine::Schema, owner: Owner) -> Test {
    Query::equal(schema, "BOUND", key(owner).as_str()).test
}

/// Something has happened with the owners: they note when and by whom.
///
/// # Errors
/// When the store fails.
pub fn touch(owners: &[Owner], commit: &mut Commit, call: &Call) -> Result<()> {
    for owner in owners {
        let Some(record) = find(call, *owner)? else { continue };
        let (time, person) = (Data::Time(call.now / 1000 * 1000), Data::Int(call.caller.user as i64));
        // Many things may happen in one second, and need not wait for each other to say the same.
        if *record.get("LAST_ACTIVITY_TIME") != time || *record.get("LAST_ACTIVITY_BY") != person {
            let mut edited = record.clone();
            edited.set("LAST_ACTIVITY_TIME", time);
            edited.set("LAST_ACTIVITY_BY", person);
            commit.save(Some(&record), &edited);
        }
    }
    Ok(())
}

/// What belongs to a record that goes leaves it, and goes with it when it belongs to nobody else.
///
/// # Errors
/// When the store fails.
pub fn forget(record: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    let Some(gone) = of(record) else { return Ok(()) };
    for (entity, bind) in BELONGINGS {
        let schema = call.services.schema(entity)?;
        for belonging in call.all(entity, &Query::all(belongs(&schema, gone)))? {
            let left: Vec<Owner> = bound(&belonging).into_iter().filter(|owner| *owner != gone).collect();
            if left.is_empty() {
                for rule in entity.hooks.before_delete {
                    rule(&belonging, commit, call)?;
                }
                commit.delete(&belonging);
            } else {
                let mut edited = belonging.clone();
                bind(&mut edited, &left);
                commit.save(Some(&belonging), &edited);
            }
        }
    }
    Ok(())
}

/// What belonged to records that are merged belongs to the one that stays.
///
/// # Errors
/// When the store fails.
pub fn hand_over(from: &[Record], to: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    let Some(heir) = of(to) else { return Ok(()) };
    let gone: Vec<Owner> = from.iter().filter_map(of).collect();
    for (entity, bind) in BELONGINGS {
        let schema = call.services.schema(entity)?;
        let mut done = Vec::new();
        for owner in &gone {
            for belonging in call.all(entity, &Query::all(belongs(&schema, *owner)))? {
                if done.contains(&belonging.id) {
                    continue;
                }
                done.push(belonging.id);
                let new = |owner: Owner| if gone.contains(&owner) { heir } else { owner };
                let owners: Vec<Owner> = bound(&belonging).into_iter().map(new).collect();
                let mut edited = belonging.clone();
                bind(&mut edited, &owners);
                commit.save(Some(&belonging), &edited);
            }
        }
    }
    Ok(())
}
