//! What a row of the integrations grid says in words.

use shared::{integration::Row, scope, text::Language};

/// Requests of the last seven days.
pub fn requests(row: &Row) -> u64 {
    row.week.iter().sum()
}

/// Names of a row's permissions in a language.
pub fn scope_names(row: &Row, language: Language) -> Vec<String> {
    let name = |code: &String| match scope::find(code) {
        Some(scope) => scope.title.in_language(language).to_owned(),
        None => code.clone(),
    };
    row.scopes.iter().map(name).collect()
}

/// The first few of many names, and how many more there are: `CRM, Tasks, Feed + 4`.
pub fn shortened(names: &[String]) -> String {
    match first(names) {
        (few, 0) => few.join(", "),
        (few, more) => format!("{} + {more}", few.join(", ")),
    }
}

/// The first few of many, and how many more there are.
pub fn first<T>(all: &[T]) -> (&[T], usize) {
    const SHOWN: usize = 3;
    // One more takes no more room than saying so.
    let shown = if all.len() <= SHOWN + 1 { all.len() } else { SHOWN };
    (&all[..shown], all.len() - shown)
}

#[cfg(test)]
mod tests {
    use super::*;
    #[test]
    fn long_lists_end_in_a_number() {
        let names = |count: usize| (1..=count).map(|at| at.to_string()).collect::<Vec<_>>();
        assert_eq!(shortened(&names(0)), "");
        assert_eq!(shortened(&names(4)), "1, 2, 3, 4");
        assert_eq!(shortened(&names(67)), "1, 2, 3 + 64");
    }
}
