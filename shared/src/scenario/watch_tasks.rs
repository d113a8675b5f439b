//! Follow tasks from another system.

use super::{Block, Category, Preset, Scenario};
use crate::text::text;

pub(super) static WATCH_TASKS: Scenario = Scenario {
    code: "watch_tasks",
    category: Category::Management,
    title: text("Monitor tasks", "Suivre les tâches", "Следить за задачами"),
    summary: text(
        "Tell another system whenever a task changes.",
        "Informez un autre système à chaque changement d’une tâche.",
        "Сообщайте другой системе о каждом изменении задачи.",
    ),
    parts: &[Block::Inbound, Block::Outbound],
    methods: &[
        Preset { method: "tasks.task.get", params: &[("taskId", "42")] },
        Preset { method: "tasks.task.list", params: &[] },
    ],
    scopes: &["task"],
    events: &["ONTASKADD", "ONTASKUPDATE", "ONTASKDELETE", "ONTASKCOMMENTADD"],
    placements: &[],
    words: "events follow webhook hook événements события отслеживать",
};
