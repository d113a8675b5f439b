//! How keys become shortcuts: `g i` is one key after another, `Ctrl+k` both at once.

/// What a key that was pressed leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// The shortcut at this place of the list.
    Run(usize),
    /// Nothing yet: these keys are the beginning of one.
    Wait(String),
    /// Nothing.
    Nothing,
}

/// The key as shortcuts name it: `k`, `?`, `Ctrl+k`. Letters go by their place on the keyboard where it writes
/// another script. Empty for keys that are no shortcut's.
pub fn name(key: &str, code: &str, ctrl: bool) -> String {
    let ours = key.len() == 1;
    let place = code.strip_prefix("Key").filter(|letter| !ours && key.chars().count() == 1 && letter.len() == 1);
    let key = match place {
        Some(letter) => letter.to_lowercase(),
        None if ours => key.to_lowercase(),
        None => return String::new(),
    };
    if ctrl { format!("Ctrl+{key}") } else { key }
}

/// The step from what was pressed before (empty for nothing) by a key.
pub fn step(before: &str, key: &str, all: &[&str]) -> Step {
    if key.is_empty() {
        return Step::Nothing;
    }
    let pressed = if before.is_empty() { key.to_owned() } else { format!("{before} {key}") };
    if let Some(place) = all.iter().position(|keys| *keys == pressed) {
        return Step::Run(place);
    }
    let begins = format!("{pressed} ");
    match all.iter().any(|keys| keys.starts_with(&begins)) {
        true => Step::Wait(pressed),
        // What does not go on from before may still begin anew.
        false if !before.is_empty() => step("", key, all),
        false => Step::Nothing,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ALL: &[&str] = &["g i", "g u", "?", "Ctrl+k"];

    #[test]
    fn keys_one_after_another() {
        assert_eq!(step("", "?", ALL), Step::Run(2));
        assert_eq!(step("", "Ctrl+k", ALL), Step::Run(3));
        assert_eq!(step("", "g", ALL), Step::Wait("g".to_owned()));
        assert_eq!(step("g", "u", ALL), Step::Run(1));
        assert_eq!(step("g", "x", ALL), Step::Nothing);
        assert_eq!(step("g", "?", ALL), Step::Run(2));
        assert_eq!(step("g", "g", ALL), Step::Wait("g".to_owned()));
        assert_eq!(step("", "", ALL), Step::Nothing);
    }

    #[test]
    fn letters_go_by_their_place_on_other_keyboards() {
        assert_eq!(name("g", "KeyG", false), "g");
        assert_eq!(name("п", "KeyG", false), "g");
        assert_eq!(name("K", "KeyK", true), "Ctrl+k");
        assert_eq!(name("a", "KeyQ", false), "a", "as a French keyboard has it");
        assert_eq!(name("?", "Digit7", false), "?");
        assert_eq!(name("Shift", "ShiftLeft", false), "");
        assert_eq!(name("Enter", "Enter", true), "");
    }
}
