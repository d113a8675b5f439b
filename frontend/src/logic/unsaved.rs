//! What was typed into a form and has not been saved yet.

use crate::submission::Stage;

/// Of one form. What is typed while it is being sent is not part of what lands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    unsaved: bool,
    /// Whether something was typed since it was sent.
    since: bool,
}

impl Typed {
    /// Something was typed.
    pub fn change(&mut self) {
        *self = Typed { unsaved: true, since: true };
    }

    /// What was typed is on its way, or has landed. What is refused is as unsaved as it was.
    pub fn reach(&mut self, stage: Stage) {
        match stage {
            Stage::Sent => self.since = false,
            Stage::Landed => self.unsaved = self.since,
        }
    }

    /// Whether leaving would lose something.
    pub fn is_unsaved(self) -> bool {
        self.unsaved
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(steps: &[Option<Stage>]) -> bool {
        let mut typed = Typed::default();
        for step in steps {
            match step {
                Some(stage) => typed.reach(*stage),
                None => typed.change(),
            }
        }
        typed.is_unsaved()
    }

    #[test]
    fn what_is_typed_is_unsaved_until_it_has_landed() {
        let [sent, landed] = [Stage::Sent, Stage::Landed].map(Some);
        assert!(!after(&[]) && after(&[None]));
        assert!(after(&[None, sent]), "it may be refused yet");
        assert!(!after(&[None, sent, landed]));
        assert!(after(&[None, sent, sent]), "refused, and sent again");
    }

    #[test]
    fn what_is_typed_meanwhile_stays_unsaved() {
        let [sent, landed] = [Stage::Sent, Stage::Landed].map(Some);
        assert!(after(&[None, sent, None, landed]));
        assert!(!after(&[None, sent, None, landed, sent, landed]));
        assert!(!after(&[sent, landed]), "nothing was typed at all");
    }
}
