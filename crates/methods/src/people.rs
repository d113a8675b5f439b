//! The people of the portal as plain structs, for signing in and for the People page.

use crate::{department::DEPARTMENT, prelude::*, user::USER};
use engine::{Caller, Services, call};
use store::Ticket;

/// A person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Id.
    pub id: u64,
    /// First name.
    pub name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Job title.
    pub position: String,
    /// Ids of their departments.
    pub departments: Vec<u64>,
    /// IANA time zone that they chose; empty for none.
    pub time_zone: String,
    /// May sign in and call.
    pub active: bool,
    /// Administers the portal.
    pub admin: bool,
    /// When they were added, UTC milliseconds.
    pub created_ms: i64,
    /// Last sign-in, UTC milliseconds.
    pub last_login_ms: Option<i64>,
    /// When they were last deactivated, UTC milliseconds.
    pub left_ms: Option<i64>,
}

/// A person to be.
#[derive(Clone, Debug, Default)]
pub struct NewPerson {
    /// First name.
    pub name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Job title.
    pub position: String,
    /// Administers the portal.
    pub admin: bool,
    /// Department, 1 for the root.
    pub department: u64,
}

/// What changes; `None` stays.
#[derive(Clone, Debug, Default)]
pub struct PersonEdit {
    /// First name.
    pub name: Option<String>,
    /// Last name.
    pub last_name: Option<String>,
    /// Job title.
    pub position: Option<String>,
    /// Ids of all their departments.
    pub departments: Option<Vec<u64>>,
    /// IANA time zone; empty for none.
    pub time_zone: Option<String>,
    /// Administers the portal.
    pub admin: Option<bool>,
    /// May sign in and call.
    pub active: Option<bool>,
    /// Last sign-in, UTC milliseconds.
    pub last_login_ms: Option<i64>,
}

/// A person by id.
///
/// # Errors
/// When the store fails.
pub fn get(services: &Services, id: u64) -> Result<Option<Person>> {
    Ok(call::find(services, &USER, id)?.as_ref().map(person))
}

/// A person by e-mail address, in any letter case.
///
/// # Errors
/// When the store fails.
pub fn by_email(services: &Services, email: &str) -> Result<Option<Person>> {
    let schema = services.schema(&USER)?;
    let query = Query::equal(&schema, "EMAIL", email.trim().to_lowercase().as_str());
    Ok(engine::query::all(services, &USER, &query)?.first().map(person))
}

/// Everybody, by id.
///
/// # Errors
/// When the store fails.
pub fn all(services: &Services) -> Result<Vec<Person>> {
    let everybody = engine::query::all(services, &USER, &Query::all(Test::All(Vec::new())))?;
    Ok(everybody.iter().map(person).collect())
}

/// Every department, by id, with its name.
///
/// # Errors
/// When the store fails.
pub fn departments(services: &Services) -> Result<Vec<(u64, String)>> {
    let all = engine::query::all(services, &DEPARTMENT, &Query::all(Test::All(Vec::new())))?;
    Ok(all.iter().map(|record| (record.id, record.text("NAME").to_owned())).collect())
}

/// Adds a person; the answer is the id.
///
/// # Errors
/// 400 `ERROR_ARGUMENT` about `EMAIL` for an address that is none or taken, and those of the store.
pub fn create(services: &Services, new: NewPerson, by: u64, now_ms: i64) -> Result<(u64, Ticket)> {
    with_call(services, by, now_ms, |call| {
        let mut record = Record::new(services.schema(&USER)?, 0);
        let NewPerson { name, last_name, email, position, admin, department } = &new;
        for (field, text) in [("NAME", name), ("LAST_NAME", last_name), ("EMAIL", email), ("WORK_POSITION", position)] {
            record.set(field, text.as_str());
        }
        record.set("IS_ADMIN", *admin);
        record.set("UF_DEPARTMENT", Data::List(vec![Data::Int(*department as i64)]));
        let (record, ticket) = verbs::insert(call, Change { old: None, new: record, given: Vec::new() })?;
        Ok((record.id, ticket))
    })
}

/// Changes a person.
///
/// # Errors
/// 400 `ERROR_CORE` when the last active administrator would go, and those of the store.
pub fn change(services: &Services, id: u64, edit: PersonEdit, by: u64, now_ms: i64) -> Result<Ticket> {
    with_call(services, by, now_ms, |call| {
        let (_, ticket) = verbs::change(call, &USER, id, |change| {
            let texts = [
                ("NAME", &edit.name),
                ("LAST_NAME", &edit.last_name),
                ("WORK_POSITION", &edit.position),
                ("TIME_ZONE", &edit.time_zone),
            ];
            for (field, text) in texts {
                if let Some(text) = text {
                    change.new.set(field, text.as_str());
                }
            }
            for (field, flag) in [("IS_ADMIN", edit.admin), ("ACTIVE", edit.active)] {
                if let Some(flag) = flag {
                    change.new.set(field, flag);
                }
            }
            if let Some(departments) = &edit.departments {
                change
                    .new
                    .set("UF_DEPARTMENT", Data::List(departments.iter().map(|id| Data::Int(*id as i64)).collect()));
            }
            if let Some(at) = edit.last_login_ms {
                change.new.set("LAST_LOGIN", Data::Time(at));
                change.new.set("LAST_ACTIVITY_DATE", Data::Time(at));
            }
            Ok(())
        })?;
        Ok(ticket)
    })
}

/// Runs `act` as a call of an administrator, for what the portal itself does with records.
///
/// # Errors
/// Those of `act`.
pub fn with_call<T>(services: &Services, by: u64, now_ms: i64, act: impl FnOnce(&Call) -> Result<T>) -> Result<T> {
    static INTERNAL: Family = Family { dialect: &dialect::CRM, ..Family::BASE };
    static NOTHING: Method = read("", |_| Ok(Answer::value(Value::Null)));
    let caller = Caller { user: by, admin: true, scopes: Vec::new(), application: None };
    let params = Tree::new();
    act(&Call {
        caller: &caller,
        params: &params,
        family: &INTERNAL,
        method: &NOTHING,
        services,
        now: now_ms,
        origin: "",
    })
}

fn person(record: &Record) -> Person {
    let text = |field| record.text(field).to_owned();
    Person {
        id: record.id,
        name: text("NAME"),
        last_name: text("LAST_NAME"),
        email: text("EMAIL"),
        position: text("WORK_POSITION"),
        departments: record.items("UF_DEPARTMENT").iter().map(|id| id.int().max(0) as u64).collect(),
        time_zone: text("TIME_ZONE"),
        active: record.flag("ACTIVE"),
        admin: record.flag("IS_ADMIN"),
        created_ms: record.int("DATE_REGISTER"),
        last_login_ms: Some(record.int("LAST_LOGIN")).filter(|at| *at > 0),
        left_ms: Some(record.int("LEFT_AT")).filter(|at| *at > 0),
    }
}
