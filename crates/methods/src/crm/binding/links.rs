//! The rules that keep both ends of a binding and its flat fields equal.
//!
//! `BINDINGS` holds rows of id, sort, role and "primary"; `CONTACT_IDS`/`COMPANY_IDS` are the ids in
//! order, indexed for the way back, and `CONTACT_ID`/`COMPANY_ID` is the primary one.

use crate::{
    crm::{company::COMPANY, contact::CONTACT, record_type},
    prelude::*,
};

/// One bound record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its id.
    pub id: i64,
    /// Its place.
    pub sort: i64,
    /// Its role; 0 for none.
    pub role: i64,
    /// Whether it is the primary one.
    pub primary: bool,
}

/// Which fields of a record hold its bindings.
#[derive(Clone, Copy, Debug)]
pub struct Ends {
    /// The primary one: `CONTACT_ID`.
    pub one: &'static str,
    /// All of them: `CONTACT_IDS`.
    pub many: &'static str,
}

/// Contacts of a lead or deal.
pub const TO_CONTACTS: Ends = Ends { one: "CONTACT_ID", many: "CONTACT_IDS" };
/// Companies of a contact.
pub const TO_COMPANIES: Ends = Ends { one: "COMPANY_ID", many: "COMPANY_IDS" };

/// The bindings of a record, in their order.
pub fn links(record: &Record) -> Vec<Link> {
    let row = |row: &Data| {
        let part = |at: usize| row.items().get(at).map(Data::int).unwrap_or(0);
        Link { id: part(0), sort: part(1), role: part(2), primary: part(3) != 0 }
    };
    record.items("BINDINGS").iter().map(row).collect()
}

/// Stores bindings: each id once, in the order of `sort`, exactly one of them primary.
pub fn set_links(record: &mut Record, ends: Ends, mut links: Vec<Link>) {
    links.sort_by_key(|link| link.sort);
    let mut seen = Vec::new();
    links.retain(|link| link.id > 0 && !seen.contains(&link.id) && (seen.push(link.id), true).1);
    let primary = links.iter().position(|link| link.primary).unwrap_or(0);
    for (at, link) in links.iter_mut().enumerate() {
        link.primary = at == primary;
    }
    let row =
        |link: &Link| Data::List([link.id, link.sort, link.role, i64::from(link.primary)].map(Data::Int).to_vec());
    record.set("BINDINGS", Data::List(links.iter().map(row).collect()));
    record.set(ends.many, Data::List(links.iter().map(|link| Data::Int(link.id)).collect()));
    record.set(ends.one, links.get(primary).map_or(Data::Null, |link| Data::Int(link.id)));
}

/// Fresh bindings in the order given; the first is primary.
pub fn in_order(ids: impl IntoIterator<Item = i64>) -> Vec<Link> {
    let link = |(at, id): (usize, i64)| Link { id, sort: (at as i64 + 1) * 10, role: 0, primary: at == 0 };
    ids.into_iter().enumerate().map(link).collect()
}

/// A lead's or deal's contacts follow whichever of the two fields the client gave.
///
/// # Errors
/// None of its own.
pub fn contacts(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    follow(change, TO_CONTACTS);
    Ok(())
}

/// The same for a contact's companies.
///
/// # Errors
/// None of its own.
pub fn companies(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    follow(change, TO_COMPANIES);
    Ok(())
}

fn follow(change: &mut Change, ends: Ends) {
    let ids: Vec<i64> = if change.gave(ends.many) {
        change.new.items(ends.many).iter().map(Data::int).collect()
    } else if change.gave(ends.one) {
        vec![change.new.int(ends.one)]
    } else {
        return;
    };
    let kept = links(&change.new);
    let fresh = in_order(ids);
    // Roles of records that stay bound are kept.
    let merged = fresh
        .iter()
        .map(|link| Link { role: kept.iter().find(|old| old.id == link.id).map_or(0, |old| old.role), ..*link });
    set_links(&mut change.new, ends, merged.collect());
}

/// A company's `CONTACT_ID` binds contacts: the bindings themselves belong to the contacts.
///
/// # Errors
/// When the store fails.
pub fn company_contacts(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    if !change.gave("CONTACT_ID") {
        return Ok(());
    }
    let present = company_links(call, &change.new)?;
    let mut wanted: Vec<Link> = Vec::new();
    for id in change.new.items("CONTACT_ID").iter().map(Data::int) {
        let kept = present.iter().find(|link| link.id == id).copied();
        let sort = present.iter().chain(&wanted).map(|link| link.sort).max().unwrap_or(0) + 10;
        wanted.push(kept.unwrap_or(Link { id, sort, role: 0, primary: false }));
    }
    change.new.set("CONTACT_ID", Data::Null);
    bind_company(&mut change.new, wanted, commit, call)
}

/// The contacts of a company in their order. Their place is kept with the contact, in the one binding
/// that both have; which of them is primary for the company, with the company.
///
/// # Errors
/// When the store fails.
pub fn company_links(call: &Call, company: &Record) -> Result<Vec<Link>> {
    let id = company.id as i64;
    let contacts = bound(call, &CONTACT, TO_COMPANIES, id)?;
    let own = |contact: &Record| {
        let link = links(contact).into_iter().find(|link| link.id == id)?;
        Some(Link { id: contact.id as i64, primary: false, ..link })
    };
    let mut all: Vec<Link> = contacts.iter().filter_map(own).collect();
    all.sort_by_key(|link| (link.sort, link.id));
    let primary = all.iter().position(|link| link.id == company.int("PRIMARY_CONTACT_ID")).unwrap_or(0);
    if let Some(link) = all.get_mut(primary) {
        link.primary = true;
    }
    Ok(all)
}

/// Makes `wanted` the contacts of a company: contacts that are not among them leave it.
///
/// # Errors
/// When the store fails.
pub fn bind_company(company: &mut Record, wanted: Vec<Link>, commit: &mut Commit, call: &Call) -> Result<()> {
    let id = company.id as i64;
    for contact in bound(call, &CONTACT, TO_COMPANIES, id)? {
        if !wanted.iter().any(|link| link.id == contact.id as i64) {
            unbind(commit, &contact, TO_COMPANIES, id);
        }
    }
    let mut seen = Vec::new();
    for link in &wanted {
        if seen.contains(&link.id) {
            continue;
        }
        seen.push(link.id);
        let Some(contact) = call.find(&CONTACT, link.id.max(0) as u64)? else { continue };
        let mut all = links(&contact);
        match all.iter_mut().find(|own| own.id == id) {
            Some(own) if own.sort == link.sort && own.role == link.role => continue,
            Some(own) => *own = Link { sort: link.sort, role: link.role, ..*own },
            None => all.push(Link { id, primary: all.is_empty(), ..*link }),
        }
        let mut edited = contact.clone();
        set_links(&mut edited, TO_COMPANIES, all);
        commit.save(Some(&contact), &edited);
    }
    let primary = wanted.iter().find(|link| link.primary).or(wanted.first());
    company.set("PRIMARY_CONTACT_ID", primary.map_or(Data::Null, |link| Data::Int(link.id)));
    Ok(())
}

/// The types of records that have contacts and a company of their own: not these two themselves.
pub fn with_clients(call: &Call) -> Result<impl Iterator<Item = &'static Entity>> {
    let all = record_type::all(call)?.into_iter().map(|of| of.entity);
    Ok(all.filter(|entity| entity.name != CONTACT.name && entity.name != COMPANY.name))
}

/// A contact that goes leaves its leads, deals and whatever else it is bound to.
///
/// # Errors
/// When the store fails.
pub fn forget_contact(contact: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    for entity in with_clients(call)? {
        for record in bound(call, entity, TO_CONTACTS, contact.id as i64)? {
            unbind(commit, &record, TO_CONTACTS, contact.id as i64);
        }
    }
    Ok(())
}

/// A company that goes leaves its contacts, leads, deals and whatever else it is bound to.
///
/// # Errors
/// When the store fails.
pub fn forget_company(company: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    for contact in bound(call, &CONTACT, TO_COMPANIES, company.id as i64)? {
        unbind(commit, &contact, TO_COMPANIES, company.id as i64);
    }
    for entity in with_clients(call)? {
        let schema = call.services.schema(entity)?;
        for record in call.all(entity, &Query::equal(&schema, "COMPANY_ID", company.id as i64))? {
            let mut edited = record.clone();
            edited.set("COMPANY_ID", Data::Null);
            commit.save(Some(&record), &edited);
        }
    }
    Ok(())
}

/// The records of `entity` that are bound to `id`; both ends stay equal through the index.
///
/// # Errors
/// When the store fails.
pub fn bound(call: &Call, entity: &'static Entity, ends: Ends, id: i64) -> Result<Vec<Record>> {
    let schema = call.services.schema(entity)?;
    call.all(entity, &Query::equal(&schema, ends.many, id))
}

fn unbind(commit: &mut Commit, record: &Record, ends: Ends, id: i64) {
    let mut edited = record.clone();
    set_links(&mut edited, ends, links(record).into_iter().filter(|link| link.id != id).collect());
    commit.save(Some(record), &edited);
}

/// The entity at the other end.
pub fn other_end(ends: Ends) -> &'static Entity {
    if ends.one == TO_CONTACTS.one { &CONTACT } else { &COMPANY }
}
