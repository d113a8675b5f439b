//! A browser at the console, without the browser: the cookie, the header and the origin that the
//! portal's own pages send.

use crate::answer::{Answer, send};
use crate::program::PATIENCE;
use crate::rest::Webhook;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use shared::console::WRITE_HEADER;
use shared::delivery::Deliveries;
use shared::integration::{Inbound, Integration, NewDraft, Revealed, Save, SaveOutbound, Saved};
use shared::people::SignIn;
use std::fmt::Debug;
use std::sync::Mutex;
use std::time::Instant;

/// Somebody at the console, signed in or not. Keeps every answer it was given.
pub struct Console {
    url: String,
    cookie: Mutex<Option<String>>,
    seen: Mutex<Vec<Answer>>,
}

impl Console {
    /// Somebody new at the portal with this address.
    pub fn at(url: &str) -> Console {
        Console { url: url.to_owned(), cookie: Mutex::default(), seen: Mutex::default() }
    }

    /// Signs in.
    pub fn sign_in(&self, email: &str, password: &str) -> Answer {
        let body = SignIn { email: email.to_owned(), password: password.to_owned() };
        self.post("/console/sign-in", &body)
    }

    /// `GET`.
    pub fn get(&self, path: &str) -> Answer {
        self.request("GET", path, None)
    }

    /// `GET`, unless the answer still has this tag.
    pub fn get_unless(&self, path: &str, tag: &str) -> Answer {
        let cookie = self.cookie();
        let mut headers = vec![("If-None-Match", tag)];
        headers.extend(cookie.as_deref().map(|cookie| ("Cookie", cookie)));
        send("GET", &format!("{}{path}", self.url), &headers, Vec::new())
    }

    /// `POST` with a JSON body.
    pub fn post(&self, path: &str, body: &impl Serialize) -> Answer {
        self.request("POST", path, Some(json!(body)))
    }

    /// `PUT` with a JSON body.
    pub fn put(&self, path: &str, body: &impl Serialize) -> Answer {
        self.request("PUT", path, Some(json!(body)))
    }

    /// A request without a body.
    pub fn bare(&self, method: &str, path: &str) -> Answer {
        self.request(method, path, None)
    }

    /// Opens a scenario: a draft with its secret.
    #[track_caller]
    pub fn draft(&self, scenario: &str) -> Integration {
        let draft = NewDraft { scenario: scenario.to_owned(), name: format!("Test of {scenario}"), like: None };
        let answer = self.post("/console/drafts", &draft);
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.parsed()
    }

    /// Saves an integration as it is, but for what `change` changes.
    #[track_caller]
    pub fn save(&self, integration: &Integration, change: impl FnOnce(&mut Save)) -> Saved {
        let answer = self.try_save(integration, change);
        assert_eq!(answer.status, 200, "{}", answer.text());
        answer.parsed()
    }

    /// The same, for saves that may be refused.
    pub fn try_save(&self, integration: &Integration, change: impl FnOnce(&mut Save)) -> Answer {
        let (version, name, note) = (integration.version, integration.name.clone(), integration.note.clone());
        let mut save = Save { version, name, note, ..Save::default() };
        if let Some(inbound) = integration.inbound.clone() {
            let Inbound { scopes, expires, allow, rate, request, .. } = inbound;
            save = Save { scopes, expires, allow, rate, request, ..save };
        }
        change(&mut save);
        self.put(&format!("/console/integrations/{}", integration.id), &save)
    }

    /// Makes and saves a plain inbound webhook with these scopes.
    #[track_caller]
    pub fn webhook(&self, name: &str, scopes: &[&str]) -> (Integration, Webhook) {
        let draft = self.draft("inbound");
        let saved = self.save(&draft, |save| {
            save.name = name.to_owned();
            save.scopes = scopes.iter().map(ToString::to_string).collect();
        });
        let webhook = webhook_of(&saved.integration);
        (saved.integration, webhook)
    }

    /// Makes and saves an outbound webhook that sends these events to a handler.
    #[track_caller]
    pub fn outbound(&self, url: &str, events: &[&str]) -> Integration {
        let draft = self.draft("outbound");
        let events = events.iter().map(ToString::to_string).collect();
        let form = SaveOutbound { url: url.to_owned(), events, ..SaveOutbound::default() };
        self.save(&draft, |save| save.outbound = Some(form)).integration
    }

    /// Asks for deliveries until they are as they should be.
    #[track_caller]
    pub fn deliveries(&self, query: &str, right: impl Fn(&Deliveries) -> bool) -> Deliveries {
        self.until(&format!("/console/deliveries?{query}"), right)
    }

    /// Asks until the answer is as it should be.
    #[track_caller]
    pub fn until<T: DeserializeOwned + Debug>(&self, path: &str, right: impl Fn(&T) -> bool) -> T {
        let until = Instant::now() + PATIENCE;
        loop {
            let answer = self.get(path);
            assert_eq!(answer.status, 200, "{}", answer.text());
            let answer: T = answer.parsed();
            if right(&answer) {
                return answer;
            }
            assert!(Instant::now() < until, "{path} stays as it is: {answer:?}");
        }
    }

    /// The webhook of an integration of one's own, its secret read again.
    #[track_caller]
    pub fn reveal(&self, integration: &Integration) -> Webhook {
        let answer = self.bare("POST", &format!("/console/integrations/{}/secret/reveal", integration.id));
        assert_eq!(answer.status, 200, "{}", answer.text());
        let inbound = integration.inbound.as_ref().expect("it has an inbound webhook");
        Webhook::at(&format!("{}{}", inbound.prefix, answer.parsed::<Revealed>().secret))
    }

    /// The cookie that a browser would send, `name=value`.
    pub fn cookie(&self) -> Option<String> {
        self.cookie.lock().expect("no test thread panics here").clone()
    }

    /// Every answer so far: status line, headers and bodies as text.
    pub fn transcript(&self) -> String {
        let seen = self.seen.lock().expect("no test thread panics here");
        seen.iter().map(|answer| format!("{:?}\n{}\n", answer.headers, answer.text())).collect()
    }

    fn request(&self, method: &str, path: &str, body: Option<Value>) -> Answer {
        let cookie = self.cookie();
        let mut headers = Vec::new();
        headers.extend(cookie.as_deref().map(|cookie| ("Cookie", cookie)));
        if method != "GET" {
            headers.extend([(WRITE_HEADER, "1"), ("Origin", &self.url)]);
        }
        headers.extend(body.as_ref().map(|_| ("Content-Type", "application/json")));
        let bytes = body.map_or_else(Vec::new, |body| body.to_string().into_bytes());
        let answer = send(method, &format!("{}{path}", self.url), &headers, bytes);
        for value in answer.headers.get_all("set-cookie") {
            let pair = value.to_str().expect("cookies are plain text").split(';').next();
            let pair = pair.filter(|pair| !pair.ends_with('='));
            *self.cookie.lock().expect("no test thread panics here") = pair.map(str::to_owned);
        }
        self.seen.lock().expect("no test thread panics here").push(answer.clone());
        answer
    }
}

/// The webhook of an integration whose secret was shown.
#[track_caller]
pub fn webhook_of(integration: &Integration) -> Webhook {
    let inbound = integration.inbound.as_ref().expect("it has an inbound webhook");
    let secret = inbound.secret.as_ref().expect("its secret is shown to its owner");
    Webhook::at(&format!("{}{secret}", inbound.prefix))
}
