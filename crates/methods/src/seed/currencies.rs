//! The currencies of a fresh portal: how amounts are written in three languages, and what they were
//! worth when this table was made. docs: api-reference/crm/currency/crm-currency-list.md.

/// A currency before anybody changed anything.
#[derive(Clone, Copy, Debug)]
pub struct CurrencyRow {
    /// ISO 4217.
    pub code: &'static str,
    /// How many of it one euro buys.
    pub per_euro: f64,
    /// How many of it a rate is for.
    pub count: i64,
    /// Name in English, French and Russian.
    pub name: [&'static str; 3],
    /// How an amount is written in these languages; `#` is the number.
    pub format: [&'static str; 3],
}

/// The usual currencies, in their order.
#[rustfmt::skip] // One currency a line, as the table it is.
pub static CURRENCIES: [CurrencyRow; 9] = [
    row("USD", 1.15, 1, ["US dollar", "Dollar américain", "Доллар США"], ["$#", "# $US", "$#"]),
    row("EUR", 1.0, 1, ["Euro", "Euro", "Евро"], ["€#", "# €", "# €"]),
    row("GBP", 0.88, 1, ["Pound sterling", "Livre sterling", "Фунт стерлингов"], ["£#", "# £", "£#"]),
    row("CHF", 0.93, 1, ["Swiss franc", "Franc suisse", "Швейцарский франк"], ["CHF #", "# CHF", "# CHF"]),
    row("RUB", 93.0, 1, ["Russian rouble", "Rouble russe", "Российский рубль"], ["# ₽", "# ₽", "# ₽"]),
    row("UAH", 48.5, 10, ["Ukrainian hryvnia", "Hryvnia ukrainienne", "Украинская гривна"], ["# ₴", "# ₴", "# грн."]),
    row("BYN", 3.4, 1, ["Belarusian rouble", "Rouble biélorusse", "Белорусский рубль"], ["# Br", "# Br", "# руб."]),
    row("KZT", 605.0, 100, ["Kazakhstani tenge", "Tenge kazakh", "Казахстанский тенге"], ["# ₸", "# ₸", "# ₸"]),
    row("CNY", 8.2, 1, ["Chinese yuan", "Yuan chinois", "Китайский юань"], ["CN¥#", "# ¥", "CN¥#"]),
];

const fn row(
    code: &'static str,
    per_euro: f64,
    count: i64,
    name: [&'static str; 3],
    format: [&'static str; 3],
) -> CurrencyRow {
    CurrencyRow { code, per_euro, count, name, format }
}
