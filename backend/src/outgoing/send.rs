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
use std::time::{Duration, Instant};
use tokio::time::timeout;

/// Bytes of an answer's body that are kept.
const BODY_KEPT: usize = 2048;

/// Headers of an answer that are kept, and characters of each.
const HEADERS_KEPT: (usize, usize) = (24, 200);

/// How long a connection that is not used stays open, and how many to one place.
const IDLE: (Duration, usize) = (Duration::from_secs(20), 64);

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

/// A connection over which a request can be sent.
type Line = SendRequest<Full<Bytes>>;

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
        let tried = match timeout(Duration::from_secs(TIMEOUT_S), self.exchange(post)).await {
            Ok(tried) => tried,
            Err(_) => Err(Problem::new(handler::TIMEOUT, TIMEOUT_S.to_string())),
        };
        tried.unwrap_or_else(|problem| Tried { problem: Some(problem), ..Tried::default() })
    }

    async fn exchange(&self, post: Post) -> Result<Tried, Problem> {
        let place = place(&post.target);
        let target = post.target.clone();
        let mut request = request(post)?;
        while let Some(mut line) = self.kept(&place) {
            match line.try_send_request(request).await {
                Ok(answer) => return Ok(self.read(place, line, answer).await),
                // The handler has closed it meanwhile, and the request never left.
                Err(mut error) => match error.take_message() {
                    Some(unsent) => request = unsent,
                    None => return Err(broken(&error.into_error())),
                },
            }
        }
        let mut line = connect(&self.dialler, &target, &mut Steps::default()).await?;
        let answer = line.send_request(request).await.map_err(|error| broken(&error))?;
        Ok(self.read(place, line, answer).await)
    }

    async fn read(&self, place: String, mut line: Line, answer: Response<Incoming>) -> Tried {
        let tried = read(answer).await;
        if line.ready().await.is_ok() {
            let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
            // What nobody has used for long goes, wherever it leads.
            idle.retain(|_, lines| {
                lines.retain(|(_, since)| since.elapsed() < IDLE.0);
                !lines.is_empty()
            });
            let lines = idle.entry(place).or_default();
            if lines.len() < IDLE.1 {
                lines.push((line, Instant::now()));
            }
        }
        tried
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

/// An exchange that broke.
pub fn broken(error: &hyper::Error) -> Problem {
    Problem::new(handler::NO_HTTP, error.to_string())
}

#[cfg(test)]
mod tests;
