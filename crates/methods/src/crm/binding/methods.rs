//! crm.*.contact.* and crm.contact.company.*: reading and setting bindings one by one.

use super::links::{self, Ends, Link, TO_COMPANIES, TO_CONTACTS, bind_company, company_links, links, set_links};
use crate::{crm::company::COMPANY, prelude::*};
use engine::{commit::retry, input::LIST_MAX};

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
    write("items.delete", |call| edit_company(call, |_| Vec::new())),
];

/// The record whose bindings are meant.
fn owner(call: &Call) -> Result<Record> {
    let Some(entity) = call.family.entity else { return Err(engine::error::INTERNAL.into()) };
    let id = call.param("id").and_then(Value::as_int).filter(|id| *id > 0);
    let text = match call.method.name.starts_with("items.") {
        true => "The parameter ownerEntityID is invalid or not defined.",
        false => "The parameter 'ownerEntityID' is invalid or not defined.",
    };
    call.record(entity, id.ok_or_else(|| Error::plain(text))? as u64)
}

/// The binding that `fields` describes, and whether its place was given.
fn given(call: &Call, name: &str) -> Result<(Link, bool)> {
    let Some(Value::Tree(fields)) = call.param("fields") else {
        let of_contacts = call.method.name == "delete" && name == TO_CONTACTS.one;
        return Err(Error::plain(match of_contacts {
            true => "The parameter 'item' must be array.",
            false => "The parameter 'fields' must be array.",
        }));
    };
    link(fields, name).ok_or_else(|| Error::plain("The parameter 'fields' is not valid."))
}

/// A binding, and whether its place was given.
fn link(fields: &Tree, name: &str) -> Option<(Link, bool)> {
    let number = |name| fields.get(name).and_then(Value::as_int);
    let id = number(name).filter(|id| *id > 0)?;
    // Places are counted on from the last one, which must not come to the end of numbers.
    let sort = number("SORT").map(|sort| sort.clamp(i32::MIN.into(), i32::MAX.into()));
    let primary = fields.get("IS_PRIMARY").and_then(Value::as_flag).unwrap_or(false);
    Some((Link { id, sort: sort.unwrap_or(0), role: number("ROLE_ID").unwrap_or(0), primary }, sort.is_some()))
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
    owner(call)?;
    let (new, placed) = given(call, ends.one)?;
    must_be_there(call, ends, &new)?;
    edit(call, ends, |all| with(all, new, placed))
}

/// What is bound must exist.
fn must_be_there(call: &Call, ends: Ends, link: &Link) -> Result<()> {
    call.record(links::other_end(ends), link.id as u64).map(drop)
}

/// Adds a binding, or changes the present one of the same record.
fn with(mut all: Vec<Link>, mut new: Link, placed: bool) -> Vec<Link> {
    if !placed {
        new.sort = all.iter().map(|link| link.sort).max().unwrap_or(0) + 10;
    }
    let old = all.iter().position(|link| link.id == new.id).map(|at| all.remove(at));
    if let Some(old) = old {
        new = Link { sort: if placed { new.sort } else { old.sort }, primary: new.primary || old.primary, ..new };
    }
    if new.primary {
        all.iter_mut().for_each(|link| link.primary = false);
    }
    all.push(new);
    all
}

fn delete(call: &Call, ends: Ends) -> Result<Answer> {
    owner(call)?;
    let (gone, _) = given(call, ends.one)?;
    edit(call, ends, |all| without(all, gone.id))
}

fn without(all: Vec<Link>, id: i64) -> Vec<Link> {
    all.into_iter().filter(|link| link.id != id).collect()
}

fn clear(call: &Call, ends: Ends) -> Result<Answer> {
    edit(call, ends, |_| Vec::new())
}

fn set_items(call: &Call, ends: Ends) -> Result<Answer> {
    owner(call)?;
    let wanted = given_items(call, ends)?;
    edit(call, ends, |_| {
        let place = |(at, (link, placed)): (usize, &(Link, bool))| Link {
            sort: if *placed { link.sort } else { (at as i64 + 1) * 10 },
            ..*link
        };
        wanted.iter().enumerate().map(place).collect()
    })
}

/// The bindings that `items` lists, each with whether its place was given.
fn given_items(call: &Call, ends: Ends) -> Result<Vec<(Link, bool)>> {
    let Some(Value::Tree(items)) = call.param("items") else {
        return Err(Error::plain("The parameter items must be array."));
    };
    if items.len() > LIST_MAX {
        return Err(Error::plain(format!("The parameter items is not valid: at most {LIST_MAX} are expected.")));
    }
    let mut wanted = Vec::new();
    for (at, item) in items.values().enumerate() {
        let name = ends.one;
        let Some((new, placed)) = item.as_tree().and_then(|fields| link(fields, name)) else {
            return Err(Error::plain(format!("The parameter items is not valid: element {at} has no {name}.")));
        };
        must_be_there(call, ends, &new)?;
        wanted.push((new, placed));
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
    let field = |kind: &str, required: bool, title: &str| {
        let row = [
            ("type", Value::from(kind)),
            ("isRequired", Value::Bool(required)),
            ("isReadOnly", Value::Bool(false)),
            ("isImmutable", Value::Bool(false)),
            ("isMultiple", Value::Bool(false)),
            ("isDynamic", Value::Bool(false)),
            ("title", Value::from(title)),
        ];
        Value::from(Tree::from_iter(row))
    };
    let all = [
        (name, field("integer", true, if name == TO_CONTACTS.one { "Contact" } else { "Company" })),
        ("SORT", field("integer", false, "Sorting")),
        ("ROLE_ID", field("integer", false, "Role")),
        ("IS_PRIMARY", field("char", false, "Primary")),
    ];
    Ok(Answer::value(Tree::from_iter(all)))
}

fn company_items(call: &Call) -> Result<Answer> {
    Ok(print_links(company_links(call, &owner(call)?)?.into_iter(), TO_CONTACTS.one))
}

fn company_add(call: &Call) -> Result<Answer> {
    owner(call)?;
    let (new, placed) = given(call, TO_CONTACTS.one)?;
    must_be_there(call, TO_CONTACTS, &new)?;
    edit_company(call, |all| with(all, new, placed))
}

fn company_delete(call: &Call) -> Result<Answer> {
    owner(call)?;
    let (gone, _) = given(call, TO_CONTACTS.one)?;
    edit_company(call, |all| without(all, gone.id))
}

/// Bindings that stay keep their place where none is given; new ones go to the end.
fn company_set_items(call: &Call) -> Result<Answer> {
    owner(call)?;
    let wanted = given_items(call, TO_CONTACTS)?;
    edit_company(call, |all| {
        let mut last = wanted.iter().filter(|(_, placed)| *placed).map(|(link, _)| link.sort).max().unwrap_or(0);
        last = all.iter().map(|link| link.sort).max().unwrap_or(0).max(last);
        let mut place = |(link, placed): &(Link, bool)| {
            let old = all.iter().find(|old| old.id == link.id);
            let sort = old.filter(|_| !placed).map(|old| old.sort).or(placed.then_some(link.sort));
            let sort = sort.unwrap_or_else(|| {
                last += 10;
                last
            });
            Link { sort, ..*link }
        };
        wanted.iter().map(&mut place).collect()
    })
}

fn edit_company(call: &Call, change_links: impl Fn(Vec<Link>) -> Vec<Link>) -> Result<Answer> {
    retry(|| {
        let old = owner(call)?;
        if !rights::may_change(&COMPANY.rights, call.caller, &old) {
            return Err(call.family.dialect.faults.denied.into());
        }
        let wanted = change_links(company_links(call, &old)?);
        let mut change = Change { new: old.clone(), old: Some(old), given: Vec::new() };
        let mut commit = Commit::by(call);
        engine::input::complete(call, &mut change);
        bind_company(&mut change.new, wanted, &mut commit, call)?;
        commit.save(change.old.as_ref(), &change.new);
        Ok(Answer::done(commit.run(call.services)?))
    })
}
