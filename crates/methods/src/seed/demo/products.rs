//! What is sold: goods and services, and the rows of them in a deal.

use super::{
    Plan,
    bulk::{Bulk, draft, give, give_texts},
    calendar::History,
    dice::Dice,
};
use crate::{
    crm::productrows::{PRODUCT_ROW, settle},
    prelude::*,
};

struct Product {
    name: &'static str,
    /// Final price, in cents.
    cents: u64,
    /// The largest quantity in one row.
    most: u64,
    /// In percent.
    tax: &'static str,
}

/// Makes one to four rows of a deal: different products, some with a discount.
pub(super) fn rows(
    plan: &Plan,
    bulk: &mut Bulk,
    deal: &Record,
    history: History,
    dice: &mut Dice,
) -> Result<Vec<Record>> {
    let count = dice.between(1, 4);
    let first = dice.below(PRODUCTS.len() as u64);
    let id = plan.services.store.next_ids(PRODUCT_ROW.name, count)?;
    let row = |at: u64| {
        let product = &PRODUCTS[((first + at * 5) % PRODUCTS.len() as u64) as usize];
        let discount = if dice.chance(20) { *dice.pick(&[5, 10, 15]) } else { 0 };
        let mut change = draft(plan.services, &PRODUCT_ROW, id + at)?;
        give(&mut change, "OWNER_ID", deal.id as i64);
        give(&mut change, "OWNER_TYPE", "D");
        give(&mut change, "PRICE", hundredths(product.cents * (100 - discount) / 100));
        give(&mut change, "QUANTITY", hundredths(dice.between(1, product.most) * 100));
        give(&mut change, "DISCOUNT_RATE", hundredths(discount * 100));
        give(&mut change, "TAX_RATE", Data::Decimal(product.tax.to_owned()));
        give(&mut change, "TAX_INCLUDED", true);
        give(&mut change, "SORT", (at as i64 + 1) * 10);
        // docs: the code of pieces in the classifier of units.
        give(&mut change, "MEASURE_CODE", 796);
        give_texts(&mut change, &[("PRODUCT_NAME", product.name), ("MEASURE_NAME", "pcs")]);
        let mut row = bulk.prepare(deal.int("ASSIGNED_BY_ID") as u64, history, change)?;
        settle(&mut row, deal)?;
        Ok(row)
    };
    (0..count).map(row).collect()
}

/// A number of hundredths, such as cents, as it is stored.
pub(super) fn hundredths(number: u64) -> Data {
    Data::Decimal((number as f64 / 100.0).to_string())
}

static PRODUCTS: &[Product] = &[
    product("Desk, height adjustable", 54_900, 40, "20"),
    product("Office chair", 28_900, 40, "20"),
    product("Meeting table", 119_000, 6, "20"),
    product("Acoustic panel", 7_490, 60, "20"),
    product("Laptop 14″", 124_900, 30, "20"),
    product("Monitor 27″", 31_900, 60, "20"),
    product("Docking station", 15_900, 60, "20"),
    product("Label printer", 39_850, 8, "20"),
    product("Barcode scanner", 21_400, 25, "20"),
    product("Pallet rack, one bay", 42_000, 50, "20"),
    product("Forklift, monthly rental", 89_000, 12, "20"),
    product("Network switch, 24 ports", 64_500, 10, "20"),
    product("Access point", 18_900, 40, "20"),
    product("Camera, outdoor", 23_990, 24, "20"),
    product("Installation, per day", 68_000, 15, "20"),
    product("Consulting, per day", 115_000, 20, "20"),
    product("Training, per group", 148_000, 5, "0"),
    product("Project management, per day", 94_000, 20, "20"),
    product("Licence, per seat and year", 21_600, 120, "20"),
    product("Support contract, per month", 39_000, 24, "20"),
    product("Cloud backup, per terabyte", 9_600, 50, "20"),
    product("Translation, per page", 4_850, 200, "10"),
    product("Catalogue, printed", 620, 500, "10"),
    product("Express delivery", 3_490, 30, "20"),
];

const fn product(name: &'static str, cents: u64, most: u64, tax: &'static str) -> Product {
    Product { name, cents, most, tax }
}
