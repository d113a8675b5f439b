//! Keep customers equal in two systems.

use super::{Block, Category, Preset, Scenario};
use crate::text::text;

pub(super) static SYNC_CONTRACTORS: Scenario = Scenario {
    code: "sync_contractors",
    category: Category::External,
    title: text("Synchronize counterparties", "Synchroniser les clients", "Синхронизировать контрагентов"),
    summary: text(
        "Keep contact details equal with stock or accounting.",
        "Gardez les coordonnées identiques dans le stock ou la comptabilité.",
        "Держите контакты одинаковыми с учётом или складом.",
    ),
    parts: &[Block::Inbound, Block::Outbound],
    methods: &[
        Preset {
            method: "crm.item.update",
            params: &[
                ("entityTypeId", "3"),
                ("id", ""),
                ("fields[fm][0][typeId]", "PHONE"),
                ("fields[fm][0][valueType]", "WORK"),
                ("fields[fm][0][value]", ""),
            ],
        },
        Preset { method: "crm.item.get", params: &[("entityTypeId", "3"), ("id", "")] },
    ],
    scopes: &["crm"],
    events: &[
        "ONCRMCONTACTADD",
        "ONCRMCONTACTUPDATE",
        "ONCRMCONTACTDELETE",
        "ONCRMCOMPANYADD",
        "ONCRMCOMPANYUPDATE",
        "ONCRMCOMPANYDELETE",
    ],
    placements: &[],
    words: "customers ERP accounting stock 1C clients comptabilité клиенты контакты учёт склад 1С",
};
