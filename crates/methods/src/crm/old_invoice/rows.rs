//! The product rows of an invoice, and what they add up to.
//! docs: api-reference/crm/outdated/invoice/crm-invoice-fields.md, "PRODUCT_ROWS".

use crate::{
    crm::{measure::MEASURE, product::PRODUCT},
    prelude::*,
};
use engine::{
    data::decimal,
    error::wrong_value,
    input::{LIST_MAX, canonical_decimal},
};

/// Keeps rows as answers show them, and sets the amount and the tax that they add up to.
///
/// # Errors
/// 400 naming what is wrong.
pub fn store(call: &Call, invoice: &mut Record, given: &Value) -> Result<()> {
    let given = given.list();
    if given.len() > LIST_MAX {
        return Err(wrong_value("PRODUCT_ROWS", &format!("a list of at most {LIST_MAX} rows")));
    }
    let (mut shown, mut price, mut tax) = (Tree::new(), 0.0, 0.0);
    for row in given {
        let row = row.as_tree().ok_or_else(|| wrong_value("PRODUCT_ROWS", "a list of rows"))?;
        let row = complete(call, row)?;
        let number = |name: &str| row.get(name).and_then(Value::as_text).map_or(0.0, |text| decimal(&text));
        let (sum, rate) = (number("PRICE") * number("QUANTITY"), number("VAT_RATE"));
        let included = row.get("VAT_INCLUDED").and_then(Value::as_flag) == Some(true);
        let of_row = if included { sum - sum / (1.0 + rate) } else { sum * rate };
        price += if included { sum } else { sum + of_row };
        tax += of_row;
        shown.push(row.into());
    }
    for (field, value) in [("PRICE", price), ("TAX_VALUE", tax)] {
        let cents = (value * 100.0).round() / 100.0;
        let text = canonical_decimal(&cents.to_string());
        let text =
            text.filter(|_| cents.abs() < 1e18).ok_or_else(|| wrong_value("PRODUCT_ROWS", "prices with an end"))?;
        invoice.set(field, Data::Decimal(text));
    }
    invoice.set("PRODUCT_ROWS", json::of(&shown.into()).as_str());
    Ok(())
}

/// One row: what it does not say itself comes from its product.
fn complete(call: &Call, row: &Tree) -> Result<Tree> {
    let whole = |name: &str| row.get(name).and_then(Value::as_int);
    let number = |name: &'static str, default: &str| -> Result<String> {
        match row.get(name).filter(|value| !value.is_empty()) {
            Some(value) => value
                .as_text()
                .and_then(|text| canonical_decimal(&text))
                .filter(|number| decimal(number) >= 0.0 && decimal(number) < 1e18)
                .ok_or_else(|| wrong_value(name, "a number that is not negative")),
            None => Ok(default.to_owned()),
        }
    };
    let text = |name: &str| row.get(name).and_then(Value::as_text).filter(|text| !text.is_empty());
    let id = match whole("ID").filter(|id| *id > 0) {
        Some(id) => id,
        None => call.services.store.next_ids("invoice_row", 1)? as i64,
    };
    let product_id = whole("PRODUCT_ID").unwrap_or(0).max(0);
    let product = if product_id > 0 { call.find(&PRODUCT, product_id as u64)? } else { None };
    let measure = match &product {
        Some(product) => call.find(&MEASURE, product.int("MEASURE").max(0) as u64)?,
        None => None,
    };
    let of_product = |field: &str| product.as_ref().map(|product| product.text(field).to_owned()).unwrap_or_default();
    let name = text("PRODUCT_NAME").map(|name| name.into_owned()).unwrap_or_else(|| of_product("NAME"));
    let name = if name.is_empty() { format!("[{id}]") } else { name };
    let price = number("PRICE", product.as_ref().map_or("0", |product| product.text("PRICE")))?;
    let unit = text("MEASURE_NAME").map(|unit| unit.into_owned());
    let unit = unit.or_else(|| measure.as_ref().map(|measure| measure.text("SYMBOL_RUS").to_owned()));
    let unit_code = whole("MEASURE_CODE").or_else(|| measure.as_ref().map(|measure| measure.int("CODE")));
    let included = row.get("VAT_INCLUDED").and_then(Value::as_flag) == Some(true);
    Ok(Tree::from_iter([
        ("ID", Value::Text(id.to_string())),
        ("PRODUCT_ID", Value::Text(product_id.to_string())),
        ("PRODUCT_NAME", Value::Text(name)),
        ("QUANTITY", Value::Text(number("QUANTITY", "1")?)),
        ("PRICE", Value::Text(if price.is_empty() { "0".to_owned() } else { price })),
        ("DISCOUNT_PRICE", Value::Text(number("DISCOUNT_PRICE", "0")?)),
        ("VAT_RATE", Value::Text(number("VAT_RATE", "0")?)),
        ("VAT_INCLUDED", Value::from(if included { "Y" } else { "N" })),
        ("MEASURE_CODE", Value::Text(unit_code.unwrap_or(0).to_string())),
        ("MEASURE_NAME", Value::Text(unit.unwrap_or_default())),
        ("PRODUCT_XML_ID", Value::Text(of_product("XML_ID"))),
    ]))
}
