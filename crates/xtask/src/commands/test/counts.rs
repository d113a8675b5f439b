//! Adds up what the test programs report, so that one line can close the run.

/// How many tests passed, failed and were left out.
#[derive(Debug, Default, PartialEq)]
pub struct Counts {
    pub passed: u64,
    pub failed: u64,
    pub skipped: u64,
}

impl Counts {
    /// Adds one line of a test program's output, when it is the result line.
    pub fn add(&mut self, line: &str) {
        let Some(result) = line.trim().strip_prefix("test result: ") else {
            return;
        };
        self.passed += number_before(result, " passed");
        self.failed += number_before(result, " failed");
        self.skipped += number_before(result, " ignored");
    }

    /// The closing line.
    pub fn line(&self) -> String {
        let Counts { passed, failed, skipped } = self;
        format!("tests: {passed} passed, {failed} failed, {skipped} skipped")
    }
}

fn number_before(text: &str, word: &str) -> u64 {
    let before = text.split(word).next().unwrap_or_default();
    let digits = before.rsplit(' ').next().unwrap_or_default();
    digits.parse().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn result_lines_are_summed_and_others_ignored() {
        let mut counts = Counts::default();
        counts.add("running 3 tests");
        counts.add("test a ... ok");
        counts.add("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 4 filtered out");
        counts.add("test result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out");
        assert_eq!(counts, Counts { passed: 15, failed: 2, skipped: 1 });
        assert_eq!(counts.line(), "tests: 15 passed, 2 failed, 1 skipped");
    }
}
