//! The one way in which the screens search.

/// Whether every word of `typed` occurs in one of the texts, in any letter case.
pub fn matches_all(typed: &str, texts: &[&str]) -> bool {
    let texts: Vec<String> = texts.iter().map(|text| text.to_lowercase()).collect();
    typed.to_lowercase().split_whitespace().all(|word| texts.iter().any(|text| text.contains(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_must_occur_somewhere() {
        assert!(matches_all("", &["anything"]));
        assert!(matches_all("Лид move", &["Продвинуть лид", "move_lead"]));
        assert!(!matches_all("move deal", &["Move a lead", "crm"]));
    }
}
