//! The portal process.
fn main() {}
