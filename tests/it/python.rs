//! The published Python client `fast-bitrix24`, unmodified, against a sandbox.

use portico_tests::portal::Sandbox;
use portico_tests::program::target_directory;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn fast_bitrix24_reads_and_writes() {
    let sandbox = Sandbox::with(&["--records", "130"]);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("sdk/use_fast_bitrix24.py");
    let output = Command::new(interpreter())
        .args(["-W", "ignore::DeprecationWarning"])
        .arg(script)
        .arg(sandbox.admin.webhook.url())
        .output()
        .expect("Python starts");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}\n{err}\n{}", sandbox.program.log());
    assert_eq!(out.trim().lines().last(), Some("fast-bitrix24: all checks passed"), "{out}");
}

/// The interpreter of the virtual environment that `cargo xtask test` makes.
fn interpreter() -> PathBuf {
    let made = || target_directory().parent().expect("target is above").join("sdk/venv/bin/python");
    let python = env::var_os("PORTICO_PYTHON").map_or_else(made, PathBuf::from);
    assert!(
        python.is_file(),
        "{} is missing: run `cargo xtask test`, or set PORTICO_PYTHON to a Python with fast-bitrix24",
        python.display()
    );
    python
}
