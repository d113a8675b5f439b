//! Records as a dialect prints them, from the stored bytes into the answer.

use crate::{
    Call, Dialect, Field, Kind, Peek, Schema, Services, codec, codec::View, data, file::FileForm, json,
    schema::Spelling,
};
use params::{Tree, Value};
use std::borrow::Cow;
use std::io::Write;

/// The methods under which files are fetched.
const DOWNLOAD: &str = "download";
const GET_FILE: &str = "crm.controller.item.getFile";

/// How to print records: which fields, in which dialect and zone.
pub struct Printer<'a> {
    /// The records' schema.
    pub schema: &'a Schema,
    /// Spelling.
    pub dialect: &'a Dialect,
    /// The portal: zone of instants, links to files.
    pub services: &'a Services,
    /// Positions of the fields, in the order of the schema.
    pub select: Cow<'a, [usize]>,
    /// The portal's address in links to files.
    pub origin: &'a str,
    /// The time of the request, UTC milliseconds.
    pub now: i64,
}

/// Positions of every field that `get` prints, in whatever spelling.
pub fn everything(schema: &Schema) -> Vec<usize> {
    schema.shown.clone()
}

/// Positions of the fields that `select` names: `*` is all plain fields, `UF_*` all of users' making;
/// nothing means both. Unknown names are passed over, and the id is always there, because clients
/// that page by id read it.
pub fn selected(schema: &Schema, spelling: Spelling, select: Option<&Tree>) -> Vec<usize> {
    let names: Vec<String> =
        select.into_iter().flat_map(Tree::values).filter_map(Value::as_text).map(Into::into).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).filter(|name| !name.is_empty()).collect();
    let (plain, made) = (names.is_empty() || names.contains(&"*"), names.is_empty() || names.contains(&"UF_*"));
    let named: Vec<usize> = names.iter().filter_map(|name| schema.named(name, spelling)).collect();
    let mut places = select_where(schema, |at| {
        let field = &schema.fields[at];
        let by_mask = if field.name.starts_with("UF_") { made } else { plain && !field.on_request };
        field.kind == Kind::Id || by_mask || named.contains(&at)
    });
    places.dedup();
    places
}

fn select_where(schema: &Schema, wanted: impl Fn(usize) -> bool) -> Vec<usize> {
    schema.shown.iter().copied().filter(|at| wanted(*at)).collect()
}

impl<'a> Printer<'a> {
    /// A printer in the dialect of a call's family.
    pub fn new(call: &Call<'a>, schema: &'a Schema, select: Vec<usize>) -> Printer<'a> {
        Printer { select: select.into(), ..Printer::whole(call, schema) }
    }

    /// One that prints everything that `get` does.
    pub fn whole(call: &Call<'a>, schema: &'a Schema) -> Printer<'a> {
        let Call { services, origin, now, .. } = *call;
        Printer { schema, dialect: call.family.dialect, services, select: Cow::Borrowed(&schema.shown), origin, now }
    }

    /// Appends one record.
    pub fn record(&self, out: &mut Vec<u8>, id: u64, bytes: &[u8]) {
        let view = View::new(bytes, self.schema.slots);
        out.push(b'{');
        for &at in self.select.iter() {
            let field = &self.schema.fields[at];
            if !field.shown_in(self.dialect.spelling) {
                continue;
            }
            let value = match field.kind {
                Kind::Id => Peek::Int(id as i64),
                _ => view.get(self.schema.slot(at)),
            };
            if field.sparse && value == Peek::Null {
                continue;
            }
            json::comma(out);
            out.extend_from_slice(self.schema.key(at, self.dialect.spelling).as_bytes());
            self.value(out, field, value);
        }
        out.push(b'}');
    }

    /// Appends one field's value.
    pub fn value(&self, out: &mut Vec<u8>, field: &Field, value: Peek<'_>) {
        match value {
            Peek::Null => self.unset(out, field),
            Peek::List(list) if field.kind == Kind::Multifield => self.multifield(out, field, list),
            // Numbers in lists of users' making are bare even where single ones are text.
            Peek::List(list) if field.made.is_some() => {
                let item = Field { typed: true, ..*field };
                json::list(out, codec::elements(list), |out, value| self.value(out, &item, value));
            }
            Peek::List(list) => json::list(out, codec::elements(list), |out, item| self.value(out, field, item)),
            Peek::Flag(value) if field.kind == Kind::Bool => {
                out.extend_from_slice(if value { b"true" } else { b"false" })
            }
            Peek::Flag(value) if field.kind == Kind::Switch && self.dialect.text_numbers => {
                out.extend_from_slice(if value { b"\"1\"" } else { b"\"0\"" })
            }
            Peek::Flag(value) => out.extend_from_slice(if value { b"\"Y\"" } else { b"\"N\"" }),
            Peek::Int(id) if field.kind == Kind::File => self.file(out, id as u64),
            Peek::Int(value) => self.number(out, field, |out| json::int(out, value)),
            Peek::Time(ms) => {
                out.push(b'"');
                match field.kind {
                    Kind::Date => crate::zone::write_date(out, self.services.zone, ms),
                    _ => crate::zone::write_time(out, self.services.zone, ms),
                }
                out.push(b'"');
            }
            Peek::Text(text) if field.kind == Kind::Json => out.extend_from_slice(text.as_bytes()),
            Peek::Text(text) => json::text(out, text),
            Peek::Decimal(text) => self.number(out, field, |out| {
                let places = field.places.or((field.kind == Kind::Money).then_some(2));
                match places.filter(|_| self.dialect.text_numbers && !field.typed) {
                    // Writing to a vector cannot fail.
                    Some(places) => drop(write!(out, "{:.places$}", data::decimal(text))),
                    None => out.extend_from_slice(text.as_bytes()),
                }
            }),
        }
    }

    fn number(&self, out: &mut Vec<u8>, field: &Field, digits: impl FnOnce(&mut Vec<u8>)) {
        let quoted = self.dialect.text_numbers && !field.typed;
        if quoted {
            out.push(b'"');
        }
        digits(out);
        if quoted {
            out.push(b'"');
        }
    }

    /// Appends a file with links to it.
    pub fn file(&self, out: &mut Vec<u8>, id: u64) {
        let link = |method| self.services.signer.link(self.origin, method, id, self.now);
        let (shown, fetched, method) = match self.dialect.files {
            FileForm::Link => return json::text(out, &link(DOWNLOAD)),
            FileForm::Classic => ("showUrl", "downloadUrl", DOWNLOAD),
            FileForm::Item => ("url", "urlMachine", GET_FILE),
        };
        let link = link(method);
        out.push(b'{');
        json::key(out, "id");
        json::int(out, id as i64);
        for name in [shown, fetched] {
            json::key(out, name);
            json::text(out, &link);
        }
        out.push(b'}');
    }

    fn unset(&self, out: &mut Vec<u8>, field: &Field) {
        let text: &[u8] = match field.kind {
            _ if field.multiple => b"[]",
            _ if field.zero && !self.dialect.text_numbers => b"0",
            Kind::Flag => b"\"N\"",
            Kind::Switch if self.dialect.text_numbers => b"\"0\"",
            Kind::Switch => b"\"N\"",
            Kind::Bool => b"false",
            Kind::Json => b"[]",
            Kind::Text | Kind::Date | Kind::Time | Kind::Status(_) if self.dialect.empty_text => b"\"\"",
            _ => b"null",
        };
        out.extend_from_slice(text);
    }

    fn multifield(&self, out: &mut Vec<u8>, field: &Field, list: &[u8]) {
        json::list(out, codec::elements(list), |out, row| {
            let Peek::List(row) = row else { return };
            let mut parts = codec::elements(row);
            let (id, kind, value) = (parts.next(), parts.next(), parts.next());
            let text = |part| match part {
                Some(Peek::Text(text)) => text,
                _ => "",
            };
            out.extend_from_slice(b"{\"ID\":\"");
            json::int(out, if let Some(Peek::Int(id)) = id { id } else { 0 });
            out.extend_from_slice(b"\",\"VALUE_TYPE\":");
            json::text(out, text(kind));
            out.extend_from_slice(b",\"VALUE\":");
            json::text(out, text(value));
            out.extend_from_slice(b",\"TYPE_ID\":\"");
            out.extend_from_slice(field.name.as_bytes());
            out.extend_from_slice(b"\"}");
        });
    }
}
