//! The integrations grid: which rows somebody sees, filtered, sorted and cut into pages.
//!
//! What is stored is read once and kept until anything that callers depend on changes, as `auth`
//! does; counts of calls come from memory. So a page of thousands costs no look into the store.

mod matching;
mod order;

pub use matching::{Asked, Filter, day};

use crate::integrations::{self, Found};
use crate::people::{reference, unknown};
use crate::refusal::Refusal;
use crate::stats::Summary;
use engine::Services;
use methods::people;
use rustc_hash::FxHashMap;
use shared::Millis;
use shared::grid::{Facets, Named, Page, Target};
use shared::integration::{Part, Row};
use shared::people::PersonRef;
use std::collections::BTreeSet;
use std::sync::{Arc, PoisonError, RwLock};

use crate::audit::Actor;

/// What was read, until it changes.
#[derive(Default)]
pub struct Directory(RwLock<Option<(u64, Arc<Entries>)>>);

/// All saved integrations, newest first, and everybody's names.
pub struct Entries {
    list: Vec<Entry>,
    names: FxHashMap<u64, PersonRef>,
}

/// An integration as the grid knows it.
pub struct Entry {
    found: Found,
    owner: PersonRef,
    /// Everything that words are looked for in, in small letters.
    text: String,
}

/// A row that matched.
struct Item<'a> {
    entry: &'a Entry,
    calls: &'a Summary,
}

impl Directory {
    /// What is stored now; `generation` grows when something changes.
    ///
    /// # Errors
    /// When the store fails.
    pub fn entries(&self, services: &Services, generation: u64) -> Result<Arc<Entries>, Refusal> {
        let kept = self.0.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((of, entries)) = kept
            && of == generation
        {
            return Ok(entries);
        }
        let entries = Arc::new(Entries::read(services)?);
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some((generation, entries.clone()));
        Ok(entries)
    }
}

impl Entries {
    fn read(services: &Services) -> Result<Entries, Refusal> {
        let names: FxHashMap<u64, PersonRef> =
            people::all(services)?.iter().map(|person| (person.id, reference(person))).collect();
        let everything = Actor { person: PersonRef::default(), admin: true, address: String::new() };
        let entry = |found: Found| {
            let id = found.value().owner;
            let owner = names.get(&id).cloned().unwrap_or_else(|| unknown(id));
            Entry { text: matching::text(&found, &owner), found, owner }
        };
        let list = integrations::list(&services.store, &everything)?.into_iter().map(entry).collect();
        Ok(Entries { list, names })
    }

    /// A page of what somebody sees; `counts` are the calls of each integration.
    pub fn page(&self, to: &Actor, asked: &Filter, counts: &FxHashMap<u64, Summary>, now: Millis) -> Page {
        let matching = self.matching(to, asked, counts, now);
        let (total, per) = (matching.len(), asked.per);
        let page = asked.page.clamp(1, total.div_ceil(per).max(1));
        let rows = matching.iter().skip((page - 1) * per).take(per).map(|item| item.row(to, now)).collect();
        let all = self.visible(to).count() as u64;
        Page { rows, total: total as u64, all, page, per }
    }

    /// Every row that matches, whatever the page.
    pub fn targets(&self, to: &Actor, asked: &Filter, counts: &FxHashMap<u64, Summary>, now: Millis) -> Vec<Target> {
        let target = |item: &Item| Target { id: item.entry.found.id, version: item.entry.found.value().revision };
        self.matching(to, asked, counts, now).iter().map(target).collect()
    }

    /// The row of one integration; `None` when it is not there.
    pub fn row(&self, id: u64, to: &Actor, counts: &FxHashMap<u64, Summary>, now: Millis) -> Option<Row> {
        let entry = self.visible(to).find(|entry| entry.found.id == id)?;
        let quiet = Summary::default();
        Some(Item { entry, calls: counts.get(&id).unwrap_or(&quiet) }.row(to, now))
    }

    /// What the filter can offer somebody.
    pub fn facets(&self, to: &Actor) -> Facets {
        let mut owners: Vec<PersonRef> = Vec::new();
        let (mut scopes, mut events, mut kinds, mut known) =
            (BTreeSet::new(), BTreeSet::new(), Vec::new(), BTreeSet::new());
        for entry in self.visible(to) {
            if known.insert(entry.owner.id) {
                owners.push(entry.owner.clone());
            }
            scopes.extend(entry.found.value().scopes().iter().cloned());
            events.extend(entry.found.value().events().iter().cloned());
            for part in parts(&entry.found) {
                if !kinds.contains(&part) {
                    kinds.push(part);
                }
            }
        }
        owners.sort_by_cached_key(|owner| owner.name.to_lowercase());
        Facets { owners, kinds, scopes: scopes.into_iter().collect(), events: events.into_iter().collect() }
    }

    /// The names of all that somebody sees, by name.
    pub fn named(&self, to: &Actor) -> Vec<Named> {
        let named = |entry: &Entry| Named { id: entry.found.id, name: entry.found.value().name.clone() };
        let mut named: Vec<Named> = self.visible(to).map(named).collect();
        named.sort_by_cached_key(|named| named.name.to_lowercase());
        named
    }

    /// The name of an integration.
    pub fn name(&self, id: u64) -> Option<&str> {
        Some(self.find(id)?.found.value().name.as_str())
    }

    /// The name of a person.
    pub fn person(&self, id: u64) -> Option<&str> {
        Some(self.names.get(&id)?.name.as_str())
    }

    /// Whose an integration is.
    pub fn owner(&self, id: u64) -> Option<u64> {
        Some(self.find(id)?.owner.id)
    }

    fn find(&self, id: u64) -> Option<&Entry> {
        // Newest first, so ids fall.
        let at = self.list.binary_search_by(|entry| id.cmp(&entry.found.id)).ok()?;
        self.list.get(at)
    }

    fn visible<'a>(&'a self, to: &'a Actor) -> impl Iterator<Item = &'a Entry> {
        self.list.iter().filter(|entry| to.admin || entry.owner.id == to.person.id)
    }

    fn matching<'a>(
        &'a self,
        to: &'a Actor,
        asked: &Filter,
        counts: &'a FxHashMap<u64, Summary>,
        now: Millis,
    ) -> Vec<Item<'a>> {
        static QUIET: std::sync::LazyLock<Summary> = std::sync::LazyLock::new(Summary::default);
        let item = |entry: &'a Entry| Item { entry, calls: counts.get(&entry.found.id).unwrap_or(&QUIET) };
        let mut items: Vec<Item> = self.visible(to).map(item).filter(|item| asked.fits(item, now)).collect();
        order::sort(&mut items, &asked.sort, now);
        items
    }
}

impl Item<'_> {
    fn row(&self, to: &Actor, now: Millis) -> Row {
        let Item { entry: Entry { found, owner, .. }, calls } = self;
        let value = found.value();
        Row {
            id: found.id,
            version: value.revision,
            name: value.name.clone(),
            scenario: value.scenario.clone(),
            mine: owner.id == to.person.id,
            owner: owner.clone(),
            parts: parts(found),
            deliveries: value.outbound.is_some(),
            scopes: value.scopes().to_vec(),
            events: value.events().to_vec(),
            widgets: Vec::new(),
            status: found.status(now),
            paused: value.sending().is_some_and(|outbound| outbound.paused.is_some()),
            expires: value.expires(),
            created: value.created,
            updated: value.updated,
            last_used: calls.last_used,
            requests_24h: calls.requests_24h,
            errors_24h: calls.errors_24h,
            week: calls.week.to_vec(),
        }
    }
}

fn parts(found: &Found) -> Vec<Part> {
    let value = found.value();
    let has = [(Part::Inbound, value.inbound.is_some()), (Part::Outbound, value.sending().is_some())];
    has.into_iter().filter(|(_, has)| *has).map(|(part, _)| part).collect()
}
