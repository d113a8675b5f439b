//! tasks.task.result.*: comments that are what came of a task. docs: api-reference/tasks/result.

use super::{
    comment,
    crud::readable,
    markup,
    part::{self, instant},
    rules::COMPLETED,
};
use crate::prelude::*;
use engine::{commit::retry, dialect::refusal};

/// A result.
pub static RESULT: Entity = Entity {
    name: "task.result",
    title: "result",
    fields: &[
        id("ID").title("ID"),
        int("TASK_ID").title("Task").indexed(),
        int("COMMENT_ID").title("Comment").indexed(),
        user("CREATED_BY").title("Author").default(Default::Caller),
        created_at("CREATED_AT").title("Created on"),
        modified_at("UPDATED_AT").title("Modified on"),
        int("STATUS").title("0 open, 1 closed").default(Default::Int(0)),
        text("TEXT").title("Text"),
    ],
    ..Entity::BASE
};

/// tasks.task.result.*
pub static RESULTS: Family = Family {
    prefix: "tasks.task.result",
    dialect: &dialect::TASKS,
    methods: &[write("addFromComment", add), write("deleteFromComment", delete), read("list", list)],
    ..Family::BASE
};

fn id_in(call: &Call, parameter: &str) -> Result<u64> {
    match call.param(parameter) {
        None | Some(Value::Null) => {
            Err(Error::new(400, "100", format!("Could not find value for parameter {{{parameter}}}")))
        }
        Some(value) => value.as_int().map(|id| id.max(0) as u64).ok_or_else(|| {
            let given = value.as_text().unwrap_or_default();
            let text = format!(
                "Invalid value {{{given}}} to match with parameter {{{parameter}}}. Should be value of type int."
            );
            Error::new(400, "100", text)
        }),
    }
}

fn denied() -> Error {
    refusal("0", "Access denied.").into()
}

/// The comment that the call names, with its task.
fn own_comment(call: &Call) -> Result<(Record, Record)> {
    match comment::with_task(call, id_in(call, "commentId")?)? {
        None => Err(refusal("0", "Comment not found.").into()),
        Some((Some(task), comment)) if comment::may_change(call, &comment) => Ok((task, comment)),
        Some(_) => Err(denied()),
    }
}

fn of_comment(call: &Call, comment: &Record) -> Result<Vec<Record>> {
    let schema = call.services.schema(&RESULT)?;
    call.all(&RESULT, &Query::equal(&schema, "COMMENT_ID", comment.id as i64))
}

/// tasks.task.result.addFromComment: answers the result.
fn add(call: &Call) -> Result<Answer> {
    retry(|| {
        let (task, comment) = own_comment(call)?;
        if of_comment(call, &comment)?.iter().any(|result| result.int("STATUS") == 0) {
            return Err(refusal("0", "Result already exists.").into());
        }
        let mut commit = Commit::by(call);
        // The check on the task keeps two from making the same result at once.
        let result = part::enter(call, &mut commit, &RESULT, task.id, |result| {
            result.set("COMMENT_ID", comment.id as i64);
            result.set("TEXT", comment.text("POST_MESSAGE"));
        })?;
        part::touch(&mut commit, &task, task.clone(), call);
        Ok(Answer::value(describe(call, &result)).after(commit.run(call.services)?))
    })
}

/// tasks.task.result.deleteFromComment: answers `null`.
fn delete(call: &Call) -> Result<Answer> {
    retry(|| {
        let (_, comment) = own_comment(call)?;
        let mut commit = Commit::by(call);
        forget_comment(call, &mut commit, &comment)?;
        Ok(Answer::value(Value::Null).after(commit.run(call.services)?))
    })
}

/// tasks.task.result.list: the newest first.
fn list(call: &Call) -> Result<Answer> {
    let id = id_in(call, "taskId")?;
    readable(call, id)?.ok_or_else(denied)?;
    let results = part::of_task(call, &RESULT, id)?;
    Ok(Answer::value(results.iter().rev().map(|result| Value::from(describe(call, result))).collect::<Tree>()))
}

fn describe(call: &Call, result: &Record) -> Tree {
    let int = |field: &str| Value::from(result.int(field));
    Tree::from_iter([
        ("id", Value::from(result.id as i64)),
        ("taskId", int("TASK_ID")),
        ("commentId", int("COMMENT_ID")),
        ("createdBy", int("CREATED_BY")),
        ("createdAt", instant(call, result.get("CREATED_AT"))),
        ("updatedAt", instant(call, result.get("UPDATED_AT"))),
        ("status", int("STATUS")),
        ("text", Value::from(result.text("TEXT"))),
        ("formattedText", Value::from(markup::html(result.text("TEXT")))),
        ("files", Value::from(Tree::new())),
    ])
}

/// A completed task closes its results.
pub fn close(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    let done = |task: &Record| task.int("STATUS") == COMPLETED;
    if !done(&change.new) || change.old.as_ref().is_none_or(done) {
        return Ok(());
    }
    for old in part::of_task(call, &RESULT, change.new.id)?.iter().filter(|result| result.int("STATUS") == 0) {
        let mut new = old.clone();
        new.set("STATUS", 1);
        new.set("UPDATED_AT", Data::Time(call.now / 1000 * 1000));
        commit.save(Some(old), &new);
    }
    Ok(())
}

/// The text of a result is its comment's.
///
/// # Errors
/// When the store fails.
pub fn follow_comment(call: &Call, commit: &mut Commit, comment: &Record) -> Result<()> {
    for old in &of_comment(call, comment)? {
        let mut new = old.clone();
        new.set("TEXT", comment.text("POST_MESSAGE"));
        new.set("UPDATED_AT", Data::Time(call.now / 1000 * 1000));
        commit.save(Some(old), &new);
    }
    Ok(())
}

/// Removes the results of a comment.
///
/// # Errors
/// When the store fails.
pub fn forget_comment(call: &Call, commit: &mut Commit, comment: &Record) -> Result<()> {
    of_comment(call, comment)?.iter().for_each(|result| commit.delete(result));
    Ok(())
}

/// Whether a task that needs a result has none that is open; the creator and administrators need none.
///
/// # Errors
/// When the store fails.
pub fn is_missing(call: &Call, task: &Record) -> Result<bool> {
    let exempt = call.caller.admin || task.int("CREATED_BY") == call.caller.user as i64;
    Ok(!exempt && task.flag("REQUIRES_RESULT") && !has(call, task, true)?)
}

/// Whether a task has results, or open ones.
///
/// # Errors
/// When the store fails.
pub fn has(call: &Call, task: &Record, open: bool) -> Result<bool> {
    Ok(part::of_task(call, &RESULT, task.id)?.iter().any(|result| !open || result.int("STATUS") == 0))
}
