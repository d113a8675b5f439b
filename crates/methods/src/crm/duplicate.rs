//! crm.duplicate.*: who has the same phone or e-mail, and which fields count as marks of duplicates.
//! docs: api-reference/crm/duplicates.

mod volatile;

use super::{
    communication::digits,
    company::COMPANY,
    contact::CONTACT,
    lead::LEAD,
    owner::{OwnerType, owner_type},
};
use crate::prelude::*;
use engine::query;
pub use volatile::VOLATILE_TYPE;

/// crm.duplicate.*
pub static DUPLICATES: Family = Family {
    prefix: "crm.duplicate",
    entity: Some(&VOLATILE_TYPE),
    dialect: &dialect::ITEM,
    methods: &[
        read("findbycomm", find_by_comm).scanning(),
        read("volatileType.fields", volatile::fields),
        read("volatileType.list", volatile::list),
        write("volatileType.register", volatile::register),
        write("volatileType.unregister", volatile::unregister),
    ],
    ..Family::BASE
};

/// The kinds of records that have phones and e-mails, in the order of the answer.
const KINDS: [(&str, &Entity); 3] = [("LEAD", &LEAD), ("CONTACT", &CONTACT), ("COMPANY", &COMPANY)];

/// Most values in one call, and most records of one kind; when a kind has so many, the next are left out.
const MOST: usize = 20;

/// The built-in kind with a number, if duplicates of it are looked for.
fn searched(kind: i64) -> Option<&'static OwnerType> {
    owner_type(kind).filter(|kind| KINDS.iter().any(|(code, _)| *code == kind.code))
}

/// crm.duplicate.findbycomm: ids by kind, an empty list when there are none.
fn find_by_comm(call: &Call) -> Result<Answer> {
    let text = |name| call.param(name).and_then(Value::as_text).unwrap_or_default().trim().to_ascii_uppercase();
    let (field, only) = (text("type"), text("entity_type"));
    let (index, canonical): (&str, fn(&str) -> String) = match field.as_str() {
        "" => return Err(Error::plain("Communication type is not defined")),
        "PHONE" => ("PHONE_DIGITS", digits),
        "EMAIL" => ("EMAIL", |address| address.trim().to_lowercase()),
        other => {
            let text = format!("Communication type '{other}' is not supported in current context");
            return Err(Error::plain(text));
        }
    };
    let given: Vec<_> = call.param("values").map(Value::list).unwrap_or_default();
    let mut values: Vec<String> =
        given.iter().filter_map(|value| value.as_text()).map(|value| canonical(&value)).collect();
    values.retain(|value| !value.is_empty());
    if values.is_empty() {
        return Err(Error::plain("Communication values is not defined"));
    }
    values.truncate(MOST);
    let mut found = Tree::new();
    for (code, entity) in KINDS.into_iter().filter(|(code, _)| only.is_empty() || *code == only) {
        let mut ids: Vec<i64> = Vec::new();
        for value in &values {
            let schema = call.services.schema(entity)?;
            let same = Query { limit: MOST, ..Query::equal(&schema, index, value.as_str()) };
            ids.extend(query::run(call.services, entity, &same)?.rows.iter().map(|row| row.id as i64));
        }
        ids.sort_unstable();
        ids.dedup();
        ids.truncate(MOST);
        let full = ids.len() >= MOST;
        if !ids.is_empty() {
            found.insert(code, ids.into_iter().map(Value::Int).collect::<Tree>().into());
        }
        if full {
            break;
        }
    }
    Ok(Answer::value(found))
}
