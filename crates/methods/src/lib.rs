//! The REST methods: what is known of every one, and the families that are implemented.

pub mod catalogue;
pub mod crm;
pub mod department;
pub mod events;
pub mod general;
pub mod im;
pub mod log;
pub mod people;
pub mod prelude;
pub mod seed;
pub mod task;
pub mod user;
pub mod userfield;

use engine::{Family, Registry};

/// Every implemented family, area by area. A new one is a file, and a line in its area's list.
static AREAS: &[&[&Family]] = &[
    &[&general::GENERAL, &events::handlers::EVENT_METHODS],
    &[&user::USERS, &department::DEPARTMENTS],
    crm::FAMILIES,
    im::FAMILIES,
    log::FAMILIES,
    task::FAMILIES,
    userfield::FAMILIES,
];

/// Every implemented family.
pub fn families() -> impl Iterator<Item = &'static Family> {
    AREAS.iter().flat_map(|area| area.iter().copied())
}

/// Every known method, with what [`families`] answer.
///
/// # Errors
/// A sentence naming the method that is declared twice or missing from the catalogue.
pub fn registry() -> Result<Registry, String> {
    let known = catalogue::catalogue().all().iter();
    Registry::new(known.map(|known| (known.name, known.version, known.scope, known.needs_app)), families())
}
