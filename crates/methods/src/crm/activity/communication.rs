//! Whom an activity is communicated with, and how. docs: crm-activity-communication-fields.md and
//! crm-activity-list.md, "Retrieving COMMUNICATIONS".

use super::{kind, rules::refuse};
use crate::{
    crm::belonging::{self, Owner},
    prelude::*,
};

/// A communication of an activity, which is stored with it.
static COMMUNICATION: Entity = Entity {
    name: "communication",
    title: "communication",
    fields: &[
        id("ID").title("ID"),
        int("ACTIVITY_ID").title("Activity").read_only(),
        int("ENTITY_ID").title("Record's ID"),
        int("ENTITY_TYPE_ID").title("Record's type"),
        text("TYPE").title("Type"),
        text("VALUE").title("Value"),
    ],
    ..Entity::BASE
};

/// crm.activity.communication.fields
pub static COMMUNICATION_FIELDS: Family =
    Family { prefix: "crm.activity.communication", entity: Some(&COMMUNICATION), methods: &[FIELDS], ..Family::BASE };

const INVALID: &str = "The field COMMUNICATIONS is not defined or invalid";

/// What is given must be a list of rows.
pub(super) fn are_rows(fields: &Tree) -> Result<()> {
    let given = fields.get("COMMUNICATIONS").filter(|value| !value.is_empty());
    match given.is_none_or(|value| value.list().iter().all(|row| row.as_tree().is_some())) {
        true => Ok(()),
        false => Err(refuse(INVALID)),
    }
}

/// Makes rows of what was given: each with an id, the type that the activity's implies, and what is
/// known of the record it leads to.
pub(super) fn complete(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    let of = change.new.int("TYPE_ID");
    if change.old.is_some() && !change.gave("COMMUNICATIONS") {
        return Ok(());
    }
    let given = rows(&change.new);
    if given.is_empty() && of != kind::PROVIDER {
        return Err(refuse(INVALID));
    }
    if given.len() > 1 && [kind::CALL, kind::MEETING].contains(&of) {
        return Err(refuse("The only one communication is allowed for activity of specified type"));
    }
    let rows = given.iter().map(|row| completed(call, of, row)).collect::<Result<Vec<Data>>>()?;
    change.new.set("COMMUNICATIONS", Data::List(rows));
    Ok(())
}

/// The records that an activity is communicated with.
pub(super) fn owners(activity: &Record) -> Vec<Owner> {
    let owners = rows(activity).into_iter().map(|row| whom(&row));
    owners.filter(|owner| owner.id > 0).collect()
}

fn rows(activity: &Record) -> Vec<Tree> {
    let texts = activity.items("COMMUNICATIONS").iter().map(Data::text);
    texts.filter_map(|text| params::decode_json(text.as_bytes()).ok()).collect()
}

fn whom(row: &Tree) -> Owner {
    let number = |name| row.get(name).and_then(Value::as_int).unwrap_or(0);
    Owner { kind: number("ENTITY_TYPE_ID"), id: number("ENTITY_ID") }
}

fn completed(call: &Call, of: i64, row: &Tree) -> Result<Data> {
    let text = |name| row.get(name).and_then(Value::as_text).unwrap_or_default().trim().to_owned();
    let (owner, value) = (whom(row), text("VALUE"));
    let record = belonging::find(call, owner)?;
    let wanted = (owner.kind, owner.id) != (0, 0);
    if (wanted && record.is_none()) || (value.is_empty() && [kind::CALL, kind::EMAIL].contains(&of)) {
        return Err(refuse(INVALID));
    }
    let implied = match of {
        kind::CALL => "PHONE",
        kind::EMAIL => "EMAIL",
        _ => "",
    };
    let given = text("TYPE");
    let id = call.services.store.next_ids(COMMUNICATION.name, 1)?;
    let row = [
        ("ID", Value::from(id.to_string())),
        ("TYPE", Value::from(if given.is_empty() { implied } else { given.as_str() })),
        ("VALUE", Value::from(value)),
        ("ENTITY_ID", Value::from(owner.id.to_string())),
        ("ENTITY_TYPE_ID", Value::from(owner.kind.to_string())),
        ("ENTITY_SETTINGS", settings(call, record.as_ref())?.into()),
    ];
    Ok(Data::Text(json::of(&Tree::from_iter(row).into())))
}

/// What is known of the record at the time.
fn settings(call: &Call, record: Option<&Record>) -> Result<Tree> {
    const PERSON: [&str; 4] = ["HONORIFIC", "NAME", "SECOND_NAME", "LAST_NAME"];
    let Some(record) = record else { return Ok(Tree::new()) };
    let own = |name: &'static str| (name, Value::from(record.text(name)));
    Ok(match record.schema.entity.name {
        "contact" => {
            let company = record.int("COMPANY_ID");
            let its = call.find(&crate::crm::company::COMPANY, company.max(0) as u64)?;
            let title = its.map(|company| company.text("TITLE").to_owned()).unwrap_or_default();
            let person = PERSON.map(own).into_iter();
            let company = [("COMPANY_TITLE", title), ("COMPANY_ID", company.to_string())];
            person.chain(company.map(|(name, text)| (name, Value::from(text)))).collect()
        }
        "lead" => [("LEAD_TITLE", Value::from(record.text("TITLE")))].into_iter().chain(PERSON.map(own)).collect(),
        "company" => Tree::from_iter([("COMPANY_TITLE", Value::from(record.text("TITLE")))]),
        _ => Tree::new(),
    })
}
