//! crm.requisite.bankdetail.*: the accounts that requisites have.
//! docs: api-reference/crm/requisites/bank-detail.

use super::{not_modified_yet, not_valid, owner_of, preset_of, requisite_of};
use crate::{crm::named_record, events::shape, prelude::*, seed::presets::COUNTRIES};
use engine::rights::Rights;

/// An account.
pub static BANK_DETAIL: Entity = Entity {
    name: "bankdetail",
    title: "bank detail",
    fields: BANK_FIELDS,
    hooks: Hooks { before_save: &[belongs, not_modified_yet], before_delete: &[leave_links] },
    rights: Rights { add: true, through: Some(may_change), ..rights::ADMINISTRATORS },
    events: &each(["ONCRMBANKDETAILADD", "ONCRMBANKDETAILUPDATE", "ONCRMBANKDETAILDELETE"], shape::id),
    ..Entity::BASE
};

/// crm.requisite.bankdetail.*
pub static BANK_DETAILS: Family = Family {
    prefix: "crm.requisite.bankdetail",
    entity: Some(&BANK_DETAIL),
    methods: &[ADD, write("update", update), write("delete", delete), read("get", get), LIST, FIELDS],
    ..Family::BASE
};

#[rustfmt::skip] // One field a line, as the table it is.
const BANK_FIELDS: &[Field] = &[
    id("ID").title("ID"),
    int("ENTITY_ID").title("Requisites").required().immutable().scattered(),
    int("COUNTRY_ID").title("Country"),
    created_at("DATE_CREATE").title("Created on"),
    modified_at("DATE_MODIFY").title("Modified on"),
    created_by("CREATED_BY_ID").title("Created by"),
    modified_by("MODIFY_BY_ID").title("Modified by"),
    text("NAME").title("Name"),
    text("CODE").title("Code"),
    text("XML_ID").title("External code"),
    text("ORIGINATOR_ID").title("External system"),
    flag("ACTIVE").title("Active").default(Default::Flag(true)),
    int("SORT").title("Sorting").default(Default::Int(500)),
    text("RQ_BANK_NAME").title("Bank"),
    text("RQ_BANK_CODE").title("Bank code"),
    text("RQ_BANK_ADDR").title("Address of the bank"),
    text("RQ_BANK_ROUTE_NUM").title("Routing number"),
    text("RQ_BIK").title("BIK"),
    text("RQ_MFO").title("MFO"),
    text("RQ_ACC_NAME").title("Account holder"),
    text("RQ_ACC_NUM").title("Account number"),
    text("RQ_ACC_TYPE").title("Kind of account"),
    text("RQ_IIK").title("IIK"),
    text("RQ_ACC_CURRENCY").title("Currency of the account"),
    text("RQ_COR_ACC_NUM").title("Correspondent account"),
    text("RQ_IBAN").title("IBAN"),
    text("RQ_SWIFT").title("SWIFT"),
    text("RQ_BIC").title("BIC"),
    text("RQ_CODEB").title("Bank code (France)"),
    text("RQ_CODEG").title("Branch code (France)"),
    text("RQ_RIB").title("RIB key"),
    text("RQ_AGENCY_NAME").title("Agency"),
    text("COMMENTS").title("Comment"),
];

const WHAT: &str = "RequisiteBankDetail";

fn get(call: &Call) -> Result<Answer> {
    named_record(call, &BANK_DETAIL, WHAT)?;
    verbs::get(call)
}

fn update(call: &Call) -> Result<Answer> {
    named_record(call, &BANK_DETAIL, WHAT)?;
    verbs::update(call)
}

fn delete(call: &Call) -> Result<Answer> {
    named_record(call, &BANK_DETAIL, WHAT)?;
    verbs::delete(call)
}

/// The accounts of requisites.
///
/// # Errors
/// When the store fails.
pub fn of(call: &Call, requisite: i64) -> Result<Vec<Record>> {
    let schema = call.services.schema(&BANK_DETAIL)?;
    call.all(&BANK_DETAIL, &Query::equal(&schema, "ENTITY_ID", requisite))
}

/// Whoever may change the owner of the requisites may change its accounts.
fn may_change(detail: &Record, call: &Call) -> Result<bool> {
    let Some(requisite) = requisite_of(call, detail)? else { return Ok(false) };
    owner_of(call, &requisite)?.map_or(Ok(false), |owner| rights::allows(call, &owner))
}

/// A new account names requisites that the caller may change, and takes the country of their preset.
fn belongs(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    if change.old.is_none() {
        let Some(requisite) = requisite_of(call, &change.new)? else { return Err(not_valid("ENTITY_ID")) };
        if !call.caller.admin && !may_change(&change.new, call)? {
            return Err(call.family.dialect.faults.denied.into());
        }
        if change.new.get("COUNTRY_ID").is_null()
            && let Some(preset) = preset_of(call, &requisite)?
        {
            change.new.set("COUNTRY_ID", preset.int("COUNTRY_ID"));
        }
    }
    if change.changed("COUNTRY_ID") && !COUNTRIES.iter().any(|country| country.id == change.new.int("COUNTRY_ID")) {
        return Err(not_valid("COUNTRY_ID"));
    }
    if change.new.text("NAME").trim().is_empty() {
        return Err(Error::core("Required field 'NAME' is not filled"));
    }
    Ok(())
}

fn leave_links(detail: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    super::link::forget_account(call, commit, detail.id as i64)
}
