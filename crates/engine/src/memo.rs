//! What rules compute from whole dictionaries and would otherwise read again on every call: kept
//! until a record of the entity it came from changes.

use rustc_hash::FxHashMap;
use std::{
    any::Any,
    sync::{Arc, PoisonError, RwLock},
};

type Kept = Arc<dyn Any + Send + Sync>;

/// Values by entity and key. The keys are names in our own code: what clients send would fill memory.
#[derive(Default)]
pub struct Memo {
    kept: RwLock<FxHashMap<&'static str, Shelf>>,
}

/// What came from one entity.
#[derive(Default)]
struct Shelf {
    values: FxHashMap<&'static str, Kept>,
    /// How often it was emptied: what was computed before that may be out of date.
    emptied: u64,
}

impl Memo {
    /// The value kept under `entity` and `key`, computed now if there is none.
    ///
    /// # Errors
    /// Whatever `compute` fails with; nothing is kept then.
    pub fn get<T: Any + Send + Sync, E>(
        &self,
        entity: &'static str,
        key: &'static str,
        compute: impl FnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        let found = kept.get(entity).and_then(|shelf| shelf.values.get(key)).cloned();
        drop(kept);
        if let Some(value) = found.and_then(|kept| kept.downcast::<T>().ok()) {
            return Ok(value);
        }
        // The shelf is there before anything is read, so that a change meanwhile finds it.
        let emptied = self.kept.write().unwrap_or_else(PoisonError::into_inner).entry(entity).or_default().emptied;
        let value = Arc::new(compute()?);
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        let shelf = kept.entry(entity).or_default();
        if shelf.emptied == emptied {
            shelf.values.insert(key, value.clone());
        }
        Ok(value)
    }

    /// Forgets what came from `entity`; to be called after the commit that changes it.
    pub fn forget(&self, entity: &str) {
        let known = self.kept.read().unwrap_or_else(PoisonError::into_inner).contains_key(entity);
        if known && let Some(shelf) = self.kept.write().unwrap_or_else(PoisonError::into_inner).get_mut(entity) {
            shelf.values.clear();
            shelf.emptied += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_computed_before_a_change_is_not_kept() {
        let memo = Memo::default();
        let read = |value: i32| *memo.get("deal", "sum", || Ok::<_, ()>(value)).unwrap();
        let during = memo.get("deal", "sum", || {
            memo.forget("deal");
            Ok::<_, ()>(1)
        });
        assert_eq!((*during.unwrap(), read(2), read(3)), (1, 2, 2));
        memo.forget("deal");
        assert_eq!(read(4), 4);
    }
}
