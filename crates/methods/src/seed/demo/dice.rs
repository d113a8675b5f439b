//! Chance that repeats itself: the same seed, topic and place roll the same numbers, whatever was
//! rolled before. So anything about a record can be worked out again instead of being remembered.

/// What is being rolled for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Topic {
    Staff = 1,
    Firm,
    Company,
    Contact,
    Employer,
    Lead,
    Deal,
    Feed,
    Chat,
    Task,
}

/// A row of numbers (splitmix64).
pub(super) struct Dice(u64);

impl Dice {
    /// The dice of one record.
    pub fn new(seed: u64, topic: Topic, index: u64) -> Dice {
        let mut dice = Dice(seed);
        for part in [topic as u64, index] {
            dice = Dice(dice.roll() ^ part.wrapping_mul(STEP));
        }
        dice
    }

    /// A number below `end`, which must not be 0.
    pub fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.roll()) * u128::from(end)) >> 64) as u64
    }

    /// A number from `least` to `most`.
    pub fn between(&mut self, least: u64, most: u64) -> u64 {
        least + self.below(most - least + 1)
    }

    /// Whether something happens that happens so many times of a hundred.
    pub fn chance(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }

    /// A row of a table, which must not be empty.
    pub fn pick<'t, T>(&mut self, table: &'t [T]) -> &'t T {
        &table[self.below(table.len() as u64) as usize]
    }

    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        let mut mixed = self.0;
        for (shift, factor) in [(30, 0xbf58_476d_1ce4_e5b9), (27, 0x94d0_49bb_1331_11eb)] {
            mixed = (mixed ^ (mixed >> shift)).wrapping_mul(factor);
        }
        mixed ^ (mixed >> 31)
    }
}

const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_those_of_splitmix64() {
        // The published reference rolls these from the seed 0.
        let mut dice = Dice(0);
        assert_eq!([dice.roll(), dice.roll()], [0xe220_a839_7b1d_cdaf, 0x6e78_9e6a_a1b9_65f4]);
    }

    #[test]
    fn dice_repeat_and_differ() {
        let rolls = |seed, topic, index| {
            let mut dice = Dice::new(seed, topic, index);
            [dice.below(1 << 40), dice.below(1 << 40)]
        };
        assert_eq!(rolls(1, Topic::Deal, 5), rolls(1, Topic::Deal, 5));
        for other in [rolls(2, Topic::Deal, 5), rolls(1, Topic::Lead, 5), rolls(1, Topic::Deal, 6)] {
            assert_ne!(rolls(1, Topic::Deal, 5), other);
        }
    }

    #[test]
    fn every_face_comes_up_and_no_other() {
        let mut dice = Dice::new(1, Topic::Staff, 0);
        let mut seen = [0; 7];
        for _ in 0..700 {
            seen[dice.between(3, 6) as usize] += 1;
        }
        assert_eq!(seen[..3], [0; 3]);
        assert!(seen[3..].iter().all(|times| (100..250).contains(times)), "{seen:?}");
    }
}
