//! Who may make what kind of integration.

use super::group;
use crate::audit::Actor;
use crate::refusal::{Refusal, refuse};
use shared::fault;
use shared::scenario::{self, Block};
use shared::settings::{Creation, Who};
use store::{Store, StoreError};

/// Lets somebody make an integration of a scenario. An outbound webhook beside another part is another matter:
/// whether it is used is for the save to say.
///
/// # Errors
/// `creation_closed` when one of its parts is not for them.
pub fn admit(store: &Store, scenario: &str, by: &Actor) -> Result<(), Refusal> {
    let chosen = group::read::<Creation>(store)?.value;
    let parts = scenario::find(scenario).map_or(&[][..], |scenario| scenario.parts);
    let needed = |part: &&Block| **part != Block::Outbound || parts.len() == 1;
    match parts.iter().filter(needed).all(|part| may(chosen, *part, by.admin)) {
        true => Ok(()),
        false => Err(refuse(fault::CREATION_CLOSED)),
    }
}

/// Whether somebody may make an outbound webhook.
///
/// # Errors
/// When the store fails.
pub fn may_send(store: &Store, by: &Actor) -> Result<bool, StoreError> {
    Ok(may(group::read::<Creation>(store)?.value, Block::Outbound, by.admin))
}

/// Applications and widgets are the administrators', whatever the settings say.
fn may(chosen: Creation, part: Block, admin: bool) -> bool {
    let who = match part {
        Block::Inbound => chosen.inbound,
        Block::Outbound => chosen.outbound,
        Block::Bot => chosen.bots,
        Block::Application | Block::Widget => Who::Administrators,
    };
    match who {
        Who::Everybody => true,
        Who::Administrators => admin,
        Who::Nobody => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_has_its_makers() {
        let chosen = Creation { inbound: Who::Everybody, outbound: Who::Administrators, bots: Who::Nobody };
        assert!(may(chosen, Block::Inbound, false));
        assert!(!may(chosen, Block::Outbound, false) && may(chosen, Block::Outbound, true));
        assert!(!may(chosen, Block::Bot, true));
        assert!(!may(Creation::default(), Block::Widget, false) && may(Creation::default(), Block::Widget, true));
    }
}
