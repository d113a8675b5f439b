//! Everything the portal keeps, behind one small interface: ordered keys, atomic commits with
//! conditions, counters, ascending ids, and tickets that complete once data survives a power loss.
//!
//! Nothing above this crate knows the engine below it (sled). A second engine passes
//! `tests/conformance.rs` and replaces [`Store`].

pub mod keys;

mod commit;
mod directory;
mod dump;
mod error;
mod files;
mod group;
mod integrity;
mod listings;
mod migrations;
mod range;
mod sequences;
mod snapshot;
mod space;
mod store;
mod value;
mod writer;

pub use commit::{Check, Durability, Op};
pub use error::StoreError;
pub use files::StoredFile;
pub use group::Ticket;
pub use integrity::CheckReport;
pub use range::{Direction, KeyRange};
pub use store::{Options, Store};
pub use value::{Bytes, Entry};
