//! What must hold for flows. docs: api-reference/tasks/flow/tasks-flow-flow-create.md.

use super::{FLOW, HIMSELF, MANUALLY, QUEUE, invalid, tasks, team};
use crate::{prelude::*, task::template::TEMPLATE, user::USER};
use store::{Check, Op as Put, keys};

/// A flow has all it needs to hand on a task, and what it names exists.
pub(super) fn is_complete(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    let flow = &mut change.new;
    if flow.text("NAME").trim().is_empty() {
        return Err(invalid("name"));
    }
    if flow.int("PLANNED_COMPLETION_TIME") <= 0 {
        return Err(invalid("plannedCompletionTime"));
    }
    if ![MANUALLY, QUEUE, HIMSELF].contains(&flow.text("DISTRIBUTION_TYPE")) {
        return Err(invalid("distributionType"));
    }
    let members = team::stored(flow, "RESPONSIBLE_LIST");
    let moderated = flow.text("DISTRIBUTION_TYPE") == MANUALLY;
    if members.is_empty() || (moderated && (members.len() != 1 || members[0].kind != "user")) {
        return Err(invalid("responsibleList"));
    }
    if flow.text("TASK_CREATORS").is_empty() {
        flow.set("TASK_CREATORS", r#"[["meta-user","all-users"]]"#);
    }
    let (owner, template) = (flow.int("OWNER_ID"), flow.int("TEMPLATE_ID"));
    if owner <= 0 || call.find(&USER, owner as u64)?.is_none() {
        return Err(invalid("ownerId"));
    }
    if template < 0 || (template > 0 && call.find(&TEMPLATE, template as u64)?.is_none()) {
        return Err(invalid("templateId"));
    }
    match change.new.int("GROUP_ID") {
        // Without a group of its own a flow gets a new one.
        0 => {
            let group = call.services.store.next_ids("sonet_group", 1)?;
            change.new.set("GROUP_ID", group as i64);
        }
        group if group < 0 => return Err(invalid("groupId")),
        _ => {}
    }
    Ok(())
}

/// The key that holds a flow's name.
pub(super) fn key_of(name: &str) -> Vec<u8> {
    keys::unique(FLOW.name, "NAME", name.trim().to_lowercase().as_bytes())
}

/// No two flows have one name.
pub(super) fn has_a_name_of_its_own(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    let key = key_of(change.new.text("NAME"));
    let before = change.old.as_ref().map(|old| key_of(old.text("NAME")));
    if before.as_ref() == Some(&key) {
        return Ok(());
    }
    if call.services.store.get(&key)?.is_some() {
        return Err(Error::new(400, "0", "A flow with this name already exists"));
    }
    commit.ops.extend(before.map(Put::Del));
    commit.checks.push(Check::Absent(key.clone()));
    commit.ops.push(Put::Put(key, change.new.id.to_be_bytes().to_vec()));
    Ok(())
}

/// The tasks of a flow that goes stay, as tasks of no flow.
pub(super) fn let_go(flow: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    commit.ops.push(Put::Del(key_of(flow.text("NAME"))));
    for task in tasks(call, flow.id)? {
        let mut free = task.clone();
        free.set("FLOW_ID", Data::Null);
        commit.save(Some(&task), &free);
    }
    Ok(())
}
