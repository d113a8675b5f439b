//! A table cut into parts with a lock each, so that threads seldom wait for one another.

use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::{BuildHasher, Hash};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Parts of a table.
const SHARDS: usize = 32;

/// The table.
pub struct Shards<K, V>([Mutex<FxHashMap<K, V>>; SHARDS]);

impl<K, V> Default for Shards<K, V> {
    fn default() -> Shards<K, V> {
        Shards(std::array::from_fn(|_| Mutex::default()))
    }
}

impl<K: Hash + Eq, V: Default> Shards<K, V> {
    /// Looks at or changes the row of a key, which is made when it is not there.
    pub fn with<T>(&self, key: K, act: impl FnOnce(&mut V) -> T) -> T {
        // The table itself uses other bits of the hash.
        let shard = (FxBuildHasher.hash_one(&key) >> 32) as usize % SHARDS;
        act(lock(&self.0[shard]).entry(key).or_default())
    }

    /// Shows every row, a shard at a time.
    pub fn each(&self, mut show: impl FnMut(&K, &V)) {
        for shard in &self.0 {
            lock(shard).iter().for_each(|(key, row)| show(key, row));
        }
    }

    /// Keeps only the rows that `keep` says yes to.
    pub fn retain(&self, keep: impl Fn(&V) -> bool) {
        for shard in &self.0 {
            let mut rows = lock(shard);
            rows.retain(|_, row| keep(row));
            rows.shrink_to_fit();
        }
    }

    /// Rows in all.
    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.0.iter().map(|shard| lock(shard).len()).sum()
    }
}

fn lock<T>(shard: &Mutex<T>) -> MutexGuard<'_, T> {
    shard.lock().unwrap_or_else(PoisonError::into_inner)
}
