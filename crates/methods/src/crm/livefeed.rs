//! crm.livefeedmessage.add: a message about a record, as client libraries send it. It has no page; its
//! parameters are those of its callers. Records have timelines, so that is where the message stands.

use super::{
    belonging::{self, Owner},
    timeline::{self, RECORD},
};
use crate::prelude::*;
use engine::{
    Dialect,
    dialect::{Faults, refusal},
};

/// crm.livefeedmessage.*
pub static LIVE_FEED: Family = Family {
    prefix: "crm.livefeedmessage",
    entity: Some(&RECORD),
    dialect: &Dialect { faults: &FAULTS, ..dialect::CRM },
    methods: &[write("add", add)],
    ..Family::BASE
};

const FAULTS: Faults = Faults {
    bad_id: refusal("", "ENTITYID is not defined or invalid."),
    not_found: refusal("", "ENTITYID is not defined or invalid."),
    denied: refusal("", "Access denied."),
};

fn add(call: &Call) -> Result<Answer> {
    let Some(Value::Tree(fields)) = call.param("fields") else {
        return Err(Error::plain("Parameter 'fields' must be array."));
    };
    let undefined = |name: &str| Error::plain(format!("{name} is not defined or invalid."));
    let text = |name| fields.get(name).and_then(Value::as_text).unwrap_or_default().trim().to_owned();
    let number = |name| fields.get(name).and_then(Value::as_int).ok_or_else(|| undefined(name));
    let (title, message) = (text("POST_TITLE"), text("MESSAGE"));
    if message.is_empty() {
        return Err(undefined("MESSAGE"));
    }
    let owner = Owner { kind: number("ENTITYTYPEID")?, id: number("ENTITYID")? };
    belonging::find(call, owner)?.ok_or_else(|| undefined("ENTITYID"))?;
    if !belonging::may_edit(call, owner)? {
        return Err(FAULTS.denied.into());
    }
    let mut entry = timeline::new_entry(call, timeline::COMMENT, owner)?;
    let whole = if title.is_empty() { message } else { format!("[b]{title}[/b]\n{message}") };
    entry.set("COMMENT", whole.as_str());
    let (entry, ticket) = verbs::insert(call, Change { old: None, new: entry, given: Vec::new() })?;
    Ok(Answer::value(entry.id as i64).after(ticket))
}
