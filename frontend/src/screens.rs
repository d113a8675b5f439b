//! One file per screen.

pub mod audit;
pub mod deliveries;
pub mod integration_form;
pub mod integration_page;
pub mod integrations;
pub mod invite;
pub mod not_found;
pub mod notices;
pub mod people;
pub mod profile;
pub mod settings;
pub mod setup;
pub mod sign_in;
pub mod statistics;
pub mod switch_off;
pub mod use_cases;
