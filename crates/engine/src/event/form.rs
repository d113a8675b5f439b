//! The body of a delivery. docs: api-reference/events/safe-event-handlers.md.

use super::Event;
use params::{Tree, Value};

/// The body as a form, nested as PHP nests arrays: `event=ONCRMDEALADD&data[FIELDS][ID]=7405&…`. Scalars
/// are text: yes is 1, no is 0, and what is nothing is left out.
///
/// `handler` is the id of the subscription, `sent` the time in UTC milliseconds, `auth` what the receiver
/// may know of the portal.
pub fn form(event: &Event, handler: u64, sent: i64, auth: Tree) -> String {
    params::encode_query(&body(event, handler, sent, auth))
}

/// The same body as JSON, with values as they are.
pub fn json(event: &Event, handler: u64, sent: i64, auth: Tree) -> Vec<u8> {
    let mut out = Vec::new();
    params::write_json(&body(event, handler, sent, auth).into(), &mut out);
    out
}

fn body(event: &Event, handler: u64, sent: i64, auth: Tree) -> Tree {
    Tree::from_iter([
        ("event", Value::from(event.name.as_str())),
        ("event_handler_id", Value::from(handler.to_string())),
        ("data", event.data.clone()),
        ("ts", Value::from((sent / 1000).to_string())),
        ("auth", Value::from(auth)),
    ])
}
