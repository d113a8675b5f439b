//! The portal behind HTTP: the line that every REST call walks, from credentials to the answer.

mod door;

use crate::{
    auth::{Credentials, Known},
    clock::Clock,
    limits::{self, Meter},
    request_log::{Call, RequestLog},
    stats::{Outcome, Stats},
};
use door::Door;
use engine::{
    Answer, Error, Operating, Result, Services, Target,
    batch::{self, Inner, Session},
    error,
};
use params::Tree;
use std::{
    cell::Cell,
    net::IpAddr,
    sync::{Arc, PoisonError, RwLock},
    time::{Duration, Instant},
};

/// Parameters of more bytes than this take long to decode.
const LARGE: usize = 128 << 10;

/// A running portal.
pub struct Portal {
    services: RwLock<Arc<Services>>,
    known: Known,
    /// Counts of calls.
    pub stats: Stats,
    /// What integrations called lately.
    pub log: RequestLog,
    /// Limits of calls, and what they cost.
    pub meter: Meter,
    /// Whether REST answers at all.
    pub door: Door,
    /// The time.
    pub clock: Clock,
}

/// A REST call as HTTP brought it.
#[derive(Debug)]
pub struct RawCall {
    /// 2, or 3 below `/rest/api/`.
    pub version: u8,
    /// User id and secret of a webhook's address.
    pub webhook: Option<(String, String)>,
    /// Name of the method.
    pub method: String,
    /// The undecoded parameters.
    pub input: Input,
    /// Scheme and host of the portal as the client sees it.
    pub origin: String,
    /// Where the request came from.
    pub source: IpAddr,
}

/// Parameters before they are decoded.
#[derive(Debug)]
pub struct Input {
    /// The query, undecoded.
    pub query: String,
    /// The body.
    pub body: Body,
}

/// A body before it is decoded.
#[derive(Debug)]
pub enum Body {
    /// None, or one that is not read.
    Empty,
    /// Form-encoded.
    Form(Vec<u8>),
    /// JSON.
    Json(Vec<u8>),
    /// Fields of a multipart form.
    Parts(Vec<(String, String)>),
}

/// What became of a call, and what the log says of it.
pub struct Served {
    /// The answer or the refusal.
    pub outcome: Result<Answer>,
    /// Canonical name of the method; empty when it is unknown.
    pub method: &'static str,
    /// The integration; `None` when credentials were refused.
    pub integration: Option<u64>,
    /// When it began, UTC milliseconds.
    pub began: i64,
    /// How long the portal worked on it.
    pub took: Duration,
    /// What the method has cost the integration.
    pub operating: Operating,
}

impl Portal {
    /// A portal with these services.
    pub fn new(services: Services, clock: Clock) -> Portal {
        let stats = Stats::new(services.store.clone());
        let log = RequestLog::new(services.store.clone());
        let (known, meter, door) = (Known::default(), Meter::default(), Door::default());
        Portal { services: RwLock::new(Arc::new(services)), known, stats, log, meter, door, clock }
    }

    /// What the portal shares.
    pub fn services(&self) -> Arc<Services> {
        self.services.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Gives the portal the services that set-up chose.
    pub fn reconfigure(&self, services: Services) {
        *self.services.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(services);
    }

    /// To be called after any commit that changes a person, a webhook, its secret, scopes, expiry or state.
    pub fn forget_callers(&self) {
        self.known.forget();
    }

    /// Grows with every [`Portal::forget_callers`], so that others can keep what they read as well.
    pub fn generation(&self) -> u64 {
        self.known.generation()
    }

    /// Whether a call may take long enough to leave the thread that serves others.
    pub fn takes_long(&self, raw: &RawCall) -> bool {
        if raw.input.size() > LARGE {
            return true;
        }
        let services = self.services();
        let target = services.registry.find(raw.version, &raw.method).ok();
        target.is_some_and(|target| target.name == "batch" || target.run.is_some_and(|(_, method)| method.scans))
    }

    /// Performs a call, counts it, and says what became of it.
    pub fn serve(&self, raw: &RawCall) -> Served {
        let (began, begin) = (self.clock.now(), Instant::now());
        let services = self.services();
        let mut served = Served {
            outcome: Err(error::NO_AUTH_FOUND.into()),
            method: "",
            integration: None,
            began,
            took: Duration::ZERO,
            operating: limits::unmetered(began),
        };
        match self.credentials(&services, raw, began) {
            Ok(credentials) => {
                let target = services.registry.find(raw.version, &raw.method);
                served.integration = Some(credentials.integration);
                served.method = target.as_ref().map_or("", |target| target.name);
                let target = self.door.admit().and(target);
                let admitted = credentials.admit(raw.source).and(target);
                let admitted =
                    admitted.and_then(|target| self.admit(&credentials, target, raw, began).map(|()| target));
                served.outcome = admitted.and_then(|target| {
                    let outcome = self.perform(&services, &credentials, target, raw, began);
                    // The outside of a batch is not metered; what happens in it is.
                    if target.name != "batch" {
                        served.operating = self.meter.spend(credentials.webhook, target, begin.elapsed(), began);
                    }
                    outcome
                });
                served.took = begin.elapsed();
                self.count(&credentials, served.method, &served.outcome, began, served.took);
                let error = served.outcome.as_ref().err();
                let (method, took) = (served.method, served.took);
                let call = Call { at: began, method, error, took, source: raw.source, in_batch: false };
                self.log.note(credentials.webhook, &call);
            }
            Err(error) => served.outcome = Err(error),
        }
        served.took = begin.elapsed();
        served
    }

    /// What refuses a call before its parameters are read, in the order of the protocol.
    fn admit(&self, credentials: &Credentials, target: &Target, raw: &RawCall, now: i64) -> Result<()> {
        batch::admit(&credentials.caller, target)?;
        let taken = self.meter.admit_request(raw.source, now);
        let taken = taken.and_then(|()| self.meter.admit_webhook(credentials.webhook, credentials.rate, now));
        taken.inspect_err(|_| self.meter.note_refusal(credentials.webhook, now))?;

        self.meter.admit_method(credentials.webhook, target, now)
    }

    fn credentials(&self, services: &Services, raw: &RawCall, now: i64) -> Result<Arc<Credentials>> {
        let Some((user, secret)) = &raw.webhook else {
            // Without applications there are no access tokens, so every one is unknown.
            let token = raw.input.decode().ok().and_then(|params| params.get("auth").map(|auth| !auth.is_empty()));
            return Err(if token == Some(true) { error::INVALID_TOKEN } else { error::NO_AUTH_FOUND }.into());
        };
        self.known.identify(services, user, secret, now)
    }

    fn perform(
        &self,
        services: &Services,
        credentials: &Credentials,
        target: &Target,
        raw: &RawCall,
        now: i64,
    ) -> Result<Answer> {
        let limit = |target: &Target| self.meter.admit_method(credentials.webhook, target, now);
        let people = Cell::new(target.name.starts_with("user."));
        let count = |inner: Inner| {
            let (method, error) = (inner.target.map_or("", |target| target.name), inner.error);
            let call = Call { at: now, method, error, took: inner.duration, source: raw.source, in_batch: true };
            self.log.note(credentials.webhook, &call);
            let outcome = Outcome { error, took: inner.duration, in_batch: true };
            self.stats.count(now, credentials.integration, method, outcome);
            people.set(people.get() || method.starts_with("user."));
            match inner.target {
                Some(target) if inner.ran => self.meter.spend(credentials.webhook, target, inner.duration, now),
                _ => limits::unmetered(now),
            }
        };
        let params = raw.input.decode()?;
        let session =
            Session { services, caller: &credentials.caller, now, origin: &raw.origin, limit: &limit, count: &count };
        let answer = batch::perform(&session, target, &params)?;
        // People's names, roles and activity are part of what is known of callers.
        if answer.ticket.is_some() && people.get() {
            self.forget_callers();
        }
        Ok(answer)
    }

    fn count(
        &self,
        credentials: &Credentials,
        method: &'static str,
        outcome: &Result<Answer>,
        now: i64,
        took: Duration,
    ) {
        let outcome = Outcome { error: outcome.as_ref().err(), took, in_batch: false };
        self.stats.count(now, credentials.integration, method, outcome);
    }
}

impl Input {
    /// Bytes of the query and the body.
    fn size(&self) -> usize {
        self.query.len()
            + match &self.body {
                Body::Empty => 0,
                Body::Form(bytes) | Body::Json(bytes) => bytes.len(),
                Body::Parts(parts) => parts.iter().map(|(name, text)| name.len() + text.len()).sum(),
            }
    }

    /// The parameters: query and body together, the body winning.
    ///
    /// # Errors
    /// 400 `INVALID_REQUEST` for JSON that is none.
    pub fn decode(&self) -> Result<Tree> {
        let query = params::decode_query(&self.query);
        let body = match &self.body {
            Body::Empty => return Ok(query),
            Body::Form(bytes) => params::decode_query_bytes(bytes),
            Body::Json(bytes) => params::decode_json(bytes).map_err(|problem| {
                Error::new(400, "INVALID_REQUEST", format!("The request body is not valid JSON: {problem}"))
            })?,
            Body::Parts(parts) => {
                let mut tree = Tree::new();
                for (name, text) in parts {
                    tree.insert_bracketed(name, text.as_str().into());
                }
                tree
            }
        };
        Ok(query.merge_over(body))
    }
}
