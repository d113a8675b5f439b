//! The order of checklist items beside each other.

use super::{fits, item, items, template};
use crate::prelude::*;
use engine::commit::retry;

/// Whether an item is somewhere below another, or is that item.
pub(super) fn is_below(items: &[Record], item: i64, above: i64) -> bool {
    let (mut at, mut steps) = (item, 0);
    while at != 0 && steps <= items.len() {
        if at == above {
            return true;
        }
        at = items.iter().find(|item| item.id as i64 == at).map_or(0, |item| item.int("PARENT_ID"));
        steps += 1;
    }
    false
}

/// Moves the item of a call right after or before another, into that one's list.
pub(super) fn move_beside(call: &Call, param: &str, after: bool) -> Result<Answer> {
    let template = template(call, "Moving item")?;
    let missing = || Error::new(400, "100", format!("Could not find value for parameter {{{param}}}"));
    retry(|| {
        let moved = item(call, template.id)?;
        let beside = call.param(param).ok_or_else(missing)?.as_int().unwrap_or(0);
        let all = items(call, template.id)?;
        let target = all.iter().find(|item| item.id as i64 == beside).filter(|item| item.id != moved.id);
        let target = target.ok_or_else(|| Error::from(call.family.dialect.faults.not_found))?;
        let parent = target.int("PARENT_ID");
        if is_below(&all, parent, moved.id as i64) {
            return Err(Error::new(400, "0", "Moving item: action is not available"));
        }
        let mut row: Vec<&Record> =
            all.iter().filter(|item| item.int("PARENT_ID") == parent && item.id != moved.id).collect();
        let place = row.iter().position(|item| item.id == target.id).unwrap_or(0) + usize::from(after);
        row.insert(place.min(row.len()), &moved);
        let mut commit = Commit::by(call);
        let mut shown = moved.clone();
        for (place, old) in row.iter().enumerate() {
            let mut change = Change { old: Some((*old).clone()), new: (*old).clone(), given: Vec::new() };
            change.new.set("SORT_INDEX", place as i64);
            if old.id == moved.id {
                change.new.set("PARENT_ID", parent);
                fits(&mut change, &mut commit, call)?;
                shown = change.new.clone();
            }
            if ["SORT_INDEX", "PARENT_ID"].iter().any(|field| change.changed(field)) {
                commit.save(Some(old), &change.new);
            }
        }
        let ticket = commit.run(call.services)?;
        Ok(super::show::one(call, &shown)?.after(ticket))
    })
}
