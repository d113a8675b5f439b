//! The leads of the demo: in every stage, from strangers and from those who are clients already.

use super::{
    Plan,
    bulk::{Bulk, draft, give, give_texts},
    calendar::DAYS,
    clients::{address, business_day, client, firm, give_channel, human, phone},
    dice::{Dice, Topic},
    products::hundredths,
    remarks::{give_campaign, give_comment},
    stages::Funnel,
};
use crate::{
    crm::lead::LEAD,
    prelude::*,
    seed::names::{LEAD_SUBJECTS, POSITIONS},
};

/// Makes the lead at a place.
pub(super) fn make(plan: &Plan, bulk: &mut Bulk, funnel: &Funnel, place: u64) -> Result<()> {
    let mut dice = Dice::new(plan.seed, Topic::Lead, place);
    let by = *dice.pick(&plan.staff.sellers);
    let day = business_day(place, plan.sizes.leads);
    let standing = funnel.standing(place, 100 - day * 100 / DAYS, &mut dice);
    let hour = dice.between(12, 17);
    let history = plan.calendar.history(day, hour, standing.moved, &mut dice);
    let mut change = draft(plan.services, &LEAD, plan.first.leads + place)?;
    give_texts(&mut change, &[("STATUS_ID", standing.code), ("SOURCE_ID", dice.pick(&plan.sources).as_str())]);
    give(&mut change, "ASSIGNED_BY_ID", by as i64);
    give(&mut change, "CREATED_BY_ID", *dice.pick(&plan.staff.sellers) as i64);
    give(&mut change, "DATE_CREATE", Data::Time(history.created));
    if dice.chance(60) {
        give(&mut change, "OPPORTUNITY", hundredths(dice.between(4, 400) * 5_000));
    }
    // A lead that went well has become a client; of the others a few already were one.
    let known = standing.percent == 100 || dice.chance(15);
    if known {
        introduce_client(plan, &mut change, place, &mut dice);
    } else {
        introduce_stranger(plan, &mut change, &mut dice)?;
    }
    give_campaign(&mut change, 35, &mut dice);
    give_comment(&mut change, 25, &mut dice);
    let lead = bulk.prepare(by, history, change)?;
    bulk.save(&[lead])
}

fn introduce_client(plan: &Plan, change: &mut Change, place: u64, dice: &mut Dice) {
    let subject = dice.pick(LEAD_SUBJECTS);
    let client = client(plan, place, plan.sizes.leads, dice);
    give(change, "CONTACT_ID", (plan.first.contacts + client.contact) as i64);
    let Some(company) = client.company else { return give(change, "TITLE", *subject) };
    give(change, "COMPANY_ID", (plan.first.companies + company) as i64);
    give(change, "TITLE", format!("{subject}, {}", firm(plan, company).name).as_str());
}

fn introduce_stranger(plan: &Plan, change: &mut Change, dice: &mut Dice) -> Result<()> {
    let human = human(dice);
    // Firms beyond the last company are nobody's yet.
    let firm = firm(plan, plan.sizes.companies + dice.below(plan.sizes.leads));
    let who = if dice.chance(70) { firm.name.clone() } else { format!("{} {}", human.first, human.last) };
    give_texts(
        change,
        &[
            ("TITLE", &format!("{}, {who}", dice.pick(LEAD_SUBJECTS))),
            ("HONORIFIC", human.honorific),
            ("NAME", human.first),
            ("LAST_NAME", human.last),
            ("COMPANY_TITLE", &format!("{} {}", firm.name, firm.country.legal_form)),
            ("POST", dice.pick(POSITIONS).title),
            ("ADDRESS_CITY", firm.city.name),
            ("ADDRESS_COUNTRY", firm.country.name),
        ],
    );
    if dice.chance(80) {
        give_channel(plan, change, "PHONE", "WORK", &phone(firm.country, dice))?;
    }
    if dice.chance(85) {
        give_channel(plan, change, "EMAIL", "WORK", &address(&human, &firm.domain))?;
    }
    Ok(())
}
