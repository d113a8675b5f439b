//! A thin bar over the page while something takes longer than a second.

use crate::api;
use leptos::prelude::*;

/// The bar. It is there from the first moment and shows itself by its style after a second; screens say in
/// words what is under way.
#[component]
pub fn Progress() -> impl IntoView {
    let under_way = api::under_way();
    let busy = crate::task::memo(move || under_way.get() > 0);
    view! { {move || busy.get().then(|| view! { <div class="progress" aria-hidden="true"></div> })} }
}
