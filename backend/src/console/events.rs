//! The events that outbound webhooks may send, each with the body that a handler would get.

use super::entry::Signed;
use super::{Answer, answer};
use crate::app::App;
use crate::outgoing::message::{self, Sender};
use crate::refusal::refuse;
use actix_web::web::Data;
use engine::event::Event;
use methods::events::sample::sample;
use shared::event::EVENTS;
use shared::integration::EventInfo;
use shared::{Millis, fault};
use url::form_urlencoded;

/// Stands for the application token in a body that is shown.
const TOKEN: &str = "application_token";

/// `GET /console/events`
pub async fn list(app: Data<App>, _: Signed) -> Answer {
    let portal = app.outgoing.portal().ok_or_else(|| refuse(fault::INTERNAL))?;
    let now = app.clock.now();
    let offered = EVENTS.iter().filter(|event| event.webhooks);
    let events: Vec<EventInfo> = offered.map(|known| info(known.name, &portal, now)).collect();
    answer(&events)
}

fn info(name: &str, portal: &Sender, now: Millis) -> EventInfo {
    let event = Event::made_up(name, sample(name), 0, now);
    let body = |json| message::body(json, 1, portal, &event, TOKEN, now).1;
    let pairs: Vec<String> =
        form_urlencoded::parse(&body(false)).map(|(name, value)| format!("{name}={value}")).collect();
    EventInfo { name: name.to_owned(), form: pairs.join("\n"), json: String::from_utf8_lossy(&body(true)).into_owned() }
}
