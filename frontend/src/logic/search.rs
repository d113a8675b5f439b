//! Finding a method or a permission by the words one types.

use shared::method::MethodInfo;
use shared::scope::{self, Scope};
use shared::text::Language;

/// The implemented methods that hold every word of the query, best first. Without a query it is all
/// of them, `first` in its own order before the others by name.
pub fn methods<'a>(all: &'a [MethodInfo], query: &str, first: &[&str]) -> Vec<&'a MethodInfo> {
    let words = words(query);
    let place = |method: &MethodInfo| first.iter().position(|name| *name == method.name).unwrap_or(first.len());
    let mut found: Vec<_> = all
        .iter()
        .filter(|method| method.implemented)
        .filter_map(|method| Some((rank_method(method, &words)?, place(method), method)))
        .collect();
    found.sort_by(|a, b| (a.0, a.1, &a.2.name).cmp(&(b.0, b.1, &b.2.name)));
    found.into_iter().map(|(_, _, method)| method).collect()
}

/// The permissions not yet granted that hold every word of the query, by title.
pub fn scopes(query: &str, granted: &[String], language: Language) -> Vec<&'static Scope> {
    let words = words(query);
    let mut found: Vec<_> = scope::SCOPES
        .iter()
        .filter(|scope| !granted.iter().any(|code| code.eq_ignore_ascii_case(scope.code)))
        .filter(|scope| {
            let title = scope.title.in_language(language).to_lowercase();
            words.iter().all(|word| scope.code.contains(word.as_str()) || title.contains(word.as_str()))
        })
        .collect();
    found.sort_by_key(|scope| scope.title.in_language(language).to_lowercase());
    found
}

fn words(query: &str) -> Vec<String> {
    query.split_whitespace().map(str::to_lowercase).collect()
}

/// The worst of its words decides: 0 the whole name, 1 its beginning, 2 the beginning of a segment,
/// 3 inside the name, 4 in the scope or the description.
fn rank_method(method: &MethodInfo, words: &[String]) -> Option<u8> {
    let name = method.name.to_lowercase();
    let mut worst = 0;
    for word in words {
        worst = worst.max(rank_word(method, &name, word)?);
    }
    Some(worst)
}

fn rank_word(method: &MethodInfo, name: &str, word: &str) -> Option<u8> {
    let beside = || method.scope.to_lowercase().contains(word) || method.description.to_lowercase().contains(word);
    match name.find(word) {
        Some(0) if name.len() == word.len() => Some(0),
        Some(0) => Some(1),
        _ if name.split('.').any(|segment| segment.starts_with(word)) => Some(2),
        Some(_) => Some(3),
        None => beside().then_some(4),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn method(name: &str, description: &str) -> MethodInfo {
        MethodInfo {
            name: name.to_owned(),
            scope: "crm".to_owned(),
            description: description.to_owned(),
            writes: false,
            implemented: name != "crm.quote.list",
            needs_app: false,
            successor: None,
            params: Vec::new(),
        }
    }

    fn found(query: &str, first: &[&str]) -> Vec<String> {
        let all = [
            method("crm.deal.list", "Lists deals"),
            method("crm.dealcategory.list", "Lists funnels"),
            method("crm.lead.update", "Changes a lead, say before it becomes a deal"),
            method("crm.quote.list", "Lists quotes"),
            method("user.get", "Lists people"),
        ];
        methods(&all, query, first).into_iter().map(|method| method.name.clone()).collect()
    }

    #[test]
    fn an_empty_query_offers_all_with_the_first_ones_first() {
        assert_eq!(
            found(" ", &["user.get", "crm.lead.update"]),
            ["user.get", "crm.lead.update", "crm.deal.list", "crm.dealcategory.list"]
        );
    }

    #[test]
    fn names_come_before_descriptions() {
        assert_eq!(found("deal", &[]), ["crm.deal.list", "crm.dealcategory.list", "crm.lead.update"]);
        assert_eq!(found("LIST people", &[]), ["user.get"]);
        assert_eq!(found("crm.deal.list", &[]), ["crm.deal.list"]);
        assert_eq!(found("quote", &[]), [""; 0]);
    }

    #[test]
    fn permissions_are_found_by_code_and_title() {
        let codes = |query: &str, granted: &[&str], language| {
            let granted: Vec<String> = granted.iter().map(|code| (*code).to_owned()).collect();
            scopes(query, &granted, language).into_iter().map(|scope| scope.code).collect::<Vec<_>>()
        };
        assert!(codes("структ комп", &[], Language::Ru).contains(&"department"));
        assert!(codes("CRM", &[], Language::En).contains(&"crm"));
        assert!(!codes("crm", &["CRM"], Language::En).contains(&"crm"));
        assert_eq!(codes("no such thing", &[], Language::En), [""; 0]);
    }
}
