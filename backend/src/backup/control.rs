//! The socket `portico.sock` in the data directory. A client sends one line, `backup` or `check`;
//! the answer is the line `ok` and then the dump or the report, up to the end of the stream, or one
//! line that says what went wrong.

use crate::app::App;
use crate::backup::integrity;
use actix_web::web::Data;
use anyhow::{Context, Result, bail};
use std::fs;
use std::io::{BufRead, BufReader, BufWriter, ErrorKind, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// Asks for a dump.
pub const BACKUP: &str = "backup";
/// Asks for a check.
pub const CHECK: &str = "check";

const SOCKET: &str = "portico.sock";
const OK: &str = "ok";

/// How long a client may leave the portal waiting.
const PATIENCE: Duration = Duration::from_secs(60);

/// The listening socket; closed and removed when dropped.
pub struct Control {
    path: PathBuf,
    stopping: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

/// Listens in the data directory. A path too long for a socket only costs the commands that need a
/// running portal, so it is logged and the portal starts.
pub fn listen(dir: &Path, app: Data<App>) -> Option<Control> {
    let path = dir.join(SOCKET);
    match bind(&path) {
        Ok(listener) => {
            let stopping = Arc::new(AtomicBool::new(false));
            let told = stopping.clone();
            let thread = thread::Builder::new().name("control".to_owned()).spawn(move || serve(&listener, &app, &told));
            Some(Control { path, stopping, thread: thread.ok() })
        }
        Err(error) => {
            tracing::warn!(%error, "no control socket: backup and check work only while the portal is stopped");
            None
        }
    }
}

/// Asks the portal that runs in `dir`, and writes its answer to `out`. False when none runs.
///
/// # Errors
/// What the portal said went wrong, or why it could not be asked.
pub fn ask(dir: &Path, command: &str, out: &mut dyn Write) -> Result<bool> {
    let mut stream = match UnixStream::connect(dir.join(SOCKET)) {
        Ok(stream) => stream,
        Err(error) if nobody_listens(error.kind()) => return Ok(false),
        Err(error) => return Err(error).context("the running portal cannot be asked"),
    };
    writeln!(stream, "{command}")?;
    let mut answer = BufReader::new(stream);
    let mut line = String::new();
    answer.read_line(&mut line)?;
    if line.trim_end() != OK {
        bail!("the running portal refused: {}", line.trim_end());
    }
    std::io::copy(&mut answer, out)?;
    out.flush()?;
    Ok(true)
}

/// No socket, one that a dead process left, or a path that no portal can have listened on.
fn nobody_listens(error: ErrorKind) -> bool {
    matches!(error, ErrorKind::NotFound | ErrorKind::ConnectionRefused | ErrorKind::InvalidInput)
}

impl Drop for Control {
    fn drop(&mut self) {
        self.stopping.store(true, Ordering::SeqCst);
        // Wakes the thread from its wait; when it cannot be reached it has ended already.
        let _ = UnixStream::connect(&self.path);
        let _ = self.thread.take().map(JoinHandle::join);
        let _ = fs::remove_file(&self.path);
    }
}

/// The store's lock is held, so a socket that is there was left by a process that was killed.
fn bind(path: &Path) -> std::io::Result<UnixListener> {
    if path.exists() {
        fs::remove_file(path)?;
    }
    let listener = UnixListener::bind(path)?;
    fs::set_permissions(path, fs::Permissions::from_mode(0o600))?;
    Ok(listener)
}

fn serve(listener: &UnixListener, app: &App, stopping: &AtomicBool) {
    for stream in listener.incoming() {
        if stopping.load(Ordering::SeqCst) {
            return;
        }
        if let Err(error) = stream.map_err(Into::into).and_then(|stream| answer(&stream, app)) {
            tracing::warn!(%error, "a command over the control socket failed");
        }
    }
}

fn answer(stream: &UnixStream, app: &App) -> Result<()> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    let mut line = String::new();
    BufReader::new(stream.take(64)).read_line(&mut line)?;
    let mut out = BufWriter::new(stream);
    match line.trim_end() {
        BACKUP => {
            writeln!(out, "{OK}")?;
            // A dump that breaks off lacks its last line, which the client looks for.
            app.store.dump(&mut out)?;
        }
        CHECK => match integrity::check(&app.store) {
            Ok(report) => {
                writeln!(out, "{OK}")?;
                serde_json::to_writer(&mut out, &report)?;
            }
            Err(error) => writeln!(out, "{error}")?,
        },
        _ => writeln!(out, "unknown command")?,
    }
    out.flush()?;
    Ok(())
}
