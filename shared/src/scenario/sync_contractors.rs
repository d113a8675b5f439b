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
            method: "crm.contact.update",
            params: &[("id", ""), ("fields[PHONE][0][VALUE]", ""), ("fields[PHONE][0][VALUE_TYPE]", "WORK")],
        },
        Preset { method: "crm.contact.get", params: &[("id", "")] },
        Preset { method: "crm.company.update", params: &[("id", ""), ("fields[TITLE]", "")] },
        Preset { method: "crm.company.get", params: &[("id", "")] },
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
