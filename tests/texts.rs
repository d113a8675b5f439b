//! Every text of the screens, read from the sources: that all languages are there is the compiler's to
//! check; that they say the same, with the typography of each, is checked here.

use std::fs;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// Names that every language writes alike.
const ALIKE: &[&str] = &["Portico", "CRM", "ID", "JSON"];

/// A text and where it stands.
struct Row {
    place: String,
    en: String,
    fr: String,
    ru: String,
}

#[test]
fn texts_are_found() {
    let rows = rows();
    assert!(rows.len() > 300, "{}", rows.len());
    assert!(rows.iter().any(|row| row.en == "Sign in"));
}

#[test]
fn no_language_is_left_out() {
    let wrong = rows().into_iter().filter(|row| [&row.en, &row.fr, &row.ru].iter().any(|text| text.trim().is_empty()));
    assert_none("empty texts", wrong.map(|row| row.place));
}

#[test]
fn languages_have_the_same_places_for_values() {
    let wrong = rows().into_iter().filter(|row| {
        let (en, fr, ru) = (places(&row.en), places(&row.fr), places(&row.ru));
        en != fr || en != ru
    });
    assert_none("texts with other places for values", wrong.map(|row| row.place));
}

#[test]
fn languages_differ() {
    let cyrillic = |text: &str| text.chars().any(|letter| ('\u{400}'..='\u{4ff}').contains(&letter));
    let words = |text: &str| text.split(|c: char| !c.is_alphabetic()).any(|word| word.chars().count() > 1);
    let wrong = rows().into_iter().filter(|row| {
        let name = ALIKE.contains(&row.en.as_str()) || !words(&row.en);
        !name && (!cyrillic(&row.ru) || cyrillic(&row.en) || cyrillic(&row.fr))
            // A long text that is the same in both has been forgotten.
            || !name && row.en == row.fr && row.en.split_whitespace().count() > 3
    });
    assert_none(
        "texts in the wrong language",
        wrong.map(|row| format!("{}: {} | {} | {}", row.place, row.en, row.fr, row.ru)),
    );
}

#[test]
fn each_language_has_its_typography() {
    let mut wrong = Vec::new();
    for Row { place, en, fr, ru } in rows() {
        for (text, marks) in [(&en, &["\"", "...", "«"][..]), (&fr, &["\"", "...", "“"]), (&ru, &["\"", "...", "“"])]
        {
            let found = marks.iter().find(|mark| text.contains(**mark));
            wrong.extend(found.map(|mark| format!("{place}: {mark} in {text}")));
        }
        if fr.contains('\'') {
            wrong.push(format!("{place}: a straight apostrophe in {fr}"));
        }
    }
    assert_none("typography", wrong.into_iter());
}

/// A line never breaks before a mark that French sets apart, nor inside its quotation marks or a number.
#[test]
fn french_keeps_its_marks_by_a_no_break_space() {
    let wrong = rows().into_iter().filter_map(|row| {
        let found = loose_mark(&row.fr)?;
        Some(format!("{}: {found} in {}", row.place, row.fr))
    });
    assert_none("French spacing (U+00A0 belongs before : ; ! ? » % and after «)", wrong);
}

#[test]
fn loose_marks_are_noticed() {
    for fine in
        ["Nom\u{a0}: {0}", "Quoi\u{a0}?", "«\u{a0}oui\u{a0}»", "https://…/rest", "95\u{a0}%", "10\u{a0}000", "à 8:30"]
    {
        assert_eq!(loose_mark(fine), None, "{fine}");
    }
    for (loose, mark) in
        [("Nom : {0}", ':'), ("Nom: {0}", ':'), ("Quoi?", '?'), ("« oui\u{a0}»", '«'), ("95 %", '%'), ("10 000", '0')]
    {
        assert_eq!(loose_mark(loose), Some(mark), "{loose}");
    }
}

/// The first mark of a French text that is not held by a no-break space.
fn loose_mark(text: &str) -> Option<char> {
    const APART: [char; 2] = ['\u{a0}', '\u{202f}'];
    let letters: Vec<char> = text.chars().collect();
    let at = |place: usize| letters.get(place).copied();
    let digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    (0..letters.len()).find_map(|place| {
        let (letter, next) = (letters[place], at(place + 1));
        let before = place.checked_sub(1).and_then(at);
        let held = before.is_some_and(|before| APART.contains(&before));
        let loose = match letter {
            // Of an address, or of a time of day.
            ':' => !held && next != Some('/') && !(digit(before) && digit(next)),
            ';' | '!' | '?' | '»' | '%' => !held,
            '«' => next.is_none_or(|next| !APART.contains(&next)),
            letter if letter.is_ascii_digit() => {
                let three = (0..3).all(|more| digit(at(place + more))) && !digit(at(place + 3));
                before == Some(' ') && three && place.checked_sub(2).is_some_and(|earlier| digit(at(earlier)))
            }
            _ => false,
        };
        loose.then_some(letter)
    })
}

/// `{0}`, `{1}`…, in the order of their numbers, each once.
fn places(text: &str) -> Vec<&str> {
    let mut found: Vec<_> = text.match_indices('{').filter_map(|(at, _)| text.get(at..at + 3)).collect();
    found.retain(|place| place.ends_with('}'));
    found.sort_unstable();
    found.dedup();
    found
}

/// Every `text("…", "…", "…")` outside of tests.
fn rows() -> Vec<Row> {
    let mut rows = Vec::new();
    for folder in ["shared/src", "frontend/src"] {
        for entry in WalkDir::new(root().join(folder)).into_iter().map(Result::unwrap) {
            let path = entry.path();
            if path.extension().is_none_or(|ending| ending != "rs") {
                continue;
            }
            let source = fs::read_to_string(path).unwrap();
            let code = source.split("#[cfg(test)]").next().unwrap_or_default();
            let name = path.strip_prefix(root()).unwrap().display().to_string();
            for (at, _) in code.match_indices("text(") {
                let line = code[..at].matches('\n').count() + 1;
                if let Some([en, fr, ru]) = literals(&code[at + "text(".len()..]) {
                    rows.push(Row { place: format!("{name}:{line}"), en, fr, ru });
                }
            }
        }
    }
    rows
}

/// The three literals at the beginning of a list of arguments; `None` when it is no such list.
fn literals(mut rest: &str) -> Option<[String; 3]> {
    let mut found = Vec::new();
    while found.len() < 3 {
        rest = rest.trim_start().strip_prefix('"')?;
        let (text, length) = literal(rest)?;
        found.push(text);
        rest = rest[length..].trim_start().trim_start_matches(',');
    }
    found.try_into().ok()
}

/// A literal up to its closing mark, and how long it is in the source with it.
fn literal(source: &str) -> Option<(String, usize)> {
    let mut text = String::new();
    let mut letters = source.char_indices();
    while let Some((at, letter)) = letters.next() {
        match letter {
            '"' => return Some((text, at + 1)),
            '\\' => match letters.next()?.1 {
                'n' => text.push('\n'),
                'u' => {
                    let code: String = letters.by_ref().map(|(_, c)| c).skip(1).take_while(|c| *c != '}').collect();
                    text.push(char::from_u32(u32::from_str_radix(&code, 16).ok()?)?);
                }
                other => text.push(other),
            },
            other => text.push(other),
        }
    }
    None
}

fn assert_none(what: &str, wrong: impl Iterator<Item = String>) {
    let wrong: Vec<_> = wrong.collect();
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}
