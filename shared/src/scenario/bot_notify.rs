//! A bot that only speaks.

use super::{Block, Category, Preset, Scenario};
use crate::text::text;

pub(super) static BOT_NOTIFY: Scenario = Scenario {
    code: "bot_notify",
    category: Category::Bot,
    title: text(
        "Notify employees in the chat",
        "Créer un chatbot pour informer les employés",
        "Информировать сотрудников в чате",
    ),
    summary: text(
        "A bot that only speaks: news, alerts, reminders.",
        "Un bot qui ne fait que parler : nouvelles, alertes, rappels.",
        "Бот, который только говорит: новости, тревоги, напоминания.",
    ),
    parts: &[Block::Bot, Block::Inbound],
    methods: &[
        Preset {
            method: "imbot.v2.Chat.Message.send",
            params: &[("botId", ""), ("dialogId", ""), ("fields[message]", "")],
        },
        // Until there are bots, in the owner's own name.
        Preset { method: "im.message.add", params: &[("DIALOG_ID", ""), ("MESSAGE", "")] },
    ],
    scopes: &["imbot", "im"],
    events: &["ONIMBOTDELETE", "ONIMBOTJOINCHAT"],
    placements: &[],
    words: "chatbot message alert alerte messagerie бот уведомление",
};
