//! Where the candidates of a query come from, and what is known of their number beforehand.

use super::Query;
use crate::{
    Data, Kind, Result, Schema, Services,
    filter::{Condition, Op, Test},
    index::{count_between, encode, pair_name, span, value_count},
};
use std::ops::RangeInclusive;
use store::{KeyRange, keys};

/// How to find what a query asks for.
pub struct Plan {
    /// The candidates.
    pub source: Source,
    /// Ids outside are no candidates.
    pub ids: RangeInclusive<u64>,
    /// Number of matching records, when it is known without looking at them.
    pub total: Option<u64>,
    /// Candidates need no test.
    pub exact: bool,
    /// Number of candidates, about.
    pub about: u64,
}

/// Where candidates come from.
pub enum Source {
    /// All records.
    Records,
    /// The records that an index lists under one value: in the order of ids.
    Value(KeyRange),
    /// The records that the index of the field at a position lists under several values: in the
    /// order of values.
    Span(usize, KeyRange),
    /// These records.
    Ids(Vec<u64>),
}

const EVERY_ID: RangeInclusive<u64> = 0..=i64::MAX as u64;

/// The plan for a query.
///
/// # Errors
/// When the store fails.
pub fn plan(services: &Services, schema: &Schema, query: &Query) -> Result<Plan> {
    let conditions = conditions(&query.test);
    // Nothing but these conditions decides.
    let plain = match &query.test {
        Test::All(tests) => tests.len() == conditions.len(),
        Test::Is(_) => true,
        Test::Any(_) => false,
    };
    let id = schema.fields.iter().position(|field| field.kind == Kind::Id);
    let mut ids = EVERY_ID;
    for condition in conditions.iter().filter(|condition| Some(condition.position) == id) {
        let Some(narrowed) = narrow(ids, condition) else {
            return Ok(Plan { source: Source::Ids(Vec::new()), ids: 1..=1, total: Some(0), exact: true, about: 0 });
        };
        ids = narrowed;
        if condition.op == Op::In {
            let listed: Vec<u64> = condition.values().iter().map(|value| value.int().max(0) as u64).collect();
            let (exact, about) = (plain && conditions.len() == 1, listed.len() as u64);
            return Ok(Plan { source: Source::Ids(listed), ids, total: None, exact, about });
        }
    }
    let all = services.store.counter(&keys::count(schema.entity.name, b""))?.max(0) as u64;
    let mut best = Found { source: Source::Records, count: all, covered: 0, whole: true };
    for found in indexes(services, schema, &conditions)? {
        if found.count < best.count || matches!(best.source, Source::Records) {
            best = found;
        }
    }
    let of_ids = conditions.iter().filter(|is| Some(is.position) == id && is_bound(is)).count();
    let exact = plain && best.whole && conditions.len() == best.covered + of_ids;
    let total = match id.filter(|at| schema.fields[*at].ranged) {
        _ if !exact => None,
        _ if ids == EVERY_ID => Some(best.count),
        Some(id) if best.covered == 0 && query.counted => {
            Some(count_between(services, schema, id, *ids.start(), *ids.end())?)
        }
        _ => None,
    };
    Ok(Plan { source: best.source, ids, total, exact, about: best.count })
}

fn conditions(test: &Test) -> Vec<&Condition> {
    match test {
        Test::All(tests) => {
            tests.iter().filter_map(|test| if let Test::Is(is) = test { Some(is) } else { None }).collect()
        }
        Test::Is(condition) => vec![condition],
        Test::Any(_) => Vec::new(),
    }
}

/// An index that could be used.
struct Found {
    source: Source,
    count: u64,
    /// Number of conditions that hold for all that it lists.
    covered: usize,
    /// Whether these conditions hold for nothing else.
    whole: bool,
}

fn indexes(services: &Services, schema: &Schema, conditions: &[&Condition]) -> Result<Vec<Found>> {
    let entity = schema.entity.name;
    let mut found = Vec::new();
    let mut value = |name: &str, value: &[u8], scattered, covered, whole| -> Result<()> {
        let range = keys::index_value(entity, name, value);
        let count = match scattered {
            true => services.store.count(&range)?,
            false => services.store.counter(&value_count(entity, name, value))?.max(0) as u64,
        };
        found.push(Found { source: Source::Value(range), count, covered, whole });
        Ok(())
    };
    // Long texts are cut in keys, so that different ones may share an entry.
    let whole = |value: &[u8]| value.len() < keys::TEXT_BYTES / 2;
    for condition in conditions {
        let field = &schema.fields[condition.position];
        if let Some(wanted) = only_value(condition).filter(|_| field.indexed && !field.ranged) {
            value(field.key(), &wanted, field.scattered, 1, whole(&wanted))?;
        }
    }
    for pair in schema.entity.pairs {
        let wanted = |name: &str| {
            let position = schema.position(name)?;
            conditions.iter().filter(|is| is.position == position).find_map(|is| only_value(is))
        };
        if let [Some(first), Some(second)] = pair.map(wanted) {
            let wanted = [first.as_slice(), &second].concat();
            value(&pair_name(pair), &wanted, false, 2, whole(&first) && whole(&second))?;
        }
    }
    for (position, field) in schema.fields.iter().enumerate().filter(|(_, field)| field.ranged && field.indexed) {
        let own = conditions.iter().filter(|is| is.position == position);
        let own: Vec<_> = own.filter(|is| is_bound(is) || only_value(is).is_some()).collect();
        if own.is_empty() {
            continue;
        }
        let (low, high) =
            own.iter().map(|is| between(is)).fold((0, u64::MAX), |all, one| (all.0.max(one.0), all.1.min(one.1)));
        let source = if low > high {
            Source::Ids(Vec::new())
        } else {
            Source::Span(position, span(schema, position, low, high))
        };
        debug_assert!(field.kind != Kind::Id);
        let count = count_between(services, schema, position, low, high)?;
        found.push(Found { source, count, covered: own.len(), whole: true });
    }
    Ok(found)
}

/// The encoded value that a condition allows, when it is one that is set.
fn only_value(condition: &Condition) -> Option<Vec<u8>> {
    match (condition.op, condition.values()) {
        (Op::In, [value]) => encode(value.peek()),
        _ => None,
    }
}

/// Whether a condition bounds its field on one side.
fn is_bound(condition: &Condition) -> bool {
    matches!(condition.op, Op::Above | Op::From | Op::Below | Op::To)
}

/// The encoded numbers that satisfy a condition, both included; nothing satisfies a bound that is not set.
fn between(condition: &Condition) -> (u64, u64) {
    const NONE: (u64, u64) = (1, 0);
    let bound = condition.values().first().and_then(|value| encode(value.peek()));
    let Some(bound) = bound.as_deref().and_then(<[u8]>::first_chunk::<8>).map(|bytes| u64::from_be_bytes(*bytes))
    else {
        return NONE;
    };
    match condition.op {
        Op::Above => bound.checked_add(1).map_or(NONE, |low| (low, u64::MAX)),
        Op::From => (bound, u64::MAX),
        Op::Below => bound.checked_sub(1).map_or(NONE, |high| (0, high)),
        Op::To => (0, bound),
        _ => (bound, bound),
    }
}

/// The ids that satisfy a comparison; `None` when there can be none.
fn narrow(ids: RangeInclusive<u64>, condition: &Condition) -> Option<RangeInclusive<u64>> {
    let (low, high) = ids.into_inner();
    let bound = condition.values().first().map(Data::int).unwrap_or(0);
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
