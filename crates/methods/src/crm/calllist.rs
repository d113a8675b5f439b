//! crm.calllist.*: contacts or companies to be called one after another. docs: api-reference/crm/call-list.

use super::{
    company::COMPANY,
    contact::CONTACT,
    owner::{COMPANIES, CONTACTS},
    status::{self, STATUS},
};
use crate::prelude::*;
use engine::{
    Dialect,
    dialect::{Faults, refusal},
    filter,
    input::LIST_MAX,
    zone,
};

/// A call list. `ITEMS` holds rows of a participant's id and the status of the call.
pub static CALL_LIST: Entity = Entity {
    name: "calllist",
    title: "call list",
    fields: &[
        id("ID").title("ID"),
        created_at("DATE_CREATE").title("Created on"),
        created_by("CREATED_BY_ID").title("Created by"),
        int("WEBFORM_ID").title("CRM form"),
        int("ENTITY_TYPE_ID").title("Type of participants"),
        rows("ITEMS"),
    ],
    rights: rights::Rights { add: true, owners: &["CREATED_BY_ID"], ..rights::ADMINISTRATORS },
    ..Entity::BASE
};

/// crm.calllist.*
pub static CALL_LISTS: Family = Family {
    prefix: "crm.calllist",
    entity: Some(&CALL_LIST),
    dialect: &Dialect { id: "ID", faults: &FAULTS, ..dialect::CRM },
    methods: &[
        write("add", add),
        write("update", update),
        read("get", get),
        read("list", list).scanning(),
        read("items.get", items),
        read("statuslist", statuses),
    ],
    ..Family::BASE
};

const FAULTS: Faults = Faults {
    bad_id: refusal("LIST_ID_ERROR", "Incorrect list id"),
    not_found: refusal("LIST_ID_ERROR", "Incorrect list id"),
    denied: refusal("LIST_ID_ERROR", "Incorrect list id or access denied"),
};

/// The dictionary of the statuses of calls.
const STATUSES: &str = "CALL_LIST";

fn refuse(code: &'static str, text: impl Into<String>) -> Error {
    Error::new(400, code, text.into())
}

fn given<'a>(call: &Call<'a>, name: &str) -> Result<&'a Value> {
    let value = call.param(name).filter(|value| !value.is_empty());
    value.ok_or_else(|| refuse("ERROR_ARGUMENT", format!("{name} is not found")))
}

/// The type and the participants that a call names, each once, all of them there.
fn participants(call: &Call, wrong_type: &'static str, wrong_ids: &'static str) -> Result<(i64, Vec<i64>)> {
    let kind = given(call, "ENTITY_TYPE")?.as_text().unwrap_or_default().to_ascii_uppercase();
    let entities = given(call, "ENTITIES")?;
    let (kind, entity) = match kind.as_str() {
        "CONTACT" => (CONTACTS, &CONTACT),
        "COMPANY" => (COMPANIES, &COMPANY),
        _ => return Err(refuse("ENTITY_TYPE_ERROR", wrong_type)),
    };
    let Some(entities) = entities.as_tree().filter(|tree| tree.len() <= LIST_MAX) else {
        return Err(refuse("ENTITIES_ERROR", "Entities is not array"));
    };
    let mut ids = Vec::new();
    for value in entities.values() {
        let id = value.as_int().filter(|id| *id > 0).unwrap_or(0);
        if call.find(entity, id as u64)?.is_none() {
            return Err(refuse(wrong_ids, "Incorrect entities id"));
        }
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    // There are no CRM forms here, so that no number is one of a form.
    match call.param("WEBFORM_ID").filter(|value| !value.is_empty() && value.as_int() != Some(0)) {
        Some(_) => Err(refuse("WEBFORM_ERROR", "Incorrect webform id")),
        None => Ok((kind, ids)),
    }
}

/// Makes `ids` the participants; those who stay keep the status of their call.
fn enlist(call: &Call, list: &mut Record, ids: &[i64]) -> Result<()> {
    let first = status::codes(call, STATUSES)?.first().map(|status| status.code.clone()).unwrap_or_default();
    let before = list.items("ITEMS").to_vec();
    let row = |id: &i64| {
        let kept = before.iter().find(|row| row.items().first() == Some(&Data::Int(*id))).cloned();
        kept.unwrap_or_else(|| Data::List(vec![Data::Int(*id), Data::from(first.as_str())]))
    };
    list.set("ITEMS", Data::List(ids.iter().map(row).collect()));
    Ok(())
}

fn add(call: &Call) -> Result<Answer> {
    let (kind, ids) = participants(call, "Incorrect entity type", "ENTITY_ERROR")?;
    let mut list = Record::new(call.services.schema(&CALL_LIST)?, 0);
    list.set("ENTITY_TYPE_ID", kind);
    enlist(call, &mut list, &ids)?;
    let (list, ticket) = verbs::insert(call, Change { old: None, new: list, given: Vec::new() })?;
    Ok(Answer::value(list.id as i64).after(ticket))
}

fn update(call: &Call) -> Result<Answer> {
    let id = given(call, "LIST_ID")?.as_int().unwrap_or(0).max(0) as u64;
    let (kind, ids) = participants(call, "EntityType is incorrect", "ENTITIES_ERROR")?;
    let Some(old) = call.find(&CALL_LIST, id)? else { return Err(FAULTS.denied.into()) };
    if old.int("ENTITY_TYPE_ID") != kind {
        let text = "Discrepancy between the type of call participants and incoming type";
        return Err(refuse("ENTITY_TYPE_ERROR", text));
    }
    let (_, ticket) = verbs::change(call, &CALL_LIST, id, |change| enlist(call, &mut change.new, &ids))?;
    Ok(Answer::done(ticket))
}

/// The fields of a call list, as they are selected, in this order.
const SHOWN: [&str; 5] = ["ID", "DATE_CREATE", "CREATED_BY_ID", "WEBFORM_ID", "ENTITY_TYPE_ID"];

fn row(call: &Call, list: &Record, wanted: &[&str]) -> Tree {
    let value = |name: &str| match name {
        "ID" => Value::from(list.id.to_string()),
        "DATE_CREATE" => Value::from(moment(call, list.int(name))),
        _ if list.get(name).is_null() => Value::Null,
        _ => Value::from(list.int(name).to_string()),
    };
    wanted.iter().map(|name| (*name, value(name))).collect()
}

/// An instant as these methods write it: `2025-07-14 08:47:19`.
fn moment(call: &Call, ms: i64) -> String {
    let mut out = Vec::new();
    zone::write_time(&mut out, call.services.zone, ms);
    String::from_utf8_lossy(&out).chars().take("2025-07-14T08:47:19".len()).collect::<String>().replace('T', " ")
}

fn get(call: &Call) -> Result<Answer> {
    given(call, "ID")?;
    let list = call.record(&CALL_LIST, call.id()?)?;
    let mut row = row(call, &list, &SHOWN);
    let name = if list.int("ENTITY_TYPE_ID") == CONTACTS { "CONTACT" } else { "COMPANY" };
    row.insert("ENTITY_TYPE", Value::from(name));
    Ok(Answer::value(row))
}

/// All lists that the call asks for; unlike others, these lists refuse names that they do not know.
fn list(call: &Call) -> Result<Answer> {
    let known = |name: &str| match SHOWN.iter().find(|own| **own == name) {
        Some(own) => Ok(*own),
        None => Err(refuse(
            "100",
            format!(r"Unknown field definition `{name}` ({name}) for \Bitrix\Crm\CallList\Internals\CallList Entity."),
        )),
    };
    let nothing = Tree::new();
    let filter = call.array("filter")?.unwrap_or(&nothing);
    let keys = |tree: &Tree| tree.iter().map(|(key, _)| key.to_string()).collect::<Vec<_>>();
    for key in keys(filter) {
        known(filter::split(&key).1)?;
    }
    for key in call.array("order")?.map(keys).unwrap_or_default() {
        known(&key)?;
    }
    let names = call.param("select").map(Value::list).unwrap_or_default();
    let names: Vec<String> = names.into_iter().filter_map(Value::as_text).map(Into::into).collect();
    let mut wanted = Vec::new();
    for name in names.iter().filter(|name| *name != "*") {
        wanted.push(known(name)?);
    }
    if wanted.is_empty() {
        wanted = SHOWN.to_vec();
    }
    let query = Query { limit: usize::MAX, counted: false, offset: 0, ..verbs::query_by(call, &CALL_LIST, filter)? };
    let lists = call.all(&CALL_LIST, &query)?;
    Ok(Answer::value(lists.iter().map(|list| Value::from(row(call, list, &wanted))).collect::<Tree>()))
}

fn items(call: &Call) -> Result<Answer> {
    let id = given(call, "LIST_ID")?.as_int().unwrap_or(0);
    if id < 1 {
        return Err(refuse("LIST_ID_ERROR", "List id should be positive"));
    }
    let list = call.find(&CALL_LIST, id as u64)?;
    let list = list.ok_or_else(|| refuse("LIST_ID_ERROR", "Call list is not found"))?;
    let status = call.array("FILTER")?.and_then(|filter| filter.get("STATUS")).and_then(Value::as_text);
    if let Some(status) = &status
        && !status::codes(call, STATUSES)?.iter().any(|known| known.code == *status)
    {
        return Err(refuse("STATUS_ERROR", "Incorrect status"));
    }
    let kind = list.int("ENTITY_TYPE_ID");
    let entity = if kind == CONTACTS { &CONTACT } else { &COMPANY };
    let mut rows = Tree::new();
    for item in list.items("ITEMS") {
        let [id, state] = item.items() else { continue };
        let fits = status.as_deref().is_none_or(|wanted| wanted == state.text());
        // Participants may be gone by now.
        if fits && call.find(entity, id.int() as u64)?.is_some() {
            let row =
                [("ID", Value::Int(id.int())), ("STATUS", state.text().into()), ("ENTITY_TYPE", Value::Int(kind))];
            rows.push(Tree::from_iter(row).into());
        }
    }
    Ok(Answer::value(rows))
}

fn statuses(call: &Call) -> Result<Answer> {
    let schema = call.services.schema(&STATUS)?;
    let mut rows = call.all(&STATUS, &Query::equal(&schema, "ENTITY_ID", STATUSES.to_lowercase().as_str()))?;
    rows.sort_by_key(|row| (row.int("SORT"), row.id));
    let row = |status: &Record| {
        let row = [
            ("ID", Value::Int(status.id as i64)),
            ("NAME", Value::from(status.text("NAME"))),
            ("SORT", Value::Int(status.int("SORT"))),
            ("STATUS_ID", Value::from(status.text("STATUS_ID"))),
        ];
        Value::from(Tree::from_iter(row))
    };
    Ok(Answer::value(rows.iter().map(row).collect::<Tree>()))
}
