//! Which contacts a lead, deal or company has, and which companies a contact: one of them is the
//! primary one. docs: api-reference/crm/deals/contacts, …/contacts/company, …/companies/contacts.

mod links;
mod merge;
mod methods;

pub use links::{companies, company_contacts, company_links, contacts, forget_company, forget_contact};
pub use merge::merge;
pub use methods::{COMPANIES, COMPANY_CONTACTS, CONTACTS};

use engine::{
    Dialect, Known,
    dialect::{self, Faults, refusal},
};

/// The classic dialect with the refusals of bindings.
pub static BINDINGS: Dialect = Dialect { faults: &FAULTS, ..dialect::CRM };

/// The same for leads, whose bindings have a code for what is not there.
pub static LEAD_BINDINGS: Dialect =
    Dialect { faults: &Faults { not_found: refusal("NOT_FOUND", "Not found."), ..FAULTS }, ..dialect::CRM };

const FAULTS: Faults = Faults {
    bad_id: refusal("", "The parameter ownerEntityID is invalid or not defined."),
    not_found: refusal("", "Not found."),
    // docs: crm-quote-contact-add.md names the status; the others of the family are silent.
    denied: Known { status: 403, ..refusal("ACCESS_DENIED", "Access denied!") },
};
