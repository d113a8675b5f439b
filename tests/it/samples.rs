//! The request builder's samples, run as they are handed out: whatever is typed arrives as it was typed.

use portico_tests::console::Console;
use portico_tests::portal::Sandbox;
use portico_tests::program::target_directory;
use serde_json::{Value, json};
use shared::integration::{BuilderRequest, Send};
use shared::sample::{Ask, Sample, find};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};
use tempfile::TempDir;

/// What quoting and encoding have to get through.
const ODD: &str = "A&B \"\n'<>ü\\'\" [] % + $x `y` ‘z’ =@;";

const EVERY_WAY: &[Send] = &[Send::Get, Send::PostForm, Send::PostJson];

#[test]
fn command_lines_send_what_was_typed() {
    let sandbox = Sandbox::start();
    let runner = Runner::new(&sandbox, &sandbox);
    runner.check("curl", EVERY_WAY, |file| command("sh", [file]));
    let with_httpie = |file: &Path| {
        let mut command = command("sh", [file]);
        let programs = python().parent().expect("a program is in a folder").display().to_string();
        command.env("PATH", format!("{programs}:{}", env::var("PATH").unwrap_or_default()));
        command
    };
    runner.check("httpie", EVERY_WAY, with_httpie);
}

#[test]
fn php_sends_what_was_typed() {
    let sandbox = Sandbox::start();
    let runner = Runner::new(&sandbox, &sandbox);
    let php = named("PORTICO_PHP", "php");
    let stand_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("sdk/crest.php");
    fs::copy(stand_in, runner.folder.path().join("crest.php")).expect("a file can be copied");
    runner.check("php_curl", EVERY_WAY, |file| command(&php, [file]));
    runner.check("php_crest", &[Send::PostForm], |file| command(&php, [file]));
}

#[test]
fn python_sends_what_was_typed() {
    let sandbox = Sandbox::start();
    let secure = Sandbox::with(&["--records", "3", "--https-dev", "localhost"]);
    let plain = Runner::new(&sandbox, &sandbox);
    plain.check("python_requests", EVERY_WAY, |file| command(python(), [file]));
    plain.check("python_fast", &[Send::PostJson], |file| command(python(), [file]));
    // The vendor's library speaks nothing but https.
    Runner::new(&sandbox, &secure).check("python_sdk", &[Send::PostJson], |file| command(python(), [file]));
}

#[test]
fn javascript_sends_what_was_typed() {
    let sandbox = Sandbox::start();
    let secure = Sandbox::with(&["--records", "3", "--https-dev", "localhost"]);
    let node = named("PORTICO_NODE", "node");
    Runner::new(&sandbox, &sandbox).check("js_fetch", EVERY_WAY, |file| command(&node, [file]));
    Runner::new(&sandbox, &secure).check("js_sdk", &[Send::PostJson], |file| command(&node, [file]));
}

/// Asks one portal for samples and runs them against another or the same.
struct Runner<'a> {
    console: Console,
    target: &'a Sandbox,
    folder: TempDir,
}

impl Runner<'_> {
    fn new<'a>(asked: &Sandbox, target: &'a Sandbox) -> Runner<'a> {
        // Beside the libraries from npm, which are looked for in the folders above a program.
        let folder = tempfile::tempdir_in(node_clients()).expect("a temporary directory can be made");
        Runner { console: asked.signed_in(&asked.admin), target, folder }
    }

    /// A record is written with odd values, and a list read with a filter of odd names.
    #[track_caller]
    fn check(&self, language: &str, ways: &[Send], program: impl Fn(&Path) -> Command) {
        for way in ways {
            let fields = [
                ("fields[TITLE]", ODD),
                ("fields[COMMENTS]", "To be emptied"),
                ("fields[PHONE][0][VALUE]", "+1 23"),
                ("fields[PHONE][0][VALUE_TYPE]", "WORK"),
                ("fields[PHONE][1][VALUE]", "=45"),
            ];
            let added = self.run(language, *way, "crm.lead.add", &fields, &program);
            let id = added["result"].as_u64().unwrap_or_else(|| panic!("{language} {way:?}: {added}"));
            let lead = self.stored(id);
            let phones: Vec<_> = lead["PHONE"].as_array().into_iter().flatten().map(|phone| &phone["VALUE"]).collect();
            let arrived = json!({"TITLE": lead["TITLE"], "COMMENTS": lead["COMMENTS"], "PHONE": phones});
            let expected = json!({"TITLE": ODD, "COMMENTS": "To be emptied", "PHONE": ["+1 23", "=45"]});
            assert_eq!(arrived, expected, "{language} {way:?}");

            // An empty value is a value.
            let fields = [("id", id.to_string()), ("fields[COMMENTS]", String::new())];
            let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
            let updated = self.run(language, *way, "crm.lead.update", &fields, &program);
            assert_eq!(updated["result"], json!(true), "{language} {way:?}: {updated}");
            assert_eq!(self.stored(id)["COMMENTS"], Value::Null, "{language} {way:?}");

            let newest = id.to_string();
            let rows = [
                ("filter[=TITLE]", ODD),
                ("filter[@ID][]", &newest),
                ("order[ID]", "DESC"),
                ("select[]", "ID"),
                ("select[]", "TITLE"),
            ];
            let listed = self.run(language, *way, "crm.lead.list", &rows, &program);
            assert_eq!(listed["result"], json!([{"ID": newest, "TITLE": ODD}]), "{language} {way:?}: {listed}");

            // Names of commands are the caller's own.
            let commands = [("cmd[a key & = ü 'so']", "crm.lead.fields"), ("halt", "0")];
            let batch = self.run(language, *way, "batch", &commands, &program);
            assert!(batch["result"]["result"]["a key & = ü 'so'"]["TITLE"].is_object(), "{language} {way:?}: {batch}");
        }
    }

    fn run(
        &self,
        language: &str,
        send: Send,
        method: &str,
        rows: &[(&str, &str)],
        program: impl Fn(&Path) -> Command,
    ) -> Value {
        let params = rows.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let request = BuilderRequest { method: method.to_owned(), params, send, ..BuilderRequest::default() };
        let ask = Ask { language: language.to_owned(), request };
        let sample: Sample = self.console.post("/console/samples", &ask).parsed();
        let ending = find(language).expect("the language is known").ending;
        let file = self.folder.path().join(format!("sample.{ending}"));
        fs::write(&file, &sample.text).expect("a file can be written");
        let mut command = program(&file);
        command.env("B24_WEBHOOK_URL", self.target.admin.webhook.url()).current_dir(&self.folder);
        if let Some(authority) = &self.target.authority {
            for variable in ["SSL_CERT_FILE", "REQUESTS_CA_BUNDLE", "NODE_EXTRA_CA_CERTS"] {
                command.env(variable, authority);
            }
        }
        let output = command.output().unwrap_or_else(|error| panic!("{language}: {error}"));
        let (out, err) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        assert!(output.status.success(), "{language} {send:?}\n{out}\n{err}\n{}", sample.text);
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}: {out}\n{err}\n{}", sample.text))
    }

    /// A lead as another language stores it.
    fn stored(&self, id: u64) -> Value {
        match self.target.authority {
            None => self.target.admin.webhook.result("crm.lead.get", json!({"id": id})),
            Some(_) => {
                let rows = [("id", id.to_string())];
                let rows = rows.each_ref().map(|(name, value)| (*name, value.as_str()));
                let mut answer = self
                    .run("python_requests", Send::PostJson, "crm.lead.get", &rows, |file| command(python(), [file]));
                answer["result"].take()
            }
        }
    }
}

#[test]
fn samples_are_for_those_who_are_signed_in() {
    let sandbox = Sandbox::start();
    let ask = Ask { language: "curl".to_owned(), request: BuilderRequest::default() };
    sandbox.visitor().post("/console/samples", &ask).expect_fault(shared::fault::NOT_SIGNED_IN);
    let user = sandbox.signed_in(&sandbox.user);
    let unknown = Ask { language: "cobol".to_owned(), ..ask };
    user.post("/console/samples", &unknown).expect_fault(shared::fault::BAD_BODY);
}

fn command<const N: usize>(program: impl AsRef<Path>, args: [&Path; N]) -> Command {
    let mut command = Command::new(program.as_ref());
    command.args(args);
    command
}

fn python() -> PathBuf {
    installed("PORTICO_PYTHON", "sdk/venv/bin/python")
}

fn node_clients() -> PathBuf {
    installed("PORTICO_NODE_CLIENTS", "sdk/node")
}

/// What `cargo xtask test` installs below the target directory.
fn installed(variable: &str, place: &str) -> PathBuf {
    let made = || target_directory().parent().expect("target is above").join(place);
    let path = env::var_os(variable).map_or_else(made, PathBuf::from);
    assert!(path.exists(), "{} is missing: run `cargo xtask test`, or set {variable}", path.display());
    path
}

fn named(variable: &str, name: &str) -> PathBuf {
    env::var_os(variable).map_or_else(|| name.into(), PathBuf::from)
}
