//! tasks.api.scrum.sprint.*: what a group does in the next weeks. docs: api-reference/sonet-group/scrum/sprint.

mod columns;

pub(super) use columns::take_on_board;

use super::{DENIED, LIST, NO_ID, backlog, described, fields, find, item, listed, lists, number, shown, zero};
use crate::{
    prelude::*,
    task::{
        TASK,
        rules::COMPLETED,
        stage::board::{self, Board},
    },
};
use engine::{Dialect, commit::retry, dialect::Faults, zone};
use store::{Check, Op as Put, keys};

static SPELLING: Dialect =
    super::spelling(&Faults { bad_id: NO_ID, not_found: zero("Sprint not found"), denied: DENIED });

/// tasks.api.scrum.sprint.*
pub static SPRINTS: Family = Family {
    prefix: "tasks.api.scrum.sprint",
    entity: Some(&LIST),
    dialect: &SPELLING,
    methods: &[
        write("add", add),
        write("update", update),
        write("delete", delete),
        write("start", start),
        write("complete", complete),
        read("get", get),
        read("list", |call| listed(call, Some(KIND))).scanning(),
        read("getFields", |_| Ok(described(&FIELDS))),
    ],
    ..Family::BASE
};

const FIELDS: [(&str, &str); 8] = [
    ("groupId", "integer"),
    ("name", "string"),
    ("sort", "integer"),
    ("createdBy", "integer"),
    ("modifiedBy", "integer"),
    ("dateStart", "string"),
    ("dateEnd", "string"),
    ("status", "string"),
];

#[rustfmt::skip] // In the order of answers.
const SHOWN: [&str; 11] = [
    "ID", "GROUP_ID", "ENTITY_TYPE", "NAME", "GOAL", "SORT", "CREATED_BY", "MODIFIED_BY", "DATE_START", "DATE_END", "STATUS",
];

/// What makes a record of a list a sprint.
pub(super) const KIND: &str = "sprint";
const PLANNED: &str = "planned";
const ACTIVE: &str = "active";
const COMPLETE: &str = "completed";

/// By `sprintId`, as the documented parameter is called, or by `id`, as the documented requests have it.
fn get(call: &Call) -> Result<Answer> {
    let given = |name: &str| call.param(name).is_some();
    let param = if given("id") && !given("sprintId") { "id" } else { "sprintId" };
    Ok(shown(call, &named(call, param)?, &SHOWN))
}

fn named(call: &Call, param: &str) -> Result<Record> {
    let missing =
        if param == "id" { NO_ID } else { dialect::refusal("100", "Could not find value for parameter {sprintId}") };
    Ok(find(call, number(call, param, missing)?, KIND)?.ok_or(zero("Sprint not found"))?)
}

/// Takes over what a client says; dates may also be seconds since 1970.
fn apply(call: &Call, change: &mut Change, given: &Tree) -> Result<()> {
    const DATES: [(&str, &str, &str); 2] = [
        ("dateStart", "DATE_START", "Incorrect dateStart format"),
        ("dateEnd", "DATE_END", "Incorrect dateEnd format"),
    ];
    let mut rest = given.clone();
    for (name, field, wrong) in DATES {
        let Some(value) = rest.remove(name).filter(|value| !value.is_empty()) else { continue };
        let text = value.as_text().unwrap_or_default();
        let read = match text.trim().parse::<i64>() {
            Ok(seconds) => seconds.checked_mul(1000),
            Err(_) => zone::parse_time(call.services.zone, &text),
        };
        change.new.set(field, Data::Time(read.ok_or(zero(wrong))?));
    }
    engine::input::apply(call, change, &rest)?;
    let sprint = &mut change.new;
    if sprint.text("STATUS").is_empty() {
        sprint.set("STATUS", PLANNED);
    }
    if ![PLANNED, ACTIVE, COMPLETE].contains(&sprint.text("STATUS")) {
        return Err(zero("Incorrect sprint status").into());
    }
    if sprint.int("GROUP_ID") <= 0 || sprint.text("NAME").trim().is_empty() {
        return Err(zero("Sprint not created").into());
    }
    Ok(())
}

/// The key that the one active sprint of a group holds.
fn active_key(group: i64) -> Vec<u8> {
    keys::unique(LIST.name, "ACTIVE", &group.to_be_bytes())
}

/// Saves a sprint; a group has one active sprint at most, and an active one has a board.
fn save(call: &Call, commit: &mut Commit, mut change: Change) -> Result<Record> {
    for rule in LIST.hooks.before_save {
        rule(&mut change, commit, call)?;
    }
    let active = |sprint: &Record| (sprint.text("STATUS") == ACTIVE).then(|| sprint.int("GROUP_ID"));
    let (before, after) = (change.old.as_ref().and_then(active), active(&change.new));
    if before != after {
        commit.ops.extend(before.map(|group| Put::Del(active_key(group))));
        if let Some(group) = after {
            if lists(call, group)?.iter().any(|other| other.id != change.new.id && other.text("STATUS") == ACTIVE) {
                return Err(zero("Unable to add two active sprint").into());
            }
            commit.checks.push(Check::Absent(active_key(group)));
            commit.ops.push(Put::Put(active_key(group), change.new.id.to_be_bytes().to_vec()));
            let begun = change.new.int("DATE_START");
            if begun == 0 || begun > call.now {
                change.new.set("DATE_START", Data::Time(call.now / 1000 * 1000));
            }
            columns::fill(call, commit, &change.new)?;
        }
    }
    commit.save(change.old.as_ref(), &change.new);
    Ok(change.new)
}

fn add(call: &Call) -> Result<Answer> {
    let given = fields(call)?;
    let (sprint, ticket) = retry(|| {
        let id = call.services.store.next_ids(LIST.name, 1)?;
        let mut change = Change { old: None, new: Record::new(call.services.schema(&LIST)?, id), given: Vec::new() };
        for field in ["CREATED_BY", "MODIFIED_BY"] {
            change.new.set(field, call.caller.user as i64);
        }
        change.new.set("ENTITY_TYPE", KIND);
        apply(call, &mut change, given)?;
        if !change.gave("SORT") {
            let sprints = lists(call, change.new.int("GROUP_ID"))?;
            let beside = sprints.iter().filter(|list| list.text("ENTITY_TYPE") == KIND).count();
            change.new.set("SORT", beside as i64 + 1);
        }
        engine::input::complete(call, &mut change);
        let mut commit = Commit::by(call);
        let sprint = save(call, &mut commit, change)?;
        Ok((sprint, commit.run(call.services)?))
    })?;
    Ok(shown(call, &sprint, &SHOWN).after(ticket))
}

/// Changes a sprint and answers it.
fn edit(
    call: &Call,
    find: impl Fn() -> Result<Record>,
    act: impl Fn(&mut Change, &mut Commit) -> Result<()>,
) -> Result<Answer> {
    let (sprint, ticket) = retry(|| {
        let old = find()?;
        let mut change = Change { new: old.clone(), old: Some(old), given: Vec::new() };
        change.new.set("MODIFIED_BY", call.caller.user as i64);
        let mut commit = Commit::by(call);
        act(&mut change, &mut commit)?;
        let sprint = save(call, &mut commit, change)?;
        Ok((sprint, commit.run(call.services)?))
    })?;
    Ok(shown(call, &sprint, &SHOWN).after(ticket))
}

fn update(call: &Call) -> Result<Answer> {
    named(call, "id")?;
    let given = fields(call)?;
    edit(call, || named(call, "id"), |change, _| apply(call, change, given))
}

fn start(call: &Call) -> Result<Answer> {
    edit(
        call,
        || named(call, "id"),
        |change, _| {
            if change.new.text("STATUS") != PLANNED {
                return Err(zero("Sprint must be planned").into());
            }
            change.new.set("STATUS", ACTIVE);
            Ok(())
        },
    )
}

/// tasks.api.scrum.sprint.complete: by the id of the group. What is not done goes to the backlog.
fn complete(call: &Call) -> Result<Answer> {
    let group = number(call, "id", NO_ID)? as i64;
    let active = || {
        let sprint = lists(call, group)?.into_iter().find(|list| list.text("STATUS") == ACTIVE);
        sprint.ok_or_else(|| zero("Sprint not found").into())
    };
    edit(call, active, |change, commit| {
        change.new.set("STATUS", COMPLETE);
        change.new.set("DATE_END", Data::Time(call.now / 1000 * 1000));
        empty(call, commit, &change.new, false)
    })
}

/// Sends the tasks of a sprint to the backlog: all, or those that are not done.
fn empty(call: &Call, commit: &mut Commit, sprint: &Record, all: bool) -> Result<()> {
    let mut backlog = None;
    for item in item::of_list(call, sprint.id)? {
        let done = call.find(&TASK, item.id)?.is_some_and(|task| task.int("STATUS") == COMPLETED);
        if done && !all {
            continue;
        }
        let list = match backlog {
            Some(list) => list,
            None => *backlog.insert(backlog::ensure(call, commit, sprint.int("GROUP_ID"))?),
        };
        item::shift(call, commit, &item, list)?;
    }
    Ok(())
}

/// tasks.api.scrum.sprint.delete: the tasks of one that has not begun go to the backlog.
fn delete(call: &Call) -> Result<Answer> {
    retry(|| {
        let sprint = named(call, "id")?;
        let begun = sprint.text("STATUS") != PLANNED;
        if begun && !item::of_list(call, sprint.id)?.is_empty() {
            return Err(zero("It is forbidden remove a sprint with items").into());
        }
        let mut commit = Commit::by(call);
        empty(call, &mut commit, &sprint, true)?;
        for column in board::stages(call, &Board { kind: "A", id: sprint.id })? {
            commit.delete(&column);
        }
        if sprint.text("STATUS") == ACTIVE {
            commit.ops.push(Put::Del(active_key(sprint.int("GROUP_ID"))));
        }
        commit.delete(&sprint);
        Ok(Answer::value(Tree::new()).after(commit.run(call.services)?))
    })
}
