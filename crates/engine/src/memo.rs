//! What rules compute from whole dictionaries and would otherwise read again on every call: kept
//! until a record of the entity it came from changes.

use rustc_hash::FxHashMap;
use std::{
    any::Any,
    sync::{Arc, PoisonError, RwLock},
};

type Kept = Arc<dyn Any + Send + Sync>;

/// Values by entity and key.
#[derive(Default)]
pub struct Memo {
    kept: RwLock<FxHashMap<&'static str, FxHashMap<String, Kept>>>,
}

impl Memo {
    /// The value kept under `entity` and `key`, computed now if there is none.
    ///
    /// # Errors
    /// Whatever `compute` fails with; nothing is kept then.
    pub fn get<T: Any + Send + Sync, E>(
        &self,
        entity: &'static str,
        key: &str,
        compute: impl FnOnce() -> Result<T, E>,
    ) -> Result<Arc<T>, E> {
        let found = self
            .kept
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .get(entity)
            .and_then(|keys| keys.get(key))
            .cloned();
        if let Some(value) = found.and_then(|kept| kept.downcast::<T>().ok()) {
            return Ok(value);
        }
        let value = Arc::new(compute()?);
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        kept.entry(entity).or_default().insert(key.to_owned(), value.clone());
        Ok(value)
    }

    /// Forgets what came from `entity`.
    pub fn forget(&self, entity: &str) {
        let known = self.kept.read().unwrap_or_else(PoisonError::into_inner).contains_key(entity);
        if known {
            self.kept.write().unwrap_or_else(PoisonError::into_inner).remove(entity);
        }
    }
}
