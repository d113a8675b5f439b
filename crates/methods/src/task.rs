//! Tasks: who is to do what until when. docs: api-reference/tasks.

mod access;
pub(crate) mod checklist;
pub(crate) mod comment;
mod counters;
pub(crate) mod crud;
mod dependence;
pub(crate) mod elapsed;
mod entity;
mod fields;
pub mod flow;
pub(crate) mod history;
mod item;
mod list;
mod marks;
pub(crate) mod markup;
pub(crate) mod part;
mod people;
mod planner;
mod result;
pub(crate) mod rules;
pub mod scrum;
mod show;
pub mod stage;
mod state;
mod strict;
mod subtasks;
pub(crate) mod tags;
pub mod template;

pub use entity::TASK;

use crate::prelude::*;

/// The families of tasks.
pub static FAMILIES: &[&Family] = &[
    &TASKS,
    &flow::FLOWS,
    &template::TEMPLATES,
    &template::checklist::CHECKLIST,
    &stage::STAGES,
    &planner::PLANNER,
    &scrum::backlog::BACKLOGS,
    &scrum::epic::EPICS,
    &scrum::sprint::SPRINTS,
    &scrum::kanban::KANBAN,
    &scrum::item::ITEMS,
    &marks::FAVORITES,
    &counters::COUNTERS,
    &history::HISTORY,
    &result::RESULTS,
    &checklist::CHECKLISTS,
    &comment::COMMENTS,
    &comment::OLD_COMMENTS,
    &elapsed::TIMES,
    &dependence::DEPENDENCES,
    &item::ITEMS,
    &item::ITEM_LISTS,
    &history::LOG_ITEMS,
];

/// tasks.task.*
pub static TASKS: Family = Family {
    prefix: "tasks.task",
    entity: Some(&TASK),
    dialect: &dialect::TASKS,
    one: "task",
    many: "tasks",
    methods: &[
        write("add", crud::add),
        write("update", crud::update),
        write("delete", crud::delete),
        read("get", crud::get),
        read("list", list::list).scanning(),
        read("getFields", fields::describe),
        read("getaccess", access::of_people),
        write("delegate", state::delegate),
        write("start", |call| state::answer(call, &state::START)),
        write("pause", |call| state::answer(call, &state::PAUSE)),
        write("defer", |call| state::answer(call, &state::DEFER)),
        write("renew", |call| state::answer(call, &state::RENEW)),
        write("complete", |call| state::answer(call, &state::COMPLETE)),
        write("approve", |call| state::answer(call, &state::APPROVE)),
        write("disapprove", |call| state::answer(call, &state::DISAPPROVE)),
        write("mute", |call| marks::mark(call, "MUTED_BY", true)),
        write("unmute", |call| marks::mark(call, "MUTED_BY", false)),
        write("pin", |call| marks::mark(call, "PINNED_BY", true)),
        write("unpin", |call| marks::mark(call, "PINNED_BY", false)),
        write("startwatch", |call| marks::watch(call, true)),
        write("stopwatch", |call| marks::watch(call, false)),
    ],
};
