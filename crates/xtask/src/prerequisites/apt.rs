//! Installing Debian packages, each announced by name before.

use super::Prerequisite;
use crate::process;
use anyhow::Result;
use std::process::Command;

/// Whether packages can be installed here: there is apt, and we are root.
pub fn possible() -> bool {
    let user = || process::output(Command::new("id").arg("-u"));
    process::find(&["apt-get"]).is_some() && user().is_ok_and(|id| id == "0")
}

/// Installs the packages of all missing rows in one go.
pub fn install(missing: &[&Prerequisite]) -> Result<()> {
    println!("    Installing with apt-get, usually a minute or two:");
    for row in missing {
        for package in row.packages {
            println!("    - {package}: {} {}", row.name, row.why);
        }
    }
    process::run(apt_get().args(["-qq", "update"]))?;
    let packages = missing.iter().flat_map(|row| row.packages);
    process::run(apt_get().args(["install", "-qq", "-y", "--no-install-recommends"]).args(packages))
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}
