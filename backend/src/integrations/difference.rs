//! What an edit changed, field by field, for the audit trail. Values of parameters stay out of it: they
//! may be anything, passwords among them.

use super::outbound::{Outbound, without_query};
use super::{Inbound, Integration};
use chrono::{DateTime, SecondsFormat};
use shared::Millis;
use shared::integration::{BuilderRequest, FieldChange};

/// Longest value that is kept, in characters.
const VALUE_MAX: usize = 200;

/// The fields in which two states of an integration differ.
pub(super) fn between(old: &Integration, new: &Integration) -> Vec<FieldChange> {
    let none = Inbound::default();
    let (before, after) = (old.inbound.as_ref().unwrap_or(&none), new.inbound.as_ref().unwrap_or(&none));
    let compared = [
        text("name", &old.name, &new.name),
        text("note", &old.note, &new.note),
        text("scopes", &before.scopes.join(", "), &after.scopes.join(", ")),
        text("expires", &date(before.expires), &date(after.expires)),
        text("allow", &before.allow.join(", "), &after.allow.join(", ")),
        text("rate", &number(before.rate), &number(after.rate)),
        text("request.method", &before.request.method, &after.request.method),
        bare("request.params", before.request.params != after.request.params),
        bare("request", way(&before.request) != way(&after.request)),
    ];
    compared.into_iter().flatten().chain(of_outbound(old, new)).collect()
}

fn of_outbound(old: &Integration, new: &Integration) -> impl Iterator<Item = FieldChange> {
    let none = Outbound::default();
    let (before, after) = (old.outbound.as_ref().unwrap_or(&none), new.outbound.as_ref().unwrap_or(&none));
    let url = (before.url != after.url).then(|| FieldChange {
        field: "outbound.url".to_owned(),
        before: cut(&without_query(&before.url)),
        after: cut(&without_query(&after.url)),
    });
    let body = |outbound: &Outbound| if outbound.json { "JSON" } else { "form" };
    let changes = [
        url,
        text("outbound.events", &before.events.join(", "), &after.events.join(", ")),
        text("outbound.json", body(before), body(after)),
    ];
    changes.into_iter().flatten()
}

/// What a request has beside its method and parameters.
fn way(request: &BuilderRequest) -> BuilderRequest {
    BuilderRequest { method: String::new(), params: Vec::new(), ..request.clone() }
}

/// A field of which only that it differs is told.
fn bare(field: &str, differs: bool) -> Option<FieldChange> {
    differs.then(|| FieldChange { field: field.to_owned(), ..FieldChange::default() })
}

fn text(field: &str, before: &str, after: &str) -> Option<FieldChange> {
    (before != after).then(|| FieldChange { field: field.to_owned(), before: cut(before), after: cut(after) })
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(VALUE_MAX) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

fn date(at: Option<Millis>) -> String {
    let at = at.and_then(DateTime::from_timestamp_millis);
    at.map_or_else(String::new, |at| at.to_rfc3339_opts(SecondsFormat::Secs, true))
}

fn number(number: Option<u32>) -> String {
    number.map_or_else(String::new, |number| number.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_are_cut_and_dates_are_written_out() {
        assert_eq!(cut(&"ж".repeat(201)), format!("{}…", "ж".repeat(200)));
        assert_eq!((date(None), date(Some(0))), (String::new(), "1970-01-01T00:00:00Z".to_owned()));
    }
}
