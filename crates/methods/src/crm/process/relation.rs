//! Which types of records belong to which: a smart process may have parents and children. A child has
//! a field for its parent, `PARENT_ID_1030`.

use crate::{
    crm::record_type::{self, DEALS, INVOICES},
    prelude::*,
};
use engine::user_field::USER_FIELD;
use shared::text::Language;
use std::{
    collections::BTreeMap,
    sync::{Mutex, PoisonError},
};
use store::{Direction, Store, keys};

/// One type as the parent of another.
pub(super) static RELATION: Entity = Entity {
    name: "relation",
    title: "relation",
    fields: &[
        id("ID").title("ID"),
        int("PARENT_TYPE").title("Parent").indexed(),
        int("CHILD_TYPE").title("Child").indexed(),
        flag("LISTED").title("Children are shown in the card"),
    ],
    ..Entity::BASE
};

/// Parents that records of a smart process have through the field "Client".
const CLIENTS: [i64; 2] = [3, 4];

/// The relations of a smart process, as `crm.type.*` print them.
///
/// # Errors
/// When the store fails.
pub(super) fn print(call: &Call, kind: &Record, out: &mut Vec<u8>) -> Result<()> {
    let number = kind.int("ENTITY_TYPE_ID");
    let row = |out: &mut Vec<u8>, number: i64, listed: bool, predefined: bool| {
        out.push(b'{');
        json::key(out, "entityTypeId");
        json::int(out, number);
        for (name, value) in [("isChildrenListEnabled", listed), ("isPredefined", predefined)] {
            json::key(out, name);
            json::text(out, if value { "Y" } else { "N" });
        }
        out.push(b'}');
    };
    out.push(b'{');
    for (name, own, other) in [("parent", "CHILD_TYPE", "PARENT_TYPE"), ("child", "PARENT_TYPE", "CHILD_TYPE")] {
        json::key(out, name);
        let clients = if name == "parent" && kind.flag("IS_CLIENT_ENABLED") { &CLIENTS[..] } else { &[] };
        let related = of_type(call, own, number)?;
        let rows = clients.iter().map(|client| (*client, true, true));
        let rows = rows.chain(related.iter().map(|row| (row.int(other), row.flag("LISTED"), false)));
        json::list(out, rows, |out, (number, listed, predefined)| row(out, number, listed, predefined));
    }
    out.push(b'}');
    Ok(())
}

/// Replaces the relations of a smart process by those given; what can't be a relation is passed over,
/// as the documentation says.
///
/// # Errors
/// When the store fails.
pub(super) fn replace(call: &Call, number: i64, given: &Value, commit: &mut Commit) -> Result<()> {
    let schema = call.services.schema(&RELATION)?;
    commit.touch(&USER_FIELD);
    forget(call, number, commit)?;
    for (name, is_parent) in [("parent", true), ("child", false)] {
        let mut seen = Vec::new();
        for row in given.path(&[name]).map(Value::list).unwrap_or_default() {
            let other = row.path(&["entityTypeId"]).and_then(Value::as_int).unwrap_or(0);
            let client = is_parent && CLIENTS.contains(&other);
            if other == number || client || seen.contains(&other) || record_type::of_id(call, other)?.is_none() {
                continue;
            }
            seen.push(other);
            let (parent, child) = if is_parent { (other, number) } else { (number, other) };
            let mut relation = Record::new(schema.clone(), call.services.store.next_ids(RELATION.name, 1)?);
            relation.set("PARENT_TYPE", parent);
            relation.set("CHILD_TYPE", child);
            let listed = row.path(&["isChildrenListEnabled"]).and_then(Value::as_flag);
            relation.set("LISTED", listed.unwrap_or(false));
            commit.save(None, &relation);
        }
    }
    Ok(())
}

/// Relations go with the smart process.
pub(super) fn forget_type(kind: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    forget(call, kind.int("ENTITY_TYPE_ID"), commit)
}

fn forget(call: &Call, number: i64, commit: &mut Commit) -> Result<()> {
    for own in ["CHILD_TYPE", "PARENT_TYPE"] {
        of_type(call, own, number)?.iter().for_each(|row| commit.delete(row));
    }
    Ok(())
}

fn of_type(call: &Call, own: &str, number: i64) -> Result<Vec<Record>> {
    let schema = call.services.schema(&RELATION)?;
    call.all(&RELATION, &Query::equal(&schema, own, number))
}

/// Relations that every portal has, besides those of smart processes: parent and child. Their fields
/// are declared.
const DECLARED: [(i64, i64); 2] = [(DEALS, INVOICES), (7, INVOICES)];

/// The name of the field for a parent of a type.
fn field_name(parent: i64) -> String {
    format!("PARENT_ID_{parent}")
}

/// The fields for the parents of a type of records. `types` are the smart processes.
///
/// # Errors
/// When the store fails.
pub(super) fn parents(
    store: &Store,
    entity: &Entity,
    number: i64,
    types: &[Record],
    language: Language,
) -> Result<Vec<Field>> {
    let schema = std::sync::Arc::new(engine::Schema::load(store, &RELATION, language)?);
    let child = engine::index::encode(Data::Int(number).peek()).unwrap_or_default();
    let listed = keys::index_value(RELATION.name, "CHILD_TYPE", &child);
    let mut fields = Vec::new();
    for key in store.scan_keys(&listed, Direction::Up, usize::MAX)? {
        let Some(id) = keys::id_of(&key) else { continue };
        let Some(entry) = store.get(&keys::record(RELATION.name, id))? else { continue };
        let parent = Record::read(schema.clone(), id, entry.version, &entry.value).int("PARENT_TYPE");
        let known = |field: &Field| field.name == field_name(parent);
        if entity.fields.iter().chain(&fields).any(known) {
            continue;
        }
        let process = types.iter().find(|kind| kind.int("ENTITY_TYPE_ID") == parent);
        let title = process.map_or_else(|| built_in_title(parent), |kind| kind.text("TITLE").to_owned());
        fields.push(parent_field(parent, &title));
    }
    Ok(fields)
}

fn built_in_title(number: i64) -> String {
    let title = record_type::built_in(number).map(|of| of.entity.title).unwrap_or_default();
    let mut letters = title.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// The field for a parent; it lives as long as the process, and is the same for the same title.
fn parent_field(parent: i64, title: &str) -> Field {
    static MADE: Mutex<BTreeMap<(i64, String), Field>> = Mutex::new(BTreeMap::new());
    let mut made = MADE.lock().unwrap_or_else(PoisonError::into_inner);
    *made.entry((parent, title.to_owned())).or_insert_with(|| {
        let name: &'static str = field_name(parent).leak();
        let mut field =
            reference(name, "parent").wire("crm_entity").title(title.to_owned().leak()).parent(parent).indexed();
        field.slot = Some(format!("{name}#").leak());
        field
    })
}

/// The parents that are given must exist.
///
/// # Errors
/// 400 `ERROR_CORE` naming the field.
pub fn parents_exist(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    for at in &change.given {
        let field = &change.new.schema.fields[*at];
        let Some(parent) = field.name.strip_prefix("PARENT_ID_").and_then(|number| number.parse().ok()) else {
            continue;
        };
        let id = change.new.at(*at).int();
        if id == 0 {
            continue;
        }
        let found = match record_type::of_id(call, parent)? {
            Some(of) => call.find(of.entity, id.max(0) as u64)?,
            None => None,
        };
        if found.is_none() {
            let text = format!("Invalid value of field '{}': there is no record {id}", field.name);
            return Err(Error::core(text));
        }
    }
    Ok(())
}

/// The children of a record that goes have no parent any more.
///
/// # Errors
/// When the store fails.
pub fn forget_children(record: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    hand_over_children(record, &Data::Null, commit, call)
}

/// The children of a record have another parent, or none.
///
/// # Errors
/// When the store fails.
pub fn hand_over_children(record: &Record, heir: &Data, commit: &mut Commit, call: &Call) -> Result<()> {
    let Some(of) = record_type::of_entity(record.schema.entity) else { return Ok(()) };
    let relations = of_type(call, "PARENT_TYPE", of.id)?;
    let declared = DECLARED.iter().filter(|(parent, _)| *parent == of.id).map(|(_, child)| *child);
    for number in relations.iter().map(|row| row.int("CHILD_TYPE")).chain(declared) {
        let Some(child) = record_type::of_id(call, number)? else { continue };
        let schema = call.services.schema(child.entity)?;
        let field = field_name(of.id);
        for bound in call.all(child.entity, &Query::equal(&schema, &field, record.id as i64))? {
            let mut edited = bound.clone();
            edited.set(&field, heir.clone());
            commit.save(Some(&bound), &edited);
        }
    }
    Ok(())
}
