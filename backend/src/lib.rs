//! The portal process.

pub mod accounts;
pub mod audit;
pub mod clock;
pub mod config;
pub mod integrations;
pub mod notices;
pub mod origin;
pub mod refusal;
pub mod rows;
pub mod secrets;
pub mod sessions;
