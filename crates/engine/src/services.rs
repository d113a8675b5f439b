//! What a whole portal shares: its store, its clock's zone, its schemas.

use crate::{Entity, Result, Schema, memo::Memo, registry::Registry};
use rustc_hash::FxHashMap;
use shared::text::Language;
use std::sync::{Arc, PoisonError, RwLock};
use store::Store;

/// Portal-wide state; shared behind an `Arc`.
pub struct Services {
    /// Where everything is kept.
    pub store: Store,
    /// Time zone in which dates are printed and read.
    pub zone: chrono_tz::Tz,
    /// Base currency, ISO 4217.
    pub currency: String,
    /// Language of dictionary entries.
    pub language: Language,
    /// The portal's id: 32 hex digits.
    pub member_id: String,
    /// Every known method.
    pub registry: Registry,
    /// What rules remember of dictionaries.
    pub memo: Memo,
    schemas: RwLock<FxHashMap<&'static str, Arc<Schema>>>,
}

/// What is fixed when a portal is set up.
#[derive(Clone, Debug)]
pub struct Settings {
    /// IANA time zone.
    pub zone: chrono_tz::Tz,
    /// Base currency, ISO 4217.
    pub currency: String,
    /// Language of dictionary entries.
    pub language: Language,
    /// The portal's id.
    pub member_id: String,
}

impl Services {
    /// The services of a portal on `store`.
    pub fn new(store: Store, settings: Settings, registry: Registry) -> Services {
        let Settings { zone, currency, language, member_id } = settings;
        Services {
            store,
            zone,
            currency,
            language,
            member_id,
            registry,
            memo: Memo::default(),
            schemas: RwLock::default(),
        }
    }

    /// The schema of an entity: its declared fields and those that users made.
    ///
    /// # Errors
    /// When the store fails.
    pub fn schema(&self, entity: &'static Entity) -> Result<Arc<Schema>> {
        if let Some(schema) = self.schemas.read().unwrap_or_else(PoisonError::into_inner).get(entity.name) {
            return Ok(schema.clone());
        }
        let schema = Arc::new(Schema::load(&self.store, entity)?);
        let mut schemas = self.schemas.write().unwrap_or_else(PoisonError::into_inner);
        Ok(schemas.entry(entity.name).or_insert(schema).clone())
    }
}
