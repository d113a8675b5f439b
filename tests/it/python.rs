//! Published Python clients, unmodified, against a sandbox: over plain http, and over TLS with the
//! authority that the sandbox made.

use portico_tests::portal::Sandbox;
use portico_tests::program::target_directory;
use portico_tests::receiver::Receiver;
use serde_json::json;
use shared::event::EVENTS;
use shared::integration::SaveOutbound;
use std::collections::BTreeMap;
use std::env;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::NamedTempFile;

#[test]
fn fast_bitrix24_reads_and_writes() {
    let sandbox = Sandbox::with(&["--records", "130"]);
    run("use_fast_bitrix24.py", sandbox.admin.webhook.url(), &sandbox, "fast-bitrix24");
}

#[test]
fn fast_bitrix24_speaks_https() {
    let sandbox = Sandbox::with(&["--records", "130", "--https-dev", "localhost"]);
    run("use_fast_bitrix24.py", sandbox.admin.webhook.url(), &sandbox, "fast-bitrix24");
}

#[test]
fn b24pysdk_reads_writes_and_understands_refusals() {
    let sandbox = Sandbox::with(&["--records", "130", "--https-dev", "localhost"]);
    run("use_b24pysdk.py", &sandbox.line, &sandbox, "b24pysdk");
}

/// A sample of every event that webhooks may have and a change of each kind that a person makes.
#[test]
fn b24pysdk_understands_every_event() {
    let sandbox = Sandbox::start();
    let user = sandbox.signed_in(&sandbox.user);
    let receiver = Receiver::start();
    let names: Vec<&str> = EVENTS.iter().filter(|event| event.webhooks).map(|event| event.name).collect();
    let draft = user.draft("outbound");
    let secrets = draft.outbound.clone().expect("it is an outbound webhook");
    let events = names.iter().map(ToString::to_string).collect();
    let form = SaveOutbound { url: receiver.url("hook"), events, ..SaveOutbound::default() };
    let outbound = user.save(&draft, |save| save.outbound = Some(form)).integration;
    let lead = sandbox.user.webhook.result("crm.lead.add", json!({"fields": {"TITLE": "Told of"}}));
    sandbox.user.webhook.result("crm.lead.delete", json!({"id": lead}));
    sandbox.user.webhook.result("tasks.task.add", json!({"fields": {"TITLE": "Told of", "RESPONSIBLE_ID": 1}}));
    for name in &names {
        let path = format!("/console/integrations/{}/outbound/test", outbound.id);
        user.post(&path, &json!({"event": name})).expect(200);
    }
    let received = receiver.wait_for(names.len() + 3);
    let member = received.first().map(|one| one.text(&["auth", "member_id"])).expect("something came");
    let requests = received.iter().map(|one| {
        let headers: BTreeMap<&String, &String> = one.headers.iter().map(|(name, value)| (name, value)).collect();
        json!({"headers": headers, "body": String::from_utf8_lossy(&one.body)})
    });
    let told = json!({
        "requests": requests.collect::<Vec<_>>(),
        "events": names,
        "handler": outbound.id,
        "token": secrets.token,
        "signing": secrets.signing,
        "member_id": member,
        "domain": sandbox.url.trim_start_matches("http://"),
    });
    let mut file = NamedTempFile::new().expect("there is room");
    file.write_all(told.to_string().as_bytes()).expect("there is room");
    let path = file.path().to_str().expect("names of temporary files are text");
    run("read_events.py", path, &sandbox, "b24pysdk events");
}

/// Runs a script with its one argument; it must end by saying that it is content.
fn run(script: &str, argument: &str, sandbox: &Sandbox, client: &str) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("sdk").join(script);
    let mut command = Command::new(interpreter());
    command.args(["-B", "-W", "ignore::DeprecationWarning"]).arg(script).arg(argument);
    if let Some(authority) = &sandbox.authority {
        command.env("SSL_CERT_FILE", authority).env("REQUESTS_CA_BUNDLE", authority);
    }
    let output = command.output().expect("Python starts");
    let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success(), "{out}\n{err}\n{}", sandbox.program.log());
    let content = format!("{client}: all checks passed");
    assert_eq!(out.trim().lines().last(), Some(content.as_str()), "{out}");
}

/// The interpreter of the virtual environment that `cargo xtask test` makes.
fn interpreter() -> PathBuf {
    let made = || target_directory().parent().expect("target is above").join("sdk/venv/bin/python");
    let python = env::var_os("PORTICO_PYTHON").map_or_else(made, PathBuf::from);
    assert!(
        python.is_file(),
        "{} is missing: run `cargo xtask test`, or set PORTICO_PYTHON to a Python with the client libraries",
        python.display()
    );
    python
}
