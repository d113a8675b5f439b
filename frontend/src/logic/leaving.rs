//! Back and Forward while something typed is not saved.

/// How far the browser has gone from the entry of its history where the person was: back is negative. A browser
/// that does not number its entries is taken to have gone back, unless it is on its way home.
pub fn steps(here: Option<i32>, now: Option<i32>, homeward: bool) -> i32 {
    match (here, now) {
        (Some(here), Some(now)) => now - here,
        _ if homeward => 0,
        _ => -1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_are_counted_where_the_browser_numbers_them() {
        assert_eq!(steps(Some(4), Some(3), false), -1);
        assert_eq!(steps(Some(4), Some(6), true), 2);
        assert_eq!(steps(Some(4), Some(4), true), 0);
        assert_eq!((steps(None, None, false), steps(None, None, true)), (-1, 0));
    }
}
