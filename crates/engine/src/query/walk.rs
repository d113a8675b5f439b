//! Walking over candidates: in the order of ids, in the order of an index, or all of them to be sorted.

use super::{
    Order, Page, Query, Row,
    plan::{Plan, Source},
};
use crate::{
    Kind, Peek, Result, Schema, Services,
    codec::View,
    field::Default,
    index::{encode, span},
};
use std::ops::{ControlFlow, RangeInclusive};
use store::{Direction, KeyRange, keys};

/// Rows that are read from the store at a time.
const CHUNK: usize = 256;

/// Reading a record costs about as much as looking at so many keys.
const RECORD_IN_KEYS: u64 = 4;

/// The page of a query whose total is known or not wanted, walking in the query's order until it is
/// full. Nothing when that is not the cheapest way, or turns out not to be.
///
/// # Errors
/// When the store fails.
pub fn in_order(services: &Services, schema: &Schema, query: &Query, plan: &Plan) -> Result<Option<Page>> {
    let is_id = |order: &Order| schema.fields[order.position].kind == Kind::Id;
    // After the first key the id decides, in its ascending order.
    let ends = query.order.get(1).is_none_or(|order| is_id(order) && !order.descending);
    let first = query.order.first();
    let descending = first.is_some_and(|order| order.descending);
    let along = |range, budget| along(services, schema, query, plan, range, descending, budget);
    match (&plan.source, first.filter(|order| !is_id(order))) {
        // What the filter bounds is what the index lists there.
        (Source::Span(position, range), Some(order)) if order.position == *position && ends => along(range, u64::MAX),
        (Source::Records | Source::Value(_), Some(order)) if always_set(schema, order) && ends => {
            along(&span(schema, order.position, 0, u64::MAX), plan.about)
        }
        (Source::Span(..), None) => {
            let range = bounded(&keys::records(schema.entity.name).start, *plan.ids.start(), *plan.ids.end());
            along(&range, plan.about / RECORD_IN_KEYS)
        }
        _ => Ok(None),
    }
}

/// Whether every record has a value in the field, so that its index lists them all.
fn always_set(schema: &Schema, order: &Order) -> bool {
    let field = &schema.fields[order.position];
    field.ranged && field.read_only && matches!(field.default, Default::Created | Default::Changed)
}

/// Walks over keys that end in ids until the page is full; gives up after so many records. Records
/// of the same value come in the order of their ids.
fn along(
    services: &Services,
    schema: &Schema,
    query: &Query,
    plan: &Plan,
    range: &KeyRange,
    descending: bool,
    budget: u64,
) -> Result<Option<Page>> {
    let mut page = Page { rows: Vec::new(), total: plan.total.filter(|_| query.counted) };
    if plan.total.is_some_and(|total| query.offset >= total) {
        return Ok(Some(page));
    }
    let listed_exactly = plan.exact && matches!(&plan.source, Source::Span(_, own) if own == range);
    let (mut matched, mut read) = (0, 0);
    let gave_up = each_id(services, range, descending, |id| {
        if !plan.ids.contains(&id) {
            return Ok(ControlFlow::Continue(()));
        }
        let wanted = matched >= query.offset;
        if wanted || !listed_exactly {
            read += 1;
            if read > budget {
                return Ok(ControlFlow::Break(true));
            }
            let Some(row) = load(services, schema, id)? else { return Ok(ControlFlow::Continue(())) };
            if !listed_exactly && !query.test.holds(schema, id, &View::new(&row.bytes, schema.slots)) {
                return Ok(ControlFlow::Continue(()));
            }
            if wanted {
                page.rows.push(row);
            }
        }
        matched += 1;
        Ok(if page.rows.len() >= query.limit { ControlFlow::Break(false) } else { ControlFlow::Continue(()) })
    })?;
    Ok((!gave_up).then_some(page))
}

/// Calls `each` with the ids at the ends of keys until it breaks; answers what it broke with. Going
/// down, keys that differ in nothing but the id still come in the order of ids.
fn each_id(
    services: &Services,
    range: &KeyRange,
    descending: bool,
    mut each: impl FnMut(u64) -> Result<ControlFlow<bool>>,
) -> Result<bool> {
    let direction = if descending { Direction::Down } else { Direction::Up };
    let (mut range, mut same, mut value) = (range.clone(), Vec::new(), Vec::new());
    loop {
        let chunk = services.store.scan_keys(&range, direction, CHUNK)?;
        for key in &chunk {
            let Some((before, id)) = key.split_last_chunk::<8>() else { continue };
            // The key of a record holds nothing but the id.
            let another = !descending || key.first() == Some(&keys::RECORD) || before != value.as_slice();
            if another {
                for id in same.drain(..).rev() {
                    if let ControlFlow::Break(how) = each(id)? {
                        return Ok(how);
                    }
                }
                value = before.to_vec();
            }
            same.push(u64::from_be_bytes(*id));
        }
        let Some(last) = chunk.last().filter(|_| chunk.len() == CHUNK) else { break };
        range = if descending { range.before(last) } else { range.after(last) };
    }
    for id in same.into_iter().rev() {
        if let ControlFlow::Break(how) = each(id)? {
            return Ok(how);
        }
    }
    Ok(false)
}

/// Walks candidates in the order of ids, and stops as soon as the page and the count allow.
///
/// # Errors
/// When the store fails.
pub fn by_id(services: &Services, schema: &Schema, query: &Query, plan: Plan, descending: bool) -> Result<Page> {
    let mut page = Page { rows: Vec::new(), total: plan.total };
    if plan.total.is_some_and(|total| query.offset >= total) {
        page.total = page.total.filter(|_| query.counted);
        return Ok(page);
    }
    let mut matched = 0;
    let stop_when_full = !query.counted || plan.total.is_some();
    candidates(services, schema, &plan, descending, |id, load| {
        let wanted = matched >= query.offset && page.rows.len() < query.limit;
        if wanted || !plan.exact {
            let Some(row) = load(id)? else { return Ok(ControlFlow::Continue(())) };
            if !plan.exact && !query.test.holds(schema, id, &View::new(&row.bytes, schema.slots)) {
                return Ok(ControlFlow::Continue(()));
            }
            if wanted {
                page.rows.push(row);
            }
        }
        matched += 1;
        let full = page.rows.len() >= query.limit;
        Ok(if full && stop_when_full { ControlFlow::Break(()) } else { ControlFlow::Continue(()) })
    })?;
    page.total = if query.counted { Some(plan.total.unwrap_or(matched)) } else { None };
    Ok(page)
}

/// Gathers the sort keys of the first matches up to the page's end, then reads the page.
///
/// # Errors
/// When the store fails.
pub fn sorted(services: &Services, schema: &Schema, query: &Query, plan: Plan) -> Result<Page> {
    let mut found: Vec<(Vec<u8>, u64)> = Vec::new();
    let end = usize::try_from(query.offset).unwrap_or(usize::MAX).saturating_add(query.limit);
    let mut total = 0;
    candidates(services, schema, &plan, false, |id, load| {
        let Some(row) = load(id)? else { return Ok(ControlFlow::Continue(())) };
        let view = View::new(&row.bytes, schema.slots);
        if plan.exact || query.test.holds(schema, id, &view) {
            found.push((sort_key(schema, &query.order, id, &view), id));
            total += 1;
            // What comes after the page's end is dropped now and then, or all keys would be in memory.
            if found.len() > CHUNK && found.len() / 2 > end {
                found.select_nth_unstable(end);
                found.truncate(end);
            }
        }
        Ok(ControlFlow::Continue(()))
    })?;
    found.sort_unstable();
    let mut rows = Vec::new();
    for (_, id) in found.into_iter().skip(query.offset as usize).take(query.limit) {
        rows.extend(load(services, schema, id)?);
    }
    Ok(Page { rows, total: query.counted.then_some(total) })
}

fn sort_key(schema: &Schema, order: &[Order], id: u64, view: &View) -> Vec<u8> {
    let mut key = Vec::new();
    for Order { position, descending } in order {
        let from = key.len();
        let value = match schema.fields[*position].kind {
            Kind::Id => Peek::Int(id as i64),
            kind => view.get(schema.slot(*position)).measure(kind),
        };
        // What is not set comes first, as in the databases of the classic portals.
        match encode(value) {
            Some(bytes) => {
                key.push(1);
                key.extend(bytes);
            }
            None => key.push(0),
        }
        if *descending {
            key[from..].iter_mut().for_each(|byte| *byte = !*byte);
        }
    }
    key
}

type Loader<'a> = dyn FnMut(u64) -> Result<Option<Row>> + 'a;
type Each<'a> = dyn FnMut(u64, &mut Loader) -> Result<ControlFlow<()>> + 'a;

/// Offers the candidates of a plan in the order of ids, each with a way to read it.
fn candidates(
    services: &Services,
    schema: &Schema,
    plan: &Plan,
    descending: bool,
    mut each: impl FnMut(u64, &mut Loader) -> Result<ControlFlow<()>>,
) -> Result<()> {
    let range = match &plan.source {
        Source::Ids(ids) => return listed(services, schema, ids.clone(), &plan.ids, descending, &mut each),
        Source::Span(_, range) => {
            let mut ids = Vec::new();
            each_id(services, range, false, |id| {
                ids.push(id);
                Ok(ControlFlow::Continue(()))
            })?;
            return listed(services, schema, ids, &plan.ids, descending, &mut each);
        }
        Source::Value(range) => &range.start,
        Source::Records => &keys::records(schema.entity.name).start,
    };
    let index = matches!(plan.source, Source::Value(_));
    let direction = if descending { Direction::Down } else { Direction::Up };
    let mut range = bounded(range, *plan.ids.start(), *plan.ids.end());
    loop {
        let chunk = services.store.scan(&range, direction, CHUNK)?;
        for (key, entry) in &chunk {
            let Some(id) = keys::id_of(key) else { continue };
            let mut own = |id| match index {
                true => load(services, schema, id),
                false => Ok(Some(Row { id, version: entry.version, bytes: entry.value.clone() })),
            };
            if each(id, &mut own)?.is_break() {
                return Ok(());
            }
        }
        let Some((last, _)) = chunk.last().filter(|_| chunk.len() == CHUNK) else { return Ok(()) };
        range = if descending { range.before(last) } else { range.after(last) };
    }
}

/// Offers these records, in the order of ids; an id without a record is no match.
fn listed(
    services: &Services,
    schema: &Schema,
    mut ids: Vec<u64>,
    within: &RangeInclusive<u64>,
    descending: bool,
    each: &mut Each,
) -> Result<()> {
    ids.retain(|id| within.contains(id));
    ids.sort_unstable();
    ids.dedup();
    if descending {
        ids.reverse();
    }
    for id in ids {
        if let Some(row) = load(services, schema, id)?
            && each(id, &mut |_| Ok(Some(row.clone())))?.is_break()
        {
            break;
        }
    }
    Ok(())
}

fn bounded(prefix: &[u8], low: u64, high: u64) -> KeyRange {
    let end = [prefix, &keys::u64_key(high.saturating_add(1))].concat();
    KeyRange::between([prefix, &keys::u64_key(low)].concat(), end)
}

fn load(services: &Services, schema: &Schema, id: u64) -> Result<Option<Row>> {
    let entry = services.store.get(&keys::record(schema.entity.name, id))?;
    Ok(entry.map(|entry| Row { id, version: entry.version, bytes: entry.value }))
}
