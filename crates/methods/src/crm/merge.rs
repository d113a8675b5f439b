//! crm.entity.mergeBatch: several records of a kind become one; the first stays and takes what it lacks.
//! docs: api-reference/crm/duplicates/crm-entity-merge-batch.md.

mod values;

use super::{
    belonging, binding,
    owner::{COMPANIES, CONTACTS, DEALS, owner_type},
    process, productrows, record_type, recurring, requisite, stage_history,
};
use crate::prelude::*;
use engine::commit::retry;

/// crm.entity.*
pub static MERGES: Family =
    Family { prefix: "crm.entity", methods: &[write("mergeBatch", merge_batch)], ..Family::BASE };

/// Most records that become one: all that belongs to them moves in one commit.
const MOST: usize = 100;

fn refuse(text: impl Into<std::borrow::Cow<'static, str>>) -> Error {
    Error::new(400, "0", text)
}

/// Answers the status and the ids of the records that are gone.
fn merge_batch(call: &Call) -> Result<Answer> {
    let params = call.param("params").and_then(Value::as_tree);
    let kind = params.and_then(|params| params.get("entityTypeId")).and_then(Value::as_int);
    let kind = kind.ok_or_else(|| refuse("The parameter entityTypeId is required."))?;
    let given = params.and_then(|params| params.get("entityIds")).map(Value::list).unwrap_or_default();
    let mut ids: Vec<u64> = Vec::new();
    for id in given.into_iter().filter_map(Value::as_int).filter(|id| *id > 0).take(2 * MOST) {
        if !ids.contains(&(id as u64)) {
            ids.push(id as u64);
        }
    }
    let [first, others @ ..] = &ids[..] else {
        return Err(refuse("The parameter entityIds does not contains valid elements."));
    };
    if others.is_empty() {
        return Err(refuse("The parameter entityIds must contains at least two elements."));
    }
    if others.len() >= MOST {
        return Err(refuse(format!("The parameter entityIds must contain at most {MOST} elements.")));
    }
    let Some(known) = record_type::built_in(kind) else {
        let name = owner_type(kind).map_or_else(|| kind.to_string(), |kind| kind.code.to_owned());
        return Err(refuse(format!("Entity type {name} is not supported")));
    };
    let entity = known.entity;
    let found = |id: u64| call.find(entity, id)?.ok_or_else(|| refuse("Owner was not found"));
    retry(|| {
        let main = found(*first)?;
        let others: Vec<Record> = others.iter().map(|id| found(*id)).collect::<Result<_>>()?;
        for record in [&main].into_iter().chain(&others) {
            if !rights::allows(call, record)? {
                return Err(Error::new(403, "0", "Access denied"));
            }
        }
        let mut change = Change { new: main.clone(), old: Some(main), given: Vec::new() };
        if !values::merge(&mut change.new, &others) {
            return Ok(answer("CONFLICT", &[]));
        }
        merge(call, kind, change, &others)
    })
}

fn answer(status: &str, gone: &[Record]) -> Answer {
    let ids: Tree = gone.iter().map(|record| Value::Int(record.id as i64)).collect();
    Answer::value(Tree::from_iter([("STATUS", Value::from(status)), ("ENTITY_IDS", ids.into())]))
}

/// Writes the record that stays and hands it what belonged to the others, in one commit.
fn merge(call: &Call, kind: i64, mut change: Change, others: &[Record]) -> Result<Answer> {
    let mut commit = Commit::by(call);
    // They go first: what refers to a file last keeps it.
    for other in others {
        requisite::link::forget_owner(other, &mut commit, call)?;
        stage_history::forget(other, &mut commit, call)?;
        process::hand_over_children(other, &Data::Int(change.new.id as i64), &mut commit, call)?;
        if kind == DEALS {
            recurring::forget(other, &mut commit, call)?;
        }
        commit.delete(other);
    }
    belonging::hand_over(others, &change.new, &mut commit, call)?;
    binding::merge(&mut change.new, others, &mut commit, call)?;
    if kind == CONTACTS || kind == COMPANIES {
        requisite::hand_over(others, &change.new, &mut commit, call)?;
    } else {
        productrows::hand_over(others, &change.new, &mut commit, call)?;
    }
    requisite::address::hand_over(others, &mut change.new, &mut commit, call)?;
    engine::input::complete(call, &mut change);
    for rule in change.new.schema.entity.hooks.before_save {
        rule(&mut change, &mut commit, call)?;
    }
    commit.save(change.old.as_ref(), &change.new);
    let ticket = commit.run(call.services)?;
    Ok(answer("SUCCESS", others).after(ticket))
}
