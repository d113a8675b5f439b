//! A log that grows at its head while somebody reads on at its end.

use shared::request_log::{Log, Logged};

/// The calls in sight, newest first, and where to go on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The calls.
    pub calls: Vec<Logged>,
    /// The place of what is older.
    pub older: Option<String>,
}

impl Seen {
    /// Puts the newest page before what is there. Where so much has come that the two do not touch, what was
    /// there goes: a log with a hole in it would say what is not true.
    pub fn renew(&mut self, newest: Log) {
        let touches = |known: &Logged| newest.calls.iter().position(|call| call.place == known.place);
        match self.calls.first().and_then(touches) {
            Some(fresh) => {
                let fresh = newest.calls.into_iter().take(fresh);
                self.calls.splice(0..0, fresh);
            }
            None => *self = Seen { calls: newest.calls, older: newest.older },
        }
    }

    /// Puts older calls after what is there.
    pub fn go_on(&mut self, page: Log) {
        self.calls.extend(page.calls);
        self.older = page.older;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(places: &[&str], older: Option<&str>) -> Log {
        let call = |place: &&str| Logged { place: (*place).to_owned(), ..Logged::default() };
        Log { calls: places.iter().map(call).collect(), older: older.map(str::to_owned), kept_days: 14 }
    }

    fn places(seen: &Seen) -> String {
        seen.calls.iter().map(|call| call.place.as_str()).collect()
    }

    #[test]
    fn what_comes_is_put_before_and_what_was_after() {
        let mut seen = Seen::default();
        seen.renew(page(&["d", "c"], Some("c")));
        seen.go_on(page(&["b", "a"], None));
        seen.renew(page(&["d", "c"], Some("c")));
        assert_eq!((places(&seen), seen.older.clone()), ("dcba".to_owned(), None));
        seen.renew(page(&["f", "e", "d"], Some("d")));
        assert_eq!(places(&seen), "fedcba");
        seen.renew(page(&["i", "h"], Some("h")));
        assert_eq!((places(&seen), seen.older.as_deref()), ("ih".to_owned(), Some("h")), "nothing is left out");
    }
}
