//! crm.item.productrow.*: product rows one by one, of records of any type. They are the rows that
//! `productrows.get` and `productrows.set` know, and the owner's amount follows them.
//!
//! docs: api-reference/crm/universal/product-rows.

use crate::{
    crm::{
        productrows::{self, PRODUCT_ROW, owner_key},
        record_type,
    },
    prelude::*,
};
use engine::{
    Dialect,
    commit::retry,
    dialect::{Faults, refusal},
    filter::refused,
    input::LIST_MAX,
};
use store::Ticket;

/// crm.item.productrow.*
pub static PRODUCT_ROWS: Family = Family {
    prefix: "crm.item.productrow",
    entity: Some(&PRODUCT_ROW),
    dialect: &Dialect {
        strict: true,
        faults: &Faults {
            bad_id: refusal("100", "Could not find value for parameter {id}"),
            not_found: refusal("NOT_FOUND", "Item not found"),
            denied: refusal("ACCESS_DENIED", "Access denied"),
        },
        ..dialect::ITEM
    },
    one: "productRow",
    many: "productRows",
    methods: &[
        write("add", add),
        write("update", update),
        write("delete", delete),
        read("get", get),
        read("list", list).scanning(),
        FIELDS,
        write("set", set),
        read("getAvailableForPayment", unpaid),
    ],
};

/// The record that a type and an id name.
fn owner(call: &Call, short: Option<&Value>, id: Option<&Value>) -> Result<Record> {
    for (name, value) in [("ownerId", id), ("ownerType", short)] {
        if value.is_none_or(Value::is_empty) {
            return Err(Error::new(400, "100", format!("Could not find value for parameter {{{name}}}")));
        }
    }
    let short = short.and_then(Value::as_text).unwrap_or_default();
    let of = record_type::of_short(call, &short)?.map(|of| of.entity);
    let Some(entity) = of.map_or(Ok(None), |entity| with_products(call, entity))? else {
        return Err(Error::new(400, "ENTITY_TYPE_NOT_SUPPORTED", format!("Owner type {short} is not supported")));
    };
    let id = id.and_then(Value::as_int).filter(|id| *id > 0).unwrap_or(0);
    let found = call.find(entity, id as u64)?;
    found.ok_or_else(|| Error::new(400, "OWNER_NOT_FOUND", "Owner was not found"))
}

/// Records with an amount have product rows; those of a process have one while it is linked with products.
fn with_products(call: &Call, entity: &'static Entity) -> Result<Option<&'static Entity>> {
    let schema = call.services.schema(entity)?;
    let amount = schema.position("OPPORTUNITY").map(|at| &schema.fields[at]);
    Ok(amount.filter(|field| !field.hidden).map(|_| entity))
}

/// The record that a row belongs to.
fn owner_of(call: &Call, row: &Record) -> Result<Record> {
    owner(call, Some(&Value::from(row.text("OWNER_TYPE"))), Some(&Value::Int(row.int("OWNER_ID"))))
}

/// Edits the rows of a record in one commit with its amount. `edit` turns the rows before into the
/// rows after. What does not do is one of the "other errors" of the documentation.
fn with_rows<T>(
    call: &Call,
    find: impl Fn() -> Result<Record>,
    edit: impl Fn(&Record, Vec<Record>, &mut Commit) -> Result<(Vec<Record>, T)>,
) -> Result<(T, Ticket)> {
    retry(|| {
        let old = find()?;
        if !rights::allows(call, &old)? {
            return Err(call.family.dialect.faults.denied.into());
        }
        let mut commit = Commit::by(call);
        let (after, outcome) = edit(&old, productrows::rows_of(call, &old)?, &mut commit)?;
        productrows::follow(call, old, &after, &mut commit);
        Ok((outcome, commit.run(call.services)?))
    })
    .map_err(|error| error.of_values("0"))
}

fn get(call: &Call) -> Result<Answer> {
    let row = call.record(&PRODUCT_ROW, call.id()?)?;
    owner_of(call, &row)?;
    verbs::show(call, &PRODUCT_ROW, row.id)
}

fn add(call: &Call) -> Result<Answer> {
    let given = verbs::values(call)?;
    let (id, ticket) = with_rows(
        call,
        || owner(call, given.get("ownerType"), given.get("ownerId")),
        |owner, mut rows, commit| {
            let row = productrows::row_of(call, commit, owner, None, given)?;
            let id = row.id;
            rows.push(row);
            Ok((rows, id))
        },
    )?;
    Ok(verbs::show(call, &PRODUCT_ROW, id)?.after(ticket))
}

fn update(call: &Call) -> Result<Answer> {
    let (id, given) = (call.id()?, verbs::values(call)?);
    let schema = call.services.schema(&PRODUCT_ROW)?;
    for (name, _) in given {
        let name = name.to_string();
        let field = schema.named(&name, call.family.dialect.spelling).map(|at| &schema.fields[at]);
        if field.is_none_or(|field| field.read_only || field.immutable) {
            let text = format!("Field '{name}' is not available for update");
            return Err(Error::new(400, "INVALID_ARG_VALUE", text));
        }
    }
    let (id, ticket) = with_rows(
        call,
        || owner_of(call, &call.record(&PRODUCT_ROW, id)?),
        |owner, mut rows, commit| {
            let place = rows.iter().position(|row| row.id == id).ok_or(call.family.dialect.faults.not_found)?;
            let old = rows.remove(place);
            rows.insert(place, productrows::row_of(call, commit, owner, Some(old), given)?);
            Ok((rows, id))
        },
    )?;
    Ok(verbs::show(call, &PRODUCT_ROW, id)?.after(ticket))
}

fn delete(call: &Call) -> Result<Answer> {
    let id = call.id()?;
    let ((), ticket) = with_rows(
        call,
        || owner_of(call, &call.record(&PRODUCT_ROW, id)?),
        |_, rows, commit| {
            let (gone, rows): (Vec<Record>, Vec<Record>) = rows.into_iter().partition(|row| row.id == id);
            gone.iter().for_each(|row| commit.delete(row));
            Ok((rows, ()))
        },
    )?;
    Ok(Answer { json: call.family.dialect.deleted.into(), ..Answer::default() }.after(ticket))
}

/// A page of the rows of one record, which the filter must name.
fn list(call: &Call) -> Result<Answer> {
    let filter = call.tree("filter")?;
    let named = |name: &str| filter.get(name).or_else(|| filter.get(&name[1..]));
    let (Some(short), Some(id)) = (named("=ownerType"), named("=ownerId")) else {
        return Err(refused("filter", "fields '=ownerType' and '=ownerId' are required".to_owned()));
    };
    let owner = owner(call, Some(short), Some(id))?;
    let schema = call.services.schema(&PRODUCT_ROW)?;
    let own = Query::equal(&schema, "OWNER", owner_key(&owner).as_str()).test;
    let asked = verbs::query(call, &PRODUCT_ROW)?;
    let tests = match asked.test {
        Test::All(tests) => std::iter::once(own).chain(tests).collect(),
        other => vec![own, other],
    };
    verbs::page(call, &PRODUCT_ROW, &Query { test: Test::All(tests), ..asked }, print::everything(&schema))
}

/// Replaces all rows of a record.
fn set(call: &Call) -> Result<Answer> {
    let Some(rows) = call.param("productRows") else {
        return Err(Error::new(400, "100", "Could not find value for parameter {productRows}"));
    };
    let rows = rows.list();
    if rows.len() > LIST_MAX {
        return Err(Error::new(400, "INVALID_ARG_VALUE", format!("At most {LIST_MAX} product rows are expected")));
    }
    let given: Vec<&Tree> = rows.into_iter().filter_map(Value::as_tree).collect();
    let (rows, ticket) = with_rows(
        call,
        || owner(call, call.param("ownerType"), call.param("ownerId")),
        |owner, mut before, commit| {
            let mut after = Vec::new();
            for row in &given {
                let id = row.get("id").and_then(Value::as_int).unwrap_or(0) as u64;
                let known = before.iter().position(|old| old.id == id).map(|at| before.swap_remove(at));
                after.push(productrows::row_of(call, commit, owner, known, row)?);
            }
            before.iter().for_each(|gone| commit.delete(gone));
            Ok((after.clone(), after))
        },
    )?;
    Ok(print_rows(call, &rows)?.after(ticket))
}

/// The rows that no payment covers: all of them, as this portal takes no payments.
fn unpaid(call: &Call) -> Result<Answer> {
    let owner = owner(call, call.param("ownerType"), call.param("ownerId"))?;
    print_rows(call, &productrows::rows_of(call, &owner)?)
}

fn print_rows(call: &Call, rows: &[Record]) -> Result<Answer> {
    let schema = call.services.schema(&PRODUCT_ROW)?;
    let printer = print::Printer::new(call, &schema, print::everything(&schema));
    let mut json = b"{\"productRows\":".to_vec();
    json::list(&mut json, rows, |out, row| printer.record(out, row.id, &row.encode()));
    json.push(b'}');
    Ok(Answer { json, ..Answer::default() })
}
