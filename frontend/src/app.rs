//! The application: what every screen finds in its context, and one route per screen.

use crate::{
    api,
    locale::Locale,
    screens::{
        integration_form::{EditIntegration, NewIntegration},
        integrations::Integrations,
        invite::Invite,
        not_found::NotFound,
        people::People,
        setup::Setup,
        sign_in::{SignIn, SignInAgain},
        statistics::Statistics,
        use_cases::UseCases,
    },
    session::{self, Session},
    texts::statistics,
    theme,
    widgets::{Loaded, Toasts, load},
};
use leptos::prelude::*;
use leptos_router::{
    components::{Outlet, ParentRoute, Redirect, Route, Router, Routes},
    path,
};
use shell::{AdminsOnly, DeveloperSection, Shell};

mod shell;

/// The root: asks who is signed in, then shows the screen of the address.
#[component]
pub fn App() -> impl IntoView {
    provide_context(Locale::start());
    provide_context(theme::start());
    provide_context(Toasts::new());
    let answer = load(|| api::get::<shared::people::Session>("/console/session"));
    view! {
        <Loaded load=answer lines=1 let:answer>
            <SignedIn answer=answer.get_untracked() />
        </Loaded>
    }
}

#[component]
fn SignedIn(answer: shared::people::Session) -> impl IntoView {
    if !answer.portal.needs_setup {
        crate::locale::use_locale().offer(answer.portal.language);
    }
    provide_context(Session::new(answer));
    let lost = session::lost();
    view! {
        <Router>
            <Routes fallback=NotFound>
                <Route path=path!("/setup") view=Setup />
                <Route path=path!("/invite") view=Invite />
                <Route path=path!("/sign-in") view=SignIn />
                <ParentRoute path=path!("") view=Shell>
                    <Route path=path!("") view=|| view! { <Redirect path="/dev" /> } />
                    <ParentRoute path=path!("/dev") view=DeveloperSection>
                        <ParentRoute path=path!("") view=UseCases>
                            <Route path=path!("") view=|| () />
                            <Route path=path!("scenarios/:code/new") view=NewIntegration />
                        </ParentRoute>
                        <ParentRoute path=path!("integrations") view=Integrations>
                            <Route path=path!("") view=|| () />
                            <Route path=path!(":id") view=EditIntegration />
                        </ParentRoute>
                        <Route path=path!("statistics") view=|| view! {
                            <AdminsOnly text=statistics::ADMINS_ONLY><Statistics /></AdminsOnly>
                        } />
                    </ParentRoute>
                    <Route path=path!("/people") view=|| view! { <AdminsOnly><People /></AdminsOnly> } />
                    <Route path=path!("/*any") view=NotFound />
                </ParentRoute>
            </Routes>
        </Router>
        {move || lost.get().then(|| view! { <SignInAgain /> })}
    }
}
