//! crm.timeline.bindings.*: the timelines in which an entry stands.
//! docs: api-reference/crm/timeline/bindings.

use super::RECORD;
use crate::{
    crm::{
        belonging::{self, Owner},
        record_type,
    },
    prelude::*,
};
use engine::{
    Dialect,
    dialect::{Faults, refusal},
};

/// A binding, which is stored with the entry.
static BINDING: Entity = Entity {
    name: "timelinebinding",
    title: "timeline binding",
    fields: &[
        id("ID").title("ID").hidden(),
        int("OWNER_ID").title("Timeline entry").required().immutable(),
        int("ENTITY_ID").title("Record's ID").required().immutable(),
        text("ENTITY_TYPE").title("Record's type").required().immutable(),
    ],
    ..Entity::BASE
};

/// crm.timeline.bindings.*
pub static BINDINGS: Family = Family {
    prefix: "crm.timeline.bindings",
    entity: Some(&BINDING),
    dialect: &Dialect { faults: &FAULTS, ..dialect::CRM },
    methods: &[write("bind", bind), read("list", list), write("unbind", unbind), FIELDS],
    ..Family::BASE
};

const FAULTS: Faults = Faults {
    bad_id: refusal("", "OWNER_ID is not defined or invalid."),
    not_found: refusal("", "OWNER_ID is not defined or invalid."),
    denied: refusal("", "Access denied."),
};

fn undefined(name: &str) -> Error {
    Error::plain(format!("{name} is not defined or invalid."))
}

/// The entry and the record that `fields` names; the record must be the caller's to change.
fn given(call: &Call) -> Result<(u64, Owner)> {
    let nothing = Tree::new();
    let fields = call.array("fields")?.unwrap_or(&nothing);
    let number = |name| fields.get(name).and_then(Value::as_int).filter(|id| *id > 0).ok_or_else(|| undefined(name));
    let (entry, id) = (number("OWNER_ID")?, number("ENTITY_ID")?);
    let kind = fields.get("ENTITY_TYPE").and_then(Value::as_text).unwrap_or_default();
    let kind = record_type::of_code(call, kind.trim())?.ok_or_else(|| undefined("ENTITY_TYPE"))?;
    let owner = Owner { kind: kind.id, id };
    belonging::find(call, owner)?.ok_or_else(|| undefined("ENTITY_ID"))?;
    match belonging::may_edit(call, owner)? {
        true => Ok((entry as u64, owner)),
        false => Err(FAULTS.denied.into()),
    }
}

fn bind(call: &Call) -> Result<Answer> {
    let (entry, new) = given(call)?;
    edit(call, entry, |owners| {
        owners.push(new);
        Ok(())
    })
}

fn unbind(call: &Call) -> Result<Answer> {
    let (entry, gone) = given(call)?;
    edit(call, entry, |owners| {
        let at = owners.iter().position(|owner| *owner == gone).ok_or_else(|| Error::plain("Not found."))?;
        owners.remove(at);
        Ok(())
    })
}

fn edit(call: &Call, entry: u64, change_owners: impl Fn(&mut Vec<Owner>) -> Result<()>) -> Result<Answer> {
    let (_, ticket) = verbs::change(call, &RECORD, entry, |change| {
        let mut owners = belonging::bound(&change.new);
        change_owners(&mut owners)?;
        super::bind(&mut change.new, &owners);
        Ok(())
    })?;
    Ok(Answer::done(ticket))
}

fn list(call: &Call) -> Result<Answer> {
    let filter = call.array("filter")?;
    let given = |name: &str| filter.and_then(|filter| filter.get(name).or_else(|| filter.get(&format!("={name}"))));
    let id = given("OWNER_ID").and_then(Value::as_int).filter(|id| *id > 0).ok_or_else(|| undefined("OWNER_ID"))?;
    let owners = call.find(&RECORD, id as u64)?.map(|entry| belonging::bound(&entry)).unwrap_or_default();
    let row = |owner: &Owner| {
        let kind = record_type::code(owner.kind).to_lowercase();
        let fits = |name, own: &str| given(name).and_then(Value::as_text).is_none_or(|wanted| wanted == own);
        let entity = owner.id.to_string();
        (fits("ENTITY_ID", &entity) && fits("ENTITY_TYPE", &kind)).then(|| {
            [("OWNER_ID", id.to_string()), ("ENTITY_ID", entity), ("ENTITY_TYPE", kind)]
                .map(|(name, text)| (name, Value::from(text)))
        })
    };
    let rows: Tree = owners.iter().filter_map(row).map(|row| Value::from(Tree::from_iter(row))).collect();
    let total = rows.len() as u64;
    Ok(Answer { total: Some(total), ..Answer::value(rows) })
}
