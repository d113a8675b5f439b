//! The deals of the demo: in every stage of every funnel, about half of them with product rows.

use super::{
    Plan,
    bulk::{Bulk, draft, give},
    calendar::{DAYS, History},
    clients::{business_day, client, firm},
    dice::{Dice, Topic},
    products::{self, hundredths},
    remarks::{give_campaign, give_comment},
    stages::{Funnel, Standing},
};
use crate::{
    crm::{deal::DEAL, productrows},
    prelude::*,
    seed::names::DEAL_SUBJECTS,
};

/// One deal in so many goes to the further funnel.
const FURTHER: u64 = 4;

/// Makes the deal at a place, in the default funnel or the further one.
pub(super) fn make(plan: &Plan, bulk: &mut Bulk, funnels: &[Funnel; 2], place: u64) -> Result<()> {
    let mut dice = Dice::new(plan.seed, Topic::Deal, place);
    let by = *dice.pick(&plan.staff.sellers);
    let earlier = (place + 1) / FURTHER;
    let (funnel, turn) =
        if place % FURTHER == FURTHER - 1 { (&funnels[1], place / FURTHER) } else { (&funnels[0], place - earlier) };
    let day = business_day(place, plan.sizes.deals);
    let standing = funnel.standing(turn, 100 - day * 100 / DAYS, &mut dice);
    let hour = dice.between(12, 17);
    let history = plan.calendar.history(day, hour, standing.moved, &mut dice);
    let mut change = draft(plan.services, &DEAL, plan.first.deals + place)?;
    give(&mut change, "CATEGORY_ID", funnel.id as i64);
    give(&mut change, "STAGE_ID", standing.code);
    give(&mut change, "ASSIGNED_BY_ID", by as i64);
    give(&mut change, "TYPE_ID", *dice.pick(&["SALE", "SALE", "GOODS", "SERVICES", "SERVICE", "COMPLEX"]));
    give(&mut change, "SOURCE_ID", dice.pick(&plan.sources).as_str());
    give_dates(plan, &mut change, history, &standing, &mut dice);
    if dice.chance(70) || standing.closed {
        give(&mut change, "PROBABILITY", standing.percent);
    }
    give_client(plan, &mut change, place, &mut dice);
    give_campaign(&mut change, 20, &mut dice);
    give_comment(&mut change, 30, &mut dice);
    let with_rows = dice.chance(50);
    if !with_rows {
        // Small amounts are common, large ones rare.
        give(&mut change, "OPPORTUNITY", hundredths(dice.between(5, 40) * dice.between(1, 30) * 5_000));
    }
    let mut deal = bulk.prepare(by, history, change)?;
    let mut rows = Vec::new();
    if with_rows {
        rows = products::rows(plan, bulk, &deal, history, &mut dice)?;
        productrows::total(&mut deal, &rows);
    }
    rows.insert(0, deal);
    bulk.save(&rows)
}

/// Closed deals closed when they last moved; the others will in the weeks around today.
fn give_dates(plan: &Plan, change: &mut Change, history: History, standing: &Standing, dice: &mut Dice) {
    let expected = plan.calendar.date(dice.below(45) as i64 - 10);
    give(change, "DATE_CREATE", Data::Time(history.created));
    give(change, "BEGINDATE", plan.calendar.day(history.created_day));
    give(change, "CLOSEDATE", if standing.closed { plan.calendar.day(history.changed_day) } else { expected });
}

/// Gives a deal its contacts, their company, and a title that names both the matter and the client.
fn give_client(plan: &Plan, change: &mut Change, place: u64, dice: &mut Dice) {
    let subject = dice.pick(DEAL_SUBJECTS);
    let client = client(plan, place, plan.sizes.deals, dice);
    let mut contacts = vec![Data::Int((plan.first.contacts + client.contact) as i64)];
    if client.contact > 0 && dice.chance(15) {
        contacts.push(Data::Int((plan.first.contacts + client.contact - 1) as i64));
    }
    give(change, "CONTACT_IDS", Data::List(contacts));
    let Some(company) = client.company else { return give(change, "TITLE", *subject) };
    give(change, "COMPANY_ID", (plan.first.companies + company) as i64);
    give(change, "TITLE", format!("{subject}, {}", firm(plan, company).name).as_str());
}
