//! What tests and benchmarks use from npm, in folders of their own.

use crate::{prerequisites, process, workspace};
use anyhow::{Context, Result};
use std::{fs, path::PathBuf, process::Command};

/// A client library and the checker of accessibility, pinned: their behaviour is part of what the tests expect.
const CLIENTS: [&str; 2] = ["@bitrix24/b24jssdk@2.2.0", "axe-core@4.14.1"];

/// What the benchmarks of the screens drive a browser with; Lighthouse brings puppeteer-core along.
const PEERS: [&str; 1] = ["lighthouse@12.8.2"];

/// Makes `target/sdk/node` when it is missing or old, and returns it.
pub fn client_folder() -> Result<PathBuf> {
    folder("target/sdk/node", &CLIENTS)
}

/// Makes `target/peers/node` when it is missing or old, and returns it.
pub fn peers() -> Result<PathBuf> {
    folder("target/peers/node", &PEERS)
}

fn folder(place: &str, packages: &[&str]) -> Result<PathBuf> {
    let folder = workspace::path(place);
    let stamp = folder.join("installed.txt");
    let wanted = packages.join(" and ");
    let there = packages.iter().all(|package| folder.join("node_modules").join(name(package)).is_dir());
    if there && fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(folder);
    }

    println!("    Installing {wanted} from npm into {place}, usually 10 s");
    let npm = prerequisites::npm().context("npm is needed")?;
    fs::create_dir_all(&folder)?;
    let install = ["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--no-save", "--prefix"];
    process::run(Command::new(npm).args(install).arg(&folder).args(packages))?;
    fs::write(stamp, wanted)?;
    Ok(folder)
}

/// The name in `name@version`; a name may begin with `@` itself.
fn name(package: &str) -> &str {
    package.rsplit_once('@').map_or(package, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packages_have_names() {
        assert_eq!(CLIENTS.map(name), ["@bitrix24/b24jssdk", "axe-core"]);
    }
}
