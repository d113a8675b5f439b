//! The dictionaries as data: ordered, consistent with their types, and complete in three languages.

use std::collections::BTreeMap;

use super::*;

fn of(dictionary: &str) -> Vec<&'static DictionaryRow> {
    DICTIONARIES.iter().filter(|row| row.dictionary == dictionary).collect()
}

#[test]
fn every_dictionary_has_its_entries() {
    let mut counts = BTreeMap::new();
    for row in DICTIONARIES {
        *counts.entry(row.dictionary).or_insert(0) += 1;
    }
    let expected = BTreeMap::from([
        ("CALL_LIST", 4),
        ("COMPANY_TYPE", 5),
        ("CONTACT_TYPE", 4),
        ("DEAL_STAGE", 8),
        ("DEAL_TYPE", 5),
        ("EMPLOYEES", 4),
        ("EVENT_TYPE", 3),
        ("HONORIFIC", 2),
        ("INDUSTRY", 11),
        ("QUOTE_STATUS", 4),
        ("SOURCE", 12),
        ("STATUS", 5),
    ]);
    assert_eq!(counts, expected);
    let listed = counts.keys().filter(|id| **id != "EVENT_TYPE").count();
    assert_eq!(DICTIONARY_TYPES.len(), listed);
    assert!(DICTIONARY_TYPES.iter().all(|known| counts.contains_key(known.id)));
}

#[test]
fn entries_are_together_sorted_and_distinct() {
    let mut last = BTreeMap::new();
    for (at, row) in DICTIONARIES.iter().enumerate() {
        if let Some((sort, before)) = last.insert(row.dictionary, (row.sort, at)) {
            assert!(sort < row.sort && before + 1 == at, "{} {}", row.dictionary, row.code);
        }
        assert_eq!(of(row.dictionary).iter().filter(|other| other.code == row.code).count(), 1);
        assert!(row.code.len() <= 21, "{}", row.code);
    }
}

#[test]
fn names_are_in_their_language() {
    let cyrillic = |text: &str| text.chars().any(|c| ('а'..='я').contains(&c.to_ascii_lowercase()));
    let names = DICTIONARIES.iter().map(|row| row.name);
    for [en, fr, ru] in names.chain(DICTIONARY_TYPES.iter().map(|known| known.name)) {
        assert!(!en.is_empty() && !fr.is_empty() && !ru.is_empty(), "{en}");
        assert!(!cyrillic(en) && !cyrillic(fr), "{en}");
        let digits = ru.chars().next().is_some_and(|c| c.is_ascii_digit());
        assert!(cyrillic(ru) || digits, "{ru}");
    }
}

#[test]
fn stages_end_as_their_type_says() {
    for known in DICTIONARY_TYPES {
        let rows = of(known.id);
        let Some(stages) = known.stages else {
            assert!(rows.iter().all(|row| row.color.is_empty() && row.extra.is_empty()));
            continue;
        };
        assert_eq!(rows[0].code, stages.start);
        for (code, semantics) in [(stages.start, ""), (stages.success, "S"), (stages.failure, "F")] {
            let row = rows.iter().find(|row| row.code == code).unwrap();
            assert!(row.system && row.semantics == semantics, "{code}");
        }
        for row in rows {
            let semantics = match row.extra {
                "process" => "",
                "success" => "S",
                "failure" | "apology" => "F",
                other => panic!("{other}"),
            };
            assert_eq!(row.semantics, semantics, "{}", row.code);
            assert!(row.color.len() == 7 && row.color.starts_with('#'), "{}", row.code);
        }
    }
}
