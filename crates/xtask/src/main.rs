//! `cargo xtask`: builds, starts, tests and measures Portico, and installs what that needs.

mod bundle;
mod commands;
mod node;
mod prerequisites;
mod process;
mod progress;
mod python;
mod wasm;
mod workspace;

use commands::COMMANDS;
use std::process::ExitCode;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    let name = args.next().unwrap_or_default();
    let rest: Vec<String> = args.collect();
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        return refuse(&name);
    };
    match (command.run)(&rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// Prints the usage; being asked for help is a success, anything else is not.
fn refuse(name: &str) -> ExitCode {
    let asked = matches!(name, "" | "help" | "-h" | "--help");
    if !asked {
        eprintln!("error: there is no command `{name}`\n");
    }
    println!("{}", commands::usage());
    if asked { ExitCode::SUCCESS } else { ExitCode::from(2) }
}
