//! crm.documentgenerator.numerator.*: how documents are numbered.
//! docs: api-reference/crm/document-generator/numerator.

use crate::prelude::*;
use engine::{
    Dialect,
    dialect::{Faults, refusal},
    query,
};

/// A numerator. `SETTINGS` are those of its sequence.
pub static NUMERATOR: Entity = Entity {
    name: "numerator",
    title: "numerator",
    fields: &[
        id("ID").title("ID"),
        text("NAME").title("Name"),
        text("TEMPLATE").title("Template"),
        text("CODE").title("Code"),
        object("SETTINGS").title("Settings"),
    ],
    ..Entity::BASE
};

/// crm.documentgenerator.numerator.*
pub static NUMERATORS: Family = Family {
    prefix: "crm.documentgenerator.numerator",
    entity: Some(&NUMERATOR),
    dialect: &Dialect { faults: &FAULTS, ..dialect::ITEM },
    methods: &[
        write("add", add),
        write("update", update),
        write("delete", delete),
        read("get", get),
        read("list", list),
    ],
    ..Family::BASE
};

const FAULTS: Faults = Faults {
    bad_id: refusal("100", r"Bitrix\Main\Numerator\Numerator constructor must be is public"),
    not_found: refusal("100", "Could not construct parameter {numerator}"),
    denied: refusal("", "You do not have permissions to modify templates"),
};

/// The generator that counts; the only one with settings.
const SEQUENCE: &str = "Bitrix_Main_Numerator_Generator_SequentNumberGenerator";

fn may_modify(call: &Call) -> Result<()> {
    match call.caller.admin {
        true => Ok(()),
        false => Err(FAULTS.denied.into()),
    }
}

fn add(call: &Call) -> Result<Answer> {
    may_modify(call)?;
    let fields = call.tree("fields")?;
    let missing: Vec<&str> =
        ["name", "template"].into_iter().filter(|name| fields.get(name).is_none_or(Value::is_empty)).collect();
    if !missing.is_empty() {
        return Err(Error::new(400, "0", format!("Empty required fields: {}", missing.join(", "))));
    }
    let mut numerator = Record::new(call.services.schema(&NUMERATOR)?, 0);
    apply(&mut numerator, fields)?;
    let (numerator, ticket) = verbs::insert(call, Change { old: None, new: numerator, given: Vec::new() })?;
    let described = described(&numerator, Value::Int(numerator.id as i64));
    Ok(Answer::value(Tree::from_iter([("numerator", Value::from(described))])).after(ticket))
}

fn update(call: &Call) -> Result<Answer> {
    may_modify(call)?;
    let (id, fields) = (call.id()?, call.tree("fields")?);
    let (numerator, ticket) = verbs::change(call, &NUMERATOR, id, |change| apply(&mut change.new, fields))?;
    Ok(Answer::value(described(&numerator, Value::from(numerator.id.to_string()))).after(ticket))
}

/// Takes what a client gave; settings that it leaves out stay, or are as at first.
fn apply(numerator: &mut Record, fields: &Tree) -> Result<()> {
    for (name, field) in [("name", "NAME"), ("template", "TEMPLATE")] {
        match fields.get(name) {
            Some(value) if value.is_empty() => {
                return Err(Error::new(400, "0", format!("Empty required fields: {name}")));
            }
            Some(value) => numerator.set(field, value.as_text().unwrap_or_default().as_ref()),
            None => {}
        }
    }
    let nothing = Value::Null;
    let given = fields.get("settings").and_then(|settings| settings.path(&[SEQUENCE])).unwrap_or(&nothing);
    let before = settings(numerator);
    let old = |name: &str, first: Value| before.get(name).cloned().unwrap_or(first);
    let mut settings = Tree::new();
    for (name, first, kind) in SETTINGS {
        let first = old(name, first());
        let value = match given.path(&[name]) {
            Some(value) => taken(name, kind, value)?,
            None => first,
        };
        settings.insert(name, value);
    }
    numerator.set("SETTINGS", json::of(&settings.into()).as_str());
    Ok(())
}

/// What a setting holds.
#[derive(Clone, Copy)]
enum Holds {
    /// A whole number that is not negative.
    Number,
    /// Text.
    Text,
    /// When the count begins anew.
    Period,
    /// The name of a time zone.
    Zone,
    /// Yes or no.
    Flag,
}

/// What a setting is at first.
type First = fn() -> Value;

/// Settings, what they are at first, and what they hold.
const SETTINGS: [(&str, First, Holds); 7] = [
    ("start", || Value::Int(1), Holds::Number),
    ("step", || Value::Int(1), Holds::Number),
    ("length", || Value::Int(0), Holds::Number),
    ("padString", || Value::from("0"), Holds::Text),
    ("periodicBy", || Value::Null, Holds::Period),
    ("timezone", || Value::Null, Holds::Zone),
    ("isDirectNumeration", || Value::Bool(false), Holds::Flag),
];

fn taken(name: &str, kind: Holds, value: &Value) -> Result<Value> {
    let text = value.as_text().unwrap_or_default();
    let taken = match kind {
        Holds::Number => value.as_int().filter(|number| *number >= 0).map(Value::Int),
        Holds::Text => value.as_text().map(|text| Value::from(text.as_ref())),
        Holds::Flag => value.as_flag().map(Value::Bool),
        Holds::Period | Holds::Zone if text.is_empty() => Some(Value::Null),
        Holds::Period => ["day", "month", "year"].into_iter().find(|known| *known == text).map(Value::from),
        Holds::Zone => text.parse::<chrono_tz::Tz>().ok().map(|zone| Value::from(zone.name())),
    };
    taken.ok_or_else(|| Error::new(400, "0", format!("Invalid value of setting '{name}'")))
}

fn settings(numerator: &Record) -> Tree {
    params::decode_json(numerator.text("SETTINGS").as_bytes()).unwrap_or_default()
}

fn described(numerator: &Record, id: Value) -> Tree {
    let code = numerator.text("CODE");
    let settings = Tree::from_iter([(SEQUENCE, Value::from(settings(numerator)))]);
    Tree::from_iter([
        ("id", id),
        ("name", Value::from(numerator.text("NAME"))),
        ("template", Value::from(numerator.text("TEMPLATE"))),
        ("code", if code.is_empty() { Value::Null } else { Value::from(code) }),
        ("settings", settings.into()),
    ])
}

fn get(call: &Call) -> Result<Answer> {
    may_modify(call)?;
    let numerator = call.record(&NUMERATOR, call.id()?)?;
    let described = described(&numerator, Value::from(numerator.id.to_string()));
    Ok(Answer::value(Tree::from_iter([("numerator", Value::from(described))])))
}

fn delete(call: &Call) -> Result<Answer> {
    may_modify(call)?;
    verbs::delete(call)
}

fn list(call: &Call) -> Result<Answer> {
    may_modify(call)?;
    let wanted = verbs::query_by(call, &NUMERATOR, &Tree::new())?;
    let schema = call.services.schema(&NUMERATOR)?;
    let page = query::run(call.services, &NUMERATOR, &wanted)?;
    let row = |row: &query::Row| {
        let numerator = Record::read(schema.clone(), row.id, row.version, &row.bytes);
        let mut described = described(&numerator, Value::from(row.id.to_string()));
        described.remove("code");
        Value::from(described)
    };
    let rows: Tree = page.rows.iter().map(row).collect();
    let json = json::of(&Tree::from_iter([("numerators", Value::from(rows))]).into());
    Ok(verbs::paged(json.into_bytes(), &wanted, &page))
}
