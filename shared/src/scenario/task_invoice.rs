//! Bill the hours logged on a task.

use super::{Block, Category, Preset, Scenario};
use crate::text::text;

pub(super) static TASK_INVOICE: Scenario = Scenario {
    code: "task_invoice",
    category: Category::Widget,
    title: text(
        "Generate an invoice from task labour costs",
        "Facturer le temps passé sur une tâche",
        "Формировать счет по трудозатратам задачи",
    ),
    summary: text(
        "Turn hours logged on a task into an invoice.",
        "Transformez les heures d’une tâche en facture.",
        "Превратите часы задачи в счёт.",
    ),
    parts: &[Block::Widget, Block::Inbound],
    methods: &[
        Preset { method: "task.elapseditem.getlist", params: &[("TASKID", "42")] },
        Preset { method: "crm.item.add", params: &[("entityTypeId", "31"), ("fields[title]", "")] },
        Preset { method: "crm.item.add", params: &[("entityTypeId", "31"), ("fields[title]", "")] },
        Preset { method: "tasks.task.get", params: &[("taskId", "42")] },
    ],
    scopes: &["task", "crm", "placement"],
    events: &[],
    placements: &["TASK_VIEW_TAB", "TASK_VIEW_SIDEBAR"],
    words: "hours time tracking billing heures facturation часы время акт",
};
