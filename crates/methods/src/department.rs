//! department.*: the company structure, a tree with one root. docs: api-reference/departments.

use crate::{prelude::*, user::USER};

/// A department. The first one is the root.
pub static DEPARTMENT: Entity = Entity {
    name: "department",
    title: "department",
    fields: &[
        id("ID").title("ID"),
        text("NAME").title("Department name"),
        int("SORT").title("Sorting").typed().default(Default::Int(500)),
        reference("PARENT", "department").title("Parent department").indexed().sparse(),
        user("UF_HEAD").title("Head of the department").sparse(),
    ],
    hooks: Hooks { before_save: &[fits_the_tree, head_exists], before_delete: &[hand_over] },
    ..Entity::BASE
};

/// department.*
pub static DEPARTMENTS: Family = Family {
    prefix: "department",
    entity: Some(&DEPARTMENT),
    dialect: &dialect::DEPARTMENT,
    methods: &[ADD, UPDATE, DELETE, LIST.named("get"), read("fields", fields)],
    ..Family::BASE
};

/// The root department, made at set-up.
pub const ROOT: u64 = 1;

/// A department has a name, a parent that exists, and is not its own ancestor; the root has no parent.
fn fits_the_tree(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    if change.new.text("NAME").trim().is_empty() {
        return Err(Error::core("Department name not provided.<br>"));
    }
    let parent = change.new.int("PARENT").max(0) as u64;
    if change.new.id == ROOT && parent == 0 {
        return Ok(());
    }
    if parent == 0 || change.new.id == ROOT {
        return Err(Error::core("There can only be one top-level department in the company structure"));
    }
    let above = chain(call, parent)?;
    if above.is_empty() {
        return Err(Error::core(format!("Invalid value of field 'PARENT': there is no department {parent}")));
    }
    if above.contains(&change.new.id) {
        return Err(Error::core("Invalid value of field 'PARENT': a department cannot be inside itself"));
    }
    Ok(())
}

/// A department is headed by somebody who exists.
fn head_exists(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    let head = change.new.int("UF_HEAD");
    if change.gave("UF_HEAD") && head > 0 && call.find(&USER, head as u64)?.is_none() {
        return Err(Error::core(format!("Invalid value of field 'UF_HEAD': there is no user {head}")));
    }
    Ok(())
}

/// People and departments below move up to the parent.
fn hand_over(gone: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    if gone.id == ROOT {
        return Err(Error::core("There can only be one top-level department in the company structure"));
    }
    let parent = gone.int("PARENT");
    for child in call.all(&DEPARTMENT, &Query::equal(&*call.services.schema(&DEPARTMENT)?, "PARENT", gone.id as i64))? {
        let mut moved = child.clone();
        moved.set("PARENT", parent);
        commit.save(Some(&child), &moved);
    }
    for person in call.all(&USER, &Query::equal(&*call.services.schema(&USER)?, "UF_DEPARTMENT", gone.id as i64))? {
        let mut moved = person.clone();
        let mut own: Vec<i64> =
            person.items("UF_DEPARTMENT").iter().map(Data::int).filter(|id| *id != gone.id as i64).collect();
        if own.is_empty() {
            own.push(parent);
        }
        moved.set("UF_DEPARTMENT", Data::List(own.into_iter().map(Data::Int).collect()));
        commit.save(Some(&person), &moved);
    }
    Ok(())
}

/// department.fields: a map from field to title.
fn fields(_: &Call) -> Result<Answer> {
    Ok(Answer::value(DEPARTMENT.fields.iter().map(|field| (field.name, Value::from(field.title))).collect::<Tree>()))
}

/// A department and those above it, up to the root; nothing for one that does not exist.
///
/// # Errors
/// When the store fails.
pub fn chain(call: &Call, department: u64) -> Result<Vec<u64>> {
    let mut above = Vec::new();
    let mut next = department;
    while next > 0 && !above.contains(&next) {
        let Some(record) = call.find(&DEPARTMENT, next)? else { break };
        above.push(next);
        next = record.int("PARENT").max(0) as u64;
    }
    Ok(above)
}

/// The departments whose name contains a text.
///
/// # Errors
/// When the store fails.
pub fn named(call: &Call, text: &str) -> Result<Vec<u64>> {
    let all = call.all(&DEPARTMENT, &Query::all(Test::All(Vec::new())))?;
    let wanted = text.to_lowercase();
    Ok(all.iter().filter(|row| row.text("NAME").to_lowercase().contains(&wanted)).map(|row| row.id).collect())
}
