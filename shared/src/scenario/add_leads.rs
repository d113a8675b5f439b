//! Create leads from outside.

use super::{Block, Category, Preset, Scenario};
use crate::text::text;

pub(super) static ADD_LEADS: Scenario = Scenario {
    code: "add_leads",
    category: Category::External,
    title: text("Add leads", "Ajouter des prospects", "Добавить лиды"),
    summary: text(
        "Turn entries of a site form into leads.",
        "Transformez les envois d’un formulaire de site en prospects.",
        "Превращайте заявки с сайта в лиды.",
    ),
    parts: &[Block::Inbound],
    methods: &[Preset {
        method: "crm.item.add",
        params: &[
            ("entityTypeId", "1"),
            ("fields[title]", ""),
            ("fields[name]", ""),
            ("fields[fm][0][typeId]", "PHONE"),
            ("fields[fm][0][valueType]", "WORK"),
            ("fields[fm][0][value]", ""),
            ("fields[sourceId]", "WEB"),
        ],
    }],
    scopes: &["crm"],
    events: &[],
    placements: &[],
    words: "form website landing formulaire site форма сайт заявка",
};
