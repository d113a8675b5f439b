//! A handler of events on this machine: keeps what it is sent, and answers as a test says.

use crate::program::PATIENCE;
use params::{Tree, Value, decode_json, decode_query_bytes};
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Instant;

/// A request that came.
#[derive(Clone, Debug)]
pub struct Received {
    /// First line.
    pub line: String,
    /// Headers, their names in lower case.
    pub headers: Vec<(String, String)>,
    /// Body.
    pub body: Vec<u8>,
}

/// Decides the status of an answer.
type Answers = Box<dyn Fn(&Received) -> u16 + Send + Sync>;

/// A running handler. It goes on until the test ends.
#[derive(Clone)]
pub struct Receiver {
    address: SocketAddr,
    kept: Arc<Kept>,
}

#[derive(Default)]
struct Kept {
    received: Mutex<Vec<Received>>,
    came: Condvar,
}

impl Received {
    /// A header, or nothing.
    pub fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value)
    }

    /// What the body says, whichever form it has.
    pub fn tree(&self) -> Tree {
        match self.header("content-type") {
            "application/json" => decode_json(&self.body).expect("the body is JSON"),
            _ => decode_query_bytes(&self.body),
        }
    }

    /// A text inside the body; empty when it is not there.
    pub fn text(&self, path: &[&str]) -> String {
        let tree = Value::from(self.tree());
        tree.path(path).and_then(Value::as_text).map(|text| text.into_owned()).unwrap_or_default()
    }
}

impl Receiver {
    /// One that is content with everything.
    pub fn start() -> Receiver {
        Receiver::answering(|_| 200)
    }

    /// One that answers with the status that `answers` says.
    pub fn answering(answers: impl Fn(&Received) -> u16 + Send + Sync + 'static) -> Receiver {
        let listener = TcpListener::bind("127.0.0.1:0").expect("there is a free port");
        let address = listener.local_addr().expect("it is bound");
        let kept = Arc::new(Kept::default());
        let answers: Arc<Answers> = Arc::new(Box::new(answers));
        let receiver = Receiver { address, kept: kept.clone() };
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (kept, answers) = (kept.clone(), answers.clone());
                thread::spawn(move || serve(&stream, &kept, &answers));
            }
        });
        receiver
    }

    /// The address of one of its handlers.
    pub fn url(&self, path: &str) -> String {
        format!("http://{}/{path}", self.address)
    }

    /// Everything that came so far.
    pub fn received(&self) -> Vec<Received> {
        self.kept.received.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until what came is enough, and answers it.
    #[track_caller]
    pub fn wait(&self, what: &str, enough: impl Fn(&[Received]) -> bool) -> Vec<Received> {
        let until = Instant::now() + PATIENCE;
        let mut received = self.kept.received.lock().unwrap_or_else(PoisonError::into_inner);
        while !enough(&received) {
            let left = until.saturating_duration_since(Instant::now());
            assert!(!left.is_zero(), "waited for {what}; {} requests came", received.len());
            received = self.kept.came.wait_timeout(received, left).unwrap_or_else(PoisonError::into_inner).0;
        }
        received.clone()
    }

    /// Waits until so many requests came.
    #[track_caller]
    pub fn wait_for(&self, count: usize) -> Vec<Received> {
        self.wait(&format!("{count} requests"), |received| received.len() >= count)
    }
}

fn serve(stream: &TcpStream, kept: &Kept, answers: &Answers) {
    let _ = stream.set_nodelay(true);
    let mut reader = BufReader::new(stream);
    while let Some(received) = read(&mut reader) {
        let status = answers(&received);
        {
            let mut all = kept.received.lock().unwrap_or_else(PoisonError::into_inner);
            all.push(received);
            kept.came.notify_all();
        }
        let answer = format!("HTTP/1.1 {status} Said\r\ncontent-length: 2\r\nx-handler: test\r\n\r\nok");
        if (&*stream).write_all(answer.as_bytes()).is_err() {
            return;
        }
    }
}

fn read(reader: &mut impl BufRead) -> Option<Received> {
    let mut lines = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim_end().to_owned();
        if line.is_empty() {
            break;
        }
        lines.push(line);
    }
    let line = lines.first()?.clone();
    let pairs = lines.iter().skip(1).filter_map(|line| line.split_once(':'));
    let headers: Vec<_> = pairs.map(|(name, value)| (name.to_lowercase(), value.trim().to_owned())).collect();
    let length = headers.iter().find(|(name, _)| name == "content-length");
    let mut body = vec![0; length.and_then(|(_, length)| length.parse().ok()).unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    Some(Received { line, headers, body })
}
