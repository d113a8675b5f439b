//! The program `portico` as a child process, with everything that it prints.

use std::env;
use std::ffi::OsStr;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::{Arc, Condvar, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// Longest wait for the program to say or do something, on a machine that is busy.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The program under test.
///
/// # Panics
/// With one line that says what to do, when it has not been built.
pub fn path() -> PathBuf {
    if let Some(named) = env::var_os("PORTICO_BINARY") {
        return named.into();
    }
    let program = target_directory().join(format!("portico{}", env::consts::EXE_SUFFIX));
    assert!(program.is_file(), "{} is missing: run `cargo build -p backend` first", program.display());
    program
}

/// The directory of cargo that holds `portico`: the parent of `deps`, where test programs are.
pub fn target_directory() -> PathBuf {
    let own = env::current_exe().expect("a program knows its own path");
    let beside = own.parent().expect("a program is in a directory");
    // Tests are in target/debug/deps, the benchmarks in target/release itself.
    if beside.ends_with("deps") {
        beside.parent().expect("deps is in a directory").to_owned()
    } else {
        beside.to_owned()
    }
}

/// `portico` with these arguments and none of the caller's own `PORTICO_…` variables.
pub fn command(program: &Path, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("PORTICO_")) {
        command.env_remove(name);
    }
    command.args(args).stdin(Stdio::null());
    command
}

/// Runs `portico` to its end.
pub fn run(args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Output {
    command(&path(), args).output().expect("the program starts")
}

/// A running program; killed when dropped.
pub struct Program {
    child: Child,
    printed: Arc<Printed>,
}

#[derive(Default)]
struct Printed {
    state: Mutex<Streams>,
    changed: Condvar,
}

#[derive(Default)]
struct Streams {
    out: Vec<String>,
    err: Vec<String>,
    /// How many of the two have ended; both do when the program has.
    closed: usize,
}

impl Program {
    /// Starts a command and collects what it prints.
    pub fn start(mut command: Command) -> Program {
        let spawned = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
        let mut child = spawned.expect("the program starts");
        let printed = Arc::new(Printed::default());
        collect(child.stdout.take(), &printed, |streams| &mut streams.out);
        collect(child.stderr.take(), &printed, |streams| &mut streams.err);
        Program { child, printed }
    }

    /// Waits until `pick` finds what it looks for in a line of standard output.
    ///
    /// # Panics
    /// With everything printed so far, when the program ends or [`PATIENCE`] runs out first.
    pub fn wait_for<T>(&self, what: &str, pick: impl Fn(&str) -> Option<T>) -> T {
        self.wait_within(PATIENCE, what, pick)
    }

    /// [`wait_for`](Self::wait_for) with a patience of one's own.
    ///
    /// # Panics
    /// As that does.
    pub fn wait_within<T>(&self, patience: Duration, what: &str, pick: impl Fn(&str) -> Option<T>) -> T {
        let deadline = Instant::now() + patience;
        let mut streams = self.printed.state.lock().expect("no reader panics");
        loop {
            if let Some(found) = streams.out.iter().find_map(|line| pick(line)) {
                return found;
            }
            let left = deadline.saturating_duration_since(Instant::now());
            assert!(
                streams.closed < 2 && !left.is_zero(),
                "no {what} in what the program printed:\n{}\n{}",
                streams.out.join("\n"),
                streams.err.join("\n")
            );
            streams = self.printed.changed.wait_timeout(streams, left).expect("no reader panics").0;
        }
    }

    /// Its process id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Everything printed so far, standard output and standard error.
    pub fn log(&self) -> String {
        let streams = self.printed.state.lock().expect("no reader panics");
        format!("{}\n{}", streams.out.join("\n"), streams.err.join("\n"))
    }

    /// Ends the program without giving it a chance to do anything.
    pub fn kill(&mut self) {
        // Both fail only when the program has already ended.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }

    /// Asks the program to stop, and waits until it has.
    pub fn stop(&mut self) -> ExitStatus {
        let id = self.child.id().to_string();
        let asked = Command::new("kill").args(["-TERM", &id]).status().expect("`kill` is there");
        assert!(asked.success(), "the program was not running any more:\n{}", self.log());
        let state = self.printed.state.lock().expect("no reader panics");
        let running = |streams: &mut Streams| streams.closed < 2;
        let waited = self.printed.changed.wait_timeout_while(state, PATIENCE, running);
        let (state, waited) = waited.expect("no reader panics");
        drop(state);
        assert!(!waited.timed_out(), "the program did not stop:\n{}", self.log());
        self.child.wait().expect("the child is ours")
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.kill();
    }
}

fn collect(
    stream: Option<impl Read + Send + 'static>,
    printed: &Arc<Printed>,
    part: fn(&mut Streams) -> &mut Vec<String>,
) {
    let (stream, printed) = (stream.expect("it was asked for"), printed.clone());
    thread::spawn(move || {
        for line in BufReader::new(stream).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            part(&mut printed.state.lock().expect("no reader panics")).push(line);
            printed.changed.notify_all();
        }
        printed.state.lock().expect("no reader panics").closed += 1;
        printed.changed.notify_all();
    });
}
