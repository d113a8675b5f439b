//! Requests that the portal itself sends, to addresses that people gave it.

pub mod guard;
