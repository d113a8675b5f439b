//! Show a talk script during a call.

use super::{Block, Category, Preset, Scenario};
use crate::text::text;

pub(super) static CALL_CARD_SCRIPT: Scenario = Scenario {
    code: "call_card_script",
    category: Category::Widget,
    title: text(
        "Add a sales script to the call card",
        "Ajouter un script de vente au formulaire d’appel",
        "Добавить скрипт продаж в карточку звонка",
    ),
    summary: text(
        "Put the right words before whoever is on the phone.",
        "Mettez les bons mots sous les yeux de qui téléphone.",
        "Подскажите нужные слова тому, кто говорит по телефону.",
    ),
    parts: &[Block::Widget],
    methods: &[Preset { method: "crm.item.get", params: &[("entityTypeId", "3"), ("id", "")] }],
    scopes: &["telephony", "placement", "crm"],
    events: &[],
    placements: &["CALL_CARD"],
    words: "telephony phone telephone téléphonie телефония звонок",
};
