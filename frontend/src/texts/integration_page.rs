//! The page of one integration.

use shared::text::{Text, text};

pub const TITLE: Text = text("Integration", "Intégration", "Интеграция");
pub const PARTS: Text = text("Parts of the page", "Parties de la page", "Разделы страницы");
pub const OVERVIEW: Text = text("Overview", "Aperçu", "Обзор");
pub const LOG: Text = text("Log", "Journal", "Журнал");
pub const ERRORS: Text = text("Errors", "Erreurs", "Ошибки");
pub const GONE: Text = text("No such integration", "Intégration introuvable", "Такой интеграции нет");
pub const GONE_TEXT: Text = text(
    "It has been deleted, or it is not yours.",
    "Elle a été supprimée, ou elle n’est pas à vous.",
    "Она удалена или принадлежит не вам.",
);
pub const ALL: Text = text("All integrations", "Toutes les intégrations", "Все интеграции");
pub const FACTS: Text = text("Facts", "Caractéristiques", "Сведения");
pub const USAGE: Text = text("My usage", "Mon utilisation", "Моё использование");
pub const USAGE_OF: Text = text("Usage by {0}", "Utilisation par {0}", "Использование: {0}");
pub const REQUESTS_24H: Text = text("Requests, 24 hours", "Requêtes, 24 heures", "Запросы за 24 часа");
pub const ERRORS_24H: Text = text("Errors, 24 hours", "Erreurs, 24 heures", "Ошибки за 24 часа");
pub const REQUESTS_14D: Text = text("Requests, 14 days", "Requêtes, 14 jours", "Запросы за 14 дней");
pub const DAY: Text =
    text("{0}: requests {1}, errors {2}", "{0} : requêtes {1}, erreurs {2}", "{0}: запросов {1}, ошибок {2}");
pub const LEGEND: Text = text(
    "Requests of the last 14 days; hatched are those that failed.",
    "Requêtes des 14 derniers jours ; en hachures, celles qui ont échoué.",
    "Запросы за последние 14 дней; заштрихованы неудачные.",
);
pub const METHODS: Text = text("Methods", "Méthodes", "Методы");
pub const METHOD: Text = text("Method", "Méthode", "Метод");
pub const UNKNOWN_METHOD: Text = text("unknown method", "méthode inconnue", "неизвестный метод");
pub const CALLS: Text = text("Calls", "Appels", "Вызовы");
pub const MEAN: Text = text("Mean, ms", "Moyenne, ms", "В среднем, мс");
pub const FROM_ADDRESS: Text = text("from", "depuis", "с адреса");
pub const TIME: Text = text("Time", "Heure", "Время");
pub const DURATION: Text = text("Duration", "Durée", "Длительность");
pub const ADDRESS: Text = text("Client", "Client", "Клиент");
pub const MS: Text = text("{0} ms", "{0} ms", "{0} мс");
pub const IN_BATCH: Text = text("in a batch", "dans un lot", "в пакете");
pub const ALL_CALLS: Text = text("All calls", "Tous les appels", "Все вызовы");
pub const WENT_WELL: Text = text("Succeeded", "Réussis", "Успешные");
pub const FAILED: Text = text("Failed", "Échoués", "Неудачные");
pub const PERIOD: Text = text("Period", "Période", "Период");
pub const ANY_TIME: Text = text("All that is kept", "Tout ce qui est conservé", "Всё, что хранится");
pub const LAST_HOUR: Text = text("Last hour", "Dernière heure", "Последний час");
pub const LAST_DAY: Text = text("Last 24 hours", "Dernières 24 heures", "Последние 24 часа");
pub const LAST_WEEK: Text = text("Last 7 days", "7 derniers jours", "Последние 7 дней");
pub const LOG_SEARCH: Text = text("Method, error or address", "Méthode, erreur ou adresse", "Метод, ошибка или адрес");
pub const LOAD_OLDER: Text = text("Show older calls", "Afficher les appels précédents", "Показать более ранние");
pub const MORE_CALLS: Text = text(
    "…and more calls in this second: {0}",
    "…et d’autres appels dans cette seconde : {0}",
    "…и ещё вызовов за эту секунду: {0}",
);
pub const KEPT: Text = text(
    "Calls are kept for {0} days, the newest 10,000 of them; parameters never.",
    "Les appels sont conservés {0} jours, les 10 000 derniers ; jamais les paramètres.",
    "Вызовы хранятся {0} дней, не более 10 000 последних; параметры не хранятся никогда.",
);
pub const NO_CALLS: Text = text("No calls yet", "Aucun appel pour l’instant", "Вызовов ещё не было");
pub const NO_CALLS_TEXT: Text = text(
    "A call shows here a second after it was made.",
    "Un appel apparaît ici une seconde après avoir été fait.",
    "Вызов появится здесь через секунду после того, как его сделают.",
);
pub const NO_CALL_MATCHES: Text =
    text("No call matches the filter", "Aucun appel ne correspond au filtre", "Под фильтр ничего не подходит");
pub const ERROR: Text = text("Error", "Erreur", "Ошибка");
pub const TIMES: Text = text("Times", "Occurrences", "Сколько раз");
pub const FIRST_SEEN: Text = text("First seen", "Première fois", "Впервые");
pub const LAST_SEEN: Text = text("Last seen", "Dernière fois", "В последний раз");
pub const ERRORS_NOTE: Text = text(
    "Counted over the calls that the log keeps. A method leads to its failed calls.",
    "Comptées parmi les appels conservés dans le journal. Une méthode mène à ses appels échoués.",
    "Считаются вызовы, которые хранит журнал. Метод ведёт к своим неудачным вызовам.",
);
pub const NO_ERRORS: Text = text("No errors", "Aucune erreur", "Ошибок нет");
pub const NO_ERRORS_TEXT: Text = text(
    "None of the calls that are kept has failed.",
    "Aucun des appels conservés n’a échoué.",
    "Ни один из хранимых вызовов не закончился неудачей.",
);
