//! What the screens decide and compute, as plain structs and functions that know no browser.

pub mod chart;
pub mod form;
pub mod json_tree;
pub mod request;
pub mod result;
pub mod search;
pub mod window;
