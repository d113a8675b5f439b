//! The integrations grid: what it finds and how it sorts.

use super::{fold::fold, order::sorted, search};
use shared::{
    integration::{Row, Status},
    scope,
    text::Language,
};
use std::cmp::Ordering;

/// Columns by which the grid sorts, by their code in the address.
pub const NAME: &str = "name";
/// Owner.
pub const OWNER: &str = "owner";
/// Status.
pub const STATUS: &str = "status";
/// Last use.
pub const USED: &str = "used";
/// Requests of the week.
pub const REQUESTS: &str = "requests";

/// The rows that match what was typed, sorted by a column; by none they stay newest first.
pub fn arrange(rows: &[Row], typed: &str, column: &str, down: bool, language: Language) -> Vec<Row> {
    let found: Vec<Row> = rows.iter().filter(|row| matches(row, typed, language)).cloned().collect();
    let compare: fn(&Row, &Row) -> Ordering = match column {
        NAME => |a: &Row, b: &Row| fold(&a.name).cmp(&fold(&b.name)),
        OWNER => |a: &Row, b: &Row| fold(&a.owner.name).cmp(&fold(&b.owner.name)),
        STATUS => |a: &Row, b: &Row| place(a.status).cmp(&place(b.status)),
        USED => |a: &Row, b: &Row| a.last_used.cmp(&b.last_used),
        REQUESTS => |a: &Row, b: &Row| requests(a).cmp(&requests(b)),
        _ => return found,
    };
    sorted(found, |a, b| if down { compare(b, a) } else { compare(a, b) })
}

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
    const SHOWN: usize = 3;
    // One more takes no more room than saying so.
    if names.len() <= SHOWN + 1 {
        return names.join(", ");
    }
    format!("{} + {}", names[..SHOWN].join(", "), names.len() - SHOWN)
}

fn matches(row: &Row, typed: &str, language: Language) -> bool {
    let scopes = scope_names(row, language);
    let lists = [&row.scopes, &scopes, &row.events, &row.widgets];
    let mut beside: Vec<&str> = lists.into_iter().flatten().map(String::as_str).collect();
    beside.push(&row.owner.name);
    search::rank(typed, &row.name, &beside).is_some()
}

fn place(status: Status) -> u8 {
    match status {
        Status::Active => 0,
        Status::Draft => 1,
        Status::Expired => 2,
        Status::Disabled => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::people::PersonRef;

    fn row(name: &str, owner: &str, last_used: Option<i64>, week: &[u64]) -> Row {
        Row {
            id: 1,
            name: name.to_owned(),
            scenario: "inbound".to_owned(),
            owner: PersonRef { id: 1, name: owner.to_owned() },
            mine: true,
            parts: Vec::new(),
            scopes: vec!["user".to_owned()],
            events: Vec::new(),
            widgets: Vec::new(),
            status: Status::Active,
            expires: None,
            created: 0,
            last_used,
            week: week.to_vec(),
        }
    }

    fn names(typed: &str, column: &str, down: bool) -> Vec<String> {
        let rows = [
            row("beta", "Luc", None, &[1, 2]),
            row("Alpha", "Irina", Some(5), &[0]),
            row("gamma", "Anna", Some(9), &[9]),
        ];
        arrange(&rows, typed, column, down, Language::Fr).into_iter().map(|row| row.name).collect()
    }

    #[test]
    fn sorts_by_column_and_direction() {
        assert_eq!(names("", "", false), ["beta", "Alpha", "gamma"]);
        assert_eq!(names("", NAME, false), ["Alpha", "beta", "gamma"]);
        assert_eq!(names("", OWNER, true), ["beta", "Alpha", "gamma"]);
        assert_eq!(names("", USED, true), ["gamma", "Alpha", "beta"]);
        assert_eq!(names("", REQUESTS, true), ["gamma", "beta", "Alpha"]);
    }

    #[test]
    fn finds_by_owner_and_by_the_permission_in_the_language_shown() {
        assert_eq!(names("irina", "", false), ["Alpha"]);
        assert_eq!(names("utilisateurs beta", "", false), ["beta"]);
        assert!(names("crm", "", false).is_empty());
    }

    #[test]
    fn long_lists_end_in_a_number() {
        let names = |count: usize| (1..=count).map(|at| at.to_string()).collect::<Vec<_>>();
        assert_eq!(shortened(&names(0)), "");
        assert_eq!(shortened(&names(4)), "1, 2, 3, 4");
        assert_eq!(shortened(&names(67)), "1, 2, 3 + 64");
    }
}
