//! Smart invoices: records of type 31, which have the universal methods only.
//!
//! docs: api-reference/crm/universal/invoice.md.

use super::{binding, currency, process, responsible_exists, status, typed};
use crate::{events::shape, prelude::*};

#[rustfmt::skip] // One field a line, as the table it is.
const OWN: [Field; 5] = [
    text("COMMENTS").title("Comment").wire("text"),
    text("ACCOUNT_NUMBER").title("Number"),
    reference("LOCATION_ID", "location").title("Location"),
    reference("PARENT_ID_2", "deal").title("Deal").wire("crm_entity").parent(2).indexed(),
    reference("PARENT_ID_7", "quote").title("Quote").wire("crm_entity").parent(7).indexed(),
];

const GROUPS: &[&[Field]] = &[typed::FIELDS[0], &OWN, typed::FIELDS[1], typed::FIELDS[2], typed::FIELDS[3]];

/// What is stored of a smart invoice.
pub static INVOICE: Entity = Entity {
    name: "invoice",
    title: "invoice",
    fields: &join::<{ count(GROUPS) }>(GROUPS),
    hooks: Hooks {
        before_save: &[
            number,
            typed::title,
            status::first_codes,
            responsible_exists,
            process::parents_exist,
            currency::known,
            binding::contacts,
            typed::stage,
        ],
        ..typed::RULES
    },
    rights: rights::RESPONSIBLE,
    user_fields: "CRM_SMART_INVOICE",
    shape: process::shape,
    events: &shape::ITEM,
    silent: &["LAST_ACTIVITY_TIME", "LAST_ACTIVITY_BY"],
    ..Entity::BASE
};

/// An invoice without a number has its id for one.
fn number(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    if change.new.text("ACCOUNT_NUMBER").trim().is_empty() {
        let number = change.new.id.to_string();
        change.new.set("ACCOUNT_NUMBER", number.as_str());
    }
    Ok(())
}
