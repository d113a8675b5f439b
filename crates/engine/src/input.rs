//! Values as clients write them, made canonical.

use crate::{
    Call, Change, Data, Field, Kind, Result, Services,
    data::decimal,
    error::{Error, wrong_value},
    field::Default,
    file, json, zone,
};
use params::{Tree, Value};

/// Longest text of a field, in bytes.
const TEXT_MAX: usize = 1 << 20;

/// Most elements of a list.
pub const LIST_MAX: usize = 10_000;

/// Numbers stay below this, so that prices times quantities are numbers still.
const NUMBER_MAX: f64 = 1e18;

/// Applies what a client gave to a record: unknown and read-only names are passed over, as the
/// documentation says; a value of the wrong type is refused by the field's name.
///
/// # Errors
/// 400 naming the field.
pub fn apply(call: &Call, change: &mut Change, fields: &Tree) -> Result<()> {
    let importing = call.param("params").and_then(|p| p.path(&["IMPORT"])).and_then(Value::as_flag) == Some(true);
    apply_as(call, change, fields, importing)
}

/// [`apply`], for methods that know by themselves whether the record comes from another system, with
/// its times and people.
///
/// # Errors
/// 400 naming the field.
pub fn apply_as(call: &Call, change: &mut Change, fields: &Tree, imported: bool) -> Result<()> {
    let schema = change.new.schema.clone();
    let adding = change.old.is_none();
    let importing = imported && adding;
    for (name, value) in fields {
        let Some(at) = schema.named(&name.to_string(), call.family.dialect.spelling) else { continue };
        let field = &schema.fields[at];
        let kept = if field.read_only { !(importing && system_field(field)) } else { field.immutable && !adding };
        if kept || field.kind == Kind::Id {
            continue;
        }
        let data = parse(call, field, value, change.new.at(at))?;
        change.new.put(at, data);
        change.given.push(at);
    }
    Ok(())
}

/// Fills what the client left out: defaults of an add, editor and time of every change.
pub fn complete(call: &Call, change: &mut Change) {
    let schema = change.new.schema.clone();
    let adding = change.old.is_none();
    for (at, field) in schema.fields.iter().enumerate() {
        let every = matches!(field.default, Default::Editor | Default::Changed);
        if change.given.contains(&at) || !(adding || every) || (!every && !change.new.at(at).is_null()) {
            continue;
        }
        if let Some(made) = field.made.filter(|_| adding) {
            change.new.put(at, made.initial(field, call));
            continue;
        }
        let data = match field.default {
            Default::None | Default::FirstStatus => continue,
            Default::Text(text) => Data::from(text),
            Default::Flag(value) => Data::Flag(value),
            Default::Int(value) => Data::Int(value),
            Default::Decimal(text) => Data::Decimal(text.to_owned()),
            Default::Caller | Default::Editor => Data::Int(call.caller.user as i64),
            Default::Created | Default::Changed => Data::Time(call.now / 1000 * 1000),
            Default::Day(later) => Data::Time(zone::day_of(call.services.zone, call.now, later)),
            Default::BaseCurrency => Data::from(&*call.services.currency()),
        };
        change.new.put(at, data);
    }
}

/// Refuses a record that lacks a required field. One that users made is missed in an add and where a
/// change clears it: it may have become required after the record was made.
///
/// # Errors
/// 400 `ERROR_CORE` naming the field.
pub fn require(call: &Call, change: &Change) -> Result<()> {
    let minded = |at: usize, field: &Field| field.made.is_none() || change.old.is_none() || change.given.contains(&at);
    let mut fields = change.new.schema.fields.iter().enumerate();
    let unfilled = fields.find(|(at, field)| field.required && change.new.at(*at).is_null() && minded(*at, field));
    match unfilled {
        Some((_, field)) => Err(missing(call, &format!("'{}'", field.name))),
        None => Ok(()),
    }
}

/// The refusal of a record that lacks something: the names of the fields, quoted.
pub fn missing(call: &Call, fields: &str) -> Error {
    Error::new(400, call.family.dialect.missing, format!("Required field {fields} is not filled"))
}

/// One value of a field, canonical; empty text and `null` clear it.
///
/// # Errors
/// 400 naming the field.
pub fn parse(call: &Call, field: &Field, value: &Value, old: &Data) -> Result<Data> {
    if field.kind == Kind::Multifield {
        return merge_multifield(call, field, value, old);
    }
    if field.kind == Kind::File {
        return file::parse(call.services, field, value, old);
    }
    if field.multiple {
        if call.family.dialect.strict && !value.is_empty() && value.as_tree().is_none() {
            return Err(not_iterable(value));
        }
        if value.as_tree().is_some_and(|tree| tree.len() > LIST_MAX) {
            return Err(too_many(field));
        }
        let items = value.list().into_iter().map(|item| one(call, field, item));
        let items: Vec<Data> = items.collect::<Result<_>>()?;
        return Ok(Data::List(items.into_iter().filter(|item| !item.is_null()).collect()));
    }
    one(call, field, value)
}

/// A scalar within the limits that users set.
fn one(call: &Call, field: &Field, value: &Value) -> Result<Data> {
    let data = scalar(call, field, value)?;
    match field.made {
        Some(made) => made.settle(field, data),
        None => Ok(data),
    }
}

/// docs: crm-item-add.md, "Possible Error Codes"; types are called as in PHP.
fn not_iterable(value: &Value) -> Error {
    let kind = match value {
        Value::Int(_) => "int",
        Value::Float(_) => "float",
        Value::Bool(_) => "bool",
        _ => "string",
    };
    Error::new(400, "100", format!("Expected iterable value for multiple field, but got `{kind}` instead"))
}

fn too_many(field: &Field) -> Error {
    wrong_value(field.name, &format!("a list of at most {LIST_MAX} elements"))
}

fn scalar(call: &Call, field: &Field, value: &Value) -> Result<Data> {
    if value.is_empty() {
        return Ok(Data::Null);
    }
    let refuse = |expected| wrong_value(field.name, expected);
    Ok(match field.kind {
        Kind::File | Kind::Rows | Kind::Id | Kind::Multifield => Data::Null,
        Kind::Json => {
            let text = json::of(value);
            if value.as_tree().is_none() || text.len() > TEXT_MAX {
                return Err(refuse("an array of at most 1 MiB"));
            }
            Data::Text(text)
        }
        Kind::Text | Kind::Status(_) => {
            let text = value.as_text().ok_or_else(|| refuse("text"))?;
            if text.len() > TEXT_MAX {
                return Err(refuse("text of at most 1 MiB"));
            }
            Data::Text(text.into_owned())
        }
        Kind::Currency => {
            let code = value.as_text().unwrap_or_default().trim().to_ascii_uppercase();
            if code.len() != 3 || !code.bytes().all(|byte| byte.is_ascii_uppercase()) {
                return Err(Error::plain("Invalid value for the \"Currency\" field"));
            }
            Data::Text(code)
        }
        Kind::Int | Kind::Category => Data::Int(value.as_int().ok_or_else(|| refuse("a whole number"))?),
        Kind::Reference(_) | Kind::User => match value.as_int() {
            Some(0) => Data::Null,
            Some(id) if id > 0 => Data::Int(id),
            _ => return Err(refuse("an id")),
        },
        Kind::Double | Kind::Money => {
            let text = value.as_text().ok_or_else(|| refuse("a number"))?;
            let number = canonical_decimal(&text).ok_or_else(|| refuse("a number"))?;
            if decimal(&number).abs() >= NUMBER_MAX {
                return Err(refuse("a number below 10^18"));
            }
            Data::Decimal(number)
        }
        Kind::Flag | Kind::Bool => Data::Flag(value.as_flag().ok_or_else(|| refuse("Y or N"))?),
        Kind::Switch => Data::Flag(value.as_flag().ok_or_else(|| refuse("1 or 0"))?),
        Kind::Variant => match value.as_int().ok_or_else(|| refuse("the id of a variant"))? {
            0 => Data::Null,
            id => Data::Int(id),
        },
        Kind::Price => {
            let amount = value.as_text().and_then(|text| price(call.services, &text));
            Data::Text(amount.ok_or_else(|| refuse("an amount such as 300|EUR"))?)
        }
        Kind::Link => {
            let link = value.as_text().and_then(|text| field.made?.link(&text));
            Data::Text(link.ok_or_else(|| refuse("a link such as D_1 to a record of a kind that the field takes"))?)
        }
        Kind::Date => {
            let date = value.as_text().and_then(|text| zone::parse_date(&text));
            Data::Time(date.ok_or_else(|| refuse("a date such as 2026-11-22"))?)
        }
        Kind::Time => {
            let time = value.as_text().and_then(|text| zone::parse_time(call.services.zone, &text));
            Data::Time(time.ok_or_else(|| refuse("a time such as 2026-11-22T09:30:00+00:00"))?)
        }
    })
}

/// An amount with its currency, `300|RUB`; without one it is in the portal's base currency.
pub fn price(services: &Services, text: &str) -> Option<String> {
    let (amount, code) = text.split_once('|').unwrap_or((text, ""));
    let (amount, code) = (amount.trim(), code.trim().to_ascii_uppercase());
    canonical_decimal(amount).filter(|number| decimal(number).abs() < NUMBER_MAX)?;
    let code = if code.is_empty() { services.currency().to_string() } else { code };
    let known = code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    known.then(|| format!("{amount}|{code}"))
}

/// Plain decimal text without superfluous zeros, from any notation of a finite number.
pub fn canonical_decimal(text: &str) -> Option<String> {
    let text = text.trim();
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    let plain = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number: f64 = text.parse().ok().filter(|number: &f64| number.is_finite())?;
    if !plain || digits.starts_with('.') || digits.ends_with('.') {
        return Some(number.to_string());
    }
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
    let sign = if text.starts_with('-') && number != 0.0 { "-" } else { "" };
    let whole = if whole.is_empty() { "0" } else { whole };
    Some(if fraction.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{fraction}") })
}

/// Multifields: an element without `ID` is appended, with `ID` changed, with `DELETE` or without a
/// value removed; elements that are not mentioned stay. docs: crm multifields, "How to update".
fn merge_multifield(call: &Call, field: &Field, value: &Value, old: &Data) -> Result<Data> {
    let mut rows: Vec<Data> = old.items().to_vec();
    let given = match value {
        Value::Tree(tree) => tree,
        value if value.is_empty() => return Ok(Data::List(rows)),
        _ => return Err(wrong_value(field.name, "a list of {VALUE, VALUE_TYPE}")),
    };
    if rows.len() + given.len() > LIST_MAX {
        return Err(too_many(field));
    }
    for element in given.values() {
        let Some(element) = element.as_tree() else {
            return Err(wrong_value(field.name, "a list of {VALUE, VALUE_TYPE}"));
        };
        let part = |name| element.get(name).and_then(Value::as_text).unwrap_or_default();
        let (id, text, kind) = (part("ID"), part("VALUE"), part("VALUE_TYPE"));
        if text.len() > TEXT_MAX {
            return Err(wrong_value(field.name, "text of at most 1 MiB"));
        }
        let known = id.parse::<i64>().ok();
        let remove = text.is_empty() || element.get("DELETE").and_then(Value::as_flag) == Some(true);
        let is_known = |row: &Data| row.items().first().map(Data::int) == known;
        let place = known.and_then(|_| rows.iter().position(is_known));
        match place {
            Some(at) if remove => {
                rows.remove(at);
            }
            Some(at) => {
                let kept = rows[at].items().get(1).map(|data| data.text().to_owned()).unwrap_or_default();
                let kind = if kind.is_empty() { kept } else { kind.into_owned() };
                rows[at] =
                    Data::List(vec![Data::Int(known.unwrap_or(0)), Data::Text(kind), Data::Text(text.into_owned())]);
            }
            None if remove => {}
            None => {
                let kind = if kind.is_empty() { "WORK".into() } else { kind };
                rows.push(multifield_row(call.services, &kind, &text)?);
            }
        }
    }
    Ok(Data::List(rows))
}

/// A new row of a multifield: its own id, the value type (`WORK`) and the value.
///
/// # Errors
/// When the store fails.
pub fn multifield_row(services: &Services, kind: &str, text: &str) -> Result<Data> {
    let id = services.store.next_ids("multifield", 1)?;
    Ok(Data::List(vec![Data::Int(id as i64), Data::from(kind), Data::from(text)]))
}

/// What `params[IMPORT]=Y` lets a client set on an add.
fn system_field(field: &Field) -> bool {
    matches!(field.default, Default::Caller | Default::Editor | Default::Created | Default::Changed)
}

#[cfg(test)]
mod tests {
    use super::canonical_decimal;

    #[test]
    fn decimals_become_canonical() {
        for (given, expected) in [
            ("007.50", Some("7.5")),
            ("-0", Some("0")),
            ("1e3", Some("1000")),
            ("  12 ", Some("12")),
            (".5", Some("0.5")),
            ("99999999999999.99", Some("99999999999999.99")),
            ("abc", None),
            ("", None),
            ("1.2.3", None),
            ("NaN", None),
        ] {
            assert_eq!(canonical_decimal(given).as_deref(), expected, "{given}");
        }
    }
}
