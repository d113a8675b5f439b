//! The prices of a row, and what rows add up to.

use crate::prelude::*;
use engine::data::decimal;

/// A discount says how much it is. docs: crm-deal-productrows-set.md, "Error handling".
///
/// # Errors
/// 400 `ERROR_CORE` naming what is missing.
pub fn discount_is_complete(change: &Change) -> Result<()> {
    let has = |field| !change.new.get(field).is_null();
    let text = match change.new.int("DISCOUNT_TYPE_ID") {
        1 if !has("DISCOUNT_SUM") => {
            "Discount Sum (DISCOUNT_SUM) is required if Monetary Discount Type (DISCOUNT_TYPE_ID) is defined<br>"
        }
        2 if !has("DISCOUNT_RATE") => {
            "Discount Rate (DISCOUNT_RATE) is required if Percentage Discount Type (DISCOUNT_TYPE_ID) is defined<br>"
        }
        1 => return Ok(()),
        _ if decimal(change.new.text("DISCOUNT_RATE")) >= 100.0 && !has("DISCOUNT_SUM") => {
            "Discount Sum (DISCOUNT_SUM) is required if Percentage Discount Type (DISCOUNT_TYPE_ID) is defined \
             and Discount Rate (DISCOUNT_RATE) is 100%<br>"
        }
        _ => return Ok(()),
    };
    Err(Error::core(text))
}

/// Fills the prices that follow from the final price, the discount and the tax.
///
/// `PRICE` is final: after discount, with tax. `PRICE_EXCLUSIVE` is without tax, `PRICE_NETTO` without
/// tax and discount, `PRICE_BRUTTO` with tax and without discount.
///
/// # Errors
/// 400 for a discount above 100 %, which no price can have, and for prices without end.
pub fn complete(row: &mut Record) -> Result<()> {
    let number = |row: &Record, field| decimal(row.text(field));
    let tax = 1.0 + number(row, "TAX_RATE") / 100.0;
    let exclusive = number(row, "PRICE") / tax;
    let (rate, sum) = if row.int("DISCOUNT_TYPE_ID") == 1 {
        let sum = number(row, "DISCOUNT_SUM");
        (if exclusive + sum == 0.0 { 0.0 } else { sum / (exclusive + sum) * 100.0 }, sum)
    } else {
        let rate = number(row, "DISCOUNT_RATE");
        if rate > 100.0 {
            return Err(Error::core("Invalid value of field 'DISCOUNT_RATE': at most 100 is expected"));
        }
        // Nothing is left of a price to compute from when all of it is discount.
        let whole = rate == 100.0;
        (rate, if whole { number(row, "DISCOUNT_SUM") } else { exclusive / (1.0 - rate / 100.0) - exclusive })
    };
    let netto = exclusive + sum;
    for (field, value) in [
        ("PRICE_EXCLUSIVE", exclusive),
        ("PRICE_NETTO", netto),
        ("PRICE_BRUTTO", netto * tax),
        ("DISCOUNT_RATE", rate),
        ("DISCOUNT_SUM", sum),
        ("PRICE_ACCOUNT", number(row, "PRICE")),
    ] {
        // A tax of -100 % divides by nothing.
        if !value.is_finite() {
            return Err(Error::core(format!("Invalid value of field '{field}': no price follows from the others")));
        }
        row.set(field, amount(value));
    }
    Ok(())
}

/// Sets the owner's amount and tax to what the rows add up to, unless the amount is set by hand.
pub fn total(owner: &mut Record, rows: &[Record]) {
    let sum = |field| rows.iter().map(|row| decimal(row.text(field)) * decimal(row.text("QUANTITY"))).sum::<f64>();
    if !owner.flag("IS_MANUAL_OPPORTUNITY") {
        owner.set("OPPORTUNITY", amount(sum("PRICE")));
    }
    if owner.schema.position("TAX_VALUE").is_some() {
        owner.set("TAX_VALUE", amount(sum("PRICE") - sum("PRICE_EXCLUSIVE")));
    }
}

/// Canonical text of an amount, rounded to cents.
fn amount(value: f64) -> Data {
    let cents = (value * 100.0).round() / 100.0;
    Data::Decimal((if cents == 0.0 { 0.0 } else { cents }).to_string())
}
