//! What goes: deliveries that have been kept for long enough, waiting or not, and everything of integrations that
//! are gone. Some at a time, so that deliveries go on meanwhile.

use super::{Kept, Queue, Sum, add, counter};
use rustc_hash::FxHashSet;
use shared::Millis;
use shared::delivery::State;
use store::{Direction, Durability, KeyRange, Op, StoreError, keys};

/// Deliveries that are looked at in one step.
const STEP: usize = 200;

impl Queue {
    /// One step: the deliveries of the first integration from an id on whose events happened before a time. What
    /// `busy` knows is on its way and stays. The answer is whose deliveries they were, and the id to go on from.
    ///
    /// # Errors
    /// When the store fails.
    pub fn sweep(
        &self,
        from: u64,
        before: Millis,
        busy: impl Fn(u64) -> FxHashSet<u64>,
    ) -> Result<Option<(u64, u64)>, StoreError> {
        let all = KeyRange::between(keys::delivery(from, 0), [keys::DELIVERY + 1]);
        let first = self.store.scan_keys(&all, Direction::Up, 1)?;
        let Some(integration) = first.first().and_then(|key| keys::integration_of(key)) else { return Ok(None) };
        if self.store.get(&keys::integration(integration))?.is_none() {
            return Ok(Some((integration, self.forget(integration)?)));
        }
        let page = self.store.scan_keys(&keys::deliveries(integration), Direction::Up, STEP)?;
        let busy = busy(integration);
        let mut old = 0;
        for id in page.iter().filter_map(|key| keys::id_of(key)) {
            // Read one by one: the first of a chain that goes changes the next.
            let Some(kept) = self.get(integration, id)? else { continue };
            let event = kept.event()?;
            if event.at >= before || busy.contains(&id) {
                break;
            }
            old += 1;
            let ops = self.drop_one((integration, id), &kept, &event.object)?;
            self.store.commit(&[], ops, Durability::Relaxed)?;
        }
        Ok(Some((integration, if old == STEP { integration } else { integration.saturating_add(1) })))
    }

    fn drop_one(&self, (integration, id): (u64, u64), kept: &Kept, object: &str) -> Result<Vec<Op>, StoreError> {
        let mut ops = vec![Op::Del(keys::delivery(integration, id))];
        match kept.state {
            State::Delivered => {}
            State::Failed => {
                ops.push(Op::Del(keys::given_up(integration, id)));
                ops.push(add(integration, Sum::GivenUp, -1));
            }
            State::Waiting => {
                ops.push(add(integration, Sum::Waiting, -1));
                match kept.due {
                    Some(due) => {
                        ops.push(Op::Del(keys::due(integration, due, id)));
                        self.follow(&mut ops, integration, object, id)?;
                    }
                    None => ops.push(Op::Del(keys::chained(integration, object, id))),
                }
            }
        }
        Ok(ops)
    }

    /// Removes what there is of an integration that is gone, some at a time; the answer is where to go on.
    fn forget(&self, integration: u64) -> Result<u64, StoreError> {
        let ranges = [
            keys::all_due(integration),
            keys::all_chained(integration),
            keys::all_given_up(integration),
            keys::all_deliveries(integration),
        ];
        let mut ops = Vec::new();
        for range in &ranges {
            ops.extend(self.store.scan_keys(range, Direction::Up, STEP)?.iter().map(|key| Op::Del(key.to_vec())));
        }
        let last = ops.len() < STEP;
        ops.extend([Sum::Waiting, Sum::GivenUp].map(|of| Op::Del(counter(integration, of))));
        self.store.commit(&[], ops, Durability::Relaxed)?;
        Ok(if last { integration.saturating_add(1) } else { integration })
    }
}
