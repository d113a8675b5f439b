//! Change a deal's stage from outside.

use super::{Block, Category, Preset, Scenario};
use crate::text::text;

pub(super) static MOVE_DEAL: Scenario = Scenario {
    code: "move_deal",
    category: Category::Sales,
    title: text(
        "Move a deal along the sales funnel",
        "Faire avancer une transaction dans l’entonnoir",
        "Продвинуть сделку по воронке",
    ),
    summary: text(
        "Change a deal's stage by a request from another system.",
        "Changez l’étape d’une transaction par une requête venue d’un autre système.",
        "Меняйте стадию сделки запросом из другой системы.",
    ),
    parts: &[Block::Inbound],
    methods: &[
        Preset {
            method: "crm.item.update",
            params: &[("entityTypeId", "2"), ("id", "42"), ("fields[stageId]", "WON")],
        },
        Preset { method: "crm.status.list", params: &[("filter[ENTITY_ID]", "DEAL_STAGE")] },
        Preset { method: "crm.category.list", params: &[("entityTypeId", "2")] },
    ],
    scopes: &["crm"],
    events: &[],
    placements: &[],
    words: "stage status pipeline opportunity étape affaire statut стадия статус",
};
