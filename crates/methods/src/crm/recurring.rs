//! crm.deal.recurring.*: deals that come again. A copy of a deal is the template; its settings say when
//! and how often a new deal is made of it. This portal makes them when it is told to (`expose`).
//!
//! docs: api-reference/crm/deals/recurring-deals.

mod copy;
mod schedule;

use super::{category::CATEGORY, deal::DEAL};
use crate::{events::shape, prelude::*};
use engine::{
    Dialect,
    commit::retry,
    dialect::{Faults, refusal},
};

/// The settings of a recurring deal.
#[rustfmt::skip] // One field a line, as the table it is.
pub static RECURRING: Entity = Entity {
    name: "dealrecurring",
    title: "recurring deal",
    fields: &[
        id("ID").title("ID"),
        int("DEAL_ID").title("Template deal").immutable().required().indexed(),
        int("BASED_ID").title("Made of").read_only().indexed(),
        flag("ACTIVE").title("Active").default(Default::Flag(true)),
        time("NEXT_EXECUTION").title("Next time").read_only(),
        time("LAST_EXECUTION").title("Last time").read_only(),
        int("COUNTER_REPEAT").title("Times so far").read_only(),
        date("START_DATE").title("Counted from"),
        int("CATEGORY_ID").title("Funnel of new deals").wire("char"),
        text("IS_LIMIT").title("Kind of limit").wire("char").default(Default::Text("N")),
        int("LIMIT_REPEAT").title("Most times"),
        date("LIMIT_DATE").title("Until"),
        object("PARAMS").title("How the next time is counted").wire("recurring_params"),
    ],
    hooks: Hooks { before_save: &[limit_is_known, funnel_exists, schedule::complete], ..Hooks::NONE },
    events: &[
        Rule::new(On::Add, "ONCRMDEALRECURRINGADD", shape::recurring_deal),
        Rule::new(On::Update, "ONCRMDEALRECURRINGUPDATE", shape::recurring_deal),
        Rule::new(On::Delete, "ONCRMDEALRECURRINGDELETE", shape::id),
    ],
    silent: &["NEXT_EXECUTION", "LAST_EXECUTION", "COUNTER_REPEAT"],
    ..Entity::BASE
};

/// crm.deal.recurring.*
pub static RECURRING_DEALS: Family = Family {
    prefix: "crm.deal.recurring",
    entity: Some(&RECURRING),
    dialect: &Dialect {
        empty_text: true,
        faults: &Faults {
            bad_id: refusal("", "id is not defined or invalid."),
            not_found: refusal("", "Recurring deal is not found."),
            denied: refusal("", "Access denied."),
        },
        ..dialect::CRM
    },
    methods: &[
        write("add", add),
        write("update", update),
        write("delete", delete),
        GET,
        LIST,
        read("fields", fields),
        write("expose", expose),
    ],
    ..Family::BASE
};

/// Limits: none, until a date, so many times. Any other is none.
fn limit_is_known(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    if !["N", "D", "T"].contains(&change.new.text("IS_LIMIT")) {
        change.new.set("IS_LIMIT", "N");
    }
    Ok(())
}

/// New deals go to a funnel that is there.
fn funnel_exists(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    let funnel = change.new.int("CATEGORY_ID");
    if change.changed("CATEGORY_ID") && call.find(&CATEGORY, funnel.max(0) as u64)?.is_none() {
        return Err(Error::core(format!("Invalid value of field 'CATEGORY_ID': there is no funnel {funnel}")));
    }
    Ok(())
}

fn add(call: &Call) -> Result<Answer> {
    let Some(Value::Tree(given)) = call.param("fields") else {
        return Err(Error::plain("Parameter 'fields' must be array."));
    };
    call.array("params")?;
    let id = given.get("DEAL_ID").and_then(Value::as_int).filter(|id| *id > 0);
    let found = id.map_or(Ok(None), |id| call.find(&DEAL, id as u64))?;
    let deal = found.ok_or_else(|| Error::plain("Deal id is empty."))?;
    may_change(call, &deal)?;
    let schema = call.services.schema(&RECURRING)?;
    for field in ["BASED_ID", "DEAL_ID"] {
        if !call.all(&RECURRING, &Query::equal(&schema, field, deal.id as i64))?.is_empty() {
            return Err(Error::plain("Deal already have had recurring settings."));
        }
    }
    let mut change = Change { old: None, new: Record::new(schema, 0), given: Vec::new() };
    change.new.id = call.services.store.next_ids(RECURRING.name, 1)?;
    engine::input::apply(call, &mut change, given)?;
    change.new.set("BASED_ID", deal.id as i64);
    let ticket = retry(|| {
        let mut commit = Commit::by(call);
        let template = copy::deal(call, &deal, &mut commit, |copied| copied.new.set("IS_RECURRING", true))?;
        let mut change = change.clone();
        change.new.set("DEAL_ID", template.id as i64);
        let settings = verbs::prepare(call, change, &mut commit)?;
        commit.save(None, &settings);
        commit.run(call.services)
    })?;
    Ok(Answer::value(change.new.id as i64).after(ticket))
}

/// Whoever may change the deal may change its settings.
fn may_change(call: &Call, deal: &Record) -> Result<()> {
    if rights::allows(call, deal)? { Ok(()) } else { Err(call.family.dialect.faults.denied.into()) }
}

/// The template of settings, while it is there.
fn template(call: &Call, settings: &Record) -> Result<Option<Record>> {
    call.find(&DEAL, settings.int("DEAL_ID").max(0) as u64)
}

fn update(call: &Call) -> Result<Answer> {
    let (id, given) = (call.id()?, verbs::values(call)?);
    let owned = |settings: &Record| template(call, settings)?.map_or(Ok(()), |deal| may_change(call, &deal));
    let (_, ticket) =
        verbs::change_if(call, &RECURRING, id, owned, |change| engine::input::apply(call, change, given))?;
    Ok(Answer::done(ticket))
}

/// Settings go with their template; only those that lost it are deleted here.
fn delete(call: &Call) -> Result<Answer> {
    let settings = call.record(&RECURRING, call.id()?)?;
    if let Some(deal) = template(call, &settings)? {
        may_change(call, &deal)?;
        return Err(Error::plain("Deleting is impossible. Connected recurring deal exists."));
    }
    let mut commit = Commit::by(call);
    commit.delete(&settings);
    Ok(Answer::done(commit.run(call.services)?))
}

/// Settings go with the deal that is their template.
///
/// # Errors
/// When the store fails.
pub fn forget(deal: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    let schema = call.services.schema(&RECURRING)?;
    let settings = call.all(&RECURRING, &Query::equal(&schema, "DEAL_ID", deal.id as i64))?;
    settings.iter().for_each(|settings| commit.delete(settings));
    Ok(())
}

/// Makes a deal of the template, now.
fn expose(call: &Call) -> Result<Answer> {
    let id = call.id()?;
    let (deal, ticket) = retry(|| {
        let old = call.record(&RECURRING, id)?;
        let template = template(call, &old)?.ok_or(call.family.dialect.faults.not_found)?;
        if !rights::may_add(&DEAL.rights, call.caller) {
            return Err(call.family.dialect.faults.denied.into());
        }
        let mut commit = Commit::by(call);
        let deal = copy::deal(call, &template, &mut commit, |copied| schedule::begin(call, &old, copied))?;
        let mut change = Change { new: old.clone(), old: Some(old), given: Vec::new() };
        let times = change.new.int("COUNTER_REPEAT") + 1;
        change.new.set("COUNTER_REPEAT", times);
        change.new.set("LAST_EXECUTION", Data::Time(call.now / 1000 * 1000));
        schedule::complete(&mut change, &mut commit, call)?;
        commit.save(change.old.as_ref(), &change.new);
        commit.raise("ONCRMDEALRECURRINGEXPOSE", &change.new, || shape::deal_of_template(&change.new, deal.id));
        Ok((deal.id, commit.run(call.services)?))
    })?;
    Ok(Answer::value(Tree::from_iter([("DEAL_ID", Value::Int(deal as i64))])).after(ticket))
}

/// The descriptions, with those of the parts of `PARAMS`, which is the last field.
fn fields(call: &Call) -> Result<Answer> {
    let mut json = Vec::new();
    verbs::describe(&mut json, &*call.services.schema(&RECURRING)?, call.family.dialect.spelling);
    let mut text = String::from_utf8_lossy(&json).into_owned();
    if let Some(at) = text.rfind("\"title\":") {
        let parts = verbs::described(&schedule::PARTS).json;
        text.insert_str(at, &format!("\"definition\":{},", String::from_utf8_lossy(&parts)));
    }
    Ok(Answer { json: text.into_bytes(), ..Answer::default() })
}
