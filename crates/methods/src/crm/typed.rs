//! What smart invoices and smart processes have in common: their fields and their rules.
//!
//! docs: api-reference/crm/universal/object-fields.md, "Smart invoice" and "SPA".

use super::fields::{OBSERVED, UTM};
use super::{
    belonging, binding, category, currency, process, productrows, record_type, requisite, responsible_exists, stage,
    stage_history, status,
};
use crate::prelude::*;

#[rustfmt::skip] // One field a line, as the table it is.
const ALL: [Field; 33] = [
    id("ID").title("ID"),
    text("TITLE").title("Name"),
    text("XML_ID").title("External code"),
    created_at("DATE_CREATE").item_name("createdTime").title("Created on"),
    modified_at("DATE_MODIFY").item_name("updatedTime").title("Modified on"),
    time("MOVED_TIME").title("Moved on").read_only().default(Default::Created),
    created_by("CREATED_BY_ID").item_name("createdBy").title("Created by"),
    modified_by("MODIFY_BY_ID").item_name("updatedBy").title("Modified by"),
    user("MOVED_BY_ID").item_name("movedBy").title("Moved by").read_only().default(Default::Caller),
    user("ASSIGNED_BY_ID").title("Responsible person").default(Default::Caller).indexed(),
    flag("OPENED").title("Available to everyone").wire("boolean").default(Default::Flag(true)),
    int("WEBFORM_ID").title("Form").zero(),
    date("BEGINDATE").title("Start date").default(Default::Day(0)),
    date("CLOSEDATE").title("End date").default(Default::Day(7)),
    reference("COMPANY_ID", "company").title("Company").parent(4).scattered().zero(),
    reference("CONTACT_ID", "contact").title("Contact").deprecated().zero(),
    reference("CONTACT_IDS", "contact").title("Contacts").multiple().write_only().scattered(),
    category("CATEGORY_ID").title("Funnel").indexed(),
    text("STAGE_ID").title("Stage").wire("crm_status").indexed(),
    text("PREVIOUS_STAGE_ID").title("Previous stage").read_only().wire("crm_status"),
    status("SOURCE_ID", "SOURCE").title("Source").default(Default::FirstStatus),
    text("SOURCE_DESCRIPTION").title("About the source").wire("text"),
    reference("MYCOMPANY_ID", "company").title("Your company").parent(4).zero(),
    currency("CURRENCY_ID").title("Currency").default(Default::BaseCurrency),
    flag("IS_MANUAL_OPPORTUNITY").title("Amount set by hand").wire("boolean"),
    money("OPPORTUNITY").title("Amount").default(Default::Decimal("0")),
    money("TAX_VALUE").title("Tax").default(Default::Decimal("0")),
    user("LAST_ACTIVITY_BY").title("Last active person").read_only().default(Default::Caller),
    time("LAST_ACTIVITY_TIME").title("Last activity").read_only().default(Default::Created),
    text("STAGE_SEMANTIC_ID").title("Stage group").read_only().hidden(),
    text("OPPORTUNITY_ACCOUNT").derived(),
    text("TAX_VALUE_ACCOUNT").derived(),
    text("ACCOUNT_CURRENCY_ID").derived(),
];

/// The fields of both.
pub const FIELDS: &[&[Field]] = &[&ALL, &UTM, &OBSERVED, &[rows("BINDINGS")]];

/// The rules of both.
pub const RULES: Hooks = Hooks {
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
        stage_history::forget,
    ],
};

/// A record without a title is called after its type and id.
///
/// # Errors
/// When the store fails.
pub fn title(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    if change.new.text("TITLE").trim().is_empty() {
        let title = process::title(call, change.new.schema.entity)?;
        super::name_after_id(change, &title);
    }
    Ok(())
}

/// A record's stage must belong to its funnel, which is the default one when none is given.
///
/// # Errors
/// 400 `ERROR_CORE` for a funnel that its type lacks, or a stage that the funnel lacks.
pub fn stage(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    let Some(of) = record_type::of_entity(change.new.schema.entity) else { return Ok(()) };
    if change.new.get("CATEGORY_ID").is_null()
        && let Some(default) = category::default_funnel(call, of.id)?
    {
        change.new.set("CATEGORY_ID", default as i64);
    }
    let Some(funnel) = stage::funnel(change, call)? else { return Ok(()) };
    let before = change.old.as_ref().map(|old| old.text("STAGE_ID").to_owned()).unwrap_or_default();
    let Some(moved) = stage::enter(change, commit, call, &funnel.dictionary())? else { return Ok(()) };
    change.new.set("STAGE_SEMANTIC_ID", moved.semantics());
    change.new.set("PREVIOUS_STAGE_ID", if before.is_empty() { Data::Null } else { Data::Text(before) });
    Ok(())
}
