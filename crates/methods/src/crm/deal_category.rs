//! crm.dealcategory.*: the funnels of deals as the oldest methods call them. The default funnel is not
//! in their list and has methods of its own.
//!
//! docs: api-reference/crm/outdated/category-old.

use super::{category::CATEGORY, funnel::Funnel, status::STATUS};
use crate::prelude::*;

/// crm.dealcategory.*
pub static DEAL_CATEGORIES: Family = Family {
    prefix: "crm.dealcategory",
    entity: Some(&CATEGORY),
    methods: &[
        ADD,
        write("update", |call| further(call, verbs::update)),
        write("delete", |call| further(call, verbs::delete)),
        read("get", |call| further(call, verbs::get)),
        read("list", list),
        FIELDS,
        read("default.get", default),
        write("default.set", set_default),
        read("status", dictionary),
        read("stage.list", stages),
    ],
    ..Family::BASE
};

/// Runs a verb on a funnel that exists; the default one is none of these methods'.
fn further(call: &Call, verb: fn(&Call) -> Result<Answer>) -> Result<Answer> {
    call.record(&CATEGORY, call.id()?)?;
    verb(call)
}

fn list(call: &Call) -> Result<Answer> {
    let asked = verbs::query(call, &CATEGORY)?;
    let schema = call.services.schema(&CATEGORY)?;
    let further = schema.position("ID").map(|id| Test::Is(Condition::new(id, Op::Above, vec![Data::Int(0)])));
    let tests = [asked.test.clone()].into_iter().chain(further).collect();
    let query = Query { test: Test::All(tests), ..asked };
    verbs::page(call, &CATEGORY, &query, verbs::selection(call, &CATEGORY)?)
}

fn default(call: &Call) -> Result<Answer> {
    let record = call.record(&CATEGORY, 0)?;
    let row = [("ID", Value::from("0")), ("NAME", Value::from(record.text("NAME")))];
    Ok(Answer::value(Tree::from_iter(row)))
}

fn set_default(call: &Call) -> Result<Answer> {
    let name = call.param("name").and_then(Value::as_text).unwrap_or_default();
    let (_, ticket) = verbs::change(call, &CATEGORY, 0, |change| {
        change.new.set("NAME", name.as_ref());
        Ok(())
    })?;
    Ok(Answer::done(ticket))
}

/// The funnel that `id` names; the default one when nothing is given.
fn funnel(call: &Call) -> Funnel {
    let id = call.param("id").and_then(Value::as_int).unwrap_or(0);
    Funnel::of_deals(id.max(0) as u64)
}

/// The name of the dictionary of a funnel's stages; empty for a funnel that is not there.
fn dictionary(call: &Call) -> Result<Answer> {
    let funnel = funnel(call);
    Ok(Answer::value(if funnel.record(call)?.is_some() { funnel.dictionary() } else { String::new() }))
}

/// The stages of a funnel, as `crm.status.list` has them; none of a funnel that is not there.
fn stages(call: &Call) -> Result<Answer> {
    let schema = call.services.schema(&STATUS)?;
    let dictionary = funnel(call).dictionary().to_lowercase();
    let order = schema.position("SORT").map(|position| Order { position, descending: false });
    let of_funnel = Query::equal(&schema, "ENTITY_ID", dictionary.as_str());
    let query = Query { order: order.into_iter().collect(), counted: true, ..of_funnel };
    verbs::page(call, &STATUS, &query, print::everything(&schema))
}
