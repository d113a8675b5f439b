//! Methods that need no scope: who calls, what may be called. docs: api-reference/common.

use crate::{catalogue::catalogue, department::DEPARTMENT, prelude::*, user::USER};
use engine::{Target, error};

/// Methods without a prefix.
pub static GENERAL: Family = Family {
    methods: &[
        read("profile", profile),
        read("methods", methods),
        read("method.get", method_get),
        read("scope", scope),
        read("server.time", server_time),
        read("app.info", app_info),
        read("access.name", access_name),
        read("feature.get", feature_get),
        write("batch", |_| Err(error::BATCH_NOT_ALLOWED.into())),
    ],
    ..Family::BASE
};

/// profile: the user behind the call.
fn profile(call: &Call) -> Result<Answer> {
    let user = call.record(&USER, call.caller.user)?;
    let text = |field| Value::from(user.text(field));
    Ok(Answer::value(Tree::from_iter([
        ("ID", Value::Text(user.id.to_string())),
        ("ADMIN", Value::Bool(user.flag("IS_ADMIN"))),
        ("NAME", text("NAME")),
        ("LAST_NAME", text("LAST_NAME")),
        ("PERSONAL_GENDER", text("PERSONAL_GENDER")),
        ("TIME_ZONE", text("TIME_ZONE")),
    ])))
}

/// methods: what this portal answers, of the caller's scopes, of one scope, or in `full`.
fn methods(call: &Call) -> Result<Answer> {
    let full = call.param("full").and_then(Value::as_flag) == Some(true);
    let scope = call.param("scope").and_then(Value::as_text);
    let wanted = |target: &&Target| {
        let listed = |scope: &str| {
            target.scope.split(',').any(|one| one.eq_ignore_ascii_case(if scope.is_empty() { "basic" } else { scope }))
        };
        let callable = !target.needs_app || call.caller.application.is_some();
        target.run.is_some()
            && (full || callable && scope.as_deref().map_or_else(|| call.caller.has_scope(target.scope), listed))
    };
    Ok(names(call.registry().all().iter().filter(wanted).map(|target| target.name)))
}

/// method.get: whether a method exists, and whether this caller may call it.
fn method_get(call: &Call) -> Result<Answer> {
    let name = call.param("name").and_then(Value::as_text).unwrap_or_default();
    let target = call.registry().find(2, name.trim()).ok().filter(|target| target.run.is_some());
    let callable = |target: &Target| !target.needs_app || call.caller.application.is_some();
    let available = target.is_some_and(|target| callable(target) && call.caller.has_scope(target.scope));
    Ok(Answer::value(Tree::from_iter([
        ("isExisting", Value::Bool(target.is_some())),
        ("isAvailable", Value::Bool(available)),
    ])))
}

/// scope: the granted ones, or in `full` all that exist.
fn scope(call: &Call) -> Result<Answer> {
    let full = call.param("full").and_then(Value::as_flag) == Some(true);
    if full {
        return Ok(names(catalogue().scopes().iter().copied()));
    }
    Ok(names(call.caller.scopes.iter().map(String::as_str)))
}

fn names<'a>(names: impl Iterator<Item = &'a str>) -> Answer {
    Answer::value(names.map(Value::from).collect::<Tree>())
}

/// server.time: now, in the portal's zone.
fn server_time(call: &Call) -> Result<Answer> {
    let mut out = vec![b'"'];
    engine::zone::write_time(&mut out, call.services.zone, call.now);
    out.push(b'"');
    Ok(Answer { json: out, ..Answer::default() })
}

/// app.info: the short form that webhooks get.
fn app_info(call: &Call) -> Result<Answer> {
    let scopes: Tree = call.caller.scopes.iter().map(|scope| Value::from(scope.as_str())).collect();
    let language = call.services.language.code();
    Ok(Answer::value(Tree::from_iter([
        ("SCOPE", scopes.into()),
        ("LICENSE", Value::Text(format!("{language}_pro"))),
        ("LICENSE_TYPE", Value::from("pro")),
        // Client libraries know a short list of families and refuse any other.
        ("LICENSE_FAMILY", Value::from("pro")),
        ("LANGUAGE_ID", Value::from(language)),
    ])))
}

/// access.name: what access codes stand for; `false` when none is asked for.
fn access_name(call: &Call) -> Result<Answer> {
    let codes = call.param("ACCESS").map(Value::list).unwrap_or_default();
    if codes.is_empty() {
        return Ok(Answer::value(false));
    }
    let mut found = Tree::new();
    for code in codes.iter().filter_map(|code| code.as_text()) {
        if let Some((provider, name)) = named(call, &code)? {
            let row = [
                ("provider", Value::from(provider)),
                ("name", Value::Text(name)),
                ("provider_id", Value::from(if provider.is_empty() { "other" } else { provider })),
            ];
            found.insert(code.as_ref(), Tree::from_iter(row).into());
        }
    }
    Ok(Answer::value(found))
}

fn named(call: &Call, code: &str) -> Result<Option<(&'static str, String)>> {
    const FIXED: [(&str, &str); 5] = [
        ("G1", "Administrators"),
        ("G2", "All visitors"),
        ("AU", "All authorized users"),
        ("UA", "All employees"),
        ("CR", "Author"),
    ];
    if let Some((_, name)) = FIXED.iter().find(|(fixed, _)| *fixed == code) {
        return Ok(Some(("", (*name).to_owned())));
    }
    let digits = code.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
    let (kind, Ok(id)) = (&code[..code.len() - digits.len()], digits.parse::<u64>()) else { return Ok(None) };
    Ok(match kind {
        "U" | "IU" => call
            .find(&USER, id)?
            .map(|user| ("user", format!("{} {}", user.text("NAME"), user.text("LAST_NAME")).trim().to_owned())),
        "D" => call.find(&DEPARTMENT, id)?.map(|department| ("intranet", department.text("NAME").to_owned())),
        "DR" => call
            .find(&DEPARTMENT, id)?
            .map(|department| ("intranet", format!("{}, with departments below", department.text("NAME")))),
        _ => None,
    })
}

/// feature.get: whether the portal has an extension. docs: offline-events.md.
fn feature_get(call: &Call) -> Result<Answer> {
    let code = call.param("CODE").and_then(Value::as_text).unwrap_or_default();
    if code.is_empty() {
        return Err(Error::new(400, "CODE_EMPTY", "CODE can't be empty"));
    }
    const HAD: [&str; 2] = ["rest_offline_extended", "rest_auth_connector"];
    let value = if HAD.contains(&code.as_ref()) { "Y" } else { "N" };
    Ok(Answer::value(Tree::from_iter([("value", Value::from(value))])))
}
