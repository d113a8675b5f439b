//! The word tables: large enough, without repetition, and fit for what is made of them.

use std::collections::HashSet;

use super::*;
use crate::seed::dictionaries::DICTIONARIES;

#[test]
fn tables_are_large_and_free_of_repetition() {
    let people = [FEMALE_FIRST_NAMES, MALE_FIRST_NAMES].concat();
    let trades: Vec<_> = COMPANY_TRADES.iter().map(|trade| trade.name).collect();
    let companies = [COMPANY_HEADS, &trades].concat();
    let cities: Vec<_> = CITIES.iter().map(|city| city.name).collect();
    let departments: Vec<_> = DEPARTMENTS.iter().map(|department| department.name).collect();
    let positions: Vec<_> = POSITIONS.iter().map(|position| position.title).collect();
    let tables = [
        (120, people),
        (120, LAST_NAMES.to_vec()),
        (80, companies),
        (40, cities),
        (40, STREETS.to_vec()),
        (60, DEAL_SUBJECTS.to_vec()),
        (40, LEAD_SUBJECTS.to_vec()),
        (12, departments),
        (30, positions),
    ];
    for (least, words) in tables {
        assert!(words.len() >= least, "{} of {least}: {}", words.len(), words[0]);
        let distinct: HashSet<_> = words.iter().map(|word| word.to_lowercase()).collect();
        assert_eq!(distinct.len(), words.len(), "{}", words[0]);
    }
}

#[test]
fn every_name_has_an_address() {
    for names in [FEMALE_FIRST_NAMES, MALE_FIRST_NAMES, LAST_NAMES, COMPANY_HEADS] {
        let mut addresses = HashSet::new();
        for name in names {
            let address = latin(name);
            let plain = |letter: char| letter.is_ascii_lowercase() || letter == '-';
            assert!(address.chars().all(plain), "{address}");
            assert!(address.chars().count() >= name.chars().count(), "{name}: {address}");
            assert!(addresses.insert(address), "{name}");
        }
    }
    let spelt = ["Dvořák", "Sørensen", "Zoë", "Mistral Row", "Groß", "日本"].map(latin);
    assert_eq!(spelt, ["dvorak", "soerensen", "zoe", "mistral-row", "gross", ""]);
}

#[test]
fn rows_refer_to_rows_that_exist() {
    for city in CITIES {
        assert!(COUNTRIES.iter().any(|country| country.name == city.country), "{}", city.name);
    }
    for trade in COMPANY_TRADES {
        let industry = |code| DICTIONARIES.iter().any(|row| row.dictionary == "INDUSTRY" && row.code == code);
        assert!(industry(trade.industry), "{}", trade.name);
    }
    for (at, department) in DEPARTMENTS.iter().enumerate() {
        let earlier = |parent| DEPARTMENTS[..at].iter().any(|before| before.name == parent);
        assert!(department.parent.is_none_or(earlier), "{}", department.name);
        let staffed = POSITIONS.iter().any(|position| position.department == department.name);
        assert!(staffed, "{}", department.name);
    }
    for position in POSITIONS {
        assert!(DEPARTMENTS.iter().any(|known| known.name == position.department), "{}", position.title);
    }
}

#[test]
fn telephone_numbers_can_be_filled_in() {
    for country in COUNTRIES {
        assert!(country.phone.starts_with('+'), "{}", country.name);
        let digits = country.phone.chars().filter(|c| c.is_ascii_digit() || *c == '#').count();
        assert!((9..=15).contains(&digits), "{}: {digits}", country.name);
        assert!(country.phone.matches('#').count() >= 2, "{}", country.name);
        assert!(CITIES.iter().any(|city| city.country == country.name), "{}", country.name);
    }
}
