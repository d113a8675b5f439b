//! log.blogcomment.*: comments on messages of the feed. docs: api-reference/log/blogcomment.

use super::{actor, audience::may_read, files, post::POST};
use crate::{prelude::*, user::USER};
use engine::{commit::retry, zone};

/// A comment.
pub static COMMENT: Entity = Entity {
    name: "blogcomment",
    title: "comment",
    #[rustfmt::skip] // One field a line, as the table it is.
    fields: &[
        id("ID").title("ID"),
        reference("POST_ID", "blogpost").title("Message").indexed(),
        user("AUTHOR_ID").title("Author").default(Default::Caller).indexed(),
        text("POST_TEXT").title("Text"),
        created_at("DATE_CREATE").title("Created on"),
        file("FILES").title("Files").multiple(),
    ],
    rights: rights::Rights { owners: &["AUTHOR_ID"], ..rights::RESPONSIBLE },
    ..Entity::BASE
};

/// log.blogcomment.*
pub static COMMENTS: Family = Family {
    prefix: "log.blogcomment",
    entity: Some(&COMMENT),
    methods: &[write("add", add), write("delete", delete), read("user.get", of_user).scanning()],
    ..Family::BASE
};

/// Most comments of an answer.
const LIMIT: i64 = 100;

/// log.blogcomment.add: the message counts its comments, and who comments on an important message has
/// read it.
fn add(call: &Call) -> Result<Answer> {
    let by = actor(call, || Error::plain("No permissions"))?;
    let call = &Call { caller: &by, ..*call };
    let missing = || Error::plain("No post found");
    let id = call.param("POST_ID").and_then(Value::as_int).filter(|id| *id > 0).ok_or_else(missing)? as u64;
    let text = call.param("TEXT").and_then(Value::as_text).unwrap_or_default();
    if text.trim().is_empty() {
        return Err(Error::plain("Blog comment hasn't been added"));
    }
    let empty = Record::new(call.services.schema(&COMMENT)?, 0);
    let wanted = call.param("FILES").and_then(Value::as_tree).cloned().unwrap_or_default();
    let kept = files::keep(call, &empty, wanted)?;
    retry(|| {
        let post = call.find(&POST, id)?.ok_or_else(missing)?;
        if !may_read(call, &post)? {
            return Err(missing());
        }
        let me = call.caller.user as i64;
        let same = |other: &Record| other.int("AUTHOR_ID") == me && other.text("POST_TEXT") == text;
        if kept.is_empty() && of_post(call, post.id)?.iter().any(same) {
            return Err(Error::plain("Duplicate comment"));
        }
        let mut commit = Commit::by(call);
        let mut change = Change { old: None, new: Record::new(call.services.schema(&COMMENT)?, 0), given: Vec::new() };
        change.new.set("POST_ID", id as i64);
        change.new.set("POST_TEXT", text.as_ref());
        change.new.set("FILES", Data::List(kept.clone()));
        let comment = verbs::prepare(call, change, &mut commit)?;
        commit.save(None, &comment);
        let mut counted = post.clone();
        counted.set("NUM_COMMENTS", post.int("NUM_COMMENTS") + 1);
        let mut readers = post.items("READERS").to_vec();
        if post.flag("IMPORTANT") && !readers.contains(&Data::Int(me)) {
            readers.push(Data::Int(me));
            counted.set("READERS", Data::List(readers));
        }
        commit.save(Some(&post), &counted);
        Ok(Answer::value(comment.id as i64).after(commit.run(call.services)?))
    })
}

fn of_post(call: &Call, post: u64) -> Result<Vec<Record>> {
    let schema = call.services.schema(&COMMENT)?;
    call.all(&COMMENT, &Query::equal(&schema, "POST_ID", post as i64))
}

/// log.blogcomment.delete: by its author, by that of the message, or by an administrator.
fn delete(call: &Call) -> Result<Answer> {
    let by = actor(call, || Error::plain("No delete perms"))?;
    let call = &Call { caller: &by, ..*call };
    let id = call.param("COMMENT_ID").and_then(Value::as_int).filter(|id| *id > 0);
    let id = id.ok_or_else(|| Error::plain("Wrong comment ID"))? as u64;
    retry(|| {
        let comment = call.find(&COMMENT, id)?.ok_or_else(|| Error::plain("No comment found"))?;
        let post = call.find(&POST, comment.int("POST_ID") as u64)?;
        let own = |record: &Record| record.int("AUTHOR_ID") == call.caller.user as i64;
        if !(call.caller.admin || own(&comment) || post.as_ref().is_some_and(own)) {
            return Err(Error::plain("No delete perms"));
        }
        let mut commit = Commit::by(call);
        commit.delete(&comment);
        if let Some(post) = &post {
            let mut counted = post.clone();
            counted.set("NUM_COMMENTS", (post.int("NUM_COMMENTS") - 1).max(0));
            commit.save(Some(post), &counted);
        }
        Ok(Answer::done(commit.run(call.services)?))
    })
}

/// log.blogcomment.user.get: comments of one person, on messages that the caller may read; the newest
/// first, or from `FIRST_ID` on.
fn of_user(call: &Call) -> Result<Answer> {
    let schema = call.services.schema(&COMMENT)?;
    let number = |name: &str| call.param(name).and_then(Value::as_int).filter(|id| *id > 0);
    let is = |field: &str, op, value| {
        schema.position(field).map(|at| Test::Is(Condition::new(at, op, vec![Data::Int(value)])))
    };
    let (first, last) = (number("FIRST_ID"), number("LAST_ID"));
    let limit = number("LIMIT").unwrap_or(LIMIT).min(LIMIT) as usize;
    let author = number("USER_ID").unwrap_or(call.caller.user as i64);
    let mut tests: Vec<Test> = is("AUTHOR_ID", Op::In, author).into_iter().collect();
    tests.extend(first.and_then(|id| is("ID", Op::Above, id)));
    tests.extend(last.and_then(|id| is("ID", Op::Below, id)));
    let order = schema.position("ID").map(|position| Order { position, descending: first.is_none() });
    let all = Query { order: order.into_iter().collect(), ..Query::all(Test::All(tests)) };
    let mut shown: Vec<(u64, bool)> = Vec::new();
    let mut comments = Vec::new();
    for comment in call.all(&COMMENT, &all)? {
        let post = comment.int("POST_ID") as u64;
        let known = shown.iter().find(|(id, _)| *id == post).map(|(_, visible)| *visible);
        let visible = match known {
            Some(visible) => visible,
            None => {
                let record = call.find(&POST, post)?;
                let visible = record.map_or(Ok(false), |record| may_read(call, &record))?;
                shown.push((post, visible));
                visible
            }
        };
        if visible && comments.len() < limit {
            comments.push(comment);
        }
    }
    let mut out = b"{\"comments\":".to_vec();
    json::list(&mut out, &comments, |out, comment| row(out, call, comment));
    let name = call
        .find(&USER, author.max(0) as u64)?
        .map(|person| format!("{} {}", person.text("NAME"), person.text("LAST_NAME")).trim().to_owned());
    let mut described = Tree::new();
    for comment in &comments {
        files::describe(call, comment, name.as_deref().unwrap_or_default(), &mut described)?;
    }
    json::key(&mut out, "files");
    params::write_json(&described.into(), &mut out);
    out.push(b'}');
    Ok(Answer { json: out, ..Answer::default() })
}

fn row(out: &mut Vec<u8>, call: &Call, comment: &Record) {
    out.push(b'{');
    for (name, number) in
        [("id", comment.id as i64), ("comment_id", comment.id as i64), ("log_id", comment.int("POST_ID"))]
    {
        json::key(out, name);
        json::int(out, number);
    }
    json::key(out, "date");
    out.push(b'"');
    zone::write_time(out, call.services.zone, comment.int("DATE_CREATE"));
    out.push(b'"');
    json::key(out, "text");
    json::text(out, comment.text("POST_TEXT"));
    json::key(out, "attach");
    json::list(out, comment.items("FILES"), |out, id| json::int(out, id.int()));
    out.push(b'}');
}
