//! crm.invoice.status.*: the dictionary INVOICE_STATUS under names of its own.
//! docs: api-reference/crm/outdated/invoice-status-old.

use crate::{
    crm::status::{self, STATUS, codes},
    prelude::*,
    seed::dictionaries::DictionaryRow,
};
use engine::{Dialect, dialect::Faults, dialect::refusal};

/// The dictionary's name.
pub const INVOICE_STATUS: &str = "INVOICE_STATUS";
/// The code of a paid invoice.
pub const PAID: &str = "P";
/// The code of a declined one.
pub const DECLINED: &str = "D";

/// crm.invoice.status.*
pub static INVOICE_STATUSES: Family = Family {
    prefix: "crm.invoice.status",
    entity: Some(&STATUS),
    dialect: &Dialect {
        faults: &Faults { not_found: refusal("", "Status is not found."), ..*dialect::CRM.faults },
        ..dialect::CRM
    },
    methods: &[
        write("add", add),
        write("update", update),
        write("delete", delete),
        read("get", get),
        read("list", list),
        read("fields", |_| Ok(verbs::described(&FIELDS_OF_STATUSES))),
    ],
    ..Family::BASE
};

#[rustfmt::skip] // One field a line, as the table it is.
static FIELDS_OF_STATUSES: [Field; 7] = [
    id("ID").title("ID"),
    text("ENTITY_ID").title("Dictionary").read_only(),
    text("STATUS_ID").title("Code").read_only(),
    text("NAME").title("Name").required(),
    text("NAME_INIT").title("Name at first").read_only(),
    int("SORT").title("Sorting").required(),
    flag("SYSTEM").title("Built in").read_only(),
];

#[rustfmt::skip] // One status a line, as the table it is.
const SEEDS: [DictionaryRow; 4] = [
    row("N", 100, true, ["Draft", "Brouillon", "Черновик"]),
    row("S", 110, false, ["Sent to the client", "Envoyée au client", "Отправлен клиенту"]),
    row(PAID, 120, true, ["Paid", "Payée", "Оплачен"]),
    row(DECLINED, 130, true, ["Declined", "Refusée", "Отклонён"]),
];

const fn row(code: &'static str, sort: u32, system: bool, name: [&'static str; 3]) -> DictionaryRow {
    DictionaryRow { dictionary: INVOICE_STATUS, code, sort, system, color: "", semantics: "", extra: "", name }
}

/// Adds the statuses of a fresh portal to a commit, unless there are some.
///
/// # Errors
/// When the store fails.
pub fn enter_seeds(commit: &mut Commit, call: &Call) -> Result<()> {
    match codes(call, INVOICE_STATUS)?.is_empty() {
        true => SEEDS.iter().try_for_each(|row| status::enter_seed(commit, call, row, None)),
        false => Ok(()),
    }
}

/// The entry that `id` names, of this dictionary.
fn entry(call: &Call) -> Result<Record> {
    let entry = call.record(&STATUS, call.id()?)?;
    match entry.text("ENTITY_ID") == INVOICE_STATUS {
        true => Ok(entry),
        false => Err(call.family.dialect.faults.not_found.into()),
    }
}

/// The first free code: a letter, then letters with numbers.
fn free_code(call: &Call) -> Result<String> {
    let taken = codes(call, INVOICE_STATUS)?;
    let letters = ('A'..='Z').map(String::from);
    let mut candidates = letters.chain((1..).map(|number| format!("A{number}")));
    let free = candidates.find(|code| taken.iter().all(|known| known.code != *code));
    free.ok_or_else(|| engine::error::INTERNAL.into())
}

/// crm.invoice.status.add: gets a code of its own.
fn add(call: &Call) -> Result<Answer> {
    if !call.caller.admin {
        return Err(call.family.dialect.faults.denied.into());
    }
    let mut change = Change { old: None, new: Record::new(call.services.schema(&STATUS)?, 0), given: Vec::new() };
    change.new.set("ENTITY_ID", INVOICE_STATUS);
    change.new.set("STATUS_ID", free_code(call)?.as_str());
    apply(call, &mut change)?;
    let (entry, ticket) = verbs::insert(call, change)?;
    Ok(Answer::value(entry.id as i64).after(ticket))
}

/// Only names and places can be given.
fn apply(call: &Call, change: &mut Change) -> Result<()> {
    let Some(fields) = call.array("fields")? else { return Ok(()) };
    let given = ["NAME", "SORT"].into_iter().filter_map(|name| Some((name, fields.get(name)?.clone())));
    engine::input::apply(call, change, &Tree::from_iter(given))
}

fn update(call: &Call) -> Result<Answer> {
    let (_, ticket) = verbs::change(call, &STATUS, entry(call)?.id, |change| apply(call, change))?;
    Ok(Answer::done(ticket))
}

/// crm.invoice.status.delete: a built-in status stays, and so does one in use.
fn delete(call: &Call) -> Result<Answer> {
    let entry = entry(call)?;
    if entry.flag("SYSTEM") {
        return Err(Error::core("A built-in status cannot be deleted"));
    }
    Ok(Answer::done(verbs::remove(call, &STATUS, entry.id)?))
}

fn shown(entry: &Record) -> Vec<usize> {
    let known = |at: &usize| FIELDS_OF_STATUSES.iter().any(|field| field.name == entry.schema.fields[*at].name);
    print::everything(&entry.schema).into_iter().filter(known).collect()
}

fn get(call: &Call) -> Result<Answer> {
    let entry = entry(call)?;
    let printer = print::Printer::new(call, &entry.schema, shown(&entry));
    let mut out = Vec::new();
    printer.record(&mut out, entry.id, &entry.encode());
    Ok(Answer { json: out, ..Answer::default() })
}

/// crm.invoice.status.list: the whole dictionary.
fn list(call: &Call) -> Result<Answer> {
    let schema = call.services.schema(&STATUS)?;
    let query = verbs::query(call, &STATUS)?;
    let own = Query::equal(&schema, "ENTITY_ID", INVOICE_STATUS.to_lowercase().as_str()).test;
    let whole = Query { test: Test::All(vec![own, query.test.clone()]), offset: 0, limit: usize::MAX, ..query };
    let known = |at: &usize| FIELDS_OF_STATUSES.iter().any(|field| field.name == schema.fields[*at].name);
    let select = verbs::selection(call, &STATUS)?.into_iter().filter(known).collect();
    verbs::page(call, &STATUS, &whole, select)
}
