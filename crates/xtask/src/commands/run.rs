//! `cargo xtask run`: build all, then become the portal.

use super::build;
use crate::{process, progress::Progress, workspace};
use anyhow::Result;
use std::{env, process::Command};

/// Builds all and starts `portico serve` with the given arguments, in the caller's folder. Data
/// goes to `data` at the workspace's root unless the caller says where.
pub fn run(args: &[String]) -> Result<()> {
    let mut progress = Progress::of(build::STEPS);
    let binary = build::steps(&mut progress)?;
    progress.finish();

    let mut serve = Command::new(binary);
    serve.arg("serve").args(args);
    if !says_where(args) && env::var_os("PORTICO_DATA").is_none() {
        let folder = workspace::path("data");
        println!("\nThe data is in {}", folder.display());
        serve.arg("--data").arg(folder);
    }
    println!("Starting the portal on http://127.0.0.1:8080 unless told otherwise; Ctrl-C stops it.");
    process::become_command(&mut serve)
}

/// Whether the data folder is among the arguments, or it is only help that is asked for.
fn says_where(args: &[String]) -> bool {
    let names = ["--data", "--help", "-h"];
    args.iter().any(|arg| names.contains(&arg.as_str()) || arg.starts_with("--data="))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_callers_data_folder_wins() {
        let cases = [
            ("", false),
            ("--listen 127.0.0.1:9000", false),
            ("--data elsewhere", true),
            ("--demo --data=elsewhere", true),
            ("--help", true),
        ];
        for (line, expected) in cases {
            let args: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
            assert_eq!(says_where(&args), expected, "{line}");
        }
    }
}
