//! Who made calls, and what they and the methods are called on screens and in files.

use crate::text::{Language, Text, text};
use serde::{Deserialize, Serialize};

/// Who made the calls.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Caller {
    /// Id of the integration; 0 is all drafts together.
    pub id: u64,
    /// Its name; empty for drafts and for what has been deleted.
    pub name: String,
    /// What tells it from another of the same name in the same answer: its owner, or `#7`. Empty where no
    /// other has its name.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub mark: String,
}

impl Caller {
    /// What people read for it.
    pub fn called(&self, language: Language) -> String {
        match self {
            Caller { id: 0, .. } => DRAFTS.in_language(language).to_owned(),
            Caller { id, name, .. } if name.is_empty() => DELETED.filled(language, &[&id.to_string()]),
            Caller { name, mark, .. } if mark.is_empty() => name.clone(),
            Caller { name, mark, .. } => format!("{name} · {mark}"),
        }
    }
}

/// What people read for a method; unknown names are counted together under an empty one.
pub fn method_name(method: &str, language: Language) -> &str {
    if method.is_empty() { UNKNOWN_METHODS.in_language(language) } else { method }
}

const DRAFTS: Text = text("Drafts", "Brouillons", "Черновики");
const DELETED: Text = text("Deleted no. {0}", "Supprimée n° {0}", "Удалена, № {0}");
const UNKNOWN_METHODS: Text = text("Unknown methods", "Méthodes inconnues", "Неизвестные методы");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everybody_is_called_something() {
        let called = |id, name: &str, mark: &str| {
            Caller { id, name: name.to_owned(), mark: mark.to_owned() }.called(Language::Fr)
        };
        assert_eq!(called(0, "", ""), "Brouillons");
        assert_eq!(called(7, "", ""), "Supprimée n°\u{a0}7");
        assert_eq!(called(7, "Stock", ""), "Stock");
        assert_eq!(called(7, "Stock", "Ada Lovelace"), "Stock · Ada Lovelace");
        assert_eq!(
            [method_name("", Language::En), method_name("user.get", Language::En)],
            ["Unknown methods", "user.get"]
        );
    }
}
