//! An inbound webhook for anything.

use super::{Block, Category, Preset, Scenario};
use crate::text::text;

pub(super) static INBOUND: Scenario = Scenario {
    code: "inbound",
    category: Category::Other,
    title: text("Inbound webhook", "Webhook entrant", "Входящий вебхук"),
    summary: text(
        "Call any REST method you grant, from anywhere.",
        "Appelez d’où vous voulez toute méthode REST que vous autorisez.",
        "Вызывайте откуда угодно любой разрешённый метод REST.",
    ),
    parts: &[Block::Inbound],
    methods: &[Preset { method: "profile", params: &[] }],
    scopes: &[],
    events: &[],
    placements: &[],
    words: "incoming hook REST API token blank entrant vierge входящий хук пустой",
};
