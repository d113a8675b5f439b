//! crm.vat.*: rates of value added tax. docs: api-reference/crm/outdated/vat.

use crate::prelude::*;
use engine::{Dialect, dialect::Faults, dialect::refusal};

/// A rate.
pub static VAT: Entity = Entity {
    name: "vat",
    title: "VAT rate",
    fields: &[
        id("ID").title("ID"),
        time("TIMESTAMP_X").title("Modified on").read_only().on_request().default(Default::Changed),
        flag("ACTIVE").title("Active").wire("string").default(Default::Flag(true)),
        int("C_SORT").title("Sorting").default(Default::Int(100)),
        text("NAME").title("Name"),
        money("RATE").title("Rate"),
    ],
    hooks: Hooks { before_save: &[complete], before_delete: &[] },
    ..Entity::BASE
};

/// crm.vat.*
pub static VATS: Family = Family {
    prefix: "crm.vat",
    entity: Some(&VAT),
    dialect: &Dialect { faults: &FAULTS, ..dialect::CRM },
    methods: &[ADD, write("update", update), DELETE, read("get", get), read("list", list), FIELDS],
    ..Family::BASE
};

const FAULTS: Faults = Faults {
    bad_id: refusal("", "Invalid identifier."),
    not_found: refusal("", "VAT rate not found."),
    denied: refusal("", "Access denied."),
};

/// The rates of a fresh portal, in English, French and Russian.
const SEEDS: [([&str; 3], Option<&str>); 2] =
    [(["No VAT", "Sans TVA", "Без НДС"], None), (["VAT 20%", "TVA 20 %", "НДС 20%"], Some("20"))];

/// Adds the rates of a fresh portal to a commit.
///
/// # Errors
/// When the store fails.
pub fn enter_seeds(commit: &mut Commit, call: &Call) -> Result<()> {
    for (name, rate) in SEEDS {
        let mut new = Record::new(call.services.schema(&VAT)?, call.services.store.next_ids(VAT.name, 1)?);
        new.set("NAME", name[call.services.language as usize]);
        new.set("RATE", rate.map_or(Data::Null, |rate| Data::Decimal(rate.to_owned())));
        let mut change = Change { old: None, new, given: Vec::new() };
        engine::input::complete(call, &mut change);
        commit.save(None, &change.new);
    }
    Ok(())
}

/// crm.vat.update: answers the id.
fn update(call: &Call) -> Result<Answer> {
    let id = call.id()?;
    Ok(Answer { json: id.to_string().into(), ..verbs::update(call)? })
}

/// crm.vat.get: without the time of the last change.
fn get(call: &Call) -> Result<Answer> {
    let rate = call.record(&VAT, call.id()?)?;
    let select = print::selected(&rate.schema, call.family.dialect.spelling, None);
    let printer = print::Printer::new(call, &rate.schema, select);
    let mut out = Vec::new();
    printer.record(&mut out, rate.id, &rate.encode());
    Ok(Answer { json: out, ..Answer::default() })
}

/// crm.vat.list: fields that do not exist cannot be selected.
fn list(call: &Call) -> Result<Answer> {
    let schema = call.services.schema(&VAT)?;
    let names: Vec<_> = call.param("select").map(Value::list).unwrap_or_default();
    let known = |name: &str| name == "*" || schema.named(name, call.family.dialect.spelling).is_some();
    if names.iter().filter_map(|name| name.as_text()).any(|name| !known(&name)) {
        return Err(Error::plain("Inadmissible fields for selection."));
    }
    verbs::list(call)
}

/// A rate has a name and a value from 0 to 100 %.
fn complete(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    let rate = engine::data::decimal(change.new.text("RATE"));
    let missing = change.new.get("RATE").is_null() && (change.old.is_none() || change.gave("RATE"));
    if change.new.text("NAME").trim().is_empty() || missing || !(0.0..=100.0).contains(&rate) {
        return Err(Error::plain("Invalid parameters."));
    }
    Ok(())
}
