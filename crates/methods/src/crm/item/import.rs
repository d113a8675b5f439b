//! crm.item.import and crm.item.batchImport: records from another system, with their times and people.
//!
//! docs: api-reference/crm/universal/import.

use super::{in_words_of_items, insert};
use crate::{crm::record_type::RecordType, prelude::*};

/// Most records of one call.
const MOST: usize = 20;

/// What only administrators bring along: when and by whom a record was made.
const SYSTEM: [&str; 8] = [
    "createdTime",
    "updatedTime",
    "movedTime",
    "lastActivityTime",
    "createdBy",
    "updatedBy",
    "movedBy",
    "lastActivityBy",
];

/// One record.
pub(super) fn one(call: &Call, kind: &'static RecordType) -> Result<Answer> {
    let (record, ticket) = bring(call, kind, verbs::values(call)?)?;
    Ok(Answer::value(Tree::from_iter([("item", Value::from(id_of(&record)))])).after(ticket))
}

/// Several records; each stands or falls for itself.
pub(super) fn many(call: &Call, kind: &'static RecordType) -> Result<Answer> {
    let Some(data) = call.param("data").and_then(Value::as_tree) else {
        return Err(Error::new(400, "100", "Could not find value for parameter {data}"));
    };
    if data.len() > MOST {
        let text = format!("You cannot import more than {MOST} items");
        return Err(Error::new(400, "MAX_IMPORT_BATCH_SIZE_EXCEEDED", text));
    }
    let (mut outcomes, mut last) = (Tree::new(), None);
    for given in data.values() {
        let imported =
            given.as_tree().ok_or_else(|| Error::new(400, "100", "Could not find value for parameter {data}"));
        let outcome = imported.and_then(|given| bring(call, kind, given)).map_err(in_words_of_items);
        outcomes.push(match outcome {
            Ok((record, ticket)) => {
                last = Some(ticket);
                Tree::from_iter([("item", Value::from(id_of(&record)))]).into()
            }
            Err(error) if error.status >= 500 => return Err(error),
            Err(error) => Tree::from_iter([
                ("error", Value::from(error.code.as_ref())),
                ("error_description", Value::from(error.description.as_ref())),
            ])
            .into(),
        });
    }
    let answer = Answer::value(Tree::from_iter([("items", Value::from(outcomes))]));
    // Commits become durable in their order, so that the last one stands for all.
    Ok(Answer { ticket: last, ..answer })
}

fn id_of(record: &Record) -> Tree {
    Tree::from_iter([("id", Value::Int(record.id as i64))])
}

fn bring(call: &Call, kind: &'static RecordType, given: &Tree) -> Result<(Record, store::Ticket)> {
    let system = SYSTEM.iter().find(|name| given.get(name).is_some_and(|value| !value.is_empty()));
    if let Some(name) = system.filter(|_| !call.caller.admin) {
        return Err(Error::core(format!("Invalid value for field \"{name}\"")));
    }
    insert(call, kind, given, true)
}
