//! Funnels: how far a lead or deal has come.

use super::dice::Dice;
use crate::{
    crm::status::{self, Code},
    prelude::*,
};
use std::sync::Arc;

/// The stages of a funnel.
pub(super) struct Funnel {
    /// Its id; 0 for the default one, and for leads.
    pub id: u64,
    codes: Arc<Vec<Code>>,
    open: Vec<usize>,
    won: Vec<usize>,
    lost: Vec<usize>,
}

/// Where a record stands.
pub(super) struct Standing<'a> {
    /// The stage's code.
    pub code: &'a str,
    /// How far along the funnel the stage is, in percent; 100 when won, 0 when lost.
    pub percent: i64,
    /// Whether the work is over.
    pub closed: bool,
    /// Whether the record has left the first stage.
    pub moved: bool,
}

impl Funnel {
    /// The funnel whose stages a dictionary holds.
    pub fn read(call: &Call, id: u64, dictionary: &str) -> Result<Funnel> {
        let codes = status::codes(call, dictionary)?;
        let having = |semantics: &str| -> Vec<usize> {
            codes.iter().enumerate().filter(|(_, code)| code.semantics == semantics).map(|(at, _)| at).collect()
        };
        let [open, won, lost] = ["", "S", "F"].map(having);
        Ok(Funnel { id, codes, open, won, lost })
    }

    /// Where the record of a turn stands. The first turns meet every stage once; after them the
    /// older a record is (`age` in percent of all days), the likelier it is closed.
    pub fn standing(&self, turn: u64, age: u64, dice: &mut Dice) -> Standing<'_> {
        let last = self.codes.len() - 1;
        let ended = if dice.chance(65) { &self.won } else { &self.lost };
        let at = match usize::try_from(turn) {
            Ok(turn) if turn <= last => last - turn,
            _ if dice.chance(15 + age * 60 / 100) => *dice.pick(ended),
            _ => *dice.pick(&self.open),
        };
        let code = &self.codes[at];
        let percent = match code.semantics.as_str() {
            "S" => 100,
            "F" => 0,
            _ => (at as i64 + 1) * 100 / (self.open.len() as i64 + 1),
        };
        Standing { code: &code.code, percent, closed: !code.semantics.is_empty(), moved: at > 0 }
    }
}
