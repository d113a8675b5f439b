//! log.blogpost.get and log.blogpost.getusers.important: what a person sees of the feed.
//! docs: api-reference/log/log-blogpost-get.md.

use super::{
    audience::{may_read, visible},
    post::POST,
};
use crate::prelude::*;
use engine::{query, zone};

/// Rows of a page by cursor: unless `LIMIT` says otherwise, and at most.
const CURSOR_PAGE: i64 = 50;
const CURSOR_MAX: i64 = 200;

/// Most readers that are named.
const READERS_MAX: usize = 500;

/// log.blogpost.get: pages of 50, newest first; with `FIRST_ID` or `LAST_ID` a page by cursor.
pub(super) fn get(call: &Call) -> Result<Answer> {
    let schema = call.services.schema(&POST)?;
    let is = |field: &str, op, values| schema.position(field).map(|at| Test::Is(Condition::new(at, op, values)));
    let number = |name: &str| call.param(name).and_then(Value::as_int);
    let cursor = |name: &str| number(name).filter(|id| *id > 0);
    let (first, last) = (cursor("FIRST_ID"), cursor("LAST_ID"));
    let mut tests = vec![visible(call)?];
    match number("POST_ID").filter(|id| *id > 0) {
        Some(id) => tests.extend(is("ID", Op::In, vec![Data::Int(id)])),
        None => {
            let rights = call.param("LOG_RIGHTS").map(Value::list).unwrap_or_default();
            let codes = rights.iter().filter_map(|code| code.as_text());
            let codes: Vec<Data> = codes.map(|code| Data::Text(code.trim().to_lowercase())).collect();
            if codes.iter().any(|code| !code.text().is_empty()) {
                tests.extend(is("DEST", Op::In, codes));
            }
        }
    }
    let (from, to) = (instant(call, "LOG_DATE_FROM")?, instant(call, "LOG_DATE_TO")?);
    if matches!((from, to), (Some(from), Some(to)) if from > to) {
        return Err(Error::plain("Wrong period: LOG_DATE_FROM is later than LOG_DATE_TO"));
    }
    tests.extend(from.and_then(|at| is("DATE_PUBLISH", Op::From, vec![Data::Time(at)])));
    tests.extend(to.and_then(|at| is("DATE_PUBLISH", Op::To, vec![Data::Time(at)])));
    tests.extend(first.and_then(|id| is("ID", Op::Above, vec![Data::Int(id)])));
    tests.extend(last.filter(|_| first.is_none()).and_then(|id| is("ID", Op::Below, vec![Data::Int(id)])));
    let by_cursor = first.is_some() || last.is_some();
    let start = number("start").unwrap_or(0);
    let limit = number("LIMIT").filter(|limit| *limit > 0).unwrap_or(CURSOR_PAGE).min(CURSOR_MAX);
    let order = schema.position("ID").map(|position| Order { position, descending: first.is_none() });
    let query = Query {
        test: Test::All(tests),
        order: order.into_iter().collect(),
        offset: if by_cursor { 0 } else { start.max(0) as u64 },
        limit: if by_cursor { limit as usize } else { 50 },
        counted: !by_cursor && start != -1,
    };
    let page = query::run(call.services, &POST, &query)?;
    let printer = print::Printer::new(call, &schema, print::everything(&schema));
    let mut out = Vec::new();
    json::list(&mut out, &page.rows, |out, row| {
        printer.record(out, row.id, &row.bytes);
        out.pop();
        let record = Record::read(schema.clone(), row.id, row.version, &row.bytes);
        properties(out, call, &record);
        json::key(out, "FILES");
        json::list(out, record.items("FILES"), |out, id| json::int(out, id.int()));
        out.push(b'}');
    });
    Ok(verbs::paged(out, &query, &page))
}

fn instant(call: &Call, name: &'static str) -> Result<Option<i64>> {
    let Some(text) = call.param(name).filter(|value| !value.is_empty()) else { return Ok(None) };
    let read = text.as_text().and_then(|text| zone::parse_time(call.services.zone, &text));
    read.map(Some).ok_or_else(|| engine::error::wrong_value(name, "a time such as 2026-11-22T09:30:00+00:00"))
}

/// A further property of messages, as their answers describe it.
struct Property {
    id: u32,
    name: &'static str,
    kind: &'static str,
    base: &'static str,
    title: &'static str,
    multiple: bool,
    shown: bool,
    searched: bool,
    labels: [Option<&'static str>; 3],
    /// What stands where no value is.
    unset: &'static str,
}

const PLAIN: Property = Property {
    id: 0,
    name: "",
    kind: "integer",
    base: "int",
    title: "Integer",
    multiple: false,
    shown: false,
    searched: false,
    labels: [None; 3],
    unset: "null",
};

#[rustfmt::skip] // One property a line, as the table it is.
const PROPERTIES: [Property; 8] = [
    Property { id: 1, name: "UF_BLOG_POST_DOC", kind: "file", base: "file", title: "File", multiple: true, searched: true, unset: "false", ..PLAIN },
    Property { id: 5, name: "UF_BLOG_POST_URL_PRV", kind: "url_preview", title: "Link preview content", searched: true, ..PLAIN },
    Property { id: 9, name: "UF_GRATITUDE", ..PLAIN },
    Property { id: 19, name: "UF_BLOG_POST_FILE", kind: "disk_file", title: "File (Drive)", multiple: true, searched: true, unset: "false", ..PLAIN },
    Property { id: 83, name: "UF_BLOG_POST_IMPRTNT", shown: true, labels: [Some("Important message"), Some("Important"), Some("Important")], ..PLAIN },
    Property { id: 85, name: "UF_IMPRTANT_DATE_END", kind: "datetime", base: "datetime", title: "Date with time", labels: [Some("Important until"), Some("Until"), None], unset: "\"\"", ..PLAIN },
    Property { id: 131, name: "UF_BLOG_POST_VOTE", kind: "vote", title: "Poll", shown: true, ..PLAIN },
    Property { id: 439, name: "UF_MAIL_MESSAGE", kind: "mail_message", title: "Email", ..PLAIN },
];

/// Appends the properties of a message, each with its description. docs: log-blogpost-get.md, "UF_*".
fn properties(out: &mut Vec<u8>, call: &Call, post: &Record) {
    let yes = |value: bool| if value { "Y" } else { "N" };
    for row in &PROPERTIES {
        json::key(out, row.name);
        out.push(b'{');
        let texts = [
            ("ID", row.id.to_string()),
            ("ENTITY_ID", "BLOG_POST".to_owned()),
            ("FIELD_NAME", row.name.to_owned()),
            ("USER_TYPE_ID", row.kind.to_owned()),
            ("XML_ID", row.name.to_owned()),
            ("SORT", "100".to_owned()),
            ("MULTIPLE", yes(row.multiple).to_owned()),
            ("MANDATORY", "N".to_owned()),
            ("SHOW_FILTER", "N".to_owned()),
            ("SHOW_IN_LIST", yes(row.shown).to_owned()),
            ("EDIT_IN_LIST", "Y".to_owned()),
            ("IS_SEARCHABLE", yes(row.searched).to_owned()),
        ];
        texts.iter().for_each(|(name, value)| text(out, name, Some(value)));
        raw(out, "SETTINGS", "[]");
        for (name, label) in ["EDIT_FORM_LABEL", "LIST_COLUMN_LABEL", "LIST_FILTER_LABEL"].iter().zip(row.labels) {
            text(out, name, label);
        }
        raw(out, "ERROR_MESSAGE", "null");
        raw(out, "HELP_MESSAGE", "null");
        raw(out, "USER_TYPE", "{");
        text(out, "USER_TYPE_ID", Some(row.kind));
        text(out, "DESCRIPTION", Some(row.title));
        text(out, "BASE_TYPE", Some(row.base));
        out.push(b'}');
        let files = if row.name == "UF_BLOG_POST_FILE" { post.items("FILES") } else { &[] };
        let value = value(call, post, row.name);
        json::key(out, "VALUE");
        match &value {
            Some(value) => json::text(out, value),
            None if !files.is_empty() => json::list(out, files, |out, id| json::int(out, id.int())),
            None => out.extend_from_slice(row.unset.as_bytes()),
        }
        raw(out, "ENTITY_VALUE_ID", &post.id.to_string());
        raw(out, "VALUE_EXISTS", "true");
        text(out, "VALUE_RAW", value.or_else(|| serialized(files)).as_deref());
        raw(out, "CUSTOM_DATA", "[]");
        out.push(b'}');
    }
}

/// Ids in the notation in which the raw value of a list is kept; nothing for none.
fn serialized(ids: &[Data]) -> Option<String> {
    let pairs: String = ids.iter().enumerate().map(|(at, id)| format!("i:{at};i:{};", id.int())).collect();
    (!ids.is_empty()).then(|| format!("a:{}:{{{pairs}}}", ids.len()))
}

/// The value of a property, if the message has one: digits or an instant, which need no escaping.
fn value(call: &Call, post: &Record, name: &str) -> Option<String> {
    let time = |ms| {
        let mut out = Vec::new();
        zone::write_time(&mut out, call.services.zone, ms);
        String::from_utf8(out).ok()
    };
    match name {
        "UF_GRATITUDE" => Some(post.int("GRATITUDE")).filter(|id| *id > 0).map(|id| id.to_string()),
        "UF_BLOG_POST_IMPRTNT" => post.flag("IMPORTANT").then(|| "1".to_owned()),
        "UF_IMPRTANT_DATE_END" => Some(post.int("IMPORTANT_DATE_END")).filter(|at| *at > 0).and_then(time),
        _ => None,
    }
}

fn text(out: &mut Vec<u8>, name: &str, value: Option<&str>) {
    json::key(out, name);
    match value {
        Some(value) => json::text(out, value),
        None => out.extend_from_slice(b"null"),
    }
}

fn raw(out: &mut Vec<u8>, name: &str, value: &str) {
    json::key(out, name);
    out.extend_from_slice(value.as_bytes());
}

/// log.blogpost.getusers.important: who has read an important message; nobody for one that the caller
/// may not see.
pub(super) fn readers(call: &Call) -> Result<Answer> {
    let id = call.id()?;
    let Some(post) = call.find(&POST, id)? else { return Ok(Answer::value(Tree::new())) };
    if !post.flag("IMPORTANT") || !may_read(call, &post)? {
        return Ok(Answer::value(Tree::new()));
    }
    let ids = post.items("READERS").iter().take(READERS_MAX).map(|id| Value::Text(id.int().to_string()));
    Ok(Answer::value(ids.collect::<Tree>()))
}
