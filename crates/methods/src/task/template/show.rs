//! tasks.template.get: a template as answers show it. docs: api-reference/tasks/template/tasks-template-get.md.

use super::{TEMPLATE, may_read, named, serialize::php};
use crate::{prelude::*, task::people::photo_id, user::USER};
use params::write_json;

/// tasks.template.get: `false` for a template that is not there, or not theirs to see.
pub(super) fn get(call: &Call) -> Result<Answer> {
    if call.param("templateId").is_some_and(Value::is_empty) {
        return Ok(Answer::value(false));
    }
    let found = call.find(&TEMPLATE, named(call)?)?.filter(|template| may_read(call, template));
    let Some(template) = found else { return Ok(Answer::value(false)) };
    let select = call.param("params").and_then(|params| params.path(&["select"])).and_then(Value::as_tree);
    let mut out = Vec::new();
    show(&mut out, call, &template, select)?;
    Ok(Answer { json: out, ..Answer::default() })
}

fn show(out: &mut Vec<u8>, call: &Call, template: &Record, select: Option<&Tree>) -> Result<()> {
    let (schema, dialect) = (&template.schema, call.family.dialect);
    let printer = print::Printer::new(call, schema, Vec::new());
    let person = |field| call.find(&USER, template.int(field).max(0) as u64);
    let (creator, responsible) = (person("CREATED_BY")?, person("RESPONSIBLE_ID")?);
    out.push(b'{');
    for at in print::selected(schema, dialect.spelling, select) {
        let field = &schema.fields[at];
        json::comma(out);
        out.extend_from_slice(schema.key(at, dialect.spelling).as_bytes());
        let own = |name: &str, prefix: &str| name.strip_prefix(prefix).map(str::to_owned);
        match field.name {
            "ACCOMPLICES" | "AUDITORS" | "RESPONSIBLES" => {
                let ids = template.items(field.name).iter().map(|id| Value::Text(id.int().to_string()));
                json::text(out, &php(&ids.collect::<Tree>().into()));
            }
            "REPLICATE_PARAMS" => {
                let params = params::decode_json(template.text(field.name).as_bytes()).unwrap_or_default();
                json::text(out, &php(&params.into()));
            }
            "TEMPLATE_CHILDREN_COUNT" => {
                let below = Query::equal(schema, "BASE_TEMPLATE_ID", template.id as i64);
                json::text(out, &call.all(&TEMPLATE, &below)?.len().to_string());
            }
            "CREATED_BY" | "RESPONSIBLE_ID" => printer.value(out, field, template.at(at).peek()),
            "UF_CRM_TASK" => list(out, template.items(field.name)),
            name if field.multiple && template.items(name).is_empty() => out.extend_from_slice(b"null"),
            name if field.multiple => list(out, template.items(name)),
            name => match (own(name, "CREATED_BY_"), own(name, "RESPONSIBLE_")) {
                (Some(part), _) => about_person(out, creator.as_ref(), &part),
                (None, Some(part)) => about_person(out, responsible.as_ref(), &part),
                _ if field.kind == Kind::Id => json::text(out, &template.id.to_string()),
                _ if matches!(field.name, "BASE_TEMPLATE_ID") => {
                    json::text(out, &template.int("BASE_TEMPLATE_ID").to_string());
                }
                _ => printer.value(out, field, template.at(at).peek()),
            },
        }
    }
    out.push(b'}');
    Ok(())
}

fn list(out: &mut Vec<u8>, items: &[Data]) {
    json::list(out, items, |out, item| match item {
        Data::Text(text) => json::text(out, text),
        item => json::text(out, &item.int().to_string()),
    });
}

/// A part of what is known of a person: the name, the login, the position.
fn about_person(out: &mut Vec<u8>, person: Option<&Record>, part: &str) {
    let field = match part {
        "LOGIN" => "EMAIL",
        "PHOTO" => return write_json(&photo_id(person), out),
        name => name,
    };
    json::text(out, person.map_or("", |person| person.text(field)));
}
