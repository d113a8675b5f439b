//! Finding records: which index to walk, what to test, when to stop counting.

use crate::{
    Entity, Peek, Record, Result, Schema, Services,
    codec::View,
    commit::{index_key, value_count},
    filter::{Condition, Op, Test},
};
use std::ops::{ControlFlow, RangeInclusive};
use store::{Bytes, Direction, KeyRange, keys};

/// Rows that are read from the store at a time.
const CHUNK: usize = 256;

/// What to find, and which part of it.
#[derive(Clone, Debug)]
pub struct Query {
    /// What records must satisfy.
    pub test: Test,
    /// Sort order, most significant first; the id decides what is left.
    pub order: Vec<Order>,
    /// Matching records to pass over.
    pub offset: u64,
    /// Records wanted.
    pub limit: usize,
    /// Whether to count all matching records.
    pub counted: bool,
}

/// A sort key.
#[derive(Clone, Copy, Debug)]
pub struct Order {
    /// Position of the field.
    pub position: usize,
    /// Largest first.
    pub descending: bool,
}

/// A stored record, undecoded.
#[derive(Clone, Debug)]
pub struct Row {
    /// Its id.
    pub id: u64,
    /// Version of the entry.
    pub version: u64,
    /// Its bytes.
    pub bytes: Bytes,
}

/// Part of what was found.
#[derive(Debug, Default)]
pub struct Page {
    /// The rows.
    pub rows: Vec<Row>,
    /// All matching records, if they were counted.
    pub total: Option<u64>,
}

impl Query {
    /// Everything that satisfies a test, by id.
    pub fn all(test: Test) -> Query {
        Query { test, order: Vec::new(), offset: 0, limit: usize::MAX, counted: false }
    }

    /// Everything whose field equals a value, by id.
    pub fn equal(schema: &Schema, field: &str, value: impl Into<crate::Data>) -> Query {
        let is = |position| Test::Is(Condition::new(position, Op::In, vec![value.into()]));
        Query::all(schema.position(field).map_or(Test::Any(Vec::new()), is))
    }
}

/// Runs a query.
///
/// # Errors
/// When the store fails.
pub fn run(services: &Services, entity: &'static Entity, query: &Query) -> Result<Page> {
    let schema = services.schema(entity)?;
    let plan = plan(services, &schema, query)?;
    let by_id = query.order.iter().find(|order| schema.fields[order.position].kind == crate::Kind::Id);
    match query.order.first() {
        Some(first) if schema.fields[first.position].kind != crate::Kind::Id => sorted(services, &schema, query, plan),
        _ => walked(services, &schema, query, plan, by_id.is_some_and(|order| order.descending)),
    }
}

/// Every record that a query finds.
///
/// # Errors
/// When the store fails.
pub fn all(services: &Services, entity: &'static Entity, query: &Query) -> Result<Vec<Record>> {
    let schema = services.schema(entity)?;
    let page = run(services, entity, query)?;
    Ok(page.rows.iter().map(|row| Record::read(schema.clone(), row.id, row.version, &row.bytes)).collect())
}

/// Where candidates come from.
struct Plan {
    source: Source,
    /// Ids outside are no candidates.
    ids: RangeInclusive<u64>,
    /// Number of matching records, when it is known without looking at them.
    total: Option<u64>,
    /// Candidates need no test.
    exact: bool,
}

enum Source {
    /// All records.
    Records,
    /// The records that an index lists under one value.
    Index(KeyRange),
    /// These records.
    Ids(Vec<u64>),
}

fn plan(services: &Services, schema: &Schema, query: &Query) -> Result<Plan> {
    let conditions: Vec<&Condition> = match &query.test {
        Test::All(tests) => {
            tests.iter().filter_map(|test| if let Test::Is(is) = test { Some(is) } else { None }).collect()
        }
        Test::Is(condition) => vec![condition],
        Test::Any(_) => Vec::new(),
    };
    let mut ids = 0..=i64::MAX as u64;
    for condition in &conditions {
        if schema.fields[condition.position].kind == crate::Kind::Id {
            let Some(narrowed) = narrow(ids, condition) else {
                return Ok(Plan { source: Source::Ids(Vec::new()), ids: 1..=1, total: Some(0), exact: true });
            };
            ids = narrowed;
            if condition.op == Op::In {
                let listed = condition.values().iter().map(|value| value.int().max(0) as u64).collect();
                let exact = conditions.len() == 1 && single(&query.test);
                return Ok(Plan { source: Source::Ids(listed), ids, total: None, exact });
            }
        }
    }
    let free = ids == (0..=i64::MAX as u64);
    let mut best: Option<(u64, Source)> = None;
    let mut whole = true;
    for condition in &conditions {
        let field = &schema.fields[condition.position];
        let ([value], Op::In, true) = (condition.values(), condition.op, field.indexed) else { continue };
        let Some(value) = index_key(value.peek()) else { continue };
        let count = services.store.counter(&value_count(schema.entity.name, field.key(), &value))?.max(0) as u64;
        if best.as_ref().is_none_or(|(least, _)| count < *least) {
            best = Some((count, Source::Index(keys::index_value(schema.entity.name, field.key(), &value))));
            // Long texts are cut in keys, so that different ones may share an entry.
            whole = value.len() < keys::TEXT_BYTES / 2;
        }
    }
    let alone = whole && free && conditions.len() == 1 && single(&query.test);
    Ok(match best {
        Some((count, source)) => Plan { source, ids, total: alone.then_some(count), exact: alone },
        None => {
            let always = query.test.always();
            let total = if always {
                Some(services.store.counter(&keys::count(schema.entity.name, b""))?.max(0) as u64)
            } else {
                None
            };
            Plan { source: Source::Records, ids, total, exact: always }
        }
    })
}

fn single(test: &Test) -> bool {
    !matches!(test, Test::All(tests) if tests.len() != 1)
}

/// The ids that satisfy a comparison; `None` when there can be none.
fn narrow(ids: RangeInclusive<u64>, condition: &Condition) -> Option<RangeInclusive<u64>> {
    let (low, high) = ids.into_inner();
    let bound = condition.values().first().map(crate::Data::int).unwrap_or(0);
    // A bound that is not set, as an unresolved reference of a batch is, matches nothing.
    let set = condition.values().iter().any(|value| !value.is_null());
    let above = |least: i64| low.max(least.max(0) as u64);
    let below = |most: i64| high.min(most.max(0) as u64);
    let range = match condition.op {
        Op::Above if set => above(bound.saturating_add(1))..=high,
        Op::From if set => above(bound)..=high,
        Op::Below if set => low..=below(bound.saturating_sub(1)),
        Op::To if set => low..=below(bound),
        Op::Above | Op::From | Op::Below | Op::To => return None,
        _ => low..=high,
    };
    (!range.is_empty()).then_some(range)
}

/// Walks candidates in the order of ids, and stops as soon as the page and the count allow.
fn walked(services: &Services, schema: &Schema, query: &Query, plan: Plan, descending: bool) -> Result<Page> {
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
fn sorted(services: &Services, schema: &Schema, query: &Query, plan: Plan) -> Result<Page> {
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
            crate::Kind::Id => Peek::Int(id as i64),
            kind => view.get(schema.slot(*position)).settled(kind),
        };
        // What is not set comes first, as in the databases of the classic portals.
        match index_key(value) {
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

/// Offers the candidates of a plan in the order of ids, each with a way to read it.
fn candidates(
    services: &Services,
    schema: &Schema,
    plan: &Plan,
    descending: bool,
    mut each: impl FnMut(u64, &mut Loader) -> Result<ControlFlow<()>>,
) -> Result<()> {
    let direction = if descending { Direction::Down } else { Direction::Up };
    let (low, high) = (*plan.ids.start(), *plan.ids.end());
    let mut range = match &plan.source {
        Source::Ids(ids) => {
            let mut ids: Vec<u64> = ids.iter().copied().filter(|id| plan.ids.contains(id)).collect();
            ids.sort_unstable();
            ids.dedup();
            if descending {
                ids.reverse();
            }
            for id in ids {
                // An id without a record is no match.
                if let Some(row) = load(services, schema, id)?
                    && each(id, &mut |_| Ok(Some(row.clone())))?.is_break()
                {
                    break;
                }
            }
            return Ok(());
        }
        Source::Index(range) => bounded(&range.start, low, high),
        Source::Records => bounded(&keys::records(schema.entity.name).start, low, high),
    };
    let index = matches!(plan.source, Source::Index(_));
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

fn bounded(prefix: &[u8], low: u64, high: u64) -> KeyRange {
    let end = [prefix, &keys::u64_key(high.saturating_add(1))].concat();
    KeyRange::between([prefix, &keys::u64_key(low)].concat(), end)
}

fn load(services: &Services, schema: &Schema, id: u64) -> Result<Option<Row>> {
    let entry = services.store.get(&keys::record(schema.entity.name, id))?;
    Ok(entry.map(|entry| Row { id, version: entry.version, bytes: entry.value }))
}
