//! crm.lead.productrows.*, crm.deal.productrows.* and crm.quote.productrows.*: what is sold. The rows decide the amount of
//! their owner unless it is set by hand. docs: api-reference/crm/deals/crm-deal-productrows-set.md.

mod prices;

pub use prices::total;

use super::{product, record_type};
use crate::prelude::*;
use engine::{commit::retry, input::LIST_MAX};

/// A product row.
pub static PRODUCT_ROW: Entity = Entity {
    name: "productrow",
    title: "product row",
    #[rustfmt::skip] // One field a line, as the table it is.
    fields: &[
        id("ID").title("ID"),
        int("OWNER_ID").title("Owner ID").immutable().required(),
        text("OWNER_TYPE").title("Owner type").immutable().required(),
        int("PRODUCT_ID").title("Product").typed().default(Default::Int(0)),
        text("PRODUCT_NAME").title("Product name"),
        text("ORIGINAL_PRODUCT_NAME").title("Product name in the catalog").read_only().upper_only(),
        text("PRODUCT_DESCRIPTION").title("Product description").read_only().upper_only(),
        double("PRICE").title("Price").typed().default(Default::Decimal("0")),
        double("PRICE_EXCLUSIVE").title("Price without tax").typed(),
        double("PRICE_NETTO").title("Price without tax and discount").typed(),
        double("PRICE_BRUTTO").title("Price without discount").typed(),
        money("PRICE_ACCOUNT").title("Price in the base currency").read_only(),
        double("QUANTITY").title("Quantity").typed().default(Default::Decimal("1")),
        int("DISCOUNT_TYPE_ID").title("Kind of discount").typed().default(Default::Int(2)),
        double("DISCOUNT_RATE").title("Discount in percent").typed().default(Default::Decimal("0")),
        double("DISCOUNT_SUM").title("Discount").typed().default(Default::Decimal("0")),
        double("TAX_RATE").title("Tax").typed(),
        flag("TAX_INCLUDED").title("Tax is in the price").wire("char"),
        flag("CUSTOMIZED").title("Changed by hand").wire("char").read_only().default(Default::Flag(true)),
        int("MEASURE_CODE").title("Unit code").typed().default(Default::Int(0)),
        text("MEASURE_NAME").title("Unit").default(Default::Text("")),
        int("SORT").title("Sorting").typed().default(Default::Int(0)),
        text("XML_ID").title("External code").default(Default::Text("")),
        int("TYPE").title("Kind of product").typed().default(Default::Int(1)),
        int("STORE_ID").title("Warehouse").typed().read_only(),
        int("RESERVE_ID").title("Reserve").typed().read_only().upper_only(),
        date("DATE_RESERVE_END").title("Reserved until").read_only().upper_only(),
        int("RESERVE_QUANTITY").title("Reserved").typed().read_only().upper_only(),
        text("OWNER").read_only().hidden().scattered(),
    ],
    ..Entity::BASE
};

/// crm.productrow.*: the rows of a deal or lead as a list that is filtered.
pub static PRODUCT_ROWS: Family = Family {
    prefix: "crm.productrow",
    entity: Some(&PRODUCT_ROW),
    methods: &[read("list", list).scanning(), FIELDS],
    ..Family::BASE
};

/// crm.productrow.list: the filter must name the owner. docs: crm-productrow-list.md.
fn list(call: &Call) -> Result<Answer> {
    let filter = call.array("filter")?;
    let owner = |name: &str| {
        let given = filter.and_then(|filter| filter.get(name).or_else(|| filter.get(&format!("={name}"))));
        given.filter(|value| !value.is_empty()).is_some()
    };
    match ["OWNER_TYPE", "OWNER_ID"].into_iter().find(|name| !owner(name)) {
        Some(missing) => Err(Error::plain(format!("Parameter 'filter' must contain {missing}."))),
        None => verbs::list(call),
    }
}

/// `productrows.get`
pub const GET_ROWS: Method = read("productrows.get", get_rows);
/// `productrows.set`
pub const SET_ROWS: Method = write("productrows.set", set_rows);

/// Short code of the owner's type. docs: data-types.md, "entityTypeId".
fn owner_type(entity: &Entity) -> &'static str {
    record_type::of_entity(entity).map_or("", |of| of.short)
}

/// How rows name their owner, in lower case: `d_7`.
pub fn owner_key(owner: &Record) -> String {
    format!("{}_{}", owner_type(owner.schema.entity).to_lowercase(), owner.id)
}

/// The rows of a record, in their order.
///
/// # Errors
/// When the store fails.
pub fn rows_of(call: &Call, owner: &Record) -> Result<Vec<Record>> {
    let schema = call.services.schema(&PRODUCT_ROW)?;
    let mut rows = call.all(&PRODUCT_ROW, &Query::equal(&schema, "OWNER", owner_key(owner).as_str()))?;
    rows.sort_by_key(|row| (row.int("SORT"), row.id));
    Ok(rows)
}

fn owner(call: &Call) -> Result<Record> {
    let Some(entity) = call.family.entity else { return Err(engine::error::INTERNAL.into()) };
    let id = call.id().map_err(|_| Error::plain("The parameter id is invalid or not defined."))?;
    call.record(entity, id)
}

fn get_rows(call: &Call) -> Result<Answer> {
    let rows = rows_of(call, &owner(call)?)?;
    let schema = call.services.schema(&PRODUCT_ROW)?;
    let printer = print::Printer::new(call, &schema, print::everything(&schema));
    let mut out = Vec::new();
    json::list(&mut out, &rows, |out, row| printer.record(out, row.id, &row.encode()));
    Ok(Answer { json: out, ..Answer::default() })
}

/// Replaces all rows: one with the `ID` of a present row changes it, the others are new.
fn set_rows(call: &Call) -> Result<Answer> {
    let rows = call.param("rows").map(Value::list).unwrap_or_default();
    if rows.len() > LIST_MAX {
        return Err(Error::plain(format!("The parameter rows is not valid: at most {LIST_MAX} are expected.")));
    }
    let given = rows.into_iter().map(|row| row.as_tree().ok_or_else(rows_must_be_arrays));
    let given: Vec<&Tree> = given.collect::<Result<_>>()?;
    retry(|| {
        let old = owner(call)?;
        if !rights::may_change(&old.schema.entity.rights, call.caller, &old) {
            return Err(call.family.dialect.faults.denied.into());
        }
        let mut commit = Commit::by(call);
        let mut before = rows_of(call, &old)?;
        let mut after = Vec::new();
        for row in &given {
            let id = row.get("ID").and_then(Value::as_int).unwrap_or(0) as u64;
            let known = before.iter().position(|old| old.id == id).map(|at| before.swap_remove(at));
            after.push(row_of(call, &mut commit, &old, known, row)?);
        }
        before.iter().for_each(|gone| commit.delete(gone));
        follow(call, old, &after, &mut commit);
        Ok(Answer::done(commit.run(call.services)?))
    })
}

/// Saves the owner of rows with the amount that they add up to.
pub fn follow(call: &Call, owner: Record, rows: &[Record], commit: &mut Commit) {
    let mut change = Change { new: owner.clone(), old: Some(owner), given: Vec::new() };
    engine::input::complete(call, &mut change);
    total(&mut change.new, rows);
    commit.save(change.old.as_ref(), &change.new);
}

fn rows_must_be_arrays() -> Error {
    Error::plain("The parameter rows must be array.")
}

/// A row as a client gave it, added to a commit: a new one, or a present one changed.
///
/// # Errors
/// 400 naming the field, or what a discount lacks.
pub fn row_of(call: &Call, commit: &mut Commit, owner: &Record, old: Option<Record>, given: &Tree) -> Result<Record> {
    let schema = call.services.schema(&PRODUCT_ROW)?;
    let new = match &old {
        Some(row) => row.clone(),
        None => Record::new(schema, call.services.store.next_ids(PRODUCT_ROW.name, 1)?),
    };
    let mut change = Change { old, new, given: Vec::new() };
    engine::input::apply(call, &mut change, given)?;
    prices::discount_is_complete(&change)?;
    engine::input::complete(call, &mut change);
    product::fill_row(&mut change, call)?;
    settle(&mut change.new, owner)?;
    commit.save(change.old.as_ref(), &change.new);
    Ok(change.new)
}

/// Gives a row its owner, a name, and the prices that follow from those given.
///
/// # Errors
/// 400 for a discount of 100 % or more.
pub fn settle(row: &mut Record, owner: &Record) -> Result<()> {
    if row.text("PRODUCT_NAME").is_empty() {
        let named = format!("[{}]", row.id);
        row.set("PRODUCT_NAME", named.as_str());
    }
    let name = row.text("PRODUCT_NAME").to_owned();
    let kind = owner_type(owner.schema.entity);
    if row.int("PRODUCT_ID") == 0 || row.text("ORIGINAL_PRODUCT_NAME").is_empty() {
        row.set("ORIGINAL_PRODUCT_NAME", name.as_str());
    }
    row.set("OWNER_ID", owner.id as i64);
    row.set("OWNER_TYPE", kind);
    row.set("OWNER", format!("{kind}_{}", owner.id).as_str());
    prices::complete(row)
}

/// The rows of records that are merged: one that has none takes those of the first that has some.
///
/// # Errors
/// When the store fails.
pub fn hand_over(from: &[Record], to: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    let mut has_some = !rows_of(call, to)?.is_empty();
    for owner in from {
        let rows = rows_of(call, owner)?;
        for old in &rows {
            if has_some {
                commit.delete(old);
            } else {
                let mut new = old.clone();
                settle(&mut new, to)?;
                commit.save(Some(old), &new);
            }
        }
        has_some |= !rows.is_empty();
    }
    Ok(())
}

/// Rows go with their owner.
///
/// # Errors
/// When the store fails.
pub fn forget(owner: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    rows_of(call, owner)?.iter().for_each(|row| commit.delete(row));
    Ok(())
}
