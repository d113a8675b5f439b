//! Columns of a table as a person has arranged them.

use serde::{Deserialize, Serialize};

/// The columns that a table has.
#[derive(Debug)]
pub struct Columns {
    /// All of them, in the order of the start.
    pub all: &'static [Kind],
    /// Code of the one that can't be taken away.
    pub fixed: &'static str,
}

/// A column that a table can show.
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

/// Narrowest and widest column, in pixels.
const WIDTHS: (u16, u16) = (56, 640);

/// How a person has arranged a table; remembered on the portal.
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
    pub fn shown(&self, of: &Columns) -> Vec<Shown> {
        let known = |(code, width): &(String, u16)| {
            let kind = of.all.iter().find(|kind| kind.code == code)?;
            Some(Shown { kind, width: (*width).clamp(WIDTHS.0, WIDTHS.1) })
        };
        let shown: Vec<Shown> = self.columns.iter().filter_map(known).collect();
        if shown.iter().any(|column| column.kind.code == of.fixed) {
            return shown;
        }
        of.all.iter().filter(|kind| kind.usual).map(|kind| Shown { kind, width: kind.width }).collect()
    }

    /// Takes a column out of sight, or puts it at the end.
    pub fn toggle(&mut self, of: &Columns, code: &str) {
        let mut shown = self.shown(of);
        match shown.iter().position(|column| column.kind.code == code) {
            Some(_) if code == of.fixed => {}
            Some(at) => drop(shown.remove(at)),
            None => {
                shown.extend(of.all.iter().find(|kind| kind.code == code).map(|kind| Shown { kind, width: kind.width }))
            }
        }
        self.keep(&shown);
    }

    /// Moves a column so many places to the right, or to the left.
    pub fn shift(&mut self, of: &Columns, code: &str, by: isize) {
        let mut shown = self.shown(of);
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
    pub fn put_at(&mut self, of: &Columns, code: &str, place: &str) {
        let shown = self.shown(of);
        let at = |code: &str| shown.iter().position(|column| column.kind.code == code);
        if let (Some(from), Some(to)) = (at(code), at(place)) {
            self.shift(of, code, to as isize - from as isize);
        }
    }

    /// Gives a column a width.
    pub fn widen(&mut self, of: &Columns, code: &str, width: i32) {
        let mut shown = self.shown(of);
        let width = width.clamp(WIDTHS.0.into(), WIDTHS.1.into()) as u16;
        shown.iter_mut().filter(|column| column.kind.code == code).for_each(|column| column.width = width);
        self.keep(&shown);
    }

    fn keep(&mut self, shown: &[Shown]) {
        self.columns = shown.iter().map(|column| (column.kind.code.to_owned(), column.width)).collect();
    }
}

/// What to sort by after a press on a column's header: the second press turns it round, the third lets go.
pub fn turned(of: &Columns, sort: &str, code: &str) -> String {
    let Some(kind) = of.all.iter().find(|kind| kind.sort == Some(code)) else { return String::new() };
    let written = |down: bool| if down { format!("-{code}") } else { code.to_owned() };
    match sort.trim_start_matches('-') == code {
        false => written(kind.largest_first),
        true if sort.starts_with('-') == kind.largest_first => written(!kind.largest_first),
        true => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn kind(code: &'static str, sort: Option<&'static str>, largest_first: bool, usual: bool) -> Kind {
        Kind { code, sort, largest_first, numeric: false, width: 100, usual }
    }

    static OF: Columns = Columns {
        all: &[
            kind("id", Some("id"), true, true),
            kind("name", Some("name"), false, true),
            kind("events", None, false, true),
            kind("used", Some("used"), true, false),
        ],
        fixed: "name",
    };

    fn codes(view: &View) -> Vec<&'static str> {
        view.shown(&OF).iter().map(|column| column.kind.code).collect()
    }

    #[test]
    fn columns_come_go_move_and_widen() {
        let mut view = View::default();
        assert_eq!(codes(&view), ["id", "name", "events"]);
        view.toggle(&OF, "events");
        view.toggle(&OF, "used");
        view.toggle(&OF, "name");
        assert_eq!(codes(&view), ["id", "name", "used"]);
        view.shift(&OF, "id", -1);
        view.shift(&OF, "id", 1);
        view.put_at(&OF, "used", "name");
        assert_eq!(codes(&view), ["used", "name", "id"]);
        view.widen(&OF, "name", 9000);
        view.widen(&OF, "id", -5);
        let widths: Vec<u16> = view.shown(&OF).iter().map(|column| column.width).collect();
        assert_eq!(widths, [100, 640, 56]);
    }

    #[test]
    fn what_another_release_remembered_does_no_harm() {
        let view = View { columns: vec![("moon".to_owned(), 5), ("name".to_owned(), 300)], ..View::default() };
        assert_eq!(codes(&view), ["name"]);
        let nameless = View { columns: vec![("id".to_owned(), 60)], ..View::default() };
        assert_eq!(codes(&nameless), codes(&View::default()));
        assert_eq!(serde_json::from_str::<View>("{}").unwrap(), View::default());
    }

    #[test]
    fn three_presses_sort_turn_round_and_let_go() {
        let mut sort = String::new();
        let mut press = |code| {
            sort = turned(&OF, &sort, code);
            sort.clone()
        };
        assert_eq!([press("name"), press("name"), press("name")], ["name", "-name", ""]);
        assert_eq!([press("used"), press("used"), press("name")], ["-used", "used", "name"]);
    }
}
