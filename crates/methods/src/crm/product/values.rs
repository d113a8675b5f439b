//! Values of products' properties: `"PROPERTY_5": {"valueId": "12", "value": "red"}`, several as a list.
//! docs: api-reference/crm/outdated/products/crm-product-update.md.

use super::{
    PRODUCT,
    property::{self, choices},
};
use crate::prelude::*;
use engine::{
    input::{LIST_MAX, canonical_decimal},
    query, zone,
};
use std::borrow::Cow;

/// One value: its id and itself as JSON.
type Stored = (i64, String);

fn of(product: &Record, property: &Record) -> Vec<Stored> {
    let own = |row: &&Data| row.items().first().map(Data::int) == Some(property.id as i64);
    let one = |row: &Data| {
        let id = row.items().get(1).map_or(0, Data::int);
        (id, row.items().get(2).map(|data| data.text().to_owned()).unwrap_or_default())
    };
    product.items("PROPERTIES").iter().filter(own).map(one).collect()
}

fn name(property: &Record) -> String {
    format!("PROPERTY_{}", property.id)
}

/// Stores what a client gives of properties; required ones must have a value.
///
/// # Errors
/// 400 naming the property.
pub fn apply(call: &Call, product: &mut Record, fields: &Tree) -> Result<()> {
    let mut rows: Vec<Data> = Vec::new();
    for property in property::all(call)? {
        let old = of(product, &property);
        let new = match fields.get(&name(&property)) {
            Some(given) => parse(call, &property, given, &old)?,
            None => old,
        };
        if new.is_empty() && property.flag("IS_REQUIRED") {
            return Err(Error::core(format!("Required field '{}' is not filled", name(&property))));
        }
        let row = |(id, json): Stored| Data::List(vec![Data::Int(property.id as i64), Data::Int(id), Data::Text(json)]);
        rows.extend(new.into_iter().map(row));
    }
    product.set("PROPERTIES", Data::List(rows));
    Ok(())
}

/// The values that a client gives replace those that were; one with a known `valueId` keeps its id.
fn parse(call: &Call, property: &Record, given: &Value, old: &[Stored]) -> Result<Vec<Stored>> {
    let whole = |value: &Value| value.as_tree().is_some_and(|tree| tree.get("value").is_some());
    let html = |value: &Value| value.as_tree().is_some_and(|tree| tree.get("TEXT").is_some());
    let items: Vec<&Value> = if whole(given) || html(given) { vec![given] } else { given.list() };
    if items.len() > LIST_MAX {
        let expected = format!("a list of at most {LIST_MAX} values");
        return Err(engine::error::wrong_value(&name(property), &expected));
    }
    let mut all = Vec::new();
    for item in items {
        let value = if whole(item) { item.path(&["value"]).unwrap_or(item) } else { item };
        if value.is_empty() {
            continue;
        }
        let id = item.path(&["valueId"]).and_then(Value::as_int);
        let known = match id.filter(|id| old.iter().any(|(known, _)| known == id)) {
            Some(id) => id,
            None => call.services.store.next_ids("product_property_value", 1)? as i64,
        };
        all.push((known, checked(call, property, value)?));
    }
    if !property.flag("MULTIPLE") {
        all.truncate(1);
        // A single value is the same value, changed.
        if let ([(id, _)], [(was, _)]) = (&mut all[..], old) {
            *id = *was;
        }
    }
    Ok(all)
}

/// A value as JSON, if it is one of the property's type.
fn checked(call: &Call, property: &Record, value: &Value) -> Result<String> {
    let refuse = |expected: &str| engine::error::wrong_value(&name(property), expected);
    let text = value.as_text();
    let value = match (property.text("PROPERTY_TYPE"), property.text("USER_TYPE")) {
        (_, "HTML") if value.as_tree().is_some() => value.clone(),
        (_, "HTML") => Tree::from_iter([("TYPE", Value::from("text")), ("TEXT", value.clone())]).into(),
        ("N", _) => {
            let number = text.and_then(|text| canonical_decimal(&text));
            Value::Text(number.ok_or_else(|| refuse("a number"))?)
        }
        ("L", _) => {
            let id = value.as_int().filter(|id| choices(property).iter().any(|choice| choice.id == *id));
            Value::Text(id.ok_or_else(|| refuse("the id of a choice"))?.to_string())
        }
        (_, "Date") => {
            let day = text.filter(|text| zone::parse_date(text).is_some());
            Value::Text(day.ok_or_else(|| refuse("a date such as 2026-11-22"))?.into_owned())
        }
        (_, "DateTime") => {
            let time = text.filter(|text| zone::parse_time(call.services.zone, text).is_some());
            Value::Text(time.ok_or_else(|| refuse("a time such as 2026-11-22T09:30:00+00:00"))?.into_owned())
        }
        _ => Value::Text(text.ok_or_else(|| refuse("text"))?.into_owned()),
    };
    let mut out = Vec::new();
    params::write_json(&value, &mut out);
    Ok(String::from_utf8_lossy(&out).into_owned())
}

/// Adds the values of properties to a record that is written already.
pub fn print<'a>(out: &mut Vec<u8>, product: &Record, properties: impl Iterator<Item = &'a Record>) {
    out.pop();
    for property in properties {
        json::key(out, &name(property));
        let all = of(product, property);
        let one = |out: &mut Vec<u8>, (id, value): &Stored| {
            out.extend_from_slice(format!("{{\"valueId\":\"{id}\",\"value\":{value}}}").as_bytes());
        };
        match (property.flag("MULTIPLE"), &all[..]) {
            (_, []) => out.extend_from_slice(b"null"),
            (false, [first, ..]) => one(out, first),
            (true, all) => json::list(out, all, one),
        }
    }
    out.push(b'}');
}

/// Adds the properties to descriptions of fields.
pub fn describe(out: &mut Vec<u8>, properties: &[Record]) {
    out.pop();
    for property in properties {
        let mut cells = Tree::from_iter([
            ("type", Value::from("product_property")),
            ("propertyType", Value::from(property.text("PROPERTY_TYPE"))),
            ("userType", Value::from(property.text("USER_TYPE"))),
            ("isRequired", Value::Bool(property.flag("IS_REQUIRED"))),
            ("isReadOnly", Value::Bool(false)),
            ("isImmutable", Value::Bool(false)),
            ("isMultiple", Value::Bool(property.flag("MULTIPLE"))),
            ("isDynamic", Value::Bool(true)),
            ("title", Value::from(property.text("NAME"))),
        ]);
        if property.text("PROPERTY_TYPE") == "L" {
            let choice = |choice: &property::Choice| {
                let cells = [("ID", Value::Text(choice.id.to_string())), ("VALUE", choice.value.as_str().into())];
                (choice.id.to_string(), Value::from(Tree::from_iter(cells)))
            };
            cells.insert("values", Tree::from_iter(choices(property).iter().map(choice)).into());
        }
        json::key(out, &name(property));
        params::write_json(&cells.into(), out);
    }
    out.push(b'}');
}

/// The properties that `select` names.
///
/// # Errors
/// When the store fails.
pub fn selected(call: &Call) -> Result<Vec<Record>> {
    let named: Vec<Cow<str>> =
        call.param("select").map(Value::list).unwrap_or_default().into_iter().filter_map(Value::as_text).collect();
    if !named.iter().any(|name| name.starts_with("PROPERTY_")) {
        return Ok(Vec::new());
    }
    let mut all = property::all(call)?;
    all.retain(|property| named.iter().any(|named| named == "PROPERTY_*" || *named == name(property)));
    Ok(all)
}

/// A condition on the values of a property.
pub struct Wanted {
    property: Record,
    contains: bool,
    values: Vec<String>,
}

/// The conditions of `filter` on properties: equal to one of the values, or with `%` containing it.
///
/// # Errors
/// 400 for any other comparison.
pub fn wanted(call: &Call) -> Result<Vec<Wanted>> {
    let Some(filter) = call.array("filter")? else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    for (key, value) in filter {
        let key = key.to_string();
        let Some(at) = key.find("PROPERTY_") else { continue };
        let (prefix, named) = key.split_at(at);
        let Some(property) = property::all(call)?.into_iter().find(|property| name(property) == named) else {
            continue;
        };
        if !["", "=", "@", "%"].contains(&prefix) {
            return Err(Error::core(format!("Filtering by '{key}' is not possible: use =, @ or %")));
        }
        let values = value.list().into_iter().filter_map(Value::as_text).map(|text| text.to_lowercase()).collect();
        all.push(Wanted { property, contains: prefix == "%", values });
    }
    Ok(all)
}

fn fits(product: &Record, wanted: &Wanted) -> bool {
    of(product, &wanted.property).iter().any(|(_, json)| {
        let text = params::decode_json(format!("{{\"v\":{json}}}").as_bytes()).ok();
        let text = text.as_ref().and_then(|tree| tree.get("v")).and_then(Value::as_text).unwrap_or_default();
        let text = text.to_lowercase();
        wanted.values.iter().any(|value| if wanted.contains { text.contains(value) } else { text == *value })
    })
}

/// The page of products that also meet conditions on properties; every product is looked at.
///
/// # Errors
/// When the store fails.
pub fn found(call: &Call, query: &Query, wanted: &[Wanted]) -> Result<query::Page> {
    let schema = call.services.schema(&PRODUCT)?;
    let whole = Query { offset: 0, limit: usize::MAX, counted: false, ..query.clone() };
    let mut page = query::run(call.services, &PRODUCT, &whole)?;
    page.rows.retain(|row| {
        let product = Record::read(schema.clone(), row.id, row.version, &row.bytes);
        wanted.iter().all(|wanted| fits(&product, wanted))
    });
    page.total = query.counted.then_some(page.rows.len() as u64);
    page.rows = page.rows.into_iter().skip(query.offset as usize).take(query.limit).collect();
    Ok(page)
}
