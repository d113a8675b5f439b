//! Sorting, written once: each type sorted by the standard library brings its own copy of the algorithm into
//! what the browser loads.

use std::cmp::Ordering;

/// The items in the order that `compare` gives by their positions; equal ones keep theirs.
pub fn sorted<T>(items: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let order = positions(items.len(), &|a, b| compare(&items[a], &items[b]));
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order.into_iter().filter_map(|at| items[at].take()).collect()
}

fn positions(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by(|a, b| compare(*a, *b));
    order
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_items_keep_their_order() {
        let sorted = sorted(vec!["bb", "a", "cc", "d"], |a, b| a.len().cmp(&b.len()));
        assert_eq!(sorted, ["a", "d", "bb", "cc"]);
    }
}
