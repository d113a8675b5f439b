//! The contacts of the demo: people in its companies, and a few of no company.

use super::{
    Plan,
    bulk::{Bulk, draft, give, give_texts},
    clients::{address, client_day, employer, firm, give_address, give_channel, human, phone},
    dice::{Dice, Topic},
    remarks::{give_campaign, give_comment},
};
use crate::{
    crm::contact::CONTACT,
    prelude::*,
    seed::names::{COUNTRIES, DOMAIN, POSITIONS},
};

/// Makes the contact at a place.
pub(super) fn make(plan: &Plan, bulk: &mut Bulk, place: u64) -> Result<()> {
    let mut dice = Dice::new(plan.seed, Topic::Contact, place);
    let by = *dice.pick(&plan.staff.sellers);
    let (hour, changed) = (dice.between(9, 11), dice.chance(40));
    let history = plan.calendar.history(client_day(place, plan.sizes.contacts), hour, changed, &mut dice);
    let human = human(&mut dice);
    let mut change = draft(plan.services, &CONTACT, plan.first.contacts + place)?;
    give_texts(
        &mut change,
        &[
            ("HONORIFIC", human.honorific),
            ("NAME", human.first),
            ("LAST_NAME", human.last),
            ("TYPE_ID", *dice.pick(&["CLIENT", "CLIENT", "CLIENT", "CLIENT", "PARTNER", "SUPPLIER", "OTHER"])),
            ("SOURCE_ID", dice.pick(&plan.sources).as_str()),
        ],
    );
    give(&mut change, "ASSIGNED_BY_ID", by as i64);
    give(&mut change, "DATE_CREATE", Data::Time(history.created));
    if dice.chance(25) {
        give(&mut change, "BIRTHDATE", plan.calendar.date(-(dice.between(8_000, 23_000) as i64)));
    }
    match employer(plan, place) {
        Some(company) => employ(plan, &mut change, company, &address(&human, &firm(plan, company).domain), &mut dice)?,
        None => {
            let mobile = phone(dice.pick(COUNTRIES), &mut dice);
            give_channel(plan, &mut change, "PHONE", "MOBILE", &mobile)?;
            give_channel(plan, &mut change, "EMAIL", "HOME", &address(&human, &format!("mail.{DOMAIN}")))?;
        }
    }
    give_campaign(&mut change, 15, &mut dice);
    give_comment(&mut change, 20, &mut dice);
    let contact = bulk.prepare(by, history, change)?;
    bulk.save(&[contact])
}

/// What a contact has through their company: a job, an address, a telephone; some work for two.
fn employ(plan: &Plan, change: &mut Change, company: u64, email: &str, dice: &mut Dice) -> Result<()> {
    let firm = firm(plan, company);
    give(change, "POST", dice.pick(POSITIONS).title);
    give_address(change, &firm, dice);
    give_channel(plan, change, "PHONE", "WORK", &phone(firm.country, dice))?;
    if dice.chance(30) {
        give_channel(plan, change, "PHONE", "MOBILE", &phone(firm.country, dice))?;
    }
    if dice.chance(90) {
        give_channel(plan, change, "EMAIL", "WORK", email)?;
    }
    let mut companies = vec![Data::Int((plan.first.companies + company) as i64)];
    if company > 0 && dice.chance(10) {
        companies.push(Data::Int((plan.first.companies + dice.below(company)) as i64));
    }
    give(change, "COMPANY_IDS", Data::List(companies));
    Ok(())
}
