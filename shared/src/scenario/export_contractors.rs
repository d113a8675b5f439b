//! Take customers out of the portal.

use super::{Block, Category, Preset, Scenario};
use crate::text::text;

pub(super) static EXPORT_CONTRACTORS: Scenario = Scenario {
    code: "export_contractors",
    category: Category::ImportExport,
    title: text("Export counterparties", "Exporter des clients", "Экспортировать контрагентов"),
    summary: text(
        "Read your customers page by page into another system.",
        "Lisez vos clients page par page dans un autre système.",
        "Читайте клиентов постранично в другую систему.",
    ),
    parts: &[Block::Inbound],
    methods: &[Preset {
        method: "crm.item.list",
        params: &[
            ("entityTypeId", "3"),
            ("select[]", "*"),
            ("filter[>id]", "0"),
            ("order[id]", "ASC"),
            ("start", "-1"),
        ],
    }],
    scopes: &["crm"],
    events: &[],
    placements: &[],
    words: "download customers clients contacts companies backup CSV Excel extraire télécharger выгрузить клиенты контакты компании",
};
