//! A caller of REST by an inbound webhook.

use crate::answer::{Answer, send};
use crate::wire;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

/// An inbound webhook's address, `http://host/rest/1/secret/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Webhook {
    base: String,
}

impl Webhook {
    /// A webhook by its address, with or without the last slash.
    pub fn at(url: &str) -> Webhook {
        Webhook { base: format!("{}/", url.trim_end_matches('/')) }
    }

    /// The address, with its last slash.
    pub fn url(&self) -> &str {
        &self.base
    }

    /// `http://host`, the portal's address.
    pub fn portal(&self) -> &str {
        self.base.split("/rest/").next().expect("split has a first part")
    }

    /// The secret.
    pub fn secret(&self) -> &str {
        self.base.trim_end_matches('/').rsplit('/').next().expect("rsplit has a first part")
    }

    /// The owner's id, as the address names it.
    pub fn owner(&self) -> u64 {
        let id = self.base.trim_end_matches('/').rsplit('/').nth(1);
        id.and_then(|id| id.parse().ok()).expect("the address names the owner")
    }

    /// `GET`; `call` is method and query, sent byte by byte as written here.
    pub fn get(&self, call: &str) -> Answer {
        wire::get(&format!("{}{call}", self.base))
    }

    /// `POST` of a form.
    pub fn post_form(&self, method: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form(fields).into_bytes();
        self.post(method, "application/x-www-form-urlencoded", body)
    }

    /// `POST` of JSON.
    pub fn post_json(&self, method: &str, body: &Value) -> Answer {
        self.post(method, "application/json", body.to_string().into_bytes())
    }

    /// `POST` of anything.
    pub fn post(&self, method: &str, content_type: &str, body: Vec<u8>) -> Answer {
        send("POST", &format!("{}{method}", self.base), &[("Content-Type", content_type)], body)
    }

    /// The `result` of a call that must succeed.
    #[track_caller]
    pub fn result(&self, method: &str, body: Value) -> Value {
        self.post_json(method, &body).expect(200)["result"].take()
    }

    /// The inner `result`, `result_error` and so on of a batch that stops nowhere.
    #[track_caller]
    pub fn batch(&self, cmd: Value) -> Value {
        self.result("batch", json!({"halt": 0, "cmd": cmd}))
    }

    /// Adds records, fifty a batch: one call of `method` for each set of fields. Answers their ids.
    #[track_caller]
    pub fn add_all(&self, method: &str, rows: &[Vec<(&str, String)>]) -> Vec<u64> {
        let mut ids = Vec::new();
        for chunk in rows.chunks(50) {
            let commands: Vec<_> = chunk.iter().map(|row| format!("{method}?{}", fields(row))).collect();
            let answer = self.batch(json!(commands));
            assert_eq!(answer["result_error"], json!([]), "{answer}");
            let added = answer["result"].as_array().expect("numbered labels make a list");
            ids.extend(added.iter().map(|id| id.as_u64().expect("add answers an id")));
        }
        ids
    }

    /// The same webhook of a portal that has another address now.
    pub fn moved(&self, url: &str) -> Webhook {
        Webhook::at(&format!("{url}/rest/{}/{}/", self.owner(), self.secret()))
    }

    /// Checks that the webhook works.
    #[track_caller]
    pub fn expect_alive(&self) {
        let profile = self.get("profile").expect(200);
        assert_eq!(profile["result"]["ID"], self.owner().to_string(), "{profile}");
    }

    /// Checks that the webhook is refused.
    #[track_caller]
    pub fn expect_dead(&self) {
        self.get("profile").expect_error(401, "INVALID_CREDENTIALS");
    }
}

/// `a=1&b=2`, every name and value percent-encoded.
pub fn form(fields: &[(&str, &str)]) -> String {
    let pairs = fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// One text, percent-encoded.
pub fn encoded(text: &str) -> String {
    utf8_percent_encode(text, NON_ALPHANUMERIC).to_string()
}

fn fields(row: &[(&str, String)]) -> String {
    let pairs = row.iter().map(|(name, value)| format!("fields[{name}]={}", encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}
