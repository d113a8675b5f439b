//! What the audit trail says of a change, in the reader's language.

use shared::audit::Change;
use shared::settings::fields;
use shared::text::{Language, Text};

/// A change as it is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// What was changed.
    pub what: String,
    /// Before; `None` where it says nothing.
    pub before: Option<String>,
    /// After; `None` where only what was changed is known.
    pub after: Option<String>,
}

/// In words: fields of settings as the settings screen calls them, others by `names`, unknown ones by their own
/// name. What was empty is a dash.
pub fn told(change: &Change, names: &[(&str, Text)], [yes, no]: [Text; 2], language: Language) -> Told {
    let dash = |text: String| if text.is_empty() { "—".to_owned() } else { text };
    if let Some((group, field)) = fields::find(&change.field) {
        let shown = |value: &str| Some(dash(field.shown(value, language)));
        let what = format!("{} · {}", group.title.in_language(language), field.label.in_language(language));
        return Told { what, before: shown(&change.before), after: shown(&change.after) };
    }
    let group = fields::group_named(&change.field).map(|group| group.title);
    let known = names.iter().find(|(name, _)| *name == change.field).map(|(_, text)| *text).or(group);
    let what = known.map_or_else(|| change.field.clone(), |text| text.in_language(language).to_owned());
    if change.before.is_empty() && change.after.is_empty() {
        return Told { what, ..Told::default() };
    }
    let shown = |value: &str| match value {
        "true" => yes.in_language(language).to_owned(),
        "false" => no.in_language(language).to_owned(),
        other => other.to_owned(),
    };
    let before = (!change.before.is_empty()).then(|| shown(&change.before));
    Told { what, before, after: Some(dash(shown(&change.after))) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::text::text;

    const NAMES: &[(&str, Text)] = &[("name", text("Name", "Nom", "Название"))];
    const WORDS: [Text; 2] = [text("yes", "oui", "да"), text("no", "non", "нет")];

    fn words(field: &str, before: &str, after: &str) -> (String, Option<String>, Option<String>) {
        let change = Change { field: field.to_owned(), before: before.to_owned(), after: after.to_owned() };
        let Told { what, before, after } = told(&change, NAMES, WORDS, Language::Ru);
        (what, before, after)
    }

    #[test]
    fn settings_are_told_as_their_screen_calls_them() {
        let row =
            |what: &str, before: &str, after: &str| (what.to_owned(), Some(before.to_owned()), Some(after.to_owned()));
        assert_eq!(
            words("creation.bots", "everybody", "nobody"),
            row("Кто может создавать · Чат-боты", "Все", "Никто")
        );
        assert_eq!(
            words("retention.audit_days", "", "90"),
            row("Сроки хранения · Журнал действий", "Бессрочно", "90 дней")
        );
        assert_eq!(words("general.name", "", "Acme"), row("Портал · Название", "—", "Acme"));
        assert_eq!(words("rest", "", ""), ("Доступ к REST".to_owned(), None, None));
    }

    #[test]
    fn others_are_told_by_their_names() {
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(words("name", "A", "B"), ("Название".to_owned(), some("A"), some("B")));
        assert_eq!(words("name", "A", ""), ("Название".to_owned(), some("A"), some("—")));
        assert_eq!(words("name", "", "true"), ("Название".to_owned(), None, some("да")));
        assert_eq!(words("colour", "", ""), ("colour".to_owned(), None, None));
    }
}
