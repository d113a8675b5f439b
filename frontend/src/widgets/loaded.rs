//! Waiting for the portal: skeleton, error with another try, or the thing itself. What was there before
//! stays on the page while newer data is on its way, and when it fails to come.

use super::{Alert, Button};
use crate::{
    api::ApiError,
    locale::{t, use_locale},
    task::{Work, effect, memo, work},
    texts::widgets as words,
};
use leptos::{prelude::*, task::spawn_local};

/// Something fetched from the portal. `Copy`.
pub struct Load<T: 'static> {
    value: RwSignal<Option<T>>,
    asking: Asking,
}

/// The part that is the same whatever is fetched.
#[derive(Clone, Copy)]
struct Asking {
    error: RwSignal<Option<ApiError>>,
    asked: RwSignal<u32>,
    turn: StoredValue<u32>,
    /// The turn that is under way, if one is.
    under_way: StoredValue<Option<u32>>,
}

impl<T> Clone for Load<T> {
    fn clone(&self) -> Load<T> {
        *self
    }
}

impl<T> Copy for Load<T> {}

/// Fetches now, whenever a signal that `fetch` reads changes, and on [`Load::again`].
pub fn load<T, F>(fetch: impl Fn() -> F + 'static) -> Load<T>
where
    T: Send + Sync + 'static,
    F: Future<Output = Result<T, ApiError>> + 'static,
{
    let load = Load::new();
    load.follow(move || work(fetch(), move |value| load.replace(value)));
    load
}

impl Asking {
    fn new() -> Asking {
        Asking {
            error: RwSignal::new(None),
            asked: RwSignal::new(0),
            turn: StoredValue::new(0),
            under_way: StoredValue::new(None),
        }
    }

    fn follow(self, ask: Box<dyn Fn() -> Work>) {
        effect(move || {
            self.asked.track();
            self.begin(ask());
        });
    }

    fn begin(self, work: Work) {
        self.turn.update_value(|turn| *turn += 1);
        let turn = self.turn.get_value();
        self.under_way.set_value(Some(turn));
        spawn_local(async move {
            let outcome = work.await;
            // A newer request is under way, or the screen is gone.
            if self.turn.try_get_value() != Some(turn) {
                return;
            }
            self.under_way.set_value(None);
            match outcome {
                Ok(land) => land(),
                Err(error) => drop(self.error.try_set(Some(error))),
            }
        });
    }
}

impl<T: Send + Sync + 'static> Load<T> {
    /// Nothing yet; [`Load::follow`] says where it comes from.
    pub fn new() -> Load<T> {
        Load { value: RwSignal::new(None), asking: Asking::new() }
    }

    /// Asks now, whenever a signal that `ask` reads changes, and on [`Load::again`]. What `ask` makes puts its
    /// answer in place itself.
    pub fn follow(self, ask: impl Fn() -> Work + 'static) {
        self.asking.follow(Box::new(ask));
    }

    /// Whether an answer is awaited; not tracked.
    pub fn under_way(self) -> bool {
        self.asking.under_way.try_get_value().flatten().is_some()
    }

    /// What is there still holds.
    pub fn confirm(self) {
        if self.asking.error.read_untracked().is_some() {
            self.asking.error.set(None);
        }
    }

    /// Fetches again.
    pub fn again(self) {
        self.asking.asked.update(|asked| *asked += 1);
    }

    /// Puts a newer value in place, as the answer of a write brings it.
    pub fn replace(self, value: T) {
        self.asking.error.try_set(None);
        self.value.try_set(Some(value));
    }

    /// Changes the value in place, if there is one.
    pub fn change(self, change: impl FnOnce(&mut T)) {
        self.value.try_update(|value| value.as_mut().map(change));
    }

    /// The value, `None` until it came; tracked where it is read.
    pub fn value(self) -> Signal<Option<T>> {
        self.value.into()
    }

    /// The last failure, until something comes.
    pub fn error(self) -> Signal<Option<ApiError>> {
        self.asking.error.into()
    }
}

/// Shows `children` once the value is there: `<Loaded load=rows let:rows>`, where `rows` is a signal that
/// follows later values.
#[component]
pub fn Loaded<T, C, V>(
    load: Load<T>,
    /// Lines of the skeleton.
    #[prop(default = 4)]
    lines: usize,
    children: C,
) -> impl IntoView
where
    T: Clone + Send + Sync + 'static,
    C: Fn(Signal<T>) -> V + Send + Sync + 'static,
    V: IntoView + 'static,
{
    let ready = Signal::derive(move || load.value.read().is_some());
    let value = Signal::derive(move || load.value.get().expect("shown only once there is a value"));
    let content = ViewFn::from(move || children(value).into_any());
    view! { <Waiting ready error=load.asking.error on_again=move |()| load.again() lines content /> }
}

/// The part that is the same whatever is fetched, and so is compiled once.
#[component]
fn Waiting(
    ready: Signal<bool>,
    error: RwSignal<Option<ApiError>>,
    #[prop(into)] on_again: Callback<()>,
    lines: usize,
    content: ViewFn,
) -> impl IntoView {
    let ready = memo(move || ready.get());
    let failed = memo(move || error.read().is_some());
    view! {
        {move || failed.get().then(|| view! { <Failure error on_again /> })}
        {move || match (ready.get(), failed.get()) {
            (true, _) => content.run(),
            (false, true) => ().into_any(),
            (false, false) => view! { <Skeleton lines /> }.into_any(),
        }}
    }
}

#[component]
fn Failure(error: RwSignal<Option<ApiError>>, on_again: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Alert>
            <div class="loaded__failure">
                <span>{move || error.get().map(|error| error.text(locale))}</span>
                <Button on_click=move |_| on_again.run(())>{t(words::TRY_AGAIN)}</Button>
            </div>
        </Alert>
    }
}

/// Lines that stand for what is on its way.
#[component]
pub fn Skeleton(#[prop(default = 4)] lines: usize) -> impl IntoView {
    view! {
        <div class="skeleton" role="status">
            <span class="visually-hidden">{t(words::LOADING)}</span>
            {(0..lines).map(|_| view! { <div class="skeleton__line"></div> }).collect_view()}
        </div>
    }
}
