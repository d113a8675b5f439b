//! PocketBase beside Portico: the published program on the same machine, with the same deals.

use crate::process;
use serde_json::{Value, json};
use std::{
    env,
    error::Error,
    io::ErrorKind,
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

const EMAIL: &str = "bench@example.com";
const PASSWORD: &str = "correct horse battery";

/// Records of one batch request.
const BATCH: usize = 500;

/// A running PocketBase with a collection `deals`; killed with this value.
pub struct PocketBase {
    child: Child,
    url: String,
    token: String,
}

impl PocketBase {
    /// Starts the program that `PORTICO_POCKETBASE` names, on a free port, with one thread for Go code.
    ///
    /// # Errors
    /// When it is not there, or does not come up.
    pub fn start(dir: &Path) -> Outcome<PocketBase> {
        let program = env::var_os("PORTICO_POCKETBASE").ok_or("PORTICO_POCKETBASE does not name the program")?;
        let dir = format!("--dir={}", dir.display());
        let made = Command::new(&program).args(["superuser", "upsert", EMAIL, PASSWORD, &dir]).output()?;
        if !made.status.success() {
            return Err(String::from_utf8_lossy(&made.stderr).into());
        }
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let host = format!("127.0.0.1:{port}");
        let child = Command::new(&program)
            .args(["serve", &format!("--http={host}"), &dir])
            .env("GOMAXPROCS", "1")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let mut server = PocketBase { child, url: format!("http://{host}"), token: String::new() };
        let deadline = Instant::now() + Duration::from_secs(30);
        while let Err(problem) = TcpStream::connect(&host) {
            if problem.kind() != ErrorKind::ConnectionRefused || Instant::now() > deadline {
                return Err(problem.into());
            }
            thread::yield_now();
        }
        let signed_in = server.send(
            "POST",
            "/api/collections/_superusers/auth-with-password",
            &json!({"identity": EMAIL, "password": PASSWORD}),
        )?;
        server.token = signed_in["token"].as_str().ok_or("no token")?.to_owned();
        Ok(server)
    }

    /// Makes the collection, with the given fields (all text but the numbers) and indexes.
    ///
    /// # Errors
    /// When it is refused.
    pub fn make_collection(&self, fields: &[&str], numbers: &[&str], indexes: &[&str]) -> Outcome {
        let kind = |name: &&str| if numbers.contains(name) { "number" } else { "text" };
        let fields: Vec<Value> = fields.iter().map(|name| json!({"name": name, "type": kind(name)})).collect();
        let indexes: Vec<String> = indexes
            .iter()
            .map(|columns| format!("CREATE INDEX `i_{}` ON `deals` ({columns})", columns.replace(", ", "_")))
            .collect();
        let batches = json!({"batch": {"enabled": true, "maxRequests": BATCH, "timeout": 60}});
        self.send("PATCH", "/api/settings", &batches)?;
        let collection = json!({"name": "deals", "type": "base", "fields": fields, "indexes": indexes});
        self.send("POST", "/api/collections", &collection)?;
        Ok(())
    }

    /// Adds records, and answers the id of the last.
    ///
    /// # Errors
    /// When one is refused.
    pub fn fill(&self, records: &[Value]) -> Outcome<String> {
        let mut last = String::new();
        for part in records.chunks(BATCH) {
            let create = |body: &Value| json!({"method": "POST", "url": RECORDS, "body": body});
            let requests: Vec<Value> = part.iter().map(create).collect();
            let answers = self.send("POST", "/api/batch", &json!({"requests": requests}))?;
            let id = answers.as_array().and_then(|answers| answers.last()?["body"]["id"].as_str());
            last = id.ok_or("a record has no id")?.to_owned();
        }
        Ok(last)
    }

    /// Full address of a path.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.url)
    }

    /// What a request needs to be let in.
    pub fn authorization(&self) -> &str {
        &self.token
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Resident memory, MiB.
    ///
    /// # Errors
    /// When it has ended.
    pub fn resident_mib(&self) -> Outcome<f64> {
        process::resident_mib(self.id())
    }

    fn send(&self, verb: &str, path: &str, body: &Value) -> Outcome<Value> {
        let request = ureq::http::Request::builder()
            .method(verb)
            .uri(self.address(path))
            .header("Content-Type", "application/json")
            .header("Authorization", &self.token)
            .body(body.to_string())?;
        let agent: ureq::Agent = ureq::Agent::config_builder().http_status_as_error(false).build().into();
        let mut answer = agent.run(request)?;
        let text = answer.body_mut().read_to_string()?;
        if !answer.status().is_success() {
            return Err(format!("{verb} {path}: {} {text}", answer.status()).into());
        }
        Ok(if text.is_empty() { Value::Null } else { serde_json::from_str(&text)? })
    }
}

/// The path of the records.
pub const RECORDS: &str = "/api/collections/deals/records";

impl Drop for PocketBase {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
