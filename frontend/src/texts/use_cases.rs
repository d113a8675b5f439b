//! Common use cases.

use shared::text::{Text, text};

pub const TITLE: Text =
    text("What do you want to connect?", "Que voulez-vous connecter ?", "Что вы хотите подключить?");
pub const LEAD: Text = text(
    "Each scenario is a working integration with the method, permissions and parameters already chosen. Change anything before or after you save.",
    "Chaque scénario est une intégration prête à l’emploi : méthode, droits et paramètres sont déjà choisis. Tout reste modifiable, avant comme après l’enregistrement.",
    "Каждый сценарий — готовая интеграция: метод, права и параметры уже выбраны. Всё можно изменить и до, и после сохранения.",
);
pub const SEARCH: Text = text("Find a scenario", "Trouver un scénario", "Найти сценарий");
pub const NO_MATCH: Text =
    text("No scenario matches “{0}”.", "Aucun scénario ne correspond à « {0} ».", "По запросу «{0}» сценариев нет.");
pub const START_BLANK: Text = text(
    "Start from a blank inbound webhook",
    "Partir d’un webhook entrant vierge",
    "Начать с пустого входящего вебхука",
);
pub const COMING: Text = text("coming", "à venir", "скоро");
