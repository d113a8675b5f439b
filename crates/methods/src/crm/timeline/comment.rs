//! crm.timeline.comment.*: comments. docs: api-reference/crm/timeline/comments.

use super::{COMMENT, RECORD, attachment};
use crate::{
    crm::{
        belonging::{self, Owner},
        record_type,
    },
    prelude::*,
};
use engine::{
    Dialect, Known,
    dialect::{Faults, refusal},
    query,
};

/// crm.timeline.comment.*
pub static COMMENTS: Family = Family {
    prefix: "crm.timeline.comment",
    entity: Some(&RECORD),
    dialect: &Dialect { faults: &FAULTS, ..dialect::CRM },
    methods: &[
        write("add", add),
        write("update", update),
        write("delete", delete),
        read("get", get),
        read("list", list).scanning(),
        FIELDS,
    ],
    ..Family::BASE
};

const NOT_FOUND: Known = refusal("NOT_FOUND", "Not found.");
const DENIED: Known = refusal("ACCESS_DENIED", "Access denied");
const FAULTS: Faults = Faults { bad_id: NOT_FOUND, not_found: NOT_FOUND, denied: DENIED };

const OWNER_NOT_FOUND: Known = refusal("OWNER_NOT_FOUND", "Owner of the item not found");
const EMPTY: Known = refusal("INVALID_ARG_VALUE", "Empty comment");

fn add(call: &Call) -> Result<Answer> {
    let fields = call.tree("fields")?;
    let missing = |name| Error::new(400, "100", format!("Required fields are not provided: {name}"));
    let id = fields.get("ENTITY_ID").filter(|value| !value.is_empty()).ok_or_else(|| missing("ENTITY_ID"))?;
    let kind = fields.get("ENTITY_TYPE").filter(|value| !value.is_empty()).ok_or_else(|| missing("ENTITY_TYPE"))?;
    let kind = record_type::of_code(call, kind.as_text().unwrap_or_default().trim())?;
    let (Some(kind), Some(id)) = (kind, id.as_int()) else { return Err(OWNER_NOT_FOUND.into()) };
    let owner = Owner { kind: kind.id, id };
    belonging::find(call, owner)?.ok_or_else(|| Error::from(OWNER_NOT_FOUND))?;
    if !belonging::may_edit(call, owner)? {
        return Err(DENIED.into());
    }
    let mut change = Change { old: None, new: super::new_entry(call, COMMENT, owner)?, given: Vec::new() };
    say(call, &mut change, fields)?;
    let (comment, ticket) = verbs::insert(call, change)?;
    Ok(Answer::value(comment.id as i64).after(ticket))
}

/// Takes what a client gave, apart from where the comment belongs.
fn say(call: &Call, change: &mut Change, fields: &Tree) -> Result<()> {
    let own = |name: &str| ["COMMENT", "FILES", "AUTHOR_ID"].contains(&name);
    let fields: Tree = fields.clone().into_iter().filter(|(name, _)| own(&name.to_string())).collect();
    engine::input::apply(call, change, &fields)?;
    match change.new.text("COMMENT").trim().is_empty() {
        true => Err(EMPTY.into()),
        false => Ok(()),
    }
}

/// The comment that a call names, in the timeline that it names if it does.
fn comment(call: &Call) -> Result<(Record, Option<Owner>)> {
    let id = call.number("id")?.max(0) as u64;
    let comment = super::entry(call, COMMENT, id)?.ok_or_else(|| Error::from(NOT_FOUND))?;
    let number = |name| call.param(name).and_then(Value::as_int);
    let named = match (number("ownerTypeId"), number("ownerId")) {
        (Some(kind), Some(id)) => Some(Owner { kind, id }),
        _ => None,
    };
    match named.is_none_or(|owner| belonging::bound(&comment).contains(&owner)) {
        true => Ok((comment, named)),
        false => Err(OWNER_NOT_FOUND.into()),
    }
}

fn update(call: &Call) -> Result<Answer> {
    call.number("id")?;
    let fields = call.tree("fields")?;
    let (comment, _) = comment(call)?;
    let (comment, ticket) = verbs::change(call, &RECORD, comment.id, |change| say(call, change, fields))?;
    Ok(Answer::value(comment.id as i64).after(ticket))
}

/// A comment of several timelines leaves the one that the call names; the last takes it along.
fn delete(call: &Call) -> Result<Answer> {
    let (comment, named) = comment(call)?;
    let left: Vec<Owner> = belonging::bound(&comment).into_iter().filter(|owner| Some(*owner) != named).collect();
    let ticket = match named {
        None if left.len() > 1 => {
            return Err(Error::new(400, "MULTIPLE_BINDINGS", "Element has bindings to multiple entities"));
        }
        Some(_) if !left.is_empty() => {
            verbs::change(call, &RECORD, comment.id, |change| {
                super::bind(&mut change.new, &left);
                Ok(())
            })?
            .1
        }
        _ => verbs::remove(call, &RECORD, comment.id)?,
    };
    Ok(Answer::value(Value::Null).after(ticket))
}

fn get(call: &Call) -> Result<Answer> {
    let id = call.param("id").and_then(Value::as_int).filter(|id| *id > 0);
    let id = id.ok_or_else(|| Error::plain("ID is not defined or invalid."))?;
    match super::entry(call, COMMENT, id as u64)? {
        Some(comment) => {
            let json = shown(call, &comment, print::everything(&comment.schema))?;
            Ok(Answer { json, ..Answer::default() })
        }
        None => Err(Error::plain("Not found.")),
    }
}

/// A comment as JSON; its files are a map by id, each with what is known of it.
fn shown(call: &Call, comment: &Record, mut select: Vec<usize>) -> Result<Vec<u8>> {
    let files = comment.schema.position("FILES");
    let wanted = select.len();
    select.retain(|at| Some(*at) != files);
    let with_files = select.len() < wanted;
    let mut out = Vec::new();
    print::Printer::new(call, &comment.schema, select).record(&mut out, comment.id, &comment.encode());
    if with_files {
        out.pop();
        json::key(&mut out, "FILES");
        attachment::print(call, comment, &mut out)?;
        out.push(b'}');
    }
    Ok(out)
}

/// The comments of one timeline. Each names that timeline's owner, whichever it was first written for.
fn list(call: &Call) -> Result<Answer> {
    let filter = call.array("filter")?.cloned().unwrap_or_default();
    let given = |name: &str| filter.get(name).or_else(|| filter.get(&format!("={name}")));
    let undefined = |name| Error::plain(format!("{name} is not defined or invalid."));
    let kind = given("ENTITY_TYPE").and_then(Value::as_text).unwrap_or_default();
    let kind = record_type::of_code(call, kind.trim())?.ok_or_else(|| undefined("ENTITY_TYPE"))?;
    let id = given("ENTITY_ID").and_then(Value::as_int).filter(|id| *id > 0).ok_or_else(|| undefined("ENTITY_ID"))?;
    let owner = Owner { kind: kind.id, id };
    let rest: Tree = filter.into_iter().filter(|(name, _)| !name.to_string().contains("ENTITY_")).collect();
    let mut wanted = verbs::query_by(call, &RECORD, &rest)?;
    wanted.test = Test::All([super::entries(call, COMMENT, owner)?, wanted.test].into());
    let schema = call.services.schema(&RECORD)?;
    let sorted = ["ID", "CREATED", "AUTHOR_ID"].map(|name| schema.position(name));
    wanted.order.retain(|order| sorted.contains(&Some(order.position)));
    let page = query::run(call.services, &RECORD, &wanted)?;
    let select = verbs::selection(call, &RECORD)?;
    let mut json = Vec::new();
    let mut rows = Vec::new();
    for row in &page.rows {
        let mut comment = Record::read(schema.clone(), row.id, row.version, &row.bytes);
        super::bind(&mut comment, &[owner]);
        rows.push(shown(call, &comment, select.clone())?);
    }
    json::list(&mut json, &rows, |out, row| out.extend_from_slice(row));
    Ok(verbs::paged(json, &wanted, &page))
}
