//! Settings of the portal as a whole, for administrators.

mod access;
mod general;
mod group;
mod limits;
mod section;
mod storage;
pub mod unsaved;

use crate::{
    api,
    widgets::{Loaded, load},
};
use leptos::{prelude::*, task::spawn_local};
use shared::settings::PortalSettings;

pub use group::Group;

/// Draws a group of the settings that have come; the callback brings them anew.
type Draw = fn(PortalSettings, Callback<()>) -> AnyView;

const GROUPS: [Draw; 6] =
    [general::general, limits::limits, access::creation, access::rest, storage::handlers, storage::retention];

/// `/settings`
#[component]
pub fn Settings() -> impl IntoView {
    let settings = load(|| api::get::<PortalSettings>("/console/settings"));
    let question = unsaved::keep();
    view! {
        <Loaded load=settings let:all>
            <div class="settings">
                {GROUPS.map(|draw| group(draw, all.get_untracked())).into_iter().collect_view()}
            </div>
        </Loaded>
        {question}
    }
}

/// A group is drawn anew when it is brought anew, and the others keep what was typed.
fn group(draw: Draw, settings: PortalSettings) -> AnyView {
    let own = RwSignal::new(settings);
    let reload = Callback::new(move |()| {
        spawn_local(async move {
            if let Ok(newer) = api::get::<PortalSettings>("/console/settings").await {
                own.try_set(newer);
            }
        });
    });
    (move || draw(own.get(), reload)).into_any()
}
