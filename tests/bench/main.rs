//! The benchmarks: ratios measured in one run, on one machine, with the same load generator.
//!
//! `bench peers large` runs only these scenes. The load generator is `wrk` with one thread. Portico and the bare handler run as processes of
//! their own with one worker each; the bare handler answers the very bytes that Portico answered.

mod bare;
mod disk;
mod load;
mod pocketbase;
mod process;
mod scenes;

use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let outcome = match arguments.first().map(String::as_str) {
        Some("--bare") => bare::serve(arguments.get(1).map(String::as_str).unwrap_or_default()),
        _ => scenes::run(&arguments),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            eprintln!("bench: {problem}");
            ExitCode::FAILURE
        }
    }
}
