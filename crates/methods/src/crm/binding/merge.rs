//! What becomes of bindings when records are merged: both ends bind the record that stays.

use super::links::{Ends, Link, TO_COMPANIES, TO_CONTACTS, bound, links, set_links, with_clients};
use crate::{
    crm::{company::COMPANY, contact::CONTACT},
    prelude::*,
};

/// Gives `main` the bindings of the others, and binds to it what was bound to them.
///
/// # Errors
/// When the store fails.
pub fn merge(main: &mut Record, others: &[Record], commit: &mut Commit, call: &Call) -> Result<()> {
    let entity = main.schema.entity.name;
    if entity == COMPANY.name {
        bind_all(call, commit, &[&CONTACT], TO_COMPANIES, main, others)?;
        return name_company(call, commit, main, others);
    }
    let ends = if entity == CONTACT.name { TO_COMPANIES } else { TO_CONTACTS };
    let mut all = links(main);
    let last = all.iter().map(|link| link.sort).max().unwrap_or(0);
    let theirs = others.iter().flat_map(links);
    all.extend(theirs.zip(1..).map(|(link, place)| Link { sort: last + place * 10, primary: false, ..link }));
    set_links(main, ends, all);
    match entity == CONTACT.name {
        true => bind_all(call, commit, &with_clients(call)?.collect::<Vec<_>>(), TO_CONTACTS, main, others),
        false => Ok(()),
    }
}

/// Binds to `main` the records that were bound to one of the others.
fn bind_all(
    call: &Call,
    commit: &mut Commit,
    entities: &[&'static Entity],
    ends: Ends,
    main: &Record,
    others: &[Record],
) -> Result<()> {
    let gone = |id: i64| others.iter().any(|other| other.id as i64 == id);
    for entity in entities {
        let mut found: Vec<Record> = Vec::new();
        for other in others {
            let new = bound(call, entity, ends, other.id as i64)?;
            found
                .extend(new.into_iter().filter(|new| found.iter().all(|known| known.id != new.id)).collect::<Vec<_>>());
        }
        for record in found {
            let mut all = links(&record);
            // Where it was bound already, that binding stays.
            let known = all.iter().any(|link| link.id == main.id as i64);
            let was_primary = all.iter().any(|link| link.primary && gone(link.id));
            for link in all.iter_mut().filter(|link| gone(link.id)) {
                link.id = if known { 0 } else { main.id as i64 };
            }
            for link in all.iter_mut().filter(|_| was_primary) {
                link.primary = link.id == main.id as i64;
            }
            let mut edited = record.clone();
            set_links(&mut edited, ends, all);
            commit.save(Some(&record), &edited);
        }
    }
    Ok(())
}

/// Leads, deals and the like of a company that goes are those of the company that stays.
fn name_company(call: &Call, commit: &mut Commit, main: &Record, others: &[Record]) -> Result<()> {
    for entity in with_clients(call)? {
        let schema = call.services.schema(entity)?;
        for other in others {
            for record in call.all(entity, &Query::equal(&schema, "COMPANY_ID", other.id as i64))? {
                let mut edited = record.clone();
                edited.set("COMPANY_ID", main.id as i64);
                commit.save(Some(&record), &edited);
            }
        }
    }
    Ok(())
}
