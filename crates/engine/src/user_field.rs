//! Fields that users make: records of [`USER_FIELD`], and the [`Field`]s that schemas build from them.
//!
//! docs: api-reference/crm/universal/user-defined-fields, userfieldconfig.

mod events;
pub mod kinds;
pub mod settings;
mod value;

use crate::{
    Call, Change, Commit, Data, Entity, Error, Field, Hooks, Kind, Record, Result, Schema,
    entity::Entity as Declared,
    field::{self, Default},
};
use kinds::Type;
use params::{Tree, Value};
use rustc_hash::FxHashMap;
use shared::text::Language;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};
use store::{Check, Direction, Op, Store, keys};

/// What is stored of a user field. Labels are JSON maps by language, `LIST` holds [`Variant`]s.
#[rustfmt::skip] // One field a line, as the table it is.
pub static USER_FIELD: Declared = Entity {
    name: "user_field",
    title: "user field",
    fields: &[
        field::id("ID").title("ID"),
        field::text("ENTITY_ID").title("Object").immutable().required().indexed(),
        field::text("FIELD_NAME").title("Code").immutable().required(),
        field::text("USER_TYPE_ID").title("Data type").immutable().required(),
        field::text("XML_ID").title("External ID"),
        field::int("SORT").title("Sorting").default(Default::Int(100)),
        field::flag("MULTIPLE").title("Multiple").immutable().default(Default::Flag(false)),
        field::flag("MANDATORY").title("Mandatory").default(Default::Flag(false)),
        field::text("SHOW_FILTER").title("Show in the filter").default(Default::Text("N")),
        field::flag("SHOW_IN_LIST").title("Show in the list").default(Default::Flag(false)),
        field::flag("EDIT_IN_LIST").title("People may edit it").default(Default::Flag(true)),
        field::flag("IS_SEARCHABLE").title("Values are searchable").default(Default::Flag(false)),
        field::json("SETTINGS").title("Settings"),
        field::json("EDIT_FORM_LABEL").title("Label in the form"),
        field::json("LIST_COLUMN_LABEL").title("Header in the list"),
        field::json("LIST_FILTER_LABEL").title("Label in the filter"),
        field::json("ERROR_MESSAGE").title("Error message"),
        field::json("HELP_MESSAGE").title("Help"),
        field::rows("LIST"),
    ],
    hooks: Hooks { before_save: &[take_name], before_delete: &[free_name] },
    events: &events::EVENTS,
    ..Entity::BASE
};

/// Most user fields of one namespace. docs: user-defined-fields.
const FIELDS_MAX: usize = 1016;

/// How names in the store end of fields that hold files: when they go, their files go with them.
pub const OF_FILES: &str = "@file";

/// What users decided about a field.
#[derive(Debug)]
pub struct Made {
    /// Id of its record.
    pub id: u64,
    /// Version of its record.
    pub version: u64,
    /// Its name in the store, which no other field ever has.
    pub key: &'static str,
    /// Its type.
    pub kind: &'static Type,
    /// Its settings, every one that the type knows.
    pub settings: Tree,
    /// What an enumeration offers.
    pub variants: Vec<Variant>,
    /// Header in lists, in the portal's language.
    pub list_label: String,
    /// Label in forms.
    pub form_label: String,
    /// Label in filters.
    pub filter_label: String,
    pattern: Option<regex::Regex>,
}

/// One choice of an enumeration.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// Its id, unique in the portal.
    pub id: i64,
    /// Sort index.
    pub sort: i64,
    /// What people see.
    pub value: String,
    /// What an add without the field stores.
    pub initial: bool,
    /// External code.
    pub xml_id: String,
}

impl Variant {
    /// The variants of a user field's record.
    pub fn of(record: &Record) -> Vec<Variant> {
        let text = |data: Option<&Data>| data.map(|data| data.text().to_owned()).unwrap_or_default();
        let read = |row: &Data| match row.items() {
            [id, sort, rest @ ..] => Variant {
                id: id.int(),
                sort: sort.int(),
                value: text(rest.first()),
                initial: matches!(rest.get(1), Some(Data::Flag(true))),
                xml_id: text(rest.get(2)),
            },
            _ => Variant { id: 0, sort: 0, value: String::new(), initial: false, xml_id: String::new() },
        };
        record.items("LIST").iter().map(read).collect()
    }

    /// As [`USER_FIELD`] stores it.
    pub fn data(&self) -> Data {
        let texts = (Data::from(self.value.as_str()), Data::from(self.xml_id.as_str()));
        Data::List(vec![Data::Int(self.id), Data::Int(self.sort), texts.0, Data::Flag(self.initial), texts.1])
    }
}

/// The fields of a namespace, in the order in which they were made.
///
/// # Errors
/// When the store fails.
pub fn made(store: &Store, namespace: &str, language: Language) -> Result<Vec<Field>> {
    if namespace.is_empty() {
        return Ok(Vec::new());
    }
    let schema = Arc::new(Schema::load(store, &USER_FIELD, language)?);
    let listed = keys::index_value(USER_FIELD.name, "ENTITY_ID", &keys::text_key(namespace));
    let mut fields = Vec::new();
    for key in store.scan_keys(&listed, Direction::Up, usize::MAX)? {
        let Some(id) = keys::id_of(&key) else { continue };
        let Some(entry) = store.get(&keys::record(USER_FIELD.name, id))? else { continue };
        fields.extend(intern(&schema, id, entry.version, &entry.value, language));
    }
    Ok(fields)
}

/// The field of a stored record. It lives as long as the process, and so does the one that it
/// replaces after a change; a record that has not changed gives the same field again.
fn intern(schema: &Arc<Schema>, id: u64, version: u64, bytes: &[u8], language: Language) -> Option<Field> {
    type Known = FxHashMap<(u64, u64, &'static str, Vec<u8>), Field>;
    static KNOWN: LazyLock<Mutex<Known>> = LazyLock::new(Mutex::default);
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    let place = (id, version, language.code(), bytes.to_vec());
    if let Some(field) = known.get(&place) {
        return Some(*field);
    }
    let field = build(&Record::read(schema.clone(), id, version, bytes), language)?;
    known.insert(place, field);
    Some(field)
}

fn build(record: &Record, language: Language) -> Option<Field> {
    let kind = kinds::find(record.text("USER_TYPE_ID"))?;
    let name = leak(record.text("FIELD_NAME"));
    let settings = map(record.text("SETTINGS"));
    let label = |of| Some(label(record, of, language.code())).filter(|text| !text.is_empty());
    let form_label = label("EDIT_FORM_LABEL").unwrap_or_else(|| name.to_owned());
    let made = Made {
        id: record.id,
        version: record.version,
        key: leak(&format!("{name}#{}{}", record.id, if kind.kind == Kind::File { OF_FILES } else { "" })),
        kind,
        variants: Variant::of(record),
        list_label: label("LIST_COLUMN_LABEL").unwrap_or_else(|| form_label.clone()),
        filter_label: label("LIST_FILTER_LABEL").unwrap_or_else(|| form_label.clone()),
        pattern: settings::pattern(&settings),
        form_label,
        settings,
    };
    let dictionary = made.settings.get("ENTITY_TYPE").and_then(Value::as_text).unwrap_or_default();
    let stored = kind.stored(leak(&dictionary));
    drop(dictionary);
    let made: &'static Made = Box::leak(Box::new(made));
    Some(Field {
        name,
        kind: stored,
        title: &made.form_label,
        required: record.flag("MANDATORY"),
        multiple: record.flag("MULTIPLE"),
        indexed: kind.indexed,
        wire: Some(kind.id),
        made: Some(made),
        ..field::text(name)
    })
}

fn leak(text: &str) -> &'static str {
    if text.is_empty() { "" } else { Box::leak(text.into()) }
}

/// A map from its JSON; an empty one where it is damaged.
pub fn map(json: &str) -> Tree {
    params::decode_json(json.as_bytes()).unwrap_or_default()
}

/// A label of a user field in a language, else in English, else in any.
pub fn label(record: &Record, of: &str, language: &str) -> String {
    let labels = map(record.text(of));
    let text = |value: &Value| value.as_text().filter(|text| !text.is_empty()).map(|text| text.into_owned());
    let found = [language, "en"].into_iter().find_map(|code| labels.get(code).and_then(text));
    found.or_else(|| labels.values().find_map(text)).unwrap_or_default()
}

fn name_key(record: &Record) -> Vec<u8> {
    let name = format!("{}\0{}", record.text("ENTITY_ID"), record.text("FIELD_NAME"));
    keys::unique(USER_FIELD.name, "FIELD_NAME", name.as_bytes())
}

/// A name is free in its namespace, and the namespace is not full.
fn take_name(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    if change.old.is_some() {
        return Ok(());
    }
    let (namespace, name) = (change.new.text("ENTITY_ID"), change.new.text("FIELD_NAME"));
    let key = name_key(&change.new);
    if call.services.store.get(&key)?.is_some() {
        return Err(Error::core(format!("The field {name} for the {namespace} object already exists.")));
    }
    let listed = keys::index_value(USER_FIELD.name, "ENTITY_ID", &keys::text_key(namespace));
    if call.services.store.scan_keys(&listed, Direction::Up, FIELDS_MAX)?.len() >= FIELDS_MAX {
        return Err(Error::core(format!("Object {namespace} has {FIELDS_MAX} user fields, and can't have more")));
    }
    commit.checks.push(Check::Absent(key.clone()));
    commit.ops.push(Op::Put(key, change.new.id.to_string().into_bytes()));
    Ok(())
}

fn free_name(record: &Record, commit: &mut Commit, _: &Call) -> Result<()> {
    commit.ops.push(Op::Del(name_key(record)));
    Ok(())
}
