//! User fields as their methods print them.
//!
//! docs: crm-deal-userfield-get.md, crm-deal-userfield-list.md, userfieldconfig-get.md

use super::labels::{self, LABELS};
use crate::prelude::*;
use engine::{print::Printer, user_field::Variant};

/// Which labels to print.
#[derive(Clone, Copy)]
pub enum Labels<'a> {
    /// None.
    None,
    /// Each as a map of all languages.
    All,
    /// Each as text in one language.
    In(&'a str),
}

/// What the type decides, without labels and the list.
const PLAIN: [&str; 13] = [
    "ID",
    "ENTITY_ID",
    "FIELD_NAME",
    "USER_TYPE_ID",
    "XML_ID",
    "SORT",
    "MULTIPLE",
    "MANDATORY",
    "SHOW_FILTER",
    "SHOW_IN_LIST",
    "EDIT_IN_LIST",
    "IS_SEARCHABLE",
    "SETTINGS",
];

/// Positions of what every field shows.
pub fn plain(record: &Record) -> Vec<usize> {
    PLAIN.iter().filter_map(|name| record.schema.position(name)).collect()
}

/// Appends a field as the classic methods do.
pub fn record(call: &Call, out: &mut Vec<u8>, record: &Record, labels: Labels) {
    let mut select = plain(record);
    if matches!(labels, Labels::All) {
        select.extend(LABELS.iter().filter_map(|name| record.schema.position(name)));
    }
    open(call, out, record, select);
    if let Labels::In(language) = labels {
        for name in LABELS {
            json::key(out, name);
            text_or_null(out, labels::one(record, name, language).as_deref());
        }
    }
    if record.text("USER_TYPE_ID") == "enumeration" {
        json::key(out, "LIST");
        json::list(out, Variant::of(record), |out, variant| {
            let parts = [("ID", variant.id.to_string()), ("SORT", variant.sort.to_string()), ("VALUE", variant.value)];
            out.push(b'{');
            texts(out, parts.into_iter().chain([("DEF", yes_no(variant.initial)), ("XML_ID", variant.xml_id)]));
            out.push(b'}');
        });
    }
    out.push(b'}');
}

/// Appends the fields at some positions, and leaves the map open.
pub fn open(call: &Call, out: &mut Vec<u8>, record: &Record, select: Vec<usize>) {
    Printer::new(call, &record.schema, select).record(out, record.id, &record.encode());
    out.pop();
}

/// Appends members whose values are text.
pub fn texts(out: &mut Vec<u8>, members: impl Iterator<Item = (&'static str, String)>) {
    for (name, value) in members {
        json::key(out, name);
        json::text(out, &value);
    }
}

/// Appends a text, or `null`.
pub fn text_or_null(out: &mut Vec<u8>, text: Option<&str>) {
    match text {
        Some(text) => json::text(out, text),
        None => out.extend_from_slice(b"null"),
    }
}

/// `Y` or `N`.
pub fn yes_no(value: bool) -> String {
    if value { "Y" } else { "N" }.to_owned()
}
