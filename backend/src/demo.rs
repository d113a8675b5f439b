//! The demo company: an empty store becomes a portal with people, records and two sign-ins, each
//! with a webhook that carries every scope.

use crate::accounts::{self, password};
use crate::app::App;
use crate::audit::Actor;
use crate::config::Demo;
use crate::greeting::{DemoSignIn, DemoSignIns};
use crate::integrations::{draft, save};
use crate::people::reference;
use crate::refusal::{Refusal, refuse};
use crate::secrets;
use crate::setup::{Founder, found};
use methods::people::{self, NewPerson};
use shared::integration::{NewDraft, Save};
use shared::{Millis, fault, scope};
use store::Durability;

/// Name of the company.
const COMPANY: &str = "Northwind Works";

/// Name of the webhooks with every scope.
const WEBHOOK: &str = "Everything";

/// Makes the demo company in an empty store; `url` is where the portal is reached.
///
/// # Errors
/// When the store fails.
pub fn make(app: &App, _demo: Demo, url: &str, now: Millis) -> Result<DemoSignIns, Refusal> {
    let services = app.services();
    let first = NewPerson {
        name: "Ada".to_owned(),
        last_name: "Martin".to_owned(),
        email: "ada@demo.example".to_owned(),
        position: "Director".to_owned(),
        admin: true,
        department: 1,
    };
    let second = NewPerson {
        name: "Boris".to_owned(),
        last_name: "Petrov".to_owned(),
        email: "boris@demo.example".to_owned(),
        position: "Sales manager".to_owned(),
        admin: false,
        department: 1,
    };
    let (admin_password, user_password) = (secrets::new_secret(), secrets::new_secret());
    let founder =
        Founder { person: first, hash: password::hash(&admin_password), address: app.config.listen.ip().to_string() };
    let (admin, _) = found(&services, COMPANY, founder, now)?;
    let (user, _) = people::create(&services, second, admin, now)?;
    let ops = vec![accounts::with_password(user, password::hash(&user_password))];
    app.store.commit(&[], ops, Durability::Durable)?;
    let signs_in = DemoSignIns {
        url: url.to_owned(),
        admin: sign_in(app, admin, admin_password, url, now)?,
        user: sign_in(app, user, user_password, url, now)?,
    };
    app.store.flush()?;
    Ok(signs_in)
}

fn sign_in(app: &App, id: u64, password: String, url: &str, now: Millis) -> Result<DemoSignIn, Refusal> {
    let person = people::get(&app.services(), id)?.ok_or_else(|| refuse(fault::INTERNAL))?;
    let actor = Actor { person: reference(&person), admin: person.admin, address: app.config.listen.ip().to_string() };
    let asked = NewDraft { scenario: "inbound".to_owned(), name: WEBHOOK.to_owned() };
    let (draft, _) = draft::open(&app.store, &app.vault, &actor, &asked, now)?;
    let form = Save {
        version: 1,
        name: WEBHOOK.to_owned(),
        scopes: scope::SCOPES.iter().map(|scope| scope.code.to_owned()).collect(),
        ..Save::default()
    };
    let saved = save::save(&app.store, &app.vault, draft, &actor, &form, now)?;
    let secret = app.vault.open_sealed(draft, &saved.found.value().inbound.sealed);
    let secret = secret.ok_or_else(|| refuse(fault::INTERNAL))?;
    Ok(DemoSignIn { id, email: person.email, password, webhook: format!("{url}/rest/{id}/{secret}/") })
}
