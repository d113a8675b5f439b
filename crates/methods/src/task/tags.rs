//! Tags of tasks: words with an id each. docs: api-reference/tasks/tasks-task-list.md, `tags`.

use crate::prelude::*;

/// A word that tasks are marked with.
pub static TAG: Entity = Entity {
    name: "task.tag",
    title: "tag",
    fields: &[id("ID").title("ID"), text("NAME").title("Name").indexed()],
    ..Entity::BASE
};

/// Most tags of a task.
const TAGS_MAX: usize = 1000;

/// Gives every tag of a task an id, and takes double ones away.
pub fn know(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    if !change.changed("TAGS") || change.new.items("TAGS").is_empty() {
        return Ok(());
    }
    let mut known: Vec<String> = Vec::new();
    let all = change.new.items("TAGS").iter().map(|tags| tags.text().split(',').count());
    if all.sum::<usize>() > TAGS_MAX {
        return Err(super::rules::refuse(&format!("Field 'TAGS' must have at most {TAGS_MAX} tags")));
    }
    // Several may come in one text, separated by commas.
    let given: Vec<String> = change.new.items("TAGS").iter().map(|tag| tag.text().to_owned()).collect();
    for name in given.iter().flat_map(|tags| tags.split(',')).map(str::trim).filter(|name| !name.is_empty()) {
        if known.iter().any(|other| other.to_lowercase() == name.to_lowercase()) {
            continue;
        }
        known.push(name.to_owned());
        if find(call, name)?.is_none() {
            add(call, commit, name)?;
        }
    }
    change.new.set("TAGS", Data::List(known.into_iter().map(Data::Text).collect()));
    Ok(())
}

/// Adds a new tag to a commit.
///
/// # Errors
/// When the store fails.
pub fn add(call: &Call, commit: &mut Commit, name: &str) -> Result<()> {
    let id = call.services.store.next_ids(TAG.name, 1)?;
    let mut tag = Record::new(call.services.schema(&TAG)?, id);
    tag.set("NAME", name);
    // Two tasks may name a new tag at the same moment: only one of them makes it.
    let key = store::keys::unique(TAG.name, "NAME", name.to_lowercase().as_bytes());
    commit.checks.push(store::Check::Absent(key.clone()));
    commit.ops.push(store::Op::Put(key, id.to_be_bytes().to_vec()));
    commit.save(None, &tag);
    Ok(())
}

/// The tags of a task as `{"35":{"id":35,"title":"urgent"}}`.
///
/// # Errors
/// When the store fails.
pub fn describe(call: &Call, task: &Record) -> Result<String> {
    let mut out = Tree::new();
    for name in task.items("TAGS").iter().map(Data::text) {
        if let Some(tag) = find(call, name)? {
            let row = Tree::from_iter([("id", Value::from(tag.id as i64)), ("title", Value::from(name))]);
            out.insert(tag.id.to_string(), Value::from(row));
        }
    }
    Ok(String::from_utf8_lossy(&Answer::value(out).json).into_owned())
}

fn find(call: &Call, name: &str) -> Result<Option<Record>> {
    let schema = call.services.schema(&TAG)?;
    let found = call.all(&TAG, &Query::equal(&schema, "NAME", name.to_lowercase().as_str()))?;
    Ok(found.into_iter().next())
}
