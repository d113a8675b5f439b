//! The browser bundle: compile the frontend, make its bindings, write `target/bundle`.

mod bindings;
mod compile;
mod parts;
mod sections;
mod short_names;
mod stamp;
mod standard_library;

use crate::{
    bundle::{self, report},
    progress::Step,
    workspace,
};
use anyhow::Result;

/// The step that [`make`] is.
pub const STEP: Step =
    Step { what: "browser bundle", usual: "5 min the first time, 1 min after a change, nothing when unchanged" };

/// Builds `target/bundle`, unless it already is what the sources would make.
pub fn make() -> Result<()> {
    let folder = workspace::path(bundle::FOLDER);
    let sources = stamp::of_sources()?;
    if !standard_library::forced() && stamp::is_current(&folder, &sources) {
        println!("    unchanged");
        println!("{}", report::sizes(&folder)?);
        return Ok(());
    }
    let toolchain = standard_library::find()?;
    let program = compile::frontend(&toolchain)?;
    let bindings = bindings::make(&program)?;
    bundle::write(&folder, bundle::assemble(&workspace::path("frontend"), bindings)?)?;
    stamp::set(&folder, &sources)?;
    println!("{}", report::sizes(&folder)?);
    Ok(())
}
