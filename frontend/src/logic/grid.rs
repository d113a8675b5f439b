//! The integrations grid: its columns as a person has arranged them, and its filter as the address says it.

pub mod query;

use serde::{Deserialize, Serialize};

/// A column that the grid can show.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// Code in what is remembered, and in the class of its cells.
    pub code: &'static str,
    /// What the portal sorts by for it, if anything.
    pub sort: Option<&'static str>,
    /// Numbers and times begin with the largest when they are sorted.
    pub largest_first: bool,
    /// Stands to the right.
    pub numeric: bool,
    /// Width at first, in pixels.
    pub width: u16,
    /// Whether it is there from the start.
    pub usual: bool,
}

/// Every column, in the order of the start.
#[rustfmt::skip] // A table: one row, one line.
pub const KINDS: &[Kind] = &[
    Kind { code: "id", sort: Some("id"), largest_first: true, numeric: true, width: 56, usual: true },
    Kind { code: "owner", sort: Some("owner"), largest_first: false, numeric: false, width: 124, usual: true },
    Kind { code: "name", sort: Some("name"), largest_first: false, numeric: false, width: 164, usual: true },
    Kind { code: "scopes", sort: None, largest_first: false, numeric: false, width: 124, usual: true },
    Kind { code: "events", sort: None, largest_first: false, numeric: false, width: 88, usual: true },
    Kind { code: "widgets", sort: None, largest_first: false, numeric: false, width: 76, usual: true },
    Kind { code: "status", sort: Some("status"), largest_first: false, numeric: false, width: 104, usual: true },
    Kind { code: "week", sort: Some("week"), largest_first: true, numeric: true, width: 104, usual: true },
    Kind { code: "kind", sort: Some("kind"), largest_first: false, numeric: false, width: 120, usual: false },
    Kind { code: "created", sort: Some("created"), largest_first: true, numeric: false, width: 120, usual: false },
    Kind { code: "updated", sort: Some("updated"), largest_first: true, numeric: false, width: 120, usual: false },
    Kind { code: "used", sort: Some("used"), largest_first: true, numeric: false, width: 120, usual: false },
    Kind { code: "requests", sort: Some("requests"), largest_first: true, numeric: true, width: 120, usual: false },
    Kind { code: "errors", sort: Some("errors"), largest_first: true, numeric: true, width: 120, usual: false },
    Kind { code: "expires", sort: Some("expires"), largest_first: false, numeric: false, width: 120, usual: false },
];

/// Narrowest and widest column, in pixels.
const WIDTHS: (u16, u16) = (56, 640);

/// The column of the name, which is the way into a row and can't be taken away.
pub const NAME: &str = "name";

/// How a person has arranged the grid; remembered on the portal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct View {
    /// Columns in their order with their widths; none for those of the start.
    pub columns: Vec<(String, u16)>,
    /// Rows of a page; 0 for the usual number.
    pub per: usize,
    /// What to sort by, as the address says it.
    pub sort: String,
}

/// A filter under a name; remembered on the portal.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Saved {
    /// Name.
    pub name: String,
    /// The filter, as the address says it.
    pub query: String,
}

/// A column in sight.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// What it is.
    pub kind: &'static Kind,
    /// Its width in pixels.
    pub width: u16,
}

impl PartialEq for Shown {
    fn eq(&self, other: &Shown) -> bool {
        self.kind.code == other.kind.code && self.width == other.width
    }
}

impl View {
    /// The columns in sight. What an earlier or a later release knew is passed over.
    pub fn shown(&self) -> Vec<Shown> {
        let known = |(code, width): &(String, u16)| {
            let kind = KINDS.iter().find(|kind| kind.code == code)?;
            Some(Shown { kind, width: (*width).clamp(WIDTHS.0, WIDTHS.1) })
        };
        let shown: Vec<Shown> = self.columns.iter().filter_map(known).collect();
        if shown.iter().any(|column| column.kind.code == NAME) {
            return shown;
        }
        KINDS.iter().filter(|kind| kind.usual).map(|kind| Shown { kind, width: kind.width }).collect()
    }

    /// Takes a column out of sight, or puts it at the end.
    pub fn toggle(&mut self, code: &str) {
        let mut shown = self.shown();
        match shown.iter().position(|column| column.kind.code == code) {
            Some(_) if code == NAME => {}
            Some(at) => drop(shown.remove(at)),
            None => {
                shown.extend(KINDS.iter().find(|kind| kind.code == code).map(|kind| Shown { kind, width: kind.width }))
            }
        }
        self.keep(&shown);
    }

    /// Moves a column so many places to the right, or to the left.
    pub fn shift(&mut self, code: &str, by: isize) {
        let mut shown = self.shown();
        let at = shown.iter().position(|column| column.kind.code == code);
        if let Some(at) = at
            && let Some(to) = at.checked_add_signed(by).filter(|to| *to < shown.len())
        {
            let column = shown.remove(at);
            shown.insert(to, column);
        }
        self.keep(&shown);
    }

    /// Moves a column to the place of another one.
    pub fn put_at(&mut self, code: &str, place: &str) {
        let shown = self.shown();
        let at = |code: &str| shown.iter().position(|column| column.kind.code == code);
        if let (Some(from), Some(to)) = (at(code), at(place)) {
            self.shift(code, to as isize - from as isize);
        }
    }

    /// Gives a column a width.
    pub fn widen(&mut self, code: &str, width: i32) {
        let mut shown = self.shown();
        let width = width.clamp(WIDTHS.0.into(), WIDTHS.1.into()) as u16;
        shown.iter_mut().filter(|column| column.kind.code == code).for_each(|column| column.width = width);
        self.keep(&shown);
    }

    fn keep(&mut self, shown: &[Shown]) {
        self.columns = shown.iter().map(|column| (column.kind.code.to_owned(), column.width)).collect();
    }
}

/// What to sort by after a press on a column's header: the second press turns it round, the third lets go.
pub fn turned(sort: &str, code: &str) -> String {
    let Some(kind) = KINDS.iter().find(|kind| kind.sort == Some(code)) else { return String::new() };
    let written = |down: bool| if down { format!("-{code}") } else { code.to_owned() };
    match sort.trim_start_matches('-') == code {
        false => written(kind.largest_first),
        true if sort.starts_with('-') == kind.largest_first => written(!kind.largest_first),
        true => String::new(),
    }
}

/// A share of requests that failed; `None` where there were none.
pub fn error_rate(errors: u64, requests: u64) -> Option<f64> {
    (requests > 0).then(|| errors as f64 / requests as f64)
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::grid::SORTS;

    fn codes(view: &View) -> Vec<&'static str> {
        view.shown().iter().map(|column| column.kind.code).collect()
    }

    #[test]
    fn columns_come_go_move_and_widen() {
        let mut view = View::default();
        assert_eq!(codes(&view), ["id", "owner", "name", "scopes", "events", "widgets", "status", "week"]);
        view.toggle("events");
        view.toggle("expires");
        view.toggle(NAME);
        assert_eq!(codes(&view), ["id", "owner", "name", "scopes", "widgets", "status", "week", "expires"]);
        view.shift("id", -1);
        view.shift("id", 1);
        view.put_at("expires", "owner");
        assert_eq!(codes(&view), ["expires", "owner", "id", "name", "scopes", "widgets", "status", "week"]);
        view.widen("name", 9000);
        view.widen("id", -5);
        let widths: Vec<u16> = view.shown().iter().map(|column| column.width).collect();
        assert_eq!((widths[2], widths[3]), (56, 640));
    }

    #[test]
    fn what_another_release_remembered_does_no_harm() {
        let view = View { columns: vec![("moon".to_owned(), 5), (NAME.to_owned(), 300)], ..View::default() };
        assert_eq!(codes(&view), [NAME]);
        let nameless = View { columns: vec![("id".to_owned(), 60)], ..View::default() };
        assert_eq!(codes(&nameless), codes(&View::default()));
        assert_eq!(serde_json::from_str::<View>("{}").unwrap(), View::default());
    }

    #[test]
    fn three_presses_sort_turn_round_and_let_go() {
        let mut sort = String::new();
        let mut press = |code| {
            sort = turned(&sort, code);
            sort.clone()
        };
        assert_eq!([press("name"), press("name"), press("name")], ["name", "-name", ""]);
        assert_eq!([press("used"), press("used"), press("name")], ["-used", "used", "name"]);
    }

    #[test]
    fn the_portal_knows_every_order() {
        for kind in KINDS {
            assert!(kind.sort.is_none_or(|code| SORTS.contains(&code)), "{}", kind.code);
        }
    }
}
