//! crm.invoice.*: invoices of the old kind. docs: api-reference/crm/outdated/invoice.

pub mod recurring;
mod rows;
pub mod status;

use super::{
    company::COMPANY,
    contact::CONTACT,
    deal::DEAL,
    payer::{OF_COMPANIES, OF_CONTACTS, PAY_SYSTEM, PERSON_TYPE},
    requisite,
    status::codes,
};
use crate::{events::shape, prelude::*, user::USER};
use engine::{Dialect, dialect::Faults, dialect::refusal, rights::Rights};
use status::{DECLINED, INVOICE_STATUS, PAID};

/// An invoice. `PRODUCT_ROWS` and `INVOICE_PROPERTIES` are shown by `get` only.
pub static OLD_INVOICE: Entity = Entity {
    name: "old_invoice",
    title: "invoice",
    fields: &join::<{ count(GROUPS) }>(GROUPS),
    hooks: Hooks {
        before_save: &[named, responsible, links_lead_somewhere, payer, status],
        before_delete: &[recurring::forget, requisite::link::forget_owner],
    },
    rights: Rights { owners: &["RESPONSIBLE_ID", "CREATED_BY"], ..rights::RESPONSIBLE },
    user_fields: "CRM_INVOICE",
    events: &[
        Rule::new(On::Add, "ONCRMINVOICEADD", shape::id),
        Rule::new(On::Update, "ONCRMINVOICEUPDATE", shape::id),
        Rule::new(On::Delete, "ONCRMINVOICEDELETE", shape::id),
        Rule::new(On::Update, "ONCRMINVOICESETSTATUS", shape::id).when(|invoice| invoice.changed("STATUS_ID")),
    ],
    ..Entity::BASE
};

/// crm.invoice.*
pub static OLD_INVOICES: Family = Family {
    prefix: "crm.invoice",
    entity: Some(&OLD_INVOICE),
    dialect: &Dialect {
        faults: &Faults { not_found: refusal("", "Invoice is not found"), ..*dialect::CRM.faults },
        ..dialect::CRM
    },
    methods: &[write("add", add), write("update", update), DELETE, GET, LIST, FIELDS],
    ..Family::BASE
};

#[rustfmt::skip] // One field a line, as the table it is.
const GROUPS: &[&[Field]] = &[
    &[
        id("ID").title("ID"),
        text("ACCOUNT_NUMBER").title("Number"),
        text("COMMENTS").title("Comment of the manager").wire("text"),
        created_by("CREATED_BY").title("Created by").wire("integer"),
        currency("CURRENCY").title("Currency").read_only().default(Default::BaseCurrency),
        date("DATE_BILL").title("Date").default(Default::Day(0)),
        time("DATE_INSERT").title("Created on").default(Default::Created),
        time("DATE_MARKED").title("Declined on"),
        date("DATE_PAY_BEFORE").title("To be paid by"),
        time("DATE_PAYED").title("Paid on").read_only(),
        time("DATE_STATUS").title("Status changed on").read_only().default(Default::Created),
        modified_at("DATE_UPDATE").title("Changed on"),
        user("EMP_PAYED_ID").title("Marked as paid by").read_only().wire("integer"),
        user("EMP_STATUS_ID").title("Status changed by").read_only().wire("integer").default(Default::Caller),
        text("LID").title("Site").read_only().wire("integer").default(Default::Text("s1")),
        flag("IS_RECURRING").title("Recurring template").default(Default::Flag(false)),
        text("XML_ID").title("External code"),
        text("ORDER_TOPIC").title("Subject").required(),
        int("PAY_SYSTEM_ID").title("Payment method").required(),
        date("PAY_VOUCHER_DATE").title("Payment: date"),
        text("PAY_VOUCHER_NUM").title("Payment: number"),
        flag("PAYED").title("Paid").read_only().default(Default::Flag(false)),
        int("PERSON_TYPE_ID").title("Payer type").required(),
        money("PRICE").title("Amount").read_only().default(Default::Decimal("0")),
        text("REASON_MARKED").title("About the status"),
    ],
    &[
        text("RESPONSIBLE_EMAIL").title("Responsible person: e-mail").read_only(),
        user("RESPONSIBLE_ID").title("Responsible person").wire("integer").default(Default::Caller).indexed(),
        text("RESPONSIBLE_LAST_NAME").title("Responsible person: last name").read_only(),
        text("RESPONSIBLE_LOGIN").title("Responsible person: login").read_only(),
        text("RESPONSIBLE_NAME").title("Responsible person: first name").read_only(),
        int("RESPONSIBLE_PERSONAL_PHOTO").title("Responsible person: photo").read_only(),
        text("RESPONSIBLE_SECOND_NAME").title("Responsible person: middle name").read_only(),
        text("RESPONSIBLE_WORK_POSITION").title("Responsible person: position").read_only(),
        text("STATUS_ID").title("Status").wire("crm_status").indexed(),
        money("TAX_VALUE").title("Tax").read_only().default(Default::Decimal("0")),
        reference("UF_COMPANY_ID", "company").title("Company").wire("integer").indexed(),
        reference("UF_CONTACT_ID", "contact").title("Contact").wire("integer").indexed(),
        reference("UF_MYCOMPANY_ID", "company").title("Own company").wire("integer"),
        reference("UF_DEAL_ID", "deal").title("Deal").wire("integer").indexed(),
        text("USER_DESCRIPTION").title("Comment for the client"),
        int("PR_LOCATION").title("Location"),
        object("INVOICE_PROPERTIES").title("Properties of the payer").on_request().wire("array"),
        object("PRODUCT_ROWS").title("Product rows").on_request().wire("array"),
    ],
];

/// Applies what the client gave, product rows included.
fn apply(call: &Call, change: &mut Change) -> Result<()> {
    let Some(fields) = call.array("fields")? else { return Ok(()) };
    let mut plain = fields.clone();
    let given = plain.remove("PRODUCT_ROWS");
    engine::input::apply(call, change, &plain)?;
    match given {
        Some(given) => rows::store(call, &mut change.new, &given),
        None => Ok(()),
    }
}

fn add(call: &Call) -> Result<Answer> {
    let mut change = Change { old: None, new: Record::new(call.services.schema(&OLD_INVOICE)?, 0), given: Vec::new() };
    apply(call, &mut change)?;
    let (invoice, ticket) = verbs::insert(call, change)?;
    Ok(Answer::value(invoice.id as i64).after(ticket))
}

fn update(call: &Call) -> Result<Answer> {
    let (_, ticket) = verbs::change(call, &OLD_INVOICE, call.id()?, |change| apply(call, change))?;
    Ok(Answer::done(ticket))
}

/// An invoice without a number has its id for one; a subject is required.
fn named(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    if change.new.text("ACCOUNT_NUMBER").is_empty() {
        let number = change.new.id.to_string();
        change.new.set("ACCOUNT_NUMBER", number.as_str());
    }
    match change.new.text("ORDER_TOPIC").trim().is_empty() {
        true => Err(Error::core("Required field 'ORDER_TOPIC' is not filled")),
        false => Ok(()),
    }
}

/// Somebody responsible is a user; what invoices show of them follows.
fn responsible(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    const SHOWN: [(&str, &str); 7] = [
        ("RESPONSIBLE_PERSONAL_PHOTO", "PERSONAL_PHOTO"),
        ("RESPONSIBLE_EMAIL", "EMAIL"),
        ("RESPONSIBLE_LOGIN", "EMAIL"),
        ("RESPONSIBLE_NAME", "NAME"),
        ("RESPONSIBLE_LAST_NAME", "LAST_NAME"),
        ("RESPONSIBLE_SECOND_NAME", "SECOND_NAME"),
        ("RESPONSIBLE_WORK_POSITION", "WORK_POSITION"),
    ];
    if change.new.int("RESPONSIBLE_ID") == 0 {
        change.new.set("RESPONSIBLE_ID", call.caller.user as i64);
    }
    let id = change.new.int("RESPONSIBLE_ID");
    let Some(person) = call.find(&USER, id as u64)? else {
        return Err(Error::core(format!("Invalid value of field 'RESPONSIBLE_ID': there is no user {id}")));
    };
    for (field, from) in SHOWN {
        change.new.set(field, person.get(from).clone());
    }
    Ok(())
}

/// What an invoice names must exist.
fn links_lead_somewhere(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    const LINKS: [(&str, &Entity); 6] = [
        ("UF_COMPANY_ID", &COMPANY),
        ("UF_CONTACT_ID", &CONTACT),
        ("UF_MYCOMPANY_ID", &COMPANY),
        ("UF_DEAL_ID", &DEAL),
        ("PAY_SYSTEM_ID", &PAY_SYSTEM),
        ("PERSON_TYPE_ID", &PERSON_TYPE),
    ];
    for (field, entity) in LINKS {
        let id = change.new.int(field);
        let given = !change.new.get(field).is_null() && change.changed(field);
        if given && (id <= 0 || call.find(entity, id as u64)?.is_none()) {
            return Err(Error::core(format!("Invalid value of field '{field}': there is no {} {id}", entity.title)));
        }
    }
    Ok(())
}

/// The payer is of the kind that the invoice says.
fn payer(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    const PAYERS: [(i64, &str); 2] = [(OF_COMPANIES, "UF_COMPANY_ID"), (OF_CONTACTS, "UF_CONTACT_ID")];
    let kind = change.new.int("PERSON_TYPE_ID");
    match PAYERS.iter().find(|(known, field)| *known == kind && change.new.int(field) == 0) {
        Some((_, field)) => Err(Error::core(format!("Required field '{field}' is not filled"))),
        None => Ok(()),
    }
}

/// A status is one of the dictionary's; it says whether the invoice is paid.
fn status(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    let all = codes(call, INVOICE_STATUS)?;
    if change.new.text("STATUS_ID").is_empty()
        && let Some(first) = all.first()
    {
        change.new.set("STATUS_ID", first.code.as_str());
    }
    if !change.changed("STATUS_ID") {
        return Ok(());
    }
    let code = change.new.text("STATUS_ID").to_owned();
    if all.iter().all(|known| known.code != code) {
        return Err(Error::core(format!("Invalid value of field 'STATUS_ID': there is no status '{code}'")));
    }
    let (now, by) = (Data::Time(call.now / 1000 * 1000), Data::Int(call.caller.user as i64));
    let paid = code == PAID;
    change.new.set("PAYED", paid);
    change.new.set("DATE_PAYED", if paid { now.clone() } else { Data::Null });
    change.new.set("EMP_PAYED_ID", if paid { by.clone() } else { Data::Null });
    if code == DECLINED && change.new.get("DATE_MARKED").is_null() {
        change.new.set("DATE_MARKED", now.clone());
    }
    change.new.set("DATE_STATUS", now);
    change.new.set("EMP_STATUS_ID", by);
    Ok(())
}
