//! tasks.api.scrum.epic.*: larger goals that tasks belong to. docs: api-reference/sonet-group/scrum/epic.

use super::{DENIED, NO_ID, OPEN, described, fields, item, listed, number, people_exist, shown, zero};
use crate::prelude::*;
use engine::{Dialect, dialect::Faults};

/// An epic.
pub static EPIC: Entity = Entity {
    name: "scrumepic",
    title: "epic",
    #[rustfmt::skip] // One field a line, as the table it is.
    fields: &[
        id("ID").title("ID"),
        int("GROUP_ID").title("Group").indexed(),
        text("NAME").title("Name"),
        text("DESCRIPTION").title("Description").default(Default::Text("")),
        int("CREATED_BY").title("Creator"),
        int("MODIFIED_BY").title("Modified by"),
        text("COLOR").title("Color").default(Default::Text("#69dafc")),
    ],
    hooks: Hooks { before_save: &[is_whole, people_exist], before_delete: &[let_go] },
    rights: OPEN,
    ..Entity::BASE
};

static SPELLING: Dialect =
    super::spelling(&Faults { bad_id: NO_ID, not_found: zero("Epic not found"), denied: DENIED });

/// tasks.api.scrum.epic.*
pub static EPICS: Family = Family {
    prefix: "tasks.api.scrum.epic",
    entity: Some(&EPIC),
    dialect: &SPELLING,
    methods: &[
        write("add", add),
        write("update", update),
        write("delete", delete),
        read("get", get),
        read("list", |call| listed(call, None)).scanning(),
        read("getFields", |_| Ok(described(&FIELDS))),
    ],
    ..Family::BASE
};

const FIELDS: [(&str, &str); 7] = [
    ("name", "string"),
    ("description", "string"),
    ("groupId", "integer"),
    ("color", "string"),
    ("files", "array"),
    ("createdBy", "integer"),
    ("modifiedBy", "integer"),
];
const SHOWN: [&str; 7] = ["ID", "GROUP_ID", "NAME", "DESCRIPTION", "CREATED_BY", "MODIFIED_BY", "COLOR"];

fn without_files(fields: &Tree) -> Result<()> {
    match fields.get("files").is_some_and(|files| !files.is_empty()) {
        true => {
            Err(Error::new(400, "ERROR_NOT_IMPLEMENTED", "Files of epics are not implemented by this portal: files"))
        }
        false => Ok(()),
    }
}

fn add(call: &Call) -> Result<Answer> {
    let fields = fields(call)?;
    without_files(fields)?;
    let mut change = Change { old: None, new: Record::new(call.services.schema(&EPIC)?, 0), given: Vec::new() };
    for field in ["CREATED_BY", "MODIFIED_BY"] {
        change.new.set(field, call.caller.user as i64);
    }
    engine::input::apply(call, &mut change, fields)?;
    let (epic, ticket) = verbs::insert(call, change)?;
    Ok(shown(call, &epic, &SHOWN).after(ticket))
}

fn is_whole(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    if change.new.int("GROUP_ID") <= 0 {
        return Err(zero("Group is not found").into());
    }
    if change.new.text("NAME").trim().is_empty() {
        return Err(zero("Name is not found").into());
    }
    Ok(())
}

fn update(call: &Call) -> Result<Answer> {
    let id = number(call, "id", NO_ID)?;
    let fields = fields(call)?;
    without_files(fields)?;
    let (epic, ticket) = verbs::change(call, &EPIC, id, |change| {
        change.new.set("MODIFIED_BY", call.caller.user as i64);
        engine::input::apply(call, change, fields)
    })?;
    Ok(shown(call, &epic, &SHOWN).after(ticket))
}

/// The tasks of an epic that goes stay without one.
fn let_go(epic: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    for old in item::of_epic(call, epic.id)? {
        let mut free = old.clone();
        free.set("EPIC_ID", 0);
        commit.save(Some(&old), &free);
    }
    Ok(())
}

fn delete(call: &Call) -> Result<Answer> {
    let ticket = verbs::remove(call, &EPIC, number(call, "id", NO_ID)?)?;
    Ok(Answer::value(Tree::new()).after(ticket))
}

fn get(call: &Call) -> Result<Answer> {
    let epic = call.record(&EPIC, number(call, "id", NO_ID)?)?;
    let mut answer = shown(call, &epic, &SHOWN);
    answer.json.pop();
    answer.json.extend_from_slice(br#","files":{"ENTITY_ID":"TASKS_SCRUM_EPIC","FIELD_NAME":"UF_SCRUM_EPIC_FILES","#);
    answer.json.extend_from_slice(br#""USER_TYPE_ID":"disk_file","XML_ID":null,"SORT":"100","MULTIPLE":"Y","#);
    answer.json.extend_from_slice(br#""MANDATORY":"N","SHOW_FILTER":"N","SHOW_IN_LIST":"N","EDIT_IN_LIST":"N","#);
    answer.json.extend_from_slice(br#""IS_SEARCHABLE":"N","VALUE":[],"ENTITY_VALUE_ID":"#);
    json::int(&mut answer.json, epic.id as i64);
    answer.json.extend_from_slice(b"}}");
    Ok(answer)
}
