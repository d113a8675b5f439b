//! crm.lead.*: inquiries that may become customers.
//!
//! docs: api-reference/crm/leads.

use super::fields::{CHANNEL_VIEWS, CHANNELS, HAS_CHANNELS, OBSERVED, UTM};
use super::{
    belonging, binding, communication, currency, process, productrows, requisite, responsible_exists, stage,
    stage_history, status,
};
use crate::{events::shape, prelude::*};

#[rustfmt::skip] // One field a line, as the table it is.
const GROUPS: &[&[Field]] = &[
    &[
        id("ID").title("ID").ranged(),
        text("TITLE").title("Title"),
        status("HONORIFIC", "HONORIFIC").title("Salutation"),
        text("NAME").title("First name"),
        text("SECOND_NAME").title("Middle name"),
        text("LAST_NAME").title("Last name"),
        date("BIRTHDATE").title("Date of birth"),
        text("COMPANY_TITLE").title("Company name"),
        status("SOURCE_ID", "SOURCE").title("Source"),
        text("SOURCE_DESCRIPTION").title("About the source"),
        status("STATUS_ID", "STATUS").item_name("stageId").title("Stage").default(Default::FirstStatus).indexed(),
        text("STATUS_DESCRIPTION").title("About the stage"),
        text("STATUS_SEMANTIC_ID").item_name("stageSemanticId").title("Stage group").read_only(),
        text("POST").title("Position"),
        text("ADDRESS").title("Street address"),
        text("ADDRESS_2").title("Address, second line").upper_only(),
        text("ADDRESS_CITY").title("City").upper_only(),
        text("ADDRESS_POSTAL_CODE").title("Postal code").upper_only(),
        text("ADDRESS_REGION").title("Region").upper_only(),
        text("ADDRESS_PROVINCE").title("Province").upper_only(),
        text("ADDRESS_COUNTRY").title("Country").upper_only(),
        text("ADDRESS_COUNTRY_CODE").title("Country code").upper_only(),
        int("ADDRESS_LOC_ADDR_ID").title("Location address").upper_only(),
        currency("CURRENCY_ID").title("Currency").default(Default::BaseCurrency),
        money("OPPORTUNITY").title("Amount").default(Default::Decimal("0")),
        flag("IS_MANUAL_OPPORTUNITY").title("Amount set by hand"),
        flag("OPENED").title("Available to everyone").default(Default::Flag(true)),
        text("COMMENTS").title("Comment"),
    ],
    &HAS_CHANNELS,
    &[
        user("ASSIGNED_BY_ID").title("Responsible person").default(Default::Caller).indexed(),
        created_by("CREATED_BY_ID").item_name("createdBy").title("Created by"),
        modified_by("MODIFY_BY_ID").item_name("updatedBy").title("Modified by"),
        user("MOVED_BY_ID").item_name("movedBy").title("Moved by").read_only().default(Default::Caller),
        created_at("DATE_CREATE").item_name("createdTime").title("Created on").ranged(),
        modified_at("DATE_MODIFY").item_name("updatedTime").title("Modified on").ranged(),
        time("MOVED_TIME").title("Moved on").read_only().default(Default::Created),
        reference("COMPANY_ID", "company").title("Company").parent(4).scattered().zero(),
        reference("CONTACT_ID", "contact").title("Contact").deprecated().zero(),
        reference("CONTACT_IDS", "contact").title("Contacts").multiple().write_only().scattered(),
        flag("IS_RETURN_CUSTOMER").title("Repeat customer").read_only(),
        time("DATE_CLOSED").title("Closed on").read_only(),
        text("ORIGINATOR_ID").title("External system"),
        text("ORIGIN_ID").title("ID in the external system"),
    ],
    &UTM,
    &[
        time("LAST_ACTIVITY_TIME").title("Last activity").read_only().default(Default::Created),
        user("LAST_ACTIVITY_BY").title("Last active person").read_only().default(Default::Caller),
    ],
    &CHANNELS,
    &CHANNEL_VIEWS,
    &OBSERVED,
    &[
        int("WEBFORM_ID").title("Form").zero().camel_only(),
        text("DATE_CREATE_SHORT").derived(),
        text("DATE_MODIFY_SHORT").derived(),
        text("IS_CONVERT").derived(),
        text("PRODUCT_ID").derived(),
        text("SHORT_NAME").derived(),
        text("LOGIN").derived(),
        text("SEARCH_CONTENT").derived(),
        rows("BINDINGS"),
    ],
];

/// What is stored of a lead.
pub static LEAD: Entity = Entity {
    name: "lead",
    title: "lead",
    fields: &join::<{ count(GROUPS) }>(GROUPS),
    hooks: Hooks {
        before_save: &[
            title,
            status::first_codes,
            responsible_exists,
            currency::known,
            process::parents_exist,
            communication::has_channels,
            binding::contacts,
            requisite::address::follow,
            stage,
        ],
        before_delete: &[
            process::forget_children,
            productrows::forget,
            stage_history::forget,
            belonging::forget,
            requisite::address::forget_anchor,
        ],
    },
    rights: rights::RESPONSIBLE,
    pairs: &[["STATUS_ID", "ASSIGNED_BY_ID"]],
    user_fields: "CRM_LEAD",
    shape: process::shape,
    events: &each(["ONCRMLEADADD", "ONCRMLEADUPDATE", "ONCRMLEADDELETE"], shape::id),
    silent: &["LAST_ACTIVITY_TIME", "LAST_ACTIVITY_BY"],
};

/// crm.lead.*
pub static LEAD_FAMILY: Family = Family {
    prefix: "crm.lead",
    entity: Some(&LEAD),
    methods: &[ADD, UPDATE, DELETE, GET, LIST, FIELDS, productrows::GET_ROWS, productrows::SET_ROWS],
    ..Family::BASE
};

/// crm.lead.contact.*: the contacts of a lead.
pub static LEAD_CONTACTS: Family = Family {
    prefix: "crm.lead.contact",
    entity: Some(&LEAD),
    dialect: &binding::LEAD_BINDINGS,
    methods: &binding::CONTACTS,
    ..Family::BASE
};

/// A lead without a title is named after its id.
fn title(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    super::name_after_id(change, "Lead");
    Ok(())
}

/// A lead's stage must exist; a final one closes the lead.
fn stage(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    let Some(moved) = stage::enter(change, commit, call, "STATUS")? else { return Ok(()) };
    change.new.set("STATUS_SEMANTIC_ID", moved.semantics());
    let closed = if moved.semantics() == "P" { Data::Null } else { Data::Time(call.now / 1000 * 1000) };
    change.new.set("DATE_CLOSED", closed);
    Ok(())
}
