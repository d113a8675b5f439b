//! Load customers from another source.

use super::{Block, Category, Preset, Scenario};
use crate::text::text;

pub(super) static IMPORT_CONTRACTORS: Scenario = Scenario {
    code: "import_contractors",
    category: Category::ImportExport,
    title: text("Import counterparties (customers)", "Importer des clients", "Импортировать контрагентов"),
    summary: text(
        "Load companies and contacts from any source you have.",
        "Chargez sociétés et contacts depuis la source de votre choix.",
        "Загрузите компании и контакты из любого источника.",
    ),
    parts: &[Block::Inbound, Block::Outbound],
    methods: &[
        Preset {
            method: "crm.company.add",
            params: &[("fields[TITLE]", ""), ("fields[COMPANY_TYPE]", "CUSTOMER"), ("fields[INDUSTRY]", "")],
        },
        Preset {
            method: "crm.item.add",
            params: &[("entityTypeId", "3"), ("fields[name]", ""), ("fields[lastName]", "")],
        },
        Preset { method: "crm.item.update", params: &[("entityTypeId", "3"), ("id", "42"), ("fields[name]", "")] },
        Preset { method: "crm.item.import", params: &[("entityTypeId", "3"), ("fields[name]", "")] },
        Preset { method: "crm.item.import", params: &[("entityTypeId", "4"), ("fields[title]", "")] },
    ],
    scopes: &["crm"],
    events: &["ONCRMCONTACTADD", "ONCRMCONTACTUPDATE", "ONCRMCONTACTDELETE"],
    placements: &[],
    words: "load upload customers clients contacts companies CSV Excel charger téléverser contacts sociétés загрузить клиенты контакты компании",
};
