//! crm.lead.productrows.*, crm.deal.productrows.* and crm.quote.productrows.*: what is sold. The rows decide the amount of
//! their owner unless it is set by hand. docs: api-reference/crm/deals/crm-deal-productrows-set.md.

mod prices;

pub use prices::total;

use super::record_type;
use crate::prelude::*;
use engine::{commit::retry, input::LIST_MAX};

/// A product row.
pub static PRODUCT_ROW: Entity = Entity {
    name: "productrow",
    title: "product row",
    fields: &[
        id("ID"),
        int("OWNER_ID").read_only(),
        text("OWNER_TYPE").read_only(),
        int("PRODUCT_ID").typed().default(Default::Int(0)),
        text("PRODUCT_NAME"),
        text("ORIGINAL_PRODUCT_NAME").read_only(),
        text("PRODUCT_DESCRIPTION").read_only(),
        double("PRICE").typed().default(Default::Decimal("0")),
        double("PRICE_EXCLUSIVE").typed(),
        double("PRICE_NETTO").typed(),
        double("PRICE_BRUTTO").typed(),
        money("PRICE_ACCOUNT").read_only(),
        double("QUANTITY").typed().default(Default::Decimal("1")),
        int("DISCOUNT_TYPE_ID").typed().default(Default::Int(2)),
        double("DISCOUNT_RATE").typed().default(Default::Decimal("0")),
        double("DISCOUNT_SUM").typed().default(Default::Decimal("0")),
        double("TAX_RATE").typed(),
        flag("TAX_INCLUDED"),
        flag("CUSTOMIZED").read_only().default(Default::Flag(true)),
        int("MEASURE_CODE").typed().default(Default::Int(0)),
        text("MEASURE_NAME").default(Default::Text("")),
        int("SORT").typed().default(Default::Int(0)),
        text("XML_ID").default(Default::Text("")),
        int("TYPE").typed().default(Default::Int(1)),
        int("STORE_ID").typed().read_only(),
        int("RESERVE_ID").typed().read_only(),
        date("DATE_RESERVE_END").read_only(),
        int("RESERVE_QUANTITY").typed().read_only(),
        text("OWNER").read_only().hidden().indexed(),
    ],
    ..Entity::BASE
};

/// `productrows.get`
pub const GET_ROWS: Method = read("productrows.get", get_rows);
/// `productrows.set`
pub const SET_ROWS: Method = write("productrows.set", set_rows);

/// Short code of the owner's type. docs: data-types.md, "entityTypeId".
fn owner_type(entity: &Entity) -> &'static str {
    record_type::of_entity(entity).map_or("", |of| of.short)
}

fn rows_of(call: &Call, owner: &Record) -> Result<Vec<Record>> {
    let schema = call.services.schema(&PRODUCT_ROW)?;
    let key = format!("{}_{}", owner_type(owner.schema.entity).to_lowercase(), owner.id);
    let mut rows = call.all(&PRODUCT_ROW, &Query::equal(&schema, "OWNER", key.as_str()))?;
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
        let mut commit = Commit::default();
        let mut before = rows_of(call, &old)?;
        let mut after = Vec::new();
        for row in &given {
            let id = row.get("ID").and_then(Value::as_int).unwrap_or(0) as u64;
            let known = before.iter().position(|old| old.id == id).map(|at| before.swap_remove(at));
            after.push(row_of(call, &mut commit, &old, known, row)?);
        }
        before.iter().for_each(|gone| commit.delete(gone));
        let mut change = Change { new: old.clone(), old: Some(old), given: Vec::new() };
        engine::input::complete(call, &mut change);
        total(&mut change.new, &after);
        commit.save(change.old.as_ref(), &change.new);
        Ok(Answer::done(commit.run(call.services)?))
    })
}

fn rows_must_be_arrays() -> Error {
    Error::plain("The parameter rows must be array.")
}

fn row_of(call: &Call, commit: &mut Commit, owner: &Record, old: Option<Record>, given: &Tree) -> Result<Record> {
    let schema = call.services.schema(&PRODUCT_ROW)?;
    let new = match &old {
        Some(row) => row.clone(),
        None => Record::new(schema, call.services.store.next_ids(PRODUCT_ROW.name, 1)?),
    };
    let mut change = Change { old, new, given: Vec::new() };
    engine::input::apply(call, &mut change, given)?;
    prices::discount_is_complete(&change)?;
    engine::input::complete(call, &mut change);
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
    row.set("ORIGINAL_PRODUCT_NAME", name.as_str());
    row.set("OWNER_ID", owner.id as i64);
    row.set("OWNER_TYPE", kind);
    row.set("OWNER", format!("{kind}_{}", owner.id).as_str());
    prices::complete(row)
}

/// Rows go with their owner.
///
/// # Errors
/// When the store fails.
pub fn forget(owner: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    rows_of(call, owner)?.iter().for_each(|row| commit.delete(row));
    Ok(())
}
