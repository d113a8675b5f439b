//! crm.address.*: addresses of requisites and leads, each known by its type, the kind of its owner and
//! the owner's id. What a contact, company or lead shows in its own `ADDRESS_…` fields is the same
//! address: a change of either is a change of both. docs: api-reference/crm/requisites/addresses.

mod flat;

pub use flat::{follow, forget_anchor, forget_requisite, hand_over};

use super::{REQUISITE, not_valid, owner_of};
use crate::{
    crm::{
        enums::ADDRESS_TYPES,
        keyed,
        owner::{LEADS, OWNER_TYPES, REQUISITES, find_owner},
    },
    events::shape,
    prelude::*,
};
use engine::{Dialect, commit::retry, dialect::Faults, dialect::refusal, rights::Rights};

/// An address. The anchor is the contact, company or lead that it is shown with.
pub static ADDRESS: Entity = Entity {
    name: "address",
    title: "address",
    fields: ADDRESS_FIELDS,
    hooks: Hooks { before_save: &[belongs], before_delete: &[leave] },
    rights: Rights { add: true, through: Some(may_change), ..rights::ADMINISTRATORS },
    events: &each(["ONCRMADDRESSREGISTER", "ONCRMADDRESSREGISTER", "ONCRMADDRESSUNREGISTER"], shape::address),
    ..Entity::BASE
};

/// crm.address.*
pub static ADDRESSES: Family = Family {
    prefix: "crm.address",
    entity: Some(&ADDRESS),
    dialect: &Dialect {
        faults: &Faults { not_found: refusal("", "TypeAddress not found."), ..*dialect::CRM.faults },
        ..dialect::CRM
    },
    methods: &[write("add", add), write("update", update), write("delete", delete), LIST, FIELDS],
    ..Family::BASE
};

#[rustfmt::skip] // One field a line, as the table it is.
const ADDRESS_FIELDS: &[Field] = &[
    int("TYPE_ID").title("Type").required().immutable(),
    int("ENTITY_TYPE_ID").title("Kind of the owner").required().immutable(),
    int("ENTITY_ID").title("Owner").required().immutable().scattered(),
    text("ADDRESS_1").title("Street, house"),
    text("ADDRESS_2").title("Flat, office"),
    text("CITY").title("City"),
    text("POSTAL_CODE").title("Postal code"),
    text("REGION").title("District"),
    text("PROVINCE").title("Region"),
    text("COUNTRY").title("Country"),
    text("COUNTRY_CODE").title("Country code"),
    int("LOC_ADDR_ID").title("Location address"),
    int("ANCHOR_TYPE_ID").title("Kind of the record that shows it").read_only(),
    int("ANCHOR_ID").title("Record that shows it").read_only().scattered(),
];

/// The number of the kind of a record; 0 for none.
pub fn kind_of(record: &Record) -> i64 {
    let name = record.schema.entity.name;
    let kind = OWNER_TYPES.iter().find(|kind| kind.entity.is_some_and(|entity| entity.name == name));
    kind.map_or(0, |kind| kind.id)
}

fn key(address: &Record) -> String {
    format!("{}/{}/{}", address.int("TYPE_ID"), address.int("ENTITY_TYPE_ID"), address.int("ENTITY_ID"))
}

/// The contact, company or lead that shows an address.
fn anchor(call: &Call, address: &Record) -> Result<Option<Record>> {
    let (kind, id) = (address.int("ENTITY_TYPE_ID"), address.int("ENTITY_ID"));
    match kind {
        LEADS => find_owner(call, kind, id),
        REQUISITES if id > 0 => match call.find(&REQUISITE, id as u64)? {
            Some(requisite) => owner_of(call, &requisite),
            None => Ok(None),
        },
        _ => Ok(None),
    }
}

fn may_change(address: &Record, call: &Call) -> Result<bool> {
    anchor(call, address)?.map_or(Ok(false), |anchor| rights::allows(call, &anchor))
}

/// The address that the three numbers in `fields` name, and the fields.
fn named<'a>(call: &Call<'a>) -> Result<(Record, &'a Tree)> {
    let fields = call.array("fields")?.ok_or_else(|| Error::plain("Parameter 'fields' must be array."))?;
    let mut named = Record::new(call.services.schema(&ADDRESS)?, 0);
    for field in ["TYPE_ID", "ENTITY_TYPE_ID", "ENTITY_ID"] {
        let number = fields.get(field).and_then(Value::as_int).filter(|number| *number > 0);
        named.set(field, number.ok_or_else(|| not_valid(field))?);
    }
    if ADDRESS_TYPES.iter().all(|(id, _)| *id != named.int("TYPE_ID")) {
        return Err(not_valid("TYPE_ID"));
    }
    if ![LEADS, REQUISITES].contains(&named.int("ENTITY_TYPE_ID")) {
        return Err(not_valid("ENTITY_TYPE_ID"));
    }
    Ok((named, fields))
}

/// The stored address that the call names.
fn stored<'a>(call: &Call<'a>) -> Result<(Record, &'a Tree)> {
    let (named, fields) = named(call)?;
    let found = keyed::find(call, &ADDRESS, &key(&named))?;
    Ok((found.ok_or_else(|| Error::from(call.family.dialect.faults.not_found))?, fields))
}

fn add(call: &Call) -> Result<Answer> {
    let (named, fields) = named(call)?;
    let mut change = Change { old: None, new: named, given: Vec::new() };
    engine::input::apply(call, &mut change, fields)?;
    Ok(Answer::done(verbs::insert(call, change)?.1))
}

fn update(call: &Call) -> Result<Answer> {
    let (old, fields) = stored(call)?;
    let (_, ticket) = verbs::change(call, &ADDRESS, old.id, |change| engine::input::apply(call, change, fields))?;
    Ok(Answer::done(ticket))
}

fn delete(call: &Call) -> Result<Answer> {
    retry(|| Ok(Answer::done(verbs::remove(call, &ADDRESS, stored(call)?.0.id)?)))
}

/// A new address has an owner that the caller may change, and a type that the owner has no address of.
fn belongs(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    let Some(anchor) = anchor(call, &change.new)? else { return Err(not_valid("ENTITY_ID")) };
    if change.old.is_none() {
        if !rights::allows(call, &anchor)? {
            return Err(call.family.dialect.faults.denied.into());
        }
        let key = key(&change.new);
        if keyed::find(call, &ADDRESS, &key)?.is_some() {
            return Err(Error::plain("TypeAddress exists."));
        }
        keyed::claim(commit, &change.new, &key);
        change.new.set("ANCHOR_TYPE_ID", kind_of(&anchor));
        change.new.set("ANCHOR_ID", anchor.id as i64);
    }
    flat::show(call, commit, &anchor, |all| {
        all.retain(|address| address.id != change.new.id);
        all.push(change.new.clone());
    })
}

fn leave(address: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    keyed::free(commit, address, &key(address));
    match anchor(call, address)? {
        Some(anchor) => flat::show(call, commit, &anchor, |all| all.retain(|other| other.id != address.id)),
        None => Ok(()),
    }
}
