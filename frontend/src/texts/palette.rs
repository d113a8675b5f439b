//! The command palette and the list of shortcuts.

use shared::text::{Text, text};

pub const OPEN: Text = text("Search…", "Rechercher…", "Поиск…");
pub const TITLE: Text = text("Search and commands", "Recherche et commandes", "Поиск и команды");
pub const HINT: Text = text(
    "Page, scenario, integration, method, person, action",
    "Page, scénario, intégration, méthode, personne, action",
    "Страница, сценарий, интеграция, метод, человек, действие",
);
pub const FOUND: Text = text("Found", "Résultats", "Найденное");
pub const NOTHING: Text = text("Nothing found.", "Aucun résultat.", "Ничего не найдено.");
pub const PAGE: Text = text("Page", "Page", "Страница");
pub const ACTION: Text = text("Action", "Action", "Действие");
pub const SCENARIO: Text = text("Scenario", "Scénario", "Сценарий");
pub const INTEGRATION: Text = text("Integration", "Intégration", "Интеграция");
pub const METHOD: Text = text("Method", "Méthode", "Метод");
pub const PERSON: Text = text("Person", "Personne", "Человек");
pub const NEW_INBOUND: Text = text("New inbound webhook", "Nouveau webhook entrant", "Новый входящий вебхук");
pub const SHORTCUTS: Text = text("Keyboard shortcuts", "Raccourcis clavier", "Сочетания клавиш");
pub const SHOW_SHORTCUTS: Text = text("Show this list", "Afficher cette liste", "Показать этот список");
pub const FOCUS_SEARCH: Text = text("Search in the page", "Rechercher dans la page", "Искать на странице");
pub const EXECUTE: Text = text(
    "Execute the request in the builder",
    "Exécuter la requête du constructeur",
    "Выполнить запрос в конструкторе",
);
pub const CLOSE_TOP: Text = text("Close what is on top", "Fermer ce qui est au-dessus", "Закрыть верхнее");
pub const SINGLE_KEYS: Text = text("Use single keys", "Utiliser les touches seules", "Одиночные клавиши");
pub const SINGLE_KEYS_HELP: Text = text(
    "Off, only combinations with Ctrl or ⌘ work.",
    "Désactivé : seules les combinaisons avec Ctrl ou ⌘ fonctionnent.",
    "Если выключить, работают только сочетания с Ctrl или ⌘.",
);
pub const CLOSE: Text = text("Close", "Fermer", "Закрыть");
