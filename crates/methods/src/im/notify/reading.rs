//! im.notify.read, read.list and read.all. docs: im-notify-read.md, im-notify-read-list.md,
//! im-notify-read-all.md.

use super::{NOTIFICATION, unread};
use crate::{im::show, prelude::*};
use engine::{Known, commit::retry, dialect::refusal};
use std::collections::BTreeSet;
use store::Ticket;

/// im.notify.read: one notification, or with it all later ones; nothing without an `ID`.
pub(super) fn read(call: &Call) -> Result<Answer> {
    let Some(first) = call.param("ID").and_then(Value::as_int).filter(|id| *id >= 0) else {
        return Ok(Answer::value(true));
    };
    let alone = crate::im::says_yes(call, "ONLY_CURRENT");
    let chosen = |notice: &Record| if alone { notice.id as i64 == first } else { notice.id as i64 >= first };
    Ok(Answer::done(mark(call, !crate::im::says_no(call, "ACTION"), chosen)?))
}

/// im.notify.read.list: some notifications, up to the first id that is none.
pub(super) fn read_list(call: &Call) -> Result<Answer> {
    const NO_LIST: Known = refusal("PARAMS_ERROR", "No IDS param or it is not an array");
    let given = call.param("IDS").and_then(Value::as_tree).ok_or(NO_LIST)?;
    let ids: BTreeSet<i64> = given.values().map_while(|id| id.as_int().filter(|id| *id > 0)).collect();
    let read = call.param("ACTION").is_none_or(|action| action.as_flag() == Some(true));
    Ok(Answer::done(mark(call, read, |notice| ids.contains(&(notice.id as i64)))?))
}

/// im.notify.read.all
pub(super) fn read_all(call: &Call) -> Result<Answer> {
    let ticket = mark(call, true, |_| true)?;
    let left = unread(call, call.caller.user)?;
    Ok(Answer::value(show::object([("result", true.into()), ("newCounter", Value::Int(left))])).after(ticket))
}

/// Marks the chosen ones of the caller's notifications.
fn mark(call: &Call, read: bool, chosen: impl Fn(&Record) -> bool) -> Result<Ticket> {
    retry(|| {
        let schema = call.services.schema(&NOTIFICATION)?;
        let me = call.caller.user as i64;
        // Only what is not read yet can become read.
        let all = Query::equal(&schema, if read { "UNREAD_BY" } else { "USER_ID" }, me);
        let mut commit = Commit::by(call);
        for old in call.all(&NOTIFICATION, &all)?.iter().filter(|notice| chosen(notice)) {
            let mut new = old.clone();
            new.set("UNREAD_BY", if read { Data::Null } else { Data::Int(me) });
            commit.save(Some(old), &new);
        }
        commit.run(call.services)
    })
}
