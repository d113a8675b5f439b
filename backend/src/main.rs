//! `portico`: reads the command line and does what it says.

use anyhow::Result;
use backend::config::{Cli, Command};
use backend::{Config, backup, logging, memory, start};
use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    memory::keep_together();
    let cli = Cli::parse();
    let _log = logging::start(&cli.log);
    perform(cli.command).unwrap_or_else(|error| {
        eprintln!("error: {error:#}");
        ExitCode::FAILURE
    })
}

fn perform(command: Command) -> Result<ExitCode> {
    match command {
        Command::Serve(serve) => run(serve.into(), false)?,
        Command::Sandbox(sandbox) if sandbox.json => run(sandbox.into(), true)?,
        Command::Sandbox(sandbox) => run(sandbox.into(), false)?,
        Command::Backup { file, place } => backup::backup(&place.data, &file)?,
        Command::Restore { file, place } => backup::restore(&place.data, &file)?,
        Command::Check { place } => {
            let report = backup::check(&place.data)?;
            backup::print(&report, &mut std::io::stdout())?;
            return Ok(if report.problems.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE });
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn run(config: Config, json: bool) -> Result<()> {
    let running = start(config)?;
    let greeting = running.greeting();
    println!("{}", if json { greeting.json() } else { greeting.to_string().trim_end().to_owned() });
    running.wait()
}
