//! A portal in this process: a fresh store with its dictionaries and three people.

use chrono::DateTime;
use engine::{
    Answer, Caller, Error, Operating, Services,
    batch::{Session, perform},
    event::{self, Event, Names, Source},
    services::Settings,
};
use methods::people::{self, NewPerson, PersonEdit};
use params::{Tree, Value};
use shared::delivery::QueueLot;
use shared::text::Language;
use store::{Durability, Options, Store};

/// The portal, and who is calling when.
pub struct Portal {
    services: Services,
    user: u64,
    admin: bool,
    /// What the caller's webhook may do.
    pub scopes: Vec<String>,
    /// The application that calls, if one does.
    pub application: Option<u64>,
    now: i64,
    // Goes last, after the store that lies in it.
    _folder: tempfile::TempDir,
}

const PEOPLE: [(&str, &str, &str, bool); 3] =
    [("admin", "Ada", "Admin", true), ("user", "Uma", "User", false), ("other", "Otto", "Other", false)];

/// The portal's address in links.
const ORIGIN: &str = "https://portal.example";

/// When conversations begin: a winter Sunday.
const BEGINNING: &str = "2026-11-22T09:30:00Z";

impl Portal {
    /// A portal that was just set up, with the administrator calling.
    pub fn new(zone: &str) -> Portal {
        let folder = tempfile::tempdir().unwrap();
        let options = Options { cache_bytes: 4 << 20, reserve_bytes: 0, ..Options::default() };
        let settings = Settings {
            zone: zone.parse().unwrap(),
            currency: "EUR".to_owned(),
            language: Language::En,
            member_id: "0123456789abcdef0123456789abcdef".to_owned(),
        };
        let store = Store::open(folder.path(), options).unwrap();
        let services = Services::new(store, settings, methods::registry().unwrap());
        let mut portal = Portal {
            services,
            user: 1,
            admin: true,
            scopes: ["crm", "user", "department"].map(str::to_owned).to_vec(),
            application: None,
            now: 0,
            _folder: folder,
        };
        portal.set_clock(BEGINNING);
        methods::seed::set_up(&portal.services, "Portico Test", portal.now).unwrap();
        for (account, name, last_name, admin) in PEOPLE {
            let person = NewPerson {
                name: name.to_owned(),
                last_name: last_name.to_owned(),
                email: format!("{account}@example.com"),
                position: String::new(),
                admin,
                department: 1,
            };
            people::create(&portal.services, person, 1, portal.now).unwrap();
        }
        portal
    }

    /// Calls come from this person from now on.
    pub fn become_person(&mut self, account: &str) {
        let at = place(account);
        (self.user, self.admin) = (at as u64 + 1, PEOPLE[at].3);
    }

    /// Somebody listens to these events from now on; to all when there are none.
    pub fn listen(&mut self, names: &[String]) {
        let names = Names { any: names.is_empty(), names: names.iter().cloned().collect(), ..Names::default() };
        self.services.listeners.tell(Source::Webhooks, names);
    }

    /// What the portal has told since it was last asked: each event's name and its data as a form.
    pub fn heard(&self) -> Vec<String> {
        let store = &self.services.store;
        let rows = event::outbox(store, usize::MAX).unwrap();
        let gone = rows.iter().map(|(number, _)| event::remove(*number)).collect();
        store.commit(&[], gone, Durability::Relaxed).unwrap();
        rows.into_iter().map(|(_, event)| told(event.unwrap(), self.now)).collect()
    }

    /// What is swept out of offline queues now.
    pub fn sweep(&self) -> usize {
        methods::events::offline::sweep(&self.services, self.now).unwrap()
    }

    /// What administrators see of offline queues.
    pub fn lots(&self) -> Vec<QueueLot> {
        methods::events::queues::lots(&self.services).unwrap()
    }

    /// A person signs in now.
    pub fn sign_in(&mut self, account: &str) {
        let id = place(account) as u64 + 1;
        let seen = PersonEdit { last_login_ms: Some(self.now), ..PersonEdit::default() };
        people::change(&self.services, id, seen, id, self.now).unwrap();
    }

    /// It is this time from now on.
    pub fn set_clock(&mut self, time: &str) {
        self.now = DateTime::parse_from_rfc3339(time).unwrap().timestamp_millis();
    }

    /// Status and body of the answer to a request.
    pub fn call(&self, verb: &str, method: &str, params: &str) -> String {
        let params = match verb {
            "GET" => params::decode_query(params),
            _ => params::decode_json(params.as_bytes()).unwrap_or_else(|error| panic!("{method} {params}: {error}")),
        };
        let caller =
            Caller { user: self.user, admin: self.admin, scopes: self.scopes.clone(), application: self.application };
        let session = Session {
            services: &self.services,
            caller: &caller,
            now: self.now,
            origin: ORIGIN,
            limit: &|_| Ok(()),
            count: &|_| Operating::default(),
        };
        let outcome = self.services.registry.find(2, method).and_then(|target| perform(&session, target, &params));
        match outcome {
            Ok(answer) => format!("200 {}", body(&answer)),
            Err(error) => format!("{} {}", error.status, refusal(&error)),
        }
    }
}

fn place(account: &str) -> usize {
    PEOPLE.iter().position(|person| person.0 == account).expect("admin, user or other")
}

fn told(event: Event, now: i64) -> String {
    let data = params::encode_query_readable(&Tree::from_iter([("data", event.data)]));
    let by = if event.connector.is_empty() { String::new() } else { format!(" by {}", event.connector) };
    let to = event.application.map(|id| format!(" to {id}")).unwrap_or_default();
    let after = if event.at > now { format!(" after {} ms", event.at - now) } else { String::new() };
    format!("{} {data}{by}{to}{after}", event.name)
}

fn body(answer: &Answer) -> String {
    let result = String::from_utf8(answer.json.clone()).expect("answers are UTF-8");
    let counted = [("total", answer.total), ("next", answer.next)];
    let counted = counted.iter().filter_map(|(name, number)| Some(format!(",\"{name}\":{}", (*number)?)));
    format!("{{\"result\":{result}{}}}", counted.collect::<String>())
}

fn refusal(error: &Error) -> String {
    let mut body = Tree::from_iter([
        ("error", Value::from(error.code.as_ref())),
        ("error_description", Value::from(error.description.as_ref())),
    ]);
    if let Some(argument) = error.argument {
        body.insert("argument", Value::from(argument));
    }
    let mut out = Vec::new();
    params::write_json(&body.into(), &mut out);
    String::from_utf8(out).expect("answers are UTF-8")
}
