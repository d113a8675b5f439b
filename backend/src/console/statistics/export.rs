//! The table as a file: CSV or JSON, in the order of the screen, sent as it is written.

use super::{Asked, Names, filter, today};
use crate::app::App;
use crate::console::entry::Admin;
use crate::console::{Answer, aside};
use crate::stats::{Look, Order, Place, callers, pages};
use actix_web::HttpResponse;
use actix_web::http::header;
use actix_web::web::{Bytes, Data, Query};
use futures_util::stream;
use rustc_hash::FxHashMap;
use shared::stats::{Caller, StatRow, method_name};
use shared::text::Language;
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
    let language = asked.language.as_deref().and_then(Language::from_tag).unwrap_or_default();
    let rows = aside(move || {
        let look = Look::at(app.stats(), zone, &filter)?;
        let names = Names::new(&app)?;
        let places = order.places(&look, &|id| names.caller(id));
        let mut callers: Vec<Caller> = callers(&look, &places).into_iter().map(|id| names.caller(id)).collect();
        names.tell_apart(callers.iter_mut().collect());
        let callers = callers.into_iter().map(|caller| (caller.id, caller)).collect();
        Ok(Rows { look, places, callers, language })
    })
    .await?;
    let chunks = rows.places.len().div_ceil(CHUNK);
    let text = move |at: usize| rows.chunk(at, json);
    let parts = stream::iter((0..chunks.max(1)).map(move |at| Ok::<Bytes, Infallible>(text(at).into())));
    Ok(HttpResponse::Ok().insert_header((header::CONTENT_DISPOSITION, name)).content_type(kind).streaming(parts))
}

/// Everything that goes into the file.
struct Rows {
    look: Look,
    places: Vec<Place>,
    callers: FxHashMap<u64, Caller>,
    language: Language,
}

impl Rows {
    /// A part of the file; the first and the last have its beginning and its end.
    fn chunk(&self, at: usize, json: bool) -> String {
        let part = self.places.chunks(CHUNK).nth(at).unwrap_or_default();
        // Drafts are known by no id of their own.
        let caller = |id| self.callers.get(&id).cloned().unwrap_or_default();
        let mut rows = pages(&self.look, part, &caller);
        for row in &mut rows {
            row.caller = Caller { id: row.caller.id, name: row.caller.called(self.language), ..Caller::default() };
            row.method = method_name(&row.method, self.language).to_owned();
        }
        let (first, last) = (at == 0, (at + 1) * CHUNK >= self.places.len());
        match json {
            true => as_json(&rows, first, last),
            false => as_csv(&rows, first),
        }
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
    for row in rows {
        let (name, method) = (cell(&row.caller.name), cell(&row.method));
        let optional = |ms: Option<f64>| ms.map(|ms| format!("{ms:.2}")).unwrap_or_default();
        let (p50, p95) = (optional(row.p50_ms), optional(row.p95_ms));
        // Writing to a string can't fail.
        let _ = write!(
            out,
            "{},{},{name},{method},{},{},{},{:.2},{p50},{p95},{:.3}\r\n",
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

/// A text that spreadsheets neither cut nor compute; some look past blanks for what begins a formula.
fn cell(text: &str) -> String {
    let formula = text.trim_start().starts_with(['=', '+', '-', '@']) || text.starts_with(['\t', '\r', '\n']);
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    match text.contains([',', '"', '\n', '\r', ';', '\t']) {
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
            (" =1+1", "' =1+1"),
            ("\t=1", "\"'\t=1\""),
            ("a;b", "\"a;b\""),
            ("", ""),
        ];
        for (text, wanted) in cases {
            assert_eq!(cell(text), wanted);
        }
    }

    #[test]
    fn numbers_have_a_fixed_precision() {
        let caller = Caller { id: 7, name: "-Stock".to_owned(), ..Caller::default() };
        let row = StatRow {
            date: "2026-11-22".to_owned(),
            caller,
            method: "user.get".to_owned(),
            requests: 3,
            mean_ms: 0.1 + 0.2,
            p95_ms: Some(12.0),
            work_ms: 300.0 * 1.000_000_1,
            ..StatRow::default()
        };
        assert_eq!(as_csv(&[row], false), "2026-11-22,7,'-Stock,user.get,0,3,0,0.30,,12.00,0.300\r\n");
    }

    #[test]
    fn parts_of_a_json_file_are_one_list() {
        let row = StatRow { date: "2026-11-22".to_owned(), ..StatRow::default() };
        let file = as_json(&[row.clone(), row.clone()], true, false) + &as_json(&[row], false, true);
        assert_eq!(serde_json::from_str::<Vec<StatRow>>(&file).unwrap().len(), 3);
        assert_eq!(serde_json::from_str::<Vec<StatRow>>(&as_json(&[], true, true)).unwrap().len(), 0);
    }
}
