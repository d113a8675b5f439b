//! Words for the demo company: people, companies, places and subjects, all invented or common.
//! A generator picks from these tables by a seeded number, so the order of the rows matters to it.

mod companies;
mod letters;
mod people;
mod places;
mod staff;
mod subjects;
mod tasks;

pub use companies::{COMPANY_HEADS, COMPANY_TRADES, Trade};
pub use letters::latin;
pub use people::{FEMALE_FIRST_NAMES, LAST_NAMES, MALE_FIRST_NAMES};
pub use places::{CITIES, COUNTRIES, City, Country, STREETS};
pub use staff::{DEPARTMENTS, Department, POSITIONS, Position};
pub use subjects::{DEAL_SUBJECTS, LEAD_SUBJECTS};
pub use tasks::{TASK_DESCRIPTIONS, TASK_REMARKS, TASK_STEPS, TASK_SUBJECTS, TASK_TAGS};

/// The top-level domain of every address made here; it is reserved, so no mail and no link arrives anywhere.
pub const DOMAIN: &str = "example";

#[cfg(test)]
mod tests;
