//! tasks.api.scrum.*: backlogs, sprints, epics, boards of sprints, and what tasks are there.
//! docs: api-reference/sonet-group/scrum. The work of a group is everybody's.

pub mod backlog;
pub mod epic;
pub mod item;
pub mod kanban;
pub mod sprint;

pub(super) use item::item_of;

use crate::{prelude::*, user::USER};
use engine::{Dialect, Known, dialect::Faults, rights::Rights, schema::Spelling};

/// A list of tasks: the backlog of a group, or one of its sprints. Both share their ids.
pub static LIST: Entity = Entity {
    name: "scrumlist",
    title: "sprint",
    #[rustfmt::skip] // One field a line, as the table it is.
    fields: &[
        id("ID").title("ID"),
        int("GROUP_ID").title("Group").indexed(),
        text("ENTITY_TYPE").title("Kind").read_only(),
        text("NAME").title("Name"),
        text("GOAL").title("Goal").read_only().default(Default::Text("")),
        int("SORT").title("Sorting"),
        int("CREATED_BY").title("Creator"),
        int("MODIFIED_BY").title("Modified by"),
        time("DATE_START").title("Start"),
        time("DATE_END").title("End"),
        text("STATUS").title("Status"),
    ],
    hooks: Hooks { before_save: &[people_exist], ..Hooks::NONE },
    rights: OPEN,
    ..Entity::BASE
};

/// Everybody works on the boards of groups.
const OPEN: Rights = Rights { add: true, through: Some(everybody), ..rights::ADMINISTRATORS };

fn everybody(_: &Record, _: &Call) -> Result<bool> {
    Ok(true)
}

/// How these methods spell things; each group of them has a "not found" of its own.
const fn spelling(faults: &'static Faults) -> Dialect {
    Dialect { spelling: Spelling::Camel, text_numbers: false, empty_text: true, faults, deleted: "[]", ..dialect::CRM }
}

const fn zero(text: &'static str) -> Known {
    dialect::refusal("0", text)
}

const DENIED: Known = zero("Access denied");
const NO_ID: Known = dialect::refusal("100", "Could not find value for parameter {id}");

/// The number in a parameter.
fn number(call: &Call, name: &str, missing: Known) -> Result<u64> {
    let given = call.param(name).filter(|value| !matches!(value, Value::Null)).ok_or(missing)?;
    match given.as_int() {
        Some(id) => Ok(id.max(0) as u64),
        None if given.is_empty() => Err(missing.into()),
        None => {
            let text = given.as_text().unwrap_or_default();
            let text =
                format!("Invalid value {{{text}}} to match with parameter {{{name}}}. Should be value of type int.");
            Err(Error::new(400, "100", text))
        }
    }
}

/// The values of a write.
fn fields<'a>(call: &Call<'a>) -> Result<&'a Tree> {
    match call.param("fields") {
        Some(Value::Tree(fields)) => Ok(fields),
        None | Some(Value::Null) => Err(Error::new(400, "100", "Could not find value for parameter {fields}")),
        Some(other) => {
            let text = other.as_text().unwrap_or_default();
            let text =
                format!("Invalid value {{{text}}} to match with parameter {{fields}}. Should be value of type array.");
            Err(Error::new(400, "100", text))
        }
    }
}

/// A page of a list; what keeps it from being read stands behind the documented refusal.
fn listed(call: &Call, kind: Option<&str>) -> Result<Answer> {
    let unread = |error: Error| Error::new(400, "0", format!("Could not load list: {}", error.description));
    let entity = call.family.entity.ok_or(engine::error::INTERNAL)?;
    let mut query = verbs::query(call, entity).map_err(unread)?;
    if let Some((kind, at)) = kind.zip(call.services.schema(entity)?.position("ENTITY_TYPE")) {
        let of_kind = Test::Is(Condition::new(at, Op::In, vec![Data::from(kind)]));
        query.test = Test::All(vec![query.test, of_kind]);
    }
    verbs::page(call, entity, &query, verbs::selection(call, entity).map_err(unread)?)
}

/// A record of a list with the named fields.
fn shown(call: &Call, record: &Record, names: &[&str]) -> Answer {
    let select = names.iter().filter_map(|name| record.schema.position(name)).collect();
    let mut json = Vec::new();
    print::Printer::new(call, &record.schema, select).record(&mut json, record.id, &record.encode());
    Answer { json, ..Answer::default() }
}

/// What `getFields` answers: names and types.
fn described(fields: &[(&str, &str)]) -> Answer {
    let one = |kind: &str| Value::Tree(Tree::from_iter([("type", Value::from(kind))]));
    let rows: Tree = fields.iter().map(|(name, kind)| (*name, one(kind))).collect();
    Answer::value(Tree::from_iter([("fields", Value::Tree(rows))]))
}

/// Who made something and who changed it are users of the portal.
fn people_exist(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    for (field, missing) in [("CREATED_BY", "createdBy user not found"), ("MODIFIED_BY", "modifiedBy user not found")] {
        let id = change.new.int(field);
        let known = id == 0 || id == call.caller.user as i64 || !change.changed(field);
        if !known && (id < 0 || call.find(&USER, id as u64)?.is_none()) {
            return Err(zero(missing).into());
        }
    }
    Ok(())
}

/// The lists of a group, by id.
fn lists(call: &Call, group: i64) -> Result<Vec<Record>> {
    let schema = call.services.schema(&LIST)?;
    call.all(&LIST, &Query::equal(&schema, "GROUP_ID", group))
}

/// A backlog or a sprint by id.
fn find(call: &Call, id: u64, kind: &str) -> Result<Option<Record>> {
    Ok(call.find(&LIST, id)?.filter(|list| list.text("ENTITY_TYPE") == kind))
}
