//! crm.deal.*: deals as the classic CRM methods spell them.
//!
//! docs: api-reference/crm/deals.

use super::fields::{OBSERVED, UTM};
use super::{
    belonging, binding, currency, process, productrows, recurring, requisite, responsible_exists, stage, stage_history,
    status,
};
use crate::{events::shape, prelude::*};

#[rustfmt::skip] // One field a line, as the table it is.
const GROUPS: &[&[Field]] = &[
    &[
        id("ID").title("ID").ranged(),
        text("TITLE").title("Title"),
        int("WEBFORM_ID").title("Form").camel_only(),
        status("TYPE_ID", "DEAL_TYPE").title("Type").default(Default::FirstStatus),
        category("CATEGORY_ID").title("Funnel").immutable().default(Default::Int(0)).indexed(),
        status("STAGE_ID", "DEAL_STAGE").title("Stage").indexed(),
        text("STAGE_SEMANTIC_ID").title("Stage group").read_only(),
        flag("IS_NEW").title("New").read_only(),
        flag("IS_RECURRING").title("Recurring template"),
        flag("IS_RETURN_CUSTOMER").title("Repeat customer"),
        flag("IS_REPEATED_APPROACH").title("Repeated inquiry"),
        int("PROBABILITY").title("Probability"),
        currency("CURRENCY_ID").title("Currency").default(Default::BaseCurrency),
        money("OPPORTUNITY").title("Amount").default(Default::Decimal("0")),
        flag("IS_MANUAL_OPPORTUNITY").title("Amount set by hand"),
        money("TAX_VALUE").title("Tax").default(Default::Decimal("0")),
        reference("COMPANY_ID", "company").title("Company").parent(4).scattered().zero(),
        reference("CONTACT_ID", "contact").title("Contact").deprecated().zero(),
        reference("CONTACT_IDS", "contact").title("Contacts").multiple().write_only().scattered(),
        reference("QUOTE_ID", "quote").title("Quote").parent(7).read_only().deprecated(),
        date("BEGINDATE").title("Start date").default(Default::Day(0)),
        date("CLOSEDATE").title("Close date").default(Default::Day(7)),
        flag("OPENED").title("Available to everyone").default(Default::Flag(true)),
        flag("CLOSED").title("Closed"),
        text("COMMENTS").title("Comment"),
        user("ASSIGNED_BY_ID").title("Responsible person").default(Default::Caller).indexed(),
        created_by("CREATED_BY_ID").item_name("createdBy").title("Created by"),
        modified_by("MODIFY_BY_ID").item_name("updatedBy").title("Modified by"),
        user("MOVED_BY_ID").item_name("movedBy").title("Moved by").read_only().default(Default::Caller),
        created_at("DATE_CREATE").item_name("createdTime").title("Created on").ranged(),
        modified_at("DATE_MODIFY").item_name("updatedTime").title("Modified on").ranged(),
        time("MOVED_TIME").title("Moved on").read_only().default(Default::Created),
        status("SOURCE_ID", "SOURCE").title("Source").default(Default::FirstStatus),
        text("SOURCE_DESCRIPTION").title("About the source"),
        reference("LEAD_ID", "lead").title("Lead").parent(1).read_only(),
        text("ADDITIONAL_INFO").title("Additional information"),
        reference("LOCATION_ID", "location").title("Location"),
        text("ORIGINATOR_ID").title("External system"),
        text("ORIGIN_ID").title("ID in the external system"),
    ],
    &UTM,
    &OBSERVED,
    &SHORTHAND,
    &[
        time("LAST_ACTIVITY_TIME").title("Last activity").read_only().default(Default::Created),
        user("LAST_ACTIVITY_BY").title("Last active person").read_only().default(Default::Caller),
        rows("BINDINGS"),
    ],
];

/// What universal methods show and nobody fills.
#[rustfmt::skip] // One field a line, as the table it is.
const SHORTHAND: [Field; 17] = [
    text("DATE_CREATE_SHORT").derived(),
    text("DATE_MODIFY_SHORT").derived(),
    text("PRODUCT_ID").derived(),
    text("BEGINDATE_SHORT").derived(),
    text("CLOSEDATE_SHORT").derived(),
    text("EVENT_DATE").derived(),
    text("EVENT_DATE_SHORT").derived(),
    text("EVENT_ID").derived(),
    text("EVENT_DESCRIPTION").derived(),
    text("SEARCH_CONTENT").derived(),
    text("ORDER_STAGE").derived(),
    text("IS_WORK").derived(),
    text("IS_WON").derived(),
    text("IS_LOSE").derived(),
    text("RECEIVED_AMOUNT").derived(),
    text("LOST_AMOUNT").derived(),
    text("HAS_PRODUCTS").derived(),
];

/// What is stored of a deal.
pub static DEAL: Entity = Entity {
    name: "deal",
    title: "deal",
    fields: &join::<{ count(GROUPS) }>(GROUPS),
    hooks: Hooks {
        before_save: &[
            title,
            status::first_codes,
            responsible_exists,
            process::parents_exist,
            currency::known,
            binding::contacts,
            stage,
        ],
        before_delete: &[
            process::forget_children,
            productrows::forget,
            stage_history::forget,
            recurring::forget,
            belonging::forget,
            requisite::link::forget_owner,
        ],
    },
    rights: rights::RESPONSIBLE,
    pairs: &[["STAGE_ID", "ASSIGNED_BY_ID"]],
    user_fields: "CRM_DEAL",
    shape: process::shape,
    events: &[
        Rule::new(On::Add, "ONCRMDEALADD", shape::id),
        Rule::new(On::Update, "ONCRMDEALUPDATE", shape::id),
        Rule::new(On::Delete, "ONCRMDEALDELETE", shape::id),
        Rule::new(On::Update, "ONCRMDEALMOVETOCATEGORY", shape::funnel).when(|deal| deal.changed("CATEGORY_ID")),
    ],
    silent: &["LAST_ACTIVITY_TIME", "LAST_ACTIVITY_BY"],
};

/// crm.deal.*
pub static DEAL_FAMILY: Family = Family {
    prefix: "crm.deal",
    entity: Some(&DEAL),
    methods: &[ADD, UPDATE, DELETE, GET, LIST, FIELDS, productrows::GET_ROWS, productrows::SET_ROWS],
    ..Family::BASE
};

/// crm.deal.contact.*: the contacts of a deal.
pub static DEAL_CONTACTS: Family = Family {
    prefix: "crm.deal.contact",
    entity: Some(&DEAL),
    dialect: &binding::BINDINGS,
    methods: &binding::CONTACTS,
    ..Family::BASE
};

/// A deal without a title is named after its id.
fn title(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    super::name_after_id(change, "Deal");
    Ok(())
}

/// A deal's stage must belong to its funnel; a final one closes the deal.
fn stage(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    let Some(funnel) = stage::funnel(change, call)? else { return Ok(()) };
    let Some(moved) = stage::enter(change, commit, call, &funnel.dictionary())? else { return Ok(()) };
    change.new.set("STAGE_SEMANTIC_ID", moved.semantics());
    change.new.set("IS_NEW", moved.first);
    change.new.set("CLOSED", moved.semantics() != "P");
    Ok(())
}
