//! The audit trail.

use shared::text::{Text, text};

pub const LEAD_ADMIN: Text = text(
    "Who did what on this portal, when and from where. You see everything; others see what concerns them.",
    "Qui a fait quoi sur ce portail, quand et d’où. Vous voyez tout ; les autres voient ce qui les concerne.",
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

/// Acts by their codes.
pub const ACTS: &[(&str, Text)] = &[
    ("set_up", text("Set the portal up", "A installé le portail", "Настройка портала")),
    ("signed_in", text("Signed in", "Connexion", "Вход")),
    ("signed_out", text("Signed out", "Déconnexion", "Выход")),
    ("invited", text("Invited", "Invitation", "Приглашение")),
    ("link_made", text("Made a sign-in link", "Lien de connexion créé", "Создание ссылки для входа")),
    ("link_used", text("Used a sign-in link", "Lien de connexion utilisé", "Вход по ссылке")),
    ("link_revoked", text("Revoked a sign-in link", "Lien de connexion révoqué", "Отзыв ссылки для входа")),
    ("role_changed", text("Changed a role", "Rôle modifié", "Смена роли")),
    ("person_changed", text("Changed a person", "Personne modifiée", "Изменение данных человека")),
    ("activated", text("Activated an account", "Compte activé", "Включение учётной записи")),
    ("deactivated", text("Deactivated an account", "Compte désactivé", "Отключение учётной записи")),
    ("profile_changed", text("Changed their profile", "Profil modifié", "Изменение профиля")),
    ("password_changed", text("Changed their password", "Mot de passe modifié", "Смена пароля")),
    ("session_ended", text("Ended a session", "Session fermée", "Завершение сеанса")),
    ("other_sessions_ended", text("Ended other sessions", "Autres sessions fermées", "Завершение других сеансов")),
    ("draft_saved", text("Created an integration", "Intégration créée", "Создание интеграции")),
    ("edited", text("Edited an integration", "Intégration modifiée", "Изменение интеграции")),
    ("taken_over", text("Took an integration over", "Intégration reprise", "Интеграция сменила владельца")),
    ("kept", text("Kept an integration", "Intégration conservée", "Интеграция сохранена")),
    ("secret_replaced", text("Replaced a secret", "Code remplacé", "Замена кода")),
    ("secret_revealed", text("Looked at a secret", "Code affiché", "Просмотр кода")),
    ("former_secret_ended", text("Ended the former secret", "Ancien code désactivé", "Отключение прежнего кода")),
    ("enabled", text("Enabled an integration", "Intégration activée", "Включение интеграции")),
    ("disabled", text("Disabled an integration", "Intégration désactivée", "Отключение интеграции")),
    ("deliveries_paused", text("Paused deliveries", "Envois suspendus", "Приостановка отправки")),
    ("deliveries_resumed", text("Resumed deliveries", "Envois repris", "Возобновление отправки")),
    ("redelivered", text("Sent deliveries again", "Envois relancés", "Повторная отправка")),
    ("deleted", text("Deleted an integration", "Intégration supprimée", "Удаление интеграции")),
    ("settings_changed", text("Changed settings", "Réglages modifiés", "Изменение настроек")),
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
    ("admin", text("Administrator", "Administrateur", "Администратор")),
    ("limits", text("Limits", "Limites", "Ограничения")),
    ("overlap", text("Hours of overlap", "Heures de chevauchement", "Часов работы прежнего кода")),
];
