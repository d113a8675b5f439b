//! Copies of deals with what is sold in them.

use crate::{
    crm::{
        deal::DEAL,
        productrows::{self, PRODUCT_ROW},
    },
    prelude::*,
};

/// What a copy does not take along, besides times and people: where the deal stood.
const ITS_OWN: [&str; 6] =
    ["STAGE_ID", "STAGE_SEMANTIC_ID", "CLOSED", "IS_NEW", "LAST_ACTIVITY_TIME", "LAST_ACTIVITY_BY"];

/// Adds a copy of a deal to a commit, with its rows, after `edit` has changed it.
///
/// # Errors
/// Those of the rules of deals, and of the store.
pub(super) fn deal(call: &Call, of: &Record, commit: &mut Commit, edit: impl Fn(&mut Change)) -> Result<Record> {
    let id = call.services.store.next_ids(DEAL.name, 1)?;
    let mut change = Change { old: None, new: Record::new(of.schema.clone(), id), given: Vec::new() };
    for (at, field) in of.schema.fields.iter().enumerate() {
        let by_itself = field.read_only && field.default != Default::None;
        if field.kind == Kind::Id || by_itself || ITS_OWN.contains(&field.name) || of.at(at).is_null() {
            continue;
        }
        change.new.put(at, of.at(at).clone());
        change.given.push(at);
    }
    edit(&mut change);
    let mut deal = verbs::prepare(call, change, commit)?;
    let mut rows = Vec::new();
    for row in productrows::rows_of(call, of)? {
        let mut copied = row.clone();
        copied.id = call.services.store.next_ids(PRODUCT_ROW.name, 1)?;
        productrows::settle(&mut copied, &deal)?;
        commit.save(None, &copied);
        rows.push(copied);
    }
    if !rows.is_empty() {
        productrows::total(&mut deal, &rows);
    }
    commit.save(None, &deal);
    Ok(deal)
}
