//! The REST methods: what is known of every one, and the families that are implemented.

pub mod catalogue;
pub mod seed;
