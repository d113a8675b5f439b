//! Journeys through the screens in a real browser: one file per story. `cargo xtask test` runs
//! them; by themselves they want to know where the browser and its driver are:
//!
//! ```text
//! cargo build -p backend
//! PORTICO_CHROMIUM=/usr/bin/chromium PORTICO_CHROMEDRIVER=/usr/bin/chromedriver \
//!     cargo test -p portico-tests --test browser
//! ```
//!
//! `cargo xtask shots` writes a picture of every screen (wide and narrow, light and dark, in every
//! language) to `target/shots`.

mod axe;
mod bad_input;
mod browser;
mod builder;
mod care;
mod deliveries;
mod first_start;
mod integrations;
mod keyboard;
mod keys;
mod languages;
mod leaving;
mod move_lead;
mod outbound;
mod palette;
mod scenarios;
mod shots;
mod statistics;
