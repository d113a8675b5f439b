//! crm.quote.*: offers to customers as the classic CRM methods spell them.
//!
//! docs: api-reference/crm/quote.

use super::fields::UTM;
use super::{
    belonging, binding, currency, must_exist, process, productrows, requisite, responsible_exists, stage, status,
};
use crate::{events::shape, prelude::*};
use engine::dialect::refusal;

#[rustfmt::skip] // One field a line, as the table it is.
const GROUPS: &[&[Field]] = &[
    &[
        id("ID").title("ID"),
        text("QUOTE_NUMBER").title("Number").read_only(),
        text("TITLE").title("Subject"),
        status("STATUS_ID", "QUOTE_STATUS").item_name("stageId").title("Stage").default(Default::FirstStatus).indexed(),
        currency("CURRENCY_ID").title("Currency").default(Default::BaseCurrency),
        money("OPPORTUNITY").title("Amount").default(Default::Decimal("0")),
        flag("IS_MANUAL_OPPORTUNITY").title("Amount set by hand").camel_only(),
        money("TAX_VALUE").title("Tax").default(Default::Decimal("0")),
        reference("COMPANY_ID", "company").title("Company").scattered().zero(),
        reference("MYCOMPANY_ID", "company").title("Your company").zero(),
        reference("CONTACT_ID", "contact").title("Contact").deprecated().zero(),
        reference("CONTACT_IDS", "contact").title("Contacts").multiple().write_only().scattered(),
        date("BEGINDATE").title("Date of issue").default(Default::Day(0)),
        date("CLOSEDATE").title("Valid until").default(Default::Day(7)),
        date("ACTUAL_DATE").title("Topical until").default(Default::Day(7)),
        flag("OPENED").title("Available to everyone").default(Default::Flag(true)),
        flag("CLOSED").title("Closed"),
        text("COMMENTS").title("Comment"),
        text("CONTENT").title("Content"),
        text("TERMS").title("Terms"),
        text("CLIENT_TITLE").title("Client"),
        text("CLIENT_ADDR").title("Client's address"),
        text("CLIENT_CONTACT").title("Contact person"),
        text("CLIENT_EMAIL").title("Client's e-mail"),
        text("CLIENT_PHONE").title("Client's phone"),
        text("CLIENT_TP_ID").title("Client's tax ID"),
        text("CLIENT_TPA_ID").title("Client's tax registration reason"),
        user("ASSIGNED_BY_ID").title("Responsible person").default(Default::Caller).indexed(),
        created_by("CREATED_BY_ID").item_name("createdBy").title("Created by"),
        modified_by("MODIFY_BY_ID").item_name("updatedBy").title("Modified by"),
        created_at("DATE_CREATE").item_name("createdTime").title("Created on"),
        modified_at("DATE_MODIFY").item_name("updatedTime").title("Modified on"),
        reference("LEAD_ID", "lead").title("Lead"),
        reference("DEAL_ID", "deal").title("Deal").wire("crm_deal").scattered(),
        int("PERSON_TYPE_ID").title("Type of payer"),
        reference("LOCATION_ID", "location").title("Location"),
        int("STORAGE_TYPE_ID").title("Where attachments lie").default(Default::Int(1)).camel_only(),
        int("STORAGE_ELEMENT_IDS").title("Attachments").multiple().camel_only(),
        int("WEBFORM_ID").title("Form").camel_only(),
    ],
    &UTM,
    &SHORTHAND,
    &[
        time("LAST_ACTIVITY_TIME").title("Last activity").read_only().default(Default::Created),
        user("LAST_ACTIVITY_BY").title("Last active person").read_only().default(Default::Caller),
        text("LAST_COMMUNICATION_TIME").title("Last communication").read_only().upper_only(),
        user("MOVED_BY_ID").title("Moved by").read_only().hidden(),
        time("MOVED_TIME").title("Moved on").read_only().hidden(),
        rows("BINDINGS"),
    ],
];

/// What universal methods show and nobody fills.
#[rustfmt::skip] // One field a line, as the table it is.
const SHORTHAND: [Field; 9] = [
    text("DATE_CREATE_SHORT").derived(),
    text("DATE_MODIFY_SHORT").derived(),
    text("BEGINDATE_SHORT").derived(),
    text("CLOSEDATE_SHORT").derived(),
    text("COMMENTS_TYPE").derived(),
    text("CONTENT_TYPE").derived(),
    text("TERMS_TYPE").derived(),
    text("SEARCH_CONTENT").derived(),
    text("HAS_PRODUCTS").derived(),
];

/// What is stored of a quote.
pub static QUOTE: Entity = Entity {
    name: "quote",
    title: "quote",
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
            belonging::forget,
            requisite::link::forget_owner,
            productrows::forget,
        ],
    },
    rights: rights::RESPONSIBLE,
    user_fields: "CRM_QUOTE",
    shape: process::shape,
    events: &each(["ONCRMQUOTEADD", "ONCRMQUOTEUPDATE", "ONCRMQUOTEDELETE"], shape::id),
    silent: &["LAST_ACTIVITY_TIME", "LAST_ACTIVITY_BY"],
    ..Entity::BASE
};

/// crm.quote.*
pub static QUOTE_FAMILY: Family = Family {
    prefix: "crm.quote",
    entity: Some(&QUOTE),
    methods: &[
        ADD,
        write("update", update),
        write("delete", delete),
        GET,
        LIST,
        FIELDS,
        productrows::GET_ROWS,
        productrows::SET_ROWS,
    ],
    ..Family::BASE
};

/// crm.quote.contact.*: the contacts of a quote.
pub static QUOTE_CONTACTS: Family = Family {
    prefix: "crm.quote.contact",
    entity: Some(&QUOTE),
    dialect: &binding::BINDINGS,
    methods: &binding::CONTACTS,
    ..Family::BASE
};

fn update(call: &Call) -> Result<Answer> {
    must_exist(call, &QUOTE, refusal("", "Quote is not found"))?;
    verbs::update(call)
}

fn delete(call: &Call) -> Result<Answer> {
    must_exist(call, &QUOTE, refusal("ERROR_CORE", "Element not found"))?;
    verbs::delete(call)
}

/// A quote without a title is named after its id, which is its number too; long titles are cut.
fn title(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    const LONGEST: usize = 255;
    super::name_after_id(change, "Quote");
    if change.new.text("TITLE").chars().count() > LONGEST {
        let cut: String = change.new.text("TITLE").chars().take(LONGEST).collect();
        change.new.set("TITLE", cut.as_str());
    }
    if change.old.is_none() {
        let number = change.new.id.to_string();
        change.new.set("QUOTE_NUMBER", number.as_str());
    }
    Ok(())
}

/// A quote's stage must exist; a final one closes the quote.
fn stage(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    let Some(moved) = stage::enter(change, commit, call, "QUOTE_STATUS")? else { return Ok(()) };
    change.new.set("CLOSED", moved.semantics() != "P");
    Ok(())
}
