//! The console over HTTP, in a portal of the test's own process: what needs its clock moved, its
//! configuration changed, or a look at what it stored.

use backend::clock::Clock;
use backend::config::{Config, DEMO_SEED, Demo};
use backend::greeting::{DemoSignIn, DemoSignIns, Greeting, Ready};
use backend::running::start_at;
use backend::{Running, start};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shared::console::WRITE_HEADER;
use shared::integration::{Integration, NewDraft, Save, Saved, Status};
use shared::people::{AcceptInvite, Handover, Invite, Invited, PersonChange, Session, SignIn};
use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::sync::Mutex;
use ureq::http::{HeaderMap, Request};

const MINUTE: i64 = 60 * 1000;
const DAY: i64 = 24 * 60 * MINUTE;

#[test]
fn a_session_ends_after_thirty_idle_days() {
    let (portal, clock) = demo(Config::default());
    let ada = portal.admin();
    for _ in 0..3 {
        clock.advance(29 * DAY);
        assert_eq!(ada.get("/console/notices").status, 200);
    }
    clock.advance(30 * DAY + MINUTE);
    ada.get("/console/notices").refuses(401, "not_signed_in");
    assert!(ada.get("/console/session").body::<Session>().me.is_none());
}

#[test]
fn failed_sign_ins_are_forgiven_after_fifteen_minutes() {
    let (portal, clock) = demo(Config::default());
    let visitor = portal.visitor();
    let DemoSignIn { email, password, .. } = &portal.people.user;
    for _ in 0..10 {
        visitor.sign_in(email, "wrong password").refuses(401, "wrong_password");
    }
    clock.advance(5 * MINUTE);
    let refused = visitor.sign_in(email, password);
    refused.refuses(429, "too_many_attempts");
    let wait: i64 = refused.header("retry-after").parse().unwrap();
    assert!(wait > 9 * 60 && wait <= 10 * 60, "{wait}");
    assert_eq!(refused.body::<Value>()["retry_after"], wait);
    clock.advance(wait * 1000);
    assert_eq!(visitor.sign_in(email, password).status, 200);
}

#[test]
fn an_invitation_ends_after_a_week() {
    let (portal, clock) = demo(Config::default());
    let ada = portal.admin();
    let asked = Invite { email: "new@example.com".to_owned(), ..Invite::default() };
    let invited: Invited = ada.post("/console/people", &asked).body();
    let token = invited.link.split_once('#').unwrap().1.to_owned();
    clock.advance(7 * DAY);
    let accept =
        AcceptInvite { token, name: "New".to_owned(), password: "long enough".to_owned(), ..AcceptInvite::default() };
    portal.visitor().post("/console/invite/accept", &accept).refuses(410, "link_invalid");
    portal.running.app().sweep().unwrap();
    portal.visitor().post("/console/invite/accept", &accept).refuses(410, "link_invalid");
}

#[test]
fn a_password_link_ends_the_sessions_of_before() {
    let (portal, _) = demo(Config::default());
    let boris = portal.user();
    let link: Invited = portal.admin().write("POST", "/console/people/2/link", None).body();
    assert_eq!(boris.get("/console/notices").status, 200, "until the link is used");
    let token = link.link.split_once('#').unwrap().1.to_owned();
    let accept = AcceptInvite {
        token,
        name: "Boris".to_owned(),
        password: "a new password".to_owned(),
        ..AcceptInvite::default()
    };
    assert_eq!(portal.visitor().post("/console/invite/accept", &accept).status, 200);
    boris.get("/console/notices").refuses(401, "not_signed_in");
    let DemoSignIn { email, password, .. } = &portal.people.user;
    portal.visitor().sign_in(email, password).refuses(401, "wrong_password");
}

#[test]
fn deactivation_ends_sessions_at_once_and_for_good() {
    let (portal, _) = demo(Config::default());
    let (ada, boris) = (portal.admin(), portal.user());
    let leave = PersonChange { active: Some(false), integrations: Some(Handover::Disable), ..PersonChange::default() };
    assert_eq!(ada.put("/console/people/2", &leave).status, 200);
    boris.get("/console/notices").refuses(401, "not_signed_in");
    let back = PersonChange { active: Some(true), ..PersonChange::default() };
    assert_eq!(ada.put("/console/people/2", &back).status, 200);
    boris.get("/console/notices").refuses(401, "not_signed_in");
    assert_eq!(portal.user().get("/console/notices").status, 200);
}

#[test]
fn a_drafts_secret_is_refused_after_its_day_before_any_sweep() {
    let (portal, clock) = demo(Config::default());
    let boris = portal.user();
    let draft = boris.draft();
    let call = format!("/rest/2/{}/profile", secret(&draft));
    assert_eq!(boris.get(&call).status, 200);
    clock.advance(DAY - MINUTE);
    assert_eq!(boris.get(&call).status, 200);
    clock.advance(MINUTE);
    assert_eq!(boris.get(&call).status, 401);
    boris.get(&format!("/console/integrations/{}", draft.id)).refuses(404, "not_found");
    portal.running.app().sweep().unwrap();
    assert_eq!(boris.get(&call).status, 401);
}

#[test]
fn after_a_take_over_nothing_leads_back_to_the_old_secret() {
    let dir = tempfile::tempdir().unwrap();
    let (portal, _) = demo(Config { data: Some(dir.path().join("data")), ..Config::default() });
    let (ada, boris) = (portal.admin(), portal.user());
    let draft = boris.draft();
    let save = |of: &Integration| Save { version: of.version, name: "Boris's".to_owned(), ..Save::default() };
    let path = format!("/console/integrations/{}", draft.id);
    boris.put(&path, &save(&draft));
    let seen: Integration = ada.get(&path).body();
    let taken = ada.put(&path, &save(&seen));
    assert_eq!(taken.header("cache-control"), "no-store");
    let new = secret(&taken.body::<Saved>().integration);
    let old = secret(&draft);
    assert_eq!(ada.get(&format!("/rest/2/{old}/profile")).status, 401);
    let after: Integration = ada.get(&path).body();
    assert_eq!(after.inbound.as_ref().unwrap().secret, None, "it is shown once");
    assert_eq!(ada.get(&format!("/rest/1/{new}/profile")).status, 200);
    assert_eq!((after.mine, after.status), (true, Status::Active));
    assert!(!ada.heard().contains(&old));
    portal.running.stop().unwrap();
    for word in [&old, &new] {
        assert_eq!(files_with(dir.path(), word.as_bytes()), Vec::<String>::new());
    }
}

#[test]
fn writes_need_the_header_and_one_of_our_origins() {
    let public = Config { public_url: Some("https://portal.example".parse().unwrap()), ..Config::default() };
    let (portal, _) = demo(public);
    let ada = portal.admin();
    let own = format!("http://{}", portal.running.address());
    let cases = [
        (Some("1"), Some(own.as_str()), 204),
        (Some("1"), Some("https://portal.example"), 204),
        (Some("1"), Some("https://portal.example:444"), 403),
        (Some("1"), Some("null"), 403),
        (Some("1"), None, 403),
        (None, Some(own.as_str()), 403),
    ];
    for (header, origin, wanted) in cases {
        let headers = [(WRITE_HEADER, header), ("Origin", origin)];
        let headers: Vec<_> = headers.into_iter().filter_map(|(name, value)| Some((name, value?))).collect();
        let answer = ada.send("POST", "/console/notices/read", &headers, Some(json!({"up_to": 0})));
        assert_eq!(answer.status, wanted, "{headers:?}");
    }
}

#[test]
fn cookies_are_secure_and_addresses_public_behind_https() {
    let public = Config { public_url: Some("https://portal.example".parse().unwrap()), ..Config::default() };
    let (portal, _) = demo(public);
    let DemoSignIn { email, password, .. } = &portal.people.admin;
    let signed_in = portal.visitor().sign_in(email, password);
    assert!(signed_in.header("set-cookie").ends_with("; Secure"), "{}", signed_in.header("set-cookie"));
    let draft = portal.admin().draft();
    assert_eq!(draft.inbound.unwrap().prefix, "https://portal.example/rest/1/");
}

#[test]
fn odd_requests_are_refused_in_the_consoles_own_words() {
    let (portal, _) = demo(Config::default());
    let ada = portal.admin();
    ada.write("POST", "/console/drafts", Some(json!({"scenario": 1}))).refuses(400, "bad_body");
    let large = json!({"scenario": "x".repeat(1 << 20), "name": ""});
    ada.write("POST", "/console/drafts", Some(large)).refuses(413, "body_too_large");
    ada.write("PUT", "/console/drafts", None).refuses(405, "method_not_allowed");
    ada.get("/console/nothing").refuses(404, "not_found");
    ada.get("/console/integrations/abc").refuses(404, "not_found");
    ada.get("/console/statistics?integration=abc").refuses(400, "bad_body");
    let secret = "a password that must not come back";
    let mistyped = ada.write("POST", "/console/sign-in", Some(json!({"email": "a@b", "password": [secret]})));
    mistyped.refuses(400, "bad_body");
    assert!(!ada.heard().contains(secret));
}

#[test]
fn methods_are_listed_once_per_browser() {
    let (portal, _) = demo(Config::default());
    let boris = portal.user();
    let list = boris.get("/console/methods");
    let methods: Vec<shared::method::MethodInfo> = list.body();
    assert!(methods.iter().any(|method| method.name == "crm.deal.list" && method.implemented && !method.writes));
    assert!(methods.iter().any(|method| method.name == "crm.deal.add" && method.writes));
    assert!(methods.iter().any(|method| !method.implemented));
    let again = boris.send("GET", "/console/methods", &[("If-None-Match", &list.header("etag"))], None);
    assert_eq!((again.status, again.text.as_str()), (304, ""));
}

#[test]
fn the_last_administrator_who_can_sign_in_stays() {
    let (portal, _) = demo(Config::default());
    let ada = portal.admin();
    let asked = Invite { email: "new@example.com".to_owned(), admin: true, ..Invite::default() };
    ada.post("/console/people", &asked);
    let down = PersonChange { admin: Some(false), ..PersonChange::default() };
    ada.put("/console/people/1", &down).refuses(409, "last_admin");
    ada.put("/console/people/2", &PersonChange { admin: Some(true), ..PersonChange::default() });
    assert_eq!(ada.put("/console/people/1", &down).status, 200);
    ada.get("/console/people").refuses(403, "admins_only");
}

#[test]
fn a_call_that_has_begun_is_answered_while_the_portal_stops() {
    let (portal, _) = demo(Config::default());
    let body = br#"{"email":"nobody@example.com","password":"x"}"#;
    let mut stream = TcpStream::connect(portal.running.address()).unwrap();
    let head = format!(
        "POST /console/sign-in HTTP/1.1\r\nHost: x\r\nOrigin: http://x\r\n{WRITE_HEADER}: 1\r\n\
         Content-Length: {}\r\nConnection: close\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(&body[..10]).unwrap();
    // An answer on another connection shows that the worker has read what was sent before it.
    portal.visitor().get("/console/session");
    let stopping = std::thread::spawn(move || portal.running.stop());
    stream.write_all(&body[10..]).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.contains("wrong_password"), "{answer}");
    stopping.join().unwrap().unwrap();
}

#[test]
fn a_portal_starts_again_where_it_was_and_another_key_loses_only_the_re_reading() {
    let dir = tempfile::tempdir().unwrap();
    let config = Config { data: Some(dir.path().to_owned()), ..Config::default() };
    let (portal, _) = demo(config.clone());
    let id = portal.user().draft().id;
    let people = portal.people.clone();
    portal.running.stop().unwrap();

    let again = Portal { running: start(config.clone()).unwrap(), people: people.clone() };
    assert!(matches!(again.running.greeting(), Greeting { what: Ready::Again, .. }));
    let path = format!("/console/integrations/{id}");
    let shown: Integration = again.user().get(&path).body();
    assert_eq!(secret(&shown).len(), 32);
    again.running.stop().unwrap();

    fs::remove_file(dir.path().join("portico.key")).unwrap();
    let lost = Portal { running: start(config).unwrap(), people };
    let inbound = lost.user().get(&path).body::<Integration>().inbound.unwrap();
    assert_eq!((inbound.secret, inbound.secret_lost), (None, true));
    let call = format!("/rest/2/{}/profile", secret(&shown));
    assert_eq!(lost.visitor().get(&call).status, 200);
    lost.running.stop().unwrap();
}

/// A portal with the demo company.
struct Portal {
    running: Running,
    people: DemoSignIns,
}

fn demo(config: Config) -> (Portal, Clock) {
    let clock = Clock::default();
    let config = Config { demo: Some(Demo { records: 3, seed: DEMO_SEED }), ..config };
    let running = start_at(config, clock.clone()).unwrap();
    let Ready::Demo(people) = running.greeting().what.clone() else { panic!("the data directory was not empty") };
    (Portal { running, people }, clock)
}

impl Portal {
    fn visitor(&self) -> Browser {
        let url = format!("http://{}", self.running.address());
        Browser { url, cookie: Mutex::default(), heard: Mutex::default() }
    }

    fn admin(&self) -> Browser {
        self.signed_in(&self.people.admin)
    }

    fn user(&self) -> Browser {
        self.signed_in(&self.people.user)
    }

    fn signed_in(&self, person: &DemoSignIn) -> Browser {
        let browser = self.visitor();
        assert_eq!(browser.sign_in(&person.email, &person.password).status, 200);
        browser
    }
}

/// Somebody's browser: a cookie, and everything that it was sent.
struct Browser {
    url: String,
    cookie: Mutex<Option<String>>,
    heard: Mutex<String>,
}

struct Reply {
    status: u16,
    headers: HeaderMap,
    text: String,
}

impl Browser {
    fn sign_in(&self, email: &str, password: &str) -> Reply {
        self.post("/console/sign-in", &SignIn { email: email.to_owned(), password: password.to_owned() })
    }

    fn draft(&self) -> Integration {
        self.post("/console/drafts", &NewDraft { scenario: "inbound".to_owned(), ..NewDraft::default() }).body()
    }

    fn get(&self, path: &str) -> Reply {
        self.send("GET", path, &[], None)
    }

    fn post(&self, path: &str, body: &impl Serialize) -> Reply {
        self.write("POST", path, Some(json!(body)))
    }

    fn put(&self, path: &str, body: &impl Serialize) -> Reply {
        self.write("PUT", path, Some(json!(body)))
    }

    fn write(&self, method: &str, path: &str, body: Option<Value>) -> Reply {
        self.send(method, path, &[(WRITE_HEADER, "1"), ("Origin", &self.url)], body)
    }

    fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: Option<Value>) -> Reply {
        let mut request = Request::builder().method(method).uri(format!("{}{path}", self.url));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(cookie) = self.cookie.lock().unwrap().as_deref() {
            request = request.header("Cookie", cookie);
        }
        let bytes = body.map_or_else(Vec::new, |body| body.to_string().into_bytes());
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let mut response = agent.run(request.body(bytes).unwrap()).unwrap();
        let text = response.body_mut().with_config().limit(64 << 20).read_to_string().unwrap();
        let headers = response.headers().clone();
        if let Some(set) = headers.get("set-cookie") {
            *self.cookie.lock().unwrap() = set.to_str().unwrap().split(';').next().map(str::to_owned);
        }
        self.heard.lock().unwrap().push_str(&text);
        Reply { status: response.status().as_u16(), headers, text }
    }

    fn heard(&self) -> String {
        self.heard.lock().unwrap().clone()
    }
}

impl Reply {
    #[track_caller]
    fn body<T: DeserializeOwned>(&self) -> T {
        serde_json::from_str(&self.text).unwrap_or_else(|error| panic!("{error}: {} {}", self.status, self.text))
    }

    #[track_caller]
    fn refuses(&self, status: u16, code: &str) {
        let said = serde_json::from_str::<Value>(&self.text).unwrap_or_default();
        assert_eq!((self.status, said["code"].as_str()), (status, Some(code)), "{}", self.text);
        assert_eq!(self.header("cache-control"), "no-store");
    }

    fn header(&self, name: &str) -> String {
        self.headers.get(name).map(|value| value.to_str().unwrap().to_owned()).unwrap_or_default()
    }
}

fn secret(integration: &Integration) -> String {
    integration.inbound.as_ref().unwrap().secret.clone().unwrap()
}

fn files_with(dir: &Path, word: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir).unwrap().map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            found.extend(files_with(&path, word));
        } else if fs::read(&path).unwrap().windows(word.len()).any(|part| part == word) {
            found.push(path.display().to_string());
        }
    }
    found
}
