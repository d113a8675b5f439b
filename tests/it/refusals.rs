//! Refusals of the REST edge: their codes, their statuses and which of them comes first.

use portico_tests::answer::send;
use portico_tests::portal::{Portal, Sandbox};
use portico_tests::rest::Webhook;
use serde_json::json;
use tempfile::tempdir;

/// A method of the catalogue that this portal does not answer.
const NOT_IMPLEMENTED: &str = "landing.landing.getlist";

#[test]
fn secrets_of_any_wrong_shape_are_invalid_credentials() {
    let sandbox = Sandbox::start();
    let secret = sandbox.admin.webhook.secret();
    let wrong = [
        "x".to_owned(),
        "a".repeat(16),
        "a".repeat(32),
        "a".repeat(33),
        "a".repeat(5000),
        secret[..31].to_owned(),
        format!("{secret}0"),
        secret.to_uppercase(),
        "..%2f..%2fetc".to_owned(),
        "%00%ff".to_owned(),
        "'%20or%201=1--".to_owned(),
    ];
    for wrong in wrong {
        Webhook::at(&format!("{}/rest/{}/{wrong}/", sandbox.url, sandbox.admin.id)).expect_dead();
    }
    for owner in ["0", "2147483648", "99999999999999999999999999"] {
        Webhook::at(&format!("{}/rest/{owner}/{secret}/", sandbox.url)).expect_dead();
    }
    sandbox.admin.webhook.expect_alive();
}

#[test]
fn calls_without_credentials_are_told_so() {
    let sandbox = Sandbox::start();
    for path in ["/rest/profile", "/rest/profile.json", "/rest/no.such.method", "/rest//crm.deal.list/"] {
        let answer = send("GET", &format!("{}{path}", sandbox.url), &[], Vec::new());
        answer.expect_error(401, "NO_AUTH_FOUND");
    }
}

#[test]
fn unknown_and_missing_methods_are_not_found() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    for method in ["no.such.method", "", "/", ".json", "crm", "crm.deal", "crm.deal.list.extra", "%00", "..", "%3Cb%3E"]
    {
        webhook.get(method).expect_error(404, "ERROR_METHOD_NOT_FOUND");
    }
    webhook.get(&"a".repeat(4000)).expect_error(404, "ERROR_METHOD_NOT_FOUND");
}

#[test]
fn known_methods_without_an_implementation_never_succeed() {
    let sandbox = Sandbox::start();
    let answer = sandbox.admin.webhook.get(NOT_IMPLEMENTED);
    answer.expect_error(400, "ERROR_NOT_IMPLEMENTED");
    let description = answer.json()["error_description"].to_string().to_lowercase();
    assert!(description.contains(NOT_IMPLEMENTED), "{description}");
}

#[test]
fn missing_scopes_are_named_as_insufficient() {
    let sandbox = Sandbox::start();
    let console = sandbox.signed_in(&sandbox.admin);
    let (_, bare) = console.webhook("No scope", &[]);
    bare.expect_alive();
    for method in ["crm.deal.list", "user.get", "department.get"] {
        bare.get(method).expect_error(401, "insufficient_scope");
    }
    let (_, people) = console.webhook("People", &["user"]);
    people.get("user.get").expect(200);
    people.get("crm.deal.list").expect_error(401, "insufficient_scope");
}

#[test]
fn the_first_reason_wins() {
    let sandbox = Sandbox::start();
    let (_, bare) = sandbox.signed_in(&sandbox.admin).webhook("No scope", &[]);
    let wrong = Webhook::at(&format!("{}/rest/1/{}/", sandbox.url, "a".repeat(32)));
    // Credentials, then the method, then its implementation, then scope, then arguments.
    wrong.get("no.such.method").expect_error(401, "INVALID_CREDENTIALS");
    wrong.get(NOT_IMPLEMENTED).expect_error(401, "INVALID_CREDENTIALS");
    bare.get("no.such.method").expect_error(404, "ERROR_METHOD_NOT_FOUND");
    bare.get(NOT_IMPLEMENTED).expect_error(400, "ERROR_NOT_IMPLEMENTED");
    bare.get("crm.deal.get?id=none").expect_error(401, "insufficient_scope");
    let arguments = sandbox.admin.webhook.get("crm.deal.get?id=none");
    assert_eq!(arguments.status, 400, "{}", arguments.text());
}

#[test]
fn methods_of_applications_refuse_webhooks() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    webhook.get("placement.bind").expect_error(403, "WRONG_AUTH_TYPE");
    webhook.get("app.option.get").expect_error(403, "ACCESS_DENIED");
}

#[test]
fn plain_http_from_elsewhere_is_refused() {
    let data = tempdir().unwrap();
    let webhook = {
        let (mut portal, admin) = Portal::set_up(data.path());
        let (_, webhook) = admin.webhook("Ours", &[]);
        portal.program.stop();
        webhook
    };
    let elsewhere = [("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "http")];
    let secure = [("X-Forwarded-For", "203.0.113.9"), ("X-Forwarded-Proto", "https")];
    let (direct, proxied) = ([].as_slice(), ["--trusted-proxy", "127.0.0.1"].as_slice());
    let cases = [
        (direct, [].as_slice(), true),
        (direct, &elsewhere, true),
        (proxied, &elsewhere, false),
        (proxied, &secure, true),
        (&["--trusted-proxy", "127.0.0.1", "--allow-http"], &elsewhere, true),
    ];
    for (args, headers, accepted) in cases {
        let mut portal = Portal::serve(data.path(), args);
        let url = format!("{}/rest/{}/{}/profile", portal.url, webhook.owner(), webhook.secret());
        let answer = send("GET", &url, headers, Vec::new());
        if accepted {
            assert_eq!(answer.status, 200, "{args:?} {headers:?}: {}", answer.text());
        } else {
            answer.expect_error(400, "INVALID_REQUEST");
            assert_eq!(answer.json()["error_description"], "Https required");
            // It comes before everything else.
            let wrong = send("GET", &format!("{}/rest/1/x/no.such", portal.url), headers, Vec::new());
            wrong.expect_error(400, "INVALID_REQUEST");
        }
        portal.program.stop();
    }
}

#[test]
fn unknown_paths_of_reserved_areas_are_json() {
    let sandbox = Sandbox::start();
    for path in ["/console/nothing", "/oauth/nothing", "/api/v1/nothing", "/files/nothing"] {
        let answer = send("GET", &format!("{}{path}", sandbox.url), &[], Vec::new());
        assert_eq!(answer.status, 404, "{path}: {}", answer.text());
        assert!(answer.json().is_object(), "{path}: {}", answer.text());
    }
    let health = send("GET", &format!("{}/health", sandbox.url), &[], Vec::new());
    assert_eq!(health.status, 200, "{}", health.text());
}

#[test]
fn refusals_say_nothing_about_the_secret() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    for call in ["no.such.method", NOT_IMPLEMENTED, "crm.deal.get?id=none", "placement.bind"] {
        let answer = webhook.post_json(call, &json!({}));
        assert!(!answer.text().contains(webhook.secret()), "{call}");
    }
}
