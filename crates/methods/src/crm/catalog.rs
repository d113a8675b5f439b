//! crm.catalog.*: the catalogue that the CRM's products are in.
//! docs: api-reference/crm/outdated/catalog.

use crate::prelude::*;

/// A catalogue.
pub static CATALOG: Entity = Entity {
    name: "crm_catalog",
    title: "product catalogue",
    fields: &[
        id("ID").title("ID"),
        text("NAME").title("Name"),
        text("ORIGINATOR_ID").title("External system"),
        text("ORIGIN_ID").title("ID in the external system"),
        text("XML_ID").title("Code").read_only(),
    ],
    ..Entity::BASE
};

/// crm.catalog.*
pub static CATALOGS: Family =
    Family { prefix: "crm.catalog", entity: Some(&CATALOG), methods: &[GET, LIST, FIELDS], ..Family::BASE };

/// The catalogue of products.
pub const DEFAULT_CATALOG: u64 = 1;

/// Adds the catalogue of a fresh portal to a commit.
///
/// # Errors
/// When the store fails.
pub fn enter_seeds(commit: &mut Commit, call: &Call) -> Result<()> {
    const NAME: [&str; 3] = ["CRM product catalogue", "Catalogue de produits du CRM", "Товарный каталог CRM"];
    let mut catalog = Record::new(call.services.schema(&CATALOG)?, DEFAULT_CATALOG);
    catalog.set("NAME", NAME[call.services.language as usize]);
    catalog.set("XML_ID", "crm_external_1");
    commit.save(None, &catalog);
    call.services.store.raise_ids(CATALOG.name, DEFAULT_CATALOG)?;
    Ok(())
}
