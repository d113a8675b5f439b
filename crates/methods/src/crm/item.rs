//! crm.item.*: the records of every type in one spelling: camel case, numbers as numbers. They are the
//! same records that `crm.deal.*` and its like have, with the same rules.
//!
//! docs: api-reference/crm/universal.

mod channels;
mod import;
pub mod productrow;
mod shown;

use super::{
    category,
    funnel::Funnel,
    record_type::{self, RecordType},
};
use crate::prelude::*;
use engine::{
    Dialect,
    dialect::{Faults, refusal},
    query,
    schema::Spelling,
};

/// crm.item.*
pub static ITEMS: Family = Family {
    prefix: "crm.item",
    dialect: &DIALECT,
    one: "item",
    many: "items",
    methods: &[
        write("add", |call| under(call, add)),
        write("update", |call| under(call, update)),
        write("delete", |call| under(call, delete)),
        read("get", |call| under(call, get)),
        read("list", |call| under(call, list)).scanning(),
        read("fields", |call| under(call, fields)),
        write("import", |call| under(call, import::one)),
        write("batchImport", |call| under(call, import::many)),
    ],
    ..Family::BASE
};

static DIALECT: Dialect = Dialect {
    strict: true,
    missing: "CRM_FIELD_ERROR_REQUIRED",
    deleted: "[]",
    faults: &Faults { not_found: refusal("NOT_FOUND", "Element not found"), ..FAULTS },
    ..dialect::ITEM
};

const FAULTS: Faults = Faults {
    bad_id: refusal("100", "Could not find value for parameter {id}"),
    not_found: refusal("NOT_FOUND", "Item not found"),
    denied: refusal("ACCESS_DENIED", "Access denied"),
};

/// The same, with users' own fields under the names that they were given.
static ORIGINAL_NAMES: Family = Family {
    dialect: &Dialect { spelling: Spelling::Original, ..DIALECT },
    one: "item",
    many: "items",
    ..Family::BASE
};

/// Where deleting has words of its own for what is not there.
static DELETING: Family = Family { dialect: &Dialect { faults: &FAULTS, ..DIALECT }, ..Family::BASE };

/// Runs a method for the type of records that the call means, under the names that it wants. A value
/// that does not do has a code of its own here.
fn under(call: &Call, method: fn(&Call, &'static RecordType) -> Result<Answer>) -> Result<Answer> {
    let kind = of_type(call)?;
    let original = call.param("useOriginalUfNames").and_then(Value::as_flag) == Some(true);
    let call = &Call { family: if original { &ORIGINAL_NAMES } else { call.family }, ..*call };
    method(call, kind).map_err(in_words_of_items)
}

/// The refusals of rules, which universal methods share with the classic ones, by their code here.
fn in_words_of_items(error: Error) -> Error {
    error.of_values("CRM_FIELD_ERROR_VALUE_NOT_VALID")
}

/// The type of records that a call means.
fn of_type(call: &Call) -> Result<&'static RecordType> {
    /// Old invoices, which have methods of their own.
    const OLD_INVOICES: i64 = 5;
    let Some(id) = call.param("entityTypeId").and_then(Value::as_int) else {
        return Err(Error::new(400, "100", "Could not find value for parameter {entityTypeId}"));
    };
    if id == OLD_INVOICES {
        return Err(Error::new(400, "ENTITY_TYPE_NOT_SUPPORTED", "Entity type INVOICE is not supported"));
    }
    record_type::of_id(call, id)?.ok_or_else(|| Error::new(400, "NOT_FOUND", "Smart process not found"))
}

fn add(call: &Call, kind: &'static RecordType) -> Result<Answer> {
    let (record, ticket) = insert(call, kind, verbs::values(call)?, false)?;
    Ok(shown::one(call, kind, &record)?.after(ticket))
}

/// Adds a record of what a client gave; one from another system keeps its times and people.
fn insert(call: &Call, kind: &'static RecordType, given: &Tree, imported: bool) -> Result<(Record, store::Ticket)> {
    if !rights::may_add(&kind.entity.rights, call.caller) {
        return Err(call.family.dialect.faults.denied.into());
    }
    let new = Record::new(call.services.schema(kind.entity)?, 0);
    let mut change = Change { old: None, new, given: Vec::new() };
    fill(call, &mut change, given, imported)?;
    verbs::insert(call, change)
}

fn update(call: &Call, kind: &'static RecordType) -> Result<Answer> {
    let (id, given) = (call.id()?, verbs::values(call)?);
    let (record, ticket) = verbs::change(call, kind.entity, id, |change| fill(call, change, given, false))?;
    Ok(shown::one(call, kind, &record)?.after(ticket))
}

/// Fields that only the universal methods set: where a record came from, and another funnel for it.
const OPEN: [(&str, &str); 3] = [("leadId", "LEAD_ID"), ("quoteId", "QUOTE_ID"), ("categoryId", "CATEGORY_ID")];

/// Applies what a client gave.
fn fill(call: &Call, change: &mut Change, given: &Tree, imported: bool) -> Result<()> {
    engine::input::apply_as(call, change, given, imported)?;
    let schema = change.new.schema.clone();
    for (name, field) in OPEN {
        if let (Some(value), Some(at)) = (given.get(name), schema.position(field))
            && !change.given.contains(&at)
            && !schema.fields[at].derived
        {
            change.new.put(at, engine::input::parse(call, &schema.fields[at], value, change.new.at(at))?);
            change.given.push(at);
        }
    }
    channels::apply(call, change, given.get("fm"))
}

fn delete(call: &Call, kind: &'static RecordType) -> Result<Answer> {
    let call = &Call { family: &DELETING, ..*call };
    let ticket = verbs::remove(call, kind.entity, call.id()?)?;
    Ok(Answer { json: call.family.dialect.deleted.into(), ..Answer::default() }.after(ticket))
}

fn get(call: &Call, kind: &'static RecordType) -> Result<Answer> {
    shown::one(call, kind, &call.record(kind.entity, call.id()?)?)
}

fn list(call: &Call, kind: &'static RecordType) -> Result<Answer> {
    let query = verbs::query(call, kind.entity)?;
    let page = query::run(call.services, kind.entity, &query)?;
    let json = shown::many(call, kind, &page.rows, verbs::selection(call, kind.entity)?)?;
    Ok(verbs::paged(json, &query, &page))
}

fn fields(call: &Call, kind: &'static RecordType) -> Result<Answer> {
    let schema = call.services.schema(kind.entity)?;
    let mut json = b"{\"fields\":".to_vec();
    let funnel = category::default_funnel(call, kind.id)?.map(|id| Funnel { of: kind.id, id });
    let stages = funnel.map(Funnel::dictionary);
    verbs::describe_with(&mut json, &schema, call.family.dialect.spelling, stages.as_deref());
    json.push(b'}');
    Ok(Answer { json, ..Answer::default() })
}
