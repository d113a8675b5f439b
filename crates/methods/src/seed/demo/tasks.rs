//! The tasks of the demo: in every status, due around today, with steps, remarks and time spent.

use super::{
    Plan,
    bulk::{Bulk, draft, give, give_texts},
    calendar::DAYS,
    dice::{Dice, Topic},
};
use crate::{
    people::with_call,
    prelude::*,
    seed::names::{TASK_DESCRIPTIONS, TASK_REMARKS, TASK_STEPS, TASK_SUBJECTS, TASK_TAGS},
    task::{
        TASK, checklist, comment, elapsed,
        rules::{self, AWAITING_CONTROL, COMPLETED, DEFERRED, IN_PROGRESS, PENDING},
        tags,
    },
};

/// Statuses of ten tasks in a row.
const STATUSES: [i64; 10] =
    [IN_PROGRESS, PENDING, COMPLETED, PENDING, AWAITING_CONTROL, IN_PROGRESS, COMPLETED, DEFERRED, PENDING, COMPLETED];

/// Every so many tasks one is a part of the one before.
const FAMILY: u64 = 12;

/// Makes the words that tasks are marked with.
pub(super) fn make_tags(plan: &Plan) -> Result<()> {
    with_call(plan.services, plan.staff.admin, plan.calendar.moment(-(DAYS as i64), 8), |call| {
        let mut commit = Commit::quiet();
        TASK_TAGS.iter().try_for_each(|name| tags::add(call, &mut commit, name))?;
        commit.run(call.services).map(|_| ())
    })
}

/// Makes the task at a place.
pub(super) fn make(plan: &Plan, bulk: &mut Bulk, place: u64) -> Result<()> {
    let mut dice = Dice::new(plan.seed, Topic::Task, place);
    let people = &plan.staff.sellers;
    let (creator, doer) = (*dice.pick(people), *dice.pick(people));
    let status = STATUSES[(place % 10) as usize];
    let day = dice.between(DAYS - 30, DAYS - 3);
    let made = plan.calendar.history(day, 10, false, &mut dice);
    if place % FAMILY == FAMILY - 1 {
        // The rules look for the parent in the store.
        bulk.flush()?;
    }
    let change = describe(plan, place, (creator, doer), made.created, &mut dice)?;
    let mut task = bulk.prepare(creator, made, change)?;
    let moved = plan.calendar.instant(DAYS - 2, 9, &mut dice);
    if status != PENDING {
        let edit = |change: &mut Change| change.new.set("STATUS", status);
        task = bulk.change(doer, moved, task, edit)?;
    } else if dice.chance(60) {
        rules::view(&mut task, doer, moved);
    }
    if dice.chance(60) {
        let steps: Vec<Value> =
            TASK_STEPS[..dice.between(2, 5) as usize].iter().map(|step| Value::from(*step)).collect();
        let steps: Vec<&Value> = steps.iter().collect();
        bulk.with(creator, made.created, |call, commit| checklist::begin(call, commit, &mut task, &steps))?;
    }
    remark(plan, bulk, &mut task, &mut dice)?;
    if task.flag("ALLOW_TIME_TRACKING") {
        let seconds = dice.between(2, 30) as i64 * 900;
        bulk.with(doer, moved, |call, commit| elapsed::enter(call, commit, &mut task, seconds))?;
    }
    bulk.save(&[task])
}

fn describe(plan: &Plan, place: u64, (creator, doer): (u64, u64), made: i64, dice: &mut Dice) -> Result<Change> {
    let mut change = draft(plan.services, &TASK, plan.first.tasks + place)?;
    let (subject, description) = (*dice.pick(TASK_SUBJECTS), *dice.pick(TASK_DESCRIPTIONS));
    give_texts(&mut change, &[("TITLE", subject), ("DESCRIPTION", description)]);
    // A random one would make another company of the same seed.
    let guid = format!("{{{:08x}-0000-4000-8000-{:012x}}}", dice.below(1 << 32), dice.below(1 << 48));
    change.new.set("GUID", guid.as_str());
    change.new.set("CREATED_DATE", Data::Time(made));
    give(&mut change, "CREATED_BY", creator as i64);
    give(&mut change, "RESPONSIBLE_ID", doer as i64);
    give(&mut change, "PRIORITY", if dice.chance(20) { 2 } else { 1 });
    give(&mut change, "TASK_CONTROL", place % 10 == 4 || dice.chance(20));
    give(&mut change, "ALLOW_TIME_TRACKING", dice.chance(30));
    if dice.chance(85) {
        let days = dice.between(0, 24) as i64 - 8;
        give(&mut change, "DEADLINE", Data::Time(plan.calendar.moment(days, 18)));
    }
    for (list, percent) in [("ACCOMPLICES", 30), ("AUDITORS", 40)] {
        if dice.chance(percent) {
            let one = Data::Int(*dice.pick(&plan.staff.sellers) as i64);
            give(&mut change, list, Data::List(vec![one]));
        }
    }
    if dice.chance(40) {
        give(&mut change, "TAGS", Data::List(vec![Data::from(*dice.pick(TASK_TAGS))]));
    }
    if dice.chance(60) {
        let deal = format!("D_{}", plan.first.deals + dice.below(plan.sizes.deals));
        give(&mut change, "UF_CRM_TASK", Data::List(vec![Data::Text(deal)]));
    }
    if place % FAMILY == FAMILY - 1 {
        give(&mut change, "PARENT_ID", (plan.first.tasks + place - 1) as i64);
    }
    if dice.chance(15) {
        rules::join(&mut change.new, "FAVORITE_OF", plan.staff.admin);
    }
    Ok(change)
}

fn remark(plan: &Plan, bulk: &mut Bulk, task: &mut Record, dice: &mut Dice) -> Result<()> {
    for _ in 0..dice.below(4) {
        let author = *dice.pick(&plan.staff.sellers);
        let at = plan.calendar.instant(DAYS - dice.between(1, 2), 14, dice);
        let text = *dice.pick(TASK_REMARKS);
        bulk.with(author, at, |call, commit| {
            comment::enter(call, commit, task, author as i64, text, None).map(|_| ())
        })?;
    }
    Ok(())
}
