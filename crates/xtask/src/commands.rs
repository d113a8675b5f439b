//! The commands of `cargo xtask`, one row each.

mod bench;
mod build;
mod run;
mod shots;
mod stylesheet;
mod test;
mod wasm;

use anyhow::Result;

/// One command: how it is called, what it does and the function behind it.
pub struct Command {
    pub name: &'static str,
    arguments: &'static str,
    about: &'static str,
    pub run: fn(&[String]) -> Result<()>,
}

/// Every command.
pub static COMMANDS: &[Command] = &[
    Command {
        name: "run",
        arguments: "[ARGUMENT]…",
        about: "build all and start `portico serve` with the arguments",
        run: run::run,
    },
    Command {
        name: "test",
        arguments: "[--no-browser] [--long]",
        about: "formatting, lints and every test; --long adds the ignored ones (soak, torture, fuzz)",
        run: test::run,
    },
    Command {
        name: "build",
        arguments: "",
        about: "the browser bundle and the optimised binary target/release/portico",
        run: build::run,
    },
    Command { name: "bench", arguments: "[ARGUMENT]…", about: "build all and run the benchmarks", run: bench::run },
    Command {
        name: "shots",
        arguments: "",
        about: "pictures of every screen in target/shots, with contact sheets",
        run: shots::run,
    },
    Command { name: "wasm", arguments: "", about: "only the browser bundle, in target/bundle", run: wasm::run },
    Command {
        name: "css",
        arguments: "",
        about: "only the joined stylesheet, in target/trunk (for `trunk serve`)",
        run: stylesheet::run,
    },
];

/// The text of `cargo xtask --help`.
pub fn usage() -> String {
    let mut text = String::from("Usage: cargo xtask COMMAND\n");
    for command in COMMANDS {
        let call = format!("{} {}", command.name, command.arguments);
        text.push_str(&format!("\n  {call:<30} {}", command.about));
    }
    text
}

/// Refuses arguments to a command that takes none.
fn no_arguments(args: &[String]) -> Result<()> {
    anyhow::ensure!(args.is_empty(), "this command takes no arguments, not `{}`", args.join(" "));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_is_in_the_usage_once() {
        for command in COMMANDS {
            let line = format!("\n  {} ", command.name);
            assert_eq!(usage().matches(&line).count(), 1, "{}", command.name);
        }
    }
}
