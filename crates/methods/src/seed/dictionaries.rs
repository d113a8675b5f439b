//! The dictionaries and deal stages of a fresh portal, and the stages that a new funnel gets.
//! Codes, order and colours are what integrations rely on; the titles are what people read.

mod rows;

/// One entry of a dictionary, as `crm.status.list` answers it before anybody changed anything.
#[derive(Clone, Copy, Debug)]
pub struct DictionaryRow {
    /// ENTITY_ID: the dictionary.
    pub dictionary: &'static str,
    /// STATUS_ID: what records store. Unique within the dictionary.
    pub code: &'static str,
    /// SORT.
    pub sort: u32,
    /// SYSTEM: deleted only when forced.
    pub system: bool,
    /// COLOR as `#RRGGBB`; empty outside stages.
    pub color: &'static str,
    /// SEMANTICS: `S` for the successful end, `F` for a failed one, empty otherwise.
    pub semantics: &'static str,
    /// EXTRA.SEMANTICS: `process`, `success`, `failure` or `apology`; empty outside stages.
    pub extra: &'static str,
    /// NAME and NAME_INIT in English, French and Russian.
    pub name: [&'static str; 3],
}

/// All entries, dictionary by dictionary and in SORT order within each.
pub static DICTIONARIES: &[DictionaryRow] = rows::ROWS;

/// What new funnels of smart invoices (`SMART_INVOICE_STAGE`) and smart processes (`DYNAMIC_STAGE`)
/// start with; those of deals start with the stages of the default one.
pub static STAGE_TEMPLATES: &[DictionaryRow] = rows::TEMPLATES;

/// One dictionary as `crm.status.entity.types` answers it.
#[derive(Clone, Copy, Debug)]
pub struct DictionaryType {
    /// ID: what ENTITY_ID of the entries says.
    pub id: &'static str,
    /// NAME in English, French and Russian.
    pub name: [&'static str; 3],
    /// Present when the entries are stages of records.
    pub stages: Option<Stages>,
}

/// How the stages of one kind of record begin and end.
#[derive(Clone, Copy, Debug)]
pub struct Stages {
    /// ENTITY_TYPE_ID of the records.
    pub entity_type: u32,
    /// SEMANTIC_INFO.START_FIELD: the code of the first stage.
    pub start: &'static str,
    /// SEMANTIC_INFO.FINAL_SUCCESS_FIELD.
    pub success: &'static str,
    /// SEMANTIC_INFO.FINAL_UNSUCCESS_FIELD.
    pub failure: &'static str,
}

/// The dictionaries that are listed, in their documented order. EVENT_TYPE has entries but is not listed.
#[rustfmt::skip] // One entry a line, as the table it is.
pub static DICTIONARY_TYPES: &[DictionaryType] = &[
    stages("STATUS", ["Lead stages", "Étapes des prospects", "Стадии лида"], 1, ["NEW", "CONVERTED", "JUNK"]),
    plain("SOURCE", ["Sources", "Sources", "Источники"]),
    plain("CONTACT_TYPE", ["Contact type", "Type de contact", "Тип контакта"]),
    plain("COMPANY_TYPE", ["Company type", "Type d’entreprise", "Тип компании"]),
    plain("EMPLOYEES", ["Number of employees", "Effectif", "Количество сотрудников"]),
    plain("INDUSTRY", ["Industry", "Secteur d’activité", "Сфера деятельности"]),
    plain("DEAL_TYPE", ["Deal type", "Type de transaction", "Тип сделки"]),
    stages("DEAL_STAGE", ["Deal stages", "Étapes des transactions", "Стадии сделки"], 2, ["NEW", "WON", "LOSE"]),
    stages("QUOTE_STATUS", ["Quote stages", "Étapes des devis", "Стадии предложения"], 7, ["DRAFT", "APPROVED", "DECLAINED"]),
    plain("HONORIFIC", ["Salutations", "Civilités", "Обращения"]),
    plain("CALL_LIST", ["Call outcomes", "Résultats d’appel", "Статусы обзвона"]),
];

const fn plain(id: &'static str, name: [&'static str; 3]) -> DictionaryType {
    DictionaryType { id, name, stages: None }
}

const fn stages(
    id: &'static str,
    name: [&'static str; 3],
    entity_type: u32,
    [start, success, failure]: [&'static str; 3],
) -> DictionaryType {
    DictionaryType { id, name, stages: Some(Stages { entity_type, start, success, failure }) }
}

#[cfg(test)]
mod tests;
