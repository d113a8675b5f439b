//! Tell a colleague something.

use super::{Block, Category, Preset, Scenario};
use crate::text::text;

pub(super) static SEND_NOTIFICATION: Scenario = Scenario {
    code: "send_notification",
    category: Category::Management,
    title: text("Send a notification", "Envoyer une notification", "Послать нотификацию"),
    summary: text(
        "Warn a colleague the moment a problem shows.",
        "Prévenez un collègue dès qu’un problème apparaît.",
        "Предупредите коллегу сразу, как возникла проблема.",
    ),
    parts: &[Block::Inbound],
    methods: &[
        Preset { method: "im.notify.system.add", params: &[("USER_ID", "1"), ("MESSAGE", "")] },
        Preset { method: "im.notify.personal.add", params: &[("USER_ID", "1"), ("MESSAGE", "")] },
        Preset { method: "im.notify", params: &[("to", "1"), ("message", "")] },
    ],
    scopes: &["im"],
    events: &[],
    placements: &[],
    words: "alert notify warn message alerte avertir уведомление оповещение сообщение",
};
