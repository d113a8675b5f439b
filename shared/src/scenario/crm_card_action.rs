//! Put one's own action into a CRM card.

use super::{Block, Category, Preset, Scenario};
use crate::text::text;

pub(super) static CRM_CARD_ACTION: Scenario = Scenario {
    code: "crm_card_action",
    category: Category::Widget,
    title: text(
        "Add your action to the CRM card",
        "Ajouter votre action à la fiche CRM",
        "Добавить свое действие в карточку CRM",
    ),
    summary: text(
        "A button of your own where deals are worked on.",
        "Un bouton à vous là où l’on traite les transactions.",
        "Своя кнопка там, где работают со сделкой.",
    ),
    parts: &[Block::Widget, Block::Inbound],
    methods: &[Preset { method: "crm.item.get", params: &[("entityTypeId", "2"), ("id", "")] }],
    scopes: &["crm", "placement"],
    events: &[],
    placements: &["CRM_DEAL_DETAIL_TOOLBAR", "CRM_LEAD_DETAIL_TOOLBAR", "CRM_DEAL_DETAIL_ACTIVITY"],
    words: "button toolbar placement embed bouton кнопка встроить",
};
