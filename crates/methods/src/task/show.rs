//! Tasks as answers show them: stored fields, and what follows from them for the person who looks.
//! docs: api-reference/tasks/fields.md.

use super::{access, entity::TASK, list::sub_status, people::People};
use crate::prelude::*;
use engine::Schema;
use std::sync::Arc;

/// How one person sees tasks in one call.
pub struct Viewer<'a> {
    call: &'a Call<'a>,
    schema: Arc<Schema>,
    select: Vec<usize>,
    people: People<'a>,
}

/// Computes a field that is not stored.
type Compute = fn(&Viewer, &Record) -> Result<Data>;

static COMPUTED: &[(&str, Compute)] = &[
    ("NOT_VIEWED", |viewer, task| Ok(Data::Flag(!viewer.created(task) && !viewer.is_in(task, "VIEWED_BY")))),
    ("VIEWED_DATE", |viewer, task| Ok(viewer.viewed(task))),
    ("IS_MUTED", |viewer, task| Ok(Data::Flag(viewer.is_in(task, "MUTED_BY")))),
    ("IS_PINNED", |viewer, task| Ok(Data::Flag(viewer.is_in(task, "PINNED_BY")))),
    ("FAVORITE", |viewer, task| Ok(Data::Flag(viewer.is_in(task, "FAVORITE_OF")))),
    ("CREATOR", |viewer, task| viewer.people.one(task.int("CREATED_BY")).map(Data::Text)),
    ("RESPONSIBLE", |viewer, task| viewer.people.one(task.int("RESPONSIBLE_ID")).map(Data::Text)),
    ("ACCOMPLICES_DATA", |viewer, task| viewer.people.map(task.items("ACCOMPLICES")).map(Data::Text)),
    ("AUDITORS_DATA", |viewer, task| viewer.people.map(task.items("AUDITORS")).map(Data::Text)),
    ("ACTION", |viewer, task| Ok(Data::Text(viewer.actions(task)))),
    ("CHECK_LIST_CAN_ADD", |viewer, task| Ok(Data::Flag(access::may("checklist.add", task, viewer.call.caller)))),
    ("LENGTH_DEADLINE", |_, task| Ok(Data::Int(i64::from(!task.get("DEADLINE").is_null())))),
    ("SUB_STATUS", |viewer, task| Ok(Data::Int(sub_status(viewer.call, task)))),
];

impl<'a> Viewer<'a> {
    /// Somebody who sees the fields at these positions.
    ///
    /// # Errors
    /// When the store fails.
    pub fn new(call: &'a Call<'a>, select: Vec<usize>) -> Result<Viewer<'a>> {
        Ok(Viewer { call, schema: call.services.schema(&TASK)?, select, people: People::new(call) })
    }

    /// Appends a task.
    ///
    /// # Errors
    /// When the store fails.
    pub fn print(&self, out: &mut Vec<u8>, mut task: Record) -> Result<()> {
        for (name, compute) in COMPUTED {
            let wanted = self.schema.position(name).filter(|at| self.select.contains(at));
            if let Some(at) = wanted {
                let value = compute(self, &task)?;
                task.put(at, value);
            }
        }
        let printer = print::Printer::new(self.call, &self.schema, self.select.clone());
        printer.record(out, task.id, &task.encode());
        Ok(())
    }

    fn me(&self) -> u64 {
        self.call.caller.user
    }

    fn created(&self, task: &Record) -> bool {
        task.int("CREATED_BY") == self.me() as i64
    }

    fn is_in(&self, task: &Record, list: &str) -> bool {
        rights::names(task, list, self.me())
    }

    fn viewed(&self, task: &Record) -> Data {
        let mine = |view: &&Data| view.items().first().is_some_and(|user| user.int() == self.me() as i64);
        task.items("VIEWS").iter().find(mine).and_then(|view| view.items().get(1)).cloned().unwrap_or_default()
    }

    fn actions(&self, task: &Record) -> String {
        let caller = self.call.caller;
        let row = |(name, may): (&str, bool)| format!("\"{name}\":{may}");
        let rows: Vec<String> = access::actions(task, caller.user, caller.admin).map(row).collect();
        format!("{{{}}}", rows.join(","))
    }
}

/// The answer `{"task":{…}}` of a write: everything but fields of users' making.
///
/// # Errors
/// When the store fails.
pub fn whole(call: &Call, task: Record) -> Result<Answer> {
    let select = without_made(&task.schema);
    one(call, task, select)
}

/// The answer `{"task":{…}}` with the fields at some positions.
///
/// # Errors
/// When the store fails.
pub fn one(call: &Call, task: Record, select: Vec<usize>) -> Result<Answer> {
    let mut json = br#"{"task":"#.to_vec();
    Viewer::new(call, select)?.print(&mut json, task)?;
    json.push(b'}');
    Ok(Answer { json, ..Answer::default() })
}

/// Fields of a whole task that lists show on request only.
const OF_ONE: [&str; 5] = ["CHECKLIST", "NEW_COMMENTS_COUNT", "ACTION", "CHECK_LIST_TREE", "CHECK_LIST_CAN_ADD"];

/// What comes along with a field that is asked for.
const COMPANIONS: [(&str, &[&str]); 9] = [
    ("CREATED_BY", &["CREATOR"]),
    ("RESPONSIBLE_ID", &["RESPONSIBLE"]),
    ("ACCOMPLICES", &["ACCOMPLICES_DATA"]),
    ("AUDITORS", &["AUDITORS_DATA"]),
    ("TAGS", &["TAGS_DATA"]),
    ("DESCRIPTION", &["DESCRIPTION_IN_BBCODE"]),
    ("UF_CRM_TASK", &MADE_BY_THE_SYSTEM),
    ("UF_TASK_WEBDAV_FILES", &MADE_BY_THE_SYSTEM),
    ("UF_MAIL_MESSAGE", &MADE_BY_THE_SYSTEM),
];

const MADE_BY_THE_SYSTEM: [&str; 3] = ["UF_CRM_TASK", "UF_TASK_WEBDAV_FILES", "UF_MAIL_MESSAGE"];

fn without_made(schema: &Schema) -> Vec<usize> {
    positions(schema, |field| !field.name.starts_with("UF_") && (!field.on_request || OF_ONE.contains(&field.name)))
}

/// Positions of what tasks.task.get shows: all but the fields of users' making, or what `select` names.
pub fn selected_of_one(schema: &Schema, select: &[String]) -> Vec<usize> {
    if select.is_empty() || select.iter().any(|name| name == "*") {
        return with_named(schema, without_made(schema), select);
    }
    let always = ["ID", "GROUP", "ACTION"];
    with_named(schema, positions(schema, |field| always.contains(&field.name)), select)
}

/// Positions of what tasks.task.list shows: what is stored, or what `select` names.
pub fn selected_of_many(schema: &Schema, select: &[String]) -> Vec<usize> {
    let all = select.is_empty() || select.iter().any(|name| name == "*");
    let plain = |field: &Field| {
        let stored = all && !field.on_request && !field.name.starts_with("UF_");
        let always = ["ID", "GROUP"].contains(&field.name);
        let status = field.name == "SUB_STATUS" && (all || select.iter().any(|name| name == "STATUS"));
        stored || always || status
    };
    with_named(schema, positions(schema, plain), select)
}

fn with_named(schema: &Schema, mut places: Vec<usize>, select: &[String]) -> Vec<usize> {
    let spelling = engine::schema::Spelling::Camel;
    for name in select {
        let Some(at) = schema.named(name, spelling) else { continue };
        let field = &schema.fields[at];
        places.push(at);
        let along = COMPANIONS.iter().find(|(with, _)| *with == field.name).map_or(&[][..], |(_, along)| along);
        places.extend(along.iter().filter_map(|name| schema.position(name)));
    }
    if select.iter().any(|name| name == "UF_*") {
        places.extend(positions(schema, |field| field.name.starts_with("UF_")));
    }
    places.sort_unstable();
    places.dedup();
    places.retain(|at| !schema.fields[*at].write_only);
    places
}

fn positions(schema: &Schema, wanted: impl Fn(&Field) -> bool) -> Vec<usize> {
    let shown = |field: &Field| !field.hidden && !field.write_only && wanted(field);
    (0..schema.fields.len()).filter(|at| shown(&schema.fields[*at])).collect()
}
