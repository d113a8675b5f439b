//! crm.stagehistory.list: how records moved from stage to stage. The stage rule writes the rows.
//!
//! docs: api-reference/crm/crm-stage-history-list.md.

use super::record_type;
use crate::prelude::*;
use engine::Dialect;

#[rustfmt::skip] // One field a line, as the table it is.
const OF_ALL: [Field; 4] = [
    id("ID").title("ID"),
    int("TYPE_ID").title("Kind of move"),
    int("OWNER_ID").title("Record").scattered(),
    time("CREATED_TIME").title("When"),
];

#[rustfmt::skip] // One field a line, as the table it is.
const BY_STATUS: &[&[Field]] = &[
    &OF_ALL,
    &[
        text("STATUS_SEMANTIC_ID").title("Stage group"),
        text("STATUS_ID").title("Stage"),
    ],
];

#[rustfmt::skip] // One field a line, as the table it is.
const BY_STAGE: &[&[Field]] = &[
    &OF_ALL,
    &[
        int("CATEGORY_ID").title("Funnel"),
        text("STAGE_SEMANTIC_ID").title("Stage group"),
        text("STAGE_ID").title("Stage"),
    ],
];

/// What moves of records with funnels are.
pub const STAGE_FIELDS: &[Field] = &join::<{ count(BY_STAGE) }>(BY_STAGE);

/// Moves of leads.
pub static OF_LEADS: Entity = Entity {
    name: "stagehistory_lead",
    title: "move",
    fields: &join::<{ count(BY_STATUS) }>(BY_STATUS),
    ..Entity::BASE
};
/// Moves of deals.
pub static OF_DEALS: Entity = Entity { name: "stagehistory_deal", title: "move", fields: STAGE_FIELDS, ..Entity::BASE };
/// Moves of smart invoices.
pub static OF_INVOICES: Entity =
    Entity { name: "stagehistory_invoice", title: "move", fields: STAGE_FIELDS, ..Entity::BASE };

/// crm.stagehistory.*
pub static STAGE_HISTORY: Family = Family {
    prefix: "crm.stagehistory",
    dialect: &Dialect { spelling: engine::schema::Spelling::Upper, strict: true, ..dialect::ITEM },
    many: "items",
    methods: &[read("list", list).scanning()],
    ..Family::BASE
};

/// What kind of move a row notes.
#[derive(Clone, Copy, Debug)]
pub enum Move {
    /// The record was made.
    Made = 1,
    /// It came to a stage in which the work goes on.
    On = 2,
    /// It came to its end.
    End = 3,
    /// It went to another funnel.
    Funnel = 5,
}

/// Adds the row of a record's move to a commit; nothing for types without history.
///
/// # Errors
/// When the store fails.
pub fn note(record: &Record, kind: Move, semantics: &str, commit: &mut Commit, call: &Call) -> Result<()> {
    let Some(of) = record_type::of_entity(record.schema.entity) else { return Ok(()) };
    let Some(history) = of.history else { return Ok(()) };
    let schema = call.services.schema(history)?;
    let mut row = Record::new(schema, call.services.store.next_ids(history.name, 1)?);
    row.set("TYPE_ID", kind as i64);
    row.set("OWNER_ID", record.id as i64);
    row.set("CREATED_TIME", Data::Time(call.now / 1000 * 1000));
    row.set(of.stage, record.text(of.stage));
    if of.stage == "STAGE_ID" {
        row.set("CATEGORY_ID", record.int("CATEGORY_ID"));
        row.set("STAGE_SEMANTIC_ID", semantics);
    } else {
        row.set("STATUS_SEMANTIC_ID", semantics);
    }
    commit.save(None, &row);
    Ok(())
}

/// Moves go with their record.
///
/// # Errors
/// When the store fails.
pub fn forget(record: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    let Some(history) = record_type::of_entity(record.schema.entity).and_then(|of| of.history) else { return Ok(()) };
    let schema = call.services.schema(history)?;
    let rows = call.all(history, &Query::equal(&schema, "OWNER_ID", record.id as i64))?;
    rows.iter().for_each(|row| commit.delete(row));
    Ok(())
}

fn list(call: &Call) -> Result<Answer> {
    let Some(id) = call.param("entityTypeId").and_then(Value::as_int) else {
        return Err(Error::new(400, "100", "Could not find value for parameter {entityTypeId}"));
    };
    let kind = record_type::of_id(call, id)?;
    let Some(history) = kind.and_then(|kind| kind.history) else {
        let name = kind.map_or_else(|| id.to_string(), |kind| kind.code.to_owned());
        return Err(Error::new(400, "ENTITY_TYPE_NOT_SUPPORTED", format!("Entity type `{name}` is not supported")));
    };
    verbs::page(call, history, &verbs::query(call, history)?, verbs::selection(call, history)?)
}
