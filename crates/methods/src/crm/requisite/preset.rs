//! crm.requisite.preset.*: which fields requisites of a kind show, country by country.
//! docs: api-reference/crm/requisites/presets.

use super::{REQUISITE, not_modified_yet, not_valid, preset_field};
use crate::{
    crm::{named_record, owner::REQUISITES},
    prelude::*,
    seed::presets::{COUNTRIES, presets},
};

/// A preset. `FIELDS` holds the fields that it shows.
pub static PRESET: Entity = Entity {
    name: "requisite_preset",
    title: "preset of requisites",
    fields: &[
        id("ID").title("ID"),
        int("ENTITY_TYPE_ID").title("Kind of records").required().immutable(),
        int("COUNTRY_ID").title("Country").required().immutable(),
        created_at("DATE_CREATE").title("Created on"),
        modified_at("DATE_MODIFY").title("Modified on"),
        created_by("CREATED_BY_ID").title("Created by"),
        modified_by("MODIFY_BY_ID").title("Modified by"),
        text("NAME").title("Name").required(),
        text("XML_ID").title("External code"),
        flag("ACTIVE").title("Active").default(Default::Flag(true)),
        int("SORT").title("Sorting").default(Default::Int(500)),
        rows("FIELDS"),
    ],
    hooks: Hooks { before_save: &[of_requisites, not_modified_yet], before_delete: &[unused] },
    ..Entity::BASE
};

/// crm.requisite.preset.*
pub static PRESETS: Family = Family {
    prefix: "crm.requisite.preset",
    entity: Some(&PRESET),
    methods: &[
        ADD,
        write("update", update),
        write("delete", delete),
        read("get", get),
        LIST,
        FIELDS,
        read("countries", countries),
        write("field.add", preset_field::add),
        write("field.update", preset_field::update),
        write("field.delete", preset_field::delete),
        read("field.get", preset_field::get),
        read("field.list", preset_field::list),
        read("field.fields", preset_field::fields),
        read("field.availabletoadd", preset_field::available),
    ],
    ..Family::BASE
};

/// Adds the presets of a fresh portal to a commit.
///
/// # Errors
/// When the store fails.
pub fn enter_seeds(commit: &mut Commit, call: &Call) -> Result<()> {
    for (at, row) in presets(call.services.language).iter().enumerate() {
        let mut new = Record::new(call.services.schema(&PRESET)?, 0);
        new.set("ENTITY_TYPE_ID", REQUISITES);
        new.set("COUNTRY_ID", row.country);
        new.set("NAME", row.name.as_str());
        new.set("XML_ID", row.xml_id.as_str());
        new.set("SORT", 500 + at as i64 * 10);
        preset_field::show(&mut new, &row.fields);
        let record = verbs::prepare(call, Change { old: None, new, given: Vec::new() }, commit)?;
        commit.save(None, &record);
    }
    Ok(())
}

const WHAT: &str = "Preset";

fn get(call: &Call) -> Result<Answer> {
    named_record(call, &PRESET, WHAT)?;
    verbs::get(call)
}

fn update(call: &Call) -> Result<Answer> {
    named_record(call, &PRESET, WHAT)?;
    verbs::update(call)
}

fn delete(call: &Call) -> Result<Answer> {
    named_record(call, &PRESET, WHAT)?;
    verbs::delete(call)
}

/// crm.requisite.preset.countries: id, code and title of each.
fn countries(call: &Call) -> Result<Answer> {
    let row = |country: &crate::seed::presets::Country| {
        let cells = [
            ("ID", Value::Int(country.id)),
            ("CODE", Value::from(country.code)),
            ("TITLE", Value::from(country.name[call.services.language as usize])),
        ];
        Value::from(Tree::from_iter(cells))
    };
    Ok(Answer::value(Tree::from_iter(COUNTRIES.iter().map(row))))
}

/// Presets are of requisites, and of a country that has some.
fn of_requisites(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    if change.new.int("ENTITY_TYPE_ID") != REQUISITES {
        return Err(not_valid("ENTITY_TYPE_ID"));
    }
    let country = change.new.int("COUNTRY_ID");
    match COUNTRIES.iter().any(|known| known.id == country) {
        true => Ok(()),
        false => Err(not_valid("COUNTRY_ID")),
    }
}

/// A preset by which requisites were made stays.
fn unused(preset: &Record, _: &mut Commit, call: &Call) -> Result<()> {
    let schema = call.services.schema(&REQUISITE)?;
    let made = Query { limit: 1, ..Query::equal(&schema, "PRESET_ID", preset.id as i64) };
    match call.all(&REQUISITE, &made)?.is_empty() {
        true => Ok(()),
        false => {
            Err(Error::plain("You cannot delete the template because requisites have already been created for it."))
        }
    }
}
