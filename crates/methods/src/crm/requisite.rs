//! crm.requisite.*: the papers of contacts and companies, such as tax numbers, each by a preset.
//! docs: api-reference/crm/requisites/universal.

pub mod address;
pub mod bankdetail;
mod fields;
pub mod link;
pub mod preset;
mod preset_field;

use super::{
    named_record,
    owner::{COMPANIES, CONTACTS, find_owner},
};
use crate::{
    events::shape,
    prelude::*,
    seed::presets::{OF_COMPANIES, OF_PERSONS},
};
use bankdetail::BANK_DETAIL;
use engine::rights::Rights;
use preset::PRESET;

/// The papers of a contact or company.
pub static REQUISITE: Entity = Entity {
    name: "requisite",
    title: "requisite",
    fields: &join::<{ count(fields::GROUPS) }>(fields::GROUPS),
    hooks: Hooks { before_save: &[belongs, named, not_modified_yet], before_delete: &[forget_parts] },
    rights: Rights { add: true, through: Some(may_change), ..rights::ADMINISTRATORS },
    user_fields: "CRM_REQUISITE",
    events: &each(["ONCRMREQUISITEADD", "ONCRMREQUISITEUPDATE", "ONCRMREQUISITEDELETE"], shape::id),
    ..Entity::BASE
};

/// crm.requisite.*
pub static REQUISITES: Family = Family {
    prefix: "crm.requisite",
    entity: Some(&REQUISITE),
    methods: &[ADD, write("update", update), write("delete", delete), read("get", get), LIST, FIELDS],
    ..Family::BASE
};

const WHAT: &str = "Requisite";

fn get(call: &Call) -> Result<Answer> {
    named_record(call, &REQUISITE, WHAT)?;
    verbs::get(call)
}

fn update(call: &Call) -> Result<Answer> {
    named_record(call, &REQUISITE, WHAT)?;
    verbs::update(call)
}

fn delete(call: &Call) -> Result<Answer> {
    named_record(call, &REQUISITE, WHAT)?;
    verbs::delete(call)
}

/// The contact or company that requisites belong to.
///
/// # Errors
/// When the store fails.
pub fn owner_of(call: &Call, requisite: &Record) -> Result<Option<Record>> {
    find_owner(call, requisite.int("ENTITY_TYPE_ID"), requisite.int("ENTITY_ID"))
}

/// Whoever may change the owner may change its requisites.
fn may_change(requisite: &Record, call: &Call) -> Result<bool> {
    owner_of(call, requisite)?.map_or(Ok(false), |owner| rights::allows(call, &owner))
}

/// New requisites name a contact or company that the caller may change, and a preset.
fn belongs(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    if change.old.is_some() {
        return Ok(());
    }
    if ![CONTACTS, COMPANIES].contains(&change.new.int("ENTITY_TYPE_ID")) {
        return Err(not_valid("ENTITY_TYPE_ID"));
    }
    if change.new.int("ENTITY_ID") <= 0 {
        return Err(not_valid("ENTITY_ID"));
    }
    let preset = change.new.int("PRESET_ID").max(0) as u64;
    if preset == 0 || call.find(&PRESET, preset)?.is_none() {
        return Err(not_valid("PRESET_ID"));
    }
    let Some(owner) = owner_of(call, &change.new)? else { return Err(Error::plain("Entity not found.")) };
    match rights::allows(call, &owner)? {
        true => Ok(()),
        false => Err(call.family.dialect.faults.denied.into()),
    }
}

/// The refusal of an id that is missing or leads nowhere.
pub fn not_valid(field: &str) -> Error {
    Error::plain(format!("{field} is not defined or invalid."))
}

/// A name is required, though the description of the fields does not say so.
fn named(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    if change.new.text("NAME").trim().is_empty() {
        return Err(Error::core("Required field 'NAME' is not filled"));
    }
    Ok(())
}

/// What was never changed has an empty time of its last change, and nobody who made it.
///
/// # Errors
/// None.
pub fn not_modified_yet(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    if change.old.is_none() {
        change.new.set("DATE_MODIFY", "");
        change.new.set("MODIFY_BY_ID", Data::Null);
    }
    Ok(())
}

/// Requisites go with their bank details and addresses, and leave the links they are part of.
fn forget_parts(requisite: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    let id = requisite.id as i64;
    for detail in bankdetail::of(call, id)? {
        commit.delete(&detail);
    }
    address::forget_requisite(requisite, commit, call)?;
    link::forget(call, commit, &[id])
}

/// The requisites of a contact or company, in their order.
///
/// # Errors
/// When the store fails.
pub fn of(call: &Call, kind: i64, id: i64) -> Result<Vec<Record>> {
    let schema = call.services.schema(&REQUISITE)?;
    let mut all = call.all(&REQUISITE, &Query::equal(&schema, "ENTITY_ID", id))?;
    all.retain(|requisite| requisite.int("ENTITY_TYPE_ID") == kind);
    all.sort_by_key(|requisite| (requisite.int("SORT"), requisite.id));
    Ok(all)
}

/// Adds requisites that hold nothing but an address to a commit.
///
/// # Errors
/// When the store fails.
pub fn make_for_address(call: &Call, commit: &mut Commit, kind: i64, id: i64) -> Result<Record> {
    let wanted = if kind == CONTACTS { OF_PERSONS } else { OF_COMPANIES };
    let presets = call.all(&PRESET, &Query::all(Test::All(Vec::new())))?;
    let preset = presets.iter().find(|preset| preset.text("XML_ID").ends_with(wanted)).or(presets.first());
    let mut new = Record::new(call.services.schema(&REQUISITE)?, call.services.store.next_ids(REQUISITE.name, 1)?);
    new.set("ENTITY_TYPE_ID", kind);
    new.set("ENTITY_ID", id);
    new.set("PRESET_ID", preset.map_or(Data::Null, |preset| Data::Int(preset.id as i64)));
    new.set("NAME", preset.map_or("Address", |preset| preset.text("NAME")));
    new.set("ADDRESS_ONLY", true);
    let mut change = Change { old: None, new, given: Vec::new() };
    // Its owner may not be stored yet, so that the rules of an add do not apply.
    engine::input::complete(call, &mut change);
    not_modified_yet(&mut change, commit, call)?;
    commit.save(None, &change.new);
    Ok(change.new)
}

/// The requisites of a contact or company that goes, with all their parts.
///
/// # Errors
/// When the store fails.
pub fn forget_owner(owner: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    let all = of(call, address::kind_of(owner), owner.id as i64)?;
    for requisite in &all {
        for detail in bankdetail::of(call, requisite.id as i64)? {
            commit.delete(&detail);
        }
        commit.delete(requisite);
    }
    link::forget(call, commit, &all.iter().map(|requisite| requisite.id as i64).collect::<Vec<_>>())?;
    address::forget_anchor(owner, commit, call)
}

/// The requisites of records that are merged are those of the one that stays.
///
/// # Errors
/// When the store fails.
pub fn hand_over(from: &[Record], to: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    for owner in from {
        for old in of(call, address::kind_of(owner), owner.id as i64)? {
            let mut new = old.clone();
            new.set("ENTITY_ID", to.id as i64);
            commit.save(Some(&old), &new);
        }
    }
    Ok(())
}

/// The preset that requisites were made by.
fn preset_of(call: &Call, requisite: &Record) -> Result<Option<Record>> {
    call.find(&PRESET, requisite.int("PRESET_ID").max(0) as u64)
}

/// The requisites that bank details belong to.
fn requisite_of(call: &Call, detail: &Record) -> Result<Option<Record>> {
    debug_assert_eq!(detail.schema.entity.name, BANK_DETAIL.name);
    call.find(&REQUISITE, detail.int("ENTITY_ID").max(0) as u64)
}
