//! Labels of user fields by language.
//!
//! docs: data-types.md (lang-ids), crm-deal-userfield-add.md, crm-deal-userfield-update.md

use super::write::json_of;
use crate::prelude::*;
use engine::user_field::map;

/// The five labels of a field.
pub const LABELS: [&str; 5] =
    ["EDIT_FORM_LABEL", "LIST_COLUMN_LABEL", "LIST_FILTER_LABEL", "ERROR_MESSAGE", "HELP_MESSAGE"];

/// Every language, in the order in which answers print them.
const LANGUAGES: [&str; 21] = [
    "ar", "br", "de", "en", "fr", "hi", "id", "in", "it", "ja", "kz", "la", "ms", "pl", "ru", "sc", "tc", "th", "tr",
    "ua", "vn",
];

/// Namespaces in which an update takes a `LABEL`, too. docs: user-userfield-update.md,
/// task-item-user-field-update.md
const RELABELLED: [&str; 2] = ["USER", "TASKS_TASK"];

/// Sets the labels that are given, and those that are not from the `LABEL`. A text stands for every
/// language; of a map, what is missing is the `LABEL`, too.
pub fn apply(change: &mut Change, fields: &Tree) {
    let text = |value: Option<&Value>| value.and_then(Value::as_text).unwrap_or_default().into_owned();
    let adding = change.old.is_none();
    let common = match fields.get("LABEL") {
        Some(label) if adding || RELABELLED.contains(&change.new.text("ENTITY_ID")) => text(Some(label)),
        _ => String::new(),
    };
    for name in LABELS {
        let given = fields.get(name);
        let one = |language: &str| match given {
            Some(Value::Tree(labels)) => labels.get(language).map_or_else(|| common.clone(), |label| text(Some(label))),
            Some(value) if !value.is_empty() => text(Some(value)),
            _ => common.clone(),
        };
        if given.is_some() || adding || !common.is_empty() {
            let labels: Tree =
                LANGUAGES.iter().map(|language| (*language, Value::from(one(language).as_str()))).collect();
            change.new.set(name, json_of(labels).as_str());
        }
    }
}

/// A label in one language; nothing where there is none.
pub fn one(record: &Record, name: &str, language: &str) -> Option<String> {
    let label = map(record.text(name)).get(language).and_then(Value::as_text)?.into_owned();
    (!label.is_empty()).then_some(label)
}

/// The languages in which a field has labels.
pub fn languages(record: &Record) -> impl Iterator<Item = &'static str> {
    LANGUAGES.into_iter().filter(|language| LABELS.iter().any(|name| one(record, name, language).is_some()))
}
