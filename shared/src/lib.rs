//! What both sides of Portico speak: texts, scopes, scenarios and the bodies of `/console`.
//!
//! Plain types and tables only: no input or output, nothing that does not compile to WASM.

pub mod audit;
pub mod console;
pub mod delivery;
pub mod event;
pub mod fault;
pub mod grid;
pub mod integration;
pub mod limits;
pub mod method;
pub mod people;
pub mod profile;
pub mod request_log;
pub mod sample;
pub mod scenario;
pub mod scope;
pub mod settings;
pub mod stats;
pub mod text;
pub mod typed;

/// Milliseconds since 1970-01-01T00:00:00Z: the only form in which an instant crosses `/console`.
pub type Millis = i64;

/// A day.
pub const DAY: Millis = 24 * 60 * 60 * 1000;
