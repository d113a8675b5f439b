//! Records as the universal methods show them.

use super::channels;
use crate::{
    crm::{
        binding::company_links,
        company::COMPANY,
        record_type::{self, RecordType},
    },
    prelude::*,
};
use engine::{Schema, query::Row};
use std::sync::Arc;

/// One record, with everything it has.
///
/// # Errors
/// When the store fails.
pub(super) fn one(call: &Call, kind: &RecordType, record: &Record) -> Result<Answer> {
    let mut json = b"{\"item\":".to_vec();
    let shown = Shown { select: print::everything(&record.schema), typed: true };
    write(call, &record.schema, shown, &mut json, [(record.id, record.encode().as_slice())])?;
    debug_assert!(record_type::of_entity(record.schema.entity).is_some_and(|of| of.id == kind.id));
    json.push(b'}');
    Ok(Answer { json, ..Answer::default() })
}

/// A page of records, with the fields that were asked for.
///
/// # Errors
/// When the store fails.
pub(super) fn many(call: &Call, kind: &RecordType, rows: &[Row], select: Vec<usize>) -> Result<Vec<u8>> {
    let names = call.param("select").map(Value::list).unwrap_or_default();
    let names: Vec<_> = names.into_iter().filter_map(Value::as_text).filter(|name| !name.is_empty()).collect();
    let typed = names.is_empty() || names.iter().any(|name| name == "*" || name == "entityTypeId");
    let mut json = b"{\"items\":[".to_vec();
    json.reserve(rows.len() * 1024);
    let schema = call.services.schema(kind.entity)?;
    write(call, &schema, Shown { select, typed }, &mut json, rows.iter().map(|row| (row.id, &*row.bytes)))?;
    json.extend_from_slice(b"]}");
    Ok(json)
}

/// What is shown of records.
struct Shown {
    /// Positions of fields.
    select: Vec<usize>,
    /// Whether the number of their type is there too.
    typed: bool,
}

/// Appends records, with commas between them.
fn write<'a>(
    call: &Call,
    schema: &Arc<Schema>,
    Shown { select, typed }: Shown,
    out: &mut Vec<u8>,
    rows: impl IntoIterator<Item = (u64, &'a [u8])>,
) -> Result<()> {
    let number = record_type::of_entity(schema.entity).filter(|_| typed).map(|of| of.id);
    // Few types show what is not stored; the others are printed straight from their bytes.
    let filled = select.iter().any(|at| schema.fields[*at].derived) && channels::have(schema)
        || schema.entity.name == COMPANY.name;
    let printer = print::Printer::new(call, schema, select);
    for (place, (id, bytes)) in rows.into_iter().enumerate() {
        if place > 0 {
            out.push(b',');
        }
        match filled {
            true => printer.record(out, id, &fill(call, schema, id, bytes)?),
            false => printer.record(out, id, bytes),
        }
        if let Some(number) = number {
            out.pop();
            json::key(out, "entityTypeId");
            json::int(out, number);
            out.push(b'}');
        }
    }
    Ok(())
}

/// The bytes of a record with what is computed for the answer.
fn fill(call: &Call, schema: &Arc<Schema>, id: u64, bytes: &[u8]) -> Result<Vec<u8>> {
    let mut record = Record::read(schema.clone(), id, 0, bytes);
    channels::show(&mut record);
    if schema.entity.name == COMPANY.name {
        let contacts = company_links(call, &record)?;
        record.set("CONTACT_ID", Data::List(contacts.iter().map(|link| Data::Int(link.id)).collect()));
    }
    Ok(record.encode())
}
