//! Runs a test of this binary again in a process of its own, on a disk that is watched and can
//! fail (`shim.c`).

use std::path::{Path, PathBuf};
use std::process::Command;

/// The environment variable that tells such a process which directory it works in.
pub const ROOT: &str = "DISK_ROOT";

/// The directory this process works in, if it is such a process.
pub fn root() -> Option<PathBuf> {
    std::env::var_os(ROOT).map(PathBuf::from)
}

/// The command that runs `test` of this binary in `root`; `scratch` takes the compiled shim.
pub fn command(test: &str, root: &Path, scratch: &Path) -> Command {
    let shim = compile(scratch);
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([test, "--exact", "--nocapture"]).env("LD_PRELOAD", shim).env(ROOT, root);
    command
}

fn compile(scratch: &Path) -> PathBuf {
    let (source, shim) = (scratch.join("shim.c"), scratch.join("shim.so"));
    if !shim.exists() {
        std::fs::write(&source, include_str!("shim.c")).unwrap();
        let compiler = std::env::var("CC").unwrap_or("cc".to_owned());
        let mut command = Command::new(compiler);
        command.args(["-shared", "-fPIC", "-O1", "-o"]).args([&shim, &source]).args(["-ldl", "-pthread"]);
        assert!(command.status().expect("a C compiler").success());
    }
    shim
}
