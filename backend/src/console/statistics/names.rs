//! What integrations are called in statistics, and what tells those of one name apart.

use crate::app::App;
use crate::grid::Entries;
use crate::integrations;
use crate::refusal::Refusal;
use rustc_hash::{FxHashMap, FxHashSet};
use shared::stats::{Caller, Standing, Statistics};
use std::sync::Arc;
use store::Store;

/// The names of all integrations.
pub struct Names<'a> {
    store: &'a Store,
    entries: Arc<Entries>,
}

impl Names<'_> {
    /// As they are now.
    ///
    /// # Errors
    /// When the store fails.
    pub fn new(app: &App) -> Result<Names<'_>, Refusal> {
        Ok(Names { store: &app.store, entries: app.directory()? })
    }

    /// Drafts and what was deleted have no name; neither has one that the store fails to read.
    pub fn caller(&self, id: u64) -> Caller {
        if let Some(name) = self.entries.name(id) {
            return Caller { id, name: name.to_owned(), mark: String::new() };
        }
        match integrations::name(self.store, id).ok().flatten() {
            Some((_, true)) => Caller::default(),
            _ => Caller { id, ..Caller::default() },
        }
    }

    /// Marks those whose name another one has, too.
    pub fn tell_apart(&self, callers: Vec<&mut Caller>) {
        let owner = |id| self.entries.owner(id).and_then(|owner| self.entries.person(owner)).unwrap_or_default();
        tell_apart(callers, &owner);
    }
}

/// Every mention of an integration in the screen's answer.
pub fn callers_of(report: &mut Statistics) -> Vec<&mut Caller> {
    let series = report.series.iter_mut().filter_map(|series| series.integration.as_mut());
    let tops = report.integrations.iter_mut().filter_map(|top| top.integration.as_mut());
    let codes = report.codes.iter_mut().map(|code| &mut code.caller);
    series.chain(tops).chain(codes).chain(report.rows.iter_mut().map(|row| &mut row.caller)).collect()
}

/// Every mention of an integration in how REST stands.
pub fn callers_of_standing(standing: &mut Standing) -> Vec<&mut Caller> {
    let refused = standing.refused.iter_mut().map(|refused| &mut refused.caller);
    let busiest = standing.busiest.iter_mut().map(|budget| &mut budget.caller);
    standing.load.iter_mut().chain(refused).chain(busiest).collect()
}

/// The owner tells apart where each has another one, the id wherever that says too little.
fn tell_apart<'a>(callers: Vec<&mut Caller>, owner: &dyn Fn(u64) -> &'a str) {
    let mut known = FxHashSet::default();
    let mut names: FxHashMap<String, usize> = FxHashMap::default();
    let mut owners: FxHashMap<(String, &str), usize> = FxHashMap::default();
    for caller in callers.iter().filter(|caller| !caller.name.is_empty()) {
        if known.insert(caller.id) {
            *names.entry(caller.name.clone()).or_default() += 1;
            *owners.entry((caller.name.clone(), owner(caller.id))).or_default() += 1;
        }
    }
    for caller in callers {
        if names.get(&caller.name).is_none_or(|same| *same < 2) {
            continue;
        }
        let whose = owner(caller.id);
        let alone = !whose.is_empty() && owners.get(&(caller.name.clone(), whose)) == Some(&1);
        caller.mark = if alone { whose.to_owned() } else { format!("#{}", caller.id) };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_those_of_one_name_are_marked_by_owner_or_else_by_id() {
        let owner = |id| match id {
            1 | 2 => "Ada",
            3 => "Boris",
            _ => "",
        };
        let caller = |id, name: &str| Caller { id, name: name.to_owned(), mark: String::new() };
        let mut all = [
            caller(1, "Stock"),
            caller(2, "Stock"),
            caller(3, "Stock"),
            caller(3, "Stock"),
            caller(4, "Shop"),
            caller(5, "Shop"),
            caller(6, "Alone"),
            caller(7, ""),
            caller(8, ""),
        ];
        tell_apart(all.iter_mut().collect(), &owner);
        let marks: Vec<&str> = all.iter().map(|caller| caller.mark.as_str()).collect();
        assert_eq!(marks, ["#1", "#2", "Boris", "Boris", "#4", "#5", "", "", ""]);
    }
}
