//! Sending a request to a handler. Connections are kept open between requests; every new one goes through the guard.
//! Redirects are not followed, answers are read as far as a bound, and everything together has a time.

use super::dial::{Dialler, Resolve, Steps};
use super::guard::{Guard, Target};
use http::{Request, Response, header};
use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use rustc_hash::FxHashMap;
use rustls::ClientConfig;
use shared::delivery::{ANSWER_MAX, Problem, TIMEOUT_S};
use shared::fault::handler;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, timeout_at};

/// Bytes of an answer's body that are kept.
const BODY_KEPT: usize = 2048;

/// Headers of an answer that are kept, and characters of each.
const HEADERS_KEPT: (usize, usize) = (24, 200);

/// How long a connection that is not used stays open, which is less than common servers wait, and how many to one place.
const IDLE: (Duration, usize) = (Duration::from_secs(4), 64);

/// Stands for what is not shown.
pub const HIDDEN: &str = "••••";

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

impl Tried {
    /// The same without a secret that the handler may have answered.
    pub fn without(mut self, secret: &str) -> Tried {
        if !secret.is_empty() {
            self.body = self.body.replace(secret, HIDDEN);
            self.headers.iter_mut().for_each(|(_, value)| *value = value.replace(secret, HIDDEN));
        }
        self
    }
}

/// A connection over which a request can be sent.
pub type Line = SendRequest<Full<Bytes>>;

/// Connections that wait for the next request, by where they lead, each since when.
type Idle = FxHashMap<String, Vec<(Line, Instant)>>;

/// Sends requests, each to where the guard of its time lets it. Clones share their connections.
#[derive(Clone)]
pub struct Sender {
    dialler: Arc<Dialler>,
    idle: Arc<Mutex<Idle>>,
}

impl Sender {
    /// A sender behind a guard.
    pub fn new(guard: Guard, resolve: Resolve, tls: Arc<ClientConfig>) -> Sender {
        Sender { dialler: Arc::new(Dialler::new(guard, resolve, tls)), idle: Arc::default() }
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
        let until = deadline();
        let place = place(&post.target);
        let answered = match timeout_at(until, self.exchange(&place, post)).await {
            Ok(answered) => answered,
            Err(_) => Err(late()),
        };
        match answered {
            Ok((mut line, answer)) => {
                let tried = read(answer, until).await;
                if let Ok(Ok(())) = timeout_at(until, line.ready()).await {
                    self.keep(place, line);
                }
                tried
            }
            Err(problem) => Tried { problem: Some(problem), ..Tried::default() },
        }
    }

    async fn exchange(&self, place: &str, post: Post) -> Result<(Line, Response<Incoming>), Problem> {
        while let Some(mut line) = self.kept(place) {
            match line.send_request(request(post.clone())?).await {
                Ok(answer) => return Ok((line, answer)),
                // The handler has closed it meanwhile.
                Err(error) if error.is_canceled() || error.is_closed() || error.is_incomplete_message() => {}
                Err(error) => return Err(broken(&error)),
            }
        }
        let mut line = connect(&self.dialler, &post.target, &mut Steps::default()).await?;
        let answer = line.send_request(request(post)?).await.map_err(|error| broken(&error))?;
        Ok((line, answer))
    }

    /// Closes connections that nobody has used for long.
    pub fn prune(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).retain(|_, lines| {
            lines.retain(|(line, since)| since.elapsed() < IDLE.0 && !line.is_closed());
            !lines.is_empty()
        });
    }

    fn keep(&self, place: String, line: Line) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let lines = idle.entry(place).or_default();
        if lines.len() < IDLE.1 {
            lines.push((line, Instant::now()));
        }
    }

    /// A connection that was kept open.
    fn kept(&self, place: &str) -> Option<Line> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        let lines = idle.get_mut(place)?;
        while let Some((line, since)) = lines.pop() {
            if since.elapsed() < IDLE.0 && line.is_ready() {
                return Some(line);
            }
        }
        None
    }
}

/// When a request that begins now must have been answered.
pub fn deadline() -> Instant {
    Instant::now() + Duration::from_secs(TIMEOUT_S)
}

/// A request that was not answered in time.
pub fn late() -> Problem {
    Problem::new(handler::TIMEOUT, TIMEOUT_S.to_string())
}

/// Connects to a target, and agrees on HTTP.
///
/// # Errors
/// What is wrong with the address or the connection.
pub async fn connect(dialler: &Dialler, target: &Target, steps: &mut Steps) -> Result<Line, Problem> {
    let io = dialler.dial(target, steps).await?;
    let (line, works) = handshake(TokioIo::new(io)).await.map_err(|error| broken(&error))?;
    tokio::spawn(async move {
        // What breaks is told to whoever waits for an answer.
        let _ = works.await;
    });
    Ok(line)
}

/// Scheme, host and port: what connections are kept by.
fn place(target: &Target) -> String {
    format!("{}://{}:{}", target.url.scheme(), target.host, target.port)
}

/// The request as HTTP knows it.
///
/// # Errors
/// When the address or a header cannot be written so.
pub fn request(post: Post) -> Result<Request<Full<Bytes>>, Problem> {
    let url = &post.target.url;
    let host = url.host_str().unwrap_or_default();
    let host = url.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
    let path = url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
    let mut request = Request::post(path).header(header::HOST, host);
    for (name, value) in post.headers {
        request = request.header(name, value);
    }
    let body = Full::new(Bytes::from(post.body));
    request.body(body).map_err(|error| Problem::new(handler::NO_HTTP, error.to_string()))
}

/// What an answer says, as far as it has come at a time.
pub async fn read(answer: Response<Incoming>, until: Instant) -> Tried {
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
    let mut late = false;
    // A body that breaks off or takes long is no failure: the status has said what became of the event.
    loop {
        let frame = match timeout_at(until, body.frame()).await {
            Ok(Some(Ok(frame))) => frame,
            Ok(_) => break,
            Err(_) => {
                late = true;
                break;
            }
        };
        let Ok(data) = frame.into_data() else { continue };
        seen += data.len();
        bytes.extend_from_slice(data.get(..data.len().min(BODY_KEPT - bytes.len())).unwrap_or_default());
        if seen > ANSWER_MAX {
            break;
        }
    }
    let body = String::from_utf8_lossy(&bytes).into_owned();
    Tried { status: Some(status), headers, body, cut: late || seen > bytes.len(), problem }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).chars().take(HEADERS_KEPT.1).collect()
}

/// An exchange that broke.
pub fn broken(error: &hyper::Error) -> Problem {
    Problem::new(handler::NO_HTTP, error.to_string())
}

#[cfg(test)]
mod tests;
