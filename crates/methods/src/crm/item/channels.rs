//! Phones, e-mails and their like in the universal methods: all of them in one list called `fm`, and
//! the first of each kind under a name of its own. docs: api-reference/crm/data-types.md,
//! "crm_multifield"; crm-item-get.md.

use crate::prelude::*;
use engine::{Schema, error::wrong_value, input};

/// The kinds of channels, which are fields of the record.
const KINDS: [&str; 5] = ["PHONE", "EMAIL", "WEB", "IM", "LINK"];

/// Fields that show the first channel of a kind, of any value type where none is named.
#[rustfmt::skip] // One field a line, as the table it is.
const FIRST: [(&str, &str, &str); 9] = [
    ("FIRST_PHONE_MOBILE", "PHONE", "MOBILE"),
    ("FIRST_PHONE_WORK", "PHONE", "WORK"),
    ("FIRST_PHONE_MAILING", "PHONE", "MAILING"),
    ("FIRST_EMAIL_HOME", "EMAIL", "HOME"),
    ("FIRST_EMAIL_WORK", "EMAIL", "WORK"),
    ("FIRST_EMAIL_MAILING", "EMAIL", "MAILING"),
    ("FIRST_IMOL", "IM", "IMOL"),
    ("FIRST_EMAIL", "EMAIL", ""),
    ("FIRST_PHONE", "PHONE", ""),
];

/// Whether records of a schema have channels.
pub(super) fn have(schema: &Schema) -> bool {
    schema.position("FM").is_some()
}

/// Fills in what is shown of a record's channels.
pub(super) fn show(record: &mut Record) {
    let mut out = b"[".to_vec();
    for kind in KINDS {
        for row in record.items(kind) {
            let part = |at: usize| row.items().get(at).map(Data::text).unwrap_or_default();
            json::comma(&mut out);
            out.push(b'{');
            json::key(&mut out, "id");
            json::int(&mut out, row.items().first().map_or(0, Data::int));
            for (name, text) in [("valueType", part(1)), ("value", part(2)), ("typeId", kind)] {
                json::key(&mut out, name);
                json::text(&mut out, text);
            }
            out.push(b'}');
        }
    }
    out.push(b']');
    for (field, kind, of) in FIRST {
        let part = |row: &Data, at: usize| row.items().get(at).map(|data| data.text().to_owned()).unwrap_or_default();
        let found = record.items(kind).iter().find(|row| of.is_empty() || part(row, 1) == of);
        let value = found.map(|row| part(row, 2)).unwrap_or_default();
        record.set(field, value.as_str());
    }
    record.set("FM", String::from_utf8_lossy(&out).as_ref());
}

/// Applies `fm`: a list or map of `{id, typeId, valueType, value}`. What is known by its id is changed,
/// or removed when it has no value; the rest is new.
///
/// # Errors
/// 400 naming the field.
pub(super) fn apply(call: &Call, change: &mut Change, fm: Option<&Value>) -> Result<()> {
    let Some(fm) = fm.filter(|fm| !fm.is_empty() && have(&change.new.schema)) else { return Ok(()) };
    let Value::Tree(given) = fm else { return Err(wrong_value("fm", "a list of {typeId, valueType, value}")) };
    let schema = change.new.schema.clone();
    let mut by_kind: [Tree; KINDS.len()] = std::array::from_fn(|_| Tree::new());
    for element in given.values() {
        let part = |name: &str| element.as_tree().and_then(|element| element.get_ci(name)).cloned();
        let kind = part("typeId").as_ref().and_then(Value::as_text).unwrap_or_default().to_ascii_uppercase();
        let id = part("id").as_ref().and_then(Value::as_int);
        let holds = |kind: &str| change.new.items(kind).iter().any(|row| row.items().first().map(Data::int) == id);
        let known = KINDS.iter().position(|name| *name == kind).or_else(|| KINDS.iter().position(|kind| holds(kind)));
        let Some(place) = known else { return Err(wrong_value("fm", "typeId PHONE, EMAIL, WEB, IM or LINK")) };
        let names = [("ID", "id"), ("VALUE_TYPE", "valueType"), ("VALUE", "value"), ("DELETE", "delete")];
        let row = names.iter().filter_map(|(name, given)| Some((*name, part(given)?)));
        by_kind[place].push(Tree::from_iter(row).into());
    }
    for (kind, rows) in KINDS.iter().zip(by_kind) {
        let Some(at) = schema.position(kind).filter(|_| !rows.is_empty()) else { continue };
        let merged = input::parse(call, &schema.fields[at], &rows.into(), change.new.at(at))?;
        change.new.put(at, merged);
        change.given.push(at);
    }
    Ok(())
}
