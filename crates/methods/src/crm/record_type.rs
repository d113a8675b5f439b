//! The types of records that universal methods work on, by number and code: the built-in ones here,
//! smart processes as they are made. docs: api-reference/crm/data-types.md, "object_type".

use super::{company, contact, deal, invoice, lead, process, quote, stage_history};
use crate::prelude::*;

/// A type of records.
#[derive(Clone, Copy, Debug)]
pub struct RecordType {
    /// `entityTypeId`: 2.
    pub id: i64,
    /// Its code: `DEAL`.
    pub code: &'static str,
    /// Its short code, as product rows name their owners: `D`.
    pub short: &'static str,
    /// What is stored.
    pub entity: &'static Entity,
    /// The field with the stage, for types that have stages.
    pub stage: &'static str,
    /// Where moves from stage to stage are noted.
    pub history: Option<&'static Entity>,
}

/// Leads.
pub const LEADS: i64 = 1;
/// Deals.
pub const DEALS: i64 = 2;
/// Smart invoices.
pub const INVOICES: i64 = 31;
/// Smart processes have this number or a greater one.
pub const PROCESSES: i64 = 128;

#[rustfmt::skip] // One type a line, as the table it is.
static BUILT_IN: [RecordType; 6] = [
    record_type(LEADS, "LEAD", "L", &lead::LEAD, "STATUS_ID", Some(&stage_history::OF_LEADS)),
    record_type(DEALS, "DEAL", "D", &deal::DEAL, "STAGE_ID", Some(&stage_history::OF_DEALS)),
    record_type(3, "CONTACT", "C", &contact::CONTACT, "", None),
    record_type(4, "COMPANY", "CO", &company::COMPANY, "", None),
    record_type(7, "QUOTE", "Q", &quote::QUOTE, "STATUS_ID", None),
    record_type(INVOICES, "SMART_INVOICE", "SI", &invoice::INVOICE, "STAGE_ID", Some(&stage_history::OF_INVOICES)),
];

const fn record_type(
    id: i64,
    code: &'static str,
    short: &'static str,
    entity: &'static Entity,
    stage: &'static str,
    history: Option<&'static Entity>,
) -> RecordType {
    RecordType { id, code, short, entity, stage, history }
}

/// The type of an entity's records.
pub fn of_entity(entity: &Entity) -> Option<&'static RecordType> {
    BUILT_IN.iter().find(|kind| kind.entity.name == entity.name).or_else(|| process::of_entity(entity))
}

/// A built-in type by its number.
pub fn built_in(id: i64) -> Option<&'static RecordType> {
    BUILT_IN.iter().find(|kind| kind.id == id)
}

/// The type with a number; smart processes must exist in this portal.
///
/// # Errors
/// When the store fails.
pub fn of_id(call: &Call, id: i64) -> Result<Option<&'static RecordType>> {
    match built_in(id) {
        Some(kind) => Ok(Some(kind)),
        None => process::of_id(call, id),
    }
}

/// The type with a code, in any letter case; `DYNAMIC_1046` is a smart process.
///
/// # Errors
/// When the store fails.
pub fn of_code(call: &Call, code: &str) -> Result<Option<&'static RecordType>> {
    if let Some(kind) = BUILT_IN.iter().find(|kind| kind.code.eq_ignore_ascii_case(code)) {
        return Ok(Some(kind));
    }
    let code = code.to_ascii_uppercase();
    let number = code.strip_prefix("DYNAMIC_").and_then(|number| number.parse().ok());
    number.map_or(Ok(None), |id| process::of_id(call, id))
}

/// The code of a type, whether it exists or not.
pub fn code(id: i64) -> String {
    built_in(id).map_or_else(|| format!("DYNAMIC_{id}"), |kind| kind.code.to_owned())
}

/// The type with a short code, in any letter case.
///
/// # Errors
/// When the store fails.
pub fn of_short(call: &Call, short: &str) -> Result<Option<&'static RecordType>> {
    if let Some(kind) = BUILT_IN.iter().find(|kind| kind.short.eq_ignore_ascii_case(short)) {
        return Ok(Some(kind));
    }
    let number = short.strip_prefix(['T', 't']).and_then(|hex| i64::from_str_radix(hex, 16).ok());
    number.map_or(Ok(None), |id| process::of_id(call, id))
}

/// Every type of this portal.
///
/// # Errors
/// When the store fails.
pub fn all(call: &Call) -> Result<Vec<&'static RecordType>> {
    Ok(BUILT_IN.iter().chain(process::all(call)?).collect())
}
