//! tasks.api.scrum.backlog.*: what a group has not planned yet. docs: api-reference/sonet-group/scrum/backlog.

use super::{DENIED, LIST, described, fields, find, item, lists, number, shown, zero};
use crate::prelude::*;
use engine::{Dialect, commit::retry, dialect::Faults};
use store::{Check, Op as Put, Ticket, keys};

static SPELLING: Dialect = super::spelling(&Faults {
    bad_id: zero("Backlog id not found"),
    not_found: zero("Backlog not found"),
    denied: DENIED,
});

/// tasks.api.scrum.backlog.*
pub static BACKLOGS: Family = Family {
    prefix: "tasks.api.scrum.backlog",
    entity: Some(&LIST),
    dialect: &SPELLING,
    methods: &[
        write("add", add),
        write("update", update),
        write("delete", delete),
        read("get", get),
        read("getFields", |_| Ok(described(&FIELDS))),
    ],
    ..Family::BASE
};

const FIELDS: [(&str, &str); 3] = [("groupId", "integer"), ("createdBy", "integer"), ("modifiedBy", "integer")];
const SHOWN: [&str; 4] = ["ID", "GROUP_ID", "CREATED_BY", "MODIFIED_BY"];

/// What makes a record of a list a backlog.
pub(super) const KIND: &str = "backlog";

/// The backlog of a group.
///
/// # Errors
/// When the store fails.
pub(super) fn of_group(call: &Call, group: i64) -> Result<Option<Record>> {
    Ok(lists(call, group)?.into_iter().find(|list| list.text("ENTITY_TYPE") == KIND))
}

/// The backlog of a group, made in the commit when there is none.
///
/// # Errors
/// When the store fails.
pub(super) fn ensure(call: &Call, commit: &mut Commit, group: i64) -> Result<u64> {
    if let Some(backlog) = of_group(call, group)? {
        return Ok(backlog.id);
    }
    let mut change = Change { old: None, new: Record::new(call.services.schema(&LIST)?, 0), given: Vec::new() };
    change.new.set("GROUP_ID", group);
    change.new.set("CREATED_BY", call.caller.user as i64);
    Ok(enter(call, commit, change)?.id)
}

fn key(group: i64) -> Vec<u8> {
    keys::unique(LIST.name, "BACKLOG", &group.to_be_bytes())
}

/// Adds a new backlog to a commit; a group has one.
fn enter(call: &Call, commit: &mut Commit, mut change: Change) -> Result<Record> {
    change.new.set("ENTITY_TYPE", KIND);
    for field in ["SORT", "MODIFIED_BY"] {
        let value = change.new.int(field);
        change.new.set(field, value);
    }
    let backlog = verbs::prepare(call, change, commit)?;
    let key = key(backlog.int("GROUP_ID"));
    commit.checks.push(Check::Absent(key.clone()));
    commit.ops.push(Put::Put(key, backlog.id.to_be_bytes().to_vec()));
    commit.save(None, &backlog);
    Ok(backlog)
}

fn add(call: &Call) -> Result<Answer> {
    let fields = fields(call)?;
    let (backlog, ticket): (Record, Ticket) = retry(|| {
        let mut change = Change { old: None, new: Record::new(call.services.schema(&LIST)?, 0), given: Vec::new() };
        engine::input::apply(call, &mut change, fields)?;
        let group = change.new.int("GROUP_ID");
        if group <= 0 {
            return Err(zero("Group id not found").into());
        }
        if of_group(call, group)?.is_some() {
            return Err(zero("Backlog already added").into());
        }
        if change.new.int("CREATED_BY") == 0 {
            change.new.set("CREATED_BY", call.caller.user as i64);
        }
        let mut commit = Commit::by(call);
        let backlog = enter(call, &mut commit, change)?;
        Ok((backlog, commit.run(call.services)?))
    })?;
    Ok(shown(call, &backlog, &SHOWN).after(ticket))
}

/// tasks.api.scrum.backlog.get: by the id of the group.
fn get(call: &Call) -> Result<Answer> {
    let group = number(call, "id", zero("Group id not found"))?;
    let backlog = of_group(call, group as i64)?.ok_or(call.family.dialect.faults.not_found)?;
    Ok(shown(call, &backlog, &SHOWN))
}

fn named(call: &Call) -> Result<Record> {
    let faults = call.family.dialect.faults;
    Ok(find(call, number(call, "id", faults.bad_id)?, KIND)?.ok_or(faults.not_found)?)
}

fn update(call: &Call) -> Result<Answer> {
    let id = named(call)?.id;
    let fields = fields(call)?;
    let (backlog, ticket) = retry(|| {
        let old = named(call)?;
        let mut change = Change { new: old.clone(), old: Some(old.clone()), given: Vec::new() };
        engine::input::apply(call, &mut change, fields)?;
        let mut commit = Commit::by(call);
        let group = change.new.int("GROUP_ID");
        if group != old.int("GROUP_ID") {
            if group <= 0 {
                return Err(zero("Unable to update backlog").into());
            }
            if !item::of_list(call, id)?.is_empty() {
                return Err(zero("It is forbidden move a backlog with items").into());
            }
            if of_group(call, group)?.is_some() {
                return Err(zero("The target group already has a backlog").into());
            }
            commit.ops.push(Put::Del(key(old.int("GROUP_ID"))));
            commit.checks.push(Check::Absent(key(group)));
            commit.ops.push(Put::Put(key(group), id.to_be_bytes().to_vec()));
        }
        for rule in LIST.hooks.before_save {
            rule(&mut change, &mut commit, call)?;
        }
        commit.save(Some(&old), &change.new);
        Ok((change.new, commit.run(call.services)?))
    })?;
    Ok(shown(call, &backlog, &SHOWN).after(ticket))
}

fn delete(call: &Call) -> Result<Answer> {
    retry(|| {
        let backlog = named(call)?;
        if !item::of_list(call, backlog.id)?.is_empty() {
            return Err(zero("It is forbidden remove a backlog with items").into());
        }
        let mut commit = Commit::by(call);
        commit.ops.push(Put::Del(key(backlog.int("GROUP_ID"))));
        commit.delete(&backlog);
        Ok(Answer::value(Tree::new()).after(commit.run(call.services)?))
    })
}
