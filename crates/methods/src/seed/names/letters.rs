//! Names as they are spelt in addresses.

/// A name in plain lower-case letters and hyphens, as it stands in an e-mail address or a domain:
/// `Dvořák` is `dvorak`, `Mistral Row` is `mistral-row`. A letter unknown here falls out.
pub fn latin(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    for letter in name.chars().flat_map(char::to_lowercase) {
        match letter {
            'a'..='z' | '0'..='9' => plain.push(letter),
            ' ' | '-' => plain.push('-'),
            _ => plain.push_str(spelling(letter)),
        }
    }
    plain
}

fn spelling(letter: char) -> &'static str {
    LETTERS.iter().find(|(letters, _)| letters.contains(letter)).map_or("", |(_, plain)| plain)
}

static LETTERS: &[(&str, &str)] = &[
    ("àáâãåą", "a"),
    ("ä", "ae"),
    ("çćč", "c"),
    ("ď", "d"),
    ("èéêëęě", "e"),
    ("ìíîï", "i"),
    ("ł", "l"),
    ("ñńň", "n"),
    ("òóôõ", "o"),
    ("öø", "oe"),
    ("ř", "r"),
    ("śš", "s"),
    ("ß", "ss"),
    ("ùúûů", "u"),
    ("ü", "ue"),
    ("ýÿ", "y"),
    ("źżž", "z"),
];
