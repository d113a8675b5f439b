//! What screens decide, as plain functions that are tested natively.

pub mod chart;
pub mod curl;
pub mod difference;
pub mod fold;
pub mod form;
pub mod grid;
pub mod history;
pub mod integration_list;
pub mod json_tree;
pub mod log_list;
pub mod order;
pub mod palette;
pub mod people;
pub mod place;
pub mod request;
pub mod result;
pub mod rove;
pub mod search;
pub mod shortcuts;
pub mod standing;
pub mod successor;
pub mod totals;
pub mod window;
