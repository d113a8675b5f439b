//! The kinds of CRM records, by the numbers and codes with which other records name their owner.
//! docs: api-reference/crm/data-types.md; api-reference/crm/auxiliary/enum/crm-enum-owner-type.md.

use super::{
    company::COMPANY, contact::CONTACT, deal::DEAL, invoice::INVOICE, lead::LEAD, old_invoice::OLD_INVOICE,
    quote::QUOTE, record_type,
};
use crate::prelude::*;

/// One kind of record.
#[derive(Clone, Copy, Debug)]
pub struct OwnerType {
    /// `ENTITY_TYPE_ID`.
    pub id: i64,
    /// `SYMBOL_CODE`: `DEAL`.
    pub code: &'static str,
    /// `SYMBOL_CODE_SHORT`: `D`.
    pub short: &'static str,
    /// What is stored, where this portal has such records.
    pub entity: Option<&'static Entity>,
    /// Its name in English, French and Russian.
    pub name: [&'static str; 3],
}

/// Requisites as owners of addresses, bank details and presets.
pub const REQUISITES: i64 = 8;
/// Leads.
pub const LEADS: i64 = 1;
/// Deals.
pub const DEALS: i64 = 2;
/// Contacts.
pub const CONTACTS: i64 = 3;
/// Companies.
pub const COMPANIES: i64 = 4;

/// Every built-in kind, in the order in which it is listed.
#[rustfmt::skip] // One kind a line, as the table it is.
pub static OWNER_TYPES: [OwnerType; 10] = [
    kind(LEADS, "LEAD", "L", Some(&LEAD), ["Lead", "Prospect", "Лид"]),
    kind(DEALS, "DEAL", "D", Some(&DEAL), ["Deal", "Transaction", "Сделка"]),
    kind(CONTACTS, "CONTACT", "C", Some(&CONTACT), ["Contact", "Contact", "Контакт"]),
    kind(COMPANIES, "COMPANY", "CO", Some(&COMPANY), ["Company", "Entreprise", "Компания"]),
    kind(5, "INVOICE", "I", Some(&OLD_INVOICE), ["Invoice (old)", "Facture (ancienne)", "Счёт (старый)"]),
    kind(31, "SMART_INVOICE", "SI", Some(&INVOICE), ["Invoice", "Facture", "Счёт"]),
    kind(7, "QUOTE", "Q", Some(&QUOTE), ["Quote", "Devis", "Предложение"]),
    kind(REQUISITES, "REQUISITE", "RQ", None, ["Details", "Coordonnées", "Реквизиты"]),
    kind(36, "SMART_DOCUMENT", "DO", None, ["Document", "Document", "Документ"]),
    kind(39, "SMART_B2E_DOC", "SBD", None, ["Company document", "Document d’entreprise", "Документ компании"]),
];

/// The kind with a number.
pub fn owner_type(id: i64) -> Option<&'static OwnerType> {
    OWNER_TYPES.iter().find(|kind| kind.id == id)
}

/// The record that a number of a kind and an id name; nothing when this portal has no such records.
///
/// # Errors
/// When the store fails.
pub fn find_owner(call: &Call, kind: i64, id: i64) -> Result<Option<Record>> {
    let entity = record_type::of_id(call, kind)?.map(|of| of.entity);
    match entity.or_else(|| owner_type(kind)?.entity) {
        Some(entity) if id > 0 => call.find(entity, id as u64),
        _ => Ok(None),
    }
}

const fn kind(
    id: i64,
    code: &'static str,
    short: &'static str,
    entity: Option<&'static Entity>,
    name: [&'static str; 3],
) -> OwnerType {
    OwnerType { id, code, short, entity, name }
}
