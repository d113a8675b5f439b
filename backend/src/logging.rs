//! The log: one line a call with its method, status, duration and integration. Never an address, a
//! secret, an e-mail or a body.

use tracing_appender::non_blocking::{NonBlocking, WorkerGuard};
use tracing_subscriber::{EnvFilter, fmt};

/// Starts logging to standard error, from a thread of its own; the guard writes out the rest when dropped.
/// `filter` is in the syntax of `RUST_LOG`: `info`, `warn`, `portico=debug`.
pub fn start(filter: &str) -> WorkerGuard {
    let (writer, guard) = NonBlocking::new(std::io::stderr());
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    // A second start in one process, as tests make, keeps the first.
    let _ = fmt().with_env_filter(filter).with_writer(writer).with_target(false).try_init();
    guard
}
