//! Reading the log: newest first, filtered, a page at a time; and what failed, grouped.

use super::{RequestLog, entry};
use shared::Millis;
use shared::request_log::{ErrorGroup, Logged};
use std::collections::HashMap;
use store::{Direction, StoreError, keys};

/// Values that are read at a time.
const CHUNK: usize = 64;

/// Which calls to read.
#[derive(Clone, Debug, Default)]
pub struct Wanted {
    /// `ok`, `failed`, or an HTTP status; anything is wanted when it is empty.
    pub status: String,
    /// Part of the method's name.
    pub method: String,
    /// Part of the error's code or text, of the method's name, or of the client's address.
    pub text: String,
    /// From when on.
    pub from: Option<Millis>,
    /// Until when, exclusive.
    pub to: Option<Millis>,
    /// Only what is older than this place.
    pub before: Option<String>,
    /// How many at most.
    pub limit: usize,
}

/// Time and number of a value, and the position in it.
type Place = (u64, u32, usize);

impl RequestLog {
    /// Calls of an integration, newest first, and the place to go on from if there are more.
    ///
    /// # Errors
    /// When the store fails.
    pub fn read(&self, integration: u64, wanted: &Wanted) -> Result<(Vec<Logged>, Option<String>), StoreError> {
        let wanted = wanted.folded();
        let before = wanted.before.as_deref().and_then(parse);
        let mut calls: Vec<Logged> = Vec::new();
        self.walk(integration, before, &mut |call| {
            let enough = calls.len() == wanted.limit;
            // One more than fits tells that there is more.
            if wanted.fits(&call) {
                match enough {
                    true => return false,
                    false => calls.push(call),
                }
            }
            true
        })
        .map(|complete| {
            let older = calls.last().filter(|_| !complete).map(|last| last.place.clone());
            (calls, older)
        })
    }

    /// What failed, grouped by code, method and status, the latest first.
    ///
    /// # Errors
    /// When the store fails.
    pub fn errors(&self, integration: u64, wanted: &Wanted) -> Result<Vec<ErrorGroup>, StoreError> {
        let wanted = wanted.folded();
        let mut groups: Vec<ErrorGroup> = Vec::new();
        let mut places: HashMap<(String, String, u16), usize> = HashMap::new();
        self.walk(integration, None, &mut |call| {
            if call.status < 400 || !wanted.fits(&call) {
                return true;
            }
            let at = *places.entry((call.code.clone(), call.method.clone(), call.status)).or_insert_with(|| {
                groups.push(ErrorGroup {
                    code: call.code.clone(),
                    method: call.method.clone(),
                    status: call.status,
                    count: 0,
                    first: call.at,
                    last: call.at,
                    sample: call.clone(),
                });
                groups.len() - 1
            });
            if let Some(group) = groups.get_mut(at) {
                group.count += 1;
                group.first = group.first.min(call.at);
                group.last = group.last.max(call.at);
            }
            true
        })?;
        Ok(groups)
    }

    /// Hands every call to `take`, newest first, until it answers false; whether it saw all of them.
    fn walk(
        &self,
        integration: u64,
        before: Option<Place>,
        take: &mut dyn FnMut(Logged) -> bool,
    ) -> Result<bool, StoreError> {
        let mut end = before.map_or(u64::MAX, |(time, ..)| time.saturating_add(1));
        let mut last = before;
        loop {
            let range = keys::requests_between(integration, 0, end);
            let blocks = self.store.scan(&range, Direction::Down, CHUNK)?;
            let mut moved = false;
            for (key, block) in &blocks {
                let Some((_, time, number, _)) = keys::requests_parts(key) else { continue };
                let calls = entry::decode(&block.value)?;
                for (at, mut call) in calls.into_iter().enumerate().rev() {
                    let place = (time, number, at);
                    if last.is_some_and(|last| place >= last) {
                        continue;
                    }
                    call.place = format!("{time}-{number}-{at}");
                    if !take(call) {
                        return Ok(false);
                    }
                    (last, moved) = (Some(place), true);
                }
                end = time.saturating_add(1);
            }
            if !moved || blocks.len() < CHUNK {
                return Ok(true);
            }
        }
    }
}

impl Wanted {
    fn folded(&self) -> Wanted {
        Wanted { method: self.method.trim().to_lowercase(), text: self.text.trim().to_lowercase(), ..self.clone() }
    }

    fn fits(&self, call: &Logged) -> bool {
        let has = |text: &str, part: &str| text.to_lowercase().contains(part);
        let status = match self.status.as_str() {
            "" => true,
            // A row of calls that were only counted is nothing that went well or did not.
            "ok" => (1..400).contains(&call.status),
            "failed" => call.status >= 400,
            exact => exact.parse() == Ok(call.status),
        };
        status
            && (self.method.is_empty() || has(&call.method, &self.method))
            && (self.text.is_empty()
                || [&call.code, &call.text, &call.method, &call.address].iter().any(|text| has(text, &self.text)))
            && self.from.is_none_or(|from| call.at >= from)
            && self.to.is_none_or(|to| call.at < to)
    }
}

fn parse(place: &str) -> Option<Place> {
    let mut parts = place.splitn(3, '-');
    let (time, number, at) = (parts.next()?, parts.next()?, parts.next()?);
    Some((time.parse().ok()?, number.parse().ok()?, at.parse().ok()?))
}
