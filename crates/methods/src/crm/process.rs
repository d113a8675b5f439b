//! Smart processes: types of records that people make. Each has an entity of its own, whose fields are
//! one table for all; what its settings switch off is hidden.
//!
//! docs: api-reference/crm/universal/user-defined-object-types.

mod methods;
mod relation;
mod rules;

pub use relation::{forget_children, hand_over_children, parents_exist};

use super::{
    invoice::INVOICE,
    record_type::{self, PROCESSES, RecordType},
    stage_history::STAGE_FIELDS,
    typed,
};
use crate::{events::shape, prelude::*};
use engine::{
    Dialect, Schema, Shape,
    dialect::{Faults, refusal},
};
use shared::text::Language;
use std::{
    collections::BTreeMap,
    sync::{Arc, PoisonError, RwLock},
};
use store::{Direction, Store, keys};

/// A smart process: what it is called and what its records have.
#[rustfmt::skip] // One field a line, as the table it is.
pub static TYPE: Entity = Entity {
    name: "type",
    title: "smart process",
    fields: &[
        id("ID").title("ID"),
        text("TITLE").title("Title").required(),
        text("CODE").title("Symbolic code").default(Default::Text("")),
        created_by("CREATED_BY").title("Created by"),
        int("ENTITY_TYPE_ID").title("Type identifier").immutable(),
        int("CUSTOM_SECTION_ID").title("Digital workplace").immutable(),
        flag("IS_CATEGORIES_ENABLED").title("Own funnels"),
        flag("IS_STAGES_ENABLED").title("Own stages and kanban"),
        flag("IS_BEGIN_CLOSE_DATES_ENABLED").title("Fields \"Start date\" and \"End date\""),
        flag("IS_CLIENT_ENABLED").title("Field \"Client\""),
        flag("IS_USE_IN_USERFIELD_ENABLED").title("Use in user fields"),
        flag("IS_LINK_WITH_PRODUCTS_ENABLED").title("Link with products"),
        flag("IS_MYCOMPANY_ENABLED").title("Field \"Your company details\""),
        flag("IS_DOCUMENTS_ENABLED").title("Printing of documents"),
        flag("IS_SOURCE_ENABLED").title("Fields \"Source\" and \"About the source\""),
        flag("IS_OBSERVERS_ENABLED").title("Field \"Observers\""),
        flag("IS_RECYCLEBIN_ENABLED").title("Recycle bin"),
        flag("IS_AUTOMATION_ENABLED").title("Automation rules and triggers"),
        flag("IS_BIZ_PROC_ENABLED").title("Designer of business processes"),
        flag("IS_SET_OPEN_PERMISSIONS").title("New funnels are open to everyone").default(Default::Flag(true)),
        flag("IS_PAYMENTS_ENABLED").title("Payments").read_only(),
        flag("IS_COUNTERS_ENABLED").title("Counters").read_only(),
        created_at("CREATED_TIME").title("Created on"),
        modified_at("UPDATED_TIME").title("Modified on"),
        modified_by("UPDATED_BY").title("Modified by"),
        flag("IN_CALENDAR_EVENT").read_only().hidden(),
        flag("IN_TASK").read_only().hidden(),
        flag("IN_TASK_TEMPLATE").read_only().hidden(),
    ],
    hooks: Hooks {
        before_save: &[rules::number, rules::give_funnel, rules::renew],
        before_delete: &[rules::empty, rules::take_funnels, rules::take_fields, relation::forget_type, rules::leave_solution, rules::renew_after],
    },
    events: &each(["ONCRMTYPEADD", "ONCRMTYPEUPDATE", "ONCRMTYPEDELETE"], shape::id),
    ..Entity::BASE
};

/// crm.type.*
pub static TYPES: Family = Family {
    prefix: "crm.type",
    entity: Some(&TYPE),
    dialect: &Dialect {
        strict: true,
        missing: "BX_EMPTY_REQUIRED",
        deleted: "[]",
        faults: &Faults {
            bad_id: refusal("100", "Could not find value for parameter {id}"),
            not_found: refusal("0", "Smart process not found"),
            denied: refusal("ACCESS_DENIED", "Access denied"),
        },
        ..dialect::ITEM
    },
    one: "type",
    many: "types",
    methods: &methods::METHODS,
};

/// The fields that a setting of the process switches on.
#[rustfmt::skip] // One setting a line, as the table it is.
const SWITCHES: [(&str, &[&str]); 7] = [
    ("IS_STAGES_ENABLED", &["STAGE_ID", "PREVIOUS_STAGE_ID", "MOVED_BY_ID", "MOVED_TIME"]),
    ("IS_BEGIN_CLOSE_DATES_ENABLED", &["BEGINDATE", "CLOSEDATE"]),
    ("IS_CLIENT_ENABLED", &["COMPANY_ID", "CONTACT_ID", "CONTACT_IDS"]),
    ("IS_LINK_WITH_PRODUCTS_ENABLED", &["OPPORTUNITY", "IS_MANUAL_OPPORTUNITY", "TAX_VALUE", "CURRENCY_ID", "OPPORTUNITY_ACCOUNT", "TAX_VALUE_ACCOUNT", "ACCOUNT_CURRENCY_ID"]),
    ("IS_MYCOMPANY_ENABLED", &["MYCOMPANY_ID"]),
    ("IS_SOURCE_ENABLED", &["SOURCE_ID", "SOURCE_DESCRIPTION"]),
    ("IS_OBSERVERS_ENABLED", &["OBSERVERS"]),
];

/// What is stored of every record of a smart process.
const FIELDS: &[Field] = &join::<{ count(typed::FIELDS) }>(typed::FIELDS);

/// Every smart process of the portal, by id.
///
/// # Errors
/// When the store fails.
pub fn types(call: &Call) -> Result<Arc<Vec<Record>>> {
    call.services.memo.get(TYPE.name, "types", || call.all(&TYPE, &Query::all(Test::All(Vec::new()))))
}

/// The smart process with a number.
///
/// # Errors
/// When the store fails.
pub fn numbered(call: &Call, number: i64) -> Result<Option<Record>> {
    Ok(types(call)?.iter().find(|kind| kind.int("ENTITY_TYPE_ID") == number).cloned())
}

/// The type of records of a smart process that exists.
///
/// # Errors
/// When the store fails.
pub fn of_id(call: &Call, number: i64) -> Result<Option<&'static RecordType>> {
    Ok(if number >= PROCESSES { numbered(call, number)?.map(|kind| record_type(number, kind.id)) } else { None })
}

/// The type of an entity's records, if they are those of a smart process.
pub fn of_entity(entity: &Entity) -> Option<&'static RecordType> {
    let made = MADE.read().unwrap_or_else(PoisonError::into_inner);
    made.values().find(|of| std::ptr::eq(of.entity, entity)).copied()
}

/// The types of records of all smart processes.
///
/// # Errors
/// When the store fails.
pub fn all(call: &Call) -> Result<Vec<&'static RecordType>> {
    Ok(types(call)?.iter().map(|kind| record_type(kind.int("ENTITY_TYPE_ID"), kind.id)).collect())
}

/// What a record without a title is called, before its id.
///
/// # Errors
/// When the store fails.
pub fn title(call: &Call, entity: &Entity) -> Result<String> {
    if entity.name == INVOICE.name {
        return Ok("Invoice".to_owned());
    }
    let Some(of) = of_entity(entity) else { return Ok(String::new()) };
    Ok(numbered(call, of.id)?.map(|kind| kind.text("TITLE").to_owned()).unwrap_or_default())
}

/// What the settings of a process switch off, and the fields for the parents of a type of records.
///
/// # Errors
/// When the store fails.
pub fn shape(store: &Store, entity: &Entity, language: Language) -> Result<Shape> {
    let Some(of) = record_type::of_entity(entity) else { return Ok(Shape::default()) };
    let types = stored(store, language)?;
    let own = types.iter().find(|kind| kind.int("ENTITY_TYPE_ID") == of.id);
    let off = SWITCHES.iter().filter(|(switch, _)| own.is_some_and(|kind| !kind.flag(switch)));
    let hidden = off.flat_map(|(_, fields)| fields.iter().copied()).collect();
    Ok(Shape { hidden, more: relation::parents(store, entity, of.id, &types, language)? })
}

/// The smart processes, where there is no call yet.
fn stored(store: &Store, language: Language) -> Result<Vec<Record>> {
    let schema = Arc::new(Schema::load(store, &TYPE, language)?);
    let entries = store.scan(&keys::records(TYPE.name), Direction::Up, usize::MAX)?;
    let read = |(key, entry): &(store::Bytes, store::Entry)| {
        Some(Record::read(schema.clone(), keys::id_of(key)?, entry.version, &entry.value))
    };
    Ok(entries.iter().filter_map(read).collect())
}

/// Types of records by their number and the id of their process. Entities are `&'static`, so each that
/// occurs lives as long as the process, whichever portal it occurs in.
static MADE: RwLock<BTreeMap<(i64, u64), &'static RecordType>> = RwLock::new(BTreeMap::new());

fn record_type(number: i64, process: u64) -> &'static RecordType {
    let place = (number, process);
    if let Some(known) = MADE.read().unwrap_or_else(PoisonError::into_inner).get(&place) {
        return known;
    }
    let mut made = MADE.write().unwrap_or_else(PoisonError::into_inner);
    made.entry(place).or_insert_with(|| {
        let entity = Entity {
            name: format!("dynamic_{number}").leak(),
            title: "item",
            fields: FIELDS,
            hooks: typed::RULES,
            rights: rights::RESPONSIBLE,
            user_fields: format!("CRM_{process}").leak(),
            shape,
            events: &shape::ITEM,
            silent: &["LAST_ACTIVITY_TIME", "LAST_ACTIVITY_BY"],
            ..Entity::BASE
        };
        let name = format!("stagehistory_{number}").leak();
        let history = Entity { name, title: "move", fields: STAGE_FIELDS, ..Entity::BASE };
        Box::leak(Box::new(RecordType {
            id: number,
            code: format!("DYNAMIC_{number}").leak(),
            short: format!("T{number:x}").leak(),
            entity: Box::leak(Box::new(entity)),
            stage: "STAGE_ID",
            history: Some(Box::leak(Box::new(history))),
        }))
    })
}
