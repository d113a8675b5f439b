//! crm.category.*: funnels of deals. docs: api-reference/crm/universal/category.

use super::{
    deal::DEAL,
    status::{self, STATUS},
};
use crate::{
    prelude::*,
    seed::dictionaries::{funnel_dictionary, funnel_stages},
};

/// A funnel. The default one has id 0.
pub static CATEGORY: Entity = Entity {
    name: "category",
    title: "funnel",
    fields: &[
        id("ID").title("ID"),
        text("NAME").title("Name"),
        int("SORT").title("Sorting").default(Default::Int(500)),
        int("ENTITY_TYPE_ID").title("Type of records").read_only().required(),
        flag("IS_DEFAULT").title("Default funnel").read_only().wire("boolean"),
        text("ORIGIN_ID").title("ID in the external system").default(Default::Text("")),
        text("ORIGINATOR_ID").title("External system").default(Default::Text("")),
    ],
    hooks: Hooks { before_save: &[has_a_name, give_stages], before_delete: &[empty, take_stages] },
    ..Entity::BASE
};

/// crm.category.*
pub static CATEGORIES: Family = Family {
    prefix: "crm.category",
    entity: Some(&CATEGORY),
    dialect: &dialect::ITEM,
    one: "category",
    many: "categories",
    methods: &[
        write("add", add),
        write("update", update),
        write("delete", delete),
        read("get", get),
        read("list", list),
        read("fields", fields),
    ],
};

/// The only record type with funnels so far.
const DEALS: i64 = 2;

fn add(call: &Call) -> Result<Answer> {
    of_deals(call)?;
    verbs::add(call)
}

/// A name of at most 255 characters, and a place that is not negative.
fn has_a_name(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    let name = change.new.text("NAME").trim();
    if name.is_empty() {
        return Err(Error::new(400, "0", "Field 'NAME' is required"));
    }
    if name.chars().count() > 255 {
        return Err(Error::new(400, "0", "Field 'NAME' is longer than 255 characters"));
    }
    let place = change.new.int("SORT").max(0);
    change.new.set("SORT", place);
    Ok(())
}

/// A funnel comes with the stages of a fresh one, in the same commit.
fn give_stages(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    if change.old.is_some() {
        return Ok(());
    }
    change.new.set("ENTITY_TYPE_ID", DEALS);
    change.new.set("IS_DEFAULT", change.new.id == 0);
    for row in funnel_stages() {
        status::enter_seed(commit, call, row, change.new.id)?;
    }
    Ok(())
}

fn update(call: &Call) -> Result<Answer> {
    of_deals(call)?;
    let id = funnel(call)?;
    let Some(fields) = call.param("fields").and_then(Value::as_tree) else {
        return Err(Error::new(400, "100", "Could not find value for parameter {fields}"));
    };
    let (_, ticket) = verbs::change(call, &CATEGORY, id, |change| engine::input::apply(call, change, fields))?;
    Ok(verbs::show(call, &CATEGORY, id)?.after(ticket))
}

fn delete(call: &Call) -> Result<Answer> {
    of_deals(call)?;
    let ticket = verbs::remove(call, &CATEGORY, funnel(call)?)?;
    Ok(Answer { json: call.family.dialect.deleted.into(), ..Answer::default() }.after(ticket))
}

/// The default funnel stays, and so does one with deals in it.
fn empty(funnel: &Record, _: &mut Commit, call: &Call) -> Result<()> {
    if funnel.id == 0 {
        return Err(Error::new(400, "0", "Default deal category cannot be deleted"));
    }
    let schema = call.services.schema(&DEAL)?;
    let deals = Query { limit: 1, ..Query::equal(&schema, "CATEGORY_ID", funnel.id as i64) };
    match call.all(&DEAL, &deals)?.is_empty() {
        true => Ok(()),
        false => Err(Error::new(400, "0", format!("Deals related to the funnel {} found", funnel.text("NAME")))),
    }
}

/// A funnel goes with its stages.
fn take_stages(funnel: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    let schema = call.services.schema(&STATUS)?;
    let dictionary = funnel_dictionary(funnel.id).to_lowercase();
    for stage in call.all(&STATUS, &Query::equal(&schema, "ENTITY_ID", dictionary.as_str()))? {
        status::forget(&stage, commit);
    }
    Ok(())
}

fn get(call: &Call) -> Result<Answer> {
    of_deals(call)?;
    verbs::show(call, &CATEGORY, funnel(call)?)
}

fn list(call: &Call) -> Result<Answer> {
    of_deals(call)?;
    let schema = call.services.schema(&CATEGORY)?;
    let order = schema.position("SORT").map(|position| Order { position, descending: false });
    let whole = Query { order: order.into_iter().collect(), counted: true, ..Query::all(Test::All(Vec::new())) };
    verbs::page(call, &CATEGORY, &whole, print::everything(&schema))
}

fn fields(call: &Call) -> Result<Answer> {
    of_deals(call)?;
    verbs::fields(call)
}

fn funnel(call: &Call) -> Result<u64> {
    let id = call.param("id").and_then(Value::as_int).filter(|id| *id >= 0);
    id.map(|id| id as u64).ok_or_else(|| call.family.dialect.faults.bad_id.into())
}

fn of_deals(call: &Call) -> Result<()> {
    const WITHOUT: [(i64, &str); 6] =
        [(1, "LEAD"), (3, "CONTACT"), (4, "COMPANY"), (5, "INVOICE"), (7, "QUOTE"), (31, "SMART_INVOICE")];
    let Some(kind) = call.param("entityTypeId").and_then(Value::as_int) else {
        return Err(Error::new(400, "100", "Could not find value for parameter {entityTypeId}"));
    };
    match WITHOUT.iter().find(|(id, _)| *id == kind) {
        Some((_, name)) => {
            Err(Error::new(400, "ENTITY_TYPE_NOT_SUPPORTED", format!("Entity type {name} is not supported")))
        }
        None if kind == DEALS => Ok(()),
        None => Err(Error::new(400, "NOT_FOUND", "Smart process not found")),
    }
}
