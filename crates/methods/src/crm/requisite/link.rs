//! crm.requisite.link.*: which requisites of the client and of the own company a deal or another
//! record was made out with. docs: api-reference/crm/requisites/links.

use super::{REQUISITE, bankdetail::BANK_DETAIL, not_valid};
use crate::{
    crm::{
        company::COMPANY,
        keyed,
        owner::{COMPANIES, CONTACTS, find_owner, owner_type},
    },
    prelude::*,
};
use engine::{commit::retry, rights::Rights};

/// A link; there is one for each record that may have some.
pub static LINK: Entity = Entity {
    name: "requisite_link",
    title: "link of requisites",
    fields: &[
        int("ENTITY_TYPE_ID").title("Kind of the record").required().immutable(),
        int("ENTITY_ID").title("Record").required().immutable(),
        int("REQUISITE_ID").title("Requisites of the client").required().indexed(),
        int("BANK_DETAIL_ID").title("Account of the client").required().indexed(),
        int("MC_REQUISITE_ID").title("Requisites of the own company").required().indexed(),
        int("MC_BANK_DETAIL_ID").title("Account of the own company").required().indexed(),
    ],
    rights: Rights { add: true, through: Some(may_change), ..rights::ADMINISTRATORS },
    ..Entity::BASE
};

/// crm.requisite.link.*
pub static LINKS: Family = Family {
    prefix: "crm.requisite.link",
    entity: Some(&LINK),
    methods: &[write("register", register), write("unregister", unregister), read("get", get), LIST, FIELDS],
    ..Family::BASE
};

const DEALS_AND_INVOICES: [i64; 4] = [2, 5, 7, 31];

/// The fields of a record that name its client, a company before a contact, and the own company.
const CLIENTS: [(&str, i64, &str); 4] = [
    ("COMPANY_ID", COMPANIES, "Company"),
    ("UF_COMPANY_ID", COMPANIES, "Company"),
    ("CONTACT_ID", CONTACTS, "Contact"),
    ("UF_CONTACT_ID", CONTACTS, "Contact"),
];
const OWN_COMPANY: [&str; 2] = ["MYCOMPANY_ID", "UF_MYCOMPANY_ID"];

fn key(kind: i64, id: i64) -> String {
    format!("{kind}/{id}")
}

fn may_link(kind: i64) -> bool {
    // Records of users' own making have numbers from 128 on.
    (DEALS_AND_INVOICES.contains(&kind) || kind >= 128) && owner_type(kind).is_none_or(|kind| kind.entity.is_some())
}

fn may_change(link: &Record, call: &Call) -> Result<bool> {
    let owner = find_owner(call, link.int("ENTITY_TYPE_ID"), link.int("ENTITY_ID"))?;
    owner.map_or(Ok(false), |owner| rights::allows(call, &owner))
}

/// Adds or replaces the link of a record.
fn register(call: &Call) -> Result<Answer> {
    let fields = call.array("fields")?.ok_or_else(|| Error::plain("Parameter 'fields' must be array."))?;
    let number = |field: &str, least: i64| {
        let number = fields.get(field).and_then(Value::as_int).filter(|number| *number >= least);
        number.ok_or_else(|| not_valid(field))
    };
    let (kind, id) = (number("ENTITY_TYPE_ID", 1)?, number("ENTITY_ID", 1)?);
    if !may_link(kind) {
        return Err(not_valid("ENTITY_TYPE_ID"));
    }
    let parts = ["REQUISITE_ID", "BANK_DETAIL_ID", "MC_REQUISITE_ID", "MC_BANK_DETAIL_ID"];
    let mut values = [0; 4];
    for (value, part) in values.iter_mut().zip(parts) {
        *value = number(part, 0)?;
    }
    let owner = find_owner(call, kind, id)?.ok_or_else(|| Error::plain("Entity is not found"))?;
    if !rights::allows(call, &owner)? {
        return Err(call.family.dialect.faults.denied.into());
    }
    let [requisite, account, own_requisite, own_account] = values;
    client_has(call, &owner, requisite, account)?;
    own_company_has(call, &owner, own_requisite, own_account)?;
    retry(|| {
        let mut commit = Commit::by(call);
        let old = keyed::find(call, &LINK, &key(kind, id))?;
        let mut new = match &old {
            Some(old) => old.clone(),
            None => Record::new(call.services.schema(&LINK)?, call.services.store.next_ids(LINK.name, 1)?),
        };
        new.set("ENTITY_TYPE_ID", kind);
        new.set("ENTITY_ID", id);
        parts.iter().zip(values).for_each(|(part, value)| new.set(part, value));
        if old.is_none() {
            keyed::claim(&mut commit, &new, &key(kind, id));
        }
        commit.save(old.as_ref(), &new);
        Ok(Answer::done(commit.run(call.services)?))
    })
}

fn field_of(owner: &Record, field: &str) -> i64 {
    owner.schema.position(field).map_or(0, |at| owner.at(at).int())
}

/// The client's requisites must be those of the record's company or contact, and the account theirs.
fn client_has(call: &Call, owner: &Record, requisite: i64, account: i64) -> Result<()> {
    if requisite > 0 {
        let found = call.find(&REQUISITE, requisite as u64)?;
        let Some(found) = found else {
            return Err(Error::plain(format!("The Requisite with ID '{requisite}' is not found")));
        };
        let clients: Vec<(i64, i64, &str)> = CLIENTS
            .iter()
            .map(|(field, kind, name)| (*kind, field_of(owner, field), *name))
            .filter(|(_, id, _)| *id > 0)
            .collect();
        let is_its =
            |(kind, id, _): &(i64, i64, &str)| *kind == found.int("ENTITY_TYPE_ID") && *id == found.int("ENTITY_ID");
        if !clients.iter().any(is_its) {
            let (id, name) = clients.first().map_or((0, "Company"), |(_, id, name)| (*id, *name));
            let text = format!("The Requisite with ID '{requisite}' is not assigned to {name} with ID '{id}'");
            return Err(Error::plain(text));
        }
    }
    if account > 0 {
        let Some(found) = call.find(&BANK_DETAIL, account as u64)? else {
            return Err(Error::plain(format!("The BankDetail with ID '{account}' is not found")));
        };
        if found.int("ENTITY_ID") != requisite {
            let text = format!("The BankDetail with ID '{account}' is not assigned to Requisite with ID '{requisite}'");
            return Err(Error::plain(text));
        }
    }
    Ok(())
}

/// The same for the own company: the one that the record names, or any where it can name none.
fn own_company_has(call: &Call, owner: &Record, requisite: i64, account: i64) -> Result<()> {
    if requisite > 0 {
        let missing = || Error::plain(format!("The Requisite of your company with ID '{requisite}' is not found"));
        let found = call.find(&REQUISITE, requisite as u64)?.ok_or_else(missing)?;
        let own = OWN_COMPANY.iter().map(|field| field_of(owner, field)).find(|id| *id > 0);
        let company = match found.int("ENTITY_TYPE_ID") {
            COMPANIES => call.find(&COMPANY, found.int("ENTITY_ID").max(0) as u64)?,
            _ => None,
        };
        match (own, company) {
            (None, Some(company)) if company.flag("IS_MY_COMPANY") => {}
            (Some(own), Some(company)) if company.id as i64 == own => {}
            (None, _) => return Err(missing()),
            (Some(own), _) => {
                let text =
                    format!("The Requisite with ID '{requisite}' is not assigned to your company with ID '{own}'");
                return Err(Error::plain(text));
            }
        }
    }
    if account > 0 {
        let Some(found) = call.find(&BANK_DETAIL, account as u64)? else {
            return Err(Error::plain(format!("The BankDetail of your company with ID '{account}' is not found")));
        };
        if found.int("ENTITY_ID") != requisite {
            return Err(Error::plain(format!(
                "The BankDetail of your company with ID '{account}' is not assigned to Requisite of your company with \
                 ID '{requisite}'"
            )));
        }
    }
    Ok(())
}

/// The kind and id that a call names.
fn named(call: &Call) -> Result<(i64, i64)> {
    let number = |name: &str| {
        let number = call.param(name).and_then(Value::as_int).filter(|number| *number > 0);
        number.ok_or_else(|| not_valid(name))
    };
    Ok((number("entityTypeId")?, number("entityId")?))
}

/// crm.requisite.link.unregister: `false` when there was no link.
fn unregister(call: &Call) -> Result<Answer> {
    let (kind, id) = named(call)?;
    let Some(link) = keyed::find(call, &LINK, &key(kind, id))? else { return Ok(Answer::value(false)) };
    if !rights::allows(call, &link)? {
        return Err(call.family.dialect.faults.denied.into());
    }
    let mut commit = Commit::by(call);
    drop_link(&mut commit, &link);
    Ok(Answer::done(commit.run(call.services)?))
}

fn drop_link(commit: &mut Commit, link: &Record) {
    keyed::free(commit, link, &key(link.int("ENTITY_TYPE_ID"), link.int("ENTITY_ID")));
    commit.delete(link);
}

/// crm.requisite.link.get: the two numbers that were asked for as numbers, the others as text.
fn get(call: &Call) -> Result<Answer> {
    let (kind, id) = named(call)?;
    let link = keyed::find(call, &LINK, &key(kind, id))?.ok_or_else(|| Error::plain("Not found"))?;
    let text = |field: &'static str| (field, Value::Text(link.int(field).to_string()));
    let cells = [
        ("ENTITY_TYPE_ID", Value::Int(kind)),
        ("ENTITY_ID", Value::Int(id)),
        text("REQUISITE_ID"),
        text("BANK_DETAIL_ID"),
        text("MC_REQUISITE_ID"),
        text("MC_BANK_DETAIL_ID"),
    ];
    Ok(Answer::value(Tree::from_iter(cells)))
}

/// Takes requisites that go out of every link.
///
/// # Errors
/// When the store fails.
pub fn forget(call: &Call, commit: &mut Commit, requisites: &[i64]) -> Result<()> {
    clear(call, commit, [("REQUISITE_ID", "BANK_DETAIL_ID"), ("MC_REQUISITE_ID", "MC_BANK_DETAIL_ID")], requisites)
}

/// Takes an account that goes out of every link.
///
/// # Errors
/// When the store fails.
pub fn forget_account(call: &Call, commit: &mut Commit, account: i64) -> Result<()> {
    clear(call, commit, [("BANK_DETAIL_ID", "BANK_DETAIL_ID"), ("MC_BANK_DETAIL_ID", "MC_BANK_DETAIL_ID")], &[account])
}

/// Puts 0 where the first field of a pair holds one of `ids`, and into the second with it.
fn clear(call: &Call, commit: &mut Commit, pairs: [(&str, &str); 2], ids: &[i64]) -> Result<()> {
    let schema = call.services.schema(&LINK)?;
    let mut edited: Vec<(Record, Record)> = Vec::new();
    for ((field, with), id) in pairs.into_iter().flat_map(|pair| ids.iter().map(move |id| (pair, *id))) {
        for old in call.all(&LINK, &Query::equal(&schema, field, id))? {
            let at = edited.iter().position(|(known, _)| known.id == old.id).unwrap_or_else(|| {
                edited.push((old.clone(), old));
                edited.len() - 1
            });
            if let Some((_, new)) = edited.get_mut(at) {
                new.set(field, 0);
                new.set(with, 0);
            }
        }
    }
    edited.iter().for_each(|(old, new)| commit.save(Some(old), new));
    Ok(())
}

/// The link of a record that goes, goes with it.
///
/// # Errors
/// When the store fails.
pub fn forget_owner(owner: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    let kind = super::address::kind_of(owner);
    if let Some(link) = keyed::find(call, &LINK, &key(kind, owner.id as i64))? {
        drop_link(commit, &link);
    }
    Ok(())
}
