//! The log: one line a refused call with its method, status, duration and integration, and with the
//! filter `debug` one for every other call too. Never an address, a secret, an e-mail or a body.
//!
//! Lines are gathered in memory and written to standard error several times a second, so that a call
//! costs no system call of its own; what is gathered is written out when the process ends in order.

use std::{
    io::{self, IsTerminal, Write},
    mem,
    sync::{
        Arc, Mutex, PoisonError,
        mpsc::{self, RecvTimeoutError, Sender},
    },
    thread::{self, JoinHandle},
    time::Duration,
};
use tracing_subscriber::{EnvFilter, fmt};

/// How long a line may wait.
const EVERY: Duration = Duration::from_millis(200);

/// Gathered lines above this are written at once, by whoever adds the last one.
const FULL: usize = 256 << 10;

type Lines = Arc<Mutex<Vec<u8>>>;

/// Writes out what is gathered when dropped.
pub struct Log {
    stop: Option<Sender<()>>,
    writer: Option<JoinHandle<()>>,
}

/// A filter that [`start`] understands, as it came from the command line.
///
/// # Errors
/// What is wrong with it.
pub fn filter(text: &str) -> Result<String, String> {
    match EnvFilter::try_new(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(_) => Err(format!("`{text}` is not a filter such as info, warn or portico=debug")),
    }
}

/// Starts logging to standard error. `filter` is in the syntax of `RUST_LOG`: `info`, `warn`, `portico=debug`.
pub fn start(filter: &str) -> Log {
    let lines = Lines::default();
    let filter = EnvFilter::try_new(filter).unwrap_or_else(|_| EnvFilter::new("info"));
    let gather = lines.clone();
    let log = fmt().with_env_filter(filter).with_target(false).with_ansi(io::stderr().is_terminal());
    // A second start in one process, as tests make, keeps the first.
    let _ = log.with_writer(move || Gather(gather.clone())).try_init();
    let (stop, stopped) = mpsc::channel::<()>();
    let write = move || {
        let mut running = true;
        while running {
            running = matches!(stopped.recv_timeout(EVERY), Err(RecvTimeoutError::Timeout));
            write_out(&mut lines.lock().unwrap_or_else(PoisonError::into_inner));
        }
    };
    let writer = thread::Builder::new().name("log".to_owned()).spawn(write).ok();
    Log { stop: Some(stop), writer }
}

impl Drop for Log {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(writer) = self.writer.take() {
            // A log that cannot be written is no reason to fail.
            let _ = writer.join();
        }
    }
}

struct Gather(Lines);

impl Write for Gather {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.extend_from_slice(line);
        if lines.len() > FULL {
            write_out(&mut lines);
        }
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn write_out(lines: &mut Vec<u8>) {
    if !lines.is_empty() {
        // Whoever reads the log may have gone; the portal goes on without it.
        let _ = io::stderr().write_all(&mem::take(lines));
    }
}
