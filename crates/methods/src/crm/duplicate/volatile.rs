//! crm.duplicate.volatileType.*: fields that count as marks of duplicates beside phones and e-mails.
//! docs: api-reference/crm/duplicates/volatile-type.

use super::searched;
use crate::{
    crm::{
        keyed,
        owner::{COMPANIES, CONTACTS, LEADS},
        requisite::REQUISITE,
    },
    prelude::*,
    seed::presets::{COUNTRIES, EVERYWHERE},
};

/// A field that counts.
pub static VOLATILE_TYPE: Entity = Entity {
    name: "volatile_type",
    title: "field of duplicates",
    fields: &[
        id("ID").title("ID"),
        int("ENTITY_TYPE_ID").title("Kind of records").required(),
        text("FIELD_CODE").title("Field").required(),
    ],
    ..Entity::BASE
};

/// How many fields may count, those of all kinds together.
const MOST: usize = 7;

/// A field that may count: kind of records, code and title.
type Candidate = (i64, String, String);

fn administrators_only(call: &Call) -> Result<()> {
    if call.caller.admin { Ok(()) } else { Err(call.family.dialect.faults.denied.into()) }
}

/// The texts of a kind of records, and for contacts and companies those of their requisites by country:
/// `RQ.DE.VAT_ID`.
fn candidates(call: &Call, kind: i64) -> Result<Vec<Candidate>> {
    let Some(entity) = searched(kind).and_then(|kind| kind.entity) else { return Ok(Vec::new()) };
    let schema = call.services.schema(entity)?;
    let counts = |field: &&Field| field.kind == Kind::Text && !field.hidden && !field.read_only && !field.multiple;
    let mut all: Vec<Candidate> = Vec::new();
    for field in schema.fields.iter().filter(counts) {
        all.push((kind, field.name.to_owned(), field.title.to_owned()));
    }
    if kind != LEADS {
        let requisites = call.services.schema(&REQUISITE)?;
        for country in &COUNTRIES {
            for name in EVERYWHERE.iter().chain(country.fields) {
                let Some(at) = requisites.position(name).filter(|at| requisites.fields[*at].kind == Kind::Text) else {
                    continue;
                };
                let code = format!("RQ.{}.{}", country.code, name.trim_start_matches("RQ_"));
                let place = country.name[call.services.language as usize];
                all.push((kind, code, format!("{} ({place})", requisites.fields[at].title)));
            }
        }
    }
    Ok(all)
}

/// crm.duplicate.volatileType.fields: the fields of one kind of records or of all.
pub fn fields(call: &Call) -> Result<Answer> {
    administrators_only(call)?;
    let only = call.param("entityTypeId").and_then(Value::as_int);
    let mut rows = Tree::new();
    for kind in [LEADS, CONTACTS, COMPANIES].into_iter().filter(|kind| only.is_none_or(|only| only == *kind)) {
        for (kind, code, title) in candidates(call, kind)? {
            let cells = [
                ("entityTypeId", Value::Int(kind)),
                ("fieldCode", Value::from(code)),
                ("fieldTitle", Value::from(title)),
            ];
            rows.push(Tree::from_iter(cells).into());
        }
    }
    Ok(Answer::value(rows))
}

fn registered(call: &Call) -> Result<Vec<Record>> {
    call.all(&VOLATILE_TYPE, &Query::all(Test::All(Vec::new())))
}

/// crm.duplicate.volatileType.list: the fields that count.
pub fn list(call: &Call) -> Result<Answer> {
    administrators_only(call)?;
    let row = |row: &Record| {
        let cells = [
            ("id", Value::Int(row.id as i64)),
            ("entityTypeId", Value::Int(row.int("ENTITY_TYPE_ID"))),
            ("fieldCode", Value::from(row.text("FIELD_CODE"))),
        ];
        Value::from(Tree::from_iter(cells))
    };
    Ok(Answer::value(Tree::from_iter(registered(call)?.iter().map(row))))
}

fn key(kind: i64, code: &str) -> String {
    format!("{kind}/{code}")
}

/// crm.duplicate.volatileType.register: answers the id, of the present record if the field counts already.
pub fn register(call: &Call) -> Result<Answer> {
    administrators_only(call)?;
    let missing = |name: &str| Error::new(400, "100", format!("Could not find value for parameter {{{name}}}"));
    let kind = call.param("entityTypeId").and_then(Value::as_int).ok_or_else(|| missing("entityTypeId"))?;
    let code = call.param("fieldCode").and_then(Value::as_text).ok_or_else(|| missing("fieldCode"))?;
    if !candidates(call, kind)?.iter().any(|(_, known, _)| *known == *code) {
        return Err(Error::new(400, "FIELD_NOT_FOUND", "Field not found"));
    }
    let answer = |id: u64| Answer::value(Tree::from_iter([("id", Value::Int(id as i64))]));
    let mut new = Record::new(call.services.schema(&VOLATILE_TYPE)?, 0);
    new.set("ENTITY_TYPE_ID", kind);
    new.set("FIELD_CODE", &*code);
    engine::commit::retry(|| {
        if let Some(known) = keyed::find(call, &VOLATILE_TYPE, &key(kind, &code))? {
            return Ok(answer(known.id));
        }
        if registered(call)?.len() >= MOST {
            let text = "There is already a maximum number of volatile types";
            return Err(Error::new(400, "MAX_TYPES_COUNT_EXCEEDED", text));
        }
        let mut commit = Commit::by(call);
        let record = verbs::prepare(call, Change { old: None, new: new.clone(), given: Vec::new() }, &mut commit)?;
        keyed::claim(&mut commit, &record, &key(kind, &code));
        commit.save(None, &record);
        Ok(answer(record.id).after(commit.run(call.services)?))
    })
}

/// crm.duplicate.volatileType.unregister
pub fn unregister(call: &Call) -> Result<Answer> {
    administrators_only(call)?;
    let id = call.id()?;
    let Some(record) = call.find(&VOLATILE_TYPE, id)? else {
        return Err(Error::new(400, "TYPE_IS_NOT_ASSIGNED", "This type is not assigned"));
    };
    let mut commit = Commit::by(call);
    keyed::free(&mut commit, &record, &key(record.int("ENTITY_TYPE_ID"), record.text("FIELD_CODE")));
    commit.delete(&record);
    Ok(Answer::done(commit.run(call.services)?))
}
