//! The table as a file: CSV or JSON, in the order of the screen, sent as it is written.

use super::{Asked, Names, filter, today};
use crate::app::App;
use crate::console::entry::Admin;
use crate::console::{Answer, aside};
use crate::stats::{Look, Order, Place, pages};
use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{Bytes, Data, Query};
use futures_util::stream;
use shared::stats::StatRow;
use std::convert::Infallible;
use std::fmt::Write;

/// Rows that are sent together.
const CHUNK: usize = 500;

const COLUMNS: &str =
    "date,integration_id,integration,method,in_batch,requests,errors,mean_ms,p50_ms,p95_ms,operating_s\r\n";

/// Spreadsheets take a file without it for one in the encoding of the country.
const MARK: &str = "\u{feff}";

/// `GET /console/statistics/export`: the query of the screen, and `format=csv` or `json`.
pub async fn export(app: Data<App>, Admin(_): Admin, Query(asked): Query<Asked>) -> Answer {
    let zone = app.services().zone;
    let filter = filter(&asked, today(zone, app.clock.now()))?;
    let json = asked.format.as_deref() == Some("json");
    let (extension, kind) = if json { ("json", "application/json") } else { ("csv", "text/csv; charset=utf-8") };
    let name = format!("attachment; filename=\"statistics-{}-{}.{extension}\"", filter.from, filter.to);
    let order = Order::of(asked.sort.as_deref().unwrap_or_default(), 0, None).whole();
    let asked = app.clone();
    let (look, places) = aside(move || {
        let look = Look::at(asked.stats(), zone, &filter)?;
        let names = Names::new(&asked.store);
        let places = order.places(&look, &|id| names.caller(id));
        Ok((look, places))
    })
    .await?;
    let chunks = places.len().div_ceil(CHUNK);
    let text = move |at: usize| chunk(&app, &look, &places, at, json);
    let parts = stream::iter((0..chunks.max(1)).map(move |at| Ok::<Bytes, Infallible>(text(at).into())));
    Ok(HttpResponse::Ok().insert_header((header::CONTENT_DISPOSITION, name)).content_type(kind).streaming(parts))
}

/// A part of the file; the first and the last have its beginning and its end.
fn chunk(app: &App, look: &Look, places: &[Place], at: usize, json: bool) -> String {
    let names = Names::new(&app.store);
    let part = places.chunks(CHUNK).nth(at).unwrap_or_default();
    let rows = pages(look, part, &|id| names.caller(id));
    let (first, last) = (at == 0, (at + 1) * CHUNK >= places.len());
    match json {
        true => as_json(&rows, first, last),
        false => as_csv(&rows, first),
    }
}

fn as_json(rows: &[StatRow], first: bool, last: bool) -> String {
    let mut out = String::from(if first { "[" } else { "" });
    for (at, row) in rows.iter().enumerate() {
        if at > 0 || !first {
            out.push(',');
        }
        out.push('\n');
        out.push_str(&serde_json::to_string(row).unwrap_or_default());
    }
    out.push_str(if last { "\n]\n" } else { "" });
    out
}

fn as_csv(rows: &[StatRow], first: bool) -> String {
    let mut out = if first { format!("{MARK}{COLUMNS}") } else { String::new() };
    let optional = |number: Option<f64>| number.map(|number| number.to_string()).unwrap_or_default();
    for row in rows {
        let (name, method) = (cell(&row.caller.name), cell(&row.method));
        let (p50, p95) = (optional(row.p50_ms), optional(row.p95_ms));
        // Writing to a string can't fail.
        let _ = write!(
            out,
            "{},{},{name},{method},{},{},{},{},{p50},{p95},{}\r\n",
            row.date,
            row.caller.id,
            u8::from(row.in_batch),
            row.requests,
            row.errors,
            row.mean_ms,
            row.work_ms / 1000.0,
        );
    }
    out
}

/// A text that spreadsheets neither cut nor compute.
fn cell(text: &str) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    match text.contains([',', '"', '\n', '\r', ';']) {
        true => format!("\"{}\"", text.replace('"', "\"\"")),
        false => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_quoted_and_never_computed() {
        let cases = [
            ("1C stock", "1C stock"),
            ("a,b", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\""),
            ("two\nlines", "\"two\nlines\""),
            ("=HYPERLINK(\"x\")", "\"'=HYPERLINK(\"\"x\"\")\""),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("-1+2", "'-1+2"),
            ("", ""),
        ];
        for (text, wanted) in cases {
            assert_eq!(cell(text), wanted);
        }
    }

    #[test]
    fn parts_of_a_json_file_are_one_list() {
        let row = StatRow { date: "2026-11-22".to_owned(), ..StatRow::default() };
        let file = as_json(&[row.clone(), row.clone()], true, false) + &as_json(&[row], false, true);
        assert_eq!(serde_json::from_str::<Vec<StatRow>>(&file).unwrap().len(), 3);
        assert_eq!(serde_json::from_str::<Vec<StatRow>>(&as_json(&[], true, true)).unwrap().len(), 0);
    }
}
