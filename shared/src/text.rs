//! Texts for people: one row holds all languages, so that none can be forgotten.

use serde::{Deserialize, Serialize};

/// A language of the screens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English.
    #[default]
    En,
    /// French.
    Fr,
    /// Russian.
    Ru,
}

impl Language {
    /// Every language, in the order in which the screens offer them.
    pub const ALL: [Language; 3] = [Language::En, Language::Fr, Language::Ru];

    /// The ISO 639-1 code: `en`, `fr` or `ru`.
    pub const fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Fr => "fr",
            Language::Ru => "ru",
        }
    }

    /// The language's name in itself.
    pub const fn name(self) -> &'static str {
        match self {
            Language::En => "English",
            Language::Fr => "Français",
            Language::Ru => "Русский",
        }
    }

    /// The language of a tag such as `fr` or `fr-CA`, if it is one of ours.
    pub fn from_tag(tag: &str) -> Option<Language> {
        let code = tag.split(['-', '_']).next()?;
        Language::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(code))
    }
}

/// One text in every language of the screens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// French.
    pub fr: &'static str,
    /// Russian.
    pub ru: &'static str,
}

/// A text from its three forms: English, French, Russian.
pub const fn text(en: &'static str, fr: &'static str, ru: &'static str) -> Text {
    Text { en, fr, ru }
}

impl Text {
    /// The text in one language.
    pub const fn in_language(&self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Fr => self.fr,
            Language::Ru => self.ru,
        }
    }

    /// The text in one language with its `{0}`, `{1}`… replaced. The point of an abbreviation ends a sentence, too:
    /// "22 nov." before a full stop does not get a second one.
    pub fn filled(&self, language: Language, values: &[&str]) -> String {
        let mut filled = self.in_language(language).to_owned();
        for (index, value) in values.iter().enumerate() {
            let place = format!("{{{index}}}");
            if value.ends_with('.') {
                filled = filled.replace(&format!("{place}."), value);
            }
            filled = filled.replace(&place, value);
        }
        filled
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_in_one_full_stop() {
        let until = text("On {0}.", "Le {0}. Puis {1}.", "{0}.");
        let filled = |language, values: &[&str]| until.filled(language, values);
        assert_eq!(filled(Language::En, &["22 Nov"]), "On 22 Nov.");
        assert_eq!(filled(Language::Fr, &["22 nov.", "{0}."]), "Le 22 nov. Puis {0}.");
        assert_eq!(filled(Language::Ru, &["22 нояб. 2026 г."]), "22 нояб. 2026 г.");
    }

    #[test]
    fn tags_find_their_language() {
        assert_eq!(Language::from_tag("fr-CA"), Some(Language::Fr));
        assert_eq!(Language::from_tag("RU"), Some(Language::Ru));
        assert_eq!(Language::from_tag("de"), None);
    }
}
