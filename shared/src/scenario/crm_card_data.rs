//! Show one's own data in a CRM card.

use super::{Block, Category, Preset, Scenario};
use crate::text::text;

pub(super) static CRM_CARD_DATA: Scenario = Scenario {
    code: "crm_card_data",
    category: Category::Widget,
    title: text(
        "Display your data in the CRM card",
        "Afficher vos données dans la fiche CRM",
        "Вывести свои данные в карточку CRM",
    ),
    summary: text(
        "A tab of your own beside a customer's details.",
        "Un onglet à vous à côté des détails du client.",
        "Своя вкладка рядом с данными клиента.",
    ),
    parts: &[Block::Widget, Block::Inbound],
    methods: &[Preset { method: "crm.item.get", params: &[("entityTypeId", "3"), ("id", "")] }],
    scopes: &["crm", "placement"],
    events: &[],
    placements: &["CRM_CONTACT_DETAIL_TAB", "CRM_LEAD_DETAIL_TAB", "CRM_DEAL_DETAIL_TAB", "CRM_COMPANY_DETAIL_TAB"],
    words: "tab iframe placement embed onglet intégrer вкладка встроить",
};
