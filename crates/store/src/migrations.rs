//! Steps from one format of the data to the next. Data of an older release takes the steps it
//! lacks when it is opened or loaded; data of a newer one is refused.
//!
//! To change the format: write a function that rewrites the data, add it as the last row of
//! [`STEPS`], and give it a test that begins with data of the format before.

use std::collections::BTreeMap;

use crate::commit::Change;
use crate::error::StoreError;
use crate::keys;
use crate::store::Inner;
use crate::value::{self, Kind};
use crate::writer;

/// One step.
pub(crate) struct Step {
    /// The format the data has afterwards.
    pub to: u64,
    /// Rewrites the data. It may be cut off and run again from the start.
    pub run: fn(&Inner) -> Result<(), StoreError>,
}

/// The format of data that took no steps.
const FIRST: u64 = 1;

/// The steps of this release, in order.
static STEPS: &[Step] = &[Step { to: 2, run: list_index_entries }];

/// The format this release writes.
pub(crate) fn newest() -> u64 {
    newest_of(STEPS)
}

/// Brings the data to the newest format; an empty store begins with it.
pub(crate) fn run(inner: &Inner) -> Result<(), StoreError> {
    run_steps(inner, STEPS)
}

/// Refuses data of a newer release, before anything is written to it.
pub(crate) fn admit(inner: &Inner) -> Result<(), StoreError> {
    match format(inner)? {
        Some(found) if found > newest() => Err(StoreError::Newer { found, known: newest() }),
        _ => Ok(()),
    }
}

fn run_steps(inner: &Inner, steps: &[Step]) -> Result<(), StoreError> {
    let Some(found) = format(inner)? else {
        return set_format(inner, newest_of(steps));
    };
    for step in steps.iter().filter(|step| step.to > found) {
        (step.run)(inner)?;
        set_format(inner, step.to)?;
    }
    Ok(())
}

/// Keys that one commit of a step deals with.
const PART: usize = 1_000;

/// Index entries had keys of their own, among those of unique values; now they are listed.
fn list_index_entries(inner: &Inner) -> Result<(), StoreError> {
    let mut from = vec![keys::INDEX];
    loop {
        let (mut changes, mut last) = (BTreeMap::new(), None);
        for item in inner.db.range(from.clone()..vec![keys::INDEX + 1]).take(PART) {
            let (key, raw) = item?;
            let old = value::unseal(&raw)?;
            if old.kind == Kind::Value && old.payload.is_empty() && ends_in_id(&key) {
                let listed = [&[keys::LISTED], key.get(1..).unwrap_or_default()].concat();
                changes.insert(listed, Change::List(true));
                changes.insert(key.to_vec(), Change::Del);
            }
            last = Some(key);
        }
        let Some(last) = last else { return Ok(()) };
        writer::apply(inner, &[], changes)?;
        from = [&last[..], &[0]].concat();
    }
}

/// Unique values are texts, which hold no zero; ids never need the first of their eight bytes.
fn ends_in_id(key: &[u8]) -> bool {
    let own = key.get(keys::group_of(key).len()..).unwrap_or_default();
    own.len().checked_sub(8).and_then(|at| own.get(at)) == Some(&0)
}

fn newest_of(steps: &[Step]) -> u64 {
    steps.last().map_or(FIRST, |step| step.to)
}

fn format(inner: &Inner) -> Result<Option<u64>, StoreError> {
    let Some(raw) = inner.db.get(keys::meta(keys::FORMAT))? else {
        return Ok(None);
    };
    let number = value::number(&value::unseal(&raw)?);
    number
        .map(|number| Some(number as u64))
        .ok_or_else(|| StoreError::Corrupt("the format of the data is not a number".to_owned()))
}

/// Durable before the next step begins, so that a step never meets data of a step after it.
fn set_format(inner: &Inner, format: u64) -> Result<(), StoreError> {
    writer::apply(inner, &[], BTreeMap::from([(keys::meta(keys::FORMAT), Change::Set(format as i64))]))?;
    inner.group.issue().wait()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::commit;
    use crate::{Check, Direction, Durability, Op, Options, Store};

    static TWO_STEPS: &[Step] = &[Step { to: 8, run: add_two }, Step { to: 9, run: add_three }];

    fn add_two(inner: &Inner) -> Result<(), StoreError> {
        note(inner, "two", &[])
    }

    fn add_three(inner: &Inner) -> Result<(), StoreError> {
        note(inner, "three", &[Check::Exists(keys::setting("two"))])
    }

    fn note(inner: &Inner, name: &str, checks: &[Check]) -> Result<(), StoreError> {
        commit::commit(inner, checks, vec![Op::Put(keys::setting(name), vec![1])], Durability::Durable).map(drop)
    }

    #[test]
    fn old_data_takes_the_steps_it_lacks_once_and_in_order() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), Options::default()).unwrap();
        assert_eq!(format(&store.0).unwrap(), Some(newest()));
        run_steps(&store.0, &TWO_STEPS[..1]).unwrap();
        assert_eq!(format(&store.0).unwrap(), Some(8));
        let version = store.get(&keys::setting("two")).unwrap().unwrap().version;
        run_steps(&store.0, TWO_STEPS).unwrap();
        assert_eq!(format(&store.0).unwrap(), Some(9));
        assert_eq!(store.get(&keys::setting("two")).unwrap().unwrap().version, version);
        assert!(store.get(&keys::setting("three")).unwrap().is_some());
    }

    #[test]
    fn index_entries_become_listed_and_unique_values_stay() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), Options::default()).unwrap();
        let former = |key: &[u8]| [&[keys::INDEX], &key[1..]].concat();
        let entry = |id| keys::index("status", "CODE", &keys::text_key(&format!("code {id}")), id);
        let mut entries: Vec<_> = (1..2_500).map(entry).collect();
        entries.push(keys::index("deal", "SIZE", &keys::i64_key(-1), u64::MAX >> 8));
        entries.sort();
        let unique = [("7", vec![]), ("a long enough code", vec![]), ("named", 7u64.to_be_bytes().to_vec())]
            .map(|(code, value)| (keys::unique("status", "CODE", code.as_bytes()), value));
        let ops = entries.iter().map(|key| Op::Put(former(key), vec![]));
        let ops = ops.chain(unique.iter().cloned().map(|(key, value)| Op::Put(key, value)));
        store.commit(&[], ops.collect(), Durability::Durable).unwrap();
        set_format(&store.0, FIRST).unwrap();
        drop(store);

        let store = Store::open(dir.path(), Options::default()).unwrap();
        let found = |space| store.scan_keys(&keys::space_range(space), Direction::Up, usize::MAX).unwrap();
        assert!(found(keys::LISTED).iter().map(|key| key.to_vec()).eq(entries));
        assert_eq!(found(keys::INDEX).len(), unique.len());
        for (key, value) in unique {
            assert_eq!(store.get(&key).unwrap().map(|entry| entry.value.to_vec()), Some(value));
        }
        assert_eq!(format(&store.0).unwrap(), Some(2));
    }

    #[test]
    fn newer_data_is_refused_by_name() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), Options::default()).unwrap();
        set_format(&store.0, 9).unwrap();
        drop(store);
        let error = Store::open(dir.path(), Options::default()).err().unwrap();
        assert_eq!(error, StoreError::Newer { found: 9, known: newest() });
    }
}
