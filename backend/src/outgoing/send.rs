//! Sending a request to a handler. Connections are kept open between requests; every new one goes through the guard.
//! Redirects are not followed, answers are read as far as a bound, and everything together has a time.

use super::dial::{Dialler, Line, Resolve, Steps, worded};
use super::guard::{Guard, Target};
use futures_util::future::BoxFuture;
use http::{Request, Response, Uri, header};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper_util::client::legacy::connect::{Connected, Connection};
use hyper_util::client::legacy::{Client, Error};
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use rustls::ClientConfig;
use shared::delivery::{ANSWER_MAX, Problem, TIMEOUT_S};
use shared::fault::handler;
use std::error::Error as _;
use std::fmt;
use std::io;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;
use tokio::time::timeout;
use tower_service::Service;

/// Bytes of an answer's body that are kept.
const BODY_KEPT: usize = 2048;

/// Headers of an answer that are kept, and characters of each.
const HEADERS_KEPT: (usize, usize) = (24, 200);

/// How long a connection that is not used stays open.
const IDLE: Duration = Duration::from_secs(20);

/// A request to a handler.
#[derive(Clone)]
pub struct Post {
    /// Where to.
    pub target: Target,
    /// Its headers.
    pub headers: Vec<(&'static str, String)>,
    /// Its body.
    pub body: Vec<u8>,
}

/// What came of a request.
#[derive(Clone, Debug, Default)]
pub struct Tried {
    /// HTTP status of the answer, if one came.
    pub status: Option<u16>,
    /// Headers of the answer.
    pub headers: Vec<(String, String)>,
    /// What is kept of its body.
    pub body: String,
    /// Whether there was more.
    pub cut: bool,
    /// Why it is a failure, if it is one.
    pub problem: Option<Problem>,
}

/// Sends requests, each to where the guard of its time lets it. Clones share their connections.
#[derive(Clone)]
pub struct Sender {
    dialler: Arc<Dialler>,
    client: Client<Connector, Full<Bytes>>,
}

impl Sender {
    /// A sender behind a guard.
    pub fn new(guard: Guard, resolve: Resolve, tls: Arc<ClientConfig>) -> Sender {
        let dialler = Arc::new(Dialler::new(guard, resolve, tls));
        let mut client = Client::builder(TokioExecutor::new());
        client.pool_idle_timeout(IDLE).pool_timer(TokioTimer::new()).pool_max_idle_per_host(64);
        Sender { client: client.build(Connector(dialler.clone())), dialler }
    }

    /// Connects without what is kept open.
    pub fn dialler(&self) -> &Dialler {
        &self.dialler
    }

    /// Reads an address as the guard does.
    ///
    /// # Errors
    /// Why it is refused.
    pub fn target(&self, url: &str) -> Result<Target, Problem> {
        self.dialler.guard.read(url).map_err(|refusal| refusal.problem())
    }

    /// Sends a request and reads the answer.
    pub async fn send(&self, post: Post) -> Tried {
        let sent = async {
            let answer = self.client.request(request(post)?).await.map_err(|error| broken(&error))?;
            Ok(read(answer).await)
        };
        match timeout(Duration::from_secs(TIMEOUT_S), sent).await {
            Ok(Ok(tried)) => tried,
            Ok(Err(problem)) => Tried { problem: Some(problem), ..Tried::default() },
            Err(_) => {
                Tried { problem: Some(Problem::new(handler::TIMEOUT, TIMEOUT_S.to_string())), ..Tried::default() }
            }
        }
    }
}

/// The request as HTTP knows it.
///
/// # Errors
/// When the address or a header cannot be written so.
pub fn request(post: Post) -> Result<Request<Full<Bytes>>, Problem> {
    let mut request = Request::post(post.target.url.as_str());
    for (name, value) in post.headers {
        request = request.header(name, value);
    }
    let body = Full::new(Bytes::from(post.body));
    request.body(body).map_err(|error| Problem::new(handler::NO_HTTP, error.to_string()))
}

/// What an answer says.
pub async fn read(answer: Response<Incoming>) -> Tried {
    let (head, mut body) = answer.into_parts();
    let status = head.status.as_u16();
    let location = head.headers.get(header::LOCATION).map(|place| text(place.as_bytes()));
    let problem = match status {
        200..300 => None,
        300..400 => Some(Problem::new(handler::REDIRECT, location.unwrap_or_else(|| "?".to_owned()))),
        _ => Some(Problem::new(handler::STATUS, status.to_string())),
    };
    let kept = head.headers.iter().filter(|(name, _)| **name != header::SET_COOKIE).take(HEADERS_KEPT.0);
    let headers = kept.map(|(name, value)| (name.to_string(), text(value.as_bytes()))).collect();
    let mut bytes = Vec::new();
    let mut seen = 0;
    // A body that breaks off is no failure: the status has said what became of the event.
    while let Some(Ok(frame)) = body.frame().await {
        let Ok(data) = frame.into_data() else { continue };
        seen += data.len();
        bytes.extend_from_slice(data.get(..data.len().min(BODY_KEPT - bytes.len())).unwrap_or_default());
        if seen > ANSWER_MAX {
            break;
        }
    }
    let body = String::from_utf8_lossy(&bytes).into_owned();
    Tried { status: Some(status), headers, body, cut: seen > bytes.len(), problem }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).chars().take(HEADERS_KEPT.1).collect()
}

fn broken(error: &Error) -> Problem {
    let mut cause = error.source();
    let mut said = error.to_string();
    while let Some(inner) = cause {
        if let Some(Refused(problem)) = inner.downcast_ref() {
            return problem.clone();
        }
        said = match inner.downcast_ref::<io::Error>() {
            Some(error) => worded(error),
            None => inner.to_string(),
        };
        cause = inner.source();
    }
    let fault = if error.is_connect() { handler::UNREACHABLE } else { handler::NO_HTTP };
    Problem::new(fault, said)
}

/// Makes connections for the client.
#[derive(Clone)]
struct Connector(Arc<Dialler>);

/// A connection that was not made, as an error of the client.
#[derive(Debug)]
struct Refused(Problem);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.code)
    }
}

impl std::error::Error for Refused {}

impl Service<Uri> for Connector {
    type Response = TokioIo<Box<dyn Line>>;
    type Error = Box<dyn std::error::Error + Send + Sync>;
    type Future = BoxFuture<'static, Result<Self::Response, Self::Error>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, to: Uri) -> Self::Future {
        let dialler = self.0.clone();
        Box::pin(async move {
            let target = dialler.guard.read(&to.to_string()).map_err(|refusal| Refused(refusal.problem()))?;
            let line = dialler.dial(&target, &mut Steps::default()).await.map_err(Refused)?;
            Ok(TokioIo::new(line))
        })
    }
}

impl Connection for Box<dyn Line> {
    fn connected(&self) -> Connected {
        Connected::new()
    }
}

#[cfg(test)]
mod tests;
