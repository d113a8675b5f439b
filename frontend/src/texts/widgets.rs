//! Words of the widgets themselves.

use shared::text::{Text, text};

pub const CANCEL: Text = text("Cancel", "Annuler", "Отмена");
pub const CLOSE: Text = text("Close", "Fermer", "Закрыть");
pub const COPY: Text = text("Copy", "Copier", "Копировать");
pub const COPIED: Text = text("Copied", "Copié", "Скопировано");
pub const COPY_FAILED: Text = text("Not copied", "Non copié", "Не скопировано");
pub const FOUND: Text = text("Found", "Résultats", "Найдено");
pub const HIDE: Text = text("Hide", "Masquer", "Скрыть");
pub const LOADING: Text = text("Loading…", "Chargement…", "Загрузка…");
pub const MASKED: Text = text("The secret is hidden", "Le code est masqué", "Код скрыт");
pub const MORE_FOUND: Text =
    text("{0} more; type to narrow down", "{0} de plus ; précisez votre recherche", "Ещё {0}; уточните запрос");
pub const NOTHING_FOUND: Text = text("Nothing found", "Aucun résultat", "Ничего не найдено");
pub const REVEAL: Text = text("Show", "Afficher", "Показать");
pub const SEARCH: Text = text("Search", "Rechercher", "Поиск");
pub const SHOW_PASSWORD: Text = text("Show password", "Afficher le mot de passe", "Показать пароль");
pub const TRY_AGAIN: Text = text("Try again", "Réessayer", "Повторить");

pub const NOT_A_DAY: Text =
    text("Write the day as {0}.", "Écrivez le jour sous la forme {0}.", "Введите день в виде {0}.");
pub const PICK_DAY: Text = text("Open the calendar", "Ouvrir le calendrier", "Открыть календарь");
