//! crm.product.*: what the company sells. docs: api-reference/crm/outdated/products.

mod kinds;
pub mod property;
pub mod section;
mod values;

use super::{
    catalog::{CATALOG, DEFAULT_CATALOG},
    currency,
    measure::{MEASURE, default_measure},
    productrows::PRODUCT_ROW,
    vat::VAT,
};
use crate::{events::shape, prelude::*, seed::names::latin};
use engine::{Dialect, dialect::Faults, dialect::refusal, query};
use section::SECTION;

/// A product. `PROPERTIES` holds the values of properties that users made.
pub static PRODUCT: Entity = Entity {
    name: "product",
    title: "product",
    fields: PRODUCT_FIELDS,
    hooks: Hooks { before_save: &[complete, links_lead_somewhere, currency::known], before_delete: &[leave_rows] },
    events: &each(["ONCRMPRODUCTADD", "ONCRMPRODUCTUPDATE", "ONCRMPRODUCTDELETE"], shape::id),
    ..Entity::BASE
};

/// crm.product.*
pub static PRODUCTS: Family = Family {
    prefix: "crm.product",
    entity: Some(&PRODUCT),
    dialect: &Dialect {
        faults: &Faults { not_found: refusal("", "Product is not found"), ..*dialect::CRM.faults },
        ..dialect::CRM
    },
    methods: &[
        write("add", add),
        write("update", update),
        DELETE,
        read("get", get),
        read("list", list).scanning(),
        read("fields", fields),
        read("property.types", kinds::types),
        read("property.settings.fields", kinds::settings_fields),
        read("property.enumeration.fields", kinds::enumeration_fields),
    ],
    ..Family::BASE
};

#[rustfmt::skip] // One field a line, as the table it is.
const PRODUCT_FIELDS: &[Field] = &[
    id("ID").title("ID"),
    int("CATALOG_ID").title("Catalogue").immutable().default(Default::Int(DEFAULT_CATALOG as i64)),
    money("PRICE").title("Price"),
    currency("CURRENCY_ID").title("Currency").wire("string").default(Default::BaseCurrency),
    text("NAME").title("Name").required(),
    text("CODE").title("Code for addresses"),
    text("DESCRIPTION").title("Description"),
    text("DESCRIPTION_TYPE").title("Kind of the description").default(Default::Text("text")),
    flag("ACTIVE").title("Active").default(Default::Flag(true)),
    int("SECTION_ID").title("Section").indexed(),
    int("SORT").title("Sorting").default(Default::Int(500)),
    int("VAT_ID").title("VAT rate"),
    flag("VAT_INCLUDED").title("VAT is part of the price").default(Default::Flag(false)),
    int("MEASURE").title("Unit of measure"),
    text("XML_ID").title("External code").indexed(),
    file("PREVIEW_PICTURE").title("Small picture").wire("product_file"),
    file("DETAIL_PICTURE").title("Large picture").wire("product_file"),
    created_at("DATE_CREATE").title("Created on"),
    modified_at("TIMESTAMP_X").title("Modified on"),
    modified_by("MODIFIED_BY").title("Modified by").wire("integer"),
    created_by("CREATED_BY").title("Created by").wire("integer"),
    rows("PROPERTIES"),
];

/// Applies what the client gave, values of properties included.
fn apply(call: &Call, change: &mut Change) -> Result<()> {
    let Some(fields) = call.array("fields")? else { return Ok(()) };
    engine::input::apply(call, change, fields)?;
    values::apply(call, &mut change.new, fields)
}

fn add(call: &Call) -> Result<Answer> {
    if !rights::may_add(&PRODUCT.rights, call.caller) {
        return Err(call.family.dialect.faults.denied.into());
    }
    let mut change = Change { old: None, new: Record::new(call.services.schema(&PRODUCT)?, 0), given: Vec::new() };
    apply(call, &mut change)?;
    let (product, ticket) = verbs::insert(call, change)?;
    Ok(Answer::value(product.id as i64).after(ticket))
}

fn update(call: &Call) -> Result<Answer> {
    let (_, ticket) = verbs::change(call, &PRODUCT, call.id()?, |change| apply(call, change))?;
    Ok(Answer::done(ticket))
}

/// crm.product.get: with the values of all properties.
fn get(call: &Call) -> Result<Answer> {
    let product = call.record(&PRODUCT, call.id()?)?;
    let properties = property::all(call)?;
    let printer = print::Printer::new(call, &product.schema, print::everything(&product.schema));
    let mut out = Vec::new();
    printer.record(&mut out, product.id, &product.encode());
    values::print(&mut out, &product, properties.iter());
    Ok(Answer { json: out, ..Answer::default() })
}

/// crm.product.list: values of properties where `select` names them, one by one or as `PROPERTY_*`.
fn list(call: &Call) -> Result<Answer> {
    let query = verbs::query(call, &PRODUCT)?;
    let wanted = values::wanted(call)?;
    let page = match wanted.is_empty() {
        true => query::run(call.services, &PRODUCT, &query)?,
        false => values::found(call, &query, &wanted)?,
    };
    let schema = call.services.schema(&PRODUCT)?;
    let shown = values::selected(call)?;
    let printer = print::Printer::new(call, &schema, verbs::selection(call, &PRODUCT)?);
    let mut out = Vec::new();
    json::list(&mut out, &page.rows, |out, row| {
        printer.record(out, row.id, &row.bytes);
        if !shown.is_empty() {
            let product = Record::read(schema.clone(), row.id, row.version, &row.bytes);
            values::print(out, &product, shown.iter());
        }
    });
    Ok(verbs::paged(out, &query, &page))
}

/// crm.product.fields: the fields and the properties.
fn fields(call: &Call) -> Result<Answer> {
    let mut answer = verbs::fields(call)?;
    values::describe(&mut answer.json, &property::all(call)?);
    Ok(answer)
}

/// A name, a code made of it, and the default unit.
fn complete(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    if change.new.text("NAME").trim().is_empty() {
        return Err(Error::core("Required field 'NAME' is not filled"));
    }
    if change.new.text("CODE").is_empty() {
        let code: String = code_of(change.new.text("NAME"));
        change.new.set("CODE", code.as_str());
    }
    let kind = change.new.text("DESCRIPTION_TYPE").to_ascii_lowercase();
    if kind != "text" && kind != "html" {
        return Err(Error::core("Invalid value of field 'DESCRIPTION_TYPE': text or html is expected"));
    }
    change.new.set("DESCRIPTION_TYPE", kind.as_str());
    if change.old.is_none()
        && change.new.get("MEASURE").is_null()
        && let Some(measure) = default_measure(call)?
    {
        change.new.set("MEASURE", measure.id as i64);
    }
    Ok(())
}

/// Latin letters and digits joined by underscores, at most 100.
fn code_of(name: &str) -> String {
    let letters = latin(&name.to_lowercase());
    let words = letters.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("_").chars().take(100).collect()
}

/// What a product names must exist.
fn links_lead_somewhere(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    const LINKS: [(&str, &Entity); 4] =
        [("CATALOG_ID", &CATALOG), ("SECTION_ID", &SECTION), ("MEASURE", &MEASURE), ("VAT_ID", &VAT)];
    for (field, entity) in LINKS {
        let id = change.new.int(field);
        if id == 0 {
            change.new.set(field, Data::Null);
        } else if change.changed(field) && (id < 0 || call.find(entity, id as u64)?.is_none()) {
            return Err(Error::core(format!("Invalid value of field '{field}': there is no {} {id}", entity.title)));
        }
    }
    Ok(())
}

/// Rows of deals and leads keep the name and price of a product that goes, and forget its id.
fn leave_rows(product: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    let schema = call.services.schema(&PRODUCT_ROW)?;
    for old in call.all(&PRODUCT_ROW, &Query::equal(&schema, "PRODUCT_ID", product.id as i64))? {
        let mut new = old.clone();
        new.set("PRODUCT_ID", 0);
        commit.save(Some(&old), &new);
    }
    Ok(())
}

/// What a row of a deal or lead takes from its product: name, description and unit, where the client
/// gave none.
///
/// # Errors
/// When the store fails.
pub fn fill_row(row: &mut Change, call: &Call) -> Result<()> {
    let id = row.new.int("PRODUCT_ID");
    if id <= 0 || !row.changed("PRODUCT_ID") {
        return Ok(());
    }
    let Some(product) = call.find(&PRODUCT, id as u64)? else { return Ok(()) };
    let measure = call.find(&MEASURE, product.int("MEASURE").max(0) as u64)?;
    row.new.set("ORIGINAL_PRODUCT_NAME", product.text("NAME"));
    row.new.set("PRODUCT_DESCRIPTION", product.get("DESCRIPTION").clone());
    let mut take = |field: &str, data: Data| {
        if !row.gave(field) {
            row.new.set(field, data);
        }
    };
    take("PRODUCT_NAME", Data::from(product.text("NAME")));
    if let Some(measure) = measure {
        take("MEASURE_CODE", Data::Int(measure.int("CODE")));
        take("MEASURE_NAME", Data::from(measure.text("SYMBOL_RUS")));
    }
    Ok(())
}
