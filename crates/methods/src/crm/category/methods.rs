//! The methods: one family for the funnels of all types.

use super::{entity_of, funnels, of_type};
use crate::prelude::*;
use store::Ticket;

/// What can be done with funnels.
pub(super) static METHODS: [Method; 6] = [
    write("add", add),
    write("update", update),
    write("delete", delete),
    read("get", get),
    read("list", list),
    read("fields", fields),
];

fn add(call: &Call) -> Result<Answer> {
    let kind = of_type(call)?;
    if !rights::may_add(&entity_of(kind).rights, call.caller) {
        return Err(call.family.dialect.faults.denied.into());
    }
    let values = values(call)?;
    if values.get("isSystem").and_then(Value::as_flag) == Some(true) && kind != super::DEALS {
        return Err(Error::new(400, "ADDING_DISABLED", "Adding a system category is prohibited"));
    }
    let (funnel, ticket) = make(call, kind, |change| engine::input::apply(call, change, values))?;
    Ok(verbs::show(call, funnel.schema.entity, funnel.id)?.after(ticket))
}

/// Makes a funnel of a type of records, with its stages.
///
/// # Errors
/// Those of `fill`, of the rules and of the store.
pub fn make(call: &Call, kind: i64, fill: impl FnOnce(&mut Change) -> Result<()>) -> Result<(Record, Ticket)> {
    let mut change = draft(call, kind)?;
    fill(&mut change)?;
    verbs::insert(call, change)
}

/// A new funnel of a type of records, with nothing in it yet.
///
/// # Errors
/// When the store fails.
pub fn draft(call: &Call, kind: i64) -> Result<Change> {
    let mut new = Record::new(call.services.schema(entity_of(kind))?, 0);
    new.set("ENTITY_TYPE_ID", kind);
    Ok(Change { old: None, new, given: Vec::new() })
}

fn update(call: &Call) -> Result<Answer> {
    let (kind, id) = (of_type(call)?, funnel(call)?);
    let values = values(call)?;
    let (_, ticket) = verbs::change(call, entity_of(kind), id, |change| engine::input::apply(call, change, values))?;
    Ok(verbs::show(call, entity_of(kind), id)?.after(ticket))
}

fn delete(call: &Call) -> Result<Answer> {
    let kind = of_type(call)?;
    let ticket = verbs::remove(call, entity_of(kind), funnel(call)?)?;
    Ok(Answer { json: call.family.dialect.deleted.into(), ..Answer::default() }.after(ticket))
}

fn get(call: &Call) -> Result<Answer> {
    let kind = of_type(call)?;
    verbs::show(call, entity_of(kind), funnel(call)?)
}

fn list(call: &Call) -> Result<Answer> {
    let kind = of_type(call)?;
    let schema = call.services.schema(entity_of(kind))?;
    let printer = print::Printer::new(call, &schema, print::everything(&schema));
    let all = funnels(call, kind)?;
    let mut json = b"{\"categories\":".to_vec();
    json::list(&mut json, &all, |out, funnel| printer.record(out, funnel.id, &funnel.encode()));
    json.push(b'}');
    Ok(Answer { json, total: Some(all.len() as u64), ..Answer::default() })
}

fn fields(call: &Call) -> Result<Answer> {
    let schema = call.services.schema(entity_of(of_type(call)?))?;
    let mut json = b"{\"fields\":".to_vec();
    verbs::describe(&mut json, &schema, call.family.dialect.spelling);
    json.push(b'}');
    Ok(Answer { json, ..Answer::default() })
}

/// The id of a funnel of the type that the call means.
fn funnel(call: &Call) -> Result<u64> {
    let kind = of_type(call)?;
    let id = call.param("id").and_then(Value::as_int).filter(|id| *id >= 0);
    let id = id.ok_or_else(|| Error::from(call.family.dialect.faults.bad_id))? as u64;
    let known = call.find(entity_of(kind), id)?.filter(|funnel| funnel.int("ENTITY_TYPE_ID") == kind);
    known.map(|funnel| funnel.id).ok_or_else(|| call.family.dialect.faults.not_found.into())
}

fn values<'a>(call: &Call<'a>) -> Result<&'a Tree> {
    let values = call.param("fields").and_then(Value::as_tree);
    values.ok_or_else(|| Error::new(400, "100", "Could not find value for parameter {fields}"))
}
