//! crm.type.*: smart processes are made, described and taken away by administrators.

use super::{TYPE, numbered, relation};
use crate::prelude::*;
use engine::commit::retry;

/// What can be done with smart processes.
pub(super) static METHODS: [Method; 7] = [
    write("add", add),
    write("update", update),
    DELETE,
    read("get", get),
    read("getByEntityTypeId", get_by_number),
    read("list", list),
    read("fields", fields),
];

/// Where records of smart processes may be linked, and the fields that say so.
const LINKED: [(&str, &str); 3] = [
    ("CALENDAR_EVENT|UF_CRM_CAL_EVENT", "IN_CALENDAR_EVENT"),
    ("TASKS_TASK|UF_CRM_TASK", "IN_TASK"),
    ("TASKS_TASK_TEMPLATE|UF_CRM_TASK", "IN_TASK_TEMPLATE"),
];

/// Settings are the administrators' to change and to list.
fn administrators_only(call: &Call) -> Result<()> {
    if call.caller.admin { Ok(()) } else { Err(call.family.dialect.faults.denied.into()) }
}

fn add(call: &Call) -> Result<Answer> {
    administrators_only(call)?;
    let given = verbs::values(call)?;
    let mut change = Change { old: None, new: Record::new(call.services.schema(&TYPE)?, 0), given: Vec::new() };
    change.new.id = call.services.store.next_ids(TYPE.name, 1)?;
    fill(call, &mut change, given)?;
    let (kind, ticket) = retry(|| {
        let mut commit = Commit::by(call);
        let kind = verbs::prepare(call, change.clone(), &mut commit)?;
        if let Some(relations) = given.get("relations") {
            relation::replace(call, kind.int("ENTITY_TYPE_ID"), relations, &mut commit)?;
        }
        commit.save(None, &kind);
        let ticket = commit.run(call.services)?;
        Ok((kind, ticket))
    })?;
    Ok(show(call, &kind)?.after(ticket))
}

fn update(call: &Call) -> Result<Answer> {
    administrators_only(call)?;
    let nothing = Tree::new();
    let given = call.param("fields").and_then(Value::as_tree).unwrap_or(&nothing);
    let (kind, ticket) = verbs::change_with(call, &TYPE, call.id()?, |change, commit| {
        fill(call, change, given)?;
        let number = change.new.int("ENTITY_TYPE_ID");
        given.get("relations").map_or(Ok(()), |relations| relation::replace(call, number, relations, commit))
    })?;
    Ok(show(call, &kind)?.after(ticket))
}

fn fill(call: &Call, change: &mut Change, given: &Tree) -> Result<()> {
    engine::input::apply(call, change, given)?;
    if let Some(title) = given.get("title")
        && title.is_empty()
    {
        change.new.set("TITLE", Data::Null);
    }
    let external = given.get("isExternal").and_then(Value::as_flag) == Some(true);
    if external && given.get("customSectionId").is_none_or(Value::is_empty) {
        return Err(Error::new(400, "0", "Select a workplace where the SPA will be located"));
    }
    let linked = given.get("linkedUserFields").filter(|_| change.new.flag("IS_USE_IN_USERFIELD_ENABLED"));
    for (name, field) in LINKED {
        if let Some(wanted) = linked.and_then(|linked| linked.path(&[name])).and_then(Value::as_flag) {
            change.new.set(field, wanted);
        }
    }
    Ok(())
}

/// Whoever may read the records of a process may read how it is set up, which is everybody.
fn get(call: &Call) -> Result<Answer> {
    show(call, &call.record(&TYPE, call.id()?)?)
}

fn get_by_number(call: &Call) -> Result<Answer> {
    let Some(number) = call.param("entityTypeId").and_then(Value::as_int) else {
        return Err(Error::new(400, "100", "Could not find value for parameter {entityTypeId}"));
    };
    let kind = numbered(call, number)?.ok_or_else(|| Error::from(call.family.dialect.faults.not_found))?;
    show(call, &kind)
}

/// A process with its relations and where its records may be linked.
fn show(call: &Call, kind: &Record) -> Result<Answer> {
    let select = print::everything(&kind.schema);
    let printer = print::Printer::new(call, &kind.schema, select);
    let mut out = b"{\"type\":".to_vec();
    printer.record(&mut out, kind.id, &kind.encode());
    out.pop();
    json::key(&mut out, "relations");
    relation::print(call, kind, &mut out)?;
    json::key(&mut out, "linkedUserFields");
    out.push(b'{');
    for (name, field) in LINKED {
        json::key(&mut out, name);
        json::text(&mut out, if kind.flag(field) { "Y" } else { "N" });
    }
    out.extend_from_slice(b"},\"customSections\":[]}}");
    Ok(Answer { json: out, ..Answer::default() })
}

fn list(call: &Call) -> Result<Answer> {
    administrators_only(call)?;
    verbs::list(call)
}

fn fields(call: &Call) -> Result<Answer> {
    administrators_only(call)?;
    verbs::fields(call)
}
