//! Create a task when something happens elsewhere.

use super::{Block, Category, Preset, Scenario};
use crate::text::text;

pub(super) static ADD_TASK: Scenario = Scenario {
    code: "add_task",
    category: Category::Management,
    title: text("Assign a task", "Créer une tâche", "Поставить задачу"),
    summary: text(
        "Create a task when something happens in another system.",
        "Créez une tâche quand quelque chose se passe ailleurs.",
        "Создавайте задачу по событию в другой системе.",
    ),
    parts: &[Block::Inbound],
    methods: &[Preset {
        method: "tasks.task.add",
        params: &[
            ("fields[TITLE]", ""),
            ("fields[RESPONSIBLE_ID]", "1"),
            ("fields[CREATED_BY]", "1"),
            ("fields[DEADLINE]", ""),
        ],
    }],
    scopes: &["task"],
    events: &[],
    placements: &[],
    words: "create to-do todo assigner tâche создать поручение",
};
