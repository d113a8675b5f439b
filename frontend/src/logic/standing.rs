//! What the limits of REST are doing, in one word.

use shared::{Millis, settings::RestState, stats::Standing};

/// The gravest thing that is going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// REST does not answer.
    Blocked,
    /// So many methods wait until their time of work is over.
    Cooling(usize),
    /// So many requests were sent away in the last ten minutes.
    Limited(u64),
    /// Nothing.
    Normal,
}

/// What goes on at this time.
pub fn state(standing: &Standing, now: Millis) -> State {
    let waiting = standing.busiest.iter().filter(|budget| budget.free_at.is_some_and(|at| at > now)).count();
    let refused = standing.refused.iter().map(|refused| refused.requests).sum();
    match (standing.rest.value.state != RestState::On, waiting, refused) {
        (true, ..) => State::Blocked,
        (_, 1.., _) => State::Cooling(waiting),
        (_, _, 1..) => State::Limited(refused),
        _ => State::Normal,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::stats::{Budget, Caller, Refused};

    #[test]
    fn the_gravest_wins() {
        let mut standing = Standing::default();
        assert_eq!(state(&standing, 0), State::Normal);
        standing.refused.push(Refused { caller: Caller::default(), requests: 7 });
        assert_eq!(state(&standing, 0), State::Limited(7));
        let free_at = Some(100);
        standing.busiest.push(Budget { caller: Caller::default(), method: String::new(), seconds: 481.0, free_at });
        assert_eq!((state(&standing, 99), state(&standing, 100)), (State::Cooling(1), State::Limited(7)));
        standing.rest.value.state = RestState::Paused;
        assert_eq!(state(&standing, 0), State::Blocked);
    }
}
