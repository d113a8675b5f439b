//! Black-box journeys over real HTTP. Every test starts a portal of its own, on its own port and
//! data directory, so they run side by side in any order.

mod backup;
mod bad_input;
mod batch;
mod crash;
mod deliveries;
mod drafts;
mod files;
mod forms;
mod grammar;
mod grid;
mod https;
mod leaving;
mod lists;
mod multifields;
mod outbound;
mod people;
mod preferences;
mod profile;
mod python;
mod refusals;
mod rights;
mod rotation;
mod samples;
mod settings;
mod shipping;
mod statistics;
mod take_over;
mod webhooks;
