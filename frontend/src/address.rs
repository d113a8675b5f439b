//! What of a screen stands in the address: filters, sorting, the chosen tab.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::query_signal_with_options};

/// One value of the address's query; empty when it is not there. `Copy`.
#[derive(Clone, Copy)]
pub struct InAddress {
    value: RwSignal<String>,
    write: SignalSetter<Option<String>>,
}

/// The value called `name`. It is kept beside the address as well, because the address follows a little later
/// and an input bound to it would swallow what is typed fast.
pub fn use_in_address(name: &'static str) -> InAddress {
    let quietly = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
    let (read, write) = query_signal_with_options::<String>(name, quietly);
    InAddress { value: RwSignal::new(read.get_untracked().unwrap_or_default()), write }
}

impl InAddress {
    /// The value; tracked.
    pub fn get(self) -> String {
        self.value.get()
    }

    /// The value as a signal.
    pub fn signal(self) -> Signal<String> {
        self.value.into()
    }

    /// Replaces the value here and in the address.
    pub fn set(self, value: String) {
        self.write.set((!value.is_empty()).then(|| value.clone()));
        self.value.set(value);
    }
}
