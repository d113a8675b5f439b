//! Limits over HTTP, in a portal of the test's own process whose clock is moved.

use backend::clock::Clock;
use backend::config::{Config, DEMO_SEED, Demo};
use backend::greeting::{DemoSignIns, Ready};
use backend::running::start_at;
use backend::{Running, start};
use serde_json::{Value, json};
use shared::limits::{Amounts, Limits};
use ureq::http::Request;

const SECOND: i64 = 1000;
const MINUTE: i64 = 60 * SECOND;

/// Requests enough for every test, and no time for a method but its first call.
const NO_TIME: Limits = Limits::Custom(Amounts { rate: 1000, bucket: 1000, seconds: 0 });

#[test]
fn a_burst_is_refused_until_the_bucket_has_leaked() {
    let (portal, clock) = portal(Some(Limits::Standard));
    // Another second of the machine may begin meanwhile: two requests more for each.
    let passed = (0..80).filter(|_| portal.call("profile", json!({})).0 == 200).count();
    assert!((50..60).contains(&passed), "{passed}");
    let (status, body) = portal.call("server.time", json!({}));
    assert_eq!((status, &body["error"]), (503, &json!("QUERY_LIMIT_EXCEEDED")));
    // Refused before its parameters are looked at, and after its name and scope are.
    assert_eq!(portal.call("crm.deal.get", json!({"id": "none"})).0, 503);
    assert_eq!(portal.call("no.such.method", json!({})).0, 404);
    clock.advance(10 * SECOND);
    let passed = (0..40).filter(|_| portal.call("profile", json!({})).0 == 200).count();
    assert!((20..30).contains(&passed), "{passed}");
    clock.advance(MINUTE);
    // A batch is one request, whatever it holds.
    let fifty = json!({"cmd": vec!["profile"; 50]});
    assert!((0..20).all(|_| portal.call("batch", fifty.clone()).0 == 200));
}

#[test]
fn a_method_over_its_time_waits_for_its_reset() {
    let (portal, clock) = portal(Some(NO_TIME));
    let (_, first) = portal.call("profile", json!({}));
    let time = &first["time"];
    assert!(time["operating"].as_f64().unwrap() > 0.0, "{time}");
    let (status, body) = portal.call("profile", json!({}));
    assert_eq!((status, &body["error"]), (429, &json!("OPERATION_TIME_LIMIT")));
    assert_eq!(portal.call("server.time", json!({})).0, 200, "another method");
    let other = portal.call_as(&portal.people.user.webhook, "profile", json!({}));
    assert_eq!(other.0, 200, "another integration");
    // The reset comes ten minutes after the first call, not after the one that was refused.
    let wait = time["operating_reset_at"].as_i64().unwrap() * SECOND - portal.now();
    assert!((595 * SECOND..=601 * SECOND).contains(&wait), "{wait}");
    clock.advance(wait);
    assert_eq!(portal.call("profile", json!({})).0, 200);
}

#[test]
fn calls_inside_a_batch_are_metered_one_by_one() {
    let (portal, _) = portal(Some(NO_TIME));
    let cmd = json!({"a": "profile", "b": "profile", "c": "server.time", "d": "no.such.method"});
    let (status, body) = portal.call("batch", json!({"halt": 0, "cmd": cmd}));
    assert_eq!(status, 200, "{body}");
    let result = &body["result"];
    assert_eq!(result["result_error"]["b"]["error"], "OPERATION_TIME_LIMIT", "{result}");
    assert!(result["result"]["a"].is_object() && result["result"]["c"].is_string(), "{result}");
    for label in ["a", "c"] {
        let time = &result["result_time"][label];
        assert!(time["operating"].as_f64().unwrap() > 0.0 && time["operating_reset_at"].is_i64(), "{time}");
    }
    assert_eq!(body["time"]["operating"], 0.0, "the outside is not metered");
    // It can go on for ever: its own name has no budget.
    assert_eq!(portal.call("batch", json!({"cmd": []})).0, 200);
    assert_eq!(portal.call("profile", json!({})).0, 429);
}

#[test]
fn operating_time_adds_up_without_limits() {
    let (portal, clock) = portal(None);
    let mut last = 0.0;
    for _ in 0..3 {
        let (_, body) = portal.call("crm.deal.list", json!({}));
        let time = body["time"].as_object().unwrap();
        let (operating, processing) = (time["operating"].as_f64().unwrap(), time["processing"].as_f64().unwrap());
        assert!((operating - last - processing).abs() < 0.001, "{last} + {processing} is {operating}");
        assert!(time["duration"].as_f64().unwrap() >= processing, "{time:?}");
        last = operating;
    }
    clock.advance(11 * MINUTE);
    let (_, body) = portal.call("crm.deal.list", json!({}));
    let time = &body["time"];
    assert!((time["operating"].as_f64().unwrap() - time["processing"].as_f64().unwrap()).abs() < 0.001, "{time}");
}

#[test]
fn administrators_choose_limits_that_last() {
    let dir = tempfile::tempdir().unwrap();
    let kept = Config { data: Some(dir.path().to_owned()), ..demo_config(None) };
    let portal = Started::new(start_at(kept.clone(), Clock::default()).unwrap());
    let (_, all) = portal.settings("GET", None);
    assert_eq!(all["limits"], json!({"version": 0, "value": {"mode": "off"}}));
    assert_eq!(all["limits_in_force"], json!({"mode": "off"}));
    let custom = json!({"mode": "custom", "rate": 3, "bucket": 4, "seconds": 5});
    let saved = portal.limits(json!({"version": 0, "value": custom}));
    assert_eq!(saved, (200, json!({"version": 1, "value": custom})));
    assert!((0..20).any(|_| portal.call("profile", json!({})).0 == 503));
    for (wrong, status) in [
        (json!({"version": 1, "value": {"mode": "custom", "rate": 0, "bucket": 4, "seconds": 5}}), 422),
        (json!({"version": 1, "value": {"mode": "custom", "rate": 5, "bucket": 4, "seconds": 5}}), 422),
        (json!({"version": 1, "value": {"mode": "often"}}), 400),
        (json!({"value": {"mode": "off"}}), 400),
        (json!({"version": 0, "value": {"mode": "off"}}), 409),
    ] {
        assert_eq!(portal.limits(wrong.clone()).0, status, "{wrong}");
    }
    assert_eq!(portal.settings("GET", None).1["limits"], json!({"version": 1, "value": custom}));
    assert_eq!(portal.settings_as(&portal.user(), "", "GET", None).0, 403);
    assert_eq!(portal.settings_as("", "", "GET", None).0, 401);
    portal.running.stop().unwrap();
    // A flag wins over the choice while it is given, and leaves it.
    for (flag, wanted) in [(Some(Limits::Enterprise), json!({"mode": "enterprise"})), (None, custom)] {
        let again = start(Config { limits: flag, ..kept.clone() }).unwrap();
        let limits = again.app().portal.meter.limits();
        assert_eq!(json!(limits), wanted);
        again.stop().unwrap();
    }
}

/// A portal with a demo company.
struct Started {
    running: Running,
    people: DemoSignIns,
}

fn demo_config(limits: Option<Limits>) -> Config {
    Config { demo: Some(Demo { records: 2, seed: DEMO_SEED }), limits, ..Config::default() }
}

fn portal(limits: Option<Limits>) -> (Started, Clock) {
    let clock = Clock::default();
    (Started::new(start_at(demo_config(limits), clock.clone()).unwrap()), clock)
}

impl Started {
    fn new(running: Running) -> Started {
        let Ready::Demo(people) = running.greeting().what.clone() else { panic!("not a demo company") };
        Started { running, people }
    }

    fn now(&self) -> i64 {
        self.running.app().clock.now()
    }

    fn call(&self, method: &str, params: Value) -> (u16, Value) {
        self.call_as(&self.people.admin.webhook, method, params)
    }

    fn call_as(&self, webhook: &str, method: &str, params: Value) -> (u16, Value) {
        let request = Request::post(format!("{webhook}{method}")).header("content-type", "application/json");
        send(request.body(params.to_string()).unwrap())
    }

    fn user(&self) -> String {
        self.sign_in(&self.people.user.email, &self.people.user.password)
    }

    /// The cookie of somebody signed in.
    fn sign_in(&self, email: &str, password: &str) -> String {
        let body = json!({"email": email, "password": password}).to_string();
        let answer = agent().run(self.console("/console/sign-in", "POST", "").body(body).unwrap()).unwrap();
        let cookie = answer.headers()["set-cookie"].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    fn settings(&self, verb: &str, body: Option<&Value>) -> (u16, Value) {
        let cookie = self.sign_in(&self.people.admin.email, &self.people.admin.password);
        self.settings_as(&cookie, "", verb, body)
    }

    fn limits(&self, body: Value) -> (u16, Value) {
        let cookie = self.sign_in(&self.people.admin.email, &self.people.admin.password);
        self.settings_as(&cookie, "/limits", "PUT", Some(&body))
    }

    fn settings_as(&self, cookie: &str, group: &str, verb: &str, body: Option<&Value>) -> (u16, Value) {
        let body = body.map(Value::to_string).unwrap_or_default();
        send(self.console(&format!("/console/settings{group}"), verb, cookie).body(body).unwrap())
    }

    fn console(&self, path: &str, verb: &str, cookie: &str) -> http::request::Builder {
        let request = Request::builder().method(verb).uri(format!("{}{path}", self.people.url));
        let request = request.header("content-type", "application/json").header("cookie", cookie);
        request.header("origin", &self.people.url).header(shared::console::WRITE_HEADER, "1")
    }
}

fn send(request: Request<String>) -> (u16, Value) {
    let answer = agent().run(request).unwrap();
    let (parts, mut body) = answer.into_parts();
    (parts.status.as_u16(), serde_json::from_str(&body.read_to_string().unwrap()).unwrap())
}

fn agent() -> ureq::Agent {
    ureq::Agent::config_builder().http_status_as_error(false).max_idle_connections(0).build().new_agent()
}
