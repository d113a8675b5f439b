//! The program by itself: one file in an empty directory is the whole product.

use portico_tests::answer::{Answer, send};
use portico_tests::portal::Sandbox;
use portico_tests::program::{self, Program};
use serde_json::Value;
use std::fs;
use tempfile::tempdir;

#[test]
fn the_copied_program_serves_the_screens_from_an_empty_directory() {
    let empty = tempdir().unwrap();
    let copy = empty.path().join("portico");
    fs::copy(program::path(), &copy).unwrap();
    let mut command = program::command(&copy, ["sandbox", "--json", "--records", "3"]);
    command.current_dir(empty.path()).env("HOME", empty.path()).env_remove("CARGO_MANIFEST_DIR");
    let program = Program::start(command);
    let ready = program.wait_for("line of JSON", |line| serde_json::from_str::<Value>(line).ok());
    let url = ready["url"].as_str().unwrap().trim_end_matches('/').to_owned();

    let page = get(&url, "/");
    assert_eq!(page.status, 200);
    assert!(page.header("content-type").starts_with("text/html"), "{:?}", page.headers);
    let html = page.text();
    let script = asset(&html, ".js");
    let code = asset(&html, ".wasm");
    let style = asset(&html, ".css");
    for (path, kind) in [(script, "text/javascript"), (code, "application/wasm"), (style, "text/css")] {
        let answer = get(&url, &path);
        assert_eq!(answer.status, 200, "{path}");
        assert!(answer.header("content-type").starts_with(kind), "{path}: {:?}", answer.headers);
        assert!(answer.header("cache-control").contains("immutable"), "{path}: {:?}", answer.headers);
        assert!(!answer.bytes.is_empty(), "{path}");
        let small = send("GET", &format!("{url}{path}"), &[("Accept-Encoding", "br")], Vec::new());
        assert_eq!(small.header("content-encoding"), "br", "{path}");
        assert!(small.bytes.len() < answer.bytes.len(), "{path}");
    }
    assert!(!page.header("cache-control").contains("immutable"), "{:?}", page.headers);

    for screen in ["/dev", "/dev/integrations/7", "/dev/statistics?from=x", "/people", "/any/other/thing"] {
        let answer = get(&url, screen);
        assert_eq!((answer.status, answer.text() == html), (200, true), "{screen}");
    }
    assert_eq!(get(&url, "/missing-0000000000000000.wasm").status, 404);
    drop(program);
    let left: Vec<_> = fs::read_dir(empty.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["portico"], "a sandbox leaves nothing behind");
}

#[test]
fn pages_protect_themselves() {
    let sandbox = Sandbox::start();
    let page = get(&sandbox.url, "/");
    assert_eq!(page.header("x-content-type-options"), "nosniff");
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    let policy = page.header("content-security-policy");
    assert!(policy.contains("default-src 'self'") && policy.contains("frame-ancestors"), "{policy}");
}

#[test]
fn help_names_every_command_and_version_is_ours() {
    let help = program::run(["--help"]);
    assert!(help.status.success());
    let help = String::from_utf8(help.stdout).unwrap();
    for command in ["serve", "sandbox", "backup", "restore", "check"] {
        assert!(help.contains(command), "{help}");
        let more = program::run([command, "--help"]);
        assert!(more.status.success() && more.stdout.len() > 100, "{command}");
    }
    let version = program::run(["--version"]);
    assert_eq!(String::from_utf8_lossy(&version.stdout).trim(), concat!("portico ", env!("CARGO_PKG_VERSION")));
    for wrong in [&["serve", "--listen", "nowhere"][..], &["serve", "--nonsense"], &["fly"], &[]] {
        assert!(!program::run(wrong).status.success(), "{wrong:?}");
    }
}

#[test]
fn a_stopped_sandbox_ends_well_and_takes_its_data_along() {
    let mut sandbox = Sandbox::start();
    sandbox.admin.webhook.expect_alive();
    assert!(sandbox.program.stop().success(), "{}", sandbox.program.log());
}

#[test]
fn a_taken_port_is_named() {
    let sandbox = Sandbox::start();
    let address = sandbox.url.trim_start_matches("http://");
    let second = program::run(["sandbox", "--listen", address]);
    assert!(!second.status.success());
    let said = String::from_utf8_lossy(&second.stderr);
    assert!(said.contains(address) && !said.contains("panicked"), "{said}");
}

fn get(url: &str, path: &str) -> Answer {
    send("GET", &format!("{url}{path}"), &[("Accept-Encoding", "identity")], Vec::new())
}

/// The first address in the page that ends like this.
fn asset(html: &str, ending: &str) -> String {
    let mut quoted = html.split(['"', '\'']);
    let found = quoted.find(|text| text.ends_with(ending) && !text.contains("://"));
    let found = found.unwrap_or_else(|| panic!("no {ending} in the page: run `cargo xtask wasm` first\n{html}"));
    format!("/{}", found.trim_start_matches(['.', '/']))
}
