//! What clients send of a user field, made a record.
//!
//! docs: crm-deal-userfield-add.md, crm-deal-userfield-update.md

use super::{Place, labels, variants};
use crate::prelude::*;
use engine::{
    input,
    user_field::{kinds, map, settings},
};

/// Longest name, prefix included.
const NAME_MAX: usize = 50;

/// What is taken as it is.
const PLAIN: [&str; 5] = ["XML_ID", "MANDATORY", "SHOW_IN_LIST", "EDIT_IN_LIST", "IS_SEARCHABLE"];

/// Settles what never changes: namespace, name, type, and whether it holds a list.
///
/// # Errors
/// What is missing or cannot be.
pub fn begin(place: &Place, namespace: &str, change: &mut Change, fields: &Tree) -> Result<()> {
    let text = |name| fields.get(name).and_then(Value::as_text).unwrap_or_default();
    let lacks = |name| Error::new(400, place.code, format!("The '{name}' field is not found."));
    let (name, kind) = (text("FIELD_NAME"), text("USER_TYPE_ID"));
    if kind.is_empty() && place.code == "ERROR_CORE" {
        return Err(lacks("USER_TYPE_ID"));
    }
    if name.is_empty() {
        return Err(lacks("FIELD_NAME"));
    }
    if kind.is_empty() {
        return Err(lacks("USER_TYPE_ID"));
    }
    let taken = |id: &str| place.types.is_empty() || place.types.contains(&id);
    let Some(kind) = kinds::find(&kind).filter(|kind| taken(kind.id)) else {
        return Err(Error::core(match place.types {
            [] => "Incorrect custom type specified.",
            _ => "Invalid user type specified.",
        }));
    };
    let name = whole_name(&name, place.prefix)?;
    if is_declared(namespace, &name) {
        return Err(Error::core(format!("The field {name} for the {namespace} object already exists.")));
    }
    let multiple = fields.get("MULTIPLE").and_then(Value::as_flag) == Some(true) && kind.multiple;
    change.new.set("ENTITY_ID", namespace);
    change.new.set("FIELD_NAME", name.as_str());
    change.new.set("USER_TYPE_ID", kind.id);
    change.new.set("MULTIPLE", multiple);
    Ok(())
}

/// Whether records of the namespace have a field of the name without anybody's making.
fn is_declared(namespace: &str, name: &str) -> bool {
    let entities = crate::families().filter_map(|family| family.entity);
    entities
        .filter(|entity| entity.user_fields == namespace)
        .any(|entity| entity.fields.iter().any(|field| field.name == name))
}

/// A name with its prefix: `NOTE`, `UF_NOTE` and `UF_CRM_NOTE` are all `UF_CRM_NOTE`.
fn whole_name(given: &str, prefix: &str) -> Result<String> {
    let upper = given.to_uppercase();
    let bare = upper.strip_prefix(prefix).or_else(|| upper.strip_prefix("UF_")).unwrap_or(&upper);
    if bare.is_empty() {
        return Err(Error::plain("The 'FIELD_NAME' field is not found."));
    }
    let name = format!("{prefix}{bare}");
    if name.chars().count() > NAME_MAX {
        return Err(Error::core("Field name is too long (more than 50 characters)."));
    }
    if !name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit() || byte == b'_') {
        let text = "Field name contains invalid characters. Allowed characters are: A-Z, 0-9 and _.";
        return Err(Error::core(text));
    }
    Ok(name)
}

/// Applies what may change at any time.
///
/// # Errors
/// 400 naming the field or setting.
pub fn apply(call: &Call, change: &mut Change, fields: &Tree) -> Result<()> {
    let schema = change.new.schema.clone();
    for name in PLAIN {
        let (Some(value), Some(at)) = (fields.get(name), schema.position(name)) else { continue };
        let Some(field) = schema.fields.get(at) else { continue };
        change.new.put(at, input::parse(call, field, value, &Data::Null)?);
        change.given.push(at);
    }
    if let Some(sort) = fields.get("SORT") {
        change.new.set("SORT", sort.as_int().filter(|sort| *sort > 0).unwrap_or(100));
    }
    if let Some(show) = fields.get("SHOW_FILTER").and_then(Value::as_text) {
        change.new.set("SHOW_FILTER", in_filter(&show));
    }
    labels::apply(change, fields);
    let Some(kind) = kinds::find(change.new.text("USER_TYPE_ID")) else { return Ok(()) };
    let given = match fields.get("SETTINGS") {
        Some(Value::Tree(settings)) => Some(settings),
        Some(value) if !value.is_empty() => return Err(Error::plain("Parameter 'SETTINGS' must be array.")),
        _ => None,
    };
    let old = map(change.new.text("SETTINGS"));
    let settings = settings::complete(call.services, kind, given, Some(&old))?;
    change.new.set("SETTINGS", json_of(settings).as_str());
    if let Some(list) = fields.get("LIST").filter(|_| kind.id == "enumeration") {
        let multiple = change.new.flag("MULTIPLE");
        variants::merge(call, change, list, multiple)?;
    }
    Ok(())
}

/// How filters show a field: exactly, by a mask or by a part. `Y` is a mask.
fn in_filter(given: &str) -> &'static str {
    match given.to_ascii_uppercase().as_str() {
        "I" => "I",
        "E" | "Y" | "1" => "E",
        "S" => "S",
        _ => "N",
    }
}

/// A tree as JSON.
pub fn json_of(tree: Tree) -> String {
    let mut json = Vec::new();
    params::write_json(&tree.into(), &mut json);
    String::from_utf8(json).unwrap_or_default()
}
