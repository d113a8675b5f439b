//! What a commit collects for the outbox.

use super::{Event, Moment, Names, On, Rule, offline, outbox};
use crate::{Call, Commit, Record, Result, Services};
use params::Value;
use std::sync::Arc;
use store::Op;

/// The events of one commit, while somebody listens.
#[derive(Debug)]
pub struct Raising {
    wanted: [Arc<Names>; 2],
    user: u64,
    at: i64,
    connector: String,
    noted: Vec<Noted>,
    raised: Vec<Event>,
}

/// A record that the commit writes.
#[derive(Debug)]
struct Noted {
    on: On,
    old: Option<Record>,
    record: Record,
}

impl Raising {
    /// For what a call does; nothing when nobody listens.
    pub(crate) fn by(call: &Call) -> Option<Box<Raising>> {
        let wanted = call.services.listeners.now()?;
        let connector = call.param("auth_connector").and_then(Value::as_text).unwrap_or_default().trim().to_lowercase();
        let (user, at) = (call.caller.user, call.now);
        Some(Box::new(Raising { wanted, user, at, connector, noted: Vec::new(), raised: Vec::new() }))
    }

    /// Whether somebody listens to an event.
    pub(crate) fn wants(&self, name: &str) -> bool {
        self.wanted.iter().any(|names| names.wants(name))
    }

    /// A record is written: `old` is what the commit found, or made before.
    pub(crate) fn written(&mut self, old: Option<&Record>, new: &Record) {
        if new.schema.entity.events.is_empty() {
            return;
        }
        match self.noted.iter_mut().find(|noted| noted.is_of(new)) {
            Some(noted) => noted.record = new.clone(),
            None => {
                let on = if old.is_some() { On::Update } else { On::Add };
                self.noted.push(Noted { on, old: old.cloned(), record: new.clone() });
            }
        }
    }

    /// A record goes.
    pub(crate) fn deleted(&mut self, old: &Record) {
        if old.schema.entity.events.is_empty() {
            return;
        }
        match self.noted.iter_mut().find(|noted| noted.is_of(old)) {
            Some(noted) if noted.on == On::Add => self.noted.retain(|noted| !noted.is_of(old)),
            Some(noted) => noted.on = On::Delete,
            None => self.noted.push(Noted { on: On::Delete, old: None, record: old.clone() }),
        }
    }

    /// An event that no write tells of by itself.
    pub(crate) fn raise(&mut self, name: &str, object: &Record, data: Value) {
        self.raised.push(self.event(name.to_owned(), object, data));
    }

    /// An event that only one application hears of.
    pub(crate) fn raise_to(&mut self, application: u64, name: &str, data: Value) {
        self.raised.push(Event {
            name: name.to_owned(),
            data,
            object: format!("application:{application}"),
            at: self.at,
            user: self.user,
            connector: String::new(),
            application: Some(application),
        });
    }

    /// The rows of what has been noted. Those of offline queues are added to the commit itself.
    pub(crate) fn rows(self, commit: &mut Commit, services: &Services) -> Result<Vec<Op>> {
        let mut events = self.events(services);
        let notices = offline::enter(commit, services, &self.wanted, &events)?;
        events.retain(|event| self.wanted.iter().any(|names| names.hears(&event.name)));
        outbox::rows(&services.store, events.iter().chain(&notices))
    }

    fn events(&self, services: &Services) -> Vec<Event> {
        let mut events = Vec::new();
        for noted in &self.noted {
            let moment = noted.moment(services);
            let rules = noted.record.schema.entity.events.iter();
            for rule in rules.filter(|rule| rule.on == noted.on && !noted.is_silent()) {
                let wanted = name(rule, &noted.record).filter(|name| self.wants(name) && (rule.when)(&moment));
                events.extend(wanted.map(|name| self.event(name, &noted.record, (rule.data)(&moment))));
            }
        }
        events.extend(self.raised.iter().cloned());
        events
    }

    fn event(&self, name: String, object: &Record, data: Value) -> Event {
        Event {
            name,
            data,
            object: format!("{}:{}", object.schema.entity.name, object.id),
            at: self.at,
            user: self.user,
            connector: self.connector.clone(),
            application: None,
        }
    }
}

impl Noted {
    fn is_of(&self, record: &Record) -> bool {
        self.record.id == record.id && self.record.schema.entity.name == record.schema.entity.name
    }

    fn moment<'a>(&'a self, services: &'a Services) -> Moment<'a> {
        Moment { record: &self.record, old: self.old.as_ref().filter(|_| self.on == On::Update), services }
    }

    /// Whether all that changed follows other records.
    fn is_silent(&self) -> bool {
        let (On::Update, Some(old)) = (self.on, &self.old) else { return false };
        let schema = &self.record.schema;
        let known = old.schema.fields.len();
        let changed = |at: &usize| *at >= known || old.at(*at) != self.record.at(*at);
        let mut changed = (0..schema.fields.len()).filter(changed).peekable();
        changed.peek().is_some() && changed.all(|at| schema.entity.silent.contains(&schema.fields[at].name))
    }
}

/// The name of an event for a record.
fn name(rule: &Rule, record: &Record) -> Option<String> {
    match rule.spell {
        Some(spell) => spell(rule.name, record),
        None => Some(rule.name.to_owned()),
    }
}
