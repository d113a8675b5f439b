//! Requests that the portal itself sends, to addresses that people gave it: events, for which somebody asked to be
//! told.

pub mod check;
pub mod delivering;
pub mod dial;
pub mod guard;
mod lane;
pub mod listing;
pub mod message;
pub mod pace;
pub mod queue;
pub mod send;
