//! Scopes: the permissions that a webhook or application may be granted.

use crate::text::{Text, text};

/// A permission.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    /// Name on the wire.
    pub code: &'static str,
    /// Name on the screens.
    pub title: Text,
}

/// Looks a wire name up, in any letter case.
pub fn find(code: &str) -> Option<&'static Scope> {
    SCOPES.iter().find(|scope| scope.code.eq_ignore_ascii_case(code))
}

const fn scope(code: &'static str, title: Text) -> Scope {
    Scope { code, title }
}

/// Every known scope, by wire name. `basic` is not among them: it needs no grant.
#[rustfmt::skip] // A table: one row, one line.
pub static SCOPES: &[Scope] = &[
    scope("ai_admin", text("AI models", "Modèles d’IA", "Модели ИИ")),
    scope("appform", text("Application forms", "Formulaires d’application", "Формы приложений")),
    scope("baas", text("Paid boosters", "Options payantes", "Платные усиления")),
    scope("biconnector", text("BI analytics", "Analyse BI", "BI-аналитика")),
    scope("bizproc", text("Workflows", "Processus d’entreprise", "Бизнес-процессы")),
    scope("booking", text("Online booking", "Réservation en ligne", "Онлайн-запись")),
    scope("calendar", text("Calendar", "Calendrier", "Календарь")),
    scope("calendarmobile", text("Mobile calendar", "Calendrier mobile", "Мобильный календарь")),
    scope("call", text("Outgoing calls", "Appels sortants", "Исходящие звонки")),
    scope("cashbox", text("Cash registers", "Caisses enregistreuses", "Кассы")),
    scope("catalog", text("Product catalogue", "Catalogue de produits", "Каталог товаров")),
    scope("catalogmobile", text("Mobile catalogue", "Catalogue mobile", "Мобильный каталог")),
    scope("configuration.import", text("Configuration import", "Importation de configuration", "Импорт настроек")),
    scope("contact_center", text("Contact centre", "Centre de contact", "Контакт-центр")),
    scope("crm", text("CRM", "CRM", "CRM")),
    scope("delivery", text("Delivery services", "Services de livraison", "Службы доставки")),
    scope("department", text("Company structure", "Structure de l’entreprise", "Структура компании")),
    scope("disk", text("Drive", "Fichiers", "Диск")),
    scope("documentgenerator", text("Document templates", "Modèles de documents", "Шаблоны документов")),
    scope("entity", text("Application storage", "Stockage d’application", "Хранилище приложения")),
    scope("forum", text("Forums", "Forums", "Форумы")),
    scope("humanresources", text("Company structure, newer methods", "Structure de l’entreprise, nouvelles méthodes", "Структура компании, новые методы")),
    scope("humanresources.hcmlink", text("Link to HR systems", "Liaison avec les systèmes RH", "Связь с кадровыми системами")),
    scope("iblock", text("Information blocks", "Blocs d’information", "Информационные блоки")),
    scope("im", text("Chat and notifications", "Chat et notifications", "Чат и уведомления")),
    scope("im.import", text("Chat import", "Importation de chats", "Импорт чатов")),
    scope("imbot", text("Chat bots", "Chatbots", "Чат-боты")),
    scope("imconnector", text("Messenger connectors", "Connecteurs de messageries", "Коннекторы мессенджеров")),
    scope("imopenlines", text("Open channels", "Canaux ouverts", "Открытые линии")),
    scope("intranet", text("Portal widgets", "Widgets du portail", "Виджеты портала")),
    scope("landing", text("Sites", "Sites", "Сайты")),
    scope("landing_cloud", text("Sites, cloud edition", "Sites, édition cloud", "Сайты, облачная версия")),
    scope("lists", text("Lists", "Listes", "Списки")),
    scope("log", text("Feed", "Fil d’actualité", "Лента новостей")),
    scope("mail", text("Mailboxes", "Boîtes aux lettres", "Почтовые ящики")),
    scope("mailservice", text("Mail services", "Services de messagerie", "Почтовые сервисы")),
    scope("main", text("Event log", "Journal des événements", "Журнал событий")),
    scope("messageservice", text("Message providers", "Fournisseurs de messages", "Службы сообщений")),
    scope("mobile", text("Mobile application", "Application mobile", "Мобильное приложение")),
    scope("note", text("Knowledge base", "Base de connaissances", "База знаний")),
    scope("notifications", text("Notification services", "Services de notification", "Службы уведомлений")),
    scope("pay_system", text("Payment systems", "Systèmes de paiement", "Платёжные системы")),
    scope("placement", text("Widgets", "Widgets", "Виджеты")),
    scope("pull", text("Push channel", "Canal push", "Канал push-сообщений")),
    scope("pull_channel", text("Push channel subscriptions", "Abonnements au canal push", "Подписки на push-канал")),
    scope("rating", text("Ratings", "Évaluations", "Оценки")),
    scope("rest", text("REST administration", "Administration REST", "Управление REST")),
    scope("rpa", text("Process automation", "Automatisation des processus", "Автоматизация процессов")),
    scope("sale", text("Online shop", "Boutique en ligne", "Интернет-магазин")),
    scope("salescenter", text("Sales in chats", "Ventes par chat", "Продажи в чатах")),
    scope("sign.b2e", text("E-signature for HR", "Signature électronique RH", "Электронная подпись для кадров")),
    scope("smile", text("Emoticons", "Émoticônes", "Смайлы")),
    scope("socialnetwork", text("Workgroups, newer methods", "Groupes de travail, nouvelles méthodes", "Рабочие группы, новые методы")),
    scope("sonet_group", text("Workgroups", "Groupes de travail", "Рабочие группы")),
    scope("task", text("Tasks", "Tâches", "Задачи")),
    scope("tasks", text("Tasks, newer methods", "Tâches, nouvelles méthodes", "Задачи, новые методы")),
    scope("tasks_extended", text("Tasks, former permission", "Tâches, ancien droit", "Задачи, прежнее право")),
    scope("tasksmobile", text("Mobile tasks", "Tâches mobiles", "Мобильные задачи")),
    scope("telephony", text("Telephony", "Téléphonie", "Телефония")),
    scope("timeman", text("Working time", "Temps de travail", "Рабочее время")),
    scope("user", text("People", "Utilisateurs", "Пользователи")),
    scope("user.userfield", text("Custom fields of people", "Champs personnalisés des utilisateurs", "Свои поля пользователей")),
    scope("user_basic", text("People, contact details only", "Utilisateurs, coordonnées seulement", "Пользователи, только контакты")),
    scope("user_brief", text("People, names only", "Utilisateurs, noms seulement", "Пользователи, только имена")),
    scope("userconsent", text("Consents", "Consentements", "Согласия")),
    scope("userfieldconfig", text("Custom field settings", "Réglages des champs personnalisés", "Настройки своих полей")),
    scope("vote", text("Polls", "Sondages", "Опросы")),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn codes_are_sorted_and_unique() {
        assert!(SCOPES.is_sorted_by(|a, b| a.code < b.code));
    }

    #[test]
    fn titles_tell_scopes_apart() {
        for language in Language::ALL {
            let mut titles: Vec<_> = SCOPES.iter().map(|scope| scope.title.in_language(language)).collect();
            titles.sort_unstable();
            assert!(titles.is_sorted_by(|a, b| a < b), "{language:?}");
            assert!(titles.iter().all(|title| !title.is_empty()), "{language:?}");
        }
    }

    #[test]
    fn names_are_found_in_any_letter_case() {
        assert_eq!(find("CRM").map(|scope| scope.code), Some("crm"));
        assert_eq!(find("user.UserField").map(|scope| scope.code), Some("user.userfield"));
        assert!(find("basic").is_none());
    }
}
