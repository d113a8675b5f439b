//! Who may do what with a task in which status: the `action` object of a task and the checks behind
//! every change. docs: api-reference/tasks/fields.md, "Object action", and the pages in tasks/status.

use super::crud::{id_in, not_array, readable};
use super::rules::{self, AWAITING_CONTROL, COMPLETED, DEFERRED, IN_PROGRESS, PENDING};
use crate::{prelude::*, user::USER};
use engine::{Caller, input::LIST_MAX};

/// Parts that people play in a task, as bits.
type Roles = u8;

const CREATOR: Roles = 1;
const RESPONSIBLE: Roles = 2;
const ACCOMPLICE: Roles = 4;
const AUDITOR: Roles = 8;
const ADMINISTRATOR: Roles = 16;
/// One of a flow's team, which has not decided yet who does the task.
const CANDIDATE: Roles = 32;

const NOBODY: Roles = 0;
const MANAGERS: Roles = CREATOR | ADMINISTRATOR;
const OWNERS: Roles = MANAGERS | RESPONSIBLE;
const DOERS: Roles = OWNERS | ACCOMPLICE;
const EVERYBODY: Roles = DOERS | AUDITOR;

const ANY: &[i64] = &[PENDING, IN_PROGRESS, AWAITING_CONTROL, COMPLETED, DEFERRED];
const OPEN: &[i64] = &rules::OPEN;

/// What may depend on more than role and status.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Condition {
    None,
    Tracked,
    Favorite(bool),
}

/// An action: its name in answers, who may do it, and in which statuses.
struct Action {
    name: &'static str,
    who: Roles,
    when: &'static [i64],
    condition: Condition,
}

const fn action(name: &'static str, who: Roles, when: &'static [i64]) -> Action {
    Action { name, who, when, condition: Condition::None }
}

const fn action_if(name: &'static str, who: Roles, when: &'static [i64], condition: Condition) -> Action {
    Action { name, who, when, condition }
}

/// In the order of answers.
static ACTIONS: [Action; 27] = [
    action("accept", NOBODY, ANY),
    action("decline", NOBODY, ANY),
    action("complete", DOERS, OPEN),
    action("approve", MANAGERS, &[AWAITING_CONTROL]),
    action("disapprove", MANAGERS, &[AWAITING_CONTROL]),
    action("start", DOERS | CANDIDATE, &[PENDING, DEFERRED]),
    action("pause", DOERS, &[IN_PROGRESS]),
    action("delegate", OWNERS, OPEN),
    action("remove", OWNERS, ANY),
    action("edit", OWNERS, ANY),
    action("defer", DOERS, &[PENDING, IN_PROGRESS]),
    action("renew", DOERS, &[AWAITING_CONTROL, COMPLETED, DEFERRED]),
    action("create", EVERYBODY, ANY),
    action("changeDeadline", OWNERS, ANY),
    action("checklistAddItems", DOERS, ANY),
    action_if("addFavorite", EVERYBODY, ANY, Condition::Favorite(false)),
    action_if("deleteFavorite", EVERYBODY, ANY, Condition::Favorite(true)),
    action("rate", MANAGERS, ANY),
    action("take", CANDIDATE, &[PENDING]),
    action("edit.originator", ADMINISTRATOR, ANY),
    action("checklist.reorder", DOERS, ANY),
    action("elapsedtime.add", DOERS, ANY),
    action_if("dayplan.timer.toggle", DOERS, OPEN, Condition::Tracked),
    action("edit.plan", OWNERS, ANY),
    action("checklist.add", DOERS, ANY),
    action_if("favorite.add", EVERYBODY, ANY, Condition::Favorite(false)),
    action_if("favorite.delete", EVERYBODY, ANY, Condition::Favorite(true)),
];

/// Whether a person may do the named action with a task.
pub fn may(action: &str, task: &Record, caller: &Caller) -> bool {
    let roles = roles(task, caller.user, caller.admin);
    ACTIONS.iter().any(|row| row.name == action && allowed(row, task, roles, caller.user))
}

/// The named actions of a task, each with whether the person may do it.
pub fn actions(task: &Record, user: u64, admin: bool) -> impl Iterator<Item = (&'static str, bool)> {
    let roles = roles(task, user, admin);
    ACTIONS.iter().map(move |row| (row.name, allowed(row, task, roles, user)))
}

/// tasks.task.getaccess: which actions the named people may do.
pub(super) fn of_people(call: &Call) -> Result<Answer> {
    let id = id_in(call, "taskId")?;
    let users = match call.param("users") {
        None | Some(Value::Null) => vec![call.caller.user as i64],
        Some(Value::Tree(tree)) if tree.len() > LIST_MAX => {
            return Err(Error::new(400, "100", format!("At most {LIST_MAX} users are expected in {{users}}")));
        }
        Some(Value::Tree(tree)) => tree.values().filter_map(Value::as_int).collect(),
        Some(other) => return Err(not_array("users", other)),
    };
    let mut allowed = Tree::new();
    if let Some(task) = readable(call, id)? {
        for user in users {
            let person = call.find(&USER, user.max(0) as u64)?;
            let admin = person.as_ref().is_some_and(|person| person.flag("IS_ADMIN"));
            let row = |(name, may): (&str, bool)| (upper(name), Value::from(may && person.is_some()));
            let actions: Tree = actions(&task, user.max(0) as u64, admin).map(row).collect();
            allowed.insert(user.to_string(), Value::from(actions));
        }
    }
    Ok(Answer::value(Tree::from_iter([("allowedActions", Value::from(allowed))])))
}

/// `changeDeadline` as `CHANGE_DEADLINE`.
pub fn upper(name: &str) -> String {
    let mut out = String::new();
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(letter.to_ascii_uppercase());
    }
    out
}

/// The status of a task that `caller` calls done: the creator of one under control has to accept it.
pub fn status_when_done(task: &Record, caller: &Caller) -> i64 {
    let controlled = task.flag("TASK_CONTROL") && task.int("CREATED_BY") != caller.user as i64;
    if controlled { AWAITING_CONTROL } else { COMPLETED }
}

fn allowed(row: &Action, task: &Record, roles: Roles, user: u64) -> bool {
    let fits = match row.condition {
        Condition::None => true,
        Condition::Tracked => task.flag("ALLOW_TIME_TRACKING"),
        Condition::Favorite(wanted) => rights::names(task, "FAVORITE_OF", user) == wanted,
    };
    row.who & roles != 0 && row.when.contains(&task.int("STATUS")) && fits
}

fn roles(task: &Record, user: u64, admin: bool) -> Roles {
    const FIELDS: [(&str, Roles); 5] = [
        ("CREATED_BY", CREATOR),
        ("RESPONSIBLE_ID", RESPONSIBLE),
        ("ACCOMPLICES", ACCOMPLICE),
        ("AUDITORS", AUDITOR),
        ("CANDIDATES", CANDIDATE),
    ];
    let held = FIELDS.iter().filter(|(field, _)| rights::names(task, field, user)).map(|(_, role)| role);
    held.fold(if admin { ADMINISTRATOR } else { 0 }, |roles, role| roles | role)
}
