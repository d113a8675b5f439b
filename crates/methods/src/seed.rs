//! What a portal starts with, step by step, so that one set up by an earlier release gets what newer
//! ones add; words for the demo company.

pub mod currencies;
pub mod demo;
pub mod dictionaries;
mod first;
pub mod names;
pub mod presets;

use crate::{
    crm::{
        catalog::{self, CATALOG},
        currency::{self, CURRENCY},
        measure::{self, MEASURE},
        old_invoice,
        payer::{self, PERSON_TYPE},
        requisite::preset::{self, PRESET},
        vat::{self, VAT},
    },
    im,
    people::with_call,
    prelude::*,
};
use engine::Services;
use store::{Check, Direction, Op, Ticket, keys};

/// One thing that every portal has, entered in a commit of its own.
struct Step {
    /// What the store remembers it by: never changed, never given to another step.
    name: &'static str,
    /// Adds it to a commit, unless the portal has it: there are portals from before the steps.
    enter: fn(&mut Commit, &Call) -> Result<()>,
}

/// Every step, in the order in which they are done. New ones go to the end.
#[rustfmt::skip] // One step a line, as the table it is.
static STEPS: &[Step] = &[
    Step { name: "dictionaries", enter: first::dictionaries },
    Step { name: "default funnel", enter: first::default_funnel },
    Step { name: "currencies", enter: |commit, call| once(commit, call, &CURRENCY, currency::enter_seeds) },
    Step { name: "presets", enter: |commit, call| once(commit, call, &PRESET, preset::enter_seeds) },
    Step { name: "VAT rates", enter: |commit, call| once(commit, call, &VAT, vat::enter_seeds) },
    Step { name: "units", enter: |commit, call| once(commit, call, &MEASURE, measure::enter_seeds) },
    Step { name: "payers", enter: |commit, call| once(commit, call, &PERSON_TYPE, payer::enter_seeds) },
    Step { name: "catalogue", enter: |commit, call| once(commit, call, &CATALOG, catalog::enter_seeds) },
    Step { name: "funnel of invoices", enter: first::invoice_funnel },
    Step { name: "statuses of old invoices", enter: old_invoice::status::enter_seeds },
    Step { name: "general chat", enter: im::make_general },
];

/// Gives a new portal everything that portals start with. One that was cut off goes on where it was.
///
/// # Errors
/// When the store fails.
pub fn set_up(services: &Services, company: &str, now_ms: i64) -> Result<Ticket> {
    let rooted = with_call(services, 0, now_ms, |call| first::root_department(call, company))?;
    let ticket = catch_up(services, now_ms)?;
    Ok(rooted.merge(ticket))
}

/// Does the steps that a portal lacks, each once in its life, also when somebody has since removed
/// what it brought.
///
/// # Errors
/// When the store fails. Steps before are done, the rest is next time.
pub fn catch_up(services: &Services, now_ms: i64) -> Result<Ticket> {
    STEPS.iter().try_fold(Ticket::done(), |before, step| Ok(before.merge(perform(services, step, now_ms)?)))
}

fn perform(services: &Services, step: &Step, now_ms: i64) -> Result<Ticket> {
    let mark = mark(step);
    if services.store.get(&mark)?.is_some() {
        return Ok(Ticket::done());
    }
    with_call(services, 0, now_ms, |call| {
        let mut commit = Commit::quiet();
        (step.enter)(&mut commit, call)?;
        commit.checks.push(Check::Absent(mark.clone()));
        commit.ops.push(Op::Put(mark, Vec::new()));
        commit.run(services)
    })
}

/// What stands in the store once a step is done.
fn mark(step: &Step) -> Vec<u8> {
    keys::meta(&format!("seeded {}", step.name))
}

/// Enters what an entity starts with if the portal has nothing of it.
fn once(commit: &mut Commit, call: &Call, entity: &Entity, enter: fn(&mut Commit, &Call) -> Result<()>) -> Result<()> {
    let found = call.services.store.scan_keys(&keys::records(entity.name), Direction::Up, 1)?;
    if found.is_empty() { enter(commit, call) } else { Ok(()) }
}

#[cfg(test)]
mod tests;
