//! Which of a few things the focus goes to by a key.

use super::fold::fold;

/// The place of the thing that a key leads to, from the place that has the focus: by arrow keys all around, by Home
/// and End, and by a letter to the next one whose words begin with it. Nothing for other keys.
pub fn target(words: &[String], at: Option<usize>, key: &str) -> Option<usize> {
    let last = words.len().checked_sub(1)?;
    match (key, at) {
        ("Home", _) => Some(0),
        ("End", _) => Some(last),
        ("ArrowDown", Some(at)) if at < last => Some(at + 1),
        ("ArrowDown", _) => Some(0),
        ("ArrowUp", Some(at)) if at > 0 => Some(at - 1),
        ("ArrowUp", _) => Some(last),
        _ if key == " " || key.chars().count() != 1 => None,
        _ => {
            let (letter, after) = (fold(key), at.map_or(0, |at| at + 1));
            let places = (after..words.len()).chain(0..after.min(words.len()));
            places.into_iter().find(|place| fold(words[*place].trim_start()).starts_with(&letter))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_lead_around_and_letters_to_words() {
        let words = ["Edit", "Éditer", "Copy", "Delete…", "Duplicate"].map(str::to_owned);
        let to = |at, key| target(&words, at, key);
        assert_eq!((to(None, "ArrowDown"), to(None, "ArrowUp")), (Some(0), Some(4)));
        assert_eq!((to(Some(4), "ArrowDown"), to(Some(0), "ArrowUp")), (Some(0), Some(4)));
        assert_eq!((to(Some(2), "Home"), to(Some(2), "End")), (Some(0), Some(4)));
        assert_eq!((to(None, "d"), to(Some(3), "D"), to(Some(4), "d")), (Some(3), Some(4), Some(3)));
        assert_eq!((to(Some(0), "e"), to(Some(0), "é"), to(Some(0), "x")), (Some(0), Some(1), None));
        assert_eq!((to(Some(0), " "), to(Some(0), "Tab"), target(&[], None, "Home")), (None, None, None));
    }
}
