//! The CRM: leads, deals, contacts, companies, their dictionaries and funnels.

pub mod activity;
pub mod automated_solution;
pub mod belonging;
pub mod binding;
pub mod calllist;
pub mod card;
pub mod catalog;
pub mod category;
pub mod coded;
pub mod communication;
pub mod company;
pub mod contact;
pub mod currency;
pub mod deal;
pub mod deal_category;
pub mod duplicate;
pub mod enums;
pub mod fields;
pub mod funnel;
pub mod invoice;
pub mod item;
pub mod keyed;
pub mod lead;
pub mod livefeed;
pub mod measure;
pub mod merge;
pub mod numerator;
pub mod old_invoice;
pub mod owner;
pub mod payer;
pub mod process;
pub mod product;
pub mod productrows;
pub mod quote;
pub mod record_type;
pub mod recurring;
pub mod requisite;
pub mod stage;
pub mod stage_history;
pub mod status;
pub mod timeline;
pub mod trace;
pub mod trigger;
pub mod typed;
pub mod vat;

use crate::{prelude::*, user::USER};
use engine::Known;

/// The families of the CRM.
pub static FAMILIES: &[&Family] = &[
    &contact::CONTACT_FAMILY,
    &contact::CONTACT_COMPANIES,
    &company::COMPANY_FAMILY,
    &company::COMPANY_CONTACTS,
    &lead::LEAD_FAMILY,
    &lead::LEAD_CONTACTS,
    &deal::DEAL_FAMILY,
    &deal::DEAL_CONTACTS,
    &status::STATUSES,
    &category::CATEGORIES,
    &currency::CURRENCY_FAMILY,
    &enums::ENUMS,
    &enums::SETTINGS,
    &activity::ACTIVITIES,
    &activity::COMMUNICATION_FIELDS,
    &activity::badge::BADGES,
    &activity::binding::ACTIVITY_BINDINGS,
    &activity::todo::UNIVERSAL,
    &timeline::binding::BINDINGS,
    &timeline::comment::COMMENTS,
    &timeline::logmessage::LOG_MESSAGES,
    &timeline::note::NOTES,
    &timeline::picture::ICONS,
    &timeline::picture::LOGOS,
    &timeline::pin::PINS,
    &duplicate::DUPLICATES,
    &merge::MERGES,
    &old_invoice::OLD_INVOICES,
    &old_invoice::status::INVOICE_STATUSES,
    &old_invoice::recurring::RECURRINGS,
    &vat::VATS,
    &measure::MEASURES,
    &payer::PERSON_TYPES,
    &payer::PAY_SYSTEMS,
    &catalog::CATALOGS,
    &product::PRODUCTS,
    &product::property::PROPERTIES,
    &product::section::SECTIONS,
    &productrows::PRODUCT_ROWS,
    &requisite::REQUISITES,
    &requisite::bankdetail::BANK_DETAILS,
    &requisite::preset::PRESETS,
    &requisite::link::LINKS,
    &requisite::address::ADDRESSES,
    &livefeed::LIVE_FEED,
    &calllist::CALL_LISTS,
    &trace::TRACES,
    &trigger::TRIGGERS,
    &card::LEAD_CARD,
    &card::DEAL_CARD,
    &card::CONTACT_CARD,
    &card::COMPANY_CARD,
    &card::ITEM_CARD,
    &numerator::NUMERATORS,
    &quote::QUOTE_FAMILY,
    &quote::QUOTE_CONTACTS,
    &stage_history::STAGE_HISTORY,
    &item::ITEMS,
    &deal_category::DEAL_CATEGORIES,
    &recurring::RECURRING_DEALS,
    &item::productrow::PRODUCT_ROWS,
    &process::TYPES,
    &automated_solution::SOLUTIONS,
];

/// Somebody responsible must be a user of the portal.
fn responsible_exists(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    let id = change.new.int("ASSIGNED_BY_ID");
    if id == 0 {
        change.new.set("ASSIGNED_BY_ID", call.caller.user as i64);
    } else if change.changed("ASSIGNED_BY_ID")
        && id != call.caller.user as i64
        && call.find(&USER, id as u64)?.is_none()
    {
        return Err(Error::core(format!("Invalid value of field 'ASSIGNED_BY_ID': there is no user {id}")));
    }
    Ok(())
}

/// Refuses to go on with a record that does not exist, where a method has words of its own for that.
fn must_exist(call: &Call, entity: &'static Entity, missing: Known) -> Result<()> {
    match call.find(entity, call.id()?)? {
        Some(_) => Ok(()),
        None => Err(missing.into()),
    }
}

/// The record that `id` names, where the refusal names the id too: `The Preset with ID '7' is not found`.
fn named_record(call: &Call, entity: &'static Entity, what: &str) -> Result<Record> {
    let id = call.id()?;
    call.find(entity, id)?.ok_or_else(|| Error::plain(format!("The {what} with ID '{id}' is not found")))
}

/// A record without a title is called `Deal #7`.
fn name_after_id(change: &mut Change, title: &str) {
    if change.new.text("TITLE").trim().is_empty() {
        let named = format!("{title} #{}", change.new.id);
        change.new.set("TITLE", named.as_str());
    }
}
