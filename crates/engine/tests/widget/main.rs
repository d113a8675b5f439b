//! The engine on an entity made for it: the verbs, and queries against a plain model.

mod events;
mod indexes;
mod model;
mod portal;
mod queries;
mod user_fields;
mod verbs;
