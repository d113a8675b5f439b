//! The portal's own screens: a Leptos application that the browser runs and that speaks to `/console`.

mod address;
mod api;
mod app;
mod choices;
mod leaving;
mod live;
mod locale;
mod logic;
mod methods;
mod parts;
mod preferences;
mod screens;
mod session;
mod shortcuts;
#[cfg(test)]
mod style;
mod submission;
mod task;
mod texts;
mod theme;
mod widgets;

fn main() {
    std::panic::set_hook(Box::new(|panic| web_sys::console::error_1(&panic.to_string().into())));
    leptos::mount::mount_to_body(app::App);
}
