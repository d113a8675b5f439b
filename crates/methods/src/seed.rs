//! What a portal starts with: dictionaries for every portal, words for the demo company.

pub mod currencies;
pub mod demo;
pub mod dictionaries;
pub mod names;
pub mod presets;

use crate::{
    crm::{
        catalog,
        category::{self, CATEGORY},
        currency, measure, old_invoice, payer,
        record_type::INVOICES,
        requisite, status, vat,
    },
    department::{DEPARTMENT, ROOT},
    im,
    people::with_call,
    prelude::*,
};
use dictionaries::DICTIONARIES;
use engine::Services;
use store::Ticket;

/// Gives a new portal its dictionaries, currencies, presets, the default funnel and the root department, in one
/// commit.
///
/// # Errors
/// When the store fails.
pub fn set_up(services: &Services, company: &str, now_ms: i64) -> Result<Ticket> {
    with_call(services, 0, now_ms, |call| {
        let mut commit = Commit::default();
        for row in DICTIONARIES.iter().filter(|row| row.dictionary != "DEAL_STAGE") {
            status::enter_seed(&mut commit, call, row, None)?;
        }
        currency::enter_seeds(&mut commit, call)?;
        requisite::preset::enter_seeds(&mut commit, call)?;
        vat::enter_seeds(&mut commit, call)?;
        measure::enter_seeds(&mut commit, call)?;
        payer::enter_seeds(&mut commit, call)?;
        catalog::enter_seeds(&mut commit, call)?;
        let mut funnel = Record::new(services.schema(&CATEGORY)?, 0);
        funnel.set("NAME", ["General", "Général", "Общая"][services.language as usize]);
        funnel.set("SORT", 300);
        let mut invoices = category::draft(call, INVOICES)?.new;
        invoices.id = services.store.next_ids(invoices.schema.entity.name, 1)?;
        invoices.set("NAME", funnel.text("NAME"));
        invoices.set("IS_DEFAULT", true);
        let mut root = Record::new(services.schema(&DEPARTMENT)?, ROOT);
        root.set("NAME", if company.trim().is_empty() { "Company" } else { company.trim() });
        services.store.raise_ids(DEPARTMENT.name, ROOT)?;
        for record in [funnel, invoices, root] {
            let mut change = Change { old: None, new: record, given: Vec::new() };
            engine::input::complete(call, &mut change);
            for rule in change.new.schema.entity.hooks.before_save {
                rule(&mut change, &mut commit, call)?;
            }
            commit.save(None, &change.new);
        }
        old_invoice::status::enter_seeds(&mut commit, call)?;
        im::chat::make_general(call, &mut commit)?;
        commit.run(services)
    })
}
