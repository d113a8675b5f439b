//! The application: what every screen finds in its context, and what stands at which address.

use crate::{
    api, leaving,
    locale::{Locale, use_locale},
    logic::place::{self, Inside, Page, Place},
    parts::{AuditPart, DeliveriesPart, IntegrationsPart, PeoplePart, Portal, PortalPart, StatisticsPart},
    screens::{
        invite::Invite,
        not_found::NotFound,
        setup::Setup,
        sign_in::{SignIn, SignInAgain},
        use_cases::UseCases,
    },
    session::{self, Session},
    task::{effect, memo},
    texts::statistics,
    theme::{self, Theme},
    widgets::{Loaded, Toasts, focus, load},
};
use leptos::prelude::*;
use leptos_router::{
    components::{Redirect, Router},
    hooks::{use_location, use_url},
    location::{BrowserUrl, LocationProvider},
};
use shell::{AdminsOnly, Frame, Tabs};
use std::mem::discriminant;

mod account;
mod palette;
mod progress;
mod shell;
mod shortcut_help;

pub use palette::Palette;

/// The root: asks who is signed in, then shows the screen of the address.
#[component]
pub fn App() -> impl IntoView {
    provide_context(Locale::start());
    provide_context(theme::start());
    provide_context(Toasts::new());
    focus::keep();
    leaving::listen();
    let answer = load(|| api::get::<shared::people::Session>("/console/session"));
    view! {
        <Loaded load=answer lines=1 let:answer>
            <WithSession answer=answer.get_untracked() />
        </Loaded>
    }
}

#[component]
fn WithSession(answer: shared::people::Session) -> impl IntoView {
    let locale = use_locale();
    locale.set_clock(answer.now);
    if !answer.portal.needs_setup {
        locale.offer(answer.portal.language);
    }
    let session = Session::new(answer);
    provide_context(session);
    follow_choices(session);
    let lost = session::lost();
    view! {
        <Router>
            <Screens />
        </Router>
        {move || lost.get().then(|| view! { <SignInAgain /> })}
    }
}

/// What somebody chose about the screens holds in every browser that they sign in with.
fn follow_choices(session: Session) {
    let (locale, colours) = (use_locale(), expect_context::<RwSignal<Theme>>());
    let chosen = memo(move || session.me().map(|me| (me.language, me.theme, me.time_zone)));
    effect(move || {
        let (language, theme, zone) = chosen.get().unwrap_or_default();
        language.into_iter().for_each(|language| locale.choose(language));
        theme.into_iter().for_each(|theme| theme::choose(colours, theme));
        locale.show_zone(zone);
    });
}

#[component]
fn Screens() -> impl IntoView {
    show_address();
    let path = use_location().pathname;
    let place = memo(move || place::find(&path.read()));
    let inside = memo(move || match place.get() {
        Place::Inside(inside) => inside,
        _ => Inside::Nowhere,
    });
    let follow_kind = kind(place);
    move || {
        follow_kind();
        match place.get_untracked() {
            Place::Setup => view! { <Setup /> }.into_any(),
            Place::Invite => view! { <Invite /> }.into_any(),
            Place::Inside(_) => view! { <Door inside /> }.into_any(),
        }
    }
}

/// The shell, or the sign-in screen in its place: the address stays, so that whoever signs in arrives where
/// they wanted to go.
#[component]
fn Door(inside: Memo<Inside>) -> impl IntoView {
    let session = session::use_session();
    let signed_in = memo(move || session.signed_in());
    move || match signed_in.get() {
        true => view! { <Frame><Content inside /></Frame> }.into_any(),
        false => view! { <SignIn /> }.into_any(),
    }
}

#[component]
fn Content(inside: Memo<Inside>) -> impl IntoView {
    let page = memo(move || match inside.get() {
        Inside::Developer(page) => page,
        _ => Page::UseCases(None, None),
    });
    let follow_kind = kind(inside);
    move || {
        follow_kind();
        match inside.get_untracked() {
            Inside::Entrance => view! { <Redirect path="/dev" /> }.into_any(),
            Inside::Developer(_) => view! { <Developer page /> }.into_any(),
            Inside::People => view! { <AdminsOnly><PeoplePart /></AdminsOnly> }.into_any(),
            Inside::Settings => view! {
                <AdminsOnly><PortalPart which=Portal::Settings /></AdminsOnly>
            }
            .into_any(),
            Inside::Profile => view! { <PortalPart which=Portal::Profile /> }.into_any(),
            Inside::Nowhere => view! { <NotFound /> }.into_any(),
        }
    }
}

/// The developer resources: tabs over a page, a form over the page.
#[component]
fn Developer(page: Memo<Page>) -> impl IntoView {
    let form = memo(move || match page.get() {
        Page::UseCases(_, form) => form,
        _ => None,
    });
    let over = memo(move || match page.get() {
        Page::Integrations(over) => over,
        _ => None,
    });
    let delivery = memo(move || match page.get() {
        Page::Deliveries(over) => over,
        _ => None,
    });
    let category = memo(move || match page.get() {
        Page::UseCases(category, _) => category,
        _ => None,
    });
    let follow_kind = kind(page);
    view! {
        <Tabs />
        {move || {
            follow_kind();
            match page.get_untracked() {
                Page::UseCases(..) => view! { <UseCases category form /> }.into_any(),
                Page::Integrations(_) => view! { <IntegrationsPart over /> }.into_any(),
                Page::Deliveries(_) => view! { <DeliveriesPart over=delivery /> }.into_any(),
                Page::Audit => view! { <AuditPart /> }.into_any(),
                Page::Statistics => view! {
                    <AdminsOnly text=statistics::ADMINS_ONLY><StatisticsPart /></AdminsOnly>
                }
                .into_any(),
            }
        }}
    }
}

/// Follows which variant holds, not what is in it: a screen stays while something opens over it.
fn kind<T: Send + Sync + 'static>(of: Memo<T>) -> impl Fn() + Copy + Send {
    let kind = memo(move || discriminant(&*of.read()));
    // Only a memo that is read follows what it is computed from: to track it is not enough.
    move || _ = kind.get()
}

/// A link that was followed reaches the address bar as soon as the screens have heard of it.
fn show_address() {
    let (url, browser) = (use_url(), expect_context::<BrowserUrl>());
    effect(move || {
        url.track();
        browser.ready_to_complete();
    });
}
