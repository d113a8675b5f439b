//! What can go wrong in a call: one error type, and a table of the protocol's own errors.

use std::{borrow::Cow, error, fmt};

/// A refusal, as the envelope prints it.
#[derive(Debug)]
pub struct Error {
    /// HTTP status; business errors are 400.
    pub status: u16,
    /// Code, exactly as documented: an open set of strings, the empty one among them.
    pub code: Cow<'static, str>,
    /// What was wrong, with which value; never a secret.
    pub description: Cow<'static, str>,
    /// The argument at fault, where the documentation has one.
    pub argument: Option<&'static str>,
    /// What lies behind it, for the log.
    pub source: Option<Box<dyn error::Error + Send + Sync>>,
}

/// The result of anything that may refuse.
pub type Result<T, E = Error> = std::result::Result<T, E>;

impl Error {
    /// An error with a status, a documented code and a description.
    pub fn new(status: u16, code: impl Into<Cow<'static, str>>, description: impl Into<Cow<'static, str>>) -> Error {
        Error { status, code: code.into(), description: description.into(), argument: None, source: None }
    }

    /// A 400 with code `ERROR_CORE`: the classic API's word for "the values do not do".
    pub fn core(description: impl Into<Cow<'static, str>>) -> Error {
        Error::new(400, "ERROR_CORE", description)
    }

    /// A 400 with the empty code of the classic CRM methods.
    pub fn plain(description: impl Into<Cow<'static, str>>) -> Error {
        Error::new(400, "", description)
    }

    /// The same error where a family has a code of its own for values that do not do: `ERROR_CORE` becomes it.
    pub fn of_values(self, code: &'static str) -> Error {
        if self.code == "ERROR_CORE" { Error { code: code.into(), ..self } } else { self }
    }

    /// The same error, naming the argument at fault.
    pub fn about(mut self, argument: &'static str) -> Error {
        self.argument = Some(argument);
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}: {}", self.status, self.code, self.description)
    }
}

impl error::Error for Error {}

/// An error whose text never varies.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// HTTP status.
    pub status: u16,
    /// Code.
    pub code: &'static str,
    /// Description.
    pub description: &'static str,
}

const fn known(status: u16, code: &'static str, description: &'static str) -> Known {
    Known { status, code, description }
}

impl From<Known> for Error {
    fn from(row: Known) -> Error {
        Error::new(row.status, row.code, row.description)
    }
}

impl From<store::StoreError> for Error {
    fn from(cause: store::StoreError) -> Error {
        let row = if matches!(cause, store::StoreError::Full) { STORAGE_FULL } else { INTERNAL };
        Error { source: Some(Box::new(cause)), ..row.into() }
    }
}

// The system errors of error-codes.md, with the statuses that live portals send.

/// Plain http where https is demanded.
pub const HTTPS_REQUIRED: Known = known(400, "INVALID_REQUEST", "Https required");
/// A webhook's user or secret is unknown, replaced, expired or switched off.
pub const INVALID_CREDENTIALS: Known = known(401, "INVALID_CREDENTIALS", "Invalid request credentials");
/// No credentials at all.
pub const NO_AUTH_FOUND: Known = known(401, "NO_AUTH_FOUND", "Wrong authorization data");
/// An access token of no application.
pub const INVALID_TOKEN: Known = known(401, "invalid_token", "Unable to get application by token");
/// The owner of the credentials has been deactivated.
pub const AUTHORIZATION_ERROR: Known = known(401, "authorization_error", "Unable to authorize user");
/// Scope not granted.
pub const INSUFFICIENT_SCOPE: Known =
    known(401, "insufficient_scope", "The request requires higher privileges than provided by the webhook token");
/// A method for applications, called by a webhook.
pub const APPLICATION_REQUIRED: Known =
    known(403, "WRONG_AUTH_TYPE", "Current authorization type is denied for this method Application context required");
/// The same, in the words of the events, options and storage methods.
pub const APPLICATION_CONTEXT: Known = known(403, "ACCESS_DENIED", "Access denied! Application context required");
/// Unknown method.
pub const METHOD_NOT_FOUND: Known = known(404, "ERROR_METHOD_NOT_FOUND", "Method not found!");
/// More requests from one source than the portal allows.
pub const QUERY_LIMIT_EXCEEDED: Known = known(503, "QUERY_LIMIT_EXCEEDED", "Too many requests");
/// An administrator has paused REST.
pub const OVERLOAD_LIMIT: Known = known(503, "OVERLOAD_LIMIT", "REST API is blocked due to overload");
/// An administrator has switched REST off.
pub const REST_OFF: Known = known(403, "ACCESS_DENIED", "REST API is switched off on this portal");
/// A method has worked for an integration longer than the portal allows.
pub const OPERATION_TIME_LIMIT: Known =
    known(429, "OPERATION_TIME_LIMIT", "Method is blocked due to operation time limit");
/// Any HTTP verb other than GET and POST.
pub const VERB_NOT_ALLOWED: Known = known(405, "INVALID_REQUEST", "Use GET or POST");
/// A body above the limit.
pub const BODY_TOO_LARGE: Known = known(413, "INVALID_REQUEST", "The request body is larger than 64 MiB");
/// `batch` inside `batch`.
pub const BATCH_NOT_ALLOWED: Known =
    known(405, "ERROR_BATCH_METHOD_NOT_ALLOWED", "Method is not allowed for batch usage");
/// Command 51 and above.
pub const BATCH_TOO_LONG: Known = known(400, "ERROR_BATCH_LENGTH_EXCEEDED", "Max batch length exceeded");
/// Anything unexpected.
pub const INTERNAL: Known = known(500, "INTERNAL_SERVER_ERROR", "Internal server error");
/// The disk is full; nothing was written.
pub const STORAGE_FULL: Known = known(507, "INSUFFICIENT_STORAGE", "The portal's disk is full; nothing was written");

/// A method of the catalogue that this version does not answer. Never a 5xx, which clients would retry.
pub fn not_implemented(method: &str) -> Error {
    Error::new(400, "ERROR_NOT_IMPLEMENTED", format!("{method} is not implemented by this portal"))
}

/// A value of the wrong type, by the field's name.
pub fn wrong_value(field: &str, expected: &str) -> Error {
    Error::core(format!("Invalid value of field '{field}': {expected} is expected"))
}
