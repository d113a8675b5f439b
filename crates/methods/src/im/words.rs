//! What the messenger itself says: system messages and titles that nobody gave, in the three
//! languages of a portal.

use engine::Services;

/// One phrase in English, French and Russian.
pub type Phrase = [&'static str; 3];

/// The chat of the whole company.
pub const GENERAL_CHAT: Phrase = ["General chat", "Chat général", "Общий чат"];
/// A chat that is named after its colour: colour, number.
pub const COLORED_CHAT: Phrase = ["{} chat #{}", "Chat {} n° {}", "{} чат №{}"];
/// A chat that is named after its people.
pub const CHAT_WITH: Phrase = ["Chat with {}", "Chat avec {}", "Чат с {}"];
/// A chat about a message: who wrote it.
pub const CHAT_ABOUT: Phrase =
    ["Discussion of a message from {}", "Discussion d’un message de {}", "Обсуждение сообщения: {}"];
/// Who, whom.
pub const INVITED: Phrase = ["{} invited {} to the chat", "{} a invité {} dans le chat", "{} пригласил(а) в чат {}"];
/// Who.
pub const JOINED: Phrase = ["{} joined the chat", "{} a rejoint le chat", "{} присоединился(-ась) к чату"];
/// Who.
pub const LEFT: Phrase = ["{} left the chat", "{} a quitté le chat", "{} покинул(а) чат"];
/// Who, whom.
pub const REMOVED: Phrase = ["{} removed {} from the chat", "{} a retiré {} du chat", "{} исключил(а) из чата {}"];
/// Who, title.
pub const RENAMED: Phrase =
    ["{} renamed the chat to \"{}\"", "{} a renommé le chat en « {} »", "{} переименовал(а) чат в «{}»"];
/// Stands for what a line of text cannot show.
pub const ATTACHMENT: Phrase = ["[Attachment]", "[Pièce jointe]", "[Вложение]"];
/// What is left of a deleted message.
pub const DELETED: Phrase = ["This message was deleted.", "Ce message a été supprimé.", "Это сообщение удалено."];
/// What happened to a quick answer.
pub const ANSWERED: Phrase =
    ["Your response has been successfully sent.", "Votre réponse a bien été envoyée.", "Ваш ответ успешно отправлен."];
/// Something by its code, with its name.
pub type Named = (&'static str, Phrase);

/// The kinds of notifications that the portal sends: modules with their events.
pub static NOTICES: &[(Named, &[Named])] = &[
    (
        ("rest", ["Integrations", "Intégrations", "Интеграции"]),
        &[(
            "rest_notify",
            ["Notifications of integrations", "Notifications des intégrations", "Уведомления интеграций"],
        )],
    ),
    (
        ("tasks", ["Tasks", "Tâches", "Задачи"]),
        &[("flow", ["What happens in flows", "Événements des flux", "События в потоках"])],
    ),
];

/// A phrase in the portal's language, with its gaps filled.
pub fn say(services: &Services, phrase: &Phrase, gaps: &[&str]) -> String {
    let mut parts = phrase[services.language as usize].split("{}");
    let mut text = parts.next().unwrap_or_default().to_owned();
    for (part, gap) in parts.zip(gaps) {
        text.push_str(gap);
        text.push_str(part);
    }
    text
}
