//! Small letters for searching and sorting.

/// The text in lower case, for the scripts of Europe. The standard library's tables know every script and
/// would be a fortieth of all that the browser loads.
pub fn fold(text: &str) -> String {
    text.chars().map(lower).collect()
}

fn lower(letter: char) -> char {
    let code = u32::from(letter);
    let even = code.is_multiple_of(2);
    let lower = match code {
        // Latin, Greek and Cyrillic capitals that stand in one block with their small letters.
        0x41..=0x5A | 0xC0..=0xD6 | 0xD8..=0xDE | 0x391..=0x3A1 | 0x3A3..=0x3AB | 0x410..=0x42F => code + 0x20,
        0x400..=0x40F => code + 0x50,
        // Pairs of a capital and its small letter.
        0x100..=0x12F | 0x132..=0x137 | 0x14A..=0x177 | 0x460..=0x481 | 0x48A..=0x4BF | 0x4D0..=0x52F if even => {
            code + 1
        }
        0x139..=0x148 | 0x179..=0x17E if !even => code + 1,
        0x178 => 0xFF,
        _ => code,
    };
    char::from_u32(lower).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_standard_library_on_the_scripts_of_europe() {
        let text = "The QUICK Élève, ÇA, Œuvre, Ÿ, ŁÓDŹ, Žižek, ĀĒ, ΑΒΓΔ, ЁЖИК Щука, ЇЄҐ, ×÷ 123 漢字";
        assert_eq!(fold(text), text.to_lowercase());
    }
}
