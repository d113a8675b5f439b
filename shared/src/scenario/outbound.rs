//! Receive events.

use super::{Block, Category, Scenario};
use crate::text::text;

pub(super) static OUTBOUND: Scenario = Scenario {
    code: "outbound",
    category: Category::Other,
    title: text("Outbound webhook", "Webhook sortant", "Исходящий вебхук"),
    summary: text(
        "Let the portal call your address when something changes.",
        "Le portail appelle votre adresse quand quelque chose change.",
        "Портал вызывает ваш адрес, когда что-то меняется.",
    ),
    parts: &[Block::Outbound],
    methods: &[],
    scopes: &[],
    events: &[],
    placements: &[],
    words: "outgoing hook event events callback sortant événement исходящий хук событие",
};
