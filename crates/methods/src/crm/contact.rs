//! crm.contact.*: people that the company deals with.
//!
//! docs: api-reference/crm/contacts.

use super::fields::{CHANNEL_VIEWS, CHANNELS, HAS_CHANNELS, OBSERVED, UTM};
use super::{belonging, binding, communication, must_exist, process, requisite, responsible_exists, status};
use crate::{events::shape, prelude::*};
use engine::dialect::refusal;

#[rustfmt::skip] // One field a line, as the table it is.
const GROUPS: &[&[Field]] = &[
    &[
        id("ID").title("ID").ranged(),
        status("HONORIFIC", "HONORIFIC").title("Salutation").default(Default::FirstStatus),
        text("NAME").title("First name"),
        text("SECOND_NAME").title("Middle name"),
        text("LAST_NAME").title("Last name"),
        file("PHOTO").title("Photo"),
        date("BIRTHDATE").title("Date of birth"),
        status("TYPE_ID", "CONTACT_TYPE").title("Type").default(Default::FirstStatus),
        status("SOURCE_ID", "SOURCE").title("Source").default(Default::FirstStatus),
        text("SOURCE_DESCRIPTION").title("About the source"),
        text("POST").title("Position"),
        text("ADDRESS").title("Street address").deprecated(),
        text("ADDRESS_2").title("Address, second line").deprecated().upper_only(),
        text("ADDRESS_CITY").title("City").deprecated().upper_only(),
        text("ADDRESS_POSTAL_CODE").title("Postal code").deprecated().upper_only(),
        text("ADDRESS_REGION").title("Region").deprecated().upper_only(),
        text("ADDRESS_PROVINCE").title("Province").deprecated().upper_only(),
        text("ADDRESS_COUNTRY").title("Country").deprecated().upper_only(),
        text("ADDRESS_COUNTRY_CODE").title("Country code").deprecated().upper_only(),
        int("ADDRESS_LOC_ADDR_ID").title("Location address").deprecated().upper_only(),
        text("COMMENTS").title("Comment"),
        flag("OPENED").title("Available to everyone").default(Default::Flag(true)),
        flag("EXPORT").title("Included in export").default(Default::Flag(true)),
    ],
    &HAS_CHANNELS,
    &[
        user("ASSIGNED_BY_ID").title("Responsible person").default(Default::Caller).indexed(),
        created_by("CREATED_BY_ID").item_name("createdBy").title("Created by"),
        modified_by("MODIFY_BY_ID").item_name("updatedBy").title("Modified by"),
        created_at("DATE_CREATE").item_name("createdTime").title("Created on").ranged(),
        modified_at("DATE_MODIFY").item_name("updatedTime").title("Modified on").ranged(),
        reference("COMPANY_ID", "company").title("Company").deprecated().zero(),
        reference("COMPANY_IDS", "company").title("Companies").multiple().write_only().scattered(),
        reference("LEAD_ID", "lead").title("Lead").parent(1).read_only(),
        text("ORIGINATOR_ID").title("External system"),
        text("ORIGIN_ID").title("ID in the external system"),
        text("ORIGIN_VERSION").title("Version in the external system"),
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
        int("FACE_ID").title("Face").read_only().upper_only(),
        int("WEBFORM_ID").title("Form").camel_only(),
        text("SHORT_NAME").derived(),
        text("LOGIN").derived(),
        text("SEARCH_CONTENT").derived(),
        text("CATEGORY_ID").derived(),
        rows("BINDINGS"),
    ],
];

/// What is stored of a contact.
pub static CONTACT: Entity = Entity {
    name: "contact",
    title: "contact",
    fields: &join::<{ count(GROUPS) }>(GROUPS),
    hooks: Hooks {
        before_save: &[
            name_given,
            status::first_codes,
            responsible_exists,
            process::parents_exist,
            communication::has_channels,
            binding::companies,
            requisite::address::follow,
        ],
        before_delete: &[process::forget_children, binding::forget_contact, belonging::forget, requisite::forget_owner],
    },
    rights: rights::RESPONSIBLE,
    user_fields: "CRM_CONTACT",
    shape: process::shape,
    events: &each(["ONCRMCONTACTADD", "ONCRMCONTACTUPDATE", "ONCRMCONTACTDELETE"], shape::id),
    silent: &["LAST_ACTIVITY_TIME", "LAST_ACTIVITY_BY"],
    ..Entity::BASE
};

/// crm.contact.*
pub static CONTACT_FAMILY: Family = Family {
    prefix: "crm.contact",
    entity: Some(&CONTACT),
    methods: &[ADD, write("update", update), write("delete", delete), GET, LIST, FIELDS],
    ..Family::BASE
};

/// crm.contact.company.*: the companies of a contact.
pub static CONTACT_COMPANIES: Family = Family {
    prefix: "crm.contact.company",
    entity: Some(&CONTACT),
    dialect: &binding::BINDINGS,
    methods: &binding::COMPANIES,
    ..Family::BASE
};

fn update(call: &Call) -> Result<Answer> {
    must_exist(call, &CONTACT, refusal("", "Contact is not found"))?;
    verbs::update(call)
}

fn delete(call: &Call) -> Result<Answer> {
    must_exist(call, &CONTACT, refusal("ERROR_CORE", "Element not found"))?;
    verbs::delete(call)
}

/// One of the two names must be there: the documentation marks all three as required, and no person has all.
fn name_given(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    if change.new.text("NAME").trim().is_empty() && change.new.text("LAST_NAME").trim().is_empty() {
        return Err(engine::input::missing(call, "'NAME' or 'LAST_NAME'"));
    }
    Ok(())
}
