//! crm.persontype.* and crm.paysystem.*: who pays invoices, and how.
//! docs: api-reference/crm/outdated/invoice/crm-person-type-list.md, …/crm-pay-system-list.md.

use crate::prelude::*;

/// A kind of payer: a contact or a company.
pub static PERSON_TYPE: Entity = Entity {
    name: "person_type",
    title: "payer type",
    fields: &[id("ID").title("ID"), text("NAME").title("Name").read_only()],
    ..Entity::BASE
};

/// A way to pay, for one kind of payer.
pub static PAY_SYSTEM: Entity = Entity {
    name: "pay_system",
    title: "payment method",
    fields: &[
        id("ID").title("ID"),
        text("NAME").title("Name").read_only(),
        flag("ACTIVE").title("Active").read_only(),
        int("SORT").title("Sorting").read_only(),
        text("DESCRIPTION").title("Description").read_only(),
        int("PERSON_TYPE_ID").title("Payer type").read_only(),
        text("ACTION_FILE").title("Handler").read_only(),
        text("HANDLER").title("Handler file").read_only(),
        text("HANDLER_CODE").title("Code of the handler").read_only(),
        text("HANDLER_NAME").title("Name of the handler").read_only(),
    ],
    ..Entity::BASE
};

/// crm.persontype.*
pub static PERSON_TYPES: Family =
    Family { prefix: "crm.persontype", entity: Some(&PERSON_TYPE), methods: &[LIST, FIELDS], ..Family::BASE };

/// crm.paysystem.*
pub static PAY_SYSTEMS: Family =
    Family { prefix: "crm.paysystem", entity: Some(&PAY_SYSTEM), methods: &[LIST, FIELDS], ..Family::BASE };

/// Payer type of contacts.
pub const OF_CONTACTS: i64 = 1;
/// Payer type of companies.
pub const OF_COMPANIES: i64 = 2;

/// Codes of the payer types and the names of their payment method in English, French and Russian.
const SEEDS: [(i64, &str, [&str; 3]); 2] = [
    (OF_CONTACTS, "CRM_CONTACT", ["Invoice (individuals)", "Facture (particuliers)", "Счёт (физические лица)"]),
    (OF_COMPANIES, "CRM_COMPANY", ["Invoice (companies)", "Facture (entreprises)", "Счёт (юридические лица)"]),
];

/// Adds the payer types and payment methods of a fresh portal to a commit.
///
/// # Errors
/// When the store fails.
pub fn enter_seeds(commit: &mut Commit, call: &Call) -> Result<()> {
    for (id, code, name) in SEEDS {
        let mut payer = Record::new(call.services.schema(&PERSON_TYPE)?, id as u64);
        payer.set("NAME", code);
        let mut method = Record::new(call.services.schema(&PAY_SYSTEM)?, id as u64);
        method.set("NAME", name[call.services.language as usize]);
        method.set("ACTIVE", true);
        method.set("SORT", id * 100);
        method.set("PERSON_TYPE_ID", id);
        for (field, text) in [("ACTION_FILE", "bill"), ("HANDLER", "bill"), ("HANDLER_CODE", "bill")] {
            method.set(field, text);
        }
        method.set("HANDLER_NAME", name[call.services.language as usize]);
        commit.save(None, &payer);
        commit.save(None, &method);
    }
    for entity in [&PERSON_TYPE, &PAY_SYSTEM] {
        call.services.store.raise_ids(entity.name, OF_COMPANIES as u64)?;
    }
    Ok(())
}
