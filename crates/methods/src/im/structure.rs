//! im.department.*: departments with their heads and people. docs: api-reference/chats/departments.

use super::{person, show};
use crate::{
    department::{self, DEPARTMENT},
    prelude::*,
    user::USER,
};
use engine::{Known, dialect::refusal};

/// im.department.*
pub static STRUCTURE: Family = Family {
    prefix: "im.department",
    methods: &[
        read("get", get),
        read("managers.get", managers),
        read("employees.get", employees),
        read("colleagues.list", colleagues).scanning(),
    ],
    ..Family::BASE
};

/// A department's name followed by those above it.
///
/// # Errors
/// When the store fails.
pub fn full_name(call: &Call, id: u64) -> Result<String> {
    let mut names = Vec::new();
    for above in department::chain(call, id)? {
        names.extend(call.find(&DEPARTMENT, above)?.map(|department| department.text("NAME").to_owned()));
    }
    Ok(names.join(" / "))
}

/// A department, with its head if `USER_DATA` asks for it.
///
/// # Errors
/// When the store fails.
pub fn shown(call: &Call, department: &Record) -> Result<Value> {
    let head = department.int("UF_HEAD");
    let mut out = Tree::from_iter([
        ("id", Value::Int(department.id as i64)),
        ("name", department.text("NAME").into()),
        ("full_name", full_name(call, department.id)?.into()),
        ("manager_user_id", Value::Int(head)),
    ]);
    if super::says_yes(call, "USER_DATA") {
        let head = person::shown(call, head.max(0) as u64)?;
        out.insert("manager_user_data", head.unwrap_or_default());
    }
    Ok(out.into())
}

/// im.department.get
fn get(call: &Call) -> Result<Answer> {
    const MALFORMED: Known = refusal("INVALID_FORMAT", "A wrong format for the ID field is passed");
    let departments = named(call, MALFORMED)?;
    let departments: Vec<Value> = departments.iter().map(|row| shown(call, row)).collect::<Result<_>>()?;
    Ok(Answer::value(show::list(departments)))
}

const NO_ID: Known = refusal("ID_EMPTY", "Department ID can't be empty");

/// im.department.managers.get: heads by department.
fn managers(call: &Call) -> Result<Answer> {
    by_department(call, |department| Ok(head(department).into_iter().collect()))
}

/// im.department.employees.get: active people by department.
fn employees(call: &Call) -> Result<Answer> {
    by_department(call, |department| people_of(call, department.id))
}

/// im.department.colleagues.list: those in the caller's departments; for a head also those in the
/// departments below and the heads of those above.
fn colleagues(call: &Call) -> Result<Answer> {
    let me = call.record(&USER, call.caller.user)?;
    let mut found: Vec<u64> = Vec::new();
    for own in me.items("UF_DEPARTMENT") {
        found.extend(people_of(call, own.int().max(0) as u64)?);
    }
    let all = call.all(&DEPARTMENT, &Query::all(Test::All(Vec::new())))?;
    let led: Vec<u64> = all.iter().filter(|row| head(row) == Some(me.id)).map(|row| row.id).collect();
    for department in all.iter().filter(|_| !led.is_empty()) {
        let chain = department::chain(call, department.id)?;
        if chain.iter().any(|above| led.contains(above)) {
            found.extend(people_of(call, department.id)?);
        }
    }
    for department in &led {
        for above in department::chain(call, *department)? {
            found.extend(all.iter().find(|row| row.id == above).and_then(head));
        }
    }
    let mut once: Vec<u64> = Vec::new();
    for user in found {
        if user != me.id && !once.contains(&user) {
            once.push(user);
        }
    }
    let (offset, limit) = super::part(call, 10, 50);
    let total = once.len();
    let page = shown_or_ids(call, once.into_iter().skip(offset).take(limit).collect())?;
    Ok(super::paged(total, (offset, limit), page))
}

/// The departments that `ID` names, as far as they exist.
fn named(call: &Call, malformed: Known) -> Result<Vec<Record>> {
    let mut departments = Vec::new();
    for id in super::ids(call.param("ID")).ok_or(malformed)? {
        departments.extend(call.find(&DEPARTMENT, id)?);
    }
    Ok(departments)
}

fn by_department(call: &Call, people: impl Fn(&Record) -> Result<Vec<u64>>) -> Result<Answer> {
    let mut out = Tree::new();
    for department in named(call, NO_ID)? {
        out.insert(department.id as i64, shown_or_ids(call, people(&department)?)?);
    }
    Ok(Answer::value(out))
}

/// People's ids, or the people if `USER_DATA` asks for them.
fn shown_or_ids(call: &Call, users: Vec<u64>) -> Result<Value> {
    Ok(match super::says_yes(call, "USER_DATA") {
        true => show::list(person::all_shown(call, users)?),
        false => show::ids(users),
    })
}

fn head(department: &Record) -> Option<u64> {
    Some(department.int("UF_HEAD")).filter(|id| *id > 0).map(|id| id as u64)
}

fn people_of(call: &Call, department: u64) -> Result<Vec<u64>> {
    let people = Query::equal(&*call.services.schema(&USER)?, "UF_DEPARTMENT", department as i64);
    Ok(call.all(&USER, &people)?.iter().filter(|user| user.flag("ACTIVE")).map(|user| user.id).collect())
}
