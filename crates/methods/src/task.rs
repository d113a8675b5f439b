//! Tasks: who is to do what until when. docs: api-reference/tasks.

mod access;
mod crud;
mod entity;
mod fields;
pub mod flow;
mod list;
mod people;
mod planner;
mod rules;
pub mod scrum;
mod show;
pub mod stage;
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
    ],
};
