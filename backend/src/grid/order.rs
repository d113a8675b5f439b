//! How the grid sorts.

use super::Item;
use shared::Millis;
use shared::integration::Status;
use std::cmp::Ordering;

/// Sorts by a code of `shared::grid::SORTS`, after a hyphen the other way round. Equal rows, and all of
/// them without a code, stay newest first.
pub fn sort(items: &mut [Item], code: &str, now: Millis) {
    let (code, down) = code.strip_prefix('-').map_or((code, false), |code| (code, true));
    let turned = |order: Ordering| if down { order.reverse() } else { order };
    match code {
        "name" => by(items, down, |item| item.entry.found.value().name.to_lowercase()),
        "owner" => by(items, down, |item| item.entry.owner.name.to_lowercase()),
        "kind" => by(items, down, |item| item.entry.found.value().scenario.clone()),
        "status" => by(items, down, |item| place(item.entry.found.status(now))),
        "errors" => {
            let rate = |item: &Item| item.calls.errors_24h as f64 / item.calls.requests_24h.max(1) as f64;
            items.sort_by(|a, b| turned(rate(a).total_cmp(&rate(b))));
        }
        "id" => by(items, down, |item| item.entry.found.id),
        "created" => by(items, down, |item| item.entry.found.value().created),
        "updated" => by(items, down, |item| item.entry.found.value().updated),
        "used" => by(items, down, |item| item.calls.last_used),
        "requests" => by(items, down, |item| item.calls.requests_24h),
        "week" => by(items, down, |item| item.calls.week.iter().sum::<u64>()),
        // What never expires comes last.
        "expires" => by(items, down, |item| item.entry.found.value().expires().unwrap_or(Millis::MAX)),
        _ => {}
    }
}

fn by<K: Ord>(items: &mut [Item], down: bool, key: impl Fn(&Item) -> K) {
    match down {
        true => items.sort_by_cached_key(|item| std::cmp::Reverse(key(item))),
        false => items.sort_by_cached_key(key),
    }
}

fn place(status: Status) -> u8 {
    match status {
        Status::Active => 0,
        Status::Draft => 1,
        Status::Expired => 2,
        Status::Disabled => 3,
    }
}
