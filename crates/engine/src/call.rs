//! Everything a method may look at, and what it answers.

use crate::{
    Entity, Error, Family, Method, Record, Registry, Result, Services,
    query::{self, Query},
};
use params::{Tree, Value};
use store::{Ticket, keys};

/// Who calls; exists only after authentication.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Id of the user whose rights the call has.
    pub user: u64,
    /// Whether that user administers the portal.
    pub admin: bool,
    /// Wire names of the granted scopes.
    pub scopes: Vec<String>,
    /// Id of the application that calls; none for webhooks.
    pub application: Option<u64>,
}

impl Caller {
    /// Whether a method's scope is granted; alternatives are separated by commas.
    pub fn has_scope(&self, scope: &str) -> bool {
        scope.split(',').any(|one| one == "basic" || self.scopes.iter().any(|granted| same_scope(granted, one)))
    }
}

/// The documentation spells two scopes in two ways each.
fn same_scope(granted: &str, needed: &str) -> bool {
    const TWINS: [(&str, &str); 2] = [("task", "tasks"), ("sonet", "sonet_group")];
    granted.eq_ignore_ascii_case(needed)
        || TWINS.iter().any(|(a, b)| (granted == *a && needed == *b) || (granted == *b && needed == *a))
}

/// One call of one method.
#[derive(Clone, Copy)]
pub struct Call<'a> {
    /// Who calls.
    pub caller: &'a Caller,
    /// The decoded parameters.
    pub params: &'a Tree,
    /// The method's family.
    pub family: &'static Family,
    /// The method.
    pub method: &'static Method,
    /// The portal.
    pub services: &'a Services,
    /// The time of the request, UTC milliseconds.
    pub now: i64,
    /// Scheme and host of the portal as the client sees it, for links: `https://portal.example`.
    pub origin: &'a str,
}

/// What a method answers: `result` as JSON, ready to send.
#[derive(Default)]
pub struct Answer {
    /// The JSON of `result`.
    pub json: Vec<u8>,
    /// All matching rows, for counted lists.
    pub total: Option<u64>,
    /// Where the next page starts, when there is one.
    pub next: Option<u64>,
    /// To be awaited before the answer leaves, after a write.
    pub ticket: Option<Ticket>,
}

impl Answer {
    /// A small answer built as a value; empty maps print as `[]`.
    pub fn value(value: impl Into<Value>) -> Answer {
        let mut json = Vec::new();
        params::write_json(&value.into(), &mut json);
        Answer { json, ..Answer::default() }
    }

    /// `true`, once the commit is durable.
    pub fn done(ticket: Ticket) -> Answer {
        Answer::value(true).after(ticket)
    }

    /// The same answer, once the commit is durable.
    pub fn after(mut self, ticket: Ticket) -> Answer {
        self.ticket = Some(ticket);
        self
    }
}

impl<'a> Call<'a> {
    /// A top-level parameter, in any letter case.
    pub fn param(&self, name: &str) -> Option<&'a Value> {
        self.params.get_ci(name)
    }

    /// A top-level parameter that must be an array; `Ok(None)` when absent or empty text.
    ///
    /// # Errors
    /// 400 `Parameter 'x' must be array.` for anything else.
    pub fn array(&self, name: &str) -> Result<Option<&'a Tree>> {
        match self.param(name) {
            Some(Value::Tree(tree)) => Ok(Some(tree)),
            Some(value) if !value.is_empty() => Err(Error::plain(format!("Parameter '{name}' must be array."))),
            _ => Ok(None),
        }
    }

    /// A parameter that a controller method cannot do without.
    ///
    /// # Errors
    /// 400 `100` when it is missing.
    pub fn needed(&self, name: &str) -> Result<&'a Value> {
        let missing = || Error::new(400, "100", format!("Could not find value for parameter {{{name}}}"));
        self.param(name).filter(|value| **value != Value::Null).ok_or_else(missing)
    }

    /// The same, as a whole number.
    ///
    /// # Errors
    /// 400 `100` when it is missing or no whole number.
    pub fn number(&self, name: &str) -> Result<i64> {
        let value = self.needed(name)?;
        value.as_int().ok_or_else(|| self.mistyped(name, value, "int"))
    }

    /// The same, as text.
    ///
    /// # Errors
    /// 400 `100` when it is missing or no text.
    pub fn text(&self, name: &str) -> Result<String> {
        let value = self.needed(name)?;
        value.as_text().map(Into::into).ok_or_else(|| self.mistyped(name, value, "string"))
    }

    /// The same, as an array.
    ///
    /// # Errors
    /// 400 `100` when it is missing or no array.
    pub fn tree(&self, name: &str) -> Result<&'a Tree> {
        let value = self.needed(name)?;
        value.as_tree().ok_or_else(|| self.mistyped(name, value, "array"))
    }

    fn mistyped(&self, name: &str, value: &Value, expected: &str) -> Error {
        let text = format!(
            "Invalid value {{{}}} to match with parameter {{{name}}}. Should be value of type {expected}.",
            value.as_text().unwrap_or_default()
        );
        Error::new(400, "100", text)
    }

    /// The id parameter of the family's dialect.
    ///
    /// # Errors
    /// The dialect's error when it is missing or not a positive number.
    pub fn id(&self) -> Result<u64> {
        let dialect = self.family.dialect;
        let id = self.param(dialect.id).and_then(Value::as_int).filter(|id| *id > 0);
        id.map(|id| id as u64).ok_or_else(|| dialect.faults.bad_id.into())
    }

    /// Every method.
    pub fn registry(&self) -> &'a Registry {
        &self.services.registry
    }

    /// A record by id.
    ///
    /// # Errors
    /// When the store fails.
    pub fn find(&self, entity: &'static Entity, id: u64) -> Result<Option<Record>> {
        find(self.services, entity, id)
    }

    /// A record that must exist.
    ///
    /// # Errors
    /// The dialect's "not found".
    pub fn record(&self, entity: &'static Entity, id: u64) -> Result<Record> {
        self.find(entity, id)?.ok_or_else(|| self.family.dialect.faults.not_found.into())
    }

    /// Every record that a query finds, in its order; for dictionaries and rows of one owner.
    ///
    /// # Errors
    /// When the store fails.
    pub fn all(&self, entity: &'static Entity, query: &Query) -> Result<Vec<Record>> {
        query::all(self.services, entity, query)
    }
}

/// A record by id, outside a call.
///
/// # Errors
/// When the store fails.
pub fn find(services: &Services, entity: &'static Entity, id: u64) -> Result<Option<Record>> {
    let schema = services.schema(entity)?;
    let entry = services.store.get(&keys::record(entity.name, id))?;
    Ok(entry.map(|entry| Record::read(schema, id, entry.version, &entry.value)))
}
