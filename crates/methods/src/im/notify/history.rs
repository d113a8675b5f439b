//! im.notify.get and im.notify.history.search. docs: im-notify-get.md, im-notify-history-search.md.

use super::{NOTIFICATION, counter, unread};
use crate::{
    im::{chat, person, show},
    prelude::*,
    task::markup,
};
use engine::{Known, dialect::refusal, zone};

const NOT_A_NUMBER: Known = refusal("LAST_ID_STRING", "Last notification ID can't be string");
const PAGE: usize = 50;

/// im.notify.get: the caller's notifications, the latest first.
pub(super) fn get(call: &Call) -> Result<Answer> {
    const TOGETHER: Known =
        refusal("LAST_ID_AND_LAST_TYPE", "Parameters LAST_ID and LAST_TYPE should be used together.");
    let last = last(call)?;
    if last.is_some() != call.param("LAST_TYPE").is_some_and(|kind| !kind.is_empty()) {
        return Err(TOGETHER.into());
    }
    let me = call.caller.user;
    let before = last.map(|id| ("ID", Op::Below, Data::Int(id)));
    let notices = found(call, before.into_iter().collect(), limit(call))?;
    let mut out = Tree::new();
    let total = counter(call, "USER_ID", me)?;
    if let Some(channel) = chat::channel(call, me)?.filter(|_| total > 0) {
        out.extend([
            ("total_count", Value::Int(total)),
            ("total_unread_count", Value::Int(unread(call, me)?)),
            ("chat_id", Value::Int(channel.id as i64)),
        ]);
    }
    finish(call, out, &notices)
}

/// im.notify.history.search: the caller's notifications by text, kind, time and author.
pub(super) fn search(call: &Call) -> Result<Answer> {
    const SHORT: Known = refusal("SEARCH_TEXT_ERROR", "SEARCH_TEXT can't be less than 3 symbols");
    let text = crate::im::words_of(call, "SEARCH_TEXT");
    let kinds = kinds(call);
    let authors = crate::im::ids(call.param("SEARCH_AUTHORS")).unwrap_or_default();
    let moment = |name| crate::im::moment(call, name);
    let (day, from, to) = (moment("SEARCH_DATE")?, moment("SEARCH_DATE_FROM")?, moment("SEARCH_DATE_TO")?);
    let period = from.zip(to);
    let other = !kinds.is_empty() || !authors.is_empty() || day.is_some() || period.is_some();
    if !other && text.chars().count() < 3 {
        return Err(SHORT.into());
    }
    let mut tests: Vec<(&str, Op, Data)> = Vec::new();
    if !text.is_empty() {
        tests.push(("MESSAGE", Op::Contains, Data::Text(text.to_lowercase())));
    }
    if let Some((from, to)) = period {
        tests.push(("DATE_CREATE", Op::From, Data::Time(from)));
        tests.push(("DATE_CREATE", Op::To, Data::Time(to)));
    }
    let group = crate::im::words_of(call, "GROUP_TAG");
    if !group.is_empty() {
        tests.push(("TAG", Op::Like, Data::Text(format!("mp|%|{}", group.to_lowercase()))));
    }
    let last = last(call)?;
    tests.extend(last.map(|id| ("ID", Op::Below, Data::Int(id))));
    let mut notices = found(call, tests, usize::MAX)?;
    let day_of = |time| zone::day_of(call.services.zone, time, 0);
    notices.retain(|notice| {
        let (module, event) = (notice.text("MODULE"), notice.text("EVENT"));
        let of_kind = |kind: &String| match kind.split_once('|') {
            Some((wanted, one)) => module == wanted && event == one,
            None => module == kind,
        };
        let by = |author: &u64| notice.int("AUTHOR_ID") == *author as i64;
        let on_day = day.is_none_or(|day| day_of(day) == day_of(notice.int("DATE_CREATE")));
        on_day && (kinds.is_empty() || kinds.iter().any(of_kind)) && (authors.is_empty() || authors.iter().any(by))
    });
    let mut out = Tree::new();
    if let Some(channel) = chat::channel(call, call.caller.user)? {
        out.insert("chat_id", Value::Int(channel.id as i64));
    }
    if last.is_none() {
        out.insert("total_results", Value::Int(notices.len() as i64));
    }
    notices.truncate(limit(call));
    finish(call, out, &notices)
}

/// `SEARCH_TYPE` and `SEARCH_TYPES` together: `module` or `module|event`.
fn kinds(call: &Call) -> Vec<String> {
    let lists = ["SEARCH_TYPE", "SEARCH_TYPES"].map(|name| call.param(name).map(Value::list).unwrap_or_default());
    let texts = lists.iter().flatten().filter_map(|kind| kind.as_text());
    texts.map(|kind| kind.trim().to_owned()).filter(|kind| !kind.is_empty()).collect()
}

fn last(call: &Call) -> Result<Option<i64>> {
    match call.param("LAST_ID").filter(|id| !id.is_empty()) {
        None => Ok(None),
        Some(id) => id.as_int().map(Some).ok_or_else(|| NOT_A_NUMBER.into()),
    }
}

fn limit(call: &Call) -> usize {
    crate::im::part(call, PAGE, PAGE).1
}

/// The caller's notifications that pass some tests, the latest first.
fn found(call: &Call, tests: Vec<(&str, Op, Data)>, limit: usize) -> Result<Vec<Record>> {
    let schema = call.services.schema(&NOTIFICATION)?;
    let own = ("USER_ID", Op::In, Data::Int(call.caller.user as i64));
    let order = schema.position("ID").map(|position| Order { position, descending: true });
    let test = crate::im::tests(&schema, tests.into_iter().chain([own]));
    call.all(&NOTIFICATION, &Query { order: order.into_iter().collect(), limit, ..Query::all(test) })
}

/// Adds the notifications and their authors.
fn finish(call: &Call, mut out: Tree, notices: &[Record]) -> Result<Answer> {
    let authors = notices.iter().map(|notice| notice.int("AUTHOR_ID").max(0) as u64).filter(|author| *author > 0);
    out.extend([
        ("notifications", show::list(notices.iter().map(|notice| shown(call, notice)))),
        ("users", show::list(person::all_shown(call, authors)?)),
    ]);
    Ok(Answer::value(out))
}

fn shown(call: &Call, notice: &Record) -> Value {
    let text = |name| Value::from(notice.text(name));
    let attach = serde_json::from_str(notice.text("ATTACH")).ok().map(Value::from_json);
    let read = notice.int("UNREAD_BY") == 0;
    let said = match crate::im::says_yes(call, "CONVERT_TEXT") {
        true => markup::html(notice.text("MESSAGE")),
        false => notice.text("MESSAGE").to_owned(),
    };
    show::object([
        ("id", Value::Int(notice.id as i64)),
        ("chat_id", Value::Int(notice.int("CHAT_ID"))),
        ("author_id", Value::Int(notice.int("AUTHOR_ID"))),
        ("date", show::time(call, notice.int("DATE_CREATE"))),
        ("notify_type", Value::Int(notice.int("NOTIFY_TYPE"))),
        ("notify_module", text("MODULE")),
        ("notify_event", text("EVENT")),
        ("notify_tag", text("TAG")),
        ("notify_sub_tag", text("SUB_TAG")),
        ("notify_title", "".into()),
        ("setting_name", format!("{}|{}", notice.text("MODULE"), notice.text("EVENT")).into()),
        ("text", said.into()),
        ("notify_read", if read { "Y" } else { "N" }.into()),
        ("params", attach.map_or(Value::Null, |attach| show::object([("ATTACH", attach)]))),
    ])
}
