//! The last runs of an integration's requests, as this browser keeps them: what was asked and how it ended,
//! neither the secret nor what was answered.

use serde::{Deserialize, Serialize};
use shared::Millis;
use shared::integration::BuilderRequest;

/// A run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Past {
    /// When it was sent.
    pub at: Millis,
    /// What was sent.
    pub request: BuilderRequest,
    /// HTTP status; `None` when no answer came.
    pub status: Option<u16>,
    /// Time from sending to the last byte, milliseconds.
    pub duration_ms: f64,
}

/// How many runs are kept.
const KEPT: usize = 50;

/// Most bytes that they may take; a browser has room for some millions in all.
const BYTES_MAX: usize = 400_000;

/// Where the runs of an integration are kept. Browsers can be shared, so a person's runs are the person's.
pub fn key(person: u64, integration: u64) -> String {
    format!("portico.runs.{person}.{integration}")
}

/// The runs that were kept, newest first; none if the text is not ours.
pub fn read(text: &str) -> Vec<Past> {
    serde_json::from_str(text).unwrap_or_default()
}

/// The runs with a new one first.
pub fn with(mut past: Vec<Past>, run: Past) -> Vec<Past> {
    past.insert(0, run);
    past.truncate(KEPT);
    past
}

/// The runs as text. When they take too much room, the oldest are left out.
pub fn write(past: &[Past]) -> String {
    let mut left = past.len();
    loop {
        let text = serde_json::to_string(&past[..left]).unwrap_or_default();
        if text.len() <= BYTES_MAX || left == 0 {
            return text;
        }
        left /= 2;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn run(at: Millis, value: &str) -> Past {
        let params = vec![("fields[TITLE]".to_owned(), value.to_owned())];
        let request = BuilderRequest { method: "crm.lead.add".to_owned(), params, ..BuilderRequest::default() };
        Past { at, request, status: Some(200), duration_ms: 2.5 }
    }

    #[test]
    fn the_newest_fifty_are_kept() {
        let all = (0..60).fold(Vec::new(), |past, at| with(past, run(at, "A&B \"<>ü\" [] %")));
        assert_eq!((all.len(), all[0].at, all[49].at), (50, 59, 10));
        assert_eq!(read(&write(&all)), all);
    }

    #[test]
    fn large_requests_push_out_old_ones() {
        let large = "x".repeat(BYTES_MAX / 3);
        let all: Vec<_> = (0..4).map(|at| run(at, &large)).collect();
        assert_eq!(read(&write(&all)), all[..2]);
        let too_large = [run(1, &"x".repeat(BYTES_MAX))];
        assert_eq!(write(&too_large), "[]");
    }

    #[test]
    fn other_texts_are_no_runs() {
        for text in ["", "null", "[1]", "{\"at\":1}"] {
            assert_eq!(read(text), [], "{text}");
        }
    }
}
