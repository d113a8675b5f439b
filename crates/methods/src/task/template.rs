//! tasks.template.*: what tasks are made after. docs: api-reference/tasks/template.

mod about;
pub mod checklist;
mod repeat;
mod serialize;
mod show;

use super::flow::FLOW;
use crate::{prelude::*, user::USER};
use checklist::CHECK;
use engine::{Dialect, dialect::Faults, rights::Rights};

/// A task template. Names of people and the number of children are worked out as it is shown.
pub static TEMPLATE: Entity = Entity {
    name: "tasktemplate",
    title: "task template",
    #[rustfmt::skip] // One field a line, as the table it is.
    fields: &[
        id("ID").title("ID"),
        text("TITLE").title("Title"),
        text("DESCRIPTION").title("Description"),
        flag("DESCRIPTION_IN_BBCODE").title("Description in BBCode").default(Default::Flag(true)),
        int("PRIORITY").title("Priority").default(Default::Int(1)),
        int("STATUS").title("Status").default(Default::Int(2)),
        int("STAGE_ID").title("Stage").default(Default::Int(0)),
        user("RESPONSIBLE_ID").title("Responsible person").indexed(),
        int("DEADLINE_AFTER").title("Deadline after"),
        int("START_DATE_PLAN_AFTER").title("Planned start after"),
        int("END_DATE_PLAN_AFTER").title("Planned completion after"),
        flag("REPLICATE").title("Recurring task"),
        user("CREATED_BY").title("Creator").indexed(),
        text("XML_ID").title("XML_ID"),
        flag("ALLOW_CHANGE_DEADLINE").title("Responsible person may move the deadline"),
        flag("ALLOW_TIME_TRACKING").title("Time tracking"),
        flag("TASK_CONTROL").title("Accept work"),
        flag("ADD_IN_REPORT").title("Add to report"),
        int("GROUP_ID").title("Project").default(Default::Int(0)),
        int("PARENT_ID").title("Parent task").default(Default::Int(0)),
        flag("MULTITASK").title("Multitask"),
        text("SITE_ID").title("SITE_ID").default(Default::Text("s1")),
        user("ACCOMPLICES").title("Participants").multiple(),
        user("AUDITORS").title("Observers").multiple(),
        user("RESPONSIBLES").title("Responsible persons").multiple(),
        text("FILES").title("Files").read_only(),
        text("TAGS").title("Tags").multiple(),
        reference("DEPENDS_ON", "tasktemplate").title("Dependency").multiple(),
        flag("MATCH_WORK_TIME").title("Skip weekends"),
        int("TASK_ID").title("Task"),
        int("TPARAM_TYPE").title("For new people").default(Default::Int(0)),
        int("TPARAM_REPLICATION_COUNT").title("Number of created tasks").default(Default::Int(0)),
        object("REPLICATE_PARAMS").title("How tasks are created"),
        reference("BASE_TEMPLATE_ID", "tasktemplate").title("Parent template").indexed(),
        int("TEMPLATE_CHILDREN_COUNT").title("Number of templates below").read_only(),
        text("CREATED_BY_NAME").title("Creator's first name").read_only(),
        text("CREATED_BY_LAST_NAME").title("Creator's last name").read_only(),
        text("CREATED_BY_SECOND_NAME").title("Creator's middle name").read_only(),
        text("CREATED_BY_LOGIN").title("Creator's login").read_only(),
        text("CREATED_BY_WORK_POSITION").title("Creator's position").read_only(),
        text("CREATED_BY_PHOTO").title("Creator's photo").read_only(),
        text("RESPONSIBLE_NAME").title("Responsible person's first name").read_only(),
        text("RESPONSIBLE_LAST_NAME").title("Responsible person's last name").read_only(),
        text("RESPONSIBLE_SECOND_NAME").title("Responsible person's middle name").read_only(),
        text("RESPONSIBLE_LOGIN").title("Responsible person's login").read_only(),
        text("RESPONSIBLE_WORK_POSITION").title("Responsible person's position").read_only(),
        text("RESPONSIBLE_PHOTO").title("Responsible person's photo").read_only(),
        text("SCENARIO").title("Scenario").default(Default::Text("default")),
        text("UF_CRM_TASK").title("CRM entities").multiple(),
    ],
    hooks: Hooks { before_save: &[fits, people_exist, repeat::is_understood], before_delete: &[let_go] },
    rights: Rights { owners: &["CREATED_BY"], ..rights::RESPONSIBLE },
    ..Entity::BASE
};

static SPELLING: Dialect = Dialect {
    id: "templateId",
    faults: &Faults {
        bad_id: dialect::refusal("100", "Could not find value for parameter {templateId}"),
        not_found: dialect::refusal("0", "Access to the task template is denied"),
        denied: dialect::refusal("0", "Access denied"),
    },
    ..dialect::CRM
};

/// tasks.template.*
pub static TEMPLATES: Family = Family {
    prefix: "tasks.template",
    entity: Some(&TEMPLATE),
    dialect: &SPELLING,
    methods: &[
        write("add", add),
        write("update", update),
        write("delete", delete),
        read("get", show::get),
        read("fields", about::fields),
    ],
    ..Family::BASE
};

/// The id of the template that a call is about.
///
/// # Errors
/// 400 `100` when it is missing or no number.
pub(super) fn named(call: &Call) -> Result<u64> {
    let given = call.param("templateId").ok_or(call.family.dialect.faults.bad_id)?;
    match given.as_int() {
        Some(id) => Ok(id.max(0) as u64),
        None => {
            let text = given.as_text().unwrap_or_default();
            let text = format!(
                "Invalid value {{{text}}} to match with parameter {{templateId}}. Should be value of type int."
            );
            Err(Error::new(400, "100", text))
        }
    }
}

/// Whether the caller may look at a template: who is named in it, and administrators.
pub(super) fn may_read(call: &Call, template: &Record) -> bool {
    let me = call.caller.user as i64;
    let listed = |field| template.items(field).iter().any(|person| person.int() == me);
    call.caller.admin
        || [template.int("CREATED_BY"), template.int("RESPONSIBLE_ID")].contains(&me)
        || ["RESPONSIBLES", "ACCOMPLICES", "AUDITORS"].iter().any(|field| listed(field))
}

fn fields<'a>(call: &Call<'a>) -> Result<&'a Tree> {
    let fields = call.param("fields").and_then(Value::as_tree).filter(|fields| !fields.is_empty());
    fields.ok_or_else(|| Error::new(400, "100", "Could not find value for parameter {fields}"))
}

/// tasks.template.add: answers 0 while a required field is missing.
fn add(call: &Call) -> Result<Answer> {
    let fields = fields(call)?;
    let mut change = Change { old: None, new: Record::new(call.services.schema(&TEMPLATE)?, 0), given: Vec::new() };
    without_files(fields)?;
    engine::input::apply(call, &mut change, fields)?;
    let template = &change.new;
    if template.text("TITLE").trim().is_empty()
        || template.int("CREATED_BY") == 0
        || template.int("RESPONSIBLE_ID") == 0
    {
        return Ok(Answer::value(0));
    }
    if !rights::may_change(&TEMPLATE.rights, call.caller, template) {
        return Err(call.family.dialect.faults.denied.into());
    }
    let (template, ticket) = verbs::insert(call, change)?;
    Ok(Answer::value(template.id as i64).after(ticket))
}

/// Files of the drive are not there yet: a value that would be lost is refused.
fn without_files(fields: &Tree) -> Result<()> {
    match fields.get("UF_TASK_WEBDAV_FILES") {
        Some(files) if !files.is_empty() => Err(Error::new(
            400,
            "ERROR_NOT_IMPLEMENTED",
            "Files are not implemented by this portal: UF_TASK_WEBDAV_FILES",
        )),
        _ => Ok(()),
    }
}

/// tasks.template.update: answers `false` for a template that is not there, or not theirs to change.
fn update(call: &Call) -> Result<Answer> {
    let id = named(call)?;
    let fields = fields(call)?;
    without_files(fields)?;
    if !theirs(call, id)? {
        return Ok(Answer::value(false));
    }
    let (_, ticket) = verbs::change(call, &TEMPLATE, id, |change| engine::input::apply(call, change, fields))?;
    Ok(Answer::done(ticket))
}

fn theirs(call: &Call, id: u64) -> Result<bool> {
    let template = call.find(&TEMPLATE, id)?;
    Ok(template.is_some_and(|template| rights::may_change(&TEMPLATE.rights, call.caller, &template)))
}

/// tasks.template.delete: answers `false` whether it deleted or not, as the documentation has it.
fn delete(call: &Call) -> Result<Answer> {
    let id = named(call)?;
    let answer = Answer::value(false);
    match theirs(call, id)? {
        true => Ok(answer.after(verbs::remove(call, &TEMPLATE, id)?)),
        false => Ok(answer),
    }
}

/// Title, priority, status and people are such as tasks may have.
fn fits(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    let template = &mut change.new;
    if template.text("TITLE").trim().is_empty() {
        return Err(Error::new(400, "0", "Invalid value of field 'TITLE': text is expected"));
    }
    const CHOICES: [(&str, std::ops::RangeInclusive<i64>); 3] =
        [("PRIORITY", 0..=2), ("STATUS", 1..=6), ("TPARAM_TYPE", 0..=1)];
    let wrong = CHOICES
        .iter()
        .find(|(field, allowed)| !template.get(field).is_null() && !allowed.contains(&template.int(field)));
    if let Some((field, allowed)) = wrong {
        let text = format!("Invalid value of field '{field}': {} to {} is expected", allowed.start(), allowed.end());
        return Err(Error::new(400, "0", text));
    }
    if template.items("RESPONSIBLES").is_empty() {
        let responsible = template.int("RESPONSIBLE_ID");
        template.set("RESPONSIBLES", Data::List(vec![Data::Int(responsible)]));
    }
    Ok(())
}

fn people_exist(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    for field in ["CREATED_BY", "RESPONSIBLE_ID", "RESPONSIBLES", "ACCOMPLICES", "AUDITORS"] {
        if !change.changed(field) {
            continue;
        }
        let given = change.new.get(field);
        let one = [given.clone()];
        let people = if given.items().is_empty() { &one[..] } else { given.items() };
        for id in people.iter().map(Data::int).filter(|id| *id > 0) {
            if call.find(&USER, id as u64)?.is_none() {
                return Err(Error::new(400, "0", format!("Invalid value of field '{field}': there is no user {id}")));
            }
        }
    }
    let base = change.new.int("BASE_TEMPLATE_ID");
    if change.changed("BASE_TEMPLATE_ID") && base > 0 && call.find(&TEMPLATE, base as u64)?.is_none() {
        let text = format!("Invalid value of field 'BASE_TEMPLATE_ID': there is no template {base}");
        return Err(Error::new(400, "0", text));
    }
    Ok(())
}

/// A template goes with its checklist; flows that used it go on without.
fn let_go(template: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    let schema = call.services.schema(&CHECK)?;
    for item in call.all(&CHECK, &Query::equal(&schema, "TEMPLATE_ID", template.id as i64))? {
        commit.delete(&item);
    }
    for flow in call.all(&FLOW, &Query::all(Test::All(Vec::new())))? {
        if flow.int("TEMPLATE_ID") == template.id as i64 {
            let mut free = flow.clone();
            free.set("TEMPLATE_ID", 0);
            commit.save(Some(&flow), &free);
        }
    }
    Ok(())
}
