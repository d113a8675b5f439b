//! What the pickers of methods and permissions offer, and how well an entry fits what is typed.

use super::{fold::fold, order::sorted};
use shared::method::MethodInfo;
use shared::scope::{self, Scope};
use shared::text::Language;

/// How well an entry fits, 0 best; `None` if a word of the query is nowhere in it. The worst of the
/// words decides: 0 the whole name, 1 its beginning, 2 the beginning of a segment, 3 inside the name,
/// 4 only beside it.
pub fn rank(query: &str, name: &str, beside: &[&str]) -> Option<u8> {
    rank_folded(&words(query), &fold(name), &fold(&beside.join("\n")))
}

/// The words of a query, in small letters.
pub fn words(query: &str) -> Vec<String> {
    query.split_whitespace().map(fold).collect()
}

/// The same for texts that are in small letters already, as long lists keep them.
pub fn rank_folded(words: &[String], name: &str, beside: &str) -> Option<u8> {
    words.iter().try_fold(0, |worst, word| Some(worst.max(rank_word(word, name, beside)?)))
}

/// All methods: those of `first` in that order, then by name what this portal answers, what is deprecated, and
/// the others.
pub fn offered<'a>(all: &'a [MethodInfo], first: &[&str]) -> Vec<&'a MethodInfo> {
    let place = |method: &MethodInfo| match first.iter().position(|name| *name == method.name && !method.v3) {
        Some(place) => place,
        None if !method.implemented => first.len() + 2,
        None => first.len() + usize::from(method.deprecated),
    };
    let placed = all.iter().map(|method| (place(method), method)).collect();
    let placed: Vec<(usize, &MethodInfo)> = sorted(placed, |a, b| (a.0, &a.1.name).cmp(&(b.0, &b.1.name)));
    placed.into_iter().map(|(_, method)| method).collect()
}

/// The permissions not yet granted, by title.
pub fn ungranted(granted: &[String], language: Language) -> Vec<&'static Scope> {
    let has = |scope: &Scope| granted.iter().any(|code| code.eq_ignore_ascii_case(scope.code));
    let left = scope::SCOPES.iter().filter(|scope| !has(scope)).collect();
    let title = |scope: &Scope| fold(scope.title.in_language(language));
    sorted(left, |a, b| title(a).cmp(&title(b)))
}

fn rank_word(word: &str, name: &str, beside: &str) -> Option<u8> {
    let begins = |text: &str| text.split(['.', ' ', '_']).any(|segment| segment.starts_with(word));
    match name.find(word) {
        Some(0) if name.len() == word.len() => Some(0),
        Some(0) => Some(1),
        Some(_) if begins(name) => Some(2),
        Some(_) => Some(3),
        None => beside.contains(word).then_some(4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_come_before_what_stands_beside() {
        let fits = |query, name| rank(query, name, &["Changes a lead, say before it becomes a deal", "crm"]);
        assert_eq!(fits(" ", "user.get"), Some(0));
        assert_eq!(fits("CRM.deal.list", "crm.deal.list"), Some(0));
        assert_eq!(fits("crm", "crm.deal.list"), Some(1));
        assert_eq!(fits("deal", "crm.deal.list"), Some(2));
        assert_eq!(fits("eal", "crm.deal.list"), Some(3));
        assert_eq!(fits("deal", "crm.lead.update"), Some(4));
        assert_eq!(fits("crm deal", "crm.deal.list"), Some(2));
        assert_eq!(fits("crm quote", "crm.deal.list"), None);
    }

    #[test]
    fn titles_are_found_in_any_script() {
        assert_eq!(rank("комп", "Структура компании", &["department"]), Some(2));
        assert_eq!(rank("DEPART", "Структура компании", &["department"]), Some(4));
    }

    #[test]
    fn presets_come_first_and_what_would_be_refused_last() {
        let method = |name: &str, implemented, deprecated| MethodInfo {
            name: name.to_owned(),
            implemented,
            deprecated,
            ..MethodInfo::default()
        };
        let all = [
            method("a", false, false),
            method("b", true, true),
            method("c", true, false),
            method("d", true, true),
            MethodInfo { v3: true, ..method("d", false, false) },
        ];
        let names: Vec<_> = offered(&all, &["d"]).into_iter().map(|method| (&*method.name, method.v3)).collect();
        assert_eq!(names, [("d", false), ("c", false), ("b", false), ("a", false), ("d", true)]);
    }

    #[test]
    fn granted_permissions_are_not_offered_again() {
        let left = ungranted(&["CRM".to_owned()], Language::Ru);
        assert!(left.iter().all(|scope| scope.code != "crm"));
        assert_eq!(left.len() + 1, scope::SCOPES.len());
        assert!(left.is_sorted_by_key(|scope| scope.title.ru.to_lowercase()));
    }
}
