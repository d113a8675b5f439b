//! What REST does to any entity: one interpreted engine over static tables.
//!
//! Everything here is synchronous and knows no HTTP. A family in `methods` declares what is stored
//! ([`Entity`]), how REST names it ([`Family`], [`Dialect`]) and which verbs it has; the verbs of
//! this crate do the rest. Durability is the caller's to await, through [`Answer::ticket`].

pub mod batch;
pub mod call;
pub mod codec;
pub mod commit;
pub mod data;
pub mod dialect;
pub mod entity;
pub mod error;
pub mod event;
pub mod family;
pub mod field;
pub mod file;
pub mod filter;
pub mod index;
pub mod input;
pub mod json;
pub mod memo;
pub mod operating;
pub mod print;
pub mod query;
pub mod record;
pub mod registry;
pub mod rights;
pub mod schema;
pub mod services;
pub mod user_field;
pub mod verbs;
pub mod zone;

pub use call::{Answer, Call, Caller};
pub use commit::{Change, Commit};
pub use data::{Data, Peek};
pub use dialect::Dialect;
pub use entity::{Entity, Hooks, Shape};
pub use error::{Error, Known, Result};
pub use family::{Family, Method, read, write};
pub use field::{Field, Kind};
pub use operating::Operating;
pub use record::Record;
pub use registry::{Registry, Target};
pub use schema::Schema;
pub use services::Services;
pub use user_field::Made;
