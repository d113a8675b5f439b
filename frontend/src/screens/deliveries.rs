//! Deliveries: what became of the events that outbound webhooks tell of. All that one may see, or those of one
//! integration on its page.

mod acts;
mod attempts;
mod cells;
mod detail;
mod filters;
mod list;
mod look;
mod questions;
mod queues;
mod request;

use crate::{
    session::use_session,
    texts::deliveries as words,
    widgets::{Button, actions},
};
use leptos::prelude::*;
use look::Look;
use questions::Asking;

pub use detail::DeliveryPage;

/// `/dev/deliveries`; `over` is the delivery that is open over it, by the ids of its integration and its own.
#[component]
pub fn Deliveries(over: Memo<Option<(String, String)>>) -> impl IntoView {
    let session = use_session();
    let look = Look::at(HOME.to_owned(), None);
    let asking = RwSignal::new(None);
    actions(view! { <Recover asking /> });
    view! {
        <list::List look asking />
        {move || session.admin().then(|| view! { <queues::Queues /> })}
        {move || over.get().map(|(integration, id)| view! { <DeliveryPage integration id leave=look.back() /> })}
    }
}

const HOME: &str = "/dev/deliveries";

/// The deliveries of one integration, as a part of its page. What is open over them is the caller's.
#[component]
pub fn DeliveriesOf(integration: String) -> impl IntoView {
    let home = format!("/dev/integrations/{integration}/deliveries");
    let look = Look::at(home, Some(integration));
    let asking = RwSignal::new(None);
    view! {
        <div class="deliveries__tools"><Recover asking /></div>
        <list::List look asking />
    }
}

#[component]
fn Recover(asking: RwSignal<Option<Asking>>) -> impl IntoView {
    view! { <Button on_click=move |_| asking.set(Some(Asking::Recover))>{crate::locale::t(words::RECOVER)}</Button> }
}
