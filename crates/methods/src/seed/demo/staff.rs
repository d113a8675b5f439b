//! The company's own people and their departments.

use super::{
    bulk::{draft, give, give_texts},
    calendar::{Calendar, DAYS},
    clients::{Human, address, human, phone},
    dice::{Dice, Topic},
};
use crate::{
    department::{DEPARTMENT, ROOT},
    people::with_call,
    prelude::*,
    seed::names::{COUNTRIES, DEPARTMENTS, DOMAIN, POSITIONS, Position},
    user::USER,
};
use engine::Services;

/// Who works here.
pub(super) struct Staff {
    /// The administrator.
    pub admin: u64,
    /// Somebody with ordinary rights.
    pub user: u64,
    /// Everybody, in the order of their jobs.
    pub everybody: Vec<u64>,
    /// Those who look after clients, the two above among them.
    pub sellers: Vec<u64>,
}

/// Titles of jobs: the administrator's, the ordinary user's, everybody else's.
static JOBS: &[&str] = &[
    "Managing Director",
    "Sales Representative",
    "Head of Sales",
    "Key Account Director",
    "Key Account Manager",
    "Inside Sales Lead",
    "Junior Sales Representative",
    "Head of Marketing",
    "Campaign Manager",
    "Head of Customer Care",
    "Support Specialist",
    "Head of Finance",
];

/// Departments whose people look after clients.
const SELLING: &[&str] = &["Management", "Sales", "Key Accounts", "Inside Sales"];

/// Makes the departments that have people, the people, and then the people heads of departments.
///
/// # Errors
/// When the store fails, or there are people of the same address already.
pub(super) fn make(services: &Services, calendar: &Calendar, seed: u64) -> Result<Staff> {
    let mut dice = Dice::new(seed, Topic::Staff, 0);
    // They were here before the first record.
    let hired = calendar.instant(0, 7, &mut dice);
    with_call(services, 0, hired, |call| {
        let jobs: Vec<&Position> =
            JOBS.iter().filter_map(|job| POSITIONS.iter().find(|row| row.title == *job)).collect();
        let departments = make_departments(call, &jobs)?;
        let mut staff = Staff { admin: 0, user: 0, everybody: Vec::new(), sellers: Vec::new() };
        let mut names: Vec<Human> = Vec::new();
        for (at, job) in jobs.iter().enumerate() {
            let department = departments.iter().find(|(name, _)| *name == job.department).map_or(ROOT, |(_, id)| *id);
            let name = stranger(&names, &mut dice);
            let id = hire(call, calendar, job, &name, at == 0, department, &mut dice)?;
            names.push(name);
            staff.everybody.push(id);
            match at {
                0 => staff.admin = id,
                1 => staff.user = id,
                _ => {}
            }
            if SELLING.contains(&job.department) {
                staff.sellers.push(id);
            }
            // The first job of a department is that of its head.
            if POSITIONS.iter().find(|row| row.department == job.department).is_some_and(|row| row.title == job.title) {
                set_head(call, department, id)?;
            }
        }
        set_head(call, ROOT, staff.admin)?;
        Ok(staff)
    })
}

fn make_departments(call: &Call, jobs: &[&Position]) -> Result<Vec<(&'static str, u64)>> {
    let mut made: Vec<(&'static str, u64)> = Vec::new();
    for department in DEPARTMENTS.iter().filter(|row| jobs.iter().any(|job| job.department == row.name)) {
        let above = department.parent.and_then(|parent| made.iter().find(|(name, _)| *name == parent));
        let mut change = draft(call.services, &DEPARTMENT, 0)?;
        give(&mut change, "NAME", department.name);
        give(&mut change, "PARENT", above.map_or(ROOT, |(_, id)| *id) as i64);
        made.push((department.name, verbs::insert(call, change)?.0.id));
    }
    Ok(made)
}

fn hire(
    call: &Call,
    calendar: &Calendar,
    job: &Position,
    name: &Human,
    admin: bool,
    department: u64,
    dice: &mut Dice,
) -> Result<u64> {
    let mut change = draft(call.services, &USER, 0)?;
    let email = if admin { format!("admin@{DOMAIN}") } else { address(name, DOMAIN) };
    let extension = dice.between(100, 999).to_string();
    give_texts(
        &mut change,
        &[
            ("NAME", name.first),
            ("LAST_NAME", name.last),
            ("EMAIL", &email),
            ("WORK_POSITION", job.title),
            ("WORK_PHONE", &phone(dice.pick(COUNTRIES), dice)),
            ("UF_PHONE_INNER", &extension),
            ("PERSONAL_GENDER", if name.honorific == "HNR_RU_2" { "F" } else { "M" }),
            ("TIME_ZONE", call.services.zone.name()),
        ],
    );
    give(&mut change, "UF_DEPARTMENT", Data::List(vec![Data::Int(department as i64)]));
    give(&mut change, "UF_EMPLOYMENT_DATE", calendar.date(-(dice.between(DAYS, 3000) as i64)));
    give(&mut change, "IS_ADMIN", admin);
    Ok(verbs::insert(call, change)?.0.id)
}

/// Somebody whose last name nobody here has yet, so that addresses differ too.
fn stranger(known: &[Human], dice: &mut Dice) -> Human {
    loop {
        let name = human(dice);
        if known.iter().all(|other| other.last != name.last) {
            return name;
        }
    }
}

fn set_head(call: &Call, department: u64, head: u64) -> Result<()> {
    let edit = |change: &mut Change| {
        give(change, "UF_HEAD", head as i64);
        Ok(())
    };
    verbs::change(call, &DEPARTMENT, department, edit).map(|_| ())
}
