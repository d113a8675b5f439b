//! Whether REST answers at all: an administrator may pause it or switch it off. docs: limits.md, error-codes.md.

use engine::{Result, error};
use shared::settings::RestState;
use std::sync::atomic::{AtomicU8, Ordering};

/// What stands before every call with valid credentials.
#[derive(Default)]
pub struct Door(AtomicU8);

const OPEN: u8 = 0;
const PAUSED: u8 = 1;
const SHUT: u8 = 2;

impl Door {
    /// What callers get from now on.
    pub fn set(&self, state: RestState) {
        let code = match state {
            RestState::On => OPEN,
            RestState::Paused => PAUSED,
            RestState::Off => SHUT,
        };
        self.0.store(code, Ordering::Relaxed);
    }

    /// Lets a call in.
    ///
    /// # Errors
    /// 503 `OVERLOAD_LIMIT` while REST is paused, 403 `ACCESS_DENIED` while it is off.
    pub fn admit(&self) -> Result<()> {
        match self.0.load(Ordering::Relaxed) {
            PAUSED => Err(error::OVERLOAD_LIMIT.into()),
            SHUT => Err(error::REST_OFF.into()),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_door_is_open_until_somebody_shuts_it() {
        let door = Door::default();
        door.admit().unwrap();
        for (state, status) in [(RestState::Paused, 503), (RestState::Off, 403)] {
            door.set(state);
            assert_eq!(door.admit().unwrap_err().status, status);
        }
        door.set(RestState::On);
        door.admit().unwrap();
    }
}
