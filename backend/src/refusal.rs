//! A refusal of `/console`: a row of the table of faults with what it is about.
//!
//! Rules refuse with `refuse(fault::NAME_REQUIRED).on("name")`; whatever fails below becomes
//! `internal` or `storage_full`, with its cause in the log and not in the answer.

use actix_web::http::{StatusCode, header};
use actix_web::{HttpResponse, ResponseError};
use shared::console::ConsoleError;
use shared::fault::{self, Fault};
use std::fmt;
use store::StoreError;

/// Why something was not done.
#[derive(Debug)]
pub struct Refusal {
    /// Which refusal it is.
    pub fault: &'static Fault,
    field: Option<&'static str>,
    detail: Option<String>,
    retry_after: Option<u64>,
    cause: Option<String>,
}

/// A refusal that says nothing more than its fault.
pub fn refuse(fault: &'static Fault) -> Refusal {
    Refusal { fault, field: None, detail: None, retry_after: None, cause: None }
}

impl Refusal {
    /// Names the field at fault, as the request body does.
    pub fn on(self, field: &'static str) -> Refusal {
        Refusal { field: Some(field), ..self }
    }

    /// What the text's `{0}` stands for.
    pub fn with(self, detail: impl ToString) -> Refusal {
        Refusal { detail: Some(detail.to_string()), ..self }
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
            message: self.fault.text.en.replace("{0}", self.detail.as_deref().unwrap_or_default()),
            field: self.field.map(str::to_owned),
            retry_after: self.retry_after,
            detail: self.detail.clone(),
        }
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
    fn the_detail_stands_in_the_message() {
        let body = refuse(fault::TOO_LONG).on("name").with(200).body();
        assert_eq!((body.message.as_str(), body.field.as_deref()), ("At most 200 characters.", Some("name")));
    }
}
