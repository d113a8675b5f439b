//! What people may type: the same rules in the browser and in the portal.

use crate::fault::{self, Fault};

/// Longest name of a method, in characters.
pub const METHOD_MAX: usize = 200;

/// Why a text is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Which refusal it is.
    pub fault: &'static Fault,
    /// What the text's `{0}` stands for.
    pub detail: String,
}

/// A text of one line, such as a name, without the blanks around it; one that shows nothing is empty.
///
/// # Errors
/// `control_characters`; `too_long` beyond so many characters.
pub fn line(typed: &str, most: usize) -> Result<String, Wrong> {
    checked(typed.trim(), most, |_| false)
}

/// A text of several lines, such as a note, without blanks at its end.
///
/// # Errors
/// `control_characters`; `too_long` beyond so many characters.
pub fn lines(typed: &str, most: usize) -> Result<String, Wrong> {
    checked(&typed.trim_end().replace("\r\n", "\n"), most, |letter| matches!(letter, '\n' | '\t'))
}

/// The name of a method, known or not; it may be empty.
///
/// # Errors
/// `method_name`; `too_long` beyond [`METHOD_MAX`] characters.
pub fn method(typed: &str) -> Result<String, Wrong> {
    let name = typed.trim();
    if name.chars().count() > METHOD_MAX {
        return Err(too_long(METHOD_MAX));
    }
    match name.chars().all(is_method_letter) {
        true => Ok(name.to_owned()),
        false => Err(Wrong { fault: fault::METHOD_NAME, detail: name.to_owned() }),
    }
}

/// Whether the names of methods are made of such letters.
pub fn is_method_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '.' | '_' | '-')
}

fn checked(text: &str, most: usize, but: fn(char) -> bool) -> Result<String, Wrong> {
    if let Some(odd) = text.chars().find(|letter| is_control(*letter) && !but(*letter)) {
        let detail = format!("U+{:04X}", u32::from(odd));
        return Err(Wrong { fault: fault::CONTROL_CHARACTERS, detail });
    }
    match text.chars().count() {
        length if length > most => Err(too_long(most)),
        _ if text.chars().all(shows_nothing) => Ok(String::new()),
        _ => Ok(text.to_owned()),
    }
}

fn too_long(most: usize) -> Wrong {
    Wrong { fault: fault::TOO_LONG, detail: most.to_string() }
}

/// What breaks a line, commands a terminal, or turns the letters after it around.
fn is_control(letter: char) -> bool {
    letter.is_control() || matches!(letter, '\u{2028}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

fn shows_nothing(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(letter, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code<T>(outcome: Result<T, Wrong>) -> Result<T, &'static str> {
        outcome.map_err(|wrong| wrong.fault.code)
    }

    #[test]
    fn a_line_has_no_breaks_and_no_controls() {
        for (typed, kept) in [(" A b ", "A b"), ("", ""), ("\u{200B}\u{FEFF} ", ""), ("a\u{200D}b", "a\u{200D}b")] {
            assert_eq!(code(line(typed, 5)), Ok(kept.to_owned()), "{typed:?}");
        }
        for wrong in ["a\nb", "a\tb", "a\u{0}", "\u{1B}[31m", "a\u{202E}b", "a\u{2029}b", "a\u{85}b"] {
            assert_eq!(code(line(wrong, 9)), Err("control_characters"), "{wrong:?}");
        }
        assert_eq!((code(line("яяя", 3)), code(line("яяяя", 3))), (Ok("яяя".to_owned()), Err("too_long")));
        assert_eq!(line("a\u{7}", 9).map_err(|wrong| wrong.detail), Err("U+0007".to_owned()));
    }

    #[test]
    fn a_note_may_have_lines() {
        assert_eq!(code(lines(" a\r\n\tb \n\n", 9)), Ok(" a\n\tb".to_owned()));
        assert_eq!(code(lines("a\rb", 9)), Err("control_characters"));
    }

    #[test]
    fn methods_are_spelled_with_few_letters() {
        for fine in ["", " crm.lead.add ", "im.v2.Chat-x_1", "x"] {
            assert_eq!(code(method(fine)), Ok(fine.trim().to_owned()));
        }
        for wrong in ["crm lead", "a/b", "../x", "лид", "a\nb", "a?b"] {
            assert_eq!(code(method(wrong)), Err("method_name"), "{wrong}");
        }
        assert_eq!(code(method(&"a".repeat(METHOD_MAX + 1))), Err("too_long"));
    }
}
