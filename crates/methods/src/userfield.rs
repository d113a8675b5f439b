//! Fields that people add to records: crm.*.userfield.*, user.userfield.*, task.item.userfield.*,
//! userfieldconfig.* and the descriptions of all these.
//!
//! docs: api-reference/crm/deals/user-defined-fields and its twins of the other CRM records,
//! api-reference/user/userfields, api-reference/tasks/user-field,
//! api-reference/crm/universal/userfieldconfig, api-reference/crm/universal/user-defined-fields.

mod config;
mod describe;
mod labels;
mod show;
mod variants;
mod write;

use crate::prelude::*;
use engine::{Dialect, dialect::Faults, dialect::refusal, query, user_field::USER_FIELD};
use show::Labels;

/// The families of user fields, one for each kind of record, and the descriptions.
pub static FAMILIES: &[&Family] = &[
    &classic("crm.lead.userfield", &dialect::CRM, &CRM_METHODS),
    &classic("crm.deal.userfield", &dialect::CRM, &CRM_METHODS),
    &classic("crm.contact.userfield", &dialect::CRM, &CRM_METHODS),
    &classic("crm.company.userfield", &dialect::CRM, &CRM_METHODS),
    &classic("crm.quote.userfield", &dialect::CRM, &CRM_METHODS),
    &classic("crm.requisite.userfield", &dialect::CRM, &CRM_METHODS),
    &classic("crm.invoice.userfield", &dialect::CRM, &CRM_METHODS),
    &classic("user.userfield", &dialect::CRM, &USER_METHODS),
    &classic("task.item.userfield", &TASK_FIELDS, &TASK_METHODS),
    &classic("crm.userfield", &dialect::CRM, &describe::METHODS),
    &config::FAMILY,
];

static CRM_METHODS: [Method; 5] =
    [write("add", add), write("update", update), write("delete", delete), read("get", get), read("list", list)];

static USER_METHODS: [Method; 4] =
    [write("add", add), write("update", update), write("delete", delete), read("list", list)];

static TASK_METHODS: [Method; 7] = [
    write("add", add),
    write("update", update),
    write("delete", delete),
    read("get", get),
    read("getlist", list),
    read("getfields", describe::fields),
    read("gettypes", describe::types),
];

static TASK_FIELDS: Dialect = Dialect {
    id: "ID",
    faults: &Faults {
        bad_id: refusal("ERROR_CORE", "ID is not defined or invalid."),
        denied: refusal("ERROR_CORE", "Access denied."),
        ..*dialect::CRM.faults
    },
    ..dialect::CRM
};

const fn classic(prefix: &'static str, dialect: &'static Dialect, methods: &'static [Method]) -> Family {
    Family { prefix, entity: Some(&USER_FIELD), dialect, methods, ..Family::BASE }
}

/// How one kind of record names its user fields.
struct Place {
    /// The family.
    family: &'static str,
    /// The records' namespace.
    namespace: &'static str,
    /// What every name begins with.
    prefix: &'static str,
    /// Types that it takes; all where there are none.
    types: &'static [&'static str],
    /// Code of refusals that the classic methods give none.
    code: &'static str,
    /// Parameters with the values of an add and of an update.
    values: [&'static str; 2],
    /// What a field shows in lists without being asked.
    in_list: bool,
    /// Only administrators list them.
    guarded: bool,
}

const fn place(family: &'static str, namespace: &'static str) -> Place {
    Place {
        family,
        namespace,
        prefix: "UF_CRM_",
        types: &[],
        code: "",
        values: ["fields", "fields"],
        in_list: false,
        guarded: false,
    }
}

static PLACES: [Place; 9] = [
    place("crm.lead.userfield", "CRM_LEAD"),
    place("crm.deal.userfield", "CRM_DEAL"),
    place("crm.contact.userfield", "CRM_CONTACT"),
    place("crm.company.userfield", "CRM_COMPANY"),
    place("crm.quote.userfield", "CRM_QUOTE"),
    place("crm.requisite.userfield", "CRM_REQUISITE"),
    place("crm.invoice.userfield", "CRM_INVOICE"),
    Place { prefix: "UF_USR_", in_list: true, guarded: true, ..place("user.userfield", "USER") },
    Place {
        prefix: "UF_",
        types: &["string", "double", "datetime", "boolean"],
        code: "ERROR_CORE",
        values: ["PARAMS", "DATA"],
        in_list: true,
        ..place("task.item.userfield", "TASKS_TASK")
    },
];

fn place_of(call: &Call) -> Result<&'static Place> {
    PLACES.iter().find(|place| place.family == call.family.prefix).ok_or_else(|| engine::error::INTERNAL.into())
}

/// Only administrators write.
fn administrators_only(call: &Call) -> Result<()> {
    if call.caller.admin { Ok(()) } else { Err(call.family.dialect.faults.denied.into()) }
}

/// The values of a write.
fn values<'a>(call: &Call<'a>, name: &'static str) -> Result<&'a Tree> {
    match call.array(name)? {
        Some(fields) => Ok(fields),
        None if is_task(call) => Err(no_arguments(call)),
        None => Err(Error::plain(format!("Parameter '{name}' must be array."))),
    }
}

fn is_task(call: &Call) -> bool {
    call.family.prefix == "task.item.userfield"
}

/// What the methods of tasks say of arguments that are not there. docs: task-item-user-field-get.md and
/// task-item-user-field-update.md
fn no_arguments(call: &Call) -> Error {
    if !call.method.writes {
        return Error::core("No parameters found");
    }
    let method = format!(r"Bitrix\Tasks\Integration\Rest\Task\UserField::{}", call.method.name);
    Error::core(format!("TASKS_ERROR_EXCEPTION_#0; Invalid arguments for {method}; 0/TE"))
}

/// The id that a call names.
fn id_of(call: &Call) -> Result<u64> {
    if is_task(call) && call.param("ID").is_none() {
        return Err(no_arguments(call));
    }
    call.id()
}

/// A user field of the family's records.
fn owned(call: &Call, place: &Place, id: u64) -> Result<Record> {
    let Some(record) = call.find(&USER_FIELD, id)? else {
        return Err(match place.namespace {
            // docs: user-userfield-delete.md; who asks learns no more than that.
            "USER" => call.family.dialect.faults.denied.into(),
            // docs: crm-requisite-userfield-update.md and -delete.md give no code.
            "CRM_REQUISITE" if call.method.writes => Error::plain(format!("The entity with ID '{id}' is not found.")),
            _ => Error::new(400, "ERROR_NOT_FOUND", format!("The entity with ID '{id}' is not found.")),
        });
    };
    if record.text("ENTITY_ID") == place.namespace { Ok(record) } else { Err(call.family.dialect.faults.denied.into()) }
}

fn add(call: &Call) -> Result<Answer> {
    let place = place_of(call)?;
    administrators_only(call)?;
    let fields = values(call, place.values[0])?;
    let blank = Record::new(call.services.schema(&USER_FIELD)?, 0);
    let mut change = Change { old: None, new: blank, given: Vec::new() };
    change.new.set("SHOW_IN_LIST", place.in_list);
    write::begin(place, place.namespace, &mut change, fields)?;
    write::apply(call, &mut change, fields)?;
    let (record, ticket) = verbs::insert(call, change)?;
    Ok(Answer::value(record.id as i64).after(ticket))
}

fn update(call: &Call) -> Result<Answer> {
    let place = place_of(call)?;
    let id = id_of(call)?;
    administrators_only(call)?;
    owned(call, place, id)?;
    let fields = values(call, place.values[1])?;
    let (_, ticket) = verbs::change(call, &USER_FIELD, id, |change| write::apply(call, change, fields))?;
    Ok(Answer::done(ticket))
}

fn delete(call: &Call) -> Result<Answer> {
    let place = place_of(call)?;
    let id = id_of(call)?;
    administrators_only(call)?;
    owned(call, place, id)?;
    Ok(Answer::done(verbs::remove(call, &USER_FIELD, id)?))
}

fn get(call: &Call) -> Result<Answer> {
    let place = place_of(call)?;
    let record = owned(call, place, id_of(call)?)?;
    let mut json = Vec::new();
    show::record(call, &mut json, &record, Labels::All);
    Ok(Answer { json, total: none_counted(call), ..Answer::default() })
}

/// All fields at once: the classic methods do not page here. `filter[LANG]` asks for the labels of
/// a language.
fn list(call: &Call) -> Result<Answer> {
    let place = place_of(call)?;
    if place.guarded {
        administrators_only(call)?;
    }
    let records = found(call, verbs::query(call, &USER_FIELD)?, place.namespace)?;
    let language = call.array("filter")?.and_then(|filter| filter.get("LANG")).and_then(Value::as_text);
    let mut out = Vec::new();
    json::list(&mut out, &records, |out, record| {
        let labels = language.as_deref().map_or(Labels::None, Labels::In);
        show::record(call, out, record, labels);
    });
    let total = none_counted(call).or(Some(records.len() as u64));
    Ok(Answer { json: out, total, ..Answer::default() })
}

/// The methods of tasks answer a total that counts nothing. docs: task-item-user-field-get.md
fn none_counted(call: &Call) -> Option<u64> {
    is_task(call).then_some(0)
}

/// Adds to a commit that the user fields of a namespace go, with the records that had them.
///
/// # Errors
/// When the store fails.
pub fn take(call: &Call, namespace: &str, commit: &mut Commit) -> Result<()> {
    for field in found(call, Query::all(Test::All(Vec::new())), namespace)? {
        for rule in USER_FIELD.hooks.before_delete {
            rule(&field, commit, call)?;
        }
        commit.delete_quietly(&field);
    }
    Ok(())
}

/// The user fields of a namespace that a query finds.
fn found(call: &Call, mut query: Query, namespace: &str) -> Result<Vec<Record>> {
    let schema = call.services.schema(&USER_FIELD)?;
    let is = |at| Test::Is(Condition::new(at, Op::In, vec![Data::Text(namespace.to_lowercase())]));
    if let Test::All(tests) = &mut query.test {
        tests.extend(schema.position("ENTITY_ID").map(is));
    }
    sorted(call, query)
}

/// What a query finds, by sort index and id unless it says otherwise.
fn sorted(call: &Call, mut query: Query) -> Result<Vec<Record>> {
    let schema = call.services.schema(&USER_FIELD)?;
    if query.order.is_empty() {
        query.order.extend(schema.position("SORT").map(|position| Order { position, descending: false }));
    }
    query::all(call.services, &USER_FIELD, &Query { offset: 0, limit: usize::MAX, counted: false, ..query })
}
