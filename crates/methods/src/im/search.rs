//! im.search.*: chats, people and departments by words, and what was searched for.
//! docs: api-reference/chats/search.

use super::{
    chat::{self, CHAT},
    dialog::{self, Dialog},
    member, person,
    refusals::FIND_SHORT,
    room::{self, View},
    show, structure,
};
use crate::{department::DEPARTMENT, prelude::*, user::USER};
use engine::data::fold;

/// im.search.*
pub static SEARCHES: Family = Family {
    prefix: "im.search",
    methods: &[
        read("chat.list", chats).scanning(),
        read("user.list", users).scanning(),
        read("department.list", departments),
        write("last.add", last_add),
        write("last.delete", last_delete),
        read("last.get", last_get),
    ],
    ..Family::BASE
};

/// Dialogs that the history of searches keeps.
const REMEMBERED: usize = 50;

/// Words of a search that count.
const WORDS_MAX: usize = 50;

/// The words of a search; `None` for fewer than two letters.
fn wanted(call: &Call, name: &str) -> Option<Vec<String>> {
    let text = super::words_of(call, name);
    let long = text.chars().count() >= 2;
    long.then(|| text.split_whitespace().take(WORDS_MAX).map(|word| fold(word).into_owned()).collect())
}

/// Whether every wanted word begins a word of the text.
fn begins(text: &str, wanted: &[String]) -> bool {
    let text = fold(text);
    let words: Vec<&str> = text
        .split_whitespace()
        .flat_map(|word| [word, word.trim_start_matches(|c: char| !c.is_alphanumeric())])
        .collect();
    wanted.iter().all(|start| words.iter().any(|word| word.starts_with(start.as_str())))
}

/// im.search.chat.list: group chats by title and people, the newest first.
fn chats(call: &Call) -> Result<Answer> {
    let Some(words) = wanted(call, "FIND") else {
        // There are no open lines to look through.
        wanted(call, "FIND_LINES").ok_or(FIND_SHORT)?;
        return Ok(super::paged(0, super::part(call, 10, 50), show::list([])));
    };
    let mut found = Vec::new();
    for view in accessible(call)? {
        let mut text = view.chat.text("TITLE").to_owned();
        for user in room::people(call, view.chat.id)? {
            text.push(' ');
            text.push_str(&person::name_of(call, user)?);
        }
        if begins(&text, &words) {
            found.push(view);
        }
    }
    found.sort_by_key(|view| std::cmp::Reverse(view.chat.id));
    let (offset, limit) = super::part(call, 10, 50);
    let page = found.iter().skip(offset).take(limit);
    let page: Vec<Value> = page.map(|view| Ok(show::whole(call, view)?.into())).collect::<Result<_>>()?;
    Ok(super::paged(found.len(), (offset, limit), show::list(page)))
}

/// The group chats that the caller is in or that are open.
fn accessible(call: &Call) -> Result<Vec<View>> {
    let all = call.all(&CHAT, &Query::equal(&*call.services.schema(&CHAT)?, "TYPE", "o"))?;
    let mut views: Vec<View> = Vec::new();
    for seat in member::places(call, call.caller.user)? {
        if let Some(chat) = call.find(&CHAT, seat.int("CHAT_ID").max(0) as u64)?
            && matches!(chat.text("TYPE"), "C" | "O")
        {
            views.push(View { chat, seat: Some(seat) });
        }
    }
    for chat in all {
        if !views.iter().any(|view| view.chat.id == chat.id) {
            views.push(View { chat, seat: None });
        }
    }
    Ok(views)
}

/// im.search.user.list: active people by name, position and department.
fn users(call: &Call) -> Result<Answer> {
    let words = wanted(call, "FIND").ok_or(FIND_SHORT)?;
    let departments = call.all(&DEPARTMENT, &Query::all(Test::All(Vec::new())))?;
    let mut found = Vec::new();
    for user in call.all(&USER, &Query::equal(&*call.services.schema(&USER)?, "ACTIVE", true))? {
        let own = user.items("UF_DEPARTMENT");
        let there = departments.iter().filter(|department| own.contains(&Data::Int(department.id as i64)));
        let there: Vec<&str> = there.map(|department| department.text("NAME")).collect();
        let text = format!("{} {} {}", person::full_name(&user), user.text("WORK_POSITION"), there.join(" "));
        if begins(&text, &words) {
            found.push(user.id);
        }
    }
    let (offset, limit) = super::part(call, 10, 50);
    let total = found.len();
    let page = person::all_shown(call, found.into_iter().skip(offset).take(limit))?;
    Ok(super::paged(total, (offset, limit), person::by_id(page)))
}

/// im.search.department.list: departments by the words of their full names; too short a text finds all.
fn departments(call: &Call) -> Result<Answer> {
    call.param("FIND").ok_or(FIND_SHORT)?;
    let words = wanted(call, "FIND").unwrap_or_default();
    let mut found = Vec::new();
    for department in call.all(&DEPARTMENT, &Query::all(Test::All(Vec::new())))? {
        if begins(&structure::full_name(call, department.id)?, &words) {
            found.push(department);
        }
    }
    let (offset, limit) = super::part(call, 10, 50);
    let page = found.iter().skip(offset).take(limit);
    let page: Vec<Value> = page.map(|department| structure::shown(call, department)).collect::<Result<_>>()?;
    Ok(super::paged(found.len(), (offset, limit), show::list(page)))
}

/// im.search.last.add: the dialog comes first in the history.
fn last_add(call: &Call) -> Result<Answer> {
    let id = remembered(call)?;
    person::change(call, |profile| {
        let mut kept = profile.items("SEARCHED").to_vec();
        kept.retain(|other| other.text() != id);
        kept.insert(0, Data::Text(id.clone()));
        kept.truncate(REMEMBERED);
        profile.set("SEARCHED", Data::List(kept));
    })
}

/// im.search.last.delete: whether the dialog was in the history.
fn last_delete(call: &Call) -> Result<Answer> {
    let id = remembered(call)?;
    let known = person::profile(call, call.caller.user)?
        .is_some_and(|profile| profile.items("SEARCHED").iter().any(|other| other.text() == id));
    if !known {
        return Ok(Answer::value(false));
    }
    person::change(call, |profile| {
        let mut kept = profile.items("SEARCHED").to_vec();
        kept.retain(|other| other.text() != id);
        profile.set("SEARCHED", Data::List(kept));
    })
}

/// The dialog of the call, in the form in which the history keeps it.
fn remembered(call: &Call) -> Result<String> {
    Ok(match dialog::named(call)? {
        Dialog::Person(id) => id.to_string(),
        Dialog::Chat(id) => format!("chat{id}"),
    })
}

/// im.search.last.get: the dialogs of the history that the caller still sees.
fn last_get(call: &Call) -> Result<Answer> {
    let [no_chats, no_dialogs] = ["SKIP_CHAT", "SKIP_DIALOG"].map(|name| super::says_yes(call, name));
    let Some(profile) = person::profile(call, call.caller.user)? else { return Ok(Answer::value(show::list([]))) };
    let mut out = Vec::new();
    for kept in profile.items("SEARCHED") {
        let Some(dialog) = dialog::parse(call, kept.text())? else { continue };
        match dialog {
            Dialog::Person(id) if !no_dialogs => out.extend(person_row(call, id)?),
            Dialog::Chat(_) if !no_chats => {
                if let Some(view) = room::view(call, dialog)? {
                    out.push(chat_row(call, &view)?);
                }
            }
            _ => {}
        }
    }
    Ok(Answer::value(show::list(out)))
}

fn person_row(call: &Call, id: u64) -> Result<Option<Value>> {
    let Some(user) = person::shown(call, id)? else { return Ok(None) };
    let part = |name: &str| user.path(&[name]).cloned().unwrap_or_default();
    Ok(Some(show::object([
        ("id", Value::Int(id as i64)),
        ("type", "user".into()),
        ("avatar", show::object([("url", part("avatar")), ("color", part("color"))])),
        ("title", part("name")),
        ("user", user.clone()),
    ])))
}

fn chat_row(call: &Call, view: &View) -> Result<Value> {
    Ok(show::object([
        ("id", chat::dialog_id(&view.chat, call.caller.user)),
        ("type", "chat".into()),
        (
            "avatar",
            show::object([
                ("url", show::picture(call, view.chat.int("AVATAR"))),
                ("color", show::color(&view.chat, call.caller.user).into()),
            ]),
        ),
        ("title", chat::title(call, &view.chat, call.caller.user)?.into()),
        ("chat", show::chat(call, view)?),
    ]))
}
