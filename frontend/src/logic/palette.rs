//! What the command palette finds.

use super::{order::sorted, search::rank};
use shared::profile::Theme;
use shared::text::Language;

/// One entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is called.
    pub label: String,
    /// What kind of thing it is; also found by.
    pub kind: String,
    /// Further words that it is found by.
    pub beside: String,
    /// What choosing it does.
    pub act: Act,
}

/// What an entry does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Act {
    /// Opens an address of the portal.
    Go(String),
    /// Chooses colours.
    Theme(Theme),
    /// Chooses a language.
    Language(Language),
    /// Lists the shortcuts.
    Shortcuts,
    /// Signs out.
    SignOut,
}

/// Entries that are shown at once.
const SHOWN: usize = 40;

/// The entries of all lists that fit what is typed, better fits first; equally good ones keep their order.
pub fn found(lists: &[&[Entry]], typed: &str) -> Vec<Entry> {
    let rank_of = |entry: &Entry| rank(typed, &entry.label, &[&entry.kind, &entry.beside]);
    let entries = lists.iter().copied().flatten();
    let fits = entries.filter_map(|entry| rank_of(entry).map(|rank| (rank, entry))).collect();
    let fits: Vec<(u8, &Entry)> = sorted(fits, |a, b| a.0.cmp(&b.0));
    fits.into_iter().take(SHOWN).map(|(_, entry)| entry.clone()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(label: &str, kind: &str) -> Entry {
        let act = Act::Go(format!("/{label}"));
        Entry { label: label.to_owned(), kind: kind.to_owned(), beside: "wire.code".to_owned(), act }
    }

    #[test]
    fn names_come_before_kinds() {
        let entries =
            [entry("Statistics", "Page"), entry("Add leads", "Scenario"), entry("Page of leads", "Integration")];
        let labels = |typed| found(&[&entries], typed).into_iter().map(|entry| entry.label).collect::<Vec<_>>();
        assert_eq!(labels("page"), ["Page of leads", "Statistics"]);
        assert_eq!(labels("").len(), 3);
        assert_eq!(labels("wire lead"), ["Add leads", "Page of leads"]);
        assert!(labels("nothing").is_empty());
        let methods = [entry("crm.lead.list", "Method")];
        let both: Vec<String> = found(&[&entries, &methods], "lead").into_iter().map(|entry| entry.label).collect();
        assert_eq!(both, ["Add leads", "Page of leads", "crm.lead.list"]);
    }
}
