//! What Portico's commands need beyond Rust, a C compiler and Python 3: one row each, found,
//! else installed where that is possible, else refused with the one line to run.

mod apt;

use crate::process;
use anyhow::{Result, bail};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What a prerequisite is needed for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Need {
    /// Formatting and lints.
    Checks,
    /// Tests that use a foreign client library.
    Sdk,
    /// Tests that drive a browser.
    Browser,
    /// Compiling for the browser where the installed Rust cannot.
    WasmToolchain,
}

/// One thing that must be on the machine.
pub struct Prerequisite {
    name: &'static str,
    why: &'static str,
    need: Need,
    find: fn() -> Option<PathBuf>,
    /// The Debian packages that bring it; none when it comes with Rust.
    packages: &'static [&'static str],
    /// The way to get it where there are no Debian packages.
    elsewhere: &'static str,
    /// The variable by which tests are told where it is, and users choose another.
    variable: Option<&'static str>,
}

/// Every prerequisite.
pub static ALL: &[Prerequisite] = &[
    Prerequisite {
        name: "rustfmt",
        why: "checks the formatting",
        need: Need::Checks,
        find: || cargo_has("fmt"),
        packages: &[],
        elsewhere: "rustup component add rustfmt",
        variable: None,
    },
    Prerequisite {
        name: "clippy",
        why: "checks the lints",
        need: Need::Checks,
        find: || cargo_has("clippy"),
        packages: &[],
        elsewhere: "rustup component add clippy",
        variable: None,
    },
    Prerequisite {
        name: "python3 with venv",
        why: "runs a Python client library against the portal",
        need: Need::Sdk,
        find: python,
        packages: &["python3", "python3-venv"],
        elsewhere: "install Python 3 with venv and ensurepip",
        variable: None,
    },
    Prerequisite {
        name: "curl",
        why: "runs the request builder's samples for the command line",
        need: Need::Sdk,
        find: || process::find(&["curl"]),
        packages: &["curl"],
        elsewhere: "install curl",
        variable: None,
    },
    Prerequisite {
        name: "node",
        why: "runs the request builder's samples in JavaScript",
        need: Need::Sdk,
        find: node,
        packages: &["nodejs"],
        elsewhere: "install Node 18 or newer, or set PORTICO_NODE to where it is",
        variable: Some("PORTICO_NODE"),
    },
    Prerequisite {
        name: "npm",
        why: "installs the client library that they use, and the checker of accessibility",
        need: Need::Sdk,
        find: npm,
        packages: &["npm"],
        elsewhere: "install npm",
        variable: None,
    },
    Prerequisite {
        name: "php with curl",
        why: "runs the request builder's samples in PHP",
        need: Need::Sdk,
        find: php,
        packages: &["php-cli", "php-curl"],
        elsewhere: "install PHP 8 with its curl extension, or set PORTICO_PHP to where it is",
        variable: Some("PORTICO_PHP"),
    },
    Prerequisite {
        name: "chromium",
        why: "is the browser that the tests drive",
        need: Need::Browser,
        find: || chosen("PORTICO_CHROMIUM", &["chromium", "chromium-browser", "google-chrome"]),
        packages: &["chromium"],
        elsewhere: "install Chromium, or set PORTICO_CHROMIUM to where it is",
        variable: Some("PORTICO_CHROMIUM"),
    },
    Prerequisite {
        name: "chromedriver",
        why: "lets the tests drive the browser",
        need: Need::Browser,
        find: || chosen("PORTICO_CHROMEDRIVER", &["chromedriver"]),
        packages: &["chromium-driver"],
        elsewhere: "install chromedriver, or set PORTICO_CHROMEDRIVER to where it is",
        variable: Some("PORTICO_CHROMEDRIVER"),
    },
    Prerequisite {
        name: "Debian's Rust for the web",
        why: "compiles for the browser with its own standard library",
        need: Need::WasmToolchain,
        find: web_rust,
        packages: &["rustc-web", "cargo-web", "rust-web-src"],
        elsewhere: "rustup target add wasm32-unknown-unknown",
        variable: None,
    },
    Prerequisite {
        name: "wasm linker",
        why: "links what that compiler makes",
        need: Need::WasmToolchain,
        find: wasm_linker,
        packages: &["lld-19"],
        elsewhere: "rustup target add wasm32-unknown-unknown",
        variable: None,
    },
];

/// Finds everything that `needs` ask for, installs what is missing, and returns the variables that
/// tell tests where things are. Fails with one line for each thing that cannot be had.
pub fn ensure(needs: &[Need]) -> Result<Vec<(&'static str, String)>> {
    let wanted = || ALL.iter().filter(|row| needs.contains(&row.need));
    let missing: Vec<_> = wanted().filter(|row| (row.find)().is_none()).collect();
    if missing.iter().any(|row| !row.packages.is_empty()) && apt::possible() {
        // What is still missing is named below, with the line to run.
        if let Err(error) = apt::install(&missing) {
            println!("    {error:#}");
        }
    }
    let lines: Vec<String> = wanted().filter(|row| (row.find)().is_none()).map(complaint).collect();
    if !lines.is_empty() {
        bail!("{}", lines.join("\n"));
    }
    let place = |row: &Prerequisite| Some((row.variable?, (row.find)()?.display().to_string()));
    Ok(wanted().filter_map(place).collect())
}

/// One line that says what is missing, why it matters and what to run.
fn complaint(row: &Prerequisite) -> String {
    let line = match row.packages {
        [] => row.elsewhere.to_owned(),
        packages => format!("apt-get install {} (or: {})", packages.join(" "), row.elsewhere),
    };
    let switch = match row.need {
        Need::Browser => "; --no-browser leaves the browser tests out",
        _ => "",
    };
    format!("missing: {}, which {}. Run: {line}{switch}", row.name, row.why)
}

/// A Python 3 that can make virtual environments.
pub fn python() -> Option<PathBuf> {
    let python = process::find(&["python3"])?;
    let probe = ["-c", "import venv, ensurepip"];
    process::succeeds(Command::new(&python).args(probe)).then_some(python)
}

/// The package manager of Node.
pub fn npm() -> Option<PathBuf> {
    process::find(&["npm"])
}

/// A Node that can fetch.
fn node() -> Option<PathBuf> {
    let node = chosen("PORTICO_NODE", &["node", "nodejs"])?;
    process::succeeds(Command::new(&node).args(["-e", "process.exit(typeof fetch === 'function' ? 0 : 1)"]))
        .then_some(node)
}

/// A PHP that can speak HTTP.
fn php() -> Option<PathBuf> {
    let php = chosen("PORTICO_PHP", &["php"])?;
    process::succeeds(Command::new(&php).args(["-r", "exit(extension_loaded('curl') ? 0 : 1);"])).then_some(php)
}

/// Debian's compiler, when its own standard library's sources lie beside it.
pub fn web_rust() -> Option<PathBuf> {
    let parts = ["/usr/bin/rustc", "/usr/bin/cargo", "/usr/lib/rustlib/src/rust/library/std"];
    parts.iter().all(|part| Path::new(part).exists()).then(|| parts[0].into())
}

/// A linker for the browser's machine code: the one that rustup's compiler brings, or LLVM's.
pub fn wasm_linker() -> Option<PathBuf> {
    let sysroot = process::output(Command::new("rustc").args(["--print", "sysroot"])).ok()?;
    let hosts = fs::read_dir(Path::new(&sysroot).join("lib/rustlib")).ok()?;
    let mut own = hosts.flatten().map(|host| host.path().join("bin/rust-lld"));
    let names = ["wasm-ld-22", "wasm-ld-21", "wasm-ld-20", "wasm-ld-19", "wasm-ld"];
    own.find(|place| place.is_file()).or_else(|| process::find(&names))
}

fn cargo_has(subcommand: &str) -> Option<PathBuf> {
    process::succeeds(process::cargo().args([subcommand, "--version"])).then(PathBuf::new)
}

/// What the user's variable points at, else the first of the names on the search path.
fn chosen(variable: &str, names: &[&str]) -> Option<PathBuf> {
    match env::var_os(variable) {
        Some(place) => Some(PathBuf::from(place)).filter(|place| place.is_file()),
        None => process::find(names),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_can_be_acted_on() {
        for (at, row) in ALL.iter().enumerate() {
            assert!(!row.name.is_empty() && !row.why.is_empty() && !row.elsewhere.is_empty());
            assert!(ALL[..at].iter().all(|other| other.name != row.name), "{} twice", row.name);
            assert!(row.variable.is_none_or(|name| name.starts_with("PORTICO_")), "{}", row.name);
            let debian = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "+-.".contains(c);
            assert!(row.packages.iter().all(|name| name.chars().all(debian)), "{}", row.name);
        }
    }

    #[test]
    fn a_complaint_is_one_line_with_the_command_to_run() {
        let browser = ALL.iter().find(|row| row.name == "chromium").unwrap();
        let line = complaint(browser);
        assert!(line.contains("apt-get install chromium "), "{line}");
        assert!(line.contains("--no-browser"), "{line}");
        for row in ALL {
            assert!(!complaint(row).contains('\n'), "{}", row.name);
            assert!(complaint(row).contains(row.elsewhere), "{}", row.name);
        }
    }

    #[test]
    fn a_chosen_place_must_exist() {
        assert_eq!(chosen("PORTICO_NOT_SET_ANYWHERE", &["no-such-program"]), None);
        assert!(chosen("PORTICO_NOT_SET_ANYWHERE", &["sh"]).is_some());
        assert_eq!(chosen("HOME", &["sh"]), None, "a folder is no program");
    }
}
