//! event.bind, event.unbind, event.get, events, event.test: what applications listen to.
//! docs: api-reference/events.

use super::{ABSENT, offline};
use crate::{
    crm::{keyed, process::TYPE},
    prelude::*,
    user::USER,
};
use engine::{
    Services,
    commit::retry,
    error::APPLICATION_CONTEXT,
    event::{Names, Offline, Source},
};
use shared::event::{self, EVENTS};
use store::Ticket;

/// A handler: an address that is told of an event, or an offline queue that takes it.
#[rustfmt::skip] // One field a line, as the table it is.
pub static HANDLER: Entity = Entity {
    name: "event_handler",
    title: "event handler",
    fields: &[
        id("ID"),
        int("APPLICATION").indexed(),
        text("EVENT"),
        text("HANDLER"),
        int("AUTH_TYPE"),
        flag("OFFLINE"),
        text("CONNECTOR"),
        int("MIN_TIMEOUT"),
    ],
    ..Entity::BASE
};

/// event.* and events.
pub static EVENT_METHODS: Family = Family {
    methods: &[
        write("event.bind", bind),
        write("event.unbind", unbind),
        read("event.get", get),
        read("events", names),
        read("event.test", test),
        write("event.offline.get", offline::get),
        read("event.offline.list", offline::list).scanning(),
        write("event.offline.clear", offline::clear),
        write("event.offline.error", offline::error),
    ],
    ..Family::BASE
};

/// Longest address of a handler and name of a connector.
const TEXT_MAX: usize = 1000;
/// Longest pause between notices, in seconds: a day.
const PAUSE_MAX: i64 = 86_400;

/// The application that calls.
///
/// # Errors
/// 403 when none does.
pub fn application(call: &Call) -> Result<u64> {
    call.caller.application.ok_or_else(|| APPLICATION_CONTEXT.into())
}

/// What a call names: the event, whose queue or address, and who acts.
struct Named {
    event: String,
    handler: Option<String>,
    /// Whose authorization the handler gets: 0 for whoever does what is told of.
    auth_type: Option<i64>,
    offline: bool,
    connector: String,
}

/// Reads what bind and unbind have in common, and refuses what only administrators may do; `what` is the
/// verb in those refusals.
fn named(call: &Call, what: &str) -> Result<Named> {
    let text = |name| call.param(name).and_then(Value::as_text).map(|text| text.trim().to_owned());
    let event = text("event").filter(|event| !event.is_empty()).ok_or_else(|| missing("EVENT"))?;
    let offline = match text("event_type").unwrap_or_default().to_ascii_lowercase().as_str() {
        "" | "online" => false,
        "offline" => true,
        _ => return Err(wrong("EVENT_TYPE", "Value must be one of {online, offline}")),
    };
    let denied = |of: &str| {
        let text = format!("Access denied! {of} requires administrator access rights");
        Error::new(403, "ACCESS_DENIED", text)
    };
    if offline && !call.caller.admin {
        return Err(denied(&format!("Offline events {what}")));
    }
    let own = call.caller.user as i64;
    let given = call.param("auth_type");
    let auth_type = given.map(|value| match value.is_empty() {
        true => Ok(0),
        false => {
            value.as_int().filter(|id| *id >= 0).ok_or_else(|| wrong("AUTH_TYPE", "Value must be the id of a user"))
        }
    });
    let auth_type = auth_type.transpose()?;
    // People without administrative rights have handlers in their own name only.
    let auth_type = match auth_type {
        _ if call.caller.admin => auth_type,
        None => Some(own),
        Some(id) if id == own => Some(own),
        Some(_) => return Err(denied(&format!("Event {what} with AUTH_TYPE"))),
    };
    let connector = text("auth_connector").unwrap_or_default().to_lowercase();
    if connector.len() > TEXT_MAX || connector.contains('\0') {
        return Err(wrong("AUTH_CONNECTOR", "Value must be a short text"));
    }
    let handler = text("handler").filter(|handler| !handler.is_empty());
    Ok(Named { event: event.to_uppercase(), handler, auth_type, offline, connector })
}

fn missing(argument: &'static str) -> Error {
    Error::new(400, "ERROR_ARGUMENT", format!("Argument '{argument}' is null or empty")).about(argument)
}

fn wrong(argument: &'static str, text: &'static str) -> Error {
    Error::new(400, "ERROR_ARGUMENT", text).about(argument)
}

/// The scope of an event that applications may know of, raised here or not.
fn scope_of(name: &str) -> Option<&'static str> {
    let found = event::find(name).map(|event| event.scope);
    let of_application = || name.starts_with("ONAPP") && ABSENT.iter().any(|(_, names)| names.contains(&name));
    found.or_else(|| of_application().then_some("basic"))
}

fn bind(call: &Call) -> Result<Answer> {
    let application = application(call)?;
    let named = named(call, "binding")?;
    let known = scope_of(&named.event).filter(|scope| call.caller.has_scope(scope));
    // Events about an application itself have no object that a queue could hold.
    if known.is_none() || (named.offline && known == Some("basic")) {
        return Err(Error::new(400, "ERROR_EVENT_NOT_FOUND", "Event not found"));
    }
    let handler = match (&named.handler, named.offline) {
        (_, true) => String::new(),
        (None, false) => return Err(missing("HANDLER")),
        (Some(handler), false) if is_address(handler) => handler.clone(),
        (Some(_), false) => {
            return Err(wrong("HANDLER", "Value must be an address that begins with http:// or https://"));
        }
    };
    let user = named.auth_type.unwrap_or(0);
    if user > 0 && call.find(&USER, user as u64)?.is_none() {
        return Err(wrong("AUTH_TYPE", "Value must be the id of a user"));
    }
    let pause = match call.array("options")?.and_then(|options| options.get_ci("minTimeout")) {
        None => 1,
        Some(value) => value
            .as_int()
            .filter(|pause| (0..=PAUSE_MAX).contains(pause))
            .ok_or_else(|| wrong("OPTIONS", "minTimeout must be a number of seconds from 0 to 86400"))?,
    };
    let key = format!("{application}/{}/{}/{user}/{}/{handler}", named.event, named.offline, named.connector);
    let ticket = retry(|| {
        if keyed::find(call, &HANDLER, &key)?.is_some() {
            return Err(Error::core("Unable to set event handler"));
        }
        let mut row = Record::new(call.services.schema(&HANDLER)?, call.services.store.next_ids(HANDLER.name, 1)?);
        row.set("APPLICATION", application as i64);
        row.set("EVENT", named.event.as_str());
        row.set("HANDLER", handler.as_str());
        row.set("AUTH_TYPE", user);
        row.set("OFFLINE", named.offline);
        row.set("CONNECTOR", named.connector.as_str());
        row.set("MIN_TIMEOUT", pause);
        let mut commit = Commit::by(call);
        keyed::claim(&mut commit, &row, &key);
        commit.save(None, &row);
        commit.run(call.services)
    })?;
    listen(call.services)?;
    Ok(Answer::done(ticket))
}

fn is_address(handler: &str) -> bool {
    let rest = ["https://", "http://"].iter().find_map(|scheme| handler.strip_prefix(scheme));
    let clean = |rest: &str| !rest.is_empty() && !rest.starts_with('/') && !rest.contains(char::is_whitespace);
    handler.len() <= TEXT_MAX && rest.is_some_and(clean) && !handler.contains('\0')
}

fn key_of(row: &Record) -> String {
    let (application, user) = (row.int("APPLICATION"), row.int("AUTH_TYPE"));
    let (event, offline) = (row.text("EVENT"), row.flag("OFFLINE"));
    format!("{application}/{event}/{offline}/{user}/{}/{}", row.text("CONNECTOR"), row.text("HANDLER"))
}

/// The handlers of an application.
///
/// # Errors
/// When the store fails.
pub fn of_application(services: &Services, application: u64) -> Result<Vec<Record>> {
    let schema = services.schema(&HANDLER)?;
    engine::query::all(services, &HANDLER, &Query::equal(&schema, "APPLICATION", application as i64))
}

fn unbind(call: &Call) -> Result<Answer> {
    let application = application(call)?;
    let named = named(call, "unbinding")?;
    let fits = |row: &Record| {
        row.text("EVENT") == named.event
            && row.flag("OFFLINE") == named.offline
            && named.handler.as_ref().is_none_or(|handler| named.offline || row.text("HANDLER") == handler)
            && named.auth_type.is_none_or(|user| row.int("AUTH_TYPE") == user)
            && (named.connector.is_empty() || row.text("CONNECTOR") == named.connector)
    };
    let (count, ticket) = remove(call, application, fits)?;
    Ok(Answer::value(Tree::from_iter([("count", Value::Int(count))])).after(ticket))
}

fn remove(call: &Call, application: u64, fits: impl Fn(&Record) -> bool) -> Result<(i64, Ticket)> {
    let removed = retry(|| {
        let mut commit = Commit::by(call);
        let mut gone = of_application(call.services, application)?;
        gone.retain(&fits);
        for row in &gone {
            keyed::free(&mut commit, row, &key_of(row));
            commit.delete(row);
        }
        Ok((gone.len() as i64, commit.run(call.services)?))
    })?;
    listen(call.services)?;
    Ok(removed)
}

/// An application goes, or is renewed: its handlers and what waits in its queues go.
///
/// # Errors
/// When the store fails.
pub fn forget(call: &Call, application: u64) -> Result<Ticket> {
    let (_, ticket) = remove(call, application, |_| true)?;
    Ok(ticket.merge(offline::forget(call, application)?))
}

fn get(call: &Call) -> Result<Answer> {
    let mut rows = of_application(call.services, application(call)?)?;
    rows.retain(|row| call.caller.admin || row.int("AUTH_TYPE") == call.caller.user as i64);
    let shown = rows.iter().map(|row| {
        let mut shown = Tree::from_iter([
            ("event", Value::from(row.text("EVENT"))),
            ("handler", Value::from(row.text("HANDLER"))),
            ("auth_type", Value::from(row.int("AUTH_TYPE").to_string())),
            ("offline", Value::Int(row.flag("OFFLINE").into())),
        ]);
        if row.flag("OFFLINE") {
            shown.insert("connector", Value::from(row.text("CONNECTOR")));
        }
        Value::from(shown)
    });
    Ok(Answer::value(shown.collect::<Tree>()))
}

/// events: names of one scope, of all, or of the application's scopes.
fn names(call: &Call) -> Result<Answer> {
    let scope = call.param("SCOPE").and_then(Value::as_text).filter(|scope| !scope.is_empty());
    let full = call.param("FULL").and_then(Value::as_flag) == Some(true);
    let wanted = |of: &str| match &scope {
        Some(scope) => scope.eq_ignore_ascii_case(of),
        None => full || call.caller.has_scope(of),
    };
    let of_applications = ABSENT.iter().flat_map(|(_, names)| names.iter()).filter(|name| scope_of(name).is_some());
    let mut names: Vec<String> = of_applications.filter(|_| wanted("basic")).map(|name| (*name).to_owned()).collect();
    let mut types = Vec::new();
    if wanted("crm") {
        types.push(crate::crm::record_type::INVOICES);
        let all = call.all(&TYPE, &Query::all(Test::All(Vec::new())))?;
        types.extend(all.iter().map(|kind| kind.int("ENTITY_TYPE_ID")));
    }
    for event in EVENTS.iter().filter(|event| wanted(event.scope)) {
        names.push(event.name.to_owned());
        if event.name.starts_with("ONCRMDYNAMICITEM") {
            names.extend(types.iter().map(|number| format!("{}_{number}", event.name)));
        }
    }
    Ok(Answer::value(names.into_iter().map(Value::from).collect::<Tree>()))
}

/// event.test: tells the application's own handlers of ONAPPTEST, with what was sent. docs: test-handler.md.
fn test(call: &Call) -> Result<Answer> {
    let application = application(call)?;
    let mut commit = Commit::by(call);
    commit.raise_to(application, "ONAPPTEST", || {
        let mut query = call.params.clone();
        // What people authorize themselves with is nobody else's business.
        ["auth", "access_token"].iter().for_each(|name| drop(query.remove(name)));
        let language = call.services.language.code();
        Tree::from_iter([("QUERY", query.into()), ("LANGUAGE_ID", Value::from(language))]).into()
    });
    Ok(Answer::value(1).after(commit.run(call.services)?))
}

/// Tells the portal what applications listen to now; to be called when it starts, and after changes.
///
/// # Errors
/// When the store fails.
pub fn listen(services: &Services) -> Result<()> {
    services.listeners.tell_what(Source::Applications, || wanted(services))
}

fn wanted(services: &Services) -> Result<Names> {
    let rows = engine::query::all(services, &HANDLER, &Query::all(Test::All(Vec::new())))?;
    let (queued, told): (Vec<&Record>, Vec<&Record>) = rows.iter().partition(|row| row.flag("OFFLINE"));
    let pause = |application: i64| {
        let notices = told.iter().filter(|row| row.text("EVENT") == "ONOFFLINEEVENT");
        notices.filter(|row| row.int("APPLICATION") == application).map(|row| row.int("MIN_TIMEOUT") * 1000).min()
    };
    let offline = queued.iter().map(|row| Offline {
        name: row.text("EVENT").to_owned(),
        application: row.int("APPLICATION").max(0) as u64,
        connector: row.text("CONNECTOR").to_owned(),
        notice: pause(row.int("APPLICATION")),
    });
    let names = told.iter().map(|row| row.text("EVENT").to_owned());
    Ok(Names { any: false, names: names.collect(), offline: offline.collect() })
}
