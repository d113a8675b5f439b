//! What a portal starts with: dictionaries for every portal, words for the demo company.

pub mod dictionaries;
pub mod names;
