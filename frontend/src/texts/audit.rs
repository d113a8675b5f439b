//! The audit trail.

use shared::text::{Text, text};

pub const LEAD_ADMIN: Text = text(
    "Who did what on this portal, when and from where. You see everything; others see what concerns them.",
    "Qui a fait quoi sur ce portail, quand et d’où. Vous voyez tout ; les autres voient ce qui les concerne.",
    "Кто, что, когда и откуда сделал на портале. Вы видите всё, остальные — то, что касается их.",
);
pub const LEAD: Text = text(
    "What you did, and what was done to you and to what is yours.",
    "Ce que vous avez fait, et ce qui vous concerne, vous et vos intégrations.",
    "Что сделали вы и что сделали с вами и вашими интеграциями.",
);
pub const TIME: Text = text("Time", "Heure", "Время");
pub const WHO: Text = text("Who", "Qui", "Кто");
pub const WHAT: Text = text("What", "Quoi", "Что");
pub const CHANGED: Text = text("Details", "Détails", "Подробности");
pub const ADDRESS: Text = text("Address", "Adresse", "Адрес");
pub const ACT: Text = text("Act", "Action", "Действие");
pub const ANY_ACT: Text = text("Any", "Toutes", "Любое");
pub const FROM: Text = text("From", "Du", "С");
pub const TO: Text = text("To", "Au", "По");
pub const RESET: Text = text("Show all", "Tout afficher", "Показать всё");
pub const EMPTY: Text = text("Nothing yet", "Rien pour l’instant", "Пока ничего");
pub const NO_MATCH: Text =
    text("Nothing matches the filter", "Rien ne correspond au filtre", "Под фильтр ничего не подходит");
pub const LOAD_OLDER: Text = text("Show older rows", "Afficher les lignes précédentes", "Показать более ранние");
pub const GONE: Text = text("integration {0}, deleted", "intégration {0}, supprimée", "интеграция {0}, удалена");

pub const YES: Text = text("yes", "oui", "да");
pub const NO: Text = text("no", "non", "нет");
pub const OF: Text = text("{0}:", "{0} :", "{0}:");

/// Acts by their codes.
pub const ACTS: &[(&str, Text)] = &[
    ("set_up", text("Set the portal up", "Installation du portail", "Настройка портала")),
    ("signed_in", text("Signed in", "Connexion", "Вход")),
    ("signed_out", text("Signed out", "Déconnexion", "Выход")),
    ("invited", text("Invited", "Invitation", "Приглашение")),
    ("link_made", text("Made a sign-in link", "Création d’un lien de connexion", "Создание ссылки для входа")),
    ("link_used", text("Used a sign-in link", "Connexion par lien", "Вход по ссылке")),
    ("link_revoked", text("Revoked a sign-in link", "Révocation d’un lien de connexion", "Отзыв ссылки для входа")),
    ("role_changed", text("Changed a role", "Changement de rôle", "Смена роли")),
    ("person_changed", text("Changed a person", "Modification d’une personne", "Изменение данных человека")),
    ("activated", text("Activated an account", "Activation d’un compte", "Включение учётной записи")),
    ("deactivated", text("Deactivated an account", "Désactivation d’un compte", "Отключение учётной записи")),
    ("profile_changed", text("Changed their profile", "Modification du profil", "Изменение профиля")),
    ("password_changed", text("Changed their password", "Changement de mot de passe", "Смена пароля")),
    ("session_ended", text("Ended a session", "Fermeture d’une session", "Завершение сеанса")),
    (
        "other_sessions_ended",
        text("Ended other sessions", "Fermeture des autres sessions", "Завершение других сеансов"),
    ),
    ("draft_saved", text("Created an integration", "Création d’une intégration", "Создание интеграции")),
    ("edited", text("Edited an integration", "Modification d’une intégration", "Изменение интеграции")),
    ("taken_over", text("Took an integration over", "Reprise d’une intégration", "Смена владельца интеграции")),
    ("kept", text("Kept an integration", "Conservation d’une intégration", "Сохранение интеграции за порталом")),
    ("secret_replaced", text("Replaced a secret", "Remplacement d’un code", "Замена кода")),
    ("secret_revealed", text("Looked at a secret", "Consultation d’un code", "Просмотр кода")),
    (
        "former_secret_ended",
        text("Ended the former secret", "Désactivation de l’ancien code", "Отключение прежнего кода"),
    ),
    ("enabled", text("Enabled an integration", "Activation d’une intégration", "Включение интеграции")),
    ("disabled", text("Disabled an integration", "Désactivation d’une intégration", "Отключение интеграции")),
    ("deliveries_paused", text("Paused deliveries", "Suspension des envois", "Приостановка отправки")),
    ("deliveries_resumed", text("Resumed deliveries", "Reprise des envois", "Возобновление отправки")),
    ("redelivered", text("Sent deliveries again", "Relance d’envois", "Повторная отправка")),
    ("deleted", text("Deleted an integration", "Suppression d’une intégration", "Удаление интеграции")),
    ("settings_changed", text("Changed settings", "Modification des réglages", "Изменение настроек")),
];

/// Fields by their names.
pub const FIELDS: &[(&str, Text)] = &[
    ("name", text("Name", "Nom", "Название")),
    ("note", text("Note", "Note", "Заметка")),
    ("scopes", text("Permissions", "Droits", "Права")),
    ("expires", text("Expiry", "Expiration", "Срок действия")),
    ("request", text("Request", "Requête", "Запрос")),
    ("request.method", text("Method", "Méthode", "Метод")),
    ("request.params", text("Parameters", "Paramètres", "Параметры")),
    ("allow", text("Allowed addresses", "Adresses autorisées", "Разрешённые адреса")),
    ("rate", text("Requests per second", "Requêtes par seconde", "Запросов в секунду")),
    ("outbound.url", text("Handler address", "Adresse du gestionnaire", "Адрес обработчика")),
    ("outbound.events", text("Events", "Événements", "События")),
    ("outbound.json", text("Body format", "Format du corps", "Формат тела")),
    ("of", text("Which secret", "Quel code", "Какой код")),
    ("last_name", text("Last name", "Nom de famille", "Фамилия")),
    ("position", text("Position", "Fonction", "Должность")),
    ("departments", text("Departments", "Services", "Отделы")),
    ("time_zone", text("Time zone", "Fuseau horaire", "Часовой пояс")),
    ("admin", text("Administrator", "Administrateur", "Администратор")),
    ("limits", text("Limits", "Limites", "Ограничения")),
    ("overlap", text("Hours of overlap", "Heures de chevauchement", "Часов работы прежнего кода")),
];
