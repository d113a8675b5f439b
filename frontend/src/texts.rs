//! Every text of the screens, one file per screen. A row holds all languages, so a missing one does not
//! compile, and a row that nobody uses is dead code.

pub mod audit;
pub mod builder;
pub mod columns;
pub mod deliveries;
pub mod errors;
pub mod form;
pub mod integration_page;
pub mod integrations;
pub mod invite;
pub mod not_found;
pub mod notices;
pub mod outbound;
pub mod pager;
pub mod palette;
pub mod people;
pub mod profile;
pub mod settings;
pub mod setup;
pub mod shell;
pub mod sign_in;
pub mod statistics;
pub mod use_cases;
pub mod widgets;
