//! tasks.api.scrum.task.*: where a task stands in the work of its group: in which list, for which
//! epic, and how large it is. docs: api-reference/sonet-group/scrum/task.

use super::{DENIED, LIST, NO_ID, OPEN, backlog, described, epic::EPIC, fields, number, shown, sprint, zero};
use crate::{
    prelude::*,
    task::{
        TASK,
        crud::readable,
        stage::{board::Board, place},
    },
};
use engine::{Dialect, commit::retry, dialect::Faults};

/// A task in a list. Its id is that of the task.
pub static ITEM: Entity = Entity {
    name: "scrumitem",
    title: "scrum task",
    #[rustfmt::skip] // One field a line, as the table it is.
    fields: &[
        id("ID").title("Task"),
        reference("ENTITY_ID", "scrumlist").title("Backlog or sprint").indexed(),
        text("STORY_POINTS").title("Story points").default(Default::Text("")),
        int("EPIC_ID").title("Epic").default(Default::Int(0)).indexed(),
        int("SORT").title("Sorting"),
        int("CREATED_BY").title("Creator").read_only(),
        int("MODIFIED_BY").title("Modified by").read_only(),
    ],
    rights: OPEN,
    ..Entity::BASE
};

static SPELLING: Dialect =
    super::spelling(&Faults { bad_id: NO_ID, not_found: zero("Task not found"), denied: DENIED });

/// tasks.api.scrum.task.*
pub static ITEMS: Family = Family {
    prefix: "tasks.api.scrum.task",
    entity: Some(&ITEM),
    dialect: &SPELLING,
    methods: &[write("update", update), read("get", get), read("getFields", |_| Ok(described(&FIELDS)))],
    ..Family::BASE
};

const FIELDS: [(&str, &str); 6] = [
    ("entityId", "integer"),
    ("storyPoints", "string"),
    ("epicId", "integer"),
    ("sort", "integer"),
    ("createdBy", "integer"),
    ("modifiedBy", "integer"),
];
const SHOWN: [&str; 6] = ["ENTITY_ID", "STORY_POINTS", "EPIC_ID", "SORT", "CREATED_BY", "MODIFIED_BY"];

/// Where a task stands, if anywhere.
///
/// # Errors
/// When the store fails.
pub fn item_of(call: &Call, task: u64) -> Result<Option<Record>> {
    call.find(&ITEM, task)
}

/// The tasks of a list, in order.
///
/// # Errors
/// When the store fails.
pub(super) fn of_list(call: &Call, list: u64) -> Result<Vec<Record>> {
    let schema = call.services.schema(&ITEM)?;
    let mut items = call.all(&ITEM, &Query::equal(&schema, "ENTITY_ID", list as i64))?;
    items.sort_by_key(|item| (item.int("SORT"), item.id));
    Ok(items)
}

/// The tasks of an epic.
///
/// # Errors
/// When the store fails.
pub(super) fn of_epic(call: &Call, epic: u64) -> Result<Vec<Record>> {
    let schema = call.services.schema(&ITEM)?;
    call.all(&ITEM, &Query::equal(&schema, "EPIC_ID", epic as i64))
}

/// Notes on a task in which list it stands from now on.
///
/// # Errors
/// When the store fails.
pub(super) fn note(call: &Call, commit: &mut Commit, task: u64, list: i64, kind: &str) -> Result<()> {
    let Some(old) = call.find(&TASK, task)? else { return Ok(()) };
    let mut new = old.clone();
    for (field, own) in [("SPRINT_ID", sprint::KIND), ("BACKLOG_ID", backlog::KIND)] {
        new.set(field, if own == kind { Data::Int(list) } else { Data::Null });
    }
    commit.save(Some(&old), &new);
    Ok(())
}

/// Sends a task to the backlog, in a commit. It leaves the board of the sprint that it was in.
///
/// # Errors
/// When the store fails.
pub(super) fn shift(call: &Call, commit: &mut Commit, item: &Record, list: u64) -> Result<()> {
    let mut moved = item.clone();
    moved.set("ENTITY_ID", list as i64);
    commit.save(Some(item), &moved);
    note(call, commit, item.id, list as i64, backlog::KIND)?;
    let board = Board { kind: "A", id: item.int("ENTITY_ID").max(0) as u64 };
    place::take(call, commit, &board, item.id)?;
    Ok(())
}

/// A task on its way into a list: the present item, or a new one.
///
/// # Errors
/// When the store fails.
pub(super) fn draft(call: &Call, task: u64) -> Result<Change> {
    let old = item_of(call, task)?;
    let mut new = match &old {
        Some(item) => item.clone(),
        None => Record::new(call.services.schema(&ITEM)?, task),
    };
    if old.is_none() {
        new.set("CREATED_BY", call.caller.user as i64);
    }
    new.set("MODIFIED_BY", call.caller.user as i64);
    Ok(Change { old, new, given: Vec::new() })
}

/// tasks.api.scrum.task.update: takes a task of a group into one of the group's lists, or moves it there.
fn update(call: &Call) -> Result<Answer> {
    let id = number(call, "id", NO_ID)?;
    let fields = fields(call)?;
    let ticket = retry(|| {
        let task = readable(call, id)?.ok_or(zero("Task not found"))?;
        let group = task.int("GROUP_ID");
        let mut change = draft(call, id)?;
        engine::input::apply(call, &mut change, fields)?;
        let epic = change.new.int("EPIC_ID");
        let epic_group = call.find(&EPIC, epic.max(0) as u64)?.map(|epic| epic.int("GROUP_ID"));
        if epic != 0 && epic_group != Some(group) {
            return Err(zero("Epic not found").into());
        }
        if change.new.int("ENTITY_ID") == 0 {
            let backlog = backlog::of_group(call, group)?.ok_or(zero("Item not created"))?;
            change.new.set("ENTITY_ID", backlog.id as i64);
        }
        let list = call.find(&LIST, change.new.int("ENTITY_ID").max(0) as u64)?;
        let list = list.filter(|list| group > 0 && list.int("GROUP_ID") == group).ok_or(zero("Item not created"))?;
        let mut commit = Commit::by(call);
        engine::input::complete(call, &mut change);
        if change.changed("ENTITY_ID") {
            if let Some(old) = &change.old {
                let board = Board { kind: "A", id: old.int("ENTITY_ID").max(0) as u64 };
                place::take(call, &mut commit, &board, id)?;
            }
            if !change.gave("SORT") {
                let last = of_list(call, list.id)?.last().map_or(0, |item| item.int("SORT"));
                change.new.set("SORT", last.saturating_add(1));
            }
            sprint::take_on_board(call, &mut commit, &list, id)?;
            note(call, &mut commit, id, list.id as i64, list.text("ENTITY_TYPE"))?;
        }
        commit.save(change.old.as_ref(), &change.new);
        commit.run(call.services)
    })?;
    let answer = [("status", Value::from("success")), ("data", Value::Bool(true)), ("errors", Tree::new().into())];
    Ok(Answer::value(Tree::from_iter(answer)).after(ticket))
}

fn get(call: &Call) -> Result<Answer> {
    let id = number(call, "id", NO_ID)?;
    let missing = call.family.dialect.faults.not_found;
    readable(call, id)?.ok_or(missing)?;
    Ok(shown(call, &item_of(call, id)?.ok_or(missing)?, &SHOWN))
}

/// A task that goes leaves the list that it is in.
pub fn forget(task: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    if let Some(item) = item_of(call, task.id)? {
        commit.delete(&item);
    }
    Ok(())
}
