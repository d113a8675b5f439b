//! tasks.flow.Flow.*: flows, which hand the tasks that are added to them to somebody.
//! docs: api-reference/tasks/flow.

mod distribute;
mod notices;
mod rules;
mod team;

pub(super) use distribute::distribute;

use super::TASK;
use crate::prelude::*;
use engine::{Dialect, dialect::Faults, rights::Rights, schema::Spelling};
use params::Key;
use rules::key_of;

/// A flow. `EFFICIENCY` and `TEAM` are worked out as it is shown.
pub static FLOW: Entity = Entity {
    name: "flow",
    title: "flow",
    #[rustfmt::skip] // One field a line, as the table it is.
    fields: &[
        id("ID").title("ID"),
        created_by("CREATOR_ID").title("Creator"),
        user("OWNER_ID").title("Administrator").default(Default::Caller),
        int("GROUP_ID").title("Group"),
        reference("TEMPLATE_ID", "tasktemplate").title("Template"),
        int("EFFICIENCY").title("Efficiency").read_only(),
        boolean("ACTIVE").title("Switched on").read_only().default(Default::Flag(true)),
        int("PLANNED_COMPLETION_TIME").title("Planned time in seconds"),
        time("ACTIVITY").title("Last activity").read_only().default(Default::Created),
        text("NAME").title("Name"),
        text("DESCRIPTION").title("Description").default(Default::Text("")),
        text("DISTRIBUTION_TYPE").title("Distribution"),
        json("RESPONSIBLE_LIST").title("Who gets tasks"),
        boolean("DEMO").title("Demo").read_only(),
        boolean("RESPONSIBLE_CAN_CHANGE_DEADLINE").title("Responsible person may move the deadline"),
        boolean("MATCH_WORK_TIME").title("Skip weekends").default(Default::Flag(true)),
        boolean("TASK_CONTROL").title("Accept work"),
        boolean("NOTIFY_AT_HALF_TIME").title("Remind at half time"),
        int("NOTIFY_ON_QUEUE_OVERFLOW").title("Tasks waiting before a notice"),
        int("NOTIFY_ON_TASKS_IN_PROGRESS_OVERFLOW").title("Tasks in progress before a notice"),
        int("NOTIFY_WHEN_EFFICIENCY_DECREASES").title("Least efficiency before a notice"),
        json("TASK_CREATORS").title("Who may add tasks"),
        json("TEAM").title("Team"),
        boolean("TRIAL_FEATURE_ENABLED").title("Trial").read_only(),
        user("LAST_SERVED").hidden().read_only(),
        user("PINNED_BY").multiple().hidden().read_only(),
    ],
    hooks: Hooks { before_save: &[rules::is_complete, rules::has_a_name_of_its_own], before_delete: &[rules::let_go] },
    rights: Rights { owners: &["OWNER_ID", "CREATOR_ID"], ..rights::RESPONSIBLE },
    ..Entity::BASE
};

static SPELLING: Dialect = Dialect {
    id: "flowId",
    fields: Some("flowData"),
    spelling: Spelling::Camel,
    text_numbers: false,
    faults: &Faults {
        bad_id: dialect::refusal("0", "Flow not found"),
        not_found: dialect::refusal("0", "Flow not found"),
        denied: dialect::refusal("0", "Access denied or flow not found"),
    },
    ..dialect::CRM
};

/// tasks.flow.Flow.*
pub static FLOWS: Family = Family {
    prefix: "tasks.flow.Flow",
    entity: Some(&FLOW),
    dialect: &SPELLING,
    methods: &[
        write("create", create),
        write("update", update),
        read("get", get),
        write("delete", delete),
        read("isExists", exists),
        write("activate", activate),
        write("pin", pin),
    ],
    ..Family::BASE
};

/// The moderator gets every task and hands it on.
const MANUALLY: &str = "manually";
/// Everybody in turn.
const QUEUE: &str = "queue";
/// The creator keeps it until somebody takes it.
const HIMSELF: &str = "himself";

/// The parameter of a wrong value, in the words of the documentation.
fn invalid(name: &str) -> Error {
    Error::new(400, "0", format!("'{name}': field's value has an invalid value"))
}

fn data<'a>(call: &Call<'a>) -> Result<&'a Tree> {
    let data = call.param("flowData").and_then(Value::as_tree);
    data.ok_or_else(|| Error::new(400, "100", "Could not find value for parameter {flowData}"))
}

fn create(call: &Call) -> Result<Answer> {
    let data = data(call)?;
    let mut change = Change { old: None, new: Record::new(call.services.schema(&FLOW)?, 0), given: Vec::new() };
    apply(call, &mut change, data)?;
    let (flow, ticket) = verbs::insert(call, change)?;
    Ok(shown(call, &flow)?.after(ticket))
}

fn update(call: &Call) -> Result<Answer> {
    let data = data(call)?;
    let (flow, ticket) = verbs::change(call, &FLOW, id_in(call, data)?, |change| apply(call, change, data))?;
    Ok(shown(call, &flow)?.after(ticket))
}

fn id_in(call: &Call, data: &Tree) -> Result<u64> {
    let id = data.get_ci("id").and_then(Value::as_int).filter(|id| *id > 0);
    id.map(|id| id as u64).ok_or_else(|| call.family.dialect.faults.bad_id.into())
}

/// Takes over what a client says of a flow.
fn apply(call: &Call, change: &mut Change, data: &Tree) -> Result<()> {
    const LISTS: [(&str, &str, bool); 2] =
        [("responsibleList", "RESPONSIBLE_LIST", false), ("taskCreators", "TASK_CREATORS", true)];
    for (key, value) in data {
        let name = key.to_string();
        match LISTS.iter().find(|(list, ..)| *list == name) {
            Some((_, field, everybody)) => {
                let members = team::read(call, value, *everybody)?.ok_or_else(|| invalid(&name))?;
                change.new.set(field, team::json(&members).as_str());
            }
            None => {
                let one = Tree::from_iter([(Key::from(name.as_str()), value.clone())]);
                engine::input::apply(call, change, &one).map_err(|_| invalid(&name))?;
            }
        }
    }
    Ok(())
}

fn tasks(call: &Call, flow: u64) -> Result<Vec<Record>> {
    let schema = call.services.schema(&TASK)?;
    call.all(&TASK, &Query::equal(&schema, "FLOW_ID", flow as i64))
}

/// A flow as its answers show it, with its team and how well it does.
fn shown(call: &Call, flow: &Record) -> Result<Answer> {
    let mut flow = flow.clone();
    let team = flow.text("RESPONSIBLE_LIST").to_owned();
    flow.set("TEAM", team.as_str());
    flow.set("EFFICIENCY", efficiency(call, flow.id)?);
    let template = flow.int("TEMPLATE_ID");
    flow.set("TEMPLATE_ID", template);
    let printer = print::Printer::new(call, &flow.schema, print::everything(&flow.schema));
    let mut out = Vec::new();
    printer.record(&mut out, flow.id, &flow.encode());
    Ok(Answer { json: out, ..Answer::default() })
}

/// Per cent of the flow's tasks that are or were in time; 0 while there are none.
fn efficiency(call: &Call, flow: u64) -> Result<i64> {
    let tasks = tasks(call, flow)?;
    let late = |task: &&Record| {
        let (deadline, closed) = (task.int("DEADLINE"), task.int("CLOSED_DATE"));
        deadline > 0 && deadline < if closed > 0 { closed } else { call.now }
    };
    let all = tasks.len() as i64;
    Ok(if all == 0 { 0 } else { (all - tasks.iter().filter(late).count() as i64) * 100 / all })
}

/// A flow that the caller sees: its team, those who may add tasks, and who looks after it.
fn visible(call: &Call) -> Result<Record> {
    let denied = || Error::from(call.family.dialect.faults.denied);
    let flow = call.find(&FLOW, call.id().map_err(|_| denied())?)?.ok_or_else(denied)?;
    let sees = rights::may_change(&FLOW.rights, call.caller, &flow)
        || team::holds(call, &flow, "RESPONSIBLE_LIST")?
        || team::holds(call, &flow, "TASK_CREATORS")?;
    if sees { Ok(flow) } else { Err(denied()) }
}

fn get(call: &Call) -> Result<Answer> {
    shown(call, &visible(call)?)
}

fn delete(call: &Call) -> Result<Answer> {
    let ticket = verbs::remove(call, &FLOW, id_in(call, data(call)?)?)?;
    Ok(Answer::value(Tree::from_iter([("deleted", Value::Bool(true))])).after(ticket))
}

fn exists(call: &Call) -> Result<Answer> {
    let data = data(call)?;
    let name = data.get_ci("name").and_then(Value::as_text).filter(|name| !name.trim().is_empty());
    let found = call.services.store.get(&key_of(&name.ok_or_else(|| invalid("name"))?))?;
    let own = data.get_ci("id").and_then(Value::as_int).unwrap_or(0);
    let other = found.is_some_and(|entry| entry.value.as_ref() != (own as u64).to_be_bytes());
    Ok(Answer::value(Tree::from_iter([("exists", Value::Bool(other))])))
}

fn activate(call: &Call) -> Result<Answer> {
    let (_, ticket) = verbs::change(call, &FLOW, call.id()?, |change| {
        let active = change.new.flag("ACTIVE");
        change.new.set("ACTIVE", !active);
        Ok(())
    })?;
    Ok(Answer::done(ticket))
}

/// tasks.flow.Flow.pin: everybody pins for themselves; the answer is whether it is pinned now.
fn pin(call: &Call) -> Result<Answer> {
    engine::commit::retry(|| {
        let old = visible(call)?;
        let me = Data::Int(call.caller.user as i64);
        let mut pinned = old.items("PINNED_BY").to_vec();
        let now = !pinned.contains(&me);
        pinned.retain(|one| *one != me);
        if now {
            pinned.push(me);
        }
        let mut new = old.clone();
        new.set("PINNED_BY", Data::List(pinned));
        let mut commit = Commit::by(call);
        commit.save(Some(&old), &new);
        Ok(Answer::value(now).after(commit.run(call.services)?))
    })
}
