//! An outbound webhook in the form of an integration.

use crate::logic::form::Problem;
use shared::event::{self, EVENTS, Event};
use shared::fault::{self, handler};
use shared::integration::{Integration, SaveOutbound};
use shared::scenario::{self, Block};
use shared::text::Language;
use shared::typed::Wrong;

/// The outbound webhook of a form as it was opened; `None` where the scenario has none.
pub fn opened(integration: &Integration) -> Option<SaveOutbound> {
    let has = scenario::find(&integration.scenario).is_some_and(|scenario| scenario.has(Block::Outbound));
    has.then(|| match &integration.outbound {
        Some(known) => SaveOutbound {
            url: known.url.clone(),
            events: known.events.clone(),
            json: known.json,
            ..SaveOutbound::default()
        },
        None => SaveOutbound::default(),
    })
}

/// What is missing. `alone` is an integration that is nothing else; others may leave the address empty.
pub fn missing(form: &SaveOutbound, alone: bool) -> Vec<Problem> {
    let used = !form.url.trim().is_empty();
    let checks = [
        (alone && !used, "outbound.url", handler::ADDRESS_MALFORMED),
        ((alone || used) && form.events.is_empty(), "outbound.events", fault::EVENTS_MISSING),
    ];
    let problem = |fault| Some(Wrong { fault, detail: String::new() });
    let wrong = checks.into_iter().filter(|(wrong, ..)| *wrong);
    wrong.map(|(_, field, fault)| Problem { field, why: problem(fault) }).collect()
}

/// The events that may still be added.
pub fn unchosen(chosen: &[String]) -> impl Iterator<Item = &'static Event> + use<> {
    let chosen = chosen.to_vec();
    EVENTS.iter().filter(move |event| event.webhooks && !chosen.iter().any(|name| name == event.name))
}

/// Adds an event where the portal would put it.
pub fn add(events: &mut Vec<String>, name: String) {
    if let Err(place) = events.binary_search(&name) {
        events.insert(place, name);
    }
}

/// An event in words; its code for one that is newer than this page.
pub fn title(name: &str, language: Language) -> String {
    match event::title(name) {
        None => name.to_owned(),
        Some((title, None)) => title.in_language(language).to_owned(),
        Some((title, Some(number))) => format!("{} · {number}", title.in_language(language)),
    }
}

/// `Deal updated (ONCRMDEALUPDATE)`
pub fn with_code(name: &str, language: Language) -> String {
    match title(name, language) {
        same if same == name => same,
        title => format!("{title} ({name})"),
    }
}

/// The event whose sample is shown: the wanted one as long as it is among the chosen, else the first of them.
pub fn shown<'a>(wanted: &'a str, chosen: &'a [String]) -> &'a str {
    match chosen.iter().any(|name| name == wanted) {
        true => wanted,
        false => chosen.first().map_or(EVENTS[0].name, String::as_str),
    }
}

/// Events of one type's items have the sample of all types'.
pub fn sample_of(name: &str) -> &str {
    event::find(name).map_or(name, |event| event.name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(url: &str, events: &[&str]) -> SaveOutbound {
        let events = events.iter().map(|name| name.to_string()).collect();
        SaveOutbound { url: url.to_owned(), events, ..SaveOutbound::default() }
    }

    #[test]
    fn what_is_missing_is_named_where_it_is_needed() {
        let codes = |form: SaveOutbound, alone| {
            let code = |problem: Problem| (problem.field, problem.why.map_or("", |wrong| wrong.fault.code));
            missing(&form, alone).into_iter().map(code).collect::<Vec<_>>()
        };
        let (url, events) = (("outbound.url", "handler_malformed"), ("outbound.events", "events_missing"));
        assert_eq!(codes(form(" ", &[]), true), [url, events]);
        assert_eq!(codes(form("", &[]), false), []);
        assert_eq!(codes(form("https://example.com", &[]), false), [events]);
        assert_eq!(codes(form("https://example.com", &["ONTASKADD"]), true), []);
    }

    #[test]
    fn events_are_named_with_their_codes() {
        let named = |name| with_code(name, Language::En);
        assert_eq!(named("ONCRMDEALUPDATE"), "Deal updated (ONCRMDEALUPDATE)");
        assert_eq!(title("ONCRMDYNAMICITEMADD_1030", Language::En), "Smart process item created · 1030");
        assert_eq!(named("ONNEWER"), "ONNEWER");
    }

    #[test]
    fn events_are_added_once_and_in_order() {
        let mut events = vec!["ONCRMDEALADD".to_owned(), "ONTASKADD".to_owned()];
        for name in ["ONCRMLEADADD", "ONTASKADD", "ONCRMLEADADD"] {
            add(&mut events, name.to_owned());
        }
        assert_eq!(events, ["ONCRMDEALADD", "ONCRMLEADADD", "ONTASKADD"]);
        assert!(unchosen(&events).all(|event| event.name != "ONTASKADD" && event.webhooks));
        assert_eq!(shown("ONTASKADD", &events), "ONTASKADD");
        assert_eq!((shown("ONUSERADD", &events), shown("", &[])), ("ONCRMDEALADD", "ONCRMLEADADD"));
        assert_eq!(sample_of("ONCRMDYNAMICITEMADD_1030"), "ONCRMDYNAMICITEMADD");
    }
}
