//! crm.category.*: funnels of deals, smart invoices and smart processes, each with stages of its own.
//!
//! docs: api-reference/crm/universal/category.

mod methods;
mod rules;

pub use methods::{draft, make};
pub use rules::take_stages;

use super::record_type::{self, DEALS};
use crate::prelude::*;

/// A funnel of deals. The default one has id 0.
pub static CATEGORY: Entity = Entity {
    name: "category",
    title: "funnel",
    fields: &[
        id("ID").title("ID"),
        text("NAME").title("Name"),
        int("SORT").title("Sorting").default(Default::Int(500)),
        int("ENTITY_TYPE_ID").title("Type of records").read_only().required().camel_only(),
        flag("IS_DEFAULT").title("Default funnel").read_only().wire("boolean").camel_only(),
        flag("IS_LOCKED").title("Locked").read_only().upper_only(),
        text("ORIGIN_ID").title("ID in the external system").default(Default::Text("")).camel_only(),
        text("ORIGINATOR_ID").title("External system").default(Default::Text("")).camel_only(),
        created_at("CREATED_DATE").title("Created on").upper_only(),
    ],
    hooks: Hooks {
        before_save: &[rules::has_a_name, rules::deals_default, rules::give_stages],
        before_delete: &[rules::empty, take_stages],
    },
    ..Entity::BASE
};

/// A funnel of smart invoices or of a smart process.
pub static ITEM_CATEGORY: Entity = Entity {
    name: "itemcategory",
    title: "funnel",
    fields: &[
        id("ID").title("ID"),
        text("NAME").title("Name"),
        int("SORT").title("Sorting").default(Default::Int(500)),
        int("ENTITY_TYPE_ID").title("Type of records").read_only().required().indexed(),
        flag("IS_DEFAULT").title("Default funnel").wire("boolean"),
        flag("IS_SYSTEM").title("Built in").read_only().wire("boolean"),
        text("CODE").title("Code of a built-in funnel").read_only().default(Default::Text("")),
    ],
    hooks: Hooks {
        before_save: &[rules::has_a_name, rules::one_default, rules::give_stages],
        before_delete: &[rules::empty, take_stages],
    },
    ..Entity::BASE
};

/// crm.category.*
pub static CATEGORIES: Family = Family {
    prefix: "crm.category",
    entity: Some(&CATEGORY),
    dialect: &dialect::ITEM,
    one: "category",
    many: "categories",
    methods: &methods::METHODS,
};

/// Where the funnels of a type of records are.
pub fn entity_of(kind: i64) -> &'static Entity {
    if kind == DEALS { &CATEGORY } else { &ITEM_CATEGORY }
}

/// The funnels of a type of records, in their order.
///
/// # Errors
/// When the store fails.
pub fn funnels(call: &Call, kind: i64) -> Result<Vec<Record>> {
    let entity = entity_of(kind);
    let schema = call.services.schema(entity)?;
    let query = match kind {
        DEALS => Query::all(Test::All(Vec::new())),
        _ => Query::equal(&schema, "ENTITY_TYPE_ID", kind),
    };
    let mut all = call.all(entity, &query)?;
    all.sort_by_key(|funnel| (funnel.int("SORT"), funnel.id));
    Ok(all)
}

/// The funnel in which a new record of a type begins; nothing for a type without funnels.
///
/// # Errors
/// When the store fails.
pub fn default_funnel(call: &Call, kind: i64) -> Result<Option<u64>> {
    let funnels = funnels(call, kind)?;
    let default = funnels.iter().find(|funnel| funnel.flag("IS_DEFAULT")).or(funnels.first());
    Ok(default.map(|funnel| funnel.id))
}

/// The number of the type whose funnels a call means.
///
/// # Errors
/// Those of the documentation: not given, of a type without funnels, of no type.
fn of_type(call: &Call) -> Result<i64> {
    const WITHOUT: [(i64, &str); 5] = [(1, "LEAD"), (3, "CONTACT"), (4, "COMPANY"), (5, "INVOICE"), (7, "QUOTE")];
    let Some(kind) = call.param("entityTypeId").and_then(Value::as_int) else {
        return Err(Error::new(400, "100", "Could not find value for parameter {entityTypeId}"));
    };
    if let Some((_, name)) = WITHOUT.iter().find(|(id, _)| *id == kind) {
        return Err(Error::new(400, "ENTITY_TYPE_NOT_SUPPORTED", format!("Entity type {name} is not supported")));
    }
    match record_type::of_id(call, kind)? {
        Some(_) => Ok(kind),
        None => Err(Error::new(400, "NOT_FOUND", "Smart process not found")),
    }
}
