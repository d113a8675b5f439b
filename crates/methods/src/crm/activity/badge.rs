//! crm.activity.badge.*: short coloured labels of activities, by code.
//! docs: api-reference/crm/timeline/activities/configurable/badges.

use crate::{
    crm::coded::{self, CODE},
    prelude::*,
};
use engine::{
    Dialect,
    dialect::{Faults, refusal},
};

/// A badge. Title and value are JSON: a text, or texts by language.
static BADGE: Entity = Entity {
    name: "badge",
    title: "badge",
    fields: &[
        id("ID").title("ID"),
        CODE,
        text("TITLE").title("Title"),
        text("VALUE").title("Text"),
        text("TYPE").title("Type"),
    ],
    ..Entity::BASE
};

/// crm.activity.badge.*
pub static BADGES: Family = Family {
    prefix: "crm.activity.badge",
    entity: Some(&BADGE),
    dialect: &Dialect { faults: &FAULTS, ..dialect::ITEM },
    methods: &[write("add", add), write("delete", delete), read("get", get), read("list", list)],
    ..Family::BASE
};

const FAULTS: Faults = Faults {
    bad_id: refusal("NOT_FOUND", "Not found."),
    not_found: refusal("NOT_FOUND", "Not found."),
    denied: refusal("ACCESS_DENIED", "Access denied"),
};

/// What a badge's background may be. docs: badges/index.md, "Badge Type".
const TYPES: [&str; 5] = ["success", "failure", "warning", "primary", "secondary"];

fn add(call: &Call) -> Result<Answer> {
    let missing =
        |name: &str| Error::new(400, "REQUIRED_ARG_MISSING", format!("Required fields are not filled: {name}"));
    let given = |name: &'static str| call.param(name).filter(|value| !value.is_empty()).ok_or_else(|| missing(name));
    let text = |name: &'static str| given(name)?.as_text().map(String::from).ok_or_else(|| missing(name));
    let (code, title, value, kind) = (text("code")?, given("title")?, given("value")?, text("type")?);
    if !TYPES.contains(&kind.as_str()) {
        let expected = TYPES.join(", ");
        return Err(Error::new(
            400,
            "INVALID_ARG_VALUE",
            format!("Invalid value of field 'type': {expected} are expected"),
        ));
    }
    let (badge, ticket) = coded::save(call, &BADGE, code.trim(), |badge| {
        badge.set("TITLE", json::of(title).as_str());
        badge.set("VALUE", json::of(value).as_str());
        badge.set("TYPE", kind.as_str());
    })?;
    Ok(one(&badge).after(ticket))
}

fn print(out: &mut Vec<u8>, badge: &Record) {
    out.push(b'{');
    for (name, field) in [("code", "CODE"), ("title", "TITLE"), ("value", "VALUE"), ("type", "TYPE")] {
        json::key(out, name);
        match field {
            "TITLE" | "VALUE" => out.extend_from_slice(badge.text(field).as_bytes()),
            _ => json::text(out, badge.text(field)),
        }
    }
    out.push(b'}');
}

fn one(badge: &Record) -> Answer {
    let mut json = b"{\"badge\":".to_vec();
    print(&mut json, badge);
    json.push(b'}');
    Answer { json, ..Answer::default() }
}

fn get(call: &Call) -> Result<Answer> {
    match coded::find(call, &BADGE, call.text("code")?.trim())? {
        Some(badge) => Ok(one(&badge)),
        None => Err(FAULTS.not_found.into()),
    }
}

fn delete(call: &Call) -> Result<Answer> {
    let ticket = coded::remove(call, &BADGE, call.text("code")?.trim())?;
    ticket.map(Answer::done).ok_or_else(|| FAULTS.not_found.into())
}

fn list(call: &Call) -> Result<Answer> {
    let all = call.all(&BADGE, &Query::all(Test::All(Vec::new())))?;
    let mut json = b"{\"badges\":".to_vec();
    json::list(&mut json, &all, print);
    json.push(b'}');
    Ok(Answer { json, ..Answer::default() })
}
