//! crm.timeline.icon.* and crm.timeline.logo.*: pictures that messages of logs refer to by code.
//! docs: api-reference/crm/timeline/logmessage/icons and …/logo.

use super::attachment::png_size;
use crate::{
    crm::coded::{self, CODE},
    prelude::*,
};
use base64::{Engine as _, engine::general_purpose::STANDARD};
use engine::{
    Dialect,
    dialect::{Faults, refusal},
};

/// An icon; `CONTENT` is its file in base64.
static ICON: Entity = Entity { name: "timelineicon", title: "icon", fields: &FIELDS_OF, ..Entity::BASE };
/// A logo.
static LOGO: Entity = Entity { name: "timelinelogo", title: "logo", fields: &FIELDS_OF, ..Entity::BASE };

const FIELDS_OF: [Field; 3] = [id("ID").title("ID"), CODE, text("CONTENT").title("File")];

/// crm.timeline.icon.*
pub static ICONS: Family = Family {
    prefix: "crm.timeline.icon",
    entity: Some(&ICON),
    dialect: &DIALECT,
    one: "icon",
    many: "icons",
    methods: &[
        write("add", |call| add(call, &ICON, 24)),
        write("delete", |call| delete(call, &ICON)),
        read("get", |call| get(call, &ICON, &ICON_CODES)),
        read("list", |call| list(call, &ICON, &ICON_CODES)),
    ],
};

/// crm.timeline.logo.*
pub static LOGOS: Family = Family {
    prefix: "crm.timeline.logo",
    entity: Some(&LOGO),
    dialect: &DIALECT,
    one: "logo",
    many: "logos",
    methods: &[
        write("add", |call| add(call, &LOGO, 60)),
        write("delete", |call| delete(call, &LOGO)),
        read("get", |call| get(call, &LOGO, &LOGO_CODES)),
        read("list", |call| list(call, &LOGO, &LOGO_CODES)),
    ],
};

static DIALECT: Dialect = Dialect { faults: &FAULTS, ..dialect::ITEM };

const FAULTS: Faults = Faults {
    bad_id: refusal("NOT_FOUND", "Not found"),
    not_found: refusal("NOT_FOUND", "Not found"),
    denied: refusal("ACCESS_DENIED", "Access denied"),
};

/// Codes of the icons that come with the product, as far as the documentation names them.
const ICON_CODES: [&str; 5] = ["call", "arrow-down", "call-completed", "document", "notification"];
/// Codes of the logos that do.
const LOGO_CODES: [&str; 5] = ["call", "arrow-down", "call-incoming", "document", "notification"];

fn add(call: &Call, entity: &'static Entity, side: u32) -> Result<Answer> {
    let (code, content) = (call.text("code")?, call.text("fileContent")?);
    let wrong = || Error::new(400, "INVALID_ARG_VALUE", "Invalid `fileContent` parameter specified");
    let file = STANDARD.decode(content.trim()).ok().filter(|file| png_size(file) == Some((side, side)));
    let content = STANDARD.encode(file.ok_or_else(wrong)?);
    if code.trim().is_empty() {
        return Err(Error::new(400, "100", "Could not find value for parameter {code}"));
    }
    let (picture, ticket) = coded::save(call, entity, code.trim(), |picture| picture.set("CONTENT", content.as_str()))?;
    Ok(wrapped(call.family.one, own(&picture)).after(ticket))
}

/// A picture that somebody added. Its address holds the file itself.
fn own(picture: &Record) -> Value {
    row(picture.text("CODE"), false, format!("data:image/png;base64,{}", picture.text("CONTENT")))
}

/// A picture that comes with the product.
fn system(code: &str) -> Value {
    row(code, true, String::new())
}

fn row(code: &str, system: bool, address: String) -> Value {
    let row = [("code", Value::from(code)), ("isSystem", Value::Bool(system)), ("fileUri", Value::from(address))];
    Tree::from_iter(row).into()
}

fn wrapped(name: &'static str, value: Value) -> Answer {
    Answer::value(Tree::from_iter([(name, value)]))
}

fn missing(call: &Call, code: &str) -> Error {
    let name = if call.family.one == ICONS.one { "Icon" } else { "Logo" };
    Error::new(400, "NOT_FOUND", format!("{name} not found for code `{code}`"))
}

fn get(call: &Call, entity: &'static Entity, codes: &[&str]) -> Result<Answer> {
    let code = call.text("code")?;
    let found = coded::find(call, entity, code.trim())?.as_ref().map(own);
    let found = found.or_else(|| codes.iter().find(|own| **own == code.trim()).map(|code| system(code)));
    Ok(wrapped(call.family.one, found.ok_or_else(|| missing(call, &code))?))
}

fn delete(call: &Call, entity: &'static Entity) -> Result<Answer> {
    let code = call.text("code")?;
    let ticket = coded::remove(call, entity, code.trim())?.ok_or_else(|| missing(call, &code))?;
    Ok(Answer::done(ticket))
}

/// Those that come with the product, then those that were added; an added one hides its namesake.
fn list(call: &Call, entity: &'static Entity, codes: &[&str]) -> Result<Answer> {
    let added = call.all(entity, &Query::all(Test::All(Vec::new())))?;
    let hidden = |code: &&&str| added.iter().any(|picture| picture.text("CODE").eq_ignore_ascii_case(code));
    let all: Tree =
        codes.iter().filter(|code| !hidden(code)).map(|code| system(code)).chain(added.iter().map(own)).collect();
    let total = all.len() as u64;
    Ok(Answer { total: Some(total), ..wrapped(call.family.many, all.into()) })
}
