//! In which JSON types the fields of records are printed.
//!
//! The files of `tests/wire` name, for each kind of record, where the cases show it and what the
//! documentation shows of its fields:
//!
//! ```text
//! @ crm.item.get  result.item  "entityTypeId":2
//! id           int
//! opportunity  int|float
//! comments     str        null
//! storeId      int        int   never: there are no stores
//! ```
//!
//! A line with `@` is a method, the way to its records (`[]` for each of a list, `{}` for each of a map),
//! and what its request must contain, if anything. A field has the shapes that it may take besides `null`
//! and empty ones, and then the documented one where the product shows another: the documentation's
//! examples show few values of a field. `array` may be an empty one, as the examples often have it. A field
//! that is never set here says why.

use crate::{
    conversation::{self, Line, Step},
    files,
};
use serde_json::{Map, Value};
use std::path::Path;

/// Where cases show records of a kind, and the kind's fields.
#[derive(Default)]
struct Kind<'a> {
    places: Vec<Vec<&'a str>>,
    fields: Vec<(String, Vec<&'a str>)>,
}

#[test]
fn records_print_their_fields_in_documented_types() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests");
    let steps: Vec<(Step, Value)> = files(&folder.join("cases")).iter().flat_map(|path| answered(path)).collect();
    let (mut wrong, mut shown, mut unset) = (Vec::new(), 0, 0);
    for path in files(&folder.join("wire")) {
        let text = std::fs::read_to_string(&path).unwrap();
        for kind in kinds(&path.file_name().unwrap().to_string_lossy(), &text) {
            let records: Vec<&Map<String, Value>> =
                kind.places.iter().flat_map(|place| records(&steps, place)).collect();
            for (place, columns) in &kind.fields {
                let never = columns.iter().any(|column| column.starts_with("never: "));
                let fault = fault(&records, columns[0], columns[1], never);
                wrong.extend(fault.map(|fault| format!("{place} {} {fault}", columns[0])));
                if never { unset += 1 } else { shown += 1 }
            }
        }
    }
    println!("{shown} fields are shown in their types, {unset} are never set");
    assert!(wrong.is_empty(), "{} fields\n{}", wrong.len(), wrong.join("\n"));
}

/// The steps of a file that succeed, with their bodies.
fn answered(path: &Path) -> Vec<(Step, Value)> {
    let text = std::fs::read_to_string(path).unwrap();
    let lines = conversation::read(&path.to_string_lossy(), &text).into_iter().flat_map(|talk| talk.lines);
    let steps = lines.filter_map(|line| if let Line::Step(step) = line { Some(step) } else { None });
    let body = |step: Step| {
        let body = serde_json::from_str(step.expected.strip_prefix("200 ")?).ok()?;
        Some((step, body))
    };
    steps.filter_map(body).collect()
}

fn kinds<'a>(name: &str, text: &'a str) -> Vec<Kind<'a>> {
    let mut kinds = vec![Kind::default()];
    for (at, line) in text.lines().enumerate().filter(|(_, line)| !line.starts_with(';')) {
        let columns: Vec<&str> = line.split("  ").map(str::trim).filter(|column| !column.is_empty()).collect();
        match columns.first() {
            None => kinds.push(Kind::default()),
            Some(first) => {
                let kind = kinds.last_mut().unwrap();
                match first.strip_prefix("@ ") {
                    Some(method) => kind.places.push([&[method], &columns[1..]].concat()),
                    None => kind.fields.push((format!("{name}:{}", at + 1), columns)),
                }
            }
        }
    }
    kinds
}

/// The records that a method shows.
fn records<'a>(steps: &'a [(Step, Value)], place: &[&str]) -> Vec<&'a Map<String, Value>> {
    let asked = |step: &&(Step, Value)| {
        step.0.method.eq_ignore_ascii_case(place[0]) && place.get(2).is_none_or(|part| says(&step.0.params, part))
    };
    let way = place[1].replace("[]", ".[]").replace("{}", ".{}");
    let walk = |(_, body): &'a (Step, Value)| {
        way.split('.').fold(vec![body], |found, part| found.into_iter().flat_map(|value| below(value, part)).collect())
    };
    steps.iter().filter(asked).flat_map(walk).filter_map(Value::as_object).collect()
}

/// Whether a request has a word, and not as the beginning of a longer number.
fn says(params: &str, word: &str) -> bool {
    let ends = |at: usize| !params[at + word.len()..].starts_with(|next: char| next.is_ascii_digit());
    params.match_indices(word).any(|(at, _)| ends(at))
}

fn below<'a>(value: &'a Value, part: &str) -> Vec<&'a Value> {
    match (part, value) {
        ("[]" | "{}", Value::Array(list)) => list.iter().collect(),
        ("{}", Value::Object(map)) => map.values().collect(),
        (name, Value::Object(map)) => map.get(name).into_iter().collect(),
        _ => Vec::new(),
    }
}

/// What keeps a field from being shown as it should be.
fn fault(records: &[&Map<String, Value>], field: &str, shapes: &str, never: bool) -> Option<String> {
    let values: Vec<&Value> = records.iter().filter_map(|record| record.get(field)).collect();
    let empty = |value: &Value| match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(list) => list.is_empty(),
        _ => false,
    };
    let known = |value: &Value| shapes.split('|').any(|shape| fits(shape, value));
    if values.is_empty() {
        return Some("is in no answer".to_owned());
    }
    if let Some(other) = values.iter().find(|value| !empty(value) && !known(value)) {
        return Some(format!("is {other}, not {shapes}"));
    }
    let without = shapes.split('|').any(|shape| shape == "array")
        || shapes.split('|').all(|shape| shape == "null" || shape == "str:empty");
    let set = values.iter().any(|value| !empty(value));
    match (set || without, never) {
        (false, false) => Some(format!("is never set, so nothing shows that it is {shapes}")),
        (true, true) => Some("is set, though it says never".to_owned()),
        _ => None,
    }
}

/// Whether a value has a shape. Masks stand for what depends on the clock.
fn fits(shape: &str, value: &Value) -> bool {
    if let Some(inner) = shape.strip_prefix("array[") {
        let inner = inner.trim_end_matches(']');
        return value.as_array().is_some_and(|list| list.iter().all(|value| fits(inner, value)));
    }
    let text = value.as_str();
    let number = value.is_number() || text == Some("[number]");
    match shape {
        "int" => value.is_i64() || text == Some("[number]"),
        "float" => number,
        "bool" => value.is_boolean(),
        "object" => value.is_object(),
        "array" => value.is_array(),
        "str" => text.is_some(),
        "str:int" => text.is_some_and(|text| text.trim_start_matches('-').bytes().all(|byte| byte.is_ascii_digit())),
        "str:decimal" => text.is_some_and(|text| text.contains('.') && text.parse::<f64>().is_ok()),
        "str:YN" => matches!(text, Some("Y" | "N")),
        "str:datetime-iso" => text.is_some_and(|text| text == "[time]" || text.get(10..11) == Some("T")),
        "str:empty" | "null" => false,
        other => panic!("there is no shape {other}"),
    }
}
