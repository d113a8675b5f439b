//! im.user.*: people as the messenger shows them, and their status. docs: api-reference/chats/users.

use super::show;
use crate::{prelude::*, user::USER};
use engine::{Known, commit::retry, dialect::refusal};
use std::collections::BTreeSet;

/// What the messenger keeps of a person; its id is the person's. Who has none has said nothing yet.
pub static PROFILE: Entity = Entity {
    name: "im_profile",
    title: "profile",
    #[rustfmt::skip] // One field a line, as the table it is.
    fields: &[
        id("ID").title("Person"),
        text("STATUS").title("Status"),
        time("IDLE").title("Away since"),
        boolean("LISTENS").indexed().title("Events are kept for them"),
        text("SEARCHED").multiple().title("Dialogs that they searched for, the latest first"),
    ],
    ..Entity::BASE
};

/// im.user.*
pub static PEOPLE: Family = Family {
    prefix: "im.user",
    entity: Some(&PROFILE),
    methods: &[
        read("get", get),
        read("list.get", list),
        read("status.get", status_get),
        write("status.set", status_set),
        read("status.idle.start", idle_start),
        read("status.idle.end", idle_end),
    ],
    ..Family::BASE
};

/// Whoever has not chosen a status.
const ONLINE: &str = "online";

/// A person's profile.
///
/// # Errors
/// When the store fails.
pub fn profile(call: &Call, user: u64) -> Result<Option<Record>> {
    call.find(&PROFILE, user)
}

/// The status that a profile says.
pub fn status(profile: Option<&Record>) -> &str {
    profile.map(|profile| profile.text("STATUS")).filter(|status| !status.is_empty()).unwrap_or(ONLINE)
}

/// First and last name.
pub fn full_name(user: &Record) -> String {
    format!("{} {}", user.text("NAME"), user.text("LAST_NAME")).trim().to_owned()
}

/// Somebody's name by id; nothing for nobody.
///
/// # Errors
/// When the store fails.
pub fn name_of(call: &Call, user: u64) -> Result<String> {
    Ok(call.find(&USER, user)?.as_ref().map(full_name).unwrap_or_default())
}

/// Somebody's name as system messages write it.
///
/// # Errors
/// When the store fails.
pub fn mention(call: &Call, user: u64) -> Result<String> {
    Ok(format!("[USER={user} REPLACE]{}[/USER]", name_of(call, user)?))
}

/// A person by id, printed; `None` for nobody.
///
/// # Errors
/// When the store fails.
pub fn shown(call: &Call, user: u64) -> Result<Option<Value>> {
    let Some(person) = call.find(&USER, user)? else { return Ok(None) };
    Ok(Some(show::user(call, &person, profile(call, user)?.as_ref())))
}

/// People by id, printed; each once, in the order of their first place.
///
/// # Errors
/// When the store fails.
pub fn all_shown(call: &Call, users: impl IntoIterator<Item = u64>) -> Result<Vec<Value>> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for user in users {
        if seen.insert(user) {
            out.extend(shown(call, user)?);
        }
    }
    Ok(out)
}

/// Changes the caller's profile, making it if there is none.
///
/// # Errors
/// When the store fails.
pub fn change(call: &Call, edit: impl Fn(&mut Record)) -> Result<Answer> {
    retry(|| {
        let old = profile(call, call.caller.user)?;
        let blank = || Ok::<_, Error>(Record::new(call.services.schema(&PROFILE)?, call.caller.user));
        let mut new = old.clone().map_or_else(blank, Ok)?;
        edit(&mut new);
        let mut commit = Commit::by(call);
        commit.save(old.as_ref(), &new);
        Ok(Answer::done(commit.run(call.services)?))
    })
}

/// im.user.get: the caller, or the person with an `ID`.
fn get(call: &Call) -> Result<Answer> {
    const NOBODY: Known = refusal("USER_NOT_EXISTS", "User does not exist");
    const NO_ID: Known = refusal("ID_EMPTY", "User ID can't be empty");
    let id = match call.param("ID") {
        None => call.caller.user,
        Some(_) => super::number(call, "ID").ok_or(NO_ID)?,
    };
    Ok(Answer::value(shown(call, id)?.ok_or(NOBODY)?))
}

/// im.user.list.get: people by `ID`, as a map by id or as a list.
fn list(call: &Call) -> Result<Answer> {
    const MALFORMED: Known = refusal("INVALID_FORMAT", "A wrong format for the ID field is passed");
    let ids = super::ids(call.param("ID")).ok_or(MALFORMED)?;
    let people = all_shown(call, ids)?;
    if super::words_of(call, "RESULT_TYPE") == "array" {
        return Ok(Answer::value(show::list(people)));
    }
    Ok(Answer::value(by_id(people)))
}

/// A map from ids to people.
pub fn by_id(people: Vec<Value>) -> Value {
    let id = |person: &Value| person.path(&["id"]).and_then(Value::as_int).unwrap_or(0);
    people.into_iter().map(|person| (id(&person), person)).collect::<Tree>().into()
}

/// im.user.status.get
fn status_get(call: &Call) -> Result<Answer> {
    Ok(Answer::value(status(profile(call, call.caller.user)?.as_ref())))
}

/// im.user.status.set
fn status_set(call: &Call) -> Result<Answer> {
    const STATUSES: [&str; 4] = [ONLINE, "dnd", "away", "break"];
    const UNKNOWN: Known = refusal("STATUS_ERROR", "Status is not available");
    let status = call.param("STATUS").and_then(Value::as_text).unwrap_or_default();
    let known = STATUSES.into_iter().find(|known| *known == status).ok_or(UNKNOWN)?;
    change(call, |profile| profile.set("STATUS", known))
}

/// im.user.status.idle.start: away since `AGO` minutes.
fn idle_start(call: &Call) -> Result<Answer> {
    let minutes = call.param("AGO").and_then(Value::as_int).unwrap_or(10).clamp(1, 525_600);
    let since = (call.now - minutes * 60_000) / 1000 * 1000;
    change(call, |profile| profile.set("IDLE", Data::Time(since)))
}

/// im.user.status.idle.end
fn idle_end(call: &Call) -> Result<Answer> {
    change(call, |profile| profile.set("IDLE", Data::Null))
}
