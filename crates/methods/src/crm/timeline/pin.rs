//! crm.timeline.item.*: entries that stay on top of a timeline. docs: api-reference/crm/timeline/actions.

use super::RECORD;
use crate::{
    crm::belonging::{self, Owner},
    prelude::*,
};
use engine::{
    Dialect, Known,
    commit::retry,
    dialect::{Faults, refusal},
};

/// crm.timeline.item.*
pub static PINS: Family = Family {
    prefix: "crm.timeline.item",
    entity: Some(&RECORD),
    dialect: &Dialect { faults: &FAULTS, ..dialect::ITEM },
    methods: &[write("pin", pin), write("unpin", unpin)],
    ..Family::BASE
};

const NOT_FOUND: Known = refusal("NOT_FOUND", "Not found.");
const DENIED: Known = refusal("ACCESS_DENIED", "Access denied");
const FAULTS: Faults = Faults { bad_id: NOT_FOUND, not_found: NOT_FOUND, denied: DENIED };

const OWNER_NOT_FOUND: Known = refusal("OWNER_NOT_FOUND", "Owner of the item not found");
const UNCHANGED: Known = refusal("CAN_NOT_CHANGE_PINNED", "Unable to perform the operation");
const FULL: Known = refusal("0", "Only three events can be added to favorites");

/// Entries that one timeline may keep on top.
const MOST: usize = 3;

fn pin(call: &Call) -> Result<Answer> {
    edit(call, |pinned, key, others| {
        if !pinned.contains(&key) {
            if others >= MOST {
                return Err(FULL.into());
            }
            pinned.push(key);
        }
        Ok(())
    })
}

fn unpin(call: &Call) -> Result<Answer> {
    edit(call, |pinned, key, _| {
        let at = pinned.iter().position(|own| *own == key).ok_or_else(|| Error::from(UNCHANGED))?;
        pinned.remove(at);
        Ok(())
    })
}

/// Changes where an entry is pinned; `change` gets that, the owner's key, and how many are pinned there.
fn edit(call: &Call, change: impl Fn(&mut Vec<Data>, Data, usize) -> Result<()>) -> Result<Answer> {
    let id = call.number("id")?.max(0) as u64;
    let owner = Owner { kind: call.number("ownerTypeId")?, id: call.number("ownerId")? };
    let key = belonging::key(owner);
    retry(|| {
        let timeline = belonging::find(call, owner)?.ok_or_else(|| Error::from(OWNER_NOT_FOUND))?;
        let old = call.record(&RECORD, id)?;
        if !belonging::bound(&old).contains(&owner) {
            return Err(NOT_FOUND.into());
        }
        if !rights::allows(call, &timeline)? {
            return Err(DENIED.into());
        }
        let pinned = call.all(&RECORD, &Query::equal(&old.schema, "PINNED", key.as_str()))?.len();
        let mut keys = old.items("PINNED").to_vec();
        change(&mut keys, Data::from(key.as_str()), pinned)?;
        let mut new = old.clone();
        new.set("PINNED", Data::List(keys));
        let mut commit = Commit::by(call);
        commit.save(Some(&old), &new);
        // Written as it is, so that of two entries pinned at the same time the second is counted again.
        commit.save(Some(&timeline), &timeline);
        Ok(Answer::value(Value::Null).after(commit.run(call.services)?))
    })
}
