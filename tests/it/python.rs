//! Published Python clients, unmodified, against a sandbox: over plain http, and over TLS with the
//! authority that the sandbox made.

use portico_tests::portal::Sandbox;
use portico_tests::program::target_directory;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

#[test]
fn fast_bitrix24_reads_and_writes() {
    let sandbox = Sandbox::with(&["--records", "130"]);
    run("use_fast_bitrix24.py", sandbox.admin.webhook.url(), &sandbox, "fast-bitrix24");
}

#[test]
fn fast_bitrix24_speaks_https() {
    let sandbox = Sandbox::with(&["--records", "130", "--https-dev", "localhost"]);
    run("use_fast_bitrix24.py", sandbox.admin.webhook.url(), &sandbox, "fast-bitrix24");
}

#[test]
fn b24pysdk_reads_writes_and_understands_refusals() {
    let sandbox = Sandbox::with(&["--records", "130", "--https-dev", "localhost"]);
    run("use_b24pysdk.py", &sandbox.line, &sandbox, "b24pysdk");
}

/// Runs a script with its one argument; it must end by saying that it is content.
fn run(script: &str, argument: &str, sandbox: &Sandbox, client: &str) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("sdk").join(script);
    let mut command = Command::new(interpreter());
    command.args(["-B", "-W", "ignore::DeprecationWarning"]).arg(script).arg(argument);
    if let Some(authority) = &sandbox.authority {
        command.env("SSL_CERT_FILE", authority).env("REQUESTS_CA_BUNDLE", authority);
    }
    let output = command.output().expect("Python starts");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}\n{err}\n{}", sandbox.program.log());
    let content = format!("{client}: all checks passed");
    assert_eq!(out.trim().lines().last(), Some(content.as_str()), "{out}");
}

/// The interpreter of the virtual environment that `cargo xtask test` makes.
fn interpreter() -> PathBuf {
    let made = || target_directory().parent().expect("target is above").join("sdk/venv/bin/python");
    let python = env::var_os("PORTICO_PYTHON").map_or_else(made, PathBuf::from);
    assert!(
        python.is_file(),
        "{} is missing: run `cargo xtask test`, or set PORTICO_PYTHON to a Python with the client libraries",
        python.display()
    );
    python
}
