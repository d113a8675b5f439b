//! Checklists as tasks show them: a map of items, and a tree. docs: api-reference/tasks/fields.md.

use super::{CHECKLIST_ITEM, may_edit, members, or_null, parent};
use crate::{prelude::*, task::part};

/// The items of a task as a map by id: `{"433":{…}}`.
///
/// # Errors
/// When the store fails.
pub fn items(call: &Call, task: &Record) -> Result<String> {
    let mut out = Tree::new();
    for item in part::of_task(call, &CHECKLIST_ITEM, task.id)? {
        let flag = |field: &str| Value::from(if item.flag(field) { "Y" } else { "N" });
        let row = Tree::from_iter([
            ("id", Value::from(item.id.to_string())),
            ("taskId", part::number(&item, "TASK_ID")),
            ("createdBy", part::number(&item, "CREATED_BY")),
            ("parentId", parent(&item)),
            ("title", Value::from(item.text("TITLE"))),
            ("sortIndex", part::number(&item, "SORT_INDEX")),
            ("isComplete", flag("IS_COMPLETE")),
            ("isImportant", flag("IS_IMPORTANT")),
            ("toggledBy", or_null(&item, "TOGGLED_BY")),
            ("toggledDate", part::instant(call, item.get("TOGGLED_DATE"))),
            ("ufChecklistFiles", Value::from(false)),
            ("members", Value::from(camel_members(call, &item)?)),
            ("attachments", Value::from(Tree::new())),
            ("entityId", part::number(&item, "TASK_ID")),
            ("action", Value::from(actions(call, task))),
        ]);
        out.insert(item.id.to_string(), Value::from(row));
    }
    Ok(text(out))
}

/// The checklists of a task as a tree, whose root is nobody's.
///
/// # Errors
/// When the store fails.
pub fn tree(call: &Call, task: &Record) -> Result<String> {
    let mut all = part::of_task(call, &CHECKLIST_ITEM, task.id)?;
    all.sort_by_key(|item| (item.int("SORT_INDEX"), item.id));
    let mut count = 0;
    let root = node(&mut Walk { call, task, all: &all, count: &mut count }, None, "")?;
    Ok(text(root))
}

/// What a walk through the tree carries along.
struct Walk<'a> {
    call: &'a Call<'a>,
    task: &'a Record,
    all: &'a [Record],
    count: &'a mut i64,
}

fn node(walk: &mut Walk, item: Option<&Record>, number: &str) -> Result<Tree> {
    let place = *walk.count;
    *walk.count += 1;
    let below: Vec<&Record> = match item {
        None => walk.all.iter().filter(|other| other.int("PARENT_ID") == 0).collect(),
        Some(item) => walk.all.iter().filter(|other| other.int("PARENT_ID") == item.id as i64).collect(),
    };
    let mut descendants = Tree::new();
    for (at, child) in below.iter().enumerate() {
        // Checklists have no number; items count within theirs: 1, 2, 2.1.
        let next = match (item.is_some(), number.is_empty()) {
            (false, _) => String::new(),
            (true, true) => (at + 1).to_string(),
            (true, false) => format!("{number}.{}", at + 1),
        };
        descendants.push(Value::from(node(walk, Some(child), &next)?));
    }
    let done = below.iter().filter(|item| item.flag("IS_COMPLETE")).count() as i64;
    let int = |field: &str| item.map_or(Value::Null, |item| Value::from(item.int(field)));
    let is = |field: &str| Value::from(item.is_some_and(|item| item.flag(field)));
    let fields = Tree::from_iter([
        ("id", item.map_or(Value::Null, |item| Value::from(item.id as i64))),
        ("copiedId", Value::Null),
        ("entityId", int("TASK_ID")),
        ("userId", Value::from(walk.call.caller.user as i64)),
        ("createdBy", int("CREATED_BY")),
        ("parentId", int("PARENT_ID")),
        ("title", Value::from(item.map(|item| item.text("TITLE")).unwrap_or_default())),
        ("sortIndex", int("SORT_INDEX")),
        ("displaySortIndex", Value::from(number)),
        ("isComplete", is("IS_COMPLETE")),
        ("isImportant", is("IS_IMPORTANT")),
        ("completedCount", Value::from(done)),
        ("members", Value::from(item.map_or(Ok(Tree::new()), |item| camel_members(walk.call, item))?)),
        ("attachments", Value::from(Tree::new())),
        ("nodeId", Value::Null),
    ]);
    let action = if item.is_some() { actions(walk.call, walk.task) } else { Tree::new() };
    Ok(Tree::from_iter([
        ("nodeId", Value::from(place)),
        ("fields", Value::from(fields)),
        ("action", Value::from(action)),
        ("descendants", Value::from(descendants)),
    ]))
}

fn actions(call: &Call, task: &Record) -> Tree {
    let may = may_edit(call, task);
    ["modify", "remove", "toggle", "add", "addAccomplice"].into_iter().map(|name| (name, Value::from(may))).collect()
}

/// Members with camel-case keys: `{id, type, name, …}`, by id.
fn camel_members(call: &Call, item: &Record) -> Result<Tree> {
    const NAMES: [(&str, &str); 7] = [
        ("ID", "id"),
        ("TYPE", "type"),
        ("NAME", "name"),
        ("PERSONAL_PHOTO", "personalPhoto"),
        ("PERSONAL_GENDER", "personalGender"),
        ("IMAGE", "image"),
        ("IS_COLLABER", "isCollaber"),
    ];
    let mut out = Tree::new();
    for member in members(call, item)?.values().filter_map(Value::as_tree) {
        let row: Tree = NAMES.iter().filter_map(|(upper, camel)| Some((*camel, member.get(upper)?.clone()))).collect();
        let id = member.get("ID").and_then(Value::as_text).unwrap_or_default().into_owned();
        out.insert(id, Value::from(row));
    }
    Ok(out)
}

fn text(tree: Tree) -> String {
    String::from_utf8_lossy(&Answer::value(tree).json).into_owned()
}
