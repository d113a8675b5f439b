//! crm.*.details.configuration.*: which fields the card of a record shows, and in which sections: for
//! everybody, and for single people. docs: api-reference/crm/universal/item-details-configuration.

use super::{
    category::default_funnel,
    coded::{self, CODE},
    company::COMPANY,
    contact::CONTACT,
    deal::DEAL,
    lead::LEAD,
    owner::owner_type,
    record_type::{self, DEALS, LEADS, PROCESSES},
};
use crate::prelude::*;
use engine::commit::retry;

/// A layout of a card. Its code is the kind of record, the funnel and whose it is: `2:9:C`, `2:9:P7`.
pub static LAYOUT: Entity = Entity {
    name: "cardlayout",
    title: "layout of a card",
    fields: &[
        id("ID").title("ID"),
        CODE,
        object("SECTIONS").title("Sections"),
        text("PLACE").read_only().hidden().indexed(),
        user("PERSON").read_only().hidden(),
    ],
    rights: rights::Rights { add: true, ..rights::ADMINISTRATORS },
    ..Entity::BASE
};

const METHODS: [Method; 4] =
    [read("get", get), write("set", set), write("reset", reset), write("forceCommonScopeForAll", force_common)];

/// crm.lead.details.configuration.*
pub static LEAD_CARD: Family = card("crm.lead.details.configuration", Some(&LEAD));
/// crm.deal.details.configuration.*
pub static DEAL_CARD: Family = card("crm.deal.details.configuration", Some(&DEAL));
/// crm.contact.details.configuration.*
pub static CONTACT_CARD: Family = card("crm.contact.details.configuration", Some(&CONTACT));
/// crm.company.details.configuration.*
pub static COMPANY_CARD: Family = card("crm.company.details.configuration", Some(&COMPANY));
/// crm.item.details.configuration.*: records of any kind.
pub static ITEM_CARD: Family = card("crm.item.details.configuration", None);

const fn card(prefix: &'static str, entity: Option<&'static Entity>) -> Family {
    Family { prefix, entity, methods: &METHODS, ..Family::BASE }
}

/// Whose layout of which cards is meant.
struct Place {
    /// Kind of record and funnel: `2:9`.
    cards: String,
    /// The person; 0 for everybody.
    person: u64,
}

/// The kind of record that a call is about: its family's, or the one it names.
fn kind(call: &Call) -> Result<i64> {
    if let Some(entity) = call.family.entity {
        return Ok(record_type::of_entity(entity).map_or(0, |kind| kind.id));
    }
    let given = call.param("entityTypeId").and_then(Value::as_int);
    let id = given.ok_or_else(|| Error::plain("Parameter 'entityTypeId' is not defined"))?;
    if record_type::of_id(call, id)?.is_some() {
        return Ok(id);
    }
    let name = owner_type(id).map_or_else(|| record_type::code(id), |kind| kind.code.to_owned());
    Err(Error::plain(format!("The entity type '{name}' is not supported in current context.")))
}

/// The cards that a call is about: those of deals differ by funnel, those of leads by whether a client returns.
fn cards(call: &Call) -> Result<String> {
    const SIMPLE: i64 = 1;
    let kind = kind(call)?;
    let extra = |name| call.param("extras").and_then(|extras| extras.path(&[name])).and_then(Value::as_int);
    let part = match kind {
        DEALS => extra("dealCategoryId").unwrap_or(0),
        LEADS => extra("leadCustomerType").unwrap_or(SIMPLE),
        PROCESSES.. => match extra("categoryId") {
            Some(funnel) => funnel,
            None => default_funnel(call, kind)?.unwrap_or(0) as i64,
        },
        _ => extra("categoryId").unwrap_or(0),
    };
    Ok(format!("{kind}:{part}"))
}

/// What a call is about; what is not one's own is the administrators', and what is common is so to change.
fn place(call: &Call) -> Result<Place> {
    let cards = cards(call)?;
    let common = call.param("scope").and_then(Value::as_text).is_some_and(|scope| scope.eq_ignore_ascii_case("C"));
    let named = call.param("userId").and_then(Value::as_int).filter(|id| *id > 0);
    let person = if common { 0 } else { named.map_or(call.caller.user, |id| id as u64) };
    let own = if common { !call.method.writes } else { person == call.caller.user };
    match own || call.caller.admin {
        true => Ok(Place { cards, person }),
        false => Err(call.family.dialect.faults.denied.into()),
    }
}

fn code(place: &Place) -> String {
    match place.person {
        0 => format!("{}:C", place.cards),
        person => format!("{}:P{person}", place.cards),
    }
}

/// The sections of a layout; `null` when there is none.
fn get(call: &Call) -> Result<Answer> {
    let layout = coded::find(call, &LAYOUT, &code(&place(call)?))?;
    let json = layout.map_or_else(|| "null".to_owned(), |layout| layout.text("SECTIONS").to_owned());
    Ok(Answer { json: json.into_bytes(), ..Answer::default() })
}

fn set(call: &Call) -> Result<Answer> {
    let place = place(call)?;
    let sections = sections(call)?;
    let (_, ticket) = coded::save(call, &LAYOUT, &code(&place), |layout| {
        layout.set("SECTIONS", json::of(&sections).as_str());
        layout.set("PLACE", place.cards.as_str());
        layout.set("PERSON", place.person as i64);
    })?;
    Ok(Answer::done(ticket))
}

/// The sections that a call gives, as they are kept.
fn sections(call: &Call) -> Result<Value> {
    let refuse = |text: String| Error::plain(text);
    let Some(Value::Tree(data)) = call.param("data") else {
        return Err(Error::plain("Parameter 'data' must be array."));
    };
    if !data.is_list() {
        return Err(Error::plain("The data must be indexed array."));
    }
    if data.is_empty() {
        return Err(Error::plain("There are no data to write."));
    }
    let mut sections = Tree::new();
    for (at, section) in data.values().enumerate() {
        let text = |name| section.path(&[name]).and_then(Value::as_text).unwrap_or_default().trim().to_owned();
        let (kind, name, title) = (text("type"), text("name"), text("title"));
        if kind != "section" {
            return Err(refuse(format!("Section at index {at} have type {kind}. The expected type is 'section'.")));
        }
        for (value, called) in [(&name, "name"), (&title, "title")] {
            if value.is_empty() {
                return Err(refuse(format!("Section at index {at} does not have {called}.")));
            }
        }
        let mut elements = Tree::new();
        for (place, element) in section.path(&["elements"]).map(Value::list).unwrap_or_default().into_iter().enumerate()
        {
            let unnamed = || refuse(format!("Element at index {place} in section at index {at} does not have name."));
            elements.push(kept_element(element).ok_or_else(unnamed)?);
        }
        let section: [(&str, Value); 4] =
            [("name", name.into()), ("title", title.into()), ("type", kind.into()), ("elements", elements.into())];
        sections.push(Tree::from_iter(section).into());
    }
    Ok(sections.into())
}

/// An element with its flag as text and its options; nothing for one without a name.
fn kept_element(element: &Value) -> Option<Value> {
    let name = element.path(&["name"]).and_then(Value::as_text).filter(|name| !name.trim().is_empty())?;
    let always = element.path(&["optionFlags"]).and_then(Value::as_int) == Some(1);
    let flag = if always { "1" } else { "0" };
    let mut kept = Tree::from_iter([("name", Value::from(name.trim())), ("optionFlags", Value::from(flag))]);
    if let Some(options) = element.path(&["options"]).filter(|options| !options.is_empty()) {
        kept.insert("options", options.clone());
    }
    Some(kept.into())
}

/// Back to how cards are without a layout; so they may be already.
fn reset(call: &Call) -> Result<Answer> {
    let ticket = coded::remove(call, &LAYOUT, &code(&place(call)?))?;
    Ok(ticket.map_or_else(|| Answer::value(true), Answer::done))
}

/// Everybody's layout for everybody: those of single people go.
fn force_common(call: &Call) -> Result<Answer> {
    let cards = cards(call)?;
    if !call.caller.admin {
        return Err(call.family.dialect.faults.denied.into());
    }
    retry(|| {
        let schema = call.services.schema(&LAYOUT)?;
        let mut commit = Commit::by(call);
        let all = call.all(&LAYOUT, &Query::equal(&schema, "PLACE", cards.as_str()))?;
        for layout in all.iter().filter(|layout| layout.int("PERSON") > 0) {
            coded::forget(layout, &mut commit);
        }
        Ok(Answer::done(commit.run(call.services)?))
    })
}
