//! task.dependence.*: tasks that wait for others. docs: api-reference/tasks/task-dependence-add.md.

use super::{access, crud::readable, entity::TASK};
use crate::prelude::*;
use engine::{Known, dialect::refusal};

/// task.dependence.*
pub static DEPENDENCES: Family =
    Family { prefix: "task.dependence", methods: &[write("add", add), write("delete", delete)], ..Family::BASE };

const EXISTS: Known = refusal("ILLEGAL_NEW_LINK", "A link between tasks already exists");
const MISSING: Known = refusal("ILLEGAL_NEW_LINK", "The dependency between tasks does not exist");
const NOT_ADDED: Known = refusal("ACTION_NOT_ALLOWED", "Unable to add a link between tasks");
const NOT_DELETED: Known = refusal("ACTION_NOT_ALLOWED", "It is not possible to delete the dependency between tasks");

/// The two tasks of a call, by name or position; the caller may change the second.
fn ends(call: &Call, refused: Known) -> Result<(Record, Record)> {
    let id = |name: &str, place: i64| {
        let value = call.param(name).or_else(|| call.params.at(place));
        value.and_then(Value::as_int).filter(|id| *id > 0).map(|id| id as u64).ok_or_else(|| Error::from(refused))
    };
    let (from, to) = (readable(call, id("taskIdFrom", 0)?)?, readable(call, id("taskIdTo", 1)?)?);
    match (from, to) {
        (Some(from), Some(to)) if from.id != to.id && access::may("edit.plan", &to, call.caller) => Ok((from, to)),
        _ => Err(refused.into()),
    }
}

/// Links two tasks: the second depends on the first. Types: 0 start-start, 1 start-finish,
/// 2 finish-start, 3 finish-finish.
fn add(call: &Call) -> Result<Answer> {
    let (from, to) = ends(call, NOT_ADDED)?;
    let kind = call.param("linkType").or_else(|| call.params.at(2)).and_then(Value::as_int);
    let kind = kind.filter(|kind| (0..=3).contains(kind)).ok_or(NOT_ADDED)?;
    if depends(call, &from, to.id)? {
        return Err(NOT_ADDED.into());
    }
    let first = Data::Int(from.id as i64);
    let (_, ticket) = verbs::change_if(
        call,
        &TASK,
        to.id,
        |_| Ok(()),
        |change| {
            let mut before = change.new.items("DEPENDS_ON").to_vec();
            if before.contains(&first) {
                return Err(EXISTS.into());
            }
            before.push(first.clone());
            let mut links = change.new.items("LINKS").to_vec();
            links.push(Data::List(vec![first.clone(), Data::Int(kind)]));
            change.new.set("DEPENDS_ON", Data::List(before));
            change.new.set("LINKS", Data::List(links));
            Ok(())
        },
    )?;
    Ok(Answer::value(Tree::new()).after(ticket))
}

/// Whether a task waits for another one, at whatever distance: a link back would close a circle.
fn depends(call: &Call, task: &Record, on: u64) -> Result<bool> {
    let mut seen = vec![task.id];
    let mut waiting: Vec<u64> = task.items("DEPENDS_ON").iter().map(|id| id.int().max(0) as u64).collect();
    while let Some(id) = waiting.pop() {
        if id == on {
            return Ok(true);
        }
        if !seen.contains(&id) {
            seen.push(id);
            let next = call.find(&TASK, id)?;
            waiting.extend(next.iter().flat_map(|task| task.items("DEPENDS_ON")).map(|id| id.int().max(0) as u64));
        }
    }
    Ok(false)
}

fn delete(call: &Call) -> Result<Answer> {
    let (from, to) = ends(call, NOT_DELETED)?;
    let (_, ticket) = verbs::change_if(
        call,
        &TASK,
        to.id,
        |_| Ok(()),
        |change| match unlink(&mut change.new, from.id) {
            true => Ok(()),
            false => Err(MISSING.into()),
        },
    )?;
    Ok(Answer::value(Tree::new()).after(ticket))
}

/// Takes a link to a task away; `false` if there was none.
pub fn unlink(task: &mut Record, from: u64) -> bool {
    let first = Data::Int(from as i64);
    let mut links = task.items("LINKS").to_vec();
    links.retain(|link| link.items().first() != Some(&first));
    task.set("LINKS", Data::List(links));
    super::rules::leave(task, "DEPENDS_ON", from)
}
