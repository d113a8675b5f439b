//! The full check: the store itself, and what the portal's own rows say of each other.

use crate::integrations::{Integration, secret};
use crate::rows::{self, Row};
use methods::user::USER;
use serde::{Deserialize, Serialize};
use store::{KeyRange, Store, StoreError, keys};

/// What a check found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// Values, long ones counted once.
    pub values: u64,
    /// Counters and sequences.
    pub numbers: u64,
    /// Pieces of long values.
    pub chunks: u64,
    /// Bytes of keys and values.
    pub bytes: u64,
    /// What is wrong, a line each.
    pub problems: Vec<String>,
}

/// Reads everything. Writers may go on; what they change meanwhile is not taken for damage.
///
/// # Errors
/// When the store cannot be read at all.
pub fn check(store: &Store) -> Result<Report, StoreError> {
    let found = store.check()?;
    let mut report = Report {
        values: found.values,
        numbers: found.numbers,
        chunks: found.chunks,
        bytes: found.bytes,
        problems: found.problems,
    };
    for (space, name) in [(keys::INTEGRATION, "integration"), (keys::DRAFT, "draft")] {
        rows::each(store, KeyRange::prefix([space]), |row: Row<Integration>| {
            report.problems.extend(check_integration(store, name, &row)?);
            Ok(())
        })?;
    }
    rows::each(store, KeyRange::prefix([keys::SECRET]), |row: Row<serde_json::Value>| {
        let leads = secret::leads_somewhere(store, &row.key)?;
        report.problems.extend((!leads).then(|| "a secret leads to no integration".to_owned()));
        Ok(())
    })?;
    Ok(report)
}

fn check_integration(store: &Store, name: &str, row: &Row<Integration>) -> Result<Vec<String>, StoreError> {
    let id = keys::id_of(&row.key).unwrap_or_default();
    let mut problems = Vec::new();
    if store.get(&keys::record(USER.name, row.value.owner))?.is_none() {
        problems.push(format!("{name} {id} belongs to person {}, who is not there", row.value.owner));
    }
    // Read again: it may have got another secret, or gone, since the row was read.
    if !secret::are_known(store, &row.value)?
        && rows::get::<Integration>(store, row.key.clone())?.is_some_and(|now| now.value == row.value)
    {
        problems.push(format!("{name} {id} has a secret that leads nowhere"));
    }
    Ok(problems)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::Actor;
    use crate::integrations::draft;
    use crate::secrets::Vault;
    use shared::integration::NewDraft;
    use shared::people::PersonRef;
    use store::{Direction, Durability, Op, Options};

    #[test]
    fn what_does_not_fit_together_is_named() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), Options::default()).unwrap();
        let vault = Vault::open(dir.path(), None).unwrap();
        let person = PersonRef { id: 4, name: "Ada".to_owned() };
        let by = Actor { person, admin: false, address: "127.0.0.1".to_owned() };
        let asked = NewDraft { scenario: "inbound".to_owned(), ..NewDraft::default() };
        let commit = |op| store.commit(&[], vec![op], Durability::Relaxed).unwrap();
        let problems = || check(&store).unwrap().problems;

        let id =
            draft::open(&store, &vault, &by, &asked, &|_| draft::About { answers: true, writes: false }, 0).unwrap().id;
        assert_eq!(problems(), ["draft 1 belongs to person 4, who is not there"]);
        commit(Op::Put(keys::record(USER.name, 4), Vec::new()));
        assert_eq!(problems(), Vec::<String>::new());

        let secrets = store.scan_keys(&KeyRange::prefix([keys::SECRET]), Direction::Up, 10).unwrap();
        let row = store.get(&secrets[0]).unwrap().unwrap().value;
        commit(Op::Del(secrets[0].to_vec()));
        assert_eq!(problems(), ["draft 1 has a secret that leads nowhere"]);
        commit(Op::Put(secrets[0].to_vec(), row.to_vec()));
        commit(Op::Del(keys::draft(id)));
        assert_eq!(problems(), ["a secret leads to no integration"]);
    }
}
