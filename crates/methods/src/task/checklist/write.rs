//! Changing checklists. docs: api-reference/tasks/checklist-item/task-checklist-item-add.md and its like.

use super::{ADD, CHECKLIST_ITEM, DELETE, MOVE_AFTER, UPDATE, found, may_edit};
use crate::{
    prelude::*,
    task::{
        crud::readable,
        history, part,
        rules::{self, join},
        strict::{self, Signature},
    },
    user::USER,
};
use engine::commit::retry;

/// Most items that a new task comes with.
const STEPS_MAX: usize = 1000;

/// Name of the checklist that an item without one is put in.
const FIRST: &str = "Checklist 1";

pub(super) fn add(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &ADD)?;
    let nothing = Tree::new();
    let fields = given.tree(1).unwrap_or(&nothing);
    retry(|| {
        let refused = || strict::failed("Adding item: action not allowed");
        let task = readable(call, given.id(0)?)?.filter(|task| may_edit(call, task)).ok_or_else(refused)?;
        let mut commit = Commit::by(call);
        let mut changed = task.clone();
        let item = put(call, &mut commit, &mut changed, fields)?;
        part::touch(&mut commit, &task, changed, call);
        Ok(Answer::value(item.id as i64).after(commit.run(call.services)?))
    })
}

/// Gives a new task a checklist of steps: texts, or items as `add` takes them.
///
/// # Errors
/// 400 without a title or for a member who does not exist, and those of the store.
pub fn begin(call: &Call, commit: &mut Commit, task: &mut Record, steps: &[&Value]) -> Result<()> {
    let steps: Vec<Tree> = steps
        .iter()
        .filter(|step| !step.is_empty())
        .map(|step| step.as_tree().cloned().unwrap_or_else(|| Tree::from_iter([("TITLE", (*step).clone())])))
        .collect();
    if steps.is_empty() {
        return Ok(());
    }
    if steps.len() > STEPS_MAX {
        return Err(rules::refuse(&format!("Field 'CHECKLIST' must have at most {STEPS_MAX} items")));
    }
    let list = part::enter(call, commit, &CHECKLIST_ITEM, task.id, |item| {
        item.set("TITLE", FIRST);
        item.set("SORT_INDEX", 0);
    })?;
    for (sort, fields) in steps.iter().enumerate() {
        enter(call, commit, task, fields, (list.id as i64, sort as i64))?;
    }
    Ok(())
}

/// Adds an item to a commit. Its members take part in the task from now on.
fn put(call: &Call, commit: &mut Commit, task: &mut Record, fields: &Tree) -> Result<Record> {
    let items = part::of_task(call, &CHECKLIST_ITEM, task.id)?;
    let top =
        items.iter().filter(|item| item.int("PARENT_ID") == 0).min_by_key(|item| (item.int("SORT_INDEX"), item.id));
    let mut sort = 0;
    let parent = match fields.get_ci("PARENT_ID").map(|value| value.as_int().unwrap_or_default()) {
        Some(id) if items.iter().any(|item| item.id as i64 == id) => id,
        Some(_) => 0,
        None => match top {
            Some(top) => top.id as i64,
            None => {
                let checklist = part::enter(call, commit, &CHECKLIST_ITEM, task.id, |item| {
                    item.set("TITLE", FIRST);
                    item.set("SORT_INDEX", 0);
                })?;
                checklist.id as i64
            }
        },
    };
    for sibling in items.iter().filter(|item| item.int("PARENT_ID") == parent) {
        sort = sort.max(sibling.int("SORT_INDEX").saturating_add(1));
    }
    enter(call, commit, task, fields, (parent, sort))
}

/// Adds an item below a parent, at a place among its siblings unless the fields name another.
///
/// # Errors
/// 400 without a title or for a member who does not exist, and those of the store.
pub fn enter(
    call: &Call,
    commit: &mut Commit,
    task: &mut Record,
    fields: &Tree,
    (parent, sort): (i64, i64),
) -> Result<Record> {
    let mut draft = Record::new(call.services.schema(&CHECKLIST_ITEM)?, 0);
    draft.set("SORT_INDEX", sort);
    apply(call, &mut draft, task, fields)?;
    if draft.text("TITLE").trim().is_empty() {
        return Err(strict::failed("Item name not specified"));
    }
    let item = part::enter(call, commit, &CHECKLIST_ITEM, task.id, |item| {
        for field in ["TITLE", "SORT_INDEX", "IS_COMPLETE", "IS_IMPORTANT", "TOGGLED_BY", "TOGGLED_DATE", "MEMBERS"] {
            item.set(field, draft.get(field).clone());
        }
        item.set("PARENT_ID", parent);
    })?;
    history::note(call, commit, task.id, "CHECKLIST_ITEM_CREATE", Some(""), Some(item.text("TITLE")))?;
    Ok(item)
}

/// Gives an item what a client wrote, apart from its parent.
fn apply(call: &Call, item: &mut Record, task: &mut Record, fields: &Tree) -> Result<()> {
    let text = |name: &str| fields.get_ci(name).and_then(Value::as_text);
    if let Some(title) = text("TITLE") {
        item.set("TITLE", title.trim());
    }
    let wrong = |field: &str, expected: &str| Err(engine::error::wrong_value(field, expected));
    if let Some(value) = fields.get_ci("SORT_INDEX").filter(|value| !value.is_empty()) {
        match value.as_int() {
            Some(sort) => item.set("SORT_INDEX", sort),
            None => return wrong("SORT_INDEX", "a whole number"),
        }
    }
    if let Some(value) = fields.get_ci("IS_IMPORTANT") {
        match value.as_flag() {
            Some(important) => item.set("IS_IMPORTANT", important),
            None => return wrong("IS_IMPORTANT", "Y or N"),
        }
    }
    if let Some(value) = fields.get_ci("IS_COMPLETE") {
        match value.as_flag() {
            Some(complete) => {
                tick(call, item, complete);
            }
            None => return wrong("IS_COMPLETE", "Y or N"),
        }
    }
    match fields.get_ci("MEMBERS") {
        Some(members) => join_members(call, item, task, members),
        None => Ok(()),
    }
}

/// Ticks an item or takes the tick away, noting who did and when; `false` if it was so already.
fn tick(call: &Call, item: &mut Record, complete: bool) -> bool {
    let changes = item.flag("IS_COMPLETE") != complete;
    if changes {
        item.set("IS_COMPLETE", complete);
        item.set("TOGGLED_BY", call.caller.user as i64);
        item.set("TOGGLED_DATE", Data::Time(call.now / 1000 * 1000));
    }
    changes
}

/// Members are a map from person to `{TYPE: 'A'|'U'}`.
fn join_members(call: &Call, item: &mut Record, task: &mut Record, given: &Value) -> Result<()> {
    let mut rows = Vec::new();
    for (id, how) in given.as_tree().into_iter().flat_map(Tree::iter) {
        let id: u64 = id.to_string().parse().unwrap_or_default();
        if id == 0 || call.find(&USER, id)?.is_none() {
            return Err(rules::refuse(&format!("User {id} specified in the \"MEMBERS\" field is not found")));
        }
        let kind = how.as_tree().and_then(|how| how.get_ci("TYPE")).and_then(Value::as_text).unwrap_or_default();
        let list = match &*kind.to_uppercase() {
            "A" => "ACCOMPLICES",
            "U" => "AUDITORS",
            _ => return Err(engine::error::wrong_value("MEMBERS", "TYPE A or U")),
        };
        join(task, list, id);
        join(task, "MEMBERS", id);
        rows.push(Data::List(vec![Data::Int(id as i64), Data::Text(kind.to_uppercase())]));
    }
    item.set("MEMBERS", Data::List(rows));
    Ok(())
}

pub(super) fn update(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &UPDATE)?;
    let nothing = Tree::new();
    let fields = given.tree(2).unwrap_or(&nothing);
    retry(|| {
        let refused = || strict::forbidden("No access to edit the task");
        readable(call, given.id(0)?)?.filter(|task| may_edit(call, task)).ok_or_else(refused)?;
        let (task, old) = found(call, &given)?.ok_or_else(|| nowhere(fields))?;
        let (mut changed, mut new, mut commit) = (task.clone(), old.clone(), Commit::by(call));
        apply(call, &mut new, &mut changed, fields)?;
        if new.text("TITLE").is_empty() {
            return Err(strict::failed("Item name not specified"));
        }
        if let Some(parent) = fields.get_ci("PARENT_ID").map(|value| value.as_int().unwrap_or_default()) {
            let items = part::of_task(call, &CHECKLIST_ITEM, task.id)?;
            let inside = family(&items, old.id);
            let known = items.iter().any(|item| item.id as i64 == parent && !inside.contains(&item.id));
            new.set("PARENT_ID", if known { parent } else { 0 });
        }
        if new.text("TITLE") != old.text("TITLE") {
            let (from, to) = (old.text("TITLE"), new.text("TITLE"));
            history::note(call, &mut commit, task.id, "CHECKLIST_ITEM_RENAME", Some(from), Some(to))?;
        }
        note_tick(call, &mut commit, &old, &new)?;
        commit.save(Some(&old), &new);
        part::touch(&mut commit, &task, changed, call);
        Ok(Answer::value(Value::Null).after(commit.run(call.services)?))
    })
}

/// The refusal of a change to an item that the task does not have.
fn nowhere(fields: &Tree) -> Error {
    let title = fields.get_ci("TITLE").and_then(Value::as_text).unwrap_or_default();
    strict::failed(&format!("Incorrect value [] specified for field [ENTITY_ID] in item [, {title}]"))
}

fn note_tick(call: &Call, commit: &mut Commit, old: &Record, new: &Record) -> Result<()> {
    if old.flag("IS_COMPLETE") == new.flag("IS_COMPLETE") {
        return Ok(());
    }
    let what = if new.flag("IS_COMPLETE") { "CHECKLIST_ITEM_CHECK" } else { "CHECKLIST_ITEM_UNCHECK" };
    let title = Some(new.text("TITLE"));
    history::note(call, commit, new.int("TASK_ID").max(0) as u64, what, title, title)
}

/// An item and everything below it.
fn family(items: &[Record], root: u64) -> Vec<u64> {
    let mut family = vec![root];
    let mut at = 0;
    while let Some(parent) = family.get(at).copied() {
        let below = items.iter().filter(|item| item.int("PARENT_ID") == parent as i64 && !family.contains(&item.id));
        let below: Vec<u64> = below.map(|item| item.id).collect();
        family.extend(below);
        at += 1;
    }
    family
}

/// Deletes an item with everything below it.
pub(super) fn delete(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &DELETE)?;
    retry(|| {
        let refused = || strict::failed("Deleting item: action not allowed");
        let (task, item) = found(call, &given)?.filter(|(task, _)| may_edit(call, task)).ok_or_else(refused)?;
        let mut commit = Commit::by(call);
        let items = part::of_task(call, &CHECKLIST_ITEM, task.id)?;
        let gone = family(&items, item.id);
        for item in items.iter().filter(|item| gone.contains(&item.id)) {
            commit.delete(item);
            history::note(call, &mut commit, task.id, "CHECKLIST_ITEM_REMOVE", Some(item.text("TITLE")), Some(""))?;
        }
        part::touch(&mut commit, &task, task.clone(), call);
        Ok(Answer::done(commit.run(call.services)?))
    })
}

/// Ticks an item or takes the tick away: `false` for one that is not there. The page says that the
/// task's id is not looked at.
pub(super) fn toggle(call: &Call, signature: &'static Signature, complete: bool) -> Result<Answer> {
    let given = strict::read(call, signature)?;
    given.id(0)?;
    let id = given.id(1)?;
    retry(|| {
        let Some(old) = call.find(&CHECKLIST_ITEM, id)? else { return Ok(Answer::value(false)) };
        let task = readable(call, old.int("TASK_ID").max(0) as u64)?.filter(|task| may_edit(call, task));
        let Some(task) = task else { return Ok(Answer::value(false)) };
        let mut new = old.clone();
        if !tick(call, &mut new, complete) {
            return Ok(Answer::value(true));
        }
        let mut commit = Commit::by(call);
        note_tick(call, &mut commit, &old, &new)?;
        commit.save(Some(&old), &new);
        part::touch(&mut commit, &task, task.clone(), call);
        Ok(Answer::done(commit.run(call.services)?))
    })
}

/// Puts an item behind another one of the same task, among its siblings.
pub(super) fn move_after(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &MOVE_AFTER)?;
    let after = given.id(2)?;
    retry(|| {
        let refused = || strict::failed("Moving item: action not allowed");
        let (task, moved) = found(call, &given)?.filter(|(task, _)| may_edit(call, task)).ok_or_else(refused)?;
        let mut items = part::of_task(call, &CHECKLIST_ITEM, task.id)?;
        let Some(before) = items.iter().find(|item| item.id == after).cloned() else { return Err(refused()) };
        if family(&items, moved.id).contains(&after) {
            return Err(refused());
        }
        let parent = before.int("PARENT_ID");
        items.retain(|item| item.int("PARENT_ID") == parent && item.id != moved.id);
        items.sort_by_key(|item| (item.int("SORT_INDEX"), item.id));
        let place = items.iter().position(|item| item.id == after).map_or(items.len(), |at| at + 1);
        items.insert(place, moved);
        let mut commit = Commit::by(call);
        for (sort, old) in items.iter().enumerate() {
            let mut new = old.clone();
            new.set("SORT_INDEX", sort as i64);
            new.set("PARENT_ID", parent);
            commit.save(Some(old), &new);
        }
        part::touch(&mut commit, &task, task.clone(), call);
        Ok(Answer::value(Value::Null).after(commit.run(call.services)?))
    })
}
