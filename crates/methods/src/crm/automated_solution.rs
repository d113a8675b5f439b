//! crm.automatedsolution.*: digital workplaces, which gather smart processes.
//!
//! docs: api-reference/crm/automated-solution.

use super::process::TYPE;
use crate::prelude::*;
use engine::{
    Dialect,
    dialect::{Faults, refusal},
};

/// A digital workplace.
pub static SOLUTION: Entity = Entity {
    name: "automatedsolution",
    title: "digital workplace",
    fields: &[
        id("ID").title("ID"),
        text("TITLE").title("Title").required(),
        int("TYPE_IDS").title("Smart processes").multiple().indexed().wire("crm_dynamic_type"),
    ],
    hooks: Hooks { before_save: &[has_a_title, gather], before_delete: &[empty] },
    ..Entity::BASE
};

/// crm.automatedsolution.*
pub static SOLUTIONS: Family = Family {
    prefix: "crm.automatedsolution",
    entity: Some(&SOLUTION),
    dialect: &Dialect {
        strict: true,
        missing: "BX_EMPTY_REQUIRED",
        faults: &Faults {
            bad_id: refusal("100", "Could not find value for parameter {id}"),
            not_found: refusal("NOT_FOUND", "Digital workplace with such id not found"),
            denied: refusal("ACCESS_DENIED", "Insufficient permissions"),
        },
        ..dialect::ITEM
    },
    one: "automatedSolution",
    many: "automatedSolutions",
    methods: &[
        ADD,
        UPDATE,
        DELETE,
        read("get", |call| administrators(call, verbs::get)),
        read("list", |call| administrators(call, verbs::list)).scanning(),
        read("fields", |call| administrators(call, fields)),
    ],
};

fn administrators(call: &Call, method: fn(&Call) -> Result<Answer>) -> Result<Answer> {
    if call.caller.admin { method(call) } else { Err(call.family.dialect.faults.denied.into()) }
}

/// The descriptions alone: the documentation does not wrap them here.
fn fields(call: &Call) -> Result<Answer> {
    let mut json = Vec::new();
    verbs::describe(&mut json, &*call.services.schema(&SOLUTION)?, call.family.dialect.spelling);
    Ok(Answer { json, ..Answer::default() })
}

fn has_a_title(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    match change.new.text("TITLE").trim().is_empty() {
        true => Err(Error::new(400, "BX_EMPTY_REQUIRED", "The required field 'Title' is not filled")),
        false => Ok(()),
    }
}

/// Processes exist, each once, and leave the workplace where they were before.
fn gather(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    if !change.changed("TYPE_IDS") {
        return Ok(());
    }
    let mut ids: Vec<i64> = Vec::new();
    for id in change.new.items("TYPE_IDS").iter().map(Data::int) {
        if call.find(&TYPE, id.max(0) as u64)?.is_none() {
            let text = format!("Invalid value of field 'TYPE_IDS': there is no smart process {id}");
            return Err(Error::core(text));
        }
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    leave(call, &ids, change.new.id, commit)?;
    change.new.set("TYPE_IDS", Data::List(ids.into_iter().map(Data::Int).collect()));
    Ok(())
}

/// Takes processes out of whatever workplaces they are in, but one.
///
/// # Errors
/// When the store fails.
pub fn leave(call: &Call, processes: &[i64], but: u64, commit: &mut Commit) -> Result<()> {
    let schema = call.services.schema(&SOLUTION)?;
    let mut left: Vec<u64> = Vec::new();
    for id in processes {
        for solution in call.all(&SOLUTION, &Query::equal(&schema, "TYPE_IDS", *id))? {
            if solution.id == but || left.contains(&solution.id) {
                continue;
            }
            left.push(solution.id);
            let mut edited = solution.clone();
            let stay = solution.items("TYPE_IDS").iter().filter(|id| !processes.contains(&id.int()));
            edited.set("TYPE_IDS", Data::List(stay.cloned().collect()));
            commit.save(Some(&solution), &edited);
        }
    }
    Ok(())
}

/// A workplace with processes stays.
fn empty(solution: &Record, _: &mut Commit, _: &Call) -> Result<()> {
    match solution.items("TYPE_IDS").is_empty() {
        true => Ok(()),
        false => {
            let text = "Cannot delete the workplace that has SPAs. Move them to another workplace";
            Err(Error::new(400, "HAS_BOUND_TYPES", text))
        }
    }
}
