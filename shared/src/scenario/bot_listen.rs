//! A bot that listens and answers.

use super::{Block, Category, Preset, Scenario};
use crate::text::text;

pub(super) static BOT_LISTEN: Scenario = Scenario {
    code: "bot_listen",
    category: Category::Bot,
    title: text(
        "Forward chat messages to the bot",
        "Transmettre au bot les messages du chat",
        "Передавать боту сообщения из чата",
    ),
    summary: text(
        "A bot that hears what is said and answers.",
        "Un bot qui entend ce qui se dit et répond.",
        "Бот, который слышит сказанное и отвечает.",
    ),
    parts: &[Block::Bot, Block::Inbound, Block::Outbound],
    methods: &[
        Preset {
            method: "imbot.v2.Chat.Message.send",
            params: &[("botId", ""), ("dialogId", ""), ("fields[message]", "")],
        },
        Preset { method: "imbot.v2.Event.get", params: &[("botId", "")] },
        // Until there are bots, in the owner's own name.
        Preset { method: "im.dialog.messages.get", params: &[("DIALOG_ID", ""), ("LIMIT", "20")] },
        Preset { method: "im.message.add", params: &[("DIALOG_ID", ""), ("MESSAGE", "")] },
    ],
    scopes: &["imbot", "im"],
    events: &["ONIMBOTMESSAGEADD", "ONIMBOTJOINCHAT", "ONIMBOTDELETE"],
    placements: &[],
    words: "chatbot listen reply answer écouter répondre бот слушать ответ",
};
