//! The integrations grid.

use shared::text::{Text, text};

pub const LEAD_ADMIN: Text = text(
    "Everything that calls the portal or is called by it. You see all of them; others see their own.",
    "Tout ce qui appelle le portail ou est appelé par lui. Vous voyez tout ; les autres voient les leurs.",
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
pub const ACTIONS_FOR: Text = text("Actions for {0}", "Actions pour {0}", "Действия: {0}");
pub const PART_INBOUND: Text = text("Inbound", "Entrant", "Входящий");
pub const PART_OUTBOUND: Text = text("Outbound", "Sortant", "Исходящий");
pub const ACTIVE: Text = text("Active", "Active", "Работает");
pub const PAUSED: Text = text("Deliveries paused", "Envois suspendus", "Отправка приостановлена");
pub const DRAFT: Text = text("Draft", "Brouillon", "Черновик");
pub const DISABLED: Text = text("Disabled", "Désactivée", "Отключена");
pub const EXPIRED: Text = text("Expired", "Expirée", "Истекла");
pub const EXPIRES: Text = text("Expires {0}", "Expire {0}", "Истекает {0}");
pub const NONE: Text = text("none", "aucun", "нет");
pub const NEVER: Text = text("never", "jamais", "никогда");
pub const EDIT: Text = text("Edit", "Modifier", "Изменить");
pub const ENABLE: Text = text("Enable", "Activer", "Включить");
pub const DISABLE: Text = text("Disable", "Désactiver", "Отключить");
pub const DISABLE_ASK: Text = text("Disable…", "Désactiver…", "Отключить…");
pub const SWITCH_OFF: Text = text("Switch “{0}” off?", "Désactiver « {0} » ?", "Отключить «{0}»?");
pub const SWITCH_OFF_ACT: Text = text("Switch off", "Désactiver", "Отключить");
pub const SWITCH_OFF_CALLS: Text = text(
    "Every call to its address is refused at once, until it is switched on again. The address stays the same.",
    "Tout appel à son adresse est aussitôt refusé, jusqu’à ce qu’elle soit réactivée. L’adresse reste la même.",
    "Все вызовы по её адресу сразу получат отказ, пока её не включат снова. Адрес не изменится.",
);
pub const SWITCH_OFF_EVENTS: Text = text(
    "It sends no events. What happens meanwhile is not sent later.",
    "Elle n’envoie plus d’événements. Ceux survenus entre-temps ne seront pas envoyés ensuite.",
    "События она отправлять перестанет. Те, что произойдут за это время, потом не отправятся.",
);
pub const DELETE: Text = text("Delete…", "Supprimer…", "Удалить…");
pub const DELETE_TITLE: Text = text("Delete “{0}”?", "Supprimer « {0} » ?", "Удалить «{0}»?");
pub const DELETE_CALLS: Text = text(
    "Its address stops working at once, for everything that calls it.",
    "Son adresse cesse aussitôt de fonctionner, pour tout ce qui l’appelle.",
    "Её адрес сразу перестанет работать для всех, кто его вызывает.",
);
pub const DELETE_EVENTS: Text = text(
    "Its handler is told of nothing more.",
    "Son gestionnaire n’est plus averti de rien.",
    "Её обработчик больше ничего не узнает.",
);
pub const DELETE_DELIVERIES: Text = text(
    "Its deliveries go with it, those that still wait too.",
    "Ses envois disparaissent avec elle, même ceux en attente.",
    "Её доставки исчезнут вместе с ней, в том числе ожидающие.",
);
pub const DELETE_FOR_GOOD: Text = text("This can’t be undone.", "C’est irréversible.", "Вернуть будет нельзя.");
pub const DELETE_USED: Text = text(
    "Requests in the last 7 days: {0}.",
    "Requêtes des 7 derniers jours : {0}.",
    "Запросов за последние 7 дней: {0}.",
);
pub const DELETE_FOREIGN: Text = text(
    "It belongs to {0}, who will be told.",
    "Elle appartient à {0}, qui en sera averti.",
    "Владелец — {0}. Он получит уведомление.",
);
pub const DELETE_ACT: Text = text("Delete integration", "Supprimer l’intégration", "Удалить интеграцию");
pub const DELETED: Text = text("Deleted: {0}", "Supprimée : {0}", "Удалена: {0}");
pub const NOW_ENABLED: Text = text("Enabled: {0}", "Activée : {0}", "Включена: {0}");
pub const NOW_DISABLED: Text = text("Disabled: {0}", "Désactivée : {0}", "Отключена: {0}");
pub const NO_MATCH: Text = text("No match", "Aucun résultat", "Ничего не найдено");
pub const NO_MATCH_TEXT: Text = text(
    "No integration fits the filter.",
    "Aucune intégration ne correspond au filtre.",
    "Под фильтр не подходит ни одна интеграция.",
);
pub const RESET: Text = text("Show all", "Tout afficher", "Показать все");
pub const EMPTY_TITLE: Text = text("Nothing here yet", "Rien ici pour l’instant", "Здесь пока пусто");
pub const EMPTY_TEXT: Text = text(
    "Pick a ready scenario, or start with an inbound webhook: an address that calls any method you allow.",
    "Choisissez un scénario prêt à l’emploi, ou commencez par un webhook entrant : une adresse qui appelle toute méthode que vous autorisez.",
    "Выберите готовый сценарий или начните с входящего вебхука — адреса, который вызывает любой разрешённый метод.",
);
pub const SEE_SCENARIOS: Text = text("See the scenarios", "Voir les scénarios", "Посмотреть сценарии");

pub const ID: Text = text("ID", "ID", "ID");
pub const KIND: Text = text("Kind", "Type", "Вид");
pub const CREATED: Text = text("Created", "Créée", "Создана");
pub const UPDATED: Text = text("Updated", "Modifiée", "Изменена");
pub const EXPIRY: Text = text("Expires", "Expire", "Истекает");
pub const REQUESTS_24H: Text = text("Requests, 24 h", "Requêtes, 24 h", "Запросы, 24 ч");
pub const ERROR_RATE: Text = text("Error rate, 24 h", "Taux d’erreur, 24 h", "Доля ошибок, 24 ч");
pub const OPEN_LOG: Text = text("Open log", "Ouvrir le journal", "Открыть журнал");
pub const COPY_ADDRESS: Text = text("Copy address", "Copier l’adresse", "Скопировать адрес");
pub const ADDRESS_COPIED: Text = text("Address copied", "Adresse copiée", "Адрес скопирован");
pub const DUPLICATE: Text = text("Duplicate", "Dupliquer", "Сделать копию");
pub const COPY_OF: Text = text("{0} (copy)", "{0} (copie)", "{0} (копия)");
pub const TYPE_NAME: Text = text(
    "It is in use. Type its name to delete it: {0}",
    "Elle est utilisée. Saisissez son nom pour la supprimer : {0}",
    "Она используется. Чтобы удалить, введите её название: {0}",
);
pub const TYPE_NAME_EXACTLY: Text = text("That is not its name.", "Ce n’est pas son nom.", "Это не её название.");
pub const TYPE_NUMBER: Text = text(
    "Type their number to delete them: {0}",
    "Saisissez leur nombre pour les supprimer : {0}",
    "Чтобы удалить, введите их число: {0}",
);
pub const TYPE_NUMBER_EXACTLY: Text =
    text("That is not their number.", "Ce n’est pas leur nombre.", "Это не их число.");
pub const PICK: Text = text("Select “{0}”", "Sélectionner « {0} »", "Выбрать «{0}»");
pub const PICK_PAGE: Text = text("Select all on this page", "Sélectionner toute la page", "Выбрать все на странице");
pub const PICKED: Text = text("Selected: {0} of {1}", "Sélection : {0} sur {1}", "Выбрано: {0} из {1}");
pub const PICK_ALL: Text =
    text("Select all that match: {0}", "Sélectionner tous les résultats : {0}", "Выбрать все найденные: {0}");
pub const PICK_NONE: Text = text("Clear selection", "Effacer la sélection", "Снять выбор");
pub const ENABLE_MANY: Text =
    text("Enable integrations: {0}?", "Activer des intégrations : {0} ?", "Включить интеграции: {0}?");
pub const ENABLE_MANY_TEXT: Text = text(
    "Their addresses answer calls again.",
    "Leurs adresses répondent de nouveau.",
    "Их адреса снова будут отвечать на вызовы.",
);
pub const DISABLE_MANY: Text =
    text("Disable integrations: {0}?", "Désactiver des intégrations : {0} ?", "Отключить интеграции: {0}?");
pub const DISABLE_MANY_TEXT: Text = text(
    "Their addresses stop answering until they are enabled again.",
    "Leurs adresses cessent de répondre jusqu’à leur réactivation.",
    "Их адреса перестанут отвечать, пока интеграции снова не включат.",
);
pub const DELETE_MANY: Text =
    text("Delete integrations: {0}?", "Supprimer des intégrations : {0} ?", "Удалить интеграции: {0}?");
pub const DELETE_MANY_TEXT: Text = text(
    "Their addresses stop working at once, for everything that calls them, and deliveries go with them, those that still wait too. This can’t be undone.",
    "Leurs adresses cessent aussitôt de fonctionner, pour tout ce qui les appelle, et leurs envois disparaissent, même ceux en attente. C’est irréversible.",
    "Их адреса сразу перестанут работать для всех, кто их вызывает, и доставки исчезнут, в том числе ожидающие. Вернуть будет нельзя.",
);
pub const DELETE_ACT_MANY: Text = text("Delete integrations", "Supprimer les intégrations", "Удалить интеграции");
pub const UNDER_WAY: Text = text("Done: {0} of {1}", "Fait : {0} sur {1}", "Готово: {0} из {1}");
pub const ENABLED_MANY: Text = text("Enabled: {0}", "Activées : {0}", "Включено: {0}");
pub const DISABLED_MANY: Text = text("Disabled: {0}", "Désactivées : {0}", "Отключено: {0}");
pub const DELETED_MANY: Text = text("Deleted: {0}", "Supprimées : {0}", "Удалено: {0}");
pub const REFUSED: Text = text("Not done: {0}", "Non effectué : {0}", "Не выполнено: {0}");
pub const FILTERS: Text = text("Filters", "Filtres", "Фильтры");
pub const FILTERS_SET: Text = text("Filters: {0}", "Filtres : {0}", "Фильтры: {0}");
pub const SORT_BY: Text = text("Sort by", "Trier par", "Сортировка");
pub const NEWEST: Text = text("Newest first", "Les plus récentes", "Сначала новые");
pub const ANY: Text = text("Any", "Indifférent", "Любой вариант");
pub const NAME_HAS: Text = text("Name contains", "Le nom contient", "Название содержит");
pub const PERMISSION: Text = text("Permission", "Droit", "Право");
pub const EVENT: Text = text("Event", "Événement", "Событие");
pub const CREATED_FROM: Text = text("Created from", "Créée du", "Создана с");
pub const CREATED_TO: Text = text("Created to", "Créée au", "Создана по");
pub const USED_FROM: Text = text("Last used from", "Dernier appel du", "Последний вызов с");
pub const USED_TO: Text = text("Last used to", "Dernier appel au", "Последний вызов по");
pub const NEVER_USED: Text = text("Never used", "Jamais utilisées", "Ни разу не вызывались");
pub const REMOVE_FILTER: Text = text("Remove filter — {0}", "Retirer le filtre — {0}", "Убрать фильтр — {0}");
pub const SAVED_FILTERS: Text = text("Saved filters", "Filtres enregistrés", "Сохранённые фильтры");
pub const NO_SAVED_FILTERS: Text = text(
    "Set a filter and give it a name to find it here again.",
    "Réglez un filtre et nommez-le pour le retrouver ici.",
    "Задайте фильтр и дайте ему имя, чтобы он остался здесь.",
);
pub const FILTER_NAME: Text = text("Name of the filter", "Nom du filtre", "Имя фильтра");
pub const SAVE_FILTER: Text = text("Save filter", "Enregistrer le filtre", "Сохранить фильтр");
pub const DELETE_FILTER: Text = text("Delete the filter “{0}”", "Supprimer le filtre « {0} »", "Удалить фильтр «{0}»");
pub const FILTER_NAMELESS: Text = text("Give it a name.", "Donnez-lui un nom.", "Дайте ему имя.");
pub const FILTER_EMPTY: Text = text("Set a filter first.", "Réglez d’abord un filtre.", "Сначала задайте фильтр.");
pub const FILTERS_FULL: Text = text(
    "Delete one of the saved filters first.",
    "Supprimez d’abord un filtre enregistré.",
    "Сначала удалите один из сохранённых.",
);
