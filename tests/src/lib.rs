//! What the black-box and browser tests share: the real program as a child process, and small
//! clients that speak to it over HTTP. Nothing here links the server.
//!
//! The program is `target/debug/portico`, found beside the test's own executable, or whatever the
//! variable `PORTICO_BINARY` names. `cargo xtask test` builds it first; when cargo's test command
//! is used by itself, `cargo build -p backend` has to come before it.

pub mod answer;
pub mod console;
pub mod portal;
pub mod program;
pub mod receiver;
pub mod rest;
pub mod wire;
