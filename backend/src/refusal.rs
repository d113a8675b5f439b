//! A refusal of `/console`: a row of the table of faults with what it is about.
//!
//! Rules refuse with `refuse(fault::NAME_REQUIRED).on("name")`; whatever fails below becomes
//! `internal` or `storage_full`, with its cause in the log and not in the answer.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use shared::console::{ConsoleError, FieldError};
use shared::fault::{self, Fault};
use shared::people::PersonRef;
use shared::typed::Wrong;
use std::fmt;
use store::StoreError;

/// Characters of what is quoted in an answer.
const QUOTED_MAX: usize = 100;

/// Why something was not done.
#[derive(Debug)]
pub struct Refusal {
    /// Which refusal it is.
    pub fault: &'static Fault,
    field: Option<&'static str>,
    detail: Option<String>,
    retry_after: Option<u64>,
    cause: Option<String>,
    more: Vec<Refusal>,
}

/// What is wrong with a form, gathered so that all of it is answered together.
#[derive(Debug, Default)]
pub struct Gathered(Vec<Refusal>);

/// A refusal that says nothing more than its fault.
pub fn refuse(fault: &'static Fault) -> Refusal {
    Refusal { fault, field: None, detail: None, retry_after: None, cause: None, more: Vec::new() }
}

/// What was typed into a field, or the refusal of it.
///
/// # Errors
/// Those of the rule, on the field.
pub fn typed<T>(field: &'static str, outcome: Result<T, Wrong>) -> Result<T, Refusal> {
    outcome.map_err(|wrong| refuse(wrong.fault).on(field).with(wrong.detail))
}

/// A refusal to save over what `editor` has saved meanwhile, in words of its own where that was the same person.
pub fn overtaken(editor: &PersonRef, by: &PersonRef, other: &'static Fault, own: &'static Fault) -> Refusal {
    if editor.id == by.id { refuse(own) } else { refuse(other).with(&editor.name) }
}

impl Refusal {
    /// Names the field at fault, as the request body does.
    pub fn on(self, field: &'static str) -> Refusal {
        Refusal { field: Some(field), ..self }
    }

    /// What the text's `{0}` stands for; cut where it is long.
    pub fn with(self, detail: impl ToString) -> Refusal {
        Refusal { detail: Some(quoted(detail.to_string())), ..self }
    }

    /// How many seconds to wait.
    pub fn after(self, seconds: u64) -> Refusal {
        Refusal { retry_after: Some(seconds), ..self }
    }

    /// What lies behind it, for the log only.
    pub fn because(self, cause: impl ToString) -> Refusal {
        Refusal { cause: Some(cause.to_string()), ..self }
    }

    /// What to tell an operator: the cause, or else what the person would read.
    pub fn reason(&self) -> String {
        self.cause.clone().unwrap_or_else(|| self.body().message)
    }

    /// The body of the answer.
    pub fn body(&self) -> ConsoleError {
        ConsoleError {
            code: self.fault.code.to_owned(),
            message: self.message(),
            field: self.field.map(str::to_owned),
            retry_after: self.retry_after,
            detail: self.detail.clone(),
            more: self.more.iter().map(Refusal::of_field).collect(),
        }
    }

    fn of_field(&self) -> FieldError {
        FieldError {
            code: self.fault.code.to_owned(),
            message: self.message(),
            field: self.field.unwrap_or_default().to_owned(),
            detail: self.detail.clone(),
        }
    }

    fn message(&self) -> String {
        self.fault.text.en.replace("{0}", self.detail.as_deref().unwrap_or_default())
    }
}

impl Gathered {
    /// What was checked; where it was refused something empty, which goes no further than [`Gathered::settle`].
    pub fn check<T: Default>(&mut self, outcome: Result<T, Refusal>) -> T {
        outcome.unwrap_or_else(|mut refusal| {
            let more = std::mem::take(&mut refusal.more);
            self.0.push(refusal);
            self.0.extend(more);
            T::default()
        })
    }

    /// # Errors
    /// The first of what is wrong, with all the rest; a failure of the portal goes alone.
    pub fn settle(mut self) -> Result<(), Refusal> {
        if let Some(at) = self.0.iter().position(|refusal| refusal.fault.status >= 500) {
            return Err(self.0.swap_remove(at));
        }
        let mut all = self.0.into_iter();
        all.next().map_or(Ok(()), |first| Err(Refusal { more: all.collect(), ..first }))
    }
}

/// A text as it is quoted: its beginning, if it is long.
fn quoted(text: String) -> String {
    match text.char_indices().nth(QUOTED_MAX) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.fault.code)
    }
}

impl ResponseError for Refusal {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.fault.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        if let Some(cause) = &self.cause {
            tracing::error!(fault = self.fault.code, cause, "a request of the console failed");
        }
        let mut response = HttpResponse::build(self.status_code());
        response.insert_header((header::CACHE_CONTROL, "no-store"));
        if let Some(seconds) = self.retry_after {
            response.insert_header((header::RETRY_AFTER, seconds));
        }
        response.json(self.body())
    }
}

impl From<&'static Fault> for Refusal {
    fn from(fault: &'static Fault) -> Refusal {
        refuse(fault)
    }
}

impl From<StoreError> for Refusal {
    fn from(cause: StoreError) -> Refusal {
        let fault = if cause == StoreError::Full { fault::STORAGE_FULL } else { fault::INTERNAL };
        Refusal { cause: Some(cause.to_string()), ..refuse(fault) }
    }
}

impl From<engine::Error> for Refusal {
    fn from(cause: engine::Error) -> Refusal {
        let full = cause.status == engine::error::STORAGE_FULL.status;
        let fault = if full { fault::STORAGE_FULL } else { fault::INTERNAL };
        let below = cause.source.as_ref().map_or_else(String::new, |source| format!(": {source}"));
        Refusal { cause: Some(format!("{cause}{below}")), ..refuse(fault) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_stays_out_of_the_answer() {
        let refusal = Refusal::from(StoreError::Io("left on disk 7".to_owned()));
        let body = serde_json::to_string(&refusal.body()).unwrap();
        assert!(!body.contains("disk 7"), "{body}");
        assert_eq!(refusal.status_code(), 500);
        assert_eq!(Refusal::from(StoreError::Full).status_code(), 507);
    }

    #[test]
    fn what_is_long_is_quoted_by_its_beginning() {
        let detail = |text: String| refuse(fault::SCOPE_UNKNOWN).with(text).body().detail.unwrap();
        assert_eq!(detail("ж".repeat(100)), "ж".repeat(100));
        assert_eq!(detail("ж".repeat(10_000)), format!("{}…", "ж".repeat(100)));
    }

    #[test]
    fn all_that_is_wrong_is_answered_together() {
        let mut gathered = Gathered::default();
        assert_eq!(gathered.check(Ok(7)), 7);
        gathered.check(Err::<(), _>(refuse(fault::NAME_REQUIRED).on("name")));
        gathered.check(Err::<(), _>(refuse(fault::EXPIRY_PAST).on("expires")));
        let body = gathered.settle().unwrap_err().body();
        assert_eq!((body.field.as_deref(), body.more.len()), (Some("name"), 1));
        assert_eq!((body.more[0].field.as_str(), body.more[0].code.as_str()), ("expires", "expiry_past"));
        assert!(Gathered::default().settle().is_ok());
    }

    #[test]
    fn the_detail_stands_in_the_message() {
        let body = refuse(fault::TOO_LONG).on("name").with(200).body();
        assert_eq!((body.message.as_str(), body.field.as_deref()), ("At most 200 characters.", Some("name")));
    }
}
