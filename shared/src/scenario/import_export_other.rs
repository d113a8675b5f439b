//! An exchange of one's own.

use super::{Block, Category, Preset, Scenario};
use crate::text::text;

pub(super) static IMPORT_EXPORT_OTHER: Scenario = Scenario {
    code: "import_export_other",
    category: Category::ImportExport,
    title: text("Other", "Autre", "Другое"),
    summary: text(
        "Build your own exchange of people, tasks, files or records.",
        "Construisez votre propre échange de personnes, tâches, fichiers ou fiches.",
        "Соберите свой обмен: люди, задачи, файлы, записи.",
    ),
    parts: &[Block::Inbound],
    methods: &[
        Preset { method: "crm.item.list", params: &[("entityTypeId", "2")] },
        Preset { method: "user.get", params: &[] },
        Preset { method: "tasks.task.list", params: &[] },
        Preset { method: "crm.item.batchImport", params: &[("entityTypeId", "2")] },
        Preset { method: "disk.folder.uploadfile", params: &[("id", "")] },
    ],
    scopes: &["crm", "user_brief", "task"],
    events: &[],
    placements: &[],
    words: "exchange migration files échange fichiers обмен перенос файлы",
};
