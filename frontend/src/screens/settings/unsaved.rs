//! What was typed into the groups of the page and not saved: leaving it is asked first.

use crate::{
    leaving::{self, Way},
    locale::t,
    logic::unsaved::Typed,
    submission::Submission,
    task::memo,
    texts::form as words,
    widgets::Confirm,
};
use leptos::prelude::*;
use shared::text::Text;
use std::collections::BTreeSet;

/// Titles of the groups that have something unsaved.
#[derive(Clone, Copy)]
struct Unsaved(RwSignal<BTreeSet<&'static str>>);

/// Keeps an eye on the groups that are drawn below the calling component; answers the question.
pub fn keep() -> impl IntoView {
    let groups = RwSignal::new(BTreeSet::new());
    provide_context(Unsaved(groups));
    let asked = RwSignal::new(None::<Way>);
    let guard = leaving::guard(memo(move || !groups.read().is_empty()), Callback::new(move |way| asked.set(Some(way))));
    move || {
        asked.get().map(|way| {
            let go = move |()| {
                asked.set(None);
                guard.go(way);
            };
            view! {
                <Confirm
                    title=words::LEAVE_TITLE act=words::LEAVE_YES danger=true on_confirm=go
                    on_close=move |()| asked.set(None)
                >
                    <p>{t(words::LEAVE_TEXT)}</p>
                </Confirm>
            }
        })
    }
}

/// Follows a group; the answer is to be called when something in it is changed. Saved or drawn anew, it has nothing
/// unsaved.
pub fn follow(title: Text, submission: Submission) -> impl Fn() + Copy + 'static {
    let all = use_context::<Unsaved>();
    let typed = StoredValue::new(Typed::default());
    let put = move |unsaved: bool| {
        if let Some(Unsaved(all)) = all {
            let _ = all.try_update(|all| if unsaved { all.insert(title.en) } else { all.remove(title.en) });
        }
    };
    let change = move |change: &dyn Fn(&mut Typed)| {
        typed.update_value(change);
        put(typed.get_value().is_unsaved());
    };
    submission.watch(Callback::new(move |stage| change(&|typed| typed.reach(stage))));
    on_cleanup(move || put(false));
    move || change(&Typed::change)
}
