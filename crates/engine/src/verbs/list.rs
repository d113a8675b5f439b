//! Answers a page of records.

use crate::{
    Answer, Call, Entity, Error, Result, Schema, filter,
    filter::Test,
    json,
    print::{self, Printer},
    query::{self, Order, Query},
    rights,
};
use params::{Tree, Value};

/// Rows of a page. docs: list-methods-pecularities.md.
pub const PAGE: u64 = 50;

/// `*.list`: filter, order, select, `start`; `start=-1` does not count.
///
/// # Errors
/// 400 when `filter`, `order` or `select` is not an array, or a filter value is of the wrong type.
pub fn list(call: &Call) -> Result<Answer> {
    let entity = super::entity(call)?;
    page(call, entity, &query(call, entity)?, selection(call, entity)?)
}

/// Positions of the fields that the call's `select` names.
///
/// # Errors
/// When `select` is not an array.
pub fn selection(call: &Call, entity: &'static Entity) -> Result<Vec<usize>> {
    let schema = call.services.schema(entity)?;
    Ok(print::selected(&schema, call.family.dialect.spelling, list_parameter(call, "select")?.as_ref()))
}

/// The page that a query finds, with its `total` and `next`.
///
/// # Errors
/// When the store fails.
pub fn page(call: &Call, entity: &'static Entity, query: &Query, select: Vec<usize>) -> Result<Answer> {
    let page = query::run(call.services, entity, query)?;
    let schema = call.services.schema(entity)?;
    let printer = Printer::new(call, &schema, select);
    let json = super::wrap(call, call.family.many, |out| {
        out.reserve(page.rows.len() * 1024);
        json::list(out, &page.rows, |out, row| printer.record(out, row.id, &row.bytes));
    });
    Ok(paged(json, query, &page))
}

/// The rows of a page as an answer, with the `total` and `next` that follow from the query.
pub fn paged(json: Vec<u8>, query: &Query, page: &query::Page) -> Answer {
    let end = query.offset + page.rows.len() as u64;
    let next = page.total.filter(|total| end < *total && !page.rows.is_empty()).map(|_| end);
    Answer { json, total: page.total, next, ticket: None }
}

/// Reads filter, order and start as the family's dialect spells them.
///
/// # Errors
/// 400 when one of them is not an array, or a filter value is of the wrong type.
pub fn query(call: &Call, entity: &'static Entity) -> Result<Query> {
    let nothing = Tree::new();
    query_by(call, entity, tree_parameter(call, "filter")?.unwrap_or(&nothing))
}

/// The same with a filter that the family has taken its own part out of.
///
/// # Errors
/// 400 when the order is not an array, or a filter value is of the wrong type.
pub fn query_by(call: &Call, entity: &'static Entity, filter: &Tree) -> Result<Query> {
    let schema = call.services.schema(entity)?;
    let start = call.param("start").and_then(Value::as_int).unwrap_or(0);
    Ok(Query {
        test: readable(call, &schema, test(call, &schema, filter)?),
        order: order(call, &schema)?,
        offset: start.max(0) as u64,
        limit: PAGE as usize,
        counted: start != -1,
    })
}

/// The same test, for what the caller may read.
pub fn readable(call: &Call, schema: &Schema, test: Test) -> Test {
    let Some(own) = rights::readable(&schema.entity.rights, call.caller, schema) else { return test };
    match test {
        Test::All(mut tests) => {
            tests.push(own);
            Test::All(tests)
        }
        other => Test::All(vec![other, own]),
    }
}

fn test(call: &Call, schema: &Schema, filter: &Tree) -> Result<Test> {
    let mut test = filter::read(call, schema, filter)?;
    if call.family.dialect.flat_list
        && let (Test::All(tests), Test::All(flat)) = (&mut test, filter::read(call, schema, call.params)?)
    {
        tests.extend(flat);
    }
    Ok(test)
}

fn order(call: &Call, schema: &Schema) -> Result<Vec<Order>> {
    let place = |name: &str| schema.named(name, call.family.dialect.spelling);
    let down = |value: Option<&Value>| {
        value.and_then(Value::as_text).is_some_and(|text| text.trim().eq_ignore_ascii_case("desc"))
    };
    let given = call.param("order");
    if call.family.dialect.flat_list {
        let sort = call.param("sort").and_then(Value::as_text).map(|name| name.to_ascii_uppercase());
        let position = sort.as_deref().and_then(place);
        return Ok(position.map(|position| Order { position, descending: down(given) }).into_iter().collect());
    }
    let Some(tree) = tree_parameter(call, "order")? else { return Ok(Vec::new()) };
    let strict = call.family.dialect.strict;
    let mut keys = Vec::new();
    for (name, value) in tree {
        let name = name.to_string();
        let Some(position) = place(&name) else {
            if strict {
                return Err(filter::refused("order", format!("field '{name}' is not allowed in order")));
            }
            continue;
        };
        let descending = down(Some(value));
        if strict && !descending && !is_ascending(value) {
            let got = value.as_text().unwrap_or_default();
            let text = format!("allowed sort directions are `ASC, DESC`. But got '{got}' for field '{name}'");
            return Err(filter::refused("order", text));
        }
        keys.push(Order { position, descending });
    }
    Ok(keys)
}

fn is_ascending(value: &Value) -> bool {
    value.is_empty() || value.as_text().is_some_and(|text| text.trim().eq_ignore_ascii_case("asc"))
}

fn tree_parameter<'a>(call: &Call<'a>, name: &'static str) -> Result<Option<&'a Tree>> {
    if call.family.dialect.wrapped
        && let Some(value) = call.param(name)
        && value.as_tree().is_none()
        && !value.is_empty()
    {
        let text = format!(
            "Invalid value {{{}}} to match with parameter {{{name}}}. Should be value of type array.",
            value.as_text().unwrap_or_default()
        );
        return Err(Error::new(400, "100", text));
    }
    call.array(name)
}

/// `select` may also be a single name.
fn list_parameter(call: &Call, name: &'static str) -> Result<Option<Tree>> {
    match call.param(name) {
        Some(Value::Text(text)) if !text.is_empty() => Ok(Some(Tree::from_iter([Value::from(text.as_str())]))),
        _ => Ok(tree_parameter(call, name)?.cloned()),
    }
}
