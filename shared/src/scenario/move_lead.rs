//! Change a lead's stage from outside.

use super::{Block, Category, Preset, Scenario};
use crate::text::text;

pub(super) static MOVE_LEAD: Scenario = Scenario {
    code: "move_lead",
    category: Category::Sales,
    title: text(
        "Move a lead along the sales funnel",
        "Faire avancer un prospect dans l’entonnoir",
        "Продвинуть лид по воронке",
    ),
    summary: text(
        "Change a lead's stage by a request from another system.",
        "Changez l’étape d’un prospect par une requête venue d’un autre système.",
        "Меняйте стадию лида запросом из другой системы.",
    ),
    parts: &[Block::Inbound],
    methods: &[
        Preset { method: "crm.lead.update", params: &[("ID", "42"), ("FIELDS[STATUS_ID]", "CONVERTED")] },
        Preset { method: "crm.status.list", params: &[("filter[ENTITY_ID]", "STATUS")] },
        Preset { method: "crm.item.get", params: &[("entityTypeId", "1"), ("id", "42")] },
    ],
    scopes: &["crm"],
    events: &[],
    placements: &[],
    words: "stage status pipeline étape statut стадия статус",
};
