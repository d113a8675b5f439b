//! crm.status.*: dictionaries, funnel stages among them. docs: api-reference/crm/status.

mod dictionaries;
mod rules;

use crate::{
    crm::{
        funnel::Funnel,
        lead,
        old_invoice::{OLD_INVOICE, status::INVOICE_STATUS},
        quote, record_type,
    },
    prelude::*,
    seed::dictionaries::{DICTIONARY_TYPES, DictionaryRow},
};
use engine::{
    Dialect,
    dialect::{Faults, refusal},
};
use std::{collections::HashMap, sync::Arc};

/// An entry of a dictionary.
pub static STATUS: Entity = Entity {
    name: "status",
    title: "dictionary entry",
    fields: &[
        id("ID").title("ID"),
        text("ENTITY_ID").title("Dictionary").required().immutable().indexed(),
        text("STATUS_ID").title("Code").required().immutable(),
        text("NAME").title("Name").required(),
        text("NAME_INIT").title("Name at first").read_only().default(Default::Text("")),
        int("SORT").title("Sorting").default(Default::Int(10)),
        flag("SYSTEM").title("Built in").read_only(),
        int("CATEGORY_ID").title("Funnel").read_only().immutable(),
        text("COLOR").title("Colour"),
        text("SEMANTICS").title("Stage group").immutable().wire("char"),
        json("EXTRA").title("Additional fields").wire("crm_status_extra"),
    ],
    hooks: Hooks {
        before_save: &[complete, rules::code_fits, rules::stages_in_order, describe],
        before_delete: &[not_in_use],
    },
    ..Entity::BASE
};

/// crm.status.*
pub static STATUSES: Family = Family {
    prefix: "crm.status",
    entity: Some(&STATUS),
    dialect: &Dialect { faults: &FAULTS, ..dialect::CRM },
    methods: &[
        ADD,
        UPDATE,
        write("delete", delete),
        read("get", get),
        read("list", list),
        FIELDS,
        read("entity.types", dictionaries::entity_types),
        read("entity.items", dictionaries::entity_items),
    ],
    ..Family::BASE
};

const FAULTS: Faults = Faults {
    bad_id: refusal("", "Invalid identifier."),
    not_found: refusal("", "Status is not found."),
    denied: refusal("", "Access denied."),
};

/// Dictionaries that `crm.status.entity.types` does not list.
const UNLISTED: [&str; 2] = ["EVENT_TYPE", INVOICE_STATUS];

/// A code of a dictionary.
#[derive(Clone, Debug)]
pub struct Code {
    /// What records store.
    pub code: String,
    /// Name.
    pub name: String,
    /// Place in the dictionary.
    pub sort: i64,
    /// `S`, `F` or nothing.
    pub semantics: String,
}

/// The codes of a dictionary in its order; empty for one that does not exist.
///
/// # Errors
/// When the store fails.
pub fn codes(call: &Call, dictionary: &str) -> Result<Arc<Vec<Code>>> {
    let all = call.services.memo.get(STATUS.name, "codes", || dictionaries_of(call))?;
    Ok(all.get(&dictionary.to_ascii_uppercase()).cloned().unwrap_or_default())
}

/// The codes of every dictionary by its name.
fn dictionaries_of(call: &Call) -> Result<HashMap<String, Arc<Vec<Code>>>> {
    let mut rows = call.all(&STATUS, &Query::all(Test::All(Vec::new())))?;
    rows.sort_by_key(|row| (row.int("SORT"), row.id));
    let mut by_name: HashMap<String, Vec<Code>> = HashMap::new();
    for row in &rows {
        let text = |field| row.text(field).to_owned();
        by_name.entry(text("ENTITY_ID")).or_default().push(Code {
            code: text("STATUS_ID"),
            name: text("NAME"),
            sort: row.int("SORT"),
            semantics: text("SEMANTICS"),
        });
    }
    Ok(by_name.into_iter().map(|(name, codes)| (name, Arc::new(codes))).collect())
}

/// Fields whose default is the first code of their dictionary get it on add.
///
/// # Errors
/// When the store fails.
pub fn first_codes(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    if change.old.is_some() {
        return Ok(());
    }
    let schema = change.new.schema.clone();
    for (at, field) in schema.fields.iter().enumerate().filter(|(_, field)| field.default == Default::FirstStatus) {
        let Kind::Status(dictionary) = field.kind else { continue };
        if change.new.at(at).is_null()
            && !change.given.contains(&at)
            && let Some(first) = codes(call, dictionary)?.first()
        {
            change.new.put(at, Data::from(first.code.as_str()));
        }
    }
    Ok(())
}

/// Adds an entry of a fresh portal to a commit, or a stage that a funnel starts with.
///
/// # Errors
/// When the store fails.
pub fn enter_seed(commit: &mut Commit, call: &Call, row: &DictionaryRow, funnel: Option<Funnel>) -> Result<()> {
    let schema = call.services.schema(&STATUS)?;
    let mut entry = Record::new(schema, call.services.store.next_ids(STATUS.name, 1)?);
    let (dictionary, code) = match funnel {
        Some(funnel) => (funnel.dictionary(), funnel.code(row.code)),
        None => (row.dictionary.to_owned(), row.code.to_owned()),
    };
    let name = row.name[call.services.language as usize];
    entry.set("ENTITY_ID", dictionary.as_str());
    entry.set("STATUS_ID", code.as_str());
    entry.set("NAME", name);
    entry.set("NAME_INIT", if row.system { name } else { "" });
    entry.set("SORT", i64::from(row.sort));
    entry.set("SYSTEM", row.system);
    if let Some(Funnel { id: 1.., .. }) = funnel {
        entry.set("CATEGORY_ID", funnel.map_or(0, |funnel| funnel.id as i64));
    }
    for (field, text) in [("COLOR", row.color), ("SEMANTICS", row.semantics)] {
        if !text.is_empty() {
            entry.set(field, text);
        }
    }
    let mut change = Change { old: None, new: entry, given: Vec::new() };
    describe(&mut change, commit, call)?;
    commit.ops.push(store::Op::Put(code_key(&dictionary, &code), change.new.id.to_be_bytes().to_vec()));
    commit.save(None, &change.new);
    Ok(())
}

/// The key that keeps a code unique within its dictionary.
fn code_key(dictionary: &str, code: &str) -> Vec<u8> {
    store::keys::unique(STATUS.name, "CODE", format!("{dictionary}\0{code}").as_bytes())
}

/// What an entry must have, and that its code is free.
fn complete(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    if change.old.is_some() {
        return if change.new.text("NAME").is_empty() {
            Err(Error::plain("The field Title is required."))
        } else {
            Ok(())
        };
    }
    let missing = ["ENTITY_ID", "STATUS_ID"].into_iter().filter(|field| change.new.text(field).is_empty());
    let missing: Vec<String> = missing.map(|field| format!("The field {field} is required.")).collect();
    if !missing.is_empty() {
        return Err(Error::plain(missing.join(" ")));
    }
    if change.new.text("NAME").is_empty() {
        return Err(Error::plain("The field Title is required."));
    }
    let dictionary = change.new.text("ENTITY_ID").to_ascii_uppercase();
    let funnel = Funnel::named(&dictionary);
    let known = match funnel {
        Some(funnel) => funnel.record(call)?.is_some(),
        None => UNLISTED.contains(&dictionary.as_str()) || DICTIONARY_TYPES.iter().any(|kind| kind.id == dictionary),
    };
    if !known {
        return Err(Error::plain("Specified entity type is not supported."));
    }
    let own = change.new.text("STATUS_ID");
    let code = funnel.map_or_else(|| own.to_owned(), |funnel| funnel.code(own));
    if codes(call, &dictionary)?.iter().any(|taken| taken.code.eq_ignore_ascii_case(&code)) {
        return Err(Error::core("The specified status ID already exists."));
    }
    // Two adds at the same moment see the same dictionary; only one of them gets the code's own key.
    let key = code_key(&dictionary, &code);
    commit.checks.push(store::Check::Absent(key.clone()));
    commit.ops.push(store::Op::Put(key, change.new.id.to_be_bytes().to_vec()));
    change.new.set("ENTITY_ID", dictionary.as_str());
    change.new.set("STATUS_ID", code.as_str());
    if let Some(funnel) = funnel.filter(|funnel| funnel.id > 0) {
        change.new.set("CATEGORY_ID", funnel.id as i64);
    }
    Ok(())
}

/// `EXTRA` of stages: their meaning in a word, and their colour.
fn describe(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    let dictionary = change.new.text("ENTITY_ID");
    if dictionary != "STATUS" && dictionary != "QUOTE_STATUS" && !dictionary.starts_with("DEAL_STAGE") {
        return Ok(());
    }
    let meaning = match change.new.text("SEMANTICS") {
        "S" => "success",
        "F" if change.new.text("STATUS_ID").ends_with("APOLOGY") => "apology",
        "F" => "failure",
        _ => "process",
    };
    let mut extra = b"{".to_vec();
    json::key(&mut extra, "SEMANTICS");
    json::text(&mut extra, meaning);
    json::key(&mut extra, "COLOR");
    json::text(&mut extra, change.new.text("COLOR"));
    extra.push(b'}');
    change.new.set("EXTRA", String::from_utf8_lossy(&extra).as_ref());
    Ok(())
}

/// crm.status.get: without `EXTRA`, which only lists have.
fn get(call: &Call) -> Result<Answer> {
    let entry = call.record(&STATUS, call.id()?)?;
    let mut select = print::everything(&entry.schema);
    select.retain(|at| entry.schema.fields[*at].name != "EXTRA");
    let printer = print::Printer::new(call, &entry.schema, select);
    let mut out = Vec::new();
    printer.record(&mut out, entry.id, &entry.encode());
    Ok(Answer { json: out, ..Answer::default() })
}

/// crm.status.list: the whole dictionary, which has no pages.
fn list(call: &Call) -> Result<Answer> {
    if ["filter", "order"].into_iter().any(|name| call.array(name).is_err()) {
        return Err(Error::plain("Invalid parameters."));
    }
    let whole = Query { offset: 0, limit: usize::MAX, ..verbs::query(call, &STATUS)? };
    verbs::page(call, &STATUS, &whole, verbs::selection(call, &STATUS)?)
}

/// crm.status.delete: a built-in entry only with `params[FORCED]=Y`.
fn delete(call: &Call) -> Result<Answer> {
    let entry = call.record(&STATUS, call.id()?)?;
    if !rights::allows(call, &entry)? {
        return Err(FAULTS.denied.into());
    }
    let forced =
        call.param("params").and_then(|params| params.path(&["FORCED"])).and_then(Value::as_flag) == Some(true);
    if entry.flag("SYSTEM") && !forced {
        let text = "CRM System Status can be deleted only if parameter FORCED is specified and equal to \"Y\".";
        return Err(Error::plain(text));
    }
    Ok(Answer::done(verbs::remove(call, &STATUS, entry.id)?))
}

/// A stage with records in it stays.
fn not_in_use(entry: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    let (dictionary, code) = (entry.text("ENTITY_ID"), entry.text("STATUS_ID"));
    let place = match (dictionary, Funnel::named(dictionary)) {
        ("STATUS", _) => Some((&lead::LEAD, "STATUS_ID")),
        ("QUOTE_STATUS", _) => Some((&quote::QUOTE, "STATUS_ID")),
        (INVOICE_STATUS, _) => Some((&OLD_INVOICE, "STATUS_ID")),
        (_, Some(funnel)) => record_type::of_id(call, funnel.of)?.map(|of| (of.entity, of.stage)),
        _ => None,
    };
    if let Some((entity, field)) = place {
        let schema = call.services.schema(entity)?;
        let query = Query { limit: 1, ..Query::equal(&schema, field, code.to_lowercase().as_str()) };
        if !call.all(entity, &query)?.is_empty() {
            return Err(Error::plain("There are active items in this status."));
        }
    }
    free_code(entry, commit);
    Ok(())
}

/// Adds the removal of an entry, and of the claim to its code, to a commit.
pub fn forget(entry: &Record, commit: &mut Commit) {
    free_code(entry, commit);
    commit.delete(entry);
}

fn free_code(entry: &Record, commit: &mut Commit) {
    commit.ops.push(store::Op::Del(code_key(entry.text("ENTITY_ID"), entry.text("STATUS_ID"))));
}
