//! The entries themselves, one constructor call each: name in English, French, Russian.

use super::DictionaryRow;

#[rustfmt::skip] // One entry a line, as the table it is.
pub(super) static ROWS: &[DictionaryRow] = &[
    open("STATUS", "NEW", 10, "#39A8EF", ["Unprocessed", "Non traité", "Не обработан"]).built_in(),
    open("STATUS", "IN_PROCESS", 20, "#2FC6F6", ["In process", "En cours", "В работе"]),
    open("STATUS", "PROCESSED", 30, "#55D0E0", ["Processed", "Traité", "Обработан"]),
    won("STATUS", "CONVERTED", 40, ["High-quality lead", "Prospect qualifié", "Качественный лид"]),
    lost("STATUS", "JUNK", 50, ["Low-quality lead", "Prospect non qualifié", "Некачественный лид"]),

    open("DEAL_STAGE", "NEW", 10, "#39A8EF", ["New", "Nouvelle", "Новая"]).built_in(),
    open("DEAL_STAGE", "PREPARATION", 20, "#2FC6F6", ["Document preparation", "Préparation des documents", "Подготовка документов"]),
    open("DEAL_STAGE", "PREPAYMENT_INVOICE", 30, "#55D0E0", ["Prepayment invoice", "Facture d’acompte", "Счёт на предоплату"]),
    open("DEAL_STAGE", "EXECUTING", 40, "#47E4C2", ["In progress", "En cours", "В работе"]),
    open("DEAL_STAGE", "FINAL_INVOICE", 50, "#FFA900", ["Final invoice", "Facture finale", "Финальный счёт"]),
    won("DEAL_STAGE", "WON", 60, ["Deal successful", "Transaction conclue", "Сделка успешна"]),
    lost("DEAL_STAGE", "LOSE", 70, ["Deal failed", "Transaction perdue", "Сделка провалена"]),
    apology("DEAL_STAGE", "APOLOGY", 80, ["Failure reason analysis", "Analyse de l’échec", "Анализ причины провала"]),

    open("QUOTE_STATUS", "DRAFT", 10, "#39A8EF", ["Draft", "Brouillon", "Черновик"]).built_in(),
    open("QUOTE_STATUS", "SENT", 20, "#2FC6F6", ["Sent to the client", "Envoyé au client", "Отправлено клиенту"]),
    won("QUOTE_STATUS", "APPROVED", 30, ["Accepted", "Accepté", "Принято"]),
    lost("QUOTE_STATUS", "DECLAINED", 40, ["Declined", "Refusé", "Отклонено"]),

    entry("SOURCE", "CALL", 10, ["Call", "Appel", "Звонок"]).built_in(),
    entry("SOURCE", "EMAIL", 20, ["E-mail", "E-mail", "Электронная почта"]),
    entry("SOURCE", "WEB", 30, ["Website", "Site web", "Веб-сайт"]),
    entry("SOURCE", "ADVERTISING", 40, ["Advertising", "Publicité", "Реклама"]),
    entry("SOURCE", "PARTNER", 50, ["Existing client", "Client existant", "Существующий клиент"]),
    entry("SOURCE", "RECOMMENDATION", 60, ["Recommendation", "Recommandation", "По рекомендации"]),
    entry("SOURCE", "TRADE_SHOW", 70, ["Trade show", "Salon professionnel", "Выставка"]),
    entry("SOURCE", "WEBFORM", 80, ["CRM form", "Formulaire CRM", "CRM-форма"]),
    entry("SOURCE", "CALLBACK", 90, ["Callback", "Rappel", "Обратный звонок"]),
    entry("SOURCE", "RC_GENERATOR", 100, ["Sales booster", "Relance des ventes", "Генератор продаж"]),
    entry("SOURCE", "STORE", 110, ["Online store", "Boutique en ligne", "Интернет-магазин"]),
    entry("SOURCE", "OTHER", 120, ["Other", "Autre", "Другое"]),

    entry("CONTACT_TYPE", "CLIENT", 10, ["Clients", "Clients", "Клиенты"]),
    entry("CONTACT_TYPE", "SUPPLIER", 20, ["Suppliers", "Fournisseurs", "Поставщики"]),
    entry("CONTACT_TYPE", "PARTNER", 30, ["Partners", "Partenaires", "Партнёры"]),
    entry("CONTACT_TYPE", "OTHER", 40, ["Other", "Autre", "Другое"]),

    entry("COMPANY_TYPE", "CUSTOMER", 10, ["Client", "Client", "Клиент"]),
    entry("COMPANY_TYPE", "SUPPLIER", 20, ["Supplier", "Fournisseur", "Поставщик"]),
    entry("COMPANY_TYPE", "COMPETITOR", 30, ["Competitor", "Concurrent", "Конкурент"]),
    entry("COMPANY_TYPE", "PARTNER", 40, ["Partner", "Partenaire", "Партнёр"]),
    entry("COMPANY_TYPE", "OTHER", 50, ["Other", "Autre", "Другое"]),

    entry("EMPLOYEES", "EMPLOYEES_1", 10, ["fewer than 50", "moins de 50", "менее 50"]).built_in(),
    entry("EMPLOYEES", "EMPLOYEES_2", 20, ["50–250", "50–250", "50–250"]),
    entry("EMPLOYEES", "EMPLOYEES_3", 30, ["250–500", "250–500", "250–500"]),
    entry("EMPLOYEES", "EMPLOYEES_4", 40, ["over 500", "plus de 500", "более 500"]),

    entry("INDUSTRY", "IT", 10, ["Information technology", "Informatique", "Информационные технологии"]),
    entry("INDUSTRY", "TELECOM", 20, ["Telecommunications", "Télécommunications", "Телекоммуникации и связь"]),
    entry("INDUSTRY", "MANUFACTURING", 30, ["Manufacturing", "Industrie", "Производство"]),
    entry("INDUSTRY", "BANKING", 40, ["Banking", "Banque", "Банковские услуги"]),
    entry("INDUSTRY", "CONSULTING", 50, ["Consulting", "Conseil", "Консалтинг"]),
    entry("INDUSTRY", "FINANCE", 60, ["Finance", "Finance", "Финансы"]),
    entry("INDUSTRY", "GOVERNMENT", 70, ["Government", "Secteur public", "Государственный сектор"]),
    entry("INDUSTRY", "DELIVERY", 80, ["Delivery", "Livraison", "Доставка"]),
    entry("INDUSTRY", "ENTERTAINMENT", 90, ["Entertainment", "Loisirs", "Развлечения"]),
    entry("INDUSTRY", "NOTPROFIT", 100, ["Non-profit", "Associations", "Некоммерческие организации"]),
    entry("INDUSTRY", "OTHER", 110, ["Other", "Autre", "Другое"]).built_in(),

    entry("DEAL_TYPE", "SALE", 10, ["Sale", "Vente", "Продажа"]).built_in(),
    entry("DEAL_TYPE", "COMPLEX", 20, ["Complex sale", "Vente complexe", "Комплексная продажа"]),
    entry("DEAL_TYPE", "GOODS", 30, ["Goods", "Marchandises", "Продажа товара"]),
    entry("DEAL_TYPE", "SERVICES", 40, ["Services", "Prestations", "Услуги"]),
    entry("DEAL_TYPE", "SERVICE", 50, ["Maintenance", "Maintenance", "Сервисное обслуживание"]),

    // The codes name the country where they were coined; integrations send these everywhere.
    entry("HONORIFIC", "HNR_RU_1", 10, ["Mr", "M.", "г-н"]),
    entry("HONORIFIC", "HNR_RU_2", 20, ["Ms", "Mme", "г-жа"]),

    entry("CALL_LIST", "IN_WORK", 10, ["In progress", "En cours", "В работе"]).built_in(),
    entry("CALL_LIST", "SUCCESS", 20, ["Successful call", "Appel abouti", "Успешный звонок"]).built_in(),
    entry("CALL_LIST", "WRONG_NUMBER", 30, ["Wrong number", "Mauvais numéro", "Неверный номер"]).built_in(),
    entry("CALL_LIST", "STOP_CALLING", 40, ["Do not call again", "Ne plus appeler", "Больше не звонить"]).built_in(),

    entry("EVENT_TYPE", "INFO", 10, ["Note", "Note", "Информация"]),
    entry("EVENT_TYPE", "PHONE", 20, ["Phone call", "Appel téléphonique", "Телефонный звонок"]),
    entry("EVENT_TYPE", "MESSAGE", 30, ["Message sent", "Message envoyé", "Отправлено сообщение"]),
];

#[rustfmt::skip] // One entry a line, as the table it is.
pub(super) static TEMPLATES: &[DictionaryRow] = &[
    open("SMART_INVOICE_STAGE", "N", 10, "#39A8EF", ["New", "Nouvelle", "Новый"]).built_in().bare(),
    open("SMART_INVOICE_STAGE", "S", 20, "#2FC6F6", ["Sent to the client", "Envoyée au client", "Отправлен клиенту"]).bare(),
    won("SMART_INVOICE_STAGE", "P", 30, ["Paid", "Payée", "Оплачен"]).bare(),
    lost("SMART_INVOICE_STAGE", "D", 40, ["Not paid", "Non payée", "Не оплачен"]).bare(),

    open("DYNAMIC_STAGE", "NEW", 10, "#22B9FF", ["Start", "Début", "Начало"]).built_in().bare(),
    open("DYNAMIC_STAGE", "PREPARATION", 20, "#88B9FF", ["Preparation", "Préparation", "Подготовка"]).bare(),
    open("DYNAMIC_STAGE", "CLIENT", 30, "#10E5FC", ["With the client", "Chez le client", "Согласование"]).bare(),
    won("DYNAMIC_STAGE", "SUCCESS", 40, ["Success", "Succès", "Успех"]).bare(),
    lost("DYNAMIC_STAGE", "FAIL", 50, ["Failure", "Échec", "Провал"]).bare(),
];

const fn entry(dictionary: &'static str, code: &'static str, sort: u32, name: [&'static str; 3]) -> DictionaryRow {
    DictionaryRow { dictionary, code, sort, system: false, color: "", semantics: "", extra: "", name }
}

/// A stage in which the work goes on.
const fn open(
    dictionary: &'static str,
    code: &'static str,
    sort: u32,
    color: &'static str,
    name: [&'static str; 3],
) -> DictionaryRow {
    DictionaryRow { color, extra: "process", ..entry(dictionary, code, sort, name) }
}

/// The successful end, which every set of stages keeps.
const fn won(dictionary: &'static str, code: &'static str, sort: u32, name: [&'static str; 3]) -> DictionaryRow {
    let row = entry(dictionary, code, sort, name).built_in();
    DictionaryRow { color: "#7BD500", semantics: "S", extra: "success", ..row }
}

/// The failed end, which every set of stages keeps.
const fn lost(dictionary: &'static str, code: &'static str, sort: u32, name: [&'static str; 3]) -> DictionaryRow {
    let row = entry(dictionary, code, sort, name).built_in();
    DictionaryRow { color: "#FF5752", semantics: "F", extra: "failure", ..row }
}

/// A further failed end, free to go.
const fn apology(dictionary: &'static str, code: &'static str, sort: u32, name: [&'static str; 3]) -> DictionaryRow {
    DictionaryRow { system: false, extra: "apology", ..lost(dictionary, code, sort, name) }
}

impl DictionaryRow {
    const fn built_in(self) -> DictionaryRow {
        DictionaryRow { system: true, ..self }
    }

    /// Stages of typed records have no `EXTRA`.
    const fn bare(self) -> DictionaryRow {
        DictionaryRow { extra: "", ..self }
    }
}
