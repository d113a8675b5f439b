//! crm.invoice.recurring.*: templates from which invoices are made, and when the next is due.
//! docs: api-reference/crm/outdated/invoice/crm-invoice-recurring-add.md.

mod due;

use super::OLD_INVOICE;
use crate::{events::shape, prelude::*};
use engine::{Dialect, commit::retry, dialect::Faults, dialect::refusal, rights::Rights, zone};

/// When invoices are made from a template.
pub static RECURRING: Entity = Entity {
    name: "invoice_recurring",
    title: "recurring invoice",
    fields: RECURRING_FIELDS,
    hooks: Hooks { before_save: &[of_template, next], before_delete: &[] },
    rights: Rights { add: true, through: Some(may_change), ..rights::ADMINISTRATORS },
    events: &[
        Rule::new(On::Add, "ONCRMINVOICERECURRINGADD", shape::recurring_invoice),
        Rule::new(On::Update, "ONCRMINVOICERECURRINGUPDATE", shape::recurring_invoice),
        Rule::new(On::Delete, "ONCRMINVOICERECURRINGDELETE", shape::id),
    ],
    silent: &["NEXT_EXECUTION", "LAST_EXECUTION", "COUNTER_REPEAT"],
    ..Entity::BASE
};

/// crm.invoice.recurring.*
pub static RECURRINGS: Family = Family {
    prefix: "crm.invoice.recurring",
    entity: Some(&RECURRING),
    dialect: &Dialect {
        faults: &Faults { not_found: refusal("", "Recurring invoice is not found"), ..*dialect::CRM.faults },
        ..dialect::CRM
    },
    methods: &[ADD, UPDATE, DELETE, GET, LIST, FIELDS, write("expose", expose)],
    ..Family::BASE
};

#[rustfmt::skip] // One field a line, as the table it is.
const RECURRING_FIELDS: &[Field] = &[
    id("ID").title("ID"),
    int("INVOICE_ID").title("Template").required().immutable().indexed(),
    flag("ACTIVE").title("Active").default(Default::Flag(true)),
    date("NEXT_EXECUTION").title("Next invoice").read_only(),
    date("LAST_EXECUTION").title("Last invoice").read_only(),
    int("COUNTER_REPEAT").title("Invoices made").read_only().default(Default::Int(0)),
    date("START_DATE").title("Start").default(Default::Day(0)),
    flag("SEND_BILL").title("Send by e-mail").default(Default::Flag(false)),
    int("EMAIL_ID").title("E-mail of the payer"),
    text("IS_LIMIT").title("Limit").wire("char").default(Default::Text("N")),
    int("LIMIT_REPEAT").title("Most invoices"),
    date("LIMIT_DATE").title("Last day"),
    object("PARAMS").title("Rhythm").wire("recurring_params"),
];

fn template(call: &Call, recurring: &Record) -> Result<Option<Record>> {
    call.find(&OLD_INVOICE, recurring.int("INVOICE_ID").max(0) as u64)
}

fn may_change(recurring: &Record, call: &Call) -> Result<bool> {
    template(call, recurring)?.map_or(Ok(false), |invoice| rights::allows(call, &invoice))
}

/// A template is an invoice marked as recurring that the caller may change.
fn of_template(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    if change.old.is_none() {
        let found = template(call, &change.new)?.filter(|invoice| invoice.flag("IS_RECURRING"));
        let Some(invoice) = found else {
            return Err(Error::core("Invalid value of field 'INVOICE_ID': an invoice with IS_RECURRING=Y is expected"));
        };
        if !rights::allows(call, &invoice)? {
            return Err(call.family.dialect.faults.denied.into());
        }
    }
    match ["N", "T", "D"].contains(&change.new.text("IS_LIMIT")) {
        true => Ok(()),
        false => Err(Error::core("Invalid value of field 'IS_LIMIT': N, T or D is expected")),
    }
}

/// The day of the next invoice: none when the template is not active or its limit is reached.
fn next(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    let rhythm = due::Rhythm::read(change.new.text("PARAMS"))?;
    let last = change.new.get("LAST_EXECUTION").clone();
    let today = zone::day_of(call.services.zone, call.now, 0);
    let day = match last {
        Data::Time(last) => rhythm.after(last),
        _ => rhythm.from(change.new.int("START_DATE").max(today)),
    };
    let reached = match change.new.text("IS_LIMIT") {
        "T" => change.new.int("COUNTER_REPEAT") >= change.new.int("LIMIT_REPEAT"),
        "D" => day > change.new.int("LIMIT_DATE"),
        _ => false,
    };
    let due = change.new.flag("ACTIVE") && !reached;
    change.new.set("NEXT_EXECUTION", if due { Data::Time(day) } else { Data::Null });
    Ok(())
}

/// crm.invoice.recurring.expose: makes an invoice from the template now; answers its id.
fn expose(call: &Call) -> Result<Answer> {
    let id = call.id()?;
    retry(|| {
        let old = call.record(&RECURRING, id)?;
        if !rights::allows(call, &old)? {
            return Err(call.family.dialect.faults.denied.into());
        }
        let missing = || Error::from(call.family.dialect.faults.not_found);
        let template = template(call, &old)?.ok_or_else(missing)?;
        let today = zone::day_of(call.services.zone, call.now, 0);
        let rhythm = due::Rhythm::read(old.text("PARAMS"))?;
        let mut commit = Commit::by(call);
        let mut new = Record::new(template.schema.clone(), 0);
        const OWN: [&str; 9] = [
            "ACCOUNT_NUMBER",
            "STATUS_ID",
            "DATE_INSERT",
            "DATE_UPDATE",
            "DATE_STATUS",
            "DATE_MARKED",
            "IS_RECURRING",
            "CREATED_BY",
            "XML_ID",
        ];
        for (at, _) in template.schema.fields.iter().enumerate().filter(|(_, field)| !OWN.contains(&field.name)) {
            new.put(at, template.at(at).clone());
        }
        new.set("DATE_BILL", Data::Time(today));
        new.set("DATE_PAY_BEFORE", rhythm.payable(today).map_or(Data::Null, Data::Time));
        let invoice = verbs::prepare(call, Change { old: None, new, given: Vec::new() }, &mut commit)?;
        commit.save(None, &invoice);
        let mut change = Change { new: old.clone(), old: Some(old), given: Vec::new() };
        change.new.set("LAST_EXECUTION", Data::Time(today));
        let made = change.new.int("COUNTER_REPEAT") + 1;
        change.new.set("COUNTER_REPEAT", made);
        next(&mut change, &mut commit, call)?;
        commit.save(change.old.as_ref(), &change.new);
        commit
            .raise("ONCRMINVOICERECURRINGEXPOSE", &change.new, || shape::invoice_of_template(&change.new, invoice.id));
        Ok(Answer::value(invoice.id as i64).after(commit.run(call.services)?))
    })
}

/// A template that goes takes its rhythm along.
///
/// # Errors
/// When the store fails.
pub fn forget(invoice: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    let schema = call.services.schema(&RECURRING)?;
    let all = call.all(&RECURRING, &Query::equal(&schema, "INVOICE_ID", invoice.id as i64))?;
    all.iter().for_each(|recurring| commit.delete(recurring));
    Ok(())
}
