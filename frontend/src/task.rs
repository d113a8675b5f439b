//! Work that goes on behind a screen: effects, and calls with what follows their answers. Closures are hidden
//! behind one pointer here, because each kind of closure would bring its own copy of the machinery around it
//! into what the browser loads.

use crate::api::ApiError;
use js_sys::Promise;
use leptos::prelude::*;
use std::pin::Pin;
use wasm_bindgen_futures::JsFuture;

/// A call under way; its answer is for a function that knows what to do with it.
pub type Work = Pin<Box<dyn Future<Output = Result<Box<dyn FnOnce()>, ApiError>>>>;

/// What is done once something else has come. Not a callback of the reactive kind: what it was made in may be gone
/// by then.
pub type Then = Box<dyn FnOnce()>;

/// A call, and what is done with its answer.
pub fn work<T: 'static>(
    call: impl Future<Output = Result<T, ApiError>> + 'static,
    then: impl FnOnce(T) + 'static,
) -> Work {
    Box::pin(async move {
        let answer = call.await?;
        Ok(Box::new(move || then(answer)) as Box<dyn FnOnce()>)
    })
}

/// Runs now and whenever a signal that it reads changes.
pub fn effect(run: impl Fn() + 'static) {
    let run: Box<dyn Fn()> = Box::new(run);
    Effect::new(move |_| run());
}

/// A value that is computed again when a signal that it reads changes, and is news only when it differs.
pub fn memo<T: PartialEq + Send + Sync + 'static>(compute: impl Fn() -> T + Send + Sync + 'static) -> Memo<T> {
    let compute: Box<dyn Fn() -> T + Send + Sync> = Box::new(compute);
    Memo::new(move |_| compute())
}

/// Comes back after so many milliseconds.
pub async fn pause(ms: i32) {
    let timer = Promise::new(&mut |resolve, _| {
        // A window has always time.
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, ms);
    });
    let _ = JsFuture::from(timer).await;
}
