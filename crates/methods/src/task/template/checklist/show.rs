//! How checklist items are shown: one whole, many as a map.
//! docs: api-reference/tasks/template/checklist, "Object checkListItem".

use super::{CHECK, files, items};
use crate::{
    prelude::*,
    task::people::{photo_id, photo_link},
    user::USER,
};
use engine::schema::Spelling;

/// People of an item and their parts: `A` takes part, `U` watches.
pub(super) fn members(item: &Record) -> Vec<(u64, String)> {
    let tree = params::decode_json(item.text("MEMBERS").as_bytes()).unwrap_or_default();
    let role = |value: &Value| {
        let given = value.path(&["TYPE"]).or_else(|| value.path(&["type"]));
        given.and_then(Value::as_text).unwrap_or_default().into_owned()
    };
    tree.iter().map(|(id, value)| (id.to_string().parse().unwrap_or(0), role(value))).collect()
}

/// One item, as the methods that change it answer.
pub(super) fn one(call: &Call, item: &Record) -> Result<Answer> {
    let below = items(call, item.int("TEMPLATE_ID") as u64)?;
    let done = |child: &&Record| child.int("PARENT_ID") == item.id as i64 && child.flag("IS_COMPLETE");
    let completed = below.iter().filter(done).count() as i64;
    let row = Tree::from_iter([
        ("id", Value::Int(item.id as i64)),
        ("copiedId", Value::Null),
        ("userId", Value::Int(call.caller.user as i64)),
        ("createdBy", Value::Int(item.int("CREATED_BY"))),
        ("parentId", Value::Int(item.int("PARENT_ID"))),
        ("title", Value::from(item.text("TITLE"))),
        ("sortIndex", Value::Int(item.int("SORT_INDEX"))),
        ("displaySortIndex", Value::from("")),
        ("isComplete", Value::Bool(item.flag("IS_COMPLETE"))),
        ("isImportant", Value::Bool(item.flag("IS_IMPORTANT"))),
        ("completedCount", Value::Int(completed)),
        ("members", people(call, item)?.into()),
        ("attachments", files::shown(item).into()),
        ("nodeId", Value::Null),
        ("templateId", Value::Int(item.int("TEMPLATE_ID"))),
    ]);
    Ok(Answer::value(Tree::from_iter([("checkListItem", Value::Tree(row))])))
}

fn people(call: &Call, item: &Record) -> Result<Tree> {
    let mut rows = Tree::new();
    for (id, role) in members(item) {
        let Some(person) = call.find(&USER, id)? else { continue };
        let name = format!("{} {}", person.text("NAME"), person.text("LAST_NAME"));
        rows.push(Value::Tree(Tree::from_iter([
            ("id", Value::Text(id.to_string())),
            ("type", Value::Text(role)),
            ("name", Value::from(name.trim())),
            ("personalPhoto", photo_id(Some(&person))),
            ("personalGender", Value::from(person.text("PERSONAL_GENDER"))),
            ("image", Value::from(photo_link(call, Some(&person)))),
            ("isCollaber", Value::Bool(false)),
        ])));
    }
    Ok(rows)
}

/// Items by id, each with the fields that `select` names; numbers as text, as lists of the service have them.
pub(super) fn map(call: &Call, found: &[Record]) -> Result<Answer> {
    const PLAIN: [&str; 7] = ["ID", "TEMPLATE_ID", "PARENT_ID", "TITLE", "SORT_INDEX", "IS_COMPLETE", "IS_IMPORTANT"];
    let schema = call.services.schema(&CHECK)?;
    let select = call.param("select").map(Value::list).unwrap_or_default();
    let wanted: Vec<String> = select.iter().filter_map(|name| name.as_text()).map(|name| name.to_uppercase()).collect();
    let all = wanted.iter().all(|name| name.is_empty() || name == "*");
    let shown = |name: &str| name == "ID" || (all && PLAIN.contains(&name)) || wanted.iter().any(|one| one == name);
    let mut rows = Tree::new();
    for item in found {
        let mut row = Tree::new();
        for (at, field) in schema.fields.iter().enumerate().filter(|(_, field)| shown(field.name)) {
            let value = match field.name {
                "ID" => Value::Text(item.id.to_string()),
                "PARENT_ID" if item.int("PARENT_ID") == 0 => Value::Int(0),
                "MEMBERS" => people(call, item)?.into(),
                name => match (field.kind, item.at(at)) {
                    (Kind::Flag, _) => Value::from(if item.flag(name) { "Y" } else { "N" }),
                    (_, Data::Int(number)) => Value::Text(number.to_string()),
                    (_, Data::Text(text)) => Value::from(text.as_str()),
                    (_, Data::Time(at)) => Value::Text(time(call, *at)),
                    _ => Value::Null,
                },
            };
            row.insert(schema.key(at, Spelling::Camel).trim_matches([':', '"']), value);
        }
        if wanted.iter().any(|name| name == "ATTACHMENTS") {
            row.insert("attachments", files::shown(item).into());
        }
        rows.insert(item.id as i64, row.into());
    }
    Ok(Answer::value(Tree::from_iter([("checkListItems", Value::Tree(rows))])))
}

fn time(call: &Call, ms: i64) -> String {
    let mut out = Vec::new();
    engine::zone::write_time(&mut out, call.services.zone, ms);
    String::from_utf8(out).unwrap_or_default()
}
