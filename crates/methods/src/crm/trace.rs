//! crm.tracking.trace.*: the ways by which visitors came. docs: api-reference/crm/tracking.

use super::{
    belonging::{self, Owner},
    record_type,
};
use crate::prelude::*;
use engine::{
    Dialect,
    commit::retry,
    dialect::{Faults, refusal},
    input::LIST_MAX,
};

/// A trace: what a site has noted of a visitor, and the records that the visit led to.
static TRACE: Entity = Entity {
    name: "trace",
    title: "trace",
    fields: &[
        id("ID").title("ID"),
        text("TRACE").title("Trace"),
        created_at("CREATED").title("Created on"),
        created_by("CREATED_BY_ID").title("Created by"),
        belonging::BOUND,
    ],
    rights: rights::Rights { add: true, ..rights::ADMINISTRATORS },
    ..Entity::BASE
};

/// crm.tracking.trace.*
pub static TRACES: Family = Family {
    prefix: "crm.tracking.trace",
    entity: Some(&TRACE),
    dialect: &Dialect { faults: &FAULTS, ..dialect::CRM },
    methods: &[write("add", add), write("delete", delete)],
    ..Family::BASE
};

const FAULTS: Faults = Faults {
    bad_id: refusal("ERROR_CORE", "Parameter `id` required."),
    not_found: refusal("ERROR_CORE", "Parameter `id` required."),
    denied: refusal("ERROR_CORE", "Access denied."),
};

/// Kinds of records that a trace may lead to.
const ALLOWED: [&str; 5] = ["COMPANY", "CONTACT", "DEAL", "LEAD", "QUOTE"];

fn add(call: &Call) -> Result<Answer> {
    let trace = call.param("TRACE").and_then(Value::as_text).filter(|text| !text.trim().is_empty());
    let trace = trace.ok_or_else(|| Error::core("Parameter `TRACE` required."))?;
    if params::decode_json(trace.as_bytes()).is_err() {
        return Err(Error::core("Can not parse JSON in parameter `TRACE`."));
    }
    let mut owners = Vec::new();
    for entity in call.param("ENTITIES").map(Value::list).unwrap_or_default().into_iter().take(LIST_MAX) {
        owners.push(owner(call, entity)?);
    }
    let mut record = Record::new(call.services.schema(&TRACE)?, 0);
    record.set("TRACE", trace.as_ref());
    belonging::note(&mut record, &owners);
    let (trace, ticket) = verbs::insert(call, Change { old: None, new: record, given: Vec::new() })?;
    Ok(Answer::value(trace.id as i64).after(ticket))
}

/// A record that a trace leads to, which must be the caller's to change.
fn owner(call: &Call, entity: &Value) -> Result<Owner> {
    let kind = entity.path(&["TYPE"]).and_then(Value::as_text).unwrap_or_default().to_ascii_uppercase();
    let known = record_type::of_code(call, &kind)?.filter(|_| ALLOWED.contains(&kind.as_str()));
    let wrong = || Error::core(format!("Wrong TYPE in parameter `ENTITIES`. Allowed types: {}", ALLOWED.join(",")));
    let known = known.ok_or_else(wrong)?;
    let id = entity.path(&["ID"]).and_then(Value::as_int).unwrap_or(0);
    let owner = Owner { kind: known.id, id };
    belonging::find(call, owner)?.ok_or_else(|| Error::core("Wrong ID in parameter `ENTITIES`."))?;
    match belonging::may_edit(call, owner)? {
        true => Ok(owner),
        false => Err(Error::core(format!("You have no access to entity `{}` with ID `{id}`.", known.code))),
    }
}

/// A trace leaves the records that the caller may change, and goes when it leads to no others. One that
/// leads nowhere is whose call made it.
fn delete(call: &Call) -> Result<Answer> {
    let id = call.id()?;
    retry(|| {
        let nothing = || Ok(Answer::value(Value::Null));
        let Some(old) = call.find(&TRACE, id)? else { return nothing() };
        let mut left = Vec::new();
        let own = call.caller.admin || rights::names(&old, "CREATED_BY_ID", call.caller.user);
        if !own && !belonging::through(&old, call)? {
            return Err(FAULTS.denied.into());
        }
        for owner in belonging::bound(&old) {
            if belonging::find(call, owner)?.is_some() && !belonging::may_edit(call, owner)? {
                left.push(owner);
            }
        }
        let mut commit = Commit::by(call);
        if left.is_empty() {
            commit.delete(&old);
        } else {
            let mut new = old.clone();
            belonging::note(&mut new, &left);
            commit.save(Some(&old), &new);
        }
        Ok(nothing()?.after(commit.run(call.services)?))
    })
}
