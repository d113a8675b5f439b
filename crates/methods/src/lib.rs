//! The REST methods: what is known of every one, and the families that are implemented.

pub mod catalogue;
pub mod crm;
pub mod department;
pub mod general;
pub mod people;
pub mod prelude;
pub mod seed;
pub mod user;

use crm::{category, company, contact, deal, lead, status};
use engine::{Family, Registry};

/// Every implemented family. A new one is a file and a line here.
pub static FAMILIES: &[&Family] = &[
    &general::GENERAL,
    &user::USERS,
    &department::DEPARTMENTS,
    &contact::CONTACT_FAMILY,
    &contact::CONTACT_COMPANIES,
    &company::COMPANY_FAMILY,
    &company::COMPANY_CONTACTS,
    &lead::LEAD_FAMILY,
    &lead::LEAD_CONTACTS,
    &deal::DEAL_FAMILY,
    &deal::DEAL_CONTACTS,
    &status::STATUSES,
    &category::CATEGORIES,
];

/// Every known method, with what [`FAMILIES`] answer.
///
/// # Errors
/// A sentence naming the method that is declared twice or missing from the catalogue.
pub fn registry() -> Result<Registry, String> {
    let known = catalogue::catalogue().all().iter();
    Registry::new(known.map(|known| (known.name, known.version, known.scope, known.needs_app)), FAMILIES)
}
