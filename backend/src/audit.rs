//! The audit trail: who did what, when and from where. A row is written in the same commit as what
//! it tells of, and never changed.

pub mod trail;

use crate::rows;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;
use shared::Millis;
use shared::integration::{FieldChange, Secret};
use shared::people::PersonRef;
use store::{Direction, Durability, KeyRange, Op, Store, StoreError, keys};

/// Who acts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Who.
    pub person: PersonRef,
    /// Whether they administer the portal.
    pub admin: bool,
    /// The address they act from.
    pub address: String,
}

/// An audit row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Event {
    /// When.
    pub at: Millis,
    /// Who, by the name they had.
    pub by: PersonRef,
    /// From which address.
    pub address: String,
    /// What.
    #[serde(flatten)]
    pub action: Action,
}

/// What somebody did. Never holds a secret, a token or a password.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "snake_case")]
#[expect(missing_docs, reason = "the variants and their members say it")]
pub enum Action {
    SetUp,
    SignedIn,
    SignedOut,
    Invited {
        person: u64,
    },
    LinkMade {
        person: u64,
    },
    LinkUsed {
        person: u64,
    },
    RoleChanged {
        person: u64,
        admin: bool,
    },
    Activated {
        person: u64,
    },
    Deactivated {
        person: u64,
    },
    DraftSaved {
        integration: u64,
    },
    Edited {
        integration: u64,
        #[serde(deserialize_with = "changes")]
        changed: Vec<FieldChange>,
    },
    TakenOver {
        integration: u64,
        from: u64,
        #[serde(deserialize_with = "changes")]
        changed: Vec<FieldChange>,
    },
    SecretReplaced {
        integration: u64,
        /// Hours that the old one works beside it.
        #[serde(default)]
        overlap: u32,
        /// Which one; rows of earlier releases are about the inbound webhook's.
        #[serde(default, skip_serializing_if = "is_inbound")]
        of: Secret,
    },
    SecretRevealed {
        integration: u64,
        #[serde(default, skip_serializing_if = "is_inbound")]
        of: Secret,
    },
    DeliveriesPaused {
        integration: u64,
    },
    DeliveriesResumed {
        integration: u64,
    },
    Redelivered {
        integration: u64,
        deliveries: u64,
    },
    FormerSecretEnded {
        integration: u64,
    },
    Enabled {
        integration: u64,
    },
    Disabled {
        integration: u64,
    },
    Deleted {
        integration: u64,
        owner: u64,
    },
    SettingsChanged {
        group: String,
        before: Value,
        after: Value,
    },
    PersonChanged {
        person: u64,
        changed: Vec<String>,
    },
    LinkRevoked {
        person: u64,
    },
    ProfileChanged {
        changed: Vec<String>,
    },
    PasswordChanged,
    SessionEnded {
        session: String,
    },
    OtherSessionsEnded,
    Kept {
        integration: u64,
        from: u64,
    },
}

/// The change that writes a row.
///
/// # Errors
/// When the store gives no id.
pub fn row(store: &Store, by: &Actor, action: Action, now: Millis) -> Result<Op, StoreError> {
    let id = store.next_ids("audit", 1)?;
    let event = Event { at: now, by: by.person.clone(), address: by.address.clone(), action };
    Ok(rows::put(keys::audit(now, id), &event))
}

fn is_inbound(secret: &Secret) -> bool {
    *secret == Secret::Inbound
}

/// Rows of earlier releases hold names of fields and nothing more.
fn changes<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<FieldChange>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Stored {
        Change(FieldChange),
        Name(String),
    }
    let stored = Vec::<Stored>::deserialize(from)?;
    Ok(stored
        .into_iter()
        .map(|one| match one {
            Stored::Change(change) => change,
            Stored::Name(field) => FieldChange { field, ..FieldChange::default() },
        })
        .collect())
}

/// Removes the oldest rows, up to a time, a few thousand at once; answers how many.
///
/// # Errors
/// When the store fails.
pub fn sweep(store: &Store, before: Millis) -> Result<usize, StoreError> {
    const MOST: usize = 5_000;
    let range = KeyRange::between(keys::audit(0, 0), keys::audit(before, 0));
    let over: Vec<_> =
        store.scan_keys(&range, Direction::Up, MOST)?.into_iter().map(|key| Op::Del(key.to_vec())).collect();
    let count = over.len();
    store.commit(&[], over, Durability::Relaxed)?;
    Ok(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_rows_are_swept() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), store::Options::default()).unwrap();
        let person = PersonRef { id: 1, name: "Ada".to_owned() };
        let by = Actor { person, admin: true, address: String::new() };
        for now in [5, 6, 7] {
            let op = row(&store, &by, Action::SignedIn, now).unwrap();
            store.commit(&[], vec![op], Durability::Relaxed).unwrap();
        }
        assert_eq!((sweep(&store, 7).unwrap(), sweep(&store, 7).unwrap()), (2, 0));
        assert_eq!(sweep(&store, 8).unwrap(), 1);
    }

    #[test]
    fn rows_read_back_also_those_of_earlier_releases() {
        let by = PersonRef { id: 1, name: "Ada".to_owned() };
        let change =
            FieldChange { field: "name".to_owned(), before: "Leads".to_owned(), after: "Leads of the shop".to_owned() };
        let action = Action::TakenOver { integration: 7, from: 2, changed: vec![change] };
        let event = Event { at: 5, by, address: "127.0.0.1".to_owned(), action };
        let json = serde_json::to_string(&event).unwrap();
        assert_eq!(serde_json::from_str::<Event>(&json).unwrap(), event);
        let old = r#"{"at":5,"by":{"id":1,"name":"Ada"},"address":"::1","action":"edited","integration":7,"changed":["name"]}"#;
        let Action::Edited { changed, .. } = serde_json::from_str::<Event>(old).unwrap().action else { panic!() };
        assert_eq!((changed[0].field.as_str(), changed[0].after.as_str()), ("name", ""));
    }
}
