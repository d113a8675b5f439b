//! crm.*.contact.* and crm.contact.company.*: reading and setting bindings one by one.

use super::links::{self, Ends, Link, TO_COMPANIES, TO_CONTACTS, bound, links, set_links};
use crate::{
    crm::{company::COMPANY, contact::CONTACT},
    prelude::*,
};

/// Contacts of a lead or deal.
pub static CONTACTS: [Method; 6] = [
    write("add", |call| add(call, TO_CONTACTS)),
    write("delete", |call| delete(call, TO_CONTACTS)),
    read("fields", |call| fields(call, TO_CONTACTS.one)),
    read("items.get", |call| items(call, TO_CONTACTS)),
    write("items.set", |call| set_items(call, TO_CONTACTS)),
    write("items.delete", |call| clear(call, TO_CONTACTS)),
];

/// Companies of a contact.
pub static COMPANIES: [Method; 6] = [
    write("add", |call| add(call, TO_COMPANIES)),
    write("delete", |call| delete(call, TO_COMPANIES)),
    read("fields", |call| fields(call, TO_COMPANIES.one)),
    read("items.get", |call| items(call, TO_COMPANIES)),
    write("items.set", |call| set_items(call, TO_COMPANIES)),
    write("items.delete", |call| clear(call, TO_COMPANIES)),
];

/// Contacts of a company: the same bindings, seen from the other end.
pub static COMPANY_CONTACTS: [Method; 6] = [
    write("add", company_add),
    write("delete", company_delete),
    read("fields", |call| fields(call, TO_CONTACTS.one)),
    read("items.get", company_items),
    write("items.set", company_set_items),
    write("items.delete", |call| Ok(Answer::done(set_company_contacts(call, Vec::new())?))),
];

fn owner_id(call: &Call) -> Result<u64> {
    let id = call.param("id").and_then(Value::as_int).filter(|id| *id > 0);
    id.map(|id| id as u64).ok_or_else(|| Error::plain("The parameter 'ownerEntityID' is invalid or not defined."))
}

fn owner(call: &Call) -> Result<Record> {
    let Some(entity) = call.family.entity else { return Err(engine::error::INTERNAL.into()) };
    call.find(entity, owner_id(call)?)?.ok_or_else(|| Error::plain("Not found."))
}

/// The binding that `fields` describes.
fn given(call: &Call, name: &str) -> Result<(Link, bool)> {
    let Some(Value::Tree(fields)) = call.param("fields") else {
        return Err(Error::plain("The parameter 'fields' must be array."));
    };
    link(fields, name).ok_or_else(|| Error::plain("The parameter 'fields' is not valid."))
}

/// A binding, and whether its place was given.
fn link(fields: &Tree, name: &str) -> Option<(Link, bool)> {
    let number = |name| fields.get(name).and_then(Value::as_int);
    let id = number(name).filter(|id| *id > 0)?;
    let primary = fields.get("IS_PRIMARY").and_then(Value::as_flag).unwrap_or(false);
    Some((
        Link { id, sort: number("SORT").unwrap_or(0), role: number("ROLE_ID").unwrap_or(0), primary },
        number("SORT").is_some(),
    ))
}

fn edit(call: &Call, ends: Ends, mut change_links: impl FnMut(Vec<Link>) -> Vec<Link>) -> Result<Answer> {
    let record = owner(call)?;
    let (_, ticket) = verbs::change(call, record.schema.entity, record.id, |change| {
        let edited = change_links(links(&change.new));
        set_links(&mut change.new, ends, edited);
        Ok(())
    })?;
    Ok(Answer::done(ticket))
}

fn add(call: &Call, ends: Ends) -> Result<Answer> {
    let (mut new, placed) = given(call, ends.one)?;
    if call.find(links::other_end(ends), new.id as u64)?.is_none() {
        return Err(Error::plain("Not found."));
    }
    edit(call, ends, |mut all| {
        all.retain(|link| link.id != new.id);
        if !placed {
            new.sort = all.iter().map(|link| link.sort).max().unwrap_or(0) + 10;
        }
        if new.primary {
            all.iter_mut().for_each(|link| link.primary = false);
        }
        all.push(new);
        all
    })
}

fn delete(call: &Call, ends: Ends) -> Result<Answer> {
    let (gone, _) = given(call, ends.one)?;
    edit(call, ends, |all| all.into_iter().filter(|link| link.id != gone.id).collect())
}

fn clear(call: &Call, ends: Ends) -> Result<Answer> {
    edit(call, ends, |_| Vec::new())
}

fn set_items(call: &Call, ends: Ends) -> Result<Answer> {
    let wanted = given_items(call, ends.one)?;
    edit(call, ends, |_| wanted.clone())
}

fn given_items(call: &Call, name: &str) -> Result<Vec<Link>> {
    let Some(Value::Tree(items)) = call.param("items") else {
        return Err(Error::plain("The parameter items must be array."));
    };
    let mut wanted = Vec::new();
    for (at, item) in items.values().enumerate() {
        let Some((mut new, placed)) = item.as_tree().and_then(|fields| link(fields, name)) else {
            return Err(Error::plain(format!("The parameter items is not valid: element {at} has no {name}.")));
        };
        if !placed {
            new.sort = (at as i64 + 1) * 10;
        }
        wanted.push(new);
    }
    Ok(wanted)
}

fn items(call: &Call, ends: Ends) -> Result<Answer> {
    let record = owner(call)?;
    Ok(print_links(links(&record).into_iter(), ends.one))
}

fn print_links(links: impl Iterator<Item = Link>, name: &str) -> Answer {
    let row = |link: Link| {
        let row = [
            (name, Value::Int(link.id)),
            ("SORT", Value::Int(link.sort)),
            ("ROLE_ID", Value::Int(link.role)),
            ("IS_PRIMARY", Value::from(if link.primary { "Y" } else { "N" })),
        ];
        Value::from(Tree::from_iter(row))
    };
    Answer::value(Tree::from_iter(links.map(row)))
}

fn fields(_: &Call, name: &str) -> Result<Answer> {
    let field = |kind: &str, required: bool| {
        let row = [
            ("type", Value::from(kind)),
            ("isRequired", Value::Bool(required)),
            ("isReadOnly", Value::Bool(false)),
            ("isImmutable", Value::Bool(false)),
            ("isMultiple", Value::Bool(false)),
            ("isDynamic", Value::Bool(false)),
        ];
        Value::from(Tree::from_iter(row))
    };
    let all = [
        (name, field("integer", true)),
        ("SORT", field("integer", false)),
        ("ROLE_ID", field("integer", false)),
        ("IS_PRIMARY", field("char", false)),
    ];
    Ok(Answer::value(Tree::from_iter(all)))
}

fn company_items(call: &Call) -> Result<Answer> {
    let company = owner(call)?.id as i64;
    let contacts = bound(call, &CONTACT, TO_COMPANIES, company)?;
    // Of several contacts one is the company's primary: the first that calls the company its own primary.
    let primary = contacts.iter().find(|contact| contact.int(TO_COMPANIES.one) == company).map(|contact| contact.id);
    let link = |(at, contact): (usize, &Record)| Link {
        id: contact.id as i64,
        sort: (at as i64 + 1) * 10,
        role: 0,
        primary: Some(contact.id) == primary,
    };
    Ok(print_links(contacts.iter().enumerate().map(link), TO_CONTACTS.one))
}

fn company_add(call: &Call) -> Result<Answer> {
    let (new, _) = given(call, TO_CONTACTS.one)?;
    let company = owner(call)?.id as i64;
    if call.find(&CONTACT, new.id as u64)?.is_none() {
        return Err(Error::plain("Not found."));
    }
    let mut wanted: Vec<i64> =
        bound(call, &CONTACT, TO_COMPANIES, company)?.iter().map(|contact| contact.id as i64).collect();
    wanted.push(new.id);
    Ok(Answer::done(set_company_contacts(call, wanted)?))
}

fn company_delete(call: &Call) -> Result<Answer> {
    let (gone, _) = given(call, TO_CONTACTS.one)?;
    let company = owner(call)?.id as i64;
    let all = bound(call, &CONTACT, TO_COMPANIES, company)?;
    let kept = all.iter().map(|contact| contact.id as i64).filter(|id| *id != gone.id);
    Ok(Answer::done(set_company_contacts(call, kept.collect())?))
}

fn company_set_items(call: &Call) -> Result<Answer> {
    let wanted = given_items(call, TO_CONTACTS.one)?;
    Ok(Answer::done(set_company_contacts(call, wanted.iter().map(|link| link.id).collect())?))
}

fn set_company_contacts(call: &Call, contacts: Vec<i64>) -> Result<store::Ticket> {
    let company = owner(call)?;
    let place = company.schema.position("CONTACT_ID");
    let (_, ticket) = verbs::change(call, &COMPANY, company.id, |change| {
        change.new.set("CONTACT_ID", Data::List(contacts.iter().map(|id| Data::Int(*id)).collect()));
        change.given.extend(place);
        Ok(())
    })?;
    Ok(ticket)
}
