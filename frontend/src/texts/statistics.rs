//! The statistics screen.

use shared::text::{Text, text};

pub const TITLE: Text = text("Statistics", "Statistiques", "Статистика");
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
pub const INTEGRATION: Text = text("Integration", "Intégration", "Интеграция");
pub const ALL_INTEGRATIONS: Text = text("All integrations", "Toutes les intégrations", "Все интеграции");
pub const METHOD: Text = text("Method", "Méthode", "Метод");
pub const ALL_METHODS: Text = text("All methods", "Toutes les méthodes", "Все методы");
pub const DRAFTS: Text = text("Drafts", "Brouillons", "Черновики");
pub const DELETED: Text = text("Deleted no. {0}", "Supprimée n° {0}", "Удалена, № {0}");
pub const OTHERS: Text = text("All others", "Toutes les autres", "Все остальные");
pub const RESET: Text = text("Reset filter", "Réinitialiser le filtre", "Сбросить фильтр");

pub const REQUESTS: Text = text("Requests", "Requêtes", "Запросы");
pub const REQUESTS_DAILY: Text = text("{0} a day", "{0} par jour", "{0} в день");
pub const ERRORS: Text = text("Errors", "Erreurs", "Ошибки");
pub const ERRORS_RATE: Text = text("{0} of all requests", "{0} des requêtes", "{0} всех запросов");
pub const BUSIEST: Text = text("Busiest integration", "Intégration la plus active", "Самая активная интеграция");
pub const BUSIEST_METHOD: Text = text("Busiest method", "Méthode la plus appelée", "Самый частый метод");
pub const SHARE: Text = text("{0}, {1} of all", "{0}, soit {1} du total", "{0}, {1} всех");

pub const CHART: Text = text("Requests a day", "Requêtes par jour", "Запросы по дням");
pub const CHART_KEYS: Text = text(
    "Arrow keys move between bars, Enter filters.",
    "Les flèches passent d’une barre à l’autre, Entrée filtre.",
    "Стрелки переводят между столбцами, Enter фильтрует.",
);
pub const SEGMENT: Text = text("{0}, {1}: {2}", "{0}, {1} : {2}", "{0}, {1}: {2}");
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
pub const ROWS_SHOWN: Text = text("{0} of {1} rows", "{0} lignes sur {1}", "{0} строк из {1}");
pub const MORE_ROWS: Text = text("Show more", "Afficher plus", "Показать ещё");
pub const EMPTY: Text = text(
    "No REST calls between {0} and {1}.",
    "Aucun appel REST entre le {0} et le {1}.",
    "С {0} по {1} вызовов REST не было.",
);
pub const EMPTY_DAY: Text = text("No REST calls on {0}.", "Aucun appel REST le {0}.", "{0} вызовов REST не было.");
