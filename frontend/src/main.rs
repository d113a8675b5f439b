//! The developer section: a Leptos single-page application.
fn main() {}
