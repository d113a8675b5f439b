//! Tasks as answers show them: stored fields, and what follows from them for the person who looks.
//! docs: api-reference/tasks/fields.md.

use super::{access, checklist, comment, entity::TASK, list::sub_status, markup, people::People, result, rules, tags};
use crate::prelude::*;
use engine::{Kind, Schema};
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
    ("VIEWED_DATE", |viewer, task| Ok(rules::viewed(task, viewer.me()))),
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
    ("CHECKLIST", |viewer, task| checklist::items(viewer.call, task).map(Data::Text)),
    ("CHECK_LIST_TREE", |viewer, task| checklist::tree(viewer.call, task).map(Data::Text)),
    ("NEW_COMMENTS_COUNT", |viewer, task| comment::unread(viewer.call, task, viewer.me()).map(Data::Int)),
    ("TAGS_DATA", |viewer, task| tags::describe(viewer.call, task).map(Data::Text)),
    ("COUNTER", |viewer, task| viewer.counter(task)),
    ("PARSED_DESCRIPTION", |_, task| Ok(Data::Text(markup::html(task.text("DESCRIPTION"))))),
    ("TASK_REQUIRE_RESULT", |_, task| Ok(task.get("REQUIRES_RESULT").clone())),
    ("TASK_HAS_OPEN_RESULT", |viewer, task| result::has(viewer.call, task, true).map(Data::Flag)),
    ("TASK_HAS_RESULT", |viewer, task| result::has(viewer.call, task, false).map(Data::Flag)),
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

    /// What is overdue and what is new in one task, muted or not.
    fn counter(&self, task: &Record) -> Result<Data> {
        let expired = i64::from(rules::is_overdue(task, self.call.now));
        let comments = comment::unread(self.call, task, self.me())?;
        let muted = self.is_in(task, "MUTED_BY");
        let (loud, quiet) = if muted { ((0, 0), (expired, comments)) } else { ((expired, comments), (0, 0)) };
        let counters = Tree::from_iter([
            ("expired", Value::from(loud.0)),
            ("newComments", Value::from(loud.1)),
            ("projectExpired", Value::from(0)),
            ("projectNewComments", Value::from(0)),
            ("mutedExpired", Value::from(quiet.0)),
            ("mutedNewComments", Value::from(quiet.1)),
        ]);
        let color = match loud {
            (0, 0) => "gray",
            (0, _) => "success",
            _ => "danger",
        };
        let counter = Tree::from_iter([
            ("counters", Value::from(counters)),
            ("color", Value::from(color)),
            ("value", Value::from(loud.0 + loud.1)),
        ]);
        Ok(Data::Text(String::from_utf8_lossy(&Answer::value(counter).json).into_owned()))
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
    let always = ["ID", "GROUP", "ACTION", "FAVORITE"];
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
    let mut places = with_named(schema, positions(schema, plain), select);
    let also = LISTED_ALONG.iter().filter(|(name, _)| select.iter().any(|asked| asked == name));
    places.extend(also.filter_map(|(_, field)| schema.position(field)));
    places.sort_unstable();
    places.dedup();
    places
}

/// What lists show for a name that is asked for, or beside it.
const LISTED_ALONG: [(&str, &str); 2] = [("COUNTERS", "COUNTER"), ("DEADLINE", "LENGTH_DEADLINE")];

/// Positions of what the oldest methods show: stored fields, or what `select` names.
pub fn selected_of_item(schema: &Schema, select: &[String]) -> Vec<usize> {
    let all = select.is_empty() || select.iter().any(|name| name == "*");
    let stored = |field: &Field| {
        let plain = field.kind != Kind::Json && !field.on_request && (all || field.kind == Kind::Id);
        plain && (!field.name.starts_with("UF_") || MADE_BY_THE_SYSTEM.contains(&field.name))
    };
    let mut places = positions(schema, stored);
    places.extend(select.iter().filter_map(|name| schema.named(name, engine::schema::Spelling::Upper)));
    places.sort_unstable();
    places.dedup();
    places
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
