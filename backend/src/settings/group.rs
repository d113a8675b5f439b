//! Groups of settings: each is saved on its own, by administrators, and only over the version that
//! they saw.

use super::{checks, load};
use crate::audit::{self, Action, Actor};
use crate::refusal::{Refusal, overtaken, refuse};
use crate::rows;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use shared::limits::Limits;
use shared::people::PersonRef;
use shared::settings::{Creation, General, Handlers, RestAccess, Retention, Versioned};
use shared::text::Language;
use shared::{Millis, fault};
use store::{Check, Durability, Store, StoreError, Ticket, keys};

/// A group of settings.
pub trait Group: Clone + Default + PartialEq + Serialize + DeserializeOwned {
    /// Its name in the store, in addresses and in the audit trail.
    const NAME: &'static str;

    /// What holds until it is saved for the first time.
    ///
    /// # Errors
    /// When the store fails.
    fn at_first(_: &Store) -> Result<Self, StoreError> {
        Ok(Self::default())
    }

    /// The group as it may be kept.
    ///
    /// # Errors
    /// What is wrong with a field.
    fn checked(self) -> Result<Self, Refusal> {
        Ok(self)
    }
}

impl Group for General {
    const NAME: &'static str = "general";

    fn at_first(store: &Store) -> Result<General, StoreError> {
        let set_up = load(store)?;
        let (language, zone) = set_up.map_or((Language::En, chrono_tz::UTC), |known| (known.language, known.zone));
        Ok(General { name: String::new(), people_language: language, time_zone: zone.name().to_owned() })
    }

    fn checked(self) -> Result<General, Refusal> {
        checks::general(self)
    }
}

impl Group for Limits {
    const NAME: &'static str = "limits";

    fn checked(self) -> Result<Limits, Refusal> {
        match self.amounts().is_none_or(|amounts| amounts.fit_together()) {
            true => Ok(self),
            false => Err(refuse(fault::LIMITS_INVALID).on("limits")),
        }
    }
}

impl Group for Creation {
    const NAME: &'static str = "creation";
}

impl Group for RestAccess {
    const NAME: &'static str = "rest";
}

impl Group for Handlers {
    const NAME: &'static str = "handlers";

    fn checked(self) -> Result<Handlers, Refusal> {
        checks::handlers(self)
    }
}

impl Group for Retention {
    const NAME: &'static str = "retention";

    fn checked(self) -> Result<Retention, Refusal> {
        checks::retention(self)
    }
}

/// The stored form. What an earlier release kept has neither a version nor who saved it.
#[derive(Clone, Serialize, Deserialize)]
struct Stored<T> {
    #[serde(default)]
    version: u64,
    #[serde(default)]
    by: Option<PersonRef>,
    #[serde(flatten)]
    value: T,
}

/// A group as it is.
///
/// # Errors
/// When the store fails.
pub fn read<T: Group>(store: &Store) -> Result<Versioned<T>, StoreError> {
    let Stored { version, value, .. } = stored(store)?.0;
    Ok(Versioned { version, value })
}

/// Saves a group, with the audit row that says what it was and what it is.
///
/// # Errors
/// `settings_changed`, or `settings_changed_by_you`, when it has been saved since; what is wrong with a field.
pub fn save<T: Group>(
    store: &Store,
    form: Versioned<T>,
    by: &Actor,
    now: Millis,
) -> Result<(Versioned<T>, Ticket), Refusal> {
    let value = form.value.checked()?;
    let (old, check) = stored::<T>(store)?;
    if old.version != form.version {
        return Err(changed(old.by, by));
    }
    let next = Stored { version: old.version + 1, by: Some(by.person.clone()), value };
    let action =
        Action::SettingsChanged { group: T::NAME.to_owned(), before: json(&old.value), after: json(&next.value) };
    let ops = vec![rows::put(keys::setting(T::NAME), &next), audit::row(store, by, action, now)?];
    match store.commit(&[check], ops, Durability::Durable) {
        Err(StoreError::Check(_)) => {
            let (newer, _) = stored::<T>(store)?;
            Err(changed(newer.by, by))
        }
        outcome => Ok((Versioned { version: next.version, value: next.value }, outcome?)),
    }
}

fn changed(editor: Option<PersonRef>, by: &Actor) -> Refusal {
    let editor = editor.unwrap_or_default();
    overtaken(&editor, &by.person, fault::SETTINGS_CHANGED, fault::SETTINGS_CHANGED_BY_YOU)
}

fn stored<T: Group>(store: &Store) -> Result<(Stored<T>, Check), StoreError> {
    let key = keys::setting(T::NAME);
    Ok(match rows::get::<Stored<T>>(store, key.clone())? {
        Some(row) => (row.value.clone(), row.unchanged()),
        None => (Stored { version: 0, by: None, value: T::at_first(store)? }, Check::Absent(key)),
    })
}

fn json(value: &impl Serialize) -> serde_json::Value {
    // Plain structs with text keys always have a form in JSON.
    serde_json::to_value(value).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::settings::{PortalSettings, RestState, Who, fields};
    use store::Options;

    fn ground() -> (tempfile::TempDir, Store, Actor) {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), Options::default()).unwrap();
        let person = PersonRef { id: 1, name: "Ada".to_owned() };
        (dir, store, Actor { person, admin: true, address: "127.0.0.1".to_owned() })
    }

    #[test]
    fn a_group_is_saved_over_the_version_that_was_seen() {
        let (_dir, store, ada) = ground();
        let seen = read::<Creation>(&store).unwrap();
        assert_eq!((seen.version, seen.value.bots), (0, Who::Everybody));
        let value = Creation { bots: Who::Nobody, ..seen.value };
        let (saved, _) = save(&store, Versioned { version: 0, value }, &ada, 5).unwrap();
        assert_eq!((saved.version, read::<Creation>(&store).unwrap()), (1, saved.clone()));
        let again = |by: &Actor| save(&store, Versioned { version: 0, value }, by, 6).unwrap_err();
        assert_eq!(again(&ada).fault.code, "settings_changed_by_you");
        let bob = Actor { person: PersonRef { id: 2, name: "Bob".to_owned() }, ..ada.clone() };
        let refusal = again(&bob);
        assert_eq!((refusal.fault.code, refusal.body().detail.as_deref()), ("settings_changed", Some("Ada")));
        // Another group is another matter.
        let off = RestAccess { state: RestState::Off };
        save(&store, Versioned { version: 0, value: off }, &ada, 6).unwrap();
    }

    #[test]
    fn every_group_and_field_has_a_name_for_people() {
        let custom = Limits::Custom(shared::limits::Amounts { rate: 3, bucket: 40, seconds: 5 });
        let limits = Versioned { version: 0, value: custom };
        let settings = json(&PortalSettings { limits, ..PortalSettings::default() });
        let groups = settings.as_object().unwrap().iter().filter(|(name, _)| *name != "limits_in_force");
        for (name, group) in groups.clone() {
            let members = group["value"].as_object().unwrap();
            for (member, value) in members {
                let (_, field) = fields::find(&format!("{name}.{member}")).unwrap_or_else(|| panic!("{name}.{member}"));
                let code = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
                assert!(field.choices().is_empty() || field.choice(&code).is_some(), "{name}.{member}: {code}");
            }
            assert_eq!(members.len(), fields::group_named(name).unwrap().fields.len(), "{name}");
        }
        assert_eq!(groups.count(), fields::GROUPS.len());
    }

    #[test]
    fn limits_of_an_earlier_release_are_read() {
        let (_dir, store, ada) = ground();
        let old = Limits::Custom(shared::limits::Amounts { rate: 3, bucket: 40, seconds: 5 });
        store.commit(&[], vec![rows::put(keys::setting("limits"), &old)], Durability::Relaxed).unwrap();
        let seen = read::<Limits>(&store).unwrap();
        assert_eq!((seen.version, seen.value), (0, old));
        save(&store, Versioned { value: Limits::Off, ..seen }, &ada, 1).unwrap();
        assert_eq!(read::<Limits>(&store).unwrap().value, Limits::Off);
    }
}
