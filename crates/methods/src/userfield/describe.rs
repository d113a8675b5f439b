//! crm.userfield.*: what user fields are made of. task.item.userfield.getfields and .gettypes
//! answer the same.
//!
//! docs: crm-userfield-fields.md, crm-userfield-types.md, crm-userfield-enumeration-fields.md,
//! crm-userfield-settings-fields.md, task-item-user-field-get-fields.md

use super::none_counted;
use crate::prelude::*;
use engine::user_field::kinds::{self, TYPES};

/// The methods of crm.userfield.
pub static METHODS: [Method; 4] = [
    read("fields", fields),
    read("types", types),
    read("enumeration.fields", parts),
    read("settings.fields", settings),
];

/// Name, type, title and, where there is one, a mark.
type Row = (&'static str, &'static str, &'static str, Option<&'static str>);

#[rustfmt::skip] // One field a line, as the table it is.
const FIELDS: [Row; 19] = [
    ("ID", "int", "ID", Some("isReadOnly")),
    ("ENTITY_ID", "string", "Object", Some("isImmutable")),
    ("FIELD_NAME", "string", "Code", Some("isImmutable")),
    ("USER_TYPE_ID", "string", "Data type", Some("isImmutable")),
    ("XML_ID", "string", "External ID", None),
    ("SORT", "int", "Sorting", None),
    ("MULTIPLE", "char", "Multiple", None),
    ("MANDATORY", "char", "Mandatory", None),
    ("SHOW_FILTER", "char", "Show in the filter", None),
    ("SHOW_IN_LIST", "char", "Show in the list", None),
    ("EDIT_IN_LIST", "char", "People may edit it", None),
    ("IS_SEARCHABLE", "char", "Values are searchable", None),
    ("EDIT_FORM_LABEL", "string", "Label in the form", None),
    ("LIST_COLUMN_LABEL", "string", "Header in the list", None),
    ("LIST_FILTER_LABEL", "string", "Label in the filter", None),
    ("ERROR_MESSAGE", "string", "Error message", None),
    ("HELP_MESSAGE", "string", "Help", None),
    ("LIST", "uf_enum_element", "List elements", Some("isMultiple")),
    ("SETTINGS", "object", "Settings, depending on the type", None),
];

#[rustfmt::skip] // One field a line, as the table it is.
const PARTS: [Row; 5] = [
    ("ID", "int", "ID", Some("isReadOnly")),
    ("SORT", "int", "Sorting", None),
    ("VALUE", "string", "Value", None),
    ("DEF", "string", "Default value", None),
    ("DEL", "string", "Removes the element", None),
];

/// What a user field is described by.
///
/// # Errors
/// None.
pub fn fields(call: &Call) -> Result<Answer> {
    Ok(Answer { total: none_counted(call), ..described(&FIELDS) })
}

/// Every type.
///
/// # Errors
/// None.
pub fn types(call: &Call) -> Result<Answer> {
    let row = |kind: &kinds::Type| -> Tree {
        [("ID", kind.id.into()), ("title", Value::from(kind.title))].into_iter().collect()
    };
    let list: Tree = TYPES.iter().enumerate().map(|(at, kind)| (at as i64, Value::Tree(row(kind)))).collect();
    Ok(Answer { total: none_counted(call), ..Answer::value(list) })
}

/// An element of an enumeration's list.
fn parts(_: &Call) -> Result<Answer> {
    Ok(described(&PARTS))
}

/// The settings of a type; of one that there is not, none.
fn settings(call: &Call) -> Result<Answer> {
    let Some(id) = call.param("type").and_then(Value::as_text).filter(|id| !id.is_empty()) else {
        return Err(Error::plain("Parameter 'type' is not specified or empty."));
    };
    let Some(kind) = kinds::find(&id) else { return Ok(Answer::value(Tree::new())) };
    let row = |setting: &engine::user_field::settings::Setting| -> Tree {
        [("type", setting.shape.wire(kind).into()), ("title", Value::from(setting.title))].into_iter().collect()
    };
    let map: Tree = kind.settings.iter().map(|setting| (setting.name, Value::Tree(row(setting)))).collect();
    Ok(Answer::value(map))
}

fn described(rows: &[Row]) -> Answer {
    let row = |(_, kind, title, mark): &Row| -> Tree {
        let mark = mark.map(|mark| (mark, Value::Bool(true)));
        [("type", Value::from(*kind)), ("title", Value::from(*title))].into_iter().chain(mark).collect()
    };
    let map: Tree = rows.iter().map(|described| (described.0, Value::Tree(row(described)))).collect();
    Answer::value(map)
}
