//! task.commentitem.* and task.comment.add: what people say about a task.
//! docs: api-reference/tasks/comment-item.

use super::{
    crud::readable,
    entity::TASK,
    history,
    part::{self, instant, number},
    people::full_name,
    result, rules,
    strict::{self, Given, Manifest, Signature, array, filter, integer, string},
};
use crate::{events::shape, prelude::*, user::USER};
use engine::{Schema, commit::retry, zone};

/// A comment.
pub static COMMENT: Entity = Entity {
    name: "task.comment",
    title: "comment",
    fields: &[
        id("ID").title("ID"),
        int("TASK_ID").title("Task").scattered(),
        user("AUTHOR_ID").title("Author").default(Default::Caller),
        text("POST_MESSAGE").title("Text"),
        time("POST_DATE").title("Written on").default(Default::Created),
    ],
    events: &shape::TASK_COMMENT,
    ..Entity::BASE
};

/// task.commentitem.*
pub static COMMENTS: Family = Family {
    prefix: "task.commentitem",
    methods: &[
        write("add", add),
        write("update", update),
        write("delete", delete),
        read("get", get),
        read("getlist", list),
        read("isactionallowed", is_allowed),
        read("getmanifest", |_| strict::manifest(&MANIFEST)),
    ],
    ..Family::BASE
};

/// task.comment.*
pub static OLD_COMMENTS: Family = Family { prefix: "task.comment", methods: &[write("add", add_text)], ..Family::BASE };

const WRITABLE: &[&str] = &["POST_MESSAGE", "AUTHOR_ID", "POST_DATE", "UF_FORUM_MESSAGE_DOC"];
const SORTABLE: &[&str] = &["ID", "AUTHOR_ID", "AUTHOR_NAME", "AUTHOR_EMAIL", "POST_DATE"];
const FILTERABLE: &[&str] = &["ID", "AUTHOR_ID", "AUTHOR_NAME", "POST_DATE"];
const CLASS: &str = "ctaskcommentitem";

static LIST: Signature = Signature::new(
    CLASS,
    "getlist",
    1,
    &[integer("taskId"), array("arOrder", SORTABLE), filter("arFilter", FILTERABLE)],
)
.about_class();
static GET: Signature = Signature::new(CLASS, "get", 2, &[integer("taskId"), integer("itemId")]);
static ADD: Signature =
    Signature::new(CLASS, "add", 2, &[integer("taskId"), array("arFields", WRITABLE)]).about_class();
static UPDATE: Signature =
    Signature::new(CLASS, "update", 3, &[integer("taskId"), integer("itemId"), array("arFields", WRITABLE)]);
static DELETE: Signature = Signature::new(CLASS, "delete", 2, &[integer("taskId"), integer("itemId")]);
static IS_ALLOWED: Signature =
    Signature::new(CLASS, "isactionallowed", 3, &[integer("taskId"), integer("itemId"), integer("actionId")]);
static ADD_TEXT: Signature = Signature::new("ctaskcomment", "add", 2, &[integer("taskId"), string("commentText")]);

static MANIFEST: Manifest = Manifest {
    version: "1.1",
    alias: "commentitem",
    writable: WRITABLE,
    readable: &[
        "POST_MESSAGE_HTML",
        "ID",
        "AUTHOR_ID",
        "AUTHOR_NAME",
        "AUTHOR_EMAIL",
        "POST_DATE",
        "POST_MESSAGE",
        "ATTACHED_OBJECTS",
    ],
    sortable: SORTABLE,
    filterable: FILTERABLE,
    dates: &["POST_DATE"],
    methods: &[&LIST, &GET, &ADD, &UPDATE, &DELETE, &IS_ALLOWED],
};

fn add(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &ADD)?;
    let fields = given.tree(1);
    refuse_files(fields)?;
    let part = |name: &str| fields.and_then(|fields| fields.get_ci(name)).filter(|value| !value.is_empty());
    let author = match part("AUTHOR_ID") {
        None => call.caller.user as i64,
        Some(value) => value.as_int().unwrap_or_default(),
    };
    if author != call.caller.user as i64 && !call.caller.admin {
        return Err(rules::refuse("Only an administrator can name another author"));
    }
    if author <= 0 || call.find(&USER, author as u64)?.is_none() {
        return Err(rules::refuse("Comment author not found"));
    }
    let date =
        match part("POST_DATE") {
            None => None,
            Some(value) => {
                let date = value.as_text().and_then(|text| zone::parse_time(call.services.zone, &text));
                Some(date.ok_or_else(|| {
                    engine::error::wrong_value("POST_DATE", "a time such as 2026-11-22T09:30:00+00:00")
                })?)
            }
        };
    let text = part("POST_MESSAGE").and_then(Value::as_text).unwrap_or_default();
    write_comment(call, given.id(0)?, author, &text, date)
}

/// task.comment.add: the task and the text, or the text as the field that the documented example has.
fn add_text(call: &Call) -> Result<Answer> {
    if call.param("FIELDS").is_some_and(|fields| fields.as_tree().is_some()) {
        return add(call);
    }
    let given = strict::read(call, &ADD_TEXT)?;
    write_comment(call, given.id(0)?, call.caller.user as i64, &given.text(1), None)
}

fn write_comment(call: &Call, task: u64, author: i64, text: &str, date: Option<i64>) -> Result<Answer> {
    if text.trim().is_empty() {
        return Err(rules::refuse("Comment text is not specified"));
    }
    retry(|| {
        let old = readable(call, task)?.ok_or_else(|| rules::refuse("Insufficient permissions to add a comment"))?;
        let mut commit = Commit::by(call);
        let mut new = old.clone();
        let id = enter(call, &mut commit, &mut new, author, text, date)?;
        part::touch(&mut commit, &old, new, call);
        Ok(Answer::value(id as i64).after(commit.run(call.services)?))
    })
}

/// Adds a comment to a commit, and counts it in its task. The answer is its id.
///
/// # Errors
/// When the store fails.
pub fn enter(
    call: &Call,
    commit: &mut Commit,
    task: &mut Record,
    author: i64,
    text: &str,
    date: Option<i64>,
) -> Result<u64> {
    let comment = part::enter(call, commit, &COMMENT, task.id, |comment| {
        comment.set("AUTHOR_ID", author);
        comment.set("POST_MESSAGE", text);
        if let Some(date) = date {
            comment.set("POST_DATE", Data::Time(date));
        }
    })?;
    history::note(call, commit, task.id, "COMMENT", None, Some(&comment.id.to_string()))?;
    task.set("COMMENTS_COUNT", task.int("COMMENTS_COUNT") + 1);
    Ok(comment.id)
}

fn refuse_files(fields: Option<&Tree>) -> Result<()> {
    match fields.and_then(|fields| fields.get_ci("UF_FORUM_MESSAGE_DOC")).is_some_and(|files| !files.is_empty()) {
        true => Err(rules::refuse("File not found")),
        false => Ok(()),
    }
}

/// A comment of a task that the caller sees.
fn found(call: &Call, given: &Given) -> Result<Option<(Record, Record)>> {
    let Some(task) = readable(call, given.id(0)?)? else { return Ok(None) };
    let comment = call.find(&COMMENT, given.id(1)?)?.filter(|comment| comment.int("TASK_ID") == task.id as i64);
    Ok(comment.map(|comment| (task, comment)))
}

/// Administrators and the author change a comment.
fn theirs(call: &Call, given: &Given) -> Result<(Record, Record)> {
    let owned = |(_, comment): &(Record, Record)| may_change(call, comment);
    found(call, given)?.filter(owned).ok_or_else(|| strict::forbidden("Action is not allowed"))
}

/// Whether the caller may change a comment.
pub fn may_change(call: &Call, comment: &Record) -> bool {
    call.caller.admin || comment.int("AUTHOR_ID") == call.caller.user as i64
}

fn update(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &UPDATE)?;
    refuse_files(given.tree(2))?;
    retry(|| {
        let (_, old) = theirs(call, &given)?;
        let text = given.tree(2).and_then(|fields| fields.get_ci("POST_MESSAGE")).and_then(Value::as_text);
        let text = text.filter(|text| !text.trim().is_empty());
        let text = text.ok_or_else(|| rules::refuse("Comment text not specified."))?;
        let mut new = old.clone();
        new.set("POST_MESSAGE", &*text);
        let mut commit = Commit::by(call);
        commit.save(Some(&old), &new);
        result::follow_comment(call, &mut commit, &new)?;
        Ok(Answer::done(commit.run(call.services)?))
    })
}

fn delete(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &DELETE)?;
    retry(|| {
        let (task, comment) = theirs(call, &given)?;
        let mut commit = Commit::by(call);
        commit.delete(&comment);
        result::forget_comment(call, &mut commit, &comment)?;
        let mut new = task.clone();
        new.set("COMMENTS_COUNT", (task.int("COMMENTS_COUNT") - 1).max(0));
        part::touch(&mut commit, &task, new, call);
        Ok(Answer::done(commit.run(call.services)?))
    })
}

fn get(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &GET)?;
    let (_, comment) = found(call, &given)?.ok_or_else(strict::not_found)?;
    Ok(Answer::value(describe(call, &comment)?))
}

fn list(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &LIST)?;
    let task = given.id(0)?;
    if readable(call, task)?.is_none() {
        return Err(strict::failed("Action failed"));
    }
    let schema = call.services.schema(&COMMENT)?;
    let nothing = Tree::new();
    let wanted = given.tree(2).unwrap_or(&nothing);
    let test = engine::filter::read(call, &schema, wanted)?;
    let mut comments = part::of_task(call, &COMMENT, task)?;
    comments.retain(|comment| holds(&test, &schema, comment));
    if let Some((key, name)) = wanted.iter().find(|(key, _)| key.to_string().ends_with("AUTHOR_NAME")) {
        let equal = !key.to_string().starts_with('!');
        let names: Vec<String> =
            name.list().into_iter().filter_map(Value::as_text).map(|name| name.to_lowercase()).collect();
        let mut kept = Vec::new();
        for comment in comments {
            let author = author_name(call, &comment)?.to_lowercase();
            if names.contains(&author) == equal {
                kept.push(comment);
            }
        }
        comments = kept;
    }
    sort(call, &mut comments, given.tree(1))?;
    let rows: Vec<Value> =
        comments.iter().map(|comment| describe(call, comment).map(Value::from)).collect::<Result<_>>()?;
    Ok(Answer::value(rows.into_iter().collect::<Tree>()))
}

fn holds(test: &Test, schema: &Schema, record: &Record) -> bool {
    let bytes = record.encode();
    test.holds(schema, record.id, &engine::codec::View::new(&bytes, schema.slots))
}

/// By the given key; the newest first without one.
fn sort(call: &Call, comments: &mut Vec<Record>, order: Option<&Tree>) -> Result<()> {
    let given = order.and_then(|order| order.iter().next());
    let name = given.map(|(name, _)| name.to_string().to_uppercase()).unwrap_or_else(|| "ID".to_owned());
    let way = given.and_then(|(_, way)| way.as_text()).unwrap_or_else(|| "desc".into());
    let mut keyed: Vec<((i64, String), Record)> = Vec::new();
    for comment in comments.drain(..) {
        let key = match name.as_str() {
            "AUTHOR_ID" | "POST_DATE" => (comment.int(&name), String::new()),
            "AUTHOR_NAME" => (0, author_name(call, &comment)?.to_lowercase()),
            "AUTHOR_EMAIL" => (0, String::new()),
            _ => (comment.id as i64, String::new()),
        };
        keyed.push((key, comment));
    }
    keyed.sort_by(|(a, one), (b, other)| a.cmp(b).then(one.id.cmp(&other.id)));
    if way.eq_ignore_ascii_case("desc") {
        keyed.reverse();
    }
    comments.extend(keyed.into_iter().map(|(_, comment)| comment));
    Ok(())
}

fn author_name(call: &Call, comment: &Record) -> Result<String> {
    Ok(full_name(call.find(&USER, comment.int("AUTHOR_ID").max(0) as u64)?.as_ref()))
}

fn describe(call: &Call, comment: &Record) -> Result<Tree> {
    Ok(Tree::from_iter([
        ("POST_MESSAGE_HTML", Value::Null),
        ("ID", Value::from(comment.id.to_string())),
        ("AUTHOR_ID", number(comment, "AUTHOR_ID")),
        ("AUTHOR_NAME", Value::from(author_name(call, comment)?)),
        ("AUTHOR_EMAIL", Value::from("")),
        ("POST_DATE", instant(call, comment.get("POST_DATE"))),
        ("POST_MESSAGE", Value::from(comment.text("POST_MESSAGE"))),
        ("ATTACHED_OBJECTS", Value::from(Tree::new())),
    ]))
}

/// 1 adds, 2 changes, 3 deletes.
fn is_allowed(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &IS_ALLOWED)?;
    let (_, comment) = found(call, &given)?.ok_or_else(strict::asserted)?;
    let allowed = match given.int(2) {
        1 => true,
        2 | 3 => may_change(call, &comment),
        _ => false,
    };
    Ok(Answer::value(allowed))
}

/// How many comments of others a person has not seen yet.
///
/// # Errors
/// When the store fails.
pub fn unread(call: &Call, task: &Record, user: u64) -> Result<i64> {
    if task.int("COMMENTS_COUNT") == 0 {
        return Ok(0);
    }
    let seen = rules::viewed(task, user).int();
    let comments = part::of_task(call, &COMMENT, task.id)?;
    let new = |comment: &&Record| comment.int("AUTHOR_ID") != user as i64 && comment.int("POST_DATE") > seen;
    Ok(comments.iter().filter(new).count() as i64)
}

/// A task's comment by its own id, for results.
///
/// # Errors
/// When the store fails.
pub fn with_task(call: &Call, id: u64) -> Result<Option<(Option<Record>, Record)>> {
    let Some(comment) = call.find(&COMMENT, id)? else { return Ok(None) };
    let task = call.find(&TASK, comment.int("TASK_ID").max(0) as u64)?;
    let task = task.filter(|task| rights::may_read(&TASK.rights, call.caller, task));
    Ok(Some((task, comment)))
}
