//! The statistics screen.

use shared::text::{Text, text};

pub const TITLE: Text = text("Statistics", "Statistiques", "Статистика");
pub const LEAD: Text = text(
    "Every REST call of the last {0} days, by integration and method. Days begin at midnight in the portal’s time zone, {1}.",
    "Tous les appels REST des {0} derniers jours, par intégration et par méthode. Les jours commencent à minuit dans le fuseau horaire du portail, {1}.",
    "Все вызовы REST за последние {0} дней по интеграциям и методам. Сутки начинаются в полночь по часовому поясу портала: {1}.",
);
pub const ADMINS_ONLY: Text = text(
    "Statistics are for administrators.",
    "Les statistiques sont réservées aux administrateurs.",
    "Статистика доступна администраторам.",
);
pub const WINDOW: Text = text("Days", "Jours", "Дни");
pub const TODAY: Text = text("Today", "Aujourd’hui", "Сегодня");
pub const DAYS_7: Text = text("7 days", "7 jours", "7 дней");
pub const DAYS_14: Text = text("14 days", "14 jours", "14 дней");
pub const FROM: Text = text("From", "Du", "С");
pub const TO: Text = text("To", "Au", "По");
pub const SHOW: Text = text("Show", "Afficher", "Показать");
pub const FUTURE: Text =
    text("These days have not come yet.", "Ces jours ne sont pas encore venus.", "Эти дни ещё не наступили.");
pub const BACKWARDS: Text = text(
    "The last day comes before the first.",
    "Le dernier jour précède le premier.",
    "Последний день раньше первого.",
);
pub const NO_WINDOW: Text = text("No days to show", "Aucun jour à afficher", "Нет дней для показа");
pub const LAST_14: Text = text("Show the last 14 days", "Afficher les 14 derniers jours", "Показать последние 14 дней");
pub const INTEGRATION: Text = text("Integration", "Intégration", "Интеграция");
pub const ALL_INTEGRATIONS: Text = text("All integrations", "Toutes les intégrations", "Все интеграции");
pub const METHOD: Text = text("Method", "Méthode", "Метод");
pub const ALL_METHODS: Text = text("All methods", "Toutes les méthodes", "Все методы");
pub const OTHERS: Text = text("All others", "Toutes les autres", "Все остальные");
pub const RESET: Text = text("Reset filter", "Réinitialiser le filtre", "Сбросить фильтр");

pub const REQUESTS: Text = text("Requests", "Requêtes", "Запросы");
pub const REQUESTS_DAILY: Text = text("{0} a day", "{0} par jour", "{0} в день");
pub const ERRORS: Text = text("Errors", "Erreurs", "Ошибки");
pub const ERRORS_RATE: Text = text("{0} of all requests", "{0} des requêtes", "{0} всех запросов");

pub const CHART: Text = text("Requests a day", "Requêtes par jour", "Запросы по дням");
pub const CHART_KEYS: Text = text(
    "Arrow keys move between bars, Enter filters.",
    "Les flèches passent d’une barre à l’autre, Entrée filtre.",
    "Стрелки переводят между столбцами, Enter фильтрует.",
);
pub const SEGMENT: Text = text("{0}, {1}: {2}", "{0}, {1} : {2}", "{0}, {1}: {2}");
pub const FILTER_BY: Text = text("Show only {0}", "N’afficher que {0}", "Показать только {0}");

pub const TABLE: Text = text(
    "Requests by day, integration and method",
    "Requêtes par jour, intégration et méthode",
    "Запросы по дням, интеграциям и методам",
);
pub const DATE: Text = text("Date", "Date", "Дата");
pub const MEAN: Text = text("Mean time", "Temps moyen", "Среднее время");
pub const IN_BATCH: Text = text("inside batch", "dans un lot", "внутри batch");
pub const IN_BATCH_HELP: Text = text(
    "Calls inside a batch are not requests of their own and not in the totals.",
    "Les appels dans un lot ne sont pas des requêtes à part et ne comptent pas dans les totaux.",
    "Вызовы внутри batch не считаются отдельными запросами и не входят в итоги.",
);
pub const EMPTY: Text = text(
    "No REST calls between {0} and {1}.",
    "Aucun appel REST entre le {0} et le {1}.",
    "С {0} по {1} вызовов REST не было.",
);
pub const EMPTY_DAY: Text = text("No REST calls on {0}.", "Aucun appel REST le {0}.", "{0} вызовов REST не было.");

pub const EXPORT_CSV: Text = text("Export CSV", "Exporter en CSV", "Скачать CSV");
pub const EXPORT_JSON: Text = text("Export JSON", "Exporter en JSON", "Скачать JSON");
pub const TRAIL: Text = text("What is shown", "Ce qui est affiché", "Что показано");

pub const MEASURE: Text = text("What to compare", "Que comparer", "Что сравнить");
pub const WORK: Text = text("Operating time", "Temps d’exécution", "Время работы");
pub const MEDIAN: Text = text("Median answer", "Réponse médiane", "Медиана ответа");
pub const MEDIAN_SHORT: Text = text("Median", "Médiane", "Медиана");
pub const P95: Text = text("95% within", "95 % en", "95 % за");
pub const PERCENTILES: Text =
    text("95% within {0}, 99% within {1}", "95 % en {0}, 99 % en {1}", "95 % за {0}, 99 % за {1}");
pub const LIMIT_HITS: Text = text("Refused by limits", "Refusées par les limites", "Отклонено лимитами");
pub const WORKED: Text = text("methods worked {0}", "{0} d’exécution des méthodes", "методы работали {0}");
pub const ERRORS_MOST: Text =
    text("{0} of all requests, mostly {1}", "{0} des requêtes, surtout {1}", "{0} всех запросов, чаще {1}");
pub const COMPARED: Text = text(
    "{0} on as many days before ({1})",
    "{0} par rapport à la période précédente ({1} j)",
    "{0} к предыдущему периоду ({1} дн.)",
);

pub const CHART_ERRORS: Text = text("Errors a day", "Erreurs par jour", "Ошибки по дням");
pub const CHART_TIME: Text = text("Operating time a day", "Temps d’exécution par jour", "Время работы по дням");
pub const AS_TABLE: Text = text("The same as a table", "Les mêmes chiffres en tableau", "То же таблицей");

pub const TOP_INTEGRATIONS: Text = text("Integrations", "Intégrations", "Интеграции");
pub const TOP_METHODS: Text = text("Methods", "Méthodes", "Методы");
pub const SLOWEST: Text = text(
    "Slowest methods: 95% are answered within",
    "Méthodes les plus lentes : 95 % des réponses en",
    "Самые медленные методы: 95 % ответов за",
);
pub const CODES: Text = text("Errors by code", "Erreurs par code", "Ошибки по кодам");
pub const CODE: Text = text("Code", "Code", "Код");
pub const STATUS: Text = text("Status", "Statut", "Статус");
pub const NO_CODE: Text = text("without a code", "sans code", "без кода");
pub const IN_BATCHES: Text = text("Inside batches", "Dans des lots", "Внутри batch");
pub const MOST_FROM: Text = text("Most often", "Le plus souvent", "Чаще всего");

pub const CALLS: Text = text("Total", "Total", "Всего");

pub const STANDING: Text = text("Limits right now", "Les limites en ce moment", "Лимиты сейчас");
pub const STATE_NORMAL: Text = text("REST works normally", "REST fonctionne normalement", "REST работает штатно");
pub const STATE_LIMITED: Text = text(
    "Too fast: {0} requests refused in 10 minutes",
    "Trop rapide : {0} requêtes refusées en 10 minutes",
    "Слишком часто: {0} запросов отклонено за 10 минут",
);
pub const STATE_COOLING: Text =
    text("Methods that have to wait: {0}", "Méthodes mises en attente : {0}", "Методов в ожидании: {0}");
pub const STATE_BLOCKED: Text = text("REST is blocked", "REST est bloqué", "REST заблокирован");
pub const LIMITS_OFF: Text = text("No limits are set.", "Aucune limite n’est définie.", "Лимиты не заданы.");
pub const LIMITS_ON: Text = text(
    "Allowed: {0} requests a second, {1} at once, {2} s of operating time in 10 minutes.",
    "Autorisé : {0} requêtes par seconde, {1} d’un coup, {2} s d’exécution en 10 minutes.",
    "Разрешено: {0} запросов в секунду, {1} сразу, {2} с работы за 10 минут.",
);
pub const LAST_TEN: Text =
    text("What worked in the last 10 minutes", "Activité des 10 dernières minutes", "Что работало последние 10 минут");
pub const QUIET: Text = text("No method has worked.", "Aucune méthode n’a été exécutée.", "Ни один метод не работал.");
pub const OF_BUDGET: Text = text("{0} of {1} s", "{0} sur {1} s", "{0} из {1} с");
pub const WORKED_SECONDS: Text = text("{0} s", "{0} s", "{0} с");
pub const WAITS: Text = text("{0} s, waits {1} more", "{0} s, attend encore {1}", "{0} с, ждать ещё {1}");
pub const SENT_AWAY: Text = text("{0} refused", "{0} refusées", "отклонено: {0}");
pub const BLOCK: Text = text("Block REST…", "Bloquer REST…", "Заблокировать REST…");
pub const BLOCK_TITLE: Text =
    text("Block REST for everybody?", "Bloquer REST pour tous ?", "Заблокировать REST для всех?");
pub const BLOCK_ACT: Text = text("Block REST", "Bloquer REST", "Заблокировать REST");
pub const BLOCK_TEXT: Text = text(
    "Every call of every integration is answered with OVERLOAD_LIMIT until an administrator unblocks REST.",
    "Chaque appel de chaque intégration recevra OVERLOAD_LIMIT jusqu’à ce qu’un administrateur débloque REST.",
    "Любой вызов любой интеграции получит OVERLOAD_LIMIT, пока администратор не снимет блокировку.",
);
pub const UNBLOCK: Text = text("Unblock REST", "Débloquer REST", "Снять блокировку REST");
pub const BLOCKED: Text = text(
    "An administrator has blocked REST: every call is refused.",
    "Un administrateur a bloqué REST : chaque appel est refusé.",
    "Администратор заблокировал REST: все вызовы отклоняются.",
);
pub const LOAD_FROM: Text = text(
    "Most of the load before it came from “{0}”.",
    "Avant cela, la charge venait surtout de « {0} ».",
    "Перед этим больше всего нагружала «{0}».",
);
pub const DISABLE: Text = text("Disable “{0}”", "Désactiver « {0} »", "Отключить «{0}»");
pub const DISABLED: Text = text("“{0}” is disabled.", "« {0} » est désactivée.", "«{0}» отключена.");
