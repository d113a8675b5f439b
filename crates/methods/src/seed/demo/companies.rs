//! The companies of the demo.

use super::{
    Plan,
    bulk::{Bulk, draft, give, give_texts},
    clients::{client_day, firm, give_address, give_channel, phone},
    dice::{Dice, Topic},
    products::hundredths,
    remarks::give_comment,
};
use crate::{crm::company::COMPANY, prelude::*};

/// Makes the company at a place.
pub(super) fn make(plan: &Plan, bulk: &mut Bulk, place: u64) -> Result<()> {
    let mut dice = Dice::new(plan.seed, Topic::Company, place);
    let by = *dice.pick(&plan.staff.sellers);
    let changed = dice.chance(40);
    let history = plan.calendar.history(client_day(place, plan.sizes.companies), 8, changed, &mut dice);
    let firm = firm(plan, place);
    let mut change = draft(plan.services, &COMPANY, plan.first.companies + place)?;
    let title = format!("{} {}", firm.name, firm.country.legal_form);
    give_texts(
        &mut change,
        &[
            ("TITLE", &title),
            ("COMPANY_TYPE", *dice.pick(&["CUSTOMER", "CUSTOMER", "CUSTOMER", "PARTNER", "SUPPLIER", "COMPETITOR"])),
            ("INDUSTRY", firm.trade.industry),
            ("EMPLOYEES", *dice.pick(&["EMPLOYEES_1", "EMPLOYEES_1", "EMPLOYEES_2", "EMPLOYEES_3", "EMPLOYEES_4"])),
        ],
    );
    give(&mut change, "REVENUE", hundredths(dice.between(2, 900) * 5_000_000));
    give(&mut change, "ASSIGNED_BY_ID", by as i64);
    give(&mut change, "DATE_CREATE", Data::Time(history.created));
    give_address(&mut change, &firm, &mut dice);
    give_channel(plan, &mut change, "PHONE", "WORK", &phone(firm.country, &mut dice))?;
    give_channel(plan, &mut change, "EMAIL", "WORK", &format!("info@{}", firm.domain))?;
    give_channel(plan, &mut change, "WEB", "WORK", &format!("https://{}", firm.domain))?;
    give_comment(&mut change, 20, &mut dice);
    let company = bulk.prepare(by, history, change)?;
    bulk.save(&[company])
}
