//! A small lively company to look at and to test against: people, what they talk about and what the
//! news feed tells, companies, contacts, leads, deals and tasks, the same for the same seed and day. What is
//! made keeps the rules that REST writes keep.

mod bulk;
mod calendar;
mod chats;
mod clients;
mod companies;
mod contacts;
mod deals;
mod dice;
mod feed;
mod leads;
mod products;
mod remarks;
mod staff;
mod stages;
mod tasks;

use crate::{
    crm::{category::CATEGORY, company::COMPANY, contact::CONTACT, deal::DEAL, funnel, lead::LEAD, status},
    people::with_call,
    prelude::*,
    task::TASK,
};
use bulk::{Bulk, draft, give};
use calendar::Calendar;
use engine::Services;
use staff::Staff;
use stages::Funnel;
use store::Ticket;

/// Which company to make.
#[derive(Clone, Copy, Debug)]
pub struct Demo {
    /// Number of deals. Leads and contacts are as many; companies are three for five deals, though as
    /// many as deals up to 60, and tasks are one for fifty deals, though as many up to 60, too. From 32
    /// deals on every stage of every funnel has some.
    pub records: u64,
    /// The same seed makes the same company.
    pub seed: u64,
    /// Now, UTC milliseconds. Only the portal's day counts: dates slide with it.
    pub now_ms: i64,
}

/// Those of the made people that somebody may want to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DemoPeople {
    /// The administrator.
    pub admin: u64,
    /// Somebody who is none.
    pub user: u64,
}

/// Fills a portal that has been set up and has no people yet. It writes many commits and waits for
/// the disk between them, so a million deals take minutes but little memory; the ticket stands for all.
///
/// # Errors
/// 400 `ERROR_ARGUMENT` when the administrator's address is taken, and those of the store. What was
/// written before an error stays.
pub fn fill(services: &Services, demo: &Demo) -> Result<(DemoPeople, Ticket)> {
    let calendar = Calendar::new(services, demo.now_ms);
    let staff = staff::make(services, &calendar, demo.seed)?;
    let people = DemoPeople { admin: staff.admin, user: staff.user };
    let (to_leads, to_deals, sources) = with_call(services, staff.admin, demo.now_ms, |call| {
        let further = open_funnel(call)?;
        let stages = |id| Funnel::read(call, id, &funnel::Funnel::of_deals(id).dictionary());
        let sources = status::codes(call, "SOURCE")?.iter().map(|source| source.code.clone()).collect();
        Ok((Funnel::read(call, 0, "STATUS")?, [stages(0)?, stages(further)?], sources))
    })?;
    let plan = Plan::new(services, demo, calendar, staff, sources)?;
    let mut bulk = Bulk::new(services);
    (0..plan.sizes.companies).try_for_each(|place| companies::make(&plan, &mut bulk, place))?;
    (0..plan.sizes.contacts).try_for_each(|place| contacts::make(&plan, &mut bulk, place))?;
    (0..plan.sizes.leads).try_for_each(|place| leads::make(&plan, &mut bulk, &to_leads, place))?;
    (0..plan.sizes.deals).try_for_each(|place| deals::make(&plan, &mut bulk, &to_deals, place))?;
    feed::make(&plan, &mut bulk)?;
    if plan.sizes.tasks > 0 {
        tasks::make_tags(&plan)?;
    }
    (0..plan.sizes.tasks).try_for_each(|place| tasks::make(&plan, &mut bulk, place))?;
    let ticket = bulk.finish()?;
    Ok((people, ticket.merge(chats::make(&plan)?)))
}

/// What the makers of records have in common.
struct Plan<'a> {
    services: &'a Services,
    seed: u64,
    calendar: Calendar,
    staff: Staff,
    /// Codes of SOURCE.
    sources: Vec<String>,
    /// How many records there will be.
    sizes: Numbers,
    /// The ids of the first ones; the others follow without a gap.
    first: Numbers,
}

/// A number for each kind of record.
struct Numbers {
    companies: u64,
    contacts: u64,
    leads: u64,
    deals: u64,
    tasks: u64,
}

impl<'a> Plan<'a> {
    fn new(
        services: &'a Services,
        demo: &Demo,
        calendar: Calendar,
        staff: Staff,
        sources: Vec<String>,
    ) -> Result<Plan<'a>> {
        let deals = demo.records;
        let companies = (deals * 3 / 5).max(deals.min(60));
        let tasks = (deals / 50).max(deals.min(60));
        let sizes = Numbers { companies, contacts: deals, leads: deals, deals, tasks };
        let ids = |entity: &Entity, count| services.store.next_ids(entity.name, count);
        let first = Numbers {
            companies: ids(&COMPANY, sizes.companies)?,
            contacts: ids(&CONTACT, sizes.contacts)?,
            leads: ids(&LEAD, sizes.leads)?,
            deals: ids(&DEAL, sizes.deals)?,
            tasks: ids(&TASK, sizes.tasks)?,
        };
        Ok(Plan { services, seed: demo.seed, calendar, staff, sources, sizes, first })
    }
}

impl Plan<'_> {
    /// The id of one of the staff, by the place of their job.
    fn person(&self, place: usize) -> u64 {
        self.staff.everybody.get(place).copied().unwrap_or(self.staff.admin)
    }
}

/// Makes a funnel beside the default one; its stages come with it. The answer is its id.
fn open_funnel(call: &Call) -> Result<u64> {
    let mut change = draft(call.services, &CATEGORY, 0)?;
    give(&mut change, "NAME", ["Projects", "Projets", "Проекты"][call.services.language as usize]);
    let today = engine::zone::day_of(call.services.zone, call.now, 0);
    give(&mut change, "CREATED_DATE", Data::Time(today));
    Ok(verbs::insert(call, change)?.0.id)
}

#[cfg(test)]
mod tests;
