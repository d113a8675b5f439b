//! The beginning of a portal: the one-time link that an empty data directory prints, and what using
//! it (or asking for the demo company) puts in place.

use crate::audit::{self, Action, Actor};
use crate::integrations::outbound;
use crate::people::reference;
use crate::refusal::{Refusal, refuse};
use crate::{accounts, secrets, settings};
use engine::{Services, services::Settings};
use methods::department::ROOT;
use methods::people::{self, NewPerson, PersonEdit};
use methods::seed;
use shared::{Millis, fault};
use std::sync::{Mutex, MutexGuard, PoisonError};
use store::{Durability, Store, StoreError, Ticket};

/// The set-up link of this start. Only its hash is kept, in memory, so that every start makes a new
/// one and ends the one before.
#[derive(Debug, Default)]
pub struct SetupLink {
    hash: Mutex<Option<[u8; 32]>>,
}

/// The link while somebody uses it; nobody else can meanwhile.
pub struct InUse<'a>(MutexGuard<'a, Option<[u8; 32]>>);

impl SetupLink {
    /// A link for a portal that has not been set up, and its token.
    pub fn open() -> (SetupLink, String) {
        let token = secrets::new_token();
        (SetupLink { hash: Mutex::new(Some(secrets::hash(&token))) }, token)
    }

    /// Whether the portal waits to be set up.
    pub fn is_open(&self) -> bool {
        self.lock().is_some()
    }

    /// Takes the link into use.
    ///
    /// # Errors
    /// `link_invalid` for another token, or when the portal has been set up.
    pub fn take(&self, token: &str) -> Result<InUse<'_>, Refusal> {
        let hash = self.lock();
        match *hash == Some(secrets::hash(token)) {
            true => Ok(InUse(hash)),
            false => Err(refuse(fault::LINK_INVALID)),
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<[u8; 32]>> {
        self.hash.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl InUse<'_> {
    /// Ends the link for good.
    pub fn close(mut self) {
        *self.0 = None;
    }
}

/// The first administrator.
pub struct Founder {
    /// Their record.
    pub person: NewPerson,
    /// Hash of their password.
    pub hash: String,
    /// The address they act from.
    pub address: String,
}

/// Gives an empty store its dictionaries and its first administrator, whose id is answered.
///
/// # Errors
/// `link_invalid` when the portal has been set up already.
pub fn found(services: &Services, company: &str, founder: Founder, now: Millis) -> Result<(u64, Ticket), Refusal> {
    prepare(services, company, now)?;
    let id = administrator(services, founder.person, now)?;
    let ticket = settle(services, id, founder.hash, founder.address, now)?;
    Ok((id, ticket))
}

/// Gives an empty store what every portal starts with, or what a set-up that was cut off did not.
///
/// # Errors
/// When the store fails.
pub fn prepare(services: &Services, company: &str, now: Millis) -> Result<(), Refusal> {
    seed::set_up(services, company, now)?;
    Ok(())
}

/// Lets the first administrator sign in and keeps the settings, in the commit that makes the portal
/// count as set up: before it, a set-up that was cut off can be done again.
///
/// # Errors
/// `link_invalid` when the portal has been set up already.
pub fn settle(services: &Services, id: u64, hash: String, address: String, now: Millis) -> Result<Ticket, Refusal> {
    let store = &services.store;
    let person = people::get(services, id)?.ok_or_else(|| refuse(fault::INTERNAL))?;
    let by = Actor { person: reference(&person), admin: true, address };
    let (nobody_did, keep) = settings::keep(&settings_of(services));
    let ops = vec![accounts::with_password(id, hash), audit::row(store, &by, Action::SetUp, now)?, keep];
    match store.commit(&[nobody_did], ops, Durability::Durable) {
        Err(StoreError::Check(_)) => Err(refuse(fault::LINK_INVALID)),
        outcome => Ok(outcome?),
    }
}

/// The services of a portal with these settings, and the base currency that was chosen since.
///
/// # Errors
/// A sentence naming the method that is declared wrongly, or what the store failed with.
pub fn services(store: &Store, settings: Settings) -> Result<Services, String> {
    let services = Services::new(store.clone(), settings, methods::registry()?).signing(secrets::signer());
    methods::crm::currency::recall(&services).map_err(|error| error.to_string())?;
    methods::events::handlers::listen(&services).map_err(|error| error.to_string())?;
    outbound::listen(&services).map_err(|error| error.to_string())?;
    Ok(services)
}

/// Adds the administrator, or takes the one that a cut off set-up left behind.
fn administrator(services: &Services, new: NewPerson, now: Millis) -> Result<u64, Refusal> {
    let new = NewPerson { admin: true, department: ROOT, ..new };
    let Some(left) = people::by_email(services, &new.email)? else {
        return Ok(people::create(services, new, 0, now)?.0);
    };
    let NewPerson { name, last_name, .. } = new;
    let edit = PersonEdit { name: Some(name), last_name: Some(last_name), ..PersonEdit::default() };
    people::change(services, left.id, edit, 0, now)?;
    Ok(left.id)
}

fn settings_of(services: &Services) -> Settings {
    Settings {
        zone: services.zone,
        currency: services.currency().to_string(),
        language: services.language,
        member_id: services.member_id.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_up_link_works_once() {
        let (link, token) = SetupLink::open();
        assert!(link.is_open());
        assert!(link.take("another").is_err());
        drop(link.take(&token).unwrap());
        link.take(&token).unwrap().close();
        assert!(!link.is_open());
        assert!(link.take(&token).is_err());
        assert!(!SetupLink::default().is_open());
    }

    #[test]
    fn a_set_up_that_was_cut_off_can_be_done_again_once() {
        let dir = tempfile::tempdir().unwrap();
        let store = Store::open(dir.path(), store::Options::default()).unwrap();
        let services = services(&store, settings::defaults(&store).unwrap()).unwrap();
        let founder = |name: &str| Founder {
            person: NewPerson { name: name.to_owned(), email: "ada@example.com".to_owned(), ..NewPerson::default() },
            hash: "hash".to_owned(),
            address: "127.0.0.1".to_owned(),
        };
        prepare(&services, "", 1).unwrap();
        administrator(&services, founder("Cut off").person, 2).unwrap();
        assert!(settings::load(&store).unwrap().is_none());

        let (id, _) = found(&services, "", founder("Ada"), 3).unwrap();
        let ada = people::get(&services, id).unwrap().unwrap();
        assert_eq!((id, ada.name.as_str(), ada.admin), (1, "Ada", true));
        assert!(settings::load(&store).unwrap().is_some());
        assert_eq!(accounts::find(&store, 1).unwrap().password.as_deref(), Some("hash"));
        assert_eq!(found(&services, "", founder("Eve"), 4).unwrap_err().fault.code, "link_invalid");
    }
}
