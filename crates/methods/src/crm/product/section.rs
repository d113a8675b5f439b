//! crm.productsection.*: the tree that products are sorted into.
//! docs: api-reference/crm/outdated/product-section.

use super::PRODUCT;
use crate::{
    crm::catalog::{CATALOG, DEFAULT_CATALOG},
    events::shape,
    prelude::*,
};

/// A section.
pub static SECTION: Entity = Entity {
    name: "product_section",
    title: "section",
    fields: &[
        id("ID").title("ID"),
        int("CATALOG_ID").title("Catalogue").immutable().default(Default::Int(DEFAULT_CATALOG as i64)),
        int("SECTION_ID").title("Section above").indexed(),
        text("NAME").title("Name").required(),
        text("XML_ID").title("External code"),
    ],
    hooks: Hooks { before_save: &[fits_in], before_delete: &[empty] },
    events: &each(["ONCRMPRODUCTSECTIONADD", "ONCRMPRODUCTSECTIONUPDATE", "ONCRMPRODUCTSECTIONDELETE"], shape::id),
    ..Entity::BASE
};

/// crm.productsection.*
pub static SECTIONS: Family = Family {
    prefix: "crm.productsection",
    entity: Some(&SECTION),
    methods: &[ADD, UPDATE, DELETE, GET, LIST, FIELDS],
    ..Family::BASE
};

/// The section above exists and is not below.
fn fits_in(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    let catalog = change.new.int("CATALOG_ID");
    if change.old.is_none() && (catalog <= 0 || call.find(&CATALOG, catalog as u64)?.is_none()) {
        return Err(Error::core(format!("Invalid value of field 'CATALOG_ID': there is no catalogue {catalog}")));
    }
    let above = change.new.int("SECTION_ID");
    if above == 0 {
        change.new.set("SECTION_ID", Data::Null);
        return Ok(());
    }
    if !change.changed("SECTION_ID") {
        return Ok(());
    }
    let mut next = above;
    while next != 0 {
        let found = if next > 0 { call.find(&SECTION, next as u64)? } else { None };
        let Some(section) = found else {
            return Err(Error::core(format!("Invalid value of field 'SECTION_ID': there is no section {above}")));
        };
        if section.id == change.new.id {
            return Err(Error::core("Invalid value of field 'SECTION_ID': a section cannot be in itself"));
        }
        next = section.int("SECTION_ID");
    }
    Ok(())
}

/// A section goes when nothing is in it.
fn empty(section: &Record, _: &mut Commit, call: &Call) -> Result<()> {
    for entity in [&PRODUCT, &SECTION] {
        let schema = call.services.schema(entity)?;
        let inside = Query { limit: 1, ..Query::equal(&schema, "SECTION_ID", section.id as i64) };
        if !call.all(entity, &inside)?.is_empty() {
            return Err(Error::core(format!("The section {} is not empty", section.text("NAME"))));
        }
    }
    Ok(())
}
