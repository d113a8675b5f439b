//! What is fixed when a portal is set up, what administrators may change later, and the portal's id,
//! as the store keeps them.

pub mod checks;
pub mod creation;
pub mod group;

use crate::{rows, secrets};
use engine::services::Settings;
use group::Group;
use serde::{Deserialize, Serialize};
use shared::settings::General;
use shared::text::Language;
use store::{Check, Durability, Op, Store, StoreError, keys};

const PORTAL: &str = "portal";
const MEMBER_ID: &str = "member_id";

#[derive(Serialize, Deserialize)]
struct Stored {
    language: Language,
    time_zone: String,
    currency: String,
}

/// What of the group `general` a portal starts with.
#[derive(Deserialize)]
struct Zone {
    time_zone: String,
}

/// The settings of a portal; `None` before it has been set up. The time zone may have been changed since.
///
/// # Errors
/// When the store fails, or names a time zone that this release does not know.
pub fn load(store: &Store) -> Result<Option<Settings>, StoreError> {
    let Some(row) = rows::get::<Stored>(store, keys::setting(PORTAL))? else { return Ok(None) };
    let Stored { language, time_zone, currency } = row.value;
    let later = rows::get::<Zone>(store, keys::setting(General::NAME))?;
    let time_zone = later.map_or(time_zone, |row| row.value.time_zone);
    let zone = time_zone.parse().map_err(|_| StoreError::Corrupt(format!("no time zone is called {time_zone:?}")))?;
    Ok(Some(Settings { zone, currency, language, member_id: member_id(store)? }))
}

/// What a portal runs with until it is set up, and what the demo company keeps.
///
/// # Errors
/// When the store fails.
pub fn defaults(store: &Store) -> Result<Settings, StoreError> {
    let member_id = member_id(store)?;
    Ok(Settings { zone: chrono_tz::UTC, currency: "EUR".to_owned(), language: Language::En, member_id })
}

/// The change that marks a portal as set up, and what must hold for it: nobody did so before.
pub fn keep(settings: &Settings) -> (Check, Op) {
    let key = keys::setting(PORTAL);
    let stored = Stored {
        language: settings.language,
        time_zone: settings.zone.name().to_owned(),
        currency: settings.currency.clone(),
    };
    (Check::Absent(key.clone()), rows::put(key, &stored))
}

/// The portal's id: 32 hexadecimal digits, made at the first start and kept by backups.
fn member_id(store: &Store) -> Result<String, StoreError> {
    let key = keys::meta(MEMBER_ID);
    if let Some(row) = rows::get::<String>(store, key.clone())? {
        return Ok(row.value);
    }
    let id = secrets::new_member_id();
    store.commit(&[Check::Absent(key.clone())], vec![rows::put(key, &id)], Durability::Durable)?.wait()?;
    Ok(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use store::Options;

    #[test]
    fn settings_are_kept_once_and_the_id_stays() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), Options::default()).unwrap();
        assert!(load(&store).unwrap().is_none());
        let first = defaults(&store).unwrap();
        assert!(first.member_id.len() == 32 && first.member_id.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let chosen = Settings { zone: chrono_tz::Europe::Paris, ..first.clone() };
        let (absent, op) = keep(&chosen);
        store.commit(std::slice::from_ref(&absent), vec![op.clone()], Durability::Relaxed).unwrap();
        assert!(store.commit(&[absent], vec![op], Durability::Relaxed).is_err());
        let loaded = load(&store).unwrap().unwrap();
        assert_eq!((loaded.zone, loaded.member_id), (chrono_tz::Europe::Paris, first.member_id));
    }
}
