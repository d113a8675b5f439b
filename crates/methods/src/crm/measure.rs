//! crm.measure.*: units in which products are sold; one of them is the default.
//! docs: api-reference/crm/outdated/measure.

use super::keyed;
use crate::{events::shape, prelude::*};

/// A unit of measure.
pub static MEASURE: Entity = Entity {
    name: "measure",
    title: "unit of measure",
    fields: &[
        id("ID").title("ID"),
        int("CODE").title("Code").required().indexed(),
        text("MEASURE_TITLE").title("Name").required(),
        text("SYMBOL_RUS").title("Symbol"),
        text("SYMBOL_INTL").title("International symbol"),
        text("SYMBOL_LETTER_INTL").title("International letter code"),
        flag("IS_DEFAULT").title("Default"),
    ],
    hooks: Hooks { before_save: &[code_is_free, one_default], before_delete: &[stays] },
    events: &each(["ONCRMMEASUREADD", "ONCRMMEASUREUPDATE", "ONCRMMEASUREDELETE"], shape::id),
    ..Entity::BASE
};

/// crm.measure.*
pub static MEASURES: Family = Family {
    prefix: "crm.measure",
    entity: Some(&MEASURE),
    methods: &[ADD, UPDATE, DELETE, GET, LIST, FIELDS],
    ..Family::BASE
};

/// Code, letter code, international symbol; name and symbol in English, French and Russian.
type Row = (i64, &'static str, &'static str, [&'static str; 3], [&'static str; 3]);

#[rustfmt::skip] // One unit a line, as the table it is.
const SEEDS: [Row; 5] = [
    (6, "MTR", "m", ["Metre", "Mètre", "Метр"], ["m", "m", "м"]),
    (112, "LTR", "l", ["Litre", "Litre", "Литр"], ["l", "l", "л"]),
    (163, "GRM", "g", ["Gram", "Gramme", "Грамм"], ["g", "g", "г"]),
    (166, "KGM", "kg", ["Kilogram", "Kilogramme", "Килограмм"], ["kg", "kg", "кг"]),
    (PIECES, "PCE. NMB", "pc. 1", ["Piece", "Pièce", "Штука"], ["pcs", "pcs", "шт"]),
];

const PIECES: i64 = 796;

/// Adds the units of a fresh portal to a commit.
///
/// # Errors
/// When the store fails.
pub fn enter_seeds(commit: &mut Commit, call: &Call) -> Result<()> {
    let language = call.services.language as usize;
    for (code, letters, international, name, symbol) in SEEDS {
        let mut new = Record::new(call.services.schema(&MEASURE)?, call.services.store.next_ids(MEASURE.name, 1)?);
        new.set("CODE", code);
        new.set("MEASURE_TITLE", name[language]);
        new.set("SYMBOL_RUS", symbol[language]);
        new.set("SYMBOL_INTL", international);
        new.set("SYMBOL_LETTER_INTL", letters);
        new.set("IS_DEFAULT", code == PIECES);
        keyed::claim(commit, &new, &code.to_string());
        commit.save(None, &new);
    }
    Ok(())
}

/// The default unit.
///
/// # Errors
/// When the store fails.
pub fn default_measure(call: &Call) -> Result<Option<Record>> {
    Ok(all(call)?.into_iter().find(|measure| measure.flag("IS_DEFAULT")))
}

fn all(call: &Call) -> Result<Vec<Record>> {
    call.all(&MEASURE, &Query::all(Test::All(Vec::new())))
}

/// No two units have the same code.
fn code_is_free(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    let code = change.new.int("CODE");
    if change.new.get("CODE").is_null() || !change.changed("CODE") {
        return Ok(());
    }
    if code <= 0 {
        return Err(Error::core("Invalid value of field 'CODE': a number above 0 is expected"));
    }
    if keyed::find(call, &MEASURE, &code.to_string())?.is_some() {
        return Err(Error::core(format!("Invalid value of field 'CODE': there is a unit with the code {code}")));
    }
    keyed::claim(commit, &change.new, &code.to_string());
    if let Some(old) = &change.old {
        keyed::free(commit, old, &old.int("CODE").to_string());
    }
    Ok(())
}

/// A new default ends the former one.
fn one_default(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    if !change.changed("IS_DEFAULT") {
        return Ok(());
    }
    let others = all(call)?.into_iter().filter(|measure| measure.id != change.new.id);
    let others: Vec<Record> = others.filter(|measure| measure.flag("IS_DEFAULT")).collect();
    if !change.new.flag("IS_DEFAULT") {
        return match (&change.old, others.is_empty()) {
            (Some(_), true) => Err(Error::core("The default unit stays the default until another one is")),
            _ => Ok(()),
        };
    }
    for old in others {
        let mut new = old.clone();
        new.set("IS_DEFAULT", false);
        commit.save(Some(&old), &new);
    }
    Ok(())
}

/// The default unit cannot go.
fn stays(measure: &Record, commit: &mut Commit, _: &Call) -> Result<()> {
    if measure.flag("IS_DEFAULT") {
        return Err(Error::core("The default unit cannot be deleted"));
    }
    keyed::free(commit, measure, &measure.int("CODE").to_string());
    Ok(())
}
