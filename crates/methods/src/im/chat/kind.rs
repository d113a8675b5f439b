//! Kinds of chats, and what may be done in each. docs: im-dialog-get.md, "restrictions".

use crate::{im::show::camel, prelude::*};

/// What a kind of chat allows.
pub struct Kind {
    /// Its picture may change.
    pub avatar: bool,
    /// Its title may change.
    pub rename: bool,
    /// People may be added.
    pub extend: bool,
    /// Its people may leave, and be removed.
    pub leave: bool,
    /// Its owner may leave.
    pub leave_owner: bool,
    /// It may be silenced.
    pub mute: bool,
}

const GROUP: Kind = Kind { avatar: true, rename: true, extend: true, leave: true, leave_owner: true, mute: true };
const OF_CRM: Kind = Kind { avatar: false, rename: false, leave_owner: false, ..GROUP };
const OF_EVERYBODY: Kind = Kind { extend: false, leave: false, leave_owner: false, ..GROUP };
const PRIVATE: Kind = Kind { avatar: false, rename: false, ..OF_EVERYBODY };
const CHANNEL: Kind = Kind { mute: false, ..PRIVATE };

/// The kind of a chat.
pub fn of(chat: &Record) -> &'static Kind {
    match (chat.text("TYPE"), chat.text("ENTITY_TYPE")) {
        ("P", _) => &PRIVATE,
        ("S", _) => &CHANNEL,
        (_, super::GENERAL) => &OF_EVERYBODY,
        (_, "CRM") => &OF_CRM,
        (_, "SONET_GROUP") => &PRIVATE,
        _ => &GROUP,
    }
}

/// The name of a chat's kind: that of the linked object's type in camel case, or `chat`, `open`,
/// `private`.
pub fn name(chat: &Record) -> String {
    let linked = chat.text("ENTITY_TYPE");
    if linked.is_empty() {
        let names = [("O", "open"), ("P", "private"), ("S", "notification")];
        let own = names.iter().find(|(letter, _)| *letter == chat.text("TYPE"));
        return own.map_or("chat", |(_, name)| *name).to_owned();
    }
    camel(linked)
}

/// A colour of chats and people: its code, its value, and its name in English, French and Russian.
pub struct Color {
    /// COLOR.
    pub code: &'static str,
    /// `#rrggbb`.
    pub hex: &'static str,
    /// What a chat without a title is called after.
    pub name: [&'static str; 3],
}

/// The colours, in their documented order.
#[rustfmt::skip] // One colour a line, as the table it is.
static COLORS: &[Color] = &[
    color("RED", "#df532d", ["Red", "rouge", "Красный"]),
    color("GREEN", "#64a513", ["Green", "vert", "Зелёный"]),
    color("MINT", "#4ba984", ["Mint", "menthe", "Мятный"]),
    color("LIGHT_BLUE", "#4ba5c3", ["Light blue", "bleu clair", "Голубой"]),
    color("DARK_BLUE", "#3e99ce", ["Dark blue", "bleu foncé", "Синий"]),
    color("PURPLE", "#8474c8", ["Purple", "violet", "Пурпурный"]),
    color("AQUA", "#1eb4aa", ["Aqua", "turquoise", "Бирюзовый"]),
    color("PINK", "#f76187", ["Pink", "rose", "Розовый"]),
    color("LIME", "#58cc47", ["Lime", "citron vert", "Лаймовый"]),
    color("BROWN", "#ab7761", ["Brown", "marron", "Коричневый"]),
    color("AZURE", "#29619b", ["Azure", "azur", "Лазурный"]),
    color("KHAKI", "#728f7a", ["Khaki", "kaki", "Хаки"]),
    color("SAND", "#ba9c7b", ["Sand", "sable", "Песочный"]),
    color("MARENGO", "#556574", ["Marengo", "marengo", "Маренго"]),
    color("GRAY", "#909090", ["Gray", "gris", "Серый"]),
    color("GRAPHITE", "#5e5f5e", ["Graphite", "graphite", "Графитовый"]),
];

/// The colour of a code, in any letter case.
pub fn color_of(code: &str) -> Option<&'static Color> {
    COLORS.iter().find(|color| color.code.eq_ignore_ascii_case(code))
}

/// The colour that a chat or person has without choosing one.
pub fn color_by_id(id: u64) -> &'static Color {
    &COLORS[(id % COLORS.len() as u64) as usize]
}

const fn color(code: &'static str, hex: &'static str, name: [&'static str; 3]) -> Color {
    Color { code, hex, name }
}
