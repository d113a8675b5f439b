//! The integrations grid.

use shared::text::{Text, text};

pub const LEAD_ADMIN: Text = text(
    "Everything that calls the portal or is called by it. You see all of them; others see their own.",
    "Tout ce qui appelle le portail ou est appelé par lui. Vous voyez tout ; les autres voient les leurs.",
    "Всё, что вызывает портал или вызывается им. Вы видите все интеграции, остальные — только свои.",
);
pub const LEAD: Text = text(
    "Everything of yours that calls the portal or is called by it.",
    "Tout ce qui, chez vous, appelle le portail ou est appelé par lui.",
    "Всё ваше, что вызывает портал или вызывается им.",
);
pub const NEW: Text = text("New integration", "Nouvelle intégration", "Новая интеграция");
pub const SEARCH: Text = text(
    "Filter by name, person, permission, event",
    "Filtrer par nom, personne, droit, événement",
    "Название, человек, право, событие",
);
pub const NAME: Text = text("Name", "Nom", "Название");
pub const OWNER: Text = text("Owner", "Propriétaire", "Владелец");
pub const PERMISSIONS: Text = text("Permissions", "Droits", "Права");
pub const EVENTS: Text = text("Events", "Événements", "События");
pub const WIDGETS: Text = text("Widgets", "Widgets", "Виджеты");
pub const STATUS: Text = text("Status", "État", "Статус");
pub const LAST_USED: Text = text("Last used", "Dernier appel", "Последний вызов");
pub const REQUESTS: Text = text("Requests, 7 days", "Requêtes, 7 jours", "Запросы, 7 дней");
pub const ACTIONS: Text = text("Actions", "Actions", "Действия");
pub const ACTIONS_FOR: Text = text("Actions for {0}", "Actions pour {0}", "Действия: {0}");
pub const PART_INBOUND: Text = text("Inbound", "Entrant", "Входящий");
pub const ACTIVE: Text = text("Active", "Active", "Работает");
pub const DRAFT: Text = text("Draft", "Brouillon", "Черновик");
pub const DISABLED: Text = text("Disabled", "Désactivée", "Отключена");
pub const EXPIRED: Text = text("Expired", "Expirée", "Истекла");
pub const EXPIRES: Text = text("Expires {0}", "Expire {0}", "Истекает {0}");
pub const NONE: Text = text("none", "aucun", "нет");
pub const NEVER: Text = text("never", "jamais", "никогда");
pub const EDIT: Text = text("Edit", "Modifier", "Изменить");
pub const ENABLE: Text = text("Enable", "Activer", "Включить");
pub const DISABLE: Text = text("Disable", "Désactiver", "Отключить");
pub const DELETE: Text = text("Delete…", "Supprimer…", "Удалить…");
pub const DELETE_TITLE: Text = text("Delete “{0}”?", "Supprimer « {0} » ?", "Удалить «{0}»?");
pub const DELETE_TEXT: Text = text(
    "Its address stops working at once, for everything that calls it. This can’t be undone.",
    "Son adresse cesse aussitôt de fonctionner, pour tout ce qui l’appelle. C’est irréversible.",
    "Её адрес сразу перестанет работать для всех, кто его вызывает. Вернуть будет нельзя.",
);
pub const DELETE_USED: Text = text(
    "Requests in the last 7 days: {0}.",
    "Requêtes des 7 derniers jours : {0}.",
    "Запросов за последние 7 дней: {0}.",
);
pub const DELETE_FOREIGN: Text = text(
    "It belongs to {0}, who will be told.",
    "Elle appartient à {0}, qui en sera averti.",
    "Владелец — {0}. Он получит уведомление.",
);
pub const DELETE_ACT: Text = text("Delete integration", "Supprimer l’intégration", "Удалить интеграцию");
pub const DELETED: Text = text("Deleted: {0}", "Supprimée : {0}", "Удалена: {0}");
pub const NOW_ENABLED: Text = text("Enabled: {0}", "Activée : {0}", "Включена: {0}");
pub const NOW_DISABLED: Text = text("Disabled: {0}", "Désactivée : {0}", "Отключена: {0}");
pub const COUNT: Text = text("Integrations: {0}", "Intégrations : {0}", "Интеграций: {0}");
pub const COUNT_SOME: Text = text("Shown: {0} of {1}", "Affichées : {0} sur {1}", "Показано: {0} из {1}");
pub const NO_MATCH: Text = text(
    "No integration matches “{0}”.",
    "Aucune intégration ne correspond à « {0} ».",
    "По запросу «{0}» интеграций нет.",
);
pub const RESET: Text = text("Show all", "Tout afficher", "Показать все");
pub const EMPTY_TITLE: Text = text("Nothing here yet", "Rien ici pour l’instant", "Здесь пока пусто");
pub const EMPTY_TEXT: Text = text(
    "Pick a ready scenario, or start with an inbound webhook: an address that calls any method you allow.",
    "Choisissez un scénario prêt à l’emploi, ou commencez par un webhook entrant : une adresse qui appelle toute méthode que vous autorisez.",
    "Выберите готовый сценарий или начните с входящего вебхука — адреса, который вызывает любой разрешённый метод.",
);
pub const SEE_SCENARIOS: Text = text("See the scenarios", "Voir les scénarios", "Посмотреть сценарии");
