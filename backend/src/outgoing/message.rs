//! The request that tells a handler of an event: the documented body, and beside it the headers of Standard
//! Webhooks, by which a handler knows what it has seen and that it comes from here.
//!
//! docs: api-reference/events/safe-event-handlers.md, <https://www.standardwebhooks.com>.

use super::guard::Target;
use super::send::Post;
use crate::integrations::outbound::Subscription;
use base64::{Engine, engine::general_purpose::STANDARD};
use engine::event::{self, Event};
use params::{Tree, Value};
use ring::hmac;
use shared::Millis;

/// What a handler is told of the portal.
#[derive(Clone, Debug, Default)]
pub struct Sender {
    /// Host, with the port where it is not the scheme's own.
    pub domain: String,
    /// The portal's address without a last slash.
    pub url: String,
    /// The portal's id.
    pub member_id: String,
}

impl Sender {
    /// A portal by its address, `https://portal.example`.
    pub fn new(url: &str, member_id: &str) -> Sender {
        let url = url.trim_end_matches('/');
        let domain = url.split_once("://").map_or(url, |(_, host)| host);
        Sender { domain: domain.to_owned(), url: url.to_owned(), member_id: member_id.to_owned() }
    }

    /// `auth` as outbound webhooks have it: who sends, and nothing that opens anything.
    fn auth(&self, token: &str) -> Tree {
        let rest = format!("{}/rest/", self.url);
        Tree::from_iter([
            ("domain", Value::from(self.domain.as_str())),
            ("client_endpoint", Value::from(rest.as_str())),
            ("server_endpoint", Value::from(rest.as_str())),
            ("member_id", Value::from(self.member_id.as_str())),
            ("application_token", Value::from(token)),
        ])
    }
}

/// The id that a handler sees with every try of an event.
pub fn name(number: u64) -> String {
    format!("evt_{number}")
}

/// Content type and body for the handler of an integration; `token` is sent as the application's token.
pub fn body(
    json: bool,
    integration: u64,
    portal: &Sender,
    event: &Event,
    token: &str,
    now: Millis,
) -> (&'static str, Vec<u8>) {
    let auth = portal.auth(token);
    match json {
        true => ("application/json", event::json(event, integration, now, auth)),
        false => ("application/x-www-form-urlencoded", event::form(event, integration, now, auth).into_bytes()),
    }
}

/// Headers of a request but its signature.
pub fn headers(content_type: &'static str, number: u64, now: Millis) -> Vec<(&'static str, String)> {
    vec![
        ("content-type", content_type.to_owned()),
        ("user-agent", concat!("Portico/", env!("CARGO_PKG_VERSION")).to_owned()),
        ("webhook-id", name(number)),
        ("webhook-timestamp", (now / 1000).to_string()),
    ]
}

/// The request for a try at this time.
pub fn post(handler: &Subscription, portal: &Sender, target: Target, number: u64, event: &Event, now: Millis) -> Post {
    let (content_type, body) = body(handler.json, handler.integration, portal, event, &handler.token, now);
    let mut headers = headers(content_type, number, now);
    headers.push(("webhook-signature", sign(&handler.signing, &name(number), now / 1000, &body)));
    Post { target, headers, body }
}

/// `v1,` and the Base64 of HMAC-SHA-256 over `id.timestamp.body`.
fn sign(secret: &[u8], id: &str, seconds: i64, body: &[u8]) -> String {
    let mut context = hmac::Context::with_key(&hmac::Key::new(hmac::HMAC_SHA256, secret));
    context.update(format!("{id}.{seconds}.").as_bytes());
    context.update(body);
    format!("v1,{}", STANDARD.encode(context.sign()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_signature_is_that_of_standard_webhooks() {
        // The example of the specification's reference implementations.
        let secret = STANDARD.decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw").unwrap();
        let signed = sign(&secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, br#"{"test": 2432232314}"#);
        assert_eq!(signed, "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn auth_says_who_sends_and_opens_nothing() {
        let portal = Sender::new("https://portal.example:8443/", "0123456789abcdef0123456789abcdef");
        let auth = portal.auth("token");
        let names: Vec<String> = auth.iter().map(|(name, _)| name.to_string()).collect();
        assert_eq!(names, ["domain", "client_endpoint", "server_endpoint", "member_id", "application_token"]);
        let text = |name| auth.get(name).and_then(Value::as_text).unwrap_or_default().into_owned();
        assert_eq!(text("domain"), "portal.example:8443");
        assert_eq!(text("client_endpoint"), "https://portal.example:8443/rest/");
    }
}
