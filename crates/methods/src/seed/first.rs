//! What a portal starts with in the CRM, and its first department.

use super::dictionaries::DICTIONARIES;
use crate::{
    crm::{
        category::{self, CATEGORY},
        record_type::INVOICES,
        status::{self, STATUS},
    },
    department::{DEPARTMENT, ROOT},
    prelude::*,
};
use store::Ticket;

/// The department that all others are in, named after the company.
pub(super) fn root_department(call: &Call, company: &str) -> Result<Ticket> {
    if call.find(&DEPARTMENT, ROOT)?.is_some() {
        return Ok(Ticket::done());
    }
    let mut root = Record::new(call.services.schema(&DEPARTMENT)?, ROOT);
    root.set("NAME", if company.trim().is_empty() { "Company" } else { company.trim() });
    call.services.store.raise_ids(DEPARTMENT.name, ROOT)?;
    let mut commit = Commit::quiet();
    save(&mut commit, call, root)?;
    commit.run(call.services)
}

/// The dictionaries but for stages of deals, which come with funnels.
pub(super) fn dictionaries(commit: &mut Commit, call: &Call) -> Result<()> {
    super::once(commit, call, &STATUS, |commit, call| {
        let mut rows = DICTIONARIES.iter().filter(|row| row.dictionary != "DEAL_STAGE");
        rows.try_for_each(|row| status::enter_seed(commit, call, row, None))
    })
}

/// The funnel in which deals begin, with its stages.
pub(super) fn default_funnel(commit: &mut Commit, call: &Call) -> Result<()> {
    if call.find(&CATEGORY, 0)?.is_some() {
        return Ok(());
    }
    let mut funnel = Record::new(call.services.schema(&CATEGORY)?, 0);
    funnel.set("NAME", GENERAL[call.services.language as usize]);
    funnel.set("SORT", 300);
    save(commit, call, funnel)
}

/// The funnel in which smart invoices begin, with its stages.
pub(super) fn invoice_funnel(commit: &mut Commit, call: &Call) -> Result<()> {
    if !category::funnels(call, INVOICES)?.is_empty() {
        return Ok(());
    }
    let mut funnel = category::draft(call, INVOICES)?.new;
    funnel.id = call.services.store.next_ids(funnel.schema.entity.name, 1)?;
    funnel.set("NAME", GENERAL[call.services.language as usize]);
    funnel.set("IS_DEFAULT", true);
    save(commit, call, funnel)
}

/// The name of default funnels.
const GENERAL: [&str; 3] = ["General", "Général", "Общая"];

/// Adds a record to a commit, with what the rules of its entity add.
fn save(commit: &mut Commit, call: &Call, new: Record) -> Result<()> {
    let mut change = Change { old: None, new, given: Vec::new() };
    engine::input::complete(call, &mut change);
    for rule in change.new.schema.entity.hooks.before_save {
        rule(&mut change, commit, call)?;
    }
    commit.save(None, &change.new);
    Ok(())
}
