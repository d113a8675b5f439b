//! People as tasks show them: `{id, name, link, icon, workPosition}`. docs: api-reference/tasks/fields.md.

use crate::{prelude::*, user::USER};
use std::{cell::RefCell, collections::HashMap};

/// What people look like, each read once a call.
pub struct People<'a> {
    call: &'a Call<'a>,
    seen: RefCell<HashMap<i64, String>>,
}

impl<'a> People<'a> {
    /// Nobody read yet.
    pub fn new(call: &'a Call<'a>) -> People<'a> {
        People { call, seen: RefCell::default() }
    }

    /// The JSON of one person.
    ///
    /// # Errors
    /// When the store fails.
    pub fn one(&self, id: i64) -> Result<String> {
        if let Some(known) = self.seen.borrow().get(&id) {
            return Ok(known.clone());
        }
        let person = self.call.find(&USER, id.max(0) as u64)?;
        let json = describe(self.call, id, person.as_ref());
        self.seen.borrow_mut().insert(id, json.clone());
        Ok(json)
    }

    /// The JSON of several people, a map by id.
    ///
    /// # Errors
    /// When the store fails.
    pub fn map(&self, ids: &[Data]) -> Result<String> {
        let mut out = String::from("{");
        for id in ids.iter().map(Data::int) {
            let comma = if out.len() > 1 { "," } else { "" };
            out.push_str(&format!("{comma}\"{id}\":{}", self.one(id)?));
        }
        out.push('}');
        Ok(if out.len() == 2 { "[]".to_owned() } else { out })
    }
}

fn describe(call: &Call, id: i64, person: Option<&Record>) -> String {
    let text = |field: &str| person.map(|person| person.text(field)).unwrap_or_default();
    let described: Tree = [
        ("id", id.to_string()),
        ("name", full_name(person)),
        ("link", format!("/company/personal/user/{id}/")),
        ("icon", photo_link(call, person)),
        ("workPosition", text("WORK_POSITION").to_owned()),
    ]
    .into_iter()
    .map(|(key, value)| (key, Value::from(value.as_str())))
    .collect();
    String::from_utf8_lossy(&Answer::value(described).json).into_owned()
}

/// The link to a person's photo; nothing without one.
pub fn photo_link(call: &Call, person: Option<&Record>) -> String {
    let link = |photo| call.services.signer.link(call.origin, "download", photo, call.now);
    photo(person).map(link).unwrap_or_default()
}

/// The id of a person's photo as text, or `null`.
pub fn photo_id(person: Option<&Record>) -> Value {
    photo(person).map_or(Value::Null, |photo| Value::from(photo.to_string()))
}

fn photo(person: Option<&Record>) -> Option<u64> {
    person.map(|person| person.int("PERSONAL_PHOTO")).filter(|photo| *photo > 0).map(|photo| photo as u64)
}

/// First and last name of a person, or nothing.
pub fn full_name(person: Option<&Record>) -> String {
    let text = |field: &str| person.map(|person| person.text(field)).unwrap_or_default();
    format!("{} {}", text("NAME"), text("LAST_NAME")).trim().to_owned()
}
