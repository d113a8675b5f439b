//! A running portal: a sandbox, or `serve` on a data directory.

use crate::answer::send;
use crate::console::Console;
use crate::program::{self, PATIENCE, Program};
use crate::rest::Webhook;
use serde_json::{Value, json};
use shared::people::{AcceptInvite, Invite, Invited, Setup};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Longest wait for a million deals.
const LONG_PATIENCE: Duration = Duration::from_secs(3600);

/// A sandbox with the demo company, on a port of its own; gone with this value.
pub struct Sandbox {
    /// Its process.
    pub program: Program,
    /// The line of JSON that it printed.
    pub line: String,
    /// Its address, without a last slash.
    pub url: String,
    /// Certificate of its authority, under TLS.
    pub authority: Option<PathBuf>,
    /// The administrator.
    pub admin: Account,
    /// Somebody who is not an administrator.
    pub user: Account,
}

/// Somebody of the demo company, with a webhook that carries every scope.
#[derive(Clone, Debug)]
pub struct Account {
    /// Id, as REST knows it.
    pub id: u64,
    /// E-mail address to sign in with.
    pub email: String,
    /// Password.
    pub password: String,
    /// Webhook.
    pub webhook: Webhook,
}

impl Sandbox {
    /// A sandbox with next to no records: quick to start.
    pub fn start() -> Sandbox {
        Sandbox::with(&["--records", "3"])
    }

    /// A sandbox with further arguments; two workers and a small cache unless they say otherwise.
    pub fn with(args: &[&str]) -> Sandbox {
        let usual = [["--workers", "2"], ["--cache", "16"]];
        let usual = usual.iter().filter(|[name, _]| !args.contains(name)).flatten();
        let args = ["sandbox", "--json", "--listen", "127.0.0.1:0"].iter().chain(usual).chain(args);
        Sandbox::read(Program::start(program::command(&program::path(), args)), PATIENCE)
    }

    /// A sandbox of so many deals that it takes a while, in a directory below this one.
    pub fn large(deals: u64, above: &Path) -> Sandbox {
        let (deals, cache) = (deals.to_string(), "128");
        let args =
            ["sandbox", "--json", "--listen", "127.0.0.1:0", "--workers", "1", "--records", &deals, "--cache", cache];
        let mut command = program::command(&program::path(), args);
        command.env("TMPDIR", above);
        Sandbox::read(Program::start(command), LONG_PATIENCE)
    }

    /// What a sandbox says when it is ready.
    fn read(program: Program, patience: Duration) -> Sandbox {
        let line = program.wait_within(patience, "line of JSON", |line| line.starts_with('{').then(|| line.to_owned()));
        let ready: Value = serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"));
        Sandbox {
            authority: ready["ca"].as_str().map(PathBuf::from),
            line,
            url: text(&ready["url"]).trim_end_matches('/').to_owned(),
            admin: account(&ready["admin"]),
            user: account(&ready["user"]),
            program,
        }
    }

    /// Moves its clock forward by so many milliseconds; what has become due is done when this returns.
    #[track_caller]
    pub fn advance(&self, ms: i64) {
        let body = json!({"advance_ms": ms}).to_string().into_bytes();
        send("POST", &format!("{}/sandbox/clock", self.url), &[("Content-Type", "application/json")], body).expect(200);
    }

    /// Somebody new at its console.
    pub fn visitor(&self) -> Console {
        Console::at(&self.url)
    }

    /// Somebody signed in at its console.
    #[track_caller]
    pub fn signed_in(&self, account: &Account) -> Console {
        let console = self.visitor();
        console.sign_in(&account.email, &account.password).expect(200);
        console
    }
}

/// `portico serve` on a data directory; killed with this value.
pub struct Portal {
    /// Its process.
    pub program: Program,
    /// Its address, without a last slash.
    pub url: String,
}

/// Password of everybody made by [`Portal::set_up`] and [`join`].
pub const PASSWORD: &str = "correct horse battery";

impl Portal {
    /// Serves a data directory that has been set up.
    pub fn serve(data: &Path, args: &[&str]) -> Portal {
        let program = Program::start(program::command(&program::path(), serve_args(data, args)));
        let url = program.wait_for("address", |line| address(line).map(|url| origin(&url)));
        Portal { program, url }
    }

    /// Serves an empty data directory; also answers the token of the set-up link.
    pub fn serve_empty(data: &Path) -> (Portal, String) {
        let program = Program::start(program::command(&program::path(), serve_args(data, &[])));
        let (url, token) = program.wait_for("set-up link", |line| {
            let link = address(line)?;
            let (_, token) = link.split_once("/setup#")?;
            Some((origin(&link), token.to_owned()))
        });
        (Portal { program, url }, token)
    }

    /// Serves an empty data directory and makes the first administrator, `admin@example.com`.
    #[track_caller]
    pub fn set_up(data: &Path) -> (Portal, Console) {
        let (portal, token) = Portal::serve_empty(data);
        let admin = portal.visitor();
        admin.post("/console/setup", &first_administrator(token)).expect(200);
        (portal, admin)
    }

    /// Somebody new at its console.
    pub fn visitor(&self) -> Console {
        Console::at(&self.url)
    }
}

/// The body that makes the first administrator.
pub fn first_administrator(token: String) -> Setup {
    Setup {
        token,
        name: "Ada".to_owned(),
        last_name: "Admin".to_owned(),
        email: "admin@example.com".to_owned(),
        password: PASSWORD.to_owned(),
        time_zone: "UTC".to_owned(),
        currency: "EUR".to_owned(),
        ..Setup::default()
    }
}

/// An administrator invites somebody; answers the invitation and its token.
#[track_caller]
pub fn invite(admin: &Console, email: &str) -> (Invited, String) {
    let body = Invite { email: email.to_owned(), ..Invite::default() };
    let answer = admin.post("/console/people", &body);
    assert_eq!(answer.status, 200, "{}", answer.text());
    let invited: Invited = answer.parsed();
    let token = token_of(&invited.link);
    (invited, token)
}

/// The token of a one-time link.
#[track_caller]
pub fn token_of(link: &str) -> String {
    link.split_once("/invite#").expect("links end in a token").1.to_owned()
}

/// Somebody whom an administrator has just invited, signed in.
#[track_caller]
pub fn join(url: &str, admin: &Console, email: &str) -> Console {
    let (_, token) = invite(admin, email);
    let joined = Console::at(url);
    let body =
        AcceptInvite { token, name: "Ulla".to_owned(), last_name: "User".to_owned(), password: PASSWORD.to_owned() };
    joined.post("/console/invite/accept", &body).expect(200);
    joined
}

fn serve_args<'a>(data: &'a Path, args: &'a [&str]) -> Vec<&'a str> {
    let data = data.to_str().expect("temporary directories have plain names");
    let always = ["serve", "--listen", "127.0.0.1:0", "--workers", "2", "--cache", "16", "--data", data];
    always.iter().chain(args).copied().collect()
}

fn address(line: &str) -> Option<String> {
    let start = line.find("http://")?;
    line[start..].split_whitespace().next().map(|url| url.trim_end_matches(['.', ',']).to_owned())
}

fn origin(url: &str) -> String {
    let rest = url.strip_prefix("http://").expect("an address was looked for");
    format!("http://{}", rest.split('/').next().expect("split has a first part"))
}

fn account(ready: &Value) -> Account {
    Account {
        id: ready["id"].as_u64().expect("an account has an id"),
        email: text(&ready["email"]),
        password: text(&ready["password"]),
        webhook: Webhook::at(&text(&ready["webhook"])),
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("not a text: {value}")).to_owned()
}
