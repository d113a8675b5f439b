//! Indexes follow their declarations: when a release declares other ones than the last, they are
//! made anew from the records before anybody uses them.

use super::{marks, pair_name, stretch_prefix, value_count};
use crate::{Field, Record, Result, Schema};
use std::sync::{Arc, Mutex, PoisonError};
use store::{Direction, Durability, KeyRange, Op, Store, StoreError, keys};

/// Records and keys that one commit deals with.
const PART: usize = 1_000;

/// One at a time; whoever waited finds the work done.
static WORK: Mutex<()> = Mutex::new(());

/// Makes the indexes of an entity anew if they were declared otherwise when its records were
/// written. Nobody writes to an entity before having its schema, so nobody writes meanwhile.
///
/// # Errors
/// When the store fails; it is done again next time.
pub fn refresh(store: &Store, schema: &Arc<Schema>) -> Result<()> {
    let entity = schema.entity;
    let marked = schema.fields.iter().filter(|field| field.indexed || field.ranged);
    let kind = |field: &Field| match (field.ranged, field.scattered) {
        (true, _) => "ranged",
        (_, true) => "scattered",
        _ => "indexed",
    };
    let declared = marked.clone().filter(|field| field.made.is_none());
    let declared = declared.map(|field| format!("{} {}", field.name, kind(field)));
    let pairs = entity.pairs.iter().map(|pair| format!("{} indexed", pair_name(pair)));
    let wanted = declared.chain(pairs.clone()).collect::<Vec<_>>().join("\n");
    let key = keys::meta(&format!("indexes of {}", entity.name));
    let _alone = WORK.lock().unwrap_or_else(PoisonError::into_inner);
    let found = store.get(&key)?.map(|entry| String::from_utf8_lossy(&entry.value).into_owned());
    if found.as_deref() == Some(&wanted) {
        return Ok(());
    }
    if !store.scan_keys(&keys::records(entity.name), Direction::Up, 1)?.is_empty() {
        let made = marked.filter(|field| field.made.is_some()).map(|field| field.key());
        let lines = found.iter().flat_map(|lines| lines.lines()).chain(wanted.lines());
        for name in lines.filter_map(|line| line.split(' ').next()).chain(made) {
            forget(store, entity.name, name)?;
        }
        rebuild(store, schema)?;
    }
    store.commit(&[], vec![Op::Put(key, wanted.into_bytes())], Durability::Durable)?;
    Ok(())
}

/// Removes an index with its counters.
///
/// # Errors
/// When the store fails.
pub fn forget(store: &Store, entity: &str, field: &str) -> Result<(), StoreError> {
    let counters = [value_count(entity, field, b""), stretch_prefix(entity, field)];
    counters.into_iter().try_for_each(|prefix| remove(store, &KeyRange::prefix(prefix), Op::Del))?;
    remove(store, &keys::index_of(entity, field), Op::Unlist)
}

fn remove(store: &Store, range: &KeyRange, how: fn(Vec<u8>) -> Op) -> Result<(), StoreError> {
    loop {
        let part = store.scan_keys(range, Direction::Up, PART)?;
        let last = part.len() < PART;
        store.commit(&[], part.into_iter().map(|key| how(key.to_vec())).collect(), Durability::Durable)?;
        if last {
            return Ok(());
        }
    }
}

fn rebuild(store: &Store, schema: &Arc<Schema>) -> Result<()> {
    let mut range = keys::records(schema.entity.name);
    loop {
        let part = store.scan(&range, Direction::Up, PART)?;
        let mut ops = Vec::new();
        for (key, entry) in &part {
            let Some(id) = keys::id_of(key) else { continue };
            let marks = marks(&Record::read(schema.clone(), id, entry.version, &entry.value));
            ops.extend(marks.entries.into_iter().map(Op::List));
            ops.extend(marks.counters.into_iter().map(|key| Op::Add(key, 1)));
        }
        store.commit(&[], ops, Durability::Durable)?;
        let Some((last, _)) = part.last().filter(|_| part.len() == PART) else { return Ok(()) };
        range = range.after(last);
    }
}
