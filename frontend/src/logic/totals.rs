//! Figures of statistics beside one another.

/// A part of a whole, 0 to 1; 0 of nothing.
pub fn share(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}

/// How much more there is than before, 1 for twice as much; `None` when there was nothing before.
pub fn change(now: f64, before: f64) -> Option<f64> {
    (before > 0.0).then(|| now / before - 1.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_has_no_share() {
        assert_eq!((share(1, 4), share(1, 0)), (0.25, 0.0));
    }

    #[test]
    fn changes_are_relative_to_what_was() {
        assert_eq!((change(150.0, 100.0), change(0.0, 4.0), change(3.0, 0.0)), (Some(0.5), Some(-1.0), None));
    }
}
