//! crm.timeline.logmessage.*: messages that programs leave in a timeline.
//! docs: api-reference/crm/timeline/logmessage.

use super::{LOG, RECORD};
use crate::{
    crm::belonging::{self, Owner},
    prelude::*,
};
use engine::{
    Dialect, Known,
    dialect::{Faults, refusal},
    query, zone,
};

/// crm.timeline.logmessage.*
pub static LOG_MESSAGES: Family = Family {
    prefix: "crm.timeline.logmessage",
    entity: Some(&RECORD),
    dialect: &Dialect { faults: &FAULTS, ..dialect::ITEM },
    methods: &[write("add", add), write("delete", delete), read("get", get), read("list", list).scanning()],
    ..Family::BASE
};

const NOT_FOUND: Known = refusal("NOT_FOUND", "Timeline logmessage not found");
const DENIED: Known = refusal("ACCESS_DENIED", "Access denied");
const FAULTS: Faults = Faults { bad_id: NOT_FOUND, not_found: NOT_FOUND, denied: DENIED };

/// Rows of a page.
const PAGE: usize = 10;

fn add(call: &Call) -> Result<Answer> {
    let fields = call.tree("fields")?;
    let given = |name: &str| {
        let missing = || Error::new(400, "100", format!("Required fields are not provided: {name}"));
        let text = fields.get(name).and_then(Value::as_text).filter(|text| !text.trim().is_empty());
        text.map(String::from).ok_or_else(missing)
    };
    let number = |name| Ok::<i64, Error>(given(name)?.trim().parse().unwrap_or(0));
    let owner = Owner { kind: number("entityTypeId")?, id: number("entityId")? };
    let (title, text, icon) = (given("title")?, given("text")?, given("iconCode")?);
    let missing = || {
        Error::new(400, "OWNER_NOT_FOUND", "The CRM object with the specified entityTypeId and entityId does not exist")
    };
    belonging::find(call, owner)?.ok_or_else(missing)?;
    if !belonging::may_edit(call, owner)? {
        return Err(DENIED.into());
    }
    let mut message = super::new_entry(call, LOG, owner)?;
    for (field, text) in [("TITLE", title), ("COMMENT", text), ("ICON", icon)] {
        message.set(field, text.as_str());
    }
    let (message, ticket) = verbs::insert(call, Change { old: None, new: message, given: Vec::new() })?;
    Ok(one(call, &message).after(ticket))
}

fn print(call: &Call, out: &mut Vec<u8>, message: &Record) {
    out.push(b'{');
    json::key(out, "id");
    json::int(out, message.id as i64);
    json::key(out, "created");
    out.push(b'"');
    zone::write_time(out, call.services.zone, message.int("CREATED"));
    out.push(b'"');
    json::key(out, "authorId");
    json::int(out, message.int("AUTHOR_ID"));
    for (name, field) in [("title", "TITLE"), ("text", "COMMENT"), ("iconCode", "ICON")] {
        json::key(out, name);
        json::text(out, message.text(field));
    }
    out.push(b'}');
}

fn one(call: &Call, message: &Record) -> Answer {
    let mut json = b"{\"logMessage\":".to_vec();
    print(call, &mut json, message);
    json.push(b'}');
    Answer { json, ..Answer::default() }
}

fn message(call: &Call) -> Result<Record> {
    let id = call.number("id")?;
    let missing = || Error::new(400, "NOT_FOUND", format!("Timeline logmessage not found for id {id}"));
    super::entry(call, LOG, id.max(0) as u64)?.ok_or_else(missing)
}

fn get(call: &Call) -> Result<Answer> {
    Ok(one(call, &message(call)?))
}

fn delete(call: &Call) -> Result<Answer> {
    Ok(Answer::done(verbs::remove(call, &RECORD, message(call)?.id)?))
}

/// The messages of one timeline, the newest first unless the call says otherwise.
fn list(call: &Call) -> Result<Answer> {
    let owner = Owner { kind: call.number("entityTypeId")?, id: call.number("entityId")? };
    let schema = call.services.schema(&RECORD)?;
    let mut wanted = Query { limit: PAGE, ..verbs::query_by(call, &RECORD, &Tree::new())? };
    wanted.test = super::entries(call, LOG, owner)?;
    let sorted = ["ID", "CREATED"].map(|name| schema.position(name));
    wanted.order.retain(|order| sorted.contains(&Some(order.position)));
    if wanted.order.is_empty() {
        wanted.order.extend(schema.position("ID").map(|position| Order { position, descending: true }));
    }
    let page = query::run(call.services, &RECORD, &wanted)?;
    let mut json = Vec::new();
    json::list(&mut json, &page.rows, |out, row| {
        print(call, out, &Record::read(schema.clone(), row.id, row.version, &row.bytes));
    });
    Ok(verbs::paged(json, &wanted, &page))
}
