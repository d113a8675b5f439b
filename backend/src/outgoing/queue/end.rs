//! The end of a try: what becomes of the delivery, and who is next.

use super::{ATTEMPTS_KEPT, Job, Kept, Queue, Sum, add, chained};
use crate::outgoing::send::Tried;
use crate::rows;
use shared::Millis;
use shared::delivery::{Attempt, PAUSES, State};
use store::{Durability, Op, StoreError, keys};

/// A try that is over.
pub struct Ended {
    /// What was tried.
    pub job: Job,
    /// Where.
    pub url: String,
    /// When it began.
    pub at: Millis,
    /// How long it took, in milliseconds.
    pub ms: u32,
    /// What came of it.
    pub tried: Tried,
}

impl Queue {
    /// Notes tries that are over, each of another object; what failed is tried again after its pause, at most so
    /// many times.
    ///
    /// # Errors
    /// When the store fails.
    pub fn end(&self, ended: &[Ended], tries: usize, now: Millis) -> Result<(), StoreError> {
        let mut ops = Vec::new();
        for ended in ended {
            self.end_one(&mut ops, ended, tries, now)?;
        }
        if !ops.is_empty() {
            self.store.commit(&[], ops, Durability::Relaxed)?;
        }
        Ok(())
    }

    fn end_one(&self, ops: &mut Vec<Op>, ended: &Ended, tries: usize, now: Millis) -> Result<(), StoreError> {
        let Job { integration, id, due, event, .. } = &ended.job;
        let (integration, id) = (*integration, *id);
        // Of an integration that is gone nothing comes back.
        let Some(mut kept) = self.get(integration, id)? else { return Ok(()) };
        note(&mut kept, id, ended);
        ops.push(Op::Del(keys::due(integration, *due, id)));
        let failed = ended.tried.problem.is_some();
        let pause = PAUSES.get(kept.tries as usize).filter(|_| failed && (kept.tries as usize) < tries);
        if let Some(pause) = pause {
            let next = now + pause * 1000;
            ops.push(chained(integration, &event.object, id, next));
            // An earlier one that was queued again meanwhile goes first.
            let earlier = self.first_but(integration, &event.object, id)?.filter(|(first, _)| *first < id);
            match earlier {
                Some(earlier) => {
                    kept.due = None;
                    self.lead(ops, integration, earlier)?;
                }
                None => {
                    kept.due = Some(next);
                    ops.push(Op::Put(keys::due(integration, next, id), Vec::new()));
                }
            }
        } else {
            kept.due = None;
            kept.state = if failed { State::Failed } else { State::Delivered };
            ops.push(add(integration, Sum::Waiting, -1));
            if failed {
                ops.push(Op::Put(keys::given_up(integration, id), Vec::new()));
                ops.push(add(integration, Sum::GivenUp, 1));
            }
            self.follow(ops, integration, &event.object, id)?;
        }
        ops.push(rows::put(keys::delivery(integration, id), &kept));
        Ok(())
    }

    /// A delivery leaves its chain: the first of the others is due when its time has come.
    pub(super) fn follow(&self, ops: &mut Vec<Op>, integration: u64, object: &str, id: u64) -> Result<(), StoreError> {
        ops.push(Op::Del(keys::chained(integration, object, id)));
        match self.first_but(integration, object, id)? {
            Some(next) => self.lead(ops, integration, next),
            None => Ok(()),
        }
    }

    /// A delivery becomes the one of its chain that is due, at its time.
    fn lead(&self, ops: &mut Vec<Op>, integration: u64, (id, due): (u64, Millis)) -> Result<(), StoreError> {
        ops.push(Op::Put(keys::due(integration, due, id), Vec::new()));
        if let Some(mut kept) = self.get(integration, id)? {
            kept.due = Some(due);
            ops.push(rows::put(keys::delivery(integration, id), &kept));
        }
        Ok(())
    }
}

fn note(kept: &mut Kept, id: u64, ended: &Ended) {
    kept.tries += 1;
    kept.count += 1;
    let Ended { url, at, ms, tried, .. } = ended;
    kept.attempts.push(Attempt {
        id: format!("att_{id}_{}", kept.count),
        at: *at,
        ms: *ms,
        url: url.clone(),
        status: tried.status,
        problem: tried.problem.clone(),
        headers: tried.headers.clone(),
        body: tried.body.clone(),
        cut: tried.cut,
    });
    let over = kept.attempts.len().saturating_sub(ATTEMPTS_KEPT);
    kept.attempts.drain(..over);
}
