//! Describes the fields of an entity.

use crate::{
    Answer, Call, Field, Kind, Result, Schema, json,
    schema::{Spelling, upper_name},
};

/// `*.fields`: a map from field to description.
///
/// # Errors
/// When the store fails.
pub fn fields(call: &Call) -> Result<Answer> {
    let schema = call.services.schema(super::entity(call)?)?;
    let json = super::wrap(call, "fields", |out| describe(out, &schema, call.family.dialect.spelling));
    Ok(Answer { json, ..Answer::default() })
}

/// Descriptions of fields that belong to no stored entity, such as the parts of a multifield.
pub fn described(fields: &[Field]) -> Answer {
    let mut out = vec![b'{'];
    for field in fields {
        json::key(&mut out, field.name);
        description(&mut out, field, Spelling::Upper, None);
    }
    json::close_map(&mut out);
    Answer { json: out, ..Answer::default() }
}

/// Appends the descriptions of all fields. docs: crm-deal-fields.md, "Response".
pub fn describe(out: &mut Vec<u8>, schema: &Schema, spelling: Spelling) {
    describe_with(out, schema, spelling, None);
}

/// The same, with the dictionary that codes are of where the portal decides which: those of stages.
pub fn describe_with(out: &mut Vec<u8>, schema: &Schema, spelling: Spelling, stages: Option<&str>) {
    out.push(b'{');
    for (at, field) in schema.fields.iter().enumerate().filter(|(_, field)| field.known_in(spelling)) {
        json::comma(out);
        out.extend_from_slice(schema.key(at, spelling).as_bytes());
        description(out, field, spelling, stages);
    }
    json::close_map(out);
}

fn description(out: &mut Vec<u8>, field: &Field, spelling: Spelling, stages: Option<&str>) {
    out.push(b'{');
    json::key(out, "type");
    json::text(out, field.wire.unwrap_or(wire(field.kind, spelling)));
    for (name, value) in [
        ("isRequired", field.required),
        ("isReadOnly", field.read_only),
        ("isImmutable", field.immutable),
        ("isMultiple", field.multiple),
        ("isDynamic", field.made.is_some()),
    ] {
        json::key(out, name);
        out.extend_from_slice(if value { b"true" } else { b"false" });
    }
    let dictionary = match field.kind {
        Kind::Status(dictionary) => Some(dictionary),
        _ => stages.filter(|_| field.wire == Some("crm_status")),
    };
    if let Some(dictionary) = dictionary {
        json::key(out, "statusType");
        json::text(out, dictionary);
    }
    if field.deprecated {
        json::key(out, "isDeprecated");
        out.extend_from_slice(b"true");
    }
    if field.kind == Kind::Variant {
        json::key(out, "items");
        json::list(out, field.made.iter().flat_map(|made| &made.variants), |out, variant| {
            out.extend_from_slice(b"{\"ID\":\"");
            json::int(out, variant.id);
            out.extend_from_slice(b"\",\"VALUE\":");
            json::text(out, &variant.value);
            out.push(b'}');
        });
    }
    json::key(out, "title");
    match field.made {
        Some(_) if spelling == Spelling::Upper => json::text(out, field.name),
        _ => json::text(out, &title(field.title, field.name)),
    }
    if let Some(parent) = field.parent {
        json::key(out, "settings");
        out.extend_from_slice(b"{\"parentEntityTypeId\":");
        json::int(out, parent);
        out.push(b'}');
    }
    if let Some(made) = field.made {
        for (name, label) in
            [("listLabel", &made.list_label), ("formLabel", &made.form_label), ("filterLabel", &made.filter_label)]
        {
            json::key(out, name);
            json::text(out, label);
        }
        json::key(out, "settings");
        params::write_json(&made.settings.clone().into(), out);
    }
    if spelling.is_camel() {
        json::key(out, "upperName");
        json::text(out, &upper_name(field));
    }
    out.push(b'}');
}

/// The type of a kind: what upper-case families call a character is a yes or no to the others.
fn wire(kind: Kind, spelling: Spelling) -> &'static str {
    if kind == Kind::Flag && spelling.is_camel() { "boolean" } else { kind.wire() }
}

/// A field's title; one without reads as its name in words.
fn title(title: &str, name: &str) -> String {
    if !title.is_empty() {
        return title.to_owned();
    }
    let words = name.replace('_', " ").to_lowercase();
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
