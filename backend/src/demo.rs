//! The demo company: an empty store becomes a portal with people, records and two sign-ins, each
//! with a webhook that carries every scope.

use crate::accounts::{self, password};
use crate::app::App;
use crate::audit::Actor;
use crate::config::Demo;
use crate::greeting::{DemoSignIn, DemoSignIns};
use crate::integrations::draft::{self, About};
use crate::integrations::save;
use crate::people::reference;
use crate::refusal::{Refusal, refuse};
use crate::secrets;
use crate::settings::group;
use crate::setup::{prepare, settle};
use methods::{people, seed};
use shared::integration::{NewDraft, Save, Secret};
use shared::settings::{Handlers, Versioned};
use shared::{Millis, fault, scope};
use store::Durability;

/// Name of the company.
const COMPANY: &str = "Northwind Works";

/// Name of the webhooks with every scope.
const WEBHOOK: &str = "Everything";

/// Makes the demo company in an empty store; `url` is where the portal is reached.
///
/// # Errors
/// When the store fails, or holds what an earlier attempt left.
pub fn make(app: &App, demo: Demo, url: &str, now: Millis) -> Result<DemoSignIns, Refusal> {
    let services = app.services();
    let (admin_password, user_password) = (secrets::new_secret(), secrets::new_secret());
    prepare(&services, COMPANY, now)?;
    let company = seed::demo::Demo { records: demo.records, seed: demo.seed, now_ms: now };
    let (people, _) = seed::demo::fill(&services, &company)?;
    let user_may = accounts::with_password(people.user, password::hash(&user_password));
    app.store.commit(&[], vec![user_may], Durability::Durable)?;
    settle(&services, people.admin, password::hash(&admin_password), address(app), now)?;
    let sign_ins = DemoSignIns {
        url: url.to_owned(),
        admin: sign_in(app, people.admin, admin_password, url, now)?,
        user: sign_in(app, people.user, user_password, url, now)?,
    };
    if app.config.movable_clock {
        handlers_of_this_machine(app, people.admin, now)?;
    }
    app.store.flush()?;
    Ok(sign_ins)
}

/// Lets a sandbox send events to handlers on its own machine, which is where those who try it have them.
fn handlers_of_this_machine(app: &App, admin: u64, now: Millis) -> Result<(), Refusal> {
    let person = people::get(&app.services(), admin)?.ok_or_else(|| refuse(fault::INTERNAL))?;
    let actor = Actor { person: reference(&person), admin: true, address: address(app) };
    let allowed = ["localhost", "127.0.0.0/8", "::1"].map(str::to_owned).to_vec();
    let form = Versioned { version: 0, value: Handlers { allowed, ..Handlers::default() } };
    group::save(&app.store, form, &actor, now).map(|_| ())
}

/// What the audit trail says of where the company came from.
fn address(app: &App) -> String {
    app.config.listen.ip().to_string()
}

fn sign_in(app: &App, id: u64, password: String, url: &str, now: Millis) -> Result<DemoSignIn, Refusal> {
    let person = people::get(&app.services(), id)?.ok_or_else(|| refuse(fault::INTERNAL))?;
    let actor = Actor { person: reference(&person), admin: person.admin, address: address(app) };
    let asked = NewDraft { scenario: "inbound".to_owned(), name: WEBHOOK.to_owned(), like: None };
    let draft =
        draft::open(&app.store, &app.vault, &actor, &asked, &|_| About { answers: true, writes: false }, now)?.id;
    let form = Save {
        version: 1,
        name: WEBHOOK.to_owned(),
        scopes: scope::SCOPES.iter().map(|scope| scope.code.to_owned()).collect(),
        ..Save::default()
    };
    let saved = save::save(&app.store, &app.vault, draft, &actor, &form, now)?;
    let secret = saved.found.value().secret(&app.vault, draft, Secret::Inbound).flatten();
    let secret = secret.ok_or_else(|| refuse(fault::INTERNAL))?;
    Ok(DemoSignIn { id, email: person.email, password, webhook: format!("{url}/rest/{id}/{secret}/") })
}
