//! crm.company.*: organisations that the company deals with.
//!
//! docs: api-reference/crm/companies.

use super::fields::{CHANNEL_VIEWS, CHANNELS, HAS_CHANNELS, OBSERVED, UTM};
use super::{belonging, binding, communication, currency, must_exist, process, requisite, responsible_exists, status};
use crate::{events::shape, prelude::*};
use engine::{Known, dialect::refusal};

#[rustfmt::skip] // One field a line, as the table it is.
const GROUPS: &[&[Field]] = &[
    &[
        id("ID").title("ID").ranged(),
        text("TITLE").title("Title"),
        status("COMPANY_TYPE", "COMPANY_TYPE").item_name("typeId").title("Company type").default(Default::FirstStatus),
        file("LOGO").title("Logo"),
        text("ADDRESS").title("Street address").deprecated(),
        text("ADDRESS_2").title("Address, second line").upper_only(),
        text("ADDRESS_CITY").title("City").upper_only(),
        text("ADDRESS_POSTAL_CODE").title("Postal code").upper_only(),
        text("ADDRESS_REGION").title("Region").upper_only(),
        text("ADDRESS_PROVINCE").title("Province").upper_only(),
        text("ADDRESS_COUNTRY").title("Country").upper_only(),
        text("ADDRESS_COUNTRY_CODE").title("Country code").upper_only(),
        int("ADDRESS_LOC_ADDR_ID").title("Location address").upper_only(),
        text("ADDRESS_LEGAL").title("Legal address"),
        text("REG_ADDRESS").title("Registered: street address").deprecated().upper_only(),
        text("REG_ADDRESS_2").title("Registered: address, second line").deprecated().upper_only(),
        text("REG_ADDRESS_CITY").title("Registered: city").deprecated().upper_only(),
        text("REG_ADDRESS_POSTAL_CODE").title("Registered: postal code").deprecated().upper_only(),
        text("REG_ADDRESS_REGION").title("Registered: region").deprecated().upper_only(),
        text("REG_ADDRESS_PROVINCE").title("Registered: province").deprecated().upper_only(),
        text("REG_ADDRESS_COUNTRY").title("Registered: country").deprecated().upper_only(),
        text("REG_ADDRESS_COUNTRY_CODE").title("Registered: country code").deprecated().upper_only(),
        int("REG_ADDRESS_LOC_ADDR_ID").title("Registered: location address").deprecated().upper_only(),
        text("BANKING_DETAILS").title("Bank details"),
        status("INDUSTRY", "INDUSTRY").title("Industry").default(Default::FirstStatus),
        status("EMPLOYEES", "EMPLOYEES").title("Employees").default(Default::FirstStatus),
        currency("CURRENCY_ID").title("Currency").default(Default::BaseCurrency),
        double("REVENUE").title("Annual revenue"),
        flag("OPENED").title("Available to everyone").default(Default::Flag(true)),
        text("COMMENTS").title("Comment"),
    ],
    &HAS_CHANNELS,
    &[
        flag("IS_MY_COMPANY").title("My company"),
        user("ASSIGNED_BY_ID").title("Responsible person").default(Default::Caller).indexed(),
        created_by("CREATED_BY_ID").item_name("createdBy").title("Created by"),
        modified_by("MODIFY_BY_ID").item_name("updatedBy").title("Modified by"),
        created_at("DATE_CREATE").item_name("createdTime").title("Created on").ranged(),
        modified_at("DATE_MODIFY").item_name("updatedTime").title("Modified on").ranged(),
        reference("CONTACT_ID", "contact").item_name("contactIds").title("Contact").multiple().write_only(),
        reference("LEAD_ID", "lead").title("Lead").parent(1).read_only(),
        text("ORIGINATOR_ID").title("External system"),
        text("ORIGIN_ID").title("ID in the external system"),
        text("ORIGIN_VERSION").title("Version in the external system"),
    ],
    &UTM,
    &[
        time("LAST_ACTIVITY_TIME").title("Last activity").read_only().default(Default::Created),
        user("LAST_ACTIVITY_BY").title("Last active person").read_only().default(Default::Caller),
        text("LAST_COMMUNICATION_TIME").title("Last communication").read_only().upper_only(),
    ],
    &CHANNELS,
    &CHANNEL_VIEWS,
    &OBSERVED,
    &[
        int("WEBFORM_ID").title("Form").camel_only(),
        text("SEARCH_CONTENT").derived(),
        text("CATEGORY_ID").derived(),
        reference("PRIMARY_CONTACT_ID", "contact").read_only().hidden(),
    ],
];

/// What is stored of a company.
pub static COMPANY: Entity = Entity {
    name: "company",
    title: "company",
    fields: &join::<{ count(GROUPS) }>(GROUPS),
    hooks: Hooks {
        before_save: &[
            title,
            status::first_codes,
            responsible_exists,
            currency::known,
            process::parents_exist,
            communication::has_channels,
            binding::company_contacts,
            requisite::address::follow,
        ],
        before_delete: &[process::forget_children, binding::forget_company, belonging::forget, requisite::forget_owner],
    },
    rights: rights::RESPONSIBLE,
    user_fields: "CRM_COMPANY",
    shape: process::shape,
    events: &each(["ONCRMCOMPANYADD", "ONCRMCOMPANYUPDATE", "ONCRMCOMPANYDELETE"], shape::id),
    silent: &["LAST_ACTIVITY_TIME", "LAST_ACTIVITY_BY"],
    ..Entity::BASE
};

/// crm.company.*
pub static COMPANY_FAMILY: Family = Family {
    prefix: "crm.company",
    entity: Some(&COMPANY),
    methods: &[ADD, write("update", update), write("delete", delete), GET, LIST, FIELDS],
    ..Family::BASE
};

/// crm.company.contact.*: the contacts of a company.
pub static COMPANY_CONTACTS: Family = Family {
    prefix: "crm.company.contact",
    entity: Some(&COMPANY),
    dialect: &binding::BINDINGS,
    methods: &binding::COMPANY_CONTACTS,
    ..Family::BASE
};

const MISSING: Known = refusal("", "Company is not found");

fn update(call: &Call) -> Result<Answer> {
    must_exist(call, &COMPANY, MISSING)?;
    verbs::update(call)
}

fn delete(call: &Call) -> Result<Answer> {
    must_exist(call, &COMPANY, MISSING)?;
    verbs::delete(call)
}

/// A company without a title is named after its id.
fn title(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    super::name_after_id(change, "Company");
    Ok(())
}
