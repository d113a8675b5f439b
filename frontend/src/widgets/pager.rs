//! Pages of a long list: how much there is, how much of it at once, and the way through it.

use super::{Icon, icons};
use crate::{
    locale::{t, use_locale},
    texts::pager as words,
};
use leptos::prelude::*;

/// Where one is in a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Position {
    /// Rows in all.
    pub total: u64,
    /// This page, from 1.
    pub page: usize,
    /// Rows of a page.
    pub per: usize,
}

impl Position {
    /// Pages in all.
    pub fn pages(self) -> usize {
        (self.total as usize).div_ceil(self.per.max(1)).max(1)
    }
}

/// `sizes` are what a page may have.
#[component]
pub fn Pager(
    #[prop(into)] at: Signal<Position>,
    sizes: &'static [usize],
    #[prop(into)] on_page: Callback<usize>,
    #[prop(into)] on_size: Callback<usize>,
) -> impl IntoView {
    let locale = use_locale();
    let total = move || locale.fill(words::TOTAL, &[&locale.count(at.get().total)]);
    let place = move || {
        let at = at.get();
        locale.fill(words::PAGE, &[&locale.count(at.page as u64), &locale.count(at.pages() as u64)])
    };
    let first = move || at.get().page <= 1;
    let last = move || at.get().page >= at.get().pages();
    let size = move |size: &usize| {
        let size = *size;
        view! { <option value=size selected=move || at.get().per == size>{size}</option> }
    };
    // A button that is the focus stays one: at the end it says so and does nothing.
    let go = move |by: isize, end: bool| {
        if !end {
            on_page.run(at.get_untracked().page.saturating_add_signed(by));
        }
    };
    view! {
        <div class="pager">
            <p class="pager__total" role="status">{total}</p>
            <label class="pager__size">
                {t(words::PER_PAGE)}
                <select
                    class="input input--select"
                    on:change:target=move |event| on_size.run(event.target().value().parse().unwrap_or_default())
                >
                    {sizes.iter().map(size).collect_view()}
                </select>
            </label>
            <nav class="pager__turn" aria-label=t(words::PAGES)>
                <button
                    type="button" class="button" aria-disabled=move || first().then_some("true")
                    on:click=move |_| go(-1, untrack(first))
                >
                    <Icon path=icons::LEFT />
                    {t(words::PREVIOUS)}
                </button>
                <span class="pager__place">{place}</span>
                <button
                    type="button" class="button" aria-disabled=move || last().then_some("true")
                    on:click=move |_| go(1, untrack(last))
                >
                    {t(words::NEXT)}
                    <Icon path=icons::RIGHT />
                </button>
            </nav>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn there_is_always_a_page() {
        let pages = |total, per| Position { total, page: 1, per }.pages();
        assert_eq!([pages(0, 20), pages(20, 20), pages(21, 20), pages(5, 0)], [1, 1, 2, 5]);
    }
}
