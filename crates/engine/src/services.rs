//! What a whole portal shares: its store, its clock's zone, its schemas.

use crate::{
    Entity, Result, Schema,
    error::INTERNAL,
    event::Listeners,
    file::{Sign, Signer},
    index,
    memo::Memo,
    registry::Registry,
    user_field::USER_FIELD,
};
use shared::text::Language;
use std::sync::{Arc, PoisonError, RwLock};
use store::Store;

/// Portal-wide state; shared behind an `Arc`.
pub struct Services {
    /// Where everything is kept.
    pub store: Store,
    /// Time zone in which dates are printed and read.
    pub zone: chrono_tz::Tz,
    /// Language of dictionary entries.
    pub language: Language,
    /// The portal's id: 32 hex digits.
    pub member_id: String,
    /// Every known method.
    pub registry: Registry,
    /// Signs links to files.
    pub signer: Signer,
    /// What rules remember of dictionaries, and the schemas.
    pub memo: Memo,
    /// Who listens to events.
    pub listeners: Arc<Listeners>,
    currency: RwLock<Arc<str>>,
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
    /// The same with a key for links to files; without one they lead nowhere.
    pub fn signing(self, sign: Sign) -> Services {
        Services { signer: sign.into(), ..self }
    }

    /// The same with those who listened to the portal before it was configured anew.
    pub fn listening(self, listeners: Arc<Listeners>) -> Services {
        Services { listeners, ..self }
    }

    /// The services of a portal on `store`.
    pub fn new(store: Store, settings: Settings, registry: Registry) -> Services {
        let Settings { zone, currency, language, member_id } = settings;
        Services {
            store,
            zone,
            language,
            member_id,
            registry,
            signer: Signer::default(),
            memo: Memo::default(),
            listeners: Arc::default(),
            currency: RwLock::new(currency.into()),
        }
    }

    /// The base currency, ISO 4217.
    pub fn currency(&self) -> Arc<str> {
        self.currency.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Takes another base currency from now on; keeping it is the caller's.
    pub fn set_currency(&self, code: &str) {
        *self.currency.write().unwrap_or_else(PoisonError::into_inner) = code.into();
    }

    /// The schema of an entity: its declared fields and those that users made. It is forgotten when
    /// a user field changes; positions of fields hold in every later schema of the entity.
    ///
    /// # Errors
    /// When the store fails.
    pub fn schema(&self, entity: &'static Entity) -> Result<Arc<Schema>> {
        self.memo.get(USER_FIELD.name, entity.name, || {
            let schema = Schema::load(&self.store, entity, self.language)?;
            let schema = Arc::new(schema);
            index::refresh(&self.store, &schema)?;
            Arc::into_inner(schema).ok_or_else(|| INTERNAL.into())
        })
    }
}
