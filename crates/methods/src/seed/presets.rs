//! Countries with requisites of their own, which fields each has, and the presets of a fresh portal.
//! docs: api-reference/crm/requisites/presets.

use shared::text::Language;

/// A country that requisites may belong to.
#[derive(Clone, Copy, Debug)]
pub struct Country {
    /// `COUNTRY_ID`.
    pub id: i64,
    /// ISO 3166-1.
    pub code: &'static str,
    /// Name in English, French and Russian.
    pub name: [&'static str; 3],
    /// Requisite fields beside those of every country.
    pub fields: &'static [&'static str],
}

/// The countries, by id.
#[rustfmt::skip] // One country an entry, as the table it is.
pub static COUNTRIES: [Country; 10] = [
    country(1, "RU", ["Russia", "Russie", "Россия"], &[
        "RQ_IDENT_DOC", "RQ_IDENT_DOC_SER", "RQ_IDENT_DOC_NUM", "RQ_IDENT_DOC_DATE", "RQ_IDENT_DOC_ISSUED_BY",
        "RQ_IDENT_DOC_DEP_CODE", "RQ_INN", "RQ_KPP", "RQ_IFNS", "RQ_OGRN", "RQ_OGRNIP", "RQ_OKPO", "RQ_OKTMO",
        "RQ_OKVED", "RQ_ST_CERT_SER", "RQ_ST_CERT_NUM", "RQ_ST_CERT_DATE",
    ]),
    country(4, "BY", ["Belarus", "Biélorussie", "Беларусь"], &[
        "RQ_IDENT_DOC", "RQ_IDENT_DOC_SER", "RQ_IDENT_DOC_NUM", "RQ_IDENT_DOC_PERS_NUM", "RQ_IDENT_DOC_DATE",
        "RQ_IDENT_DOC_ISSUED_BY", "RQ_INN", "RQ_OKPO", "RQ_BASE_DOC",
    ]),
    country(6, "KZ", ["Kazakhstan", "Kazakhstan", "Казахстан"], &[
        "RQ_CEO_NAME", "RQ_CEO_WORK_POS", "RQ_IDENT_DOC", "RQ_IDENT_DOC_NUM", "RQ_IDENT_DOC_DATE",
        "RQ_IDENT_DOC_ISSUED_BY", "RQ_INN", "RQ_OKPO", "RQ_KBE", "RQ_IIN", "RQ_BIN", "RQ_VAT_CERT_SER",
        "RQ_VAT_CERT_NUM", "RQ_VAT_CERT_DATE", "RQ_RESIDENCE_COUNTRY",
    ]),
    country(14, "UA", ["Ukraine", "Ukraine", "Украина"], &[
        "RQ_IDENT_DOC", "RQ_IDENT_DOC_SER", "RQ_IDENT_DOC_NUM", "RQ_INN", "RQ_EDRPOU", "RQ_DRFO", "RQ_VAT_PAYER",
        "RQ_VAT_ID", "RQ_VAT_CERT_NUM",
    ]),
    country(34, "BR", ["Brazil", "Brésil", "Бразилия"], &[
        "RQ_IDENT_DOC", "RQ_IDENT_DOC_NUM", "RQ_USRLE", "RQ_CNPJ", "RQ_STATE_REG", "RQ_MNPL_REG", "RQ_CPF",
    ]),
    country(46, "DE", ["Germany", "Allemagne", "Германия"], &["RQ_INN", "RQ_VAT_ID", "RQ_USRLE"]),
    country(77, "CO", ["Colombia", "Colombie", "Колумбия"], &[
        "RQ_COMPANY_ID", "RQ_IDENT_TYPE", "RQ_IDENT_DOC_NUM", "RQ_VAT_PAYER",
    ]),
    country(110, "PL", ["Poland", "Pologne", "Польша"], &[
        "RQ_INN", "RQ_VAT_ID", "RQ_REGON", "RQ_KRS", "RQ_PESEL",
    ]),
    country(122, "US", ["United States", "États-Unis", "США"], &["RQ_VAT_ID", "RQ_USRLE"]),
    country(132, "FR", ["France", "France", "Франция"], &[
        "RQ_VAT_ID", "RQ_LEGAL_FORM", "RQ_SIRET", "RQ_SIREN", "RQ_CAPITAL", "RQ_RCS",
    ]),
];

/// Fields that presets of every country may have; the last three hold no text of their own.
pub static EVERYWHERE: [&str; 16] = [
    "RQ_NAME",
    "RQ_FIRST_NAME",
    "RQ_LAST_NAME",
    "RQ_SECOND_NAME",
    "RQ_COMPANY_NAME",
    "RQ_COMPANY_FULL_NAME",
    "RQ_COMPANY_REG_DATE",
    "RQ_DIRECTOR",
    "RQ_ACCOUNTANT",
    "RQ_CONTACT",
    "RQ_EMAIL",
    "RQ_PHONE",
    "RQ_FAX",
    "RQ_ADDR",
    "RQ_SIGNATURE",
    "RQ_STAMP",
];

/// A preset of a fresh portal.
#[derive(Clone, Debug)]
pub struct PresetRow {
    /// `COUNTRY_ID`.
    pub country: i64,
    /// `XML_ID`.
    pub xml_id: String,
    /// Its name.
    pub name: String,
    /// The fields that it shows, in their order.
    pub fields: Vec<&'static str>,
}

/// Whom a preset is for: the code in `XML_ID`, the name, fields at the beginning and at the end.
struct Party {
    code: &'static str,
    name: [&'static str; 3],
    first: &'static [&'static str],
    last: &'static [&'static str],
}

#[rustfmt::skip] // One party an entry, as the table it is.
const PARTIES: [Party; 3] = [
    Party {
        code: "COMPANY",
        name: ["Organization", "Organisation", "Организация"],
        first: &["RQ_COMPANY_NAME", "RQ_COMPANY_FULL_NAME", "RQ_COMPANY_REG_DATE"],
        last: &["RQ_DIRECTOR", "RQ_ACCOUNTANT", "RQ_ADDR", "RQ_SIGNATURE", "RQ_STAMP"],
    },
    Party {
        code: "INDIVIDUAL",
        name: ["Sole trader", "Entrepreneur individuel", "Индивидуальный предприниматель"],
        first: &["RQ_LAST_NAME", "RQ_FIRST_NAME", "RQ_SECOND_NAME", "RQ_COMPANY_NAME"],
        last: &["RQ_ADDR", "RQ_SIGNATURE", "RQ_STAMP"],
    },
    Party {
        code: "PERSON",
        name: ["Individual", "Particulier", "Физическое лицо"],
        first: &["RQ_LAST_NAME", "RQ_FIRST_NAME", "RQ_SECOND_NAME"],
        last: &["RQ_ADDR"],
    },
];

/// `XML_ID` ends with this for the preset that contacts get.
pub const OF_PERSONS: &str = "_PERSON#";
/// The same for companies.
pub const OF_COMPANIES: &str = "_COMPANY#";

/// The presets of a fresh portal: three for the country of its language, then one for organisations
/// of a few others.
pub fn presets(language: Language) -> Vec<PresetRow> {
    const HOMES: [i64; 3] = [122, 132, 1];
    const OTHERS: [i64; 5] = [122, 46, 132, 110, 1];
    let home = HOMES[language as usize];
    let at_home = PARTIES.iter().filter_map(|party| row(home, party, language, true));
    let [organizations, ..] = &PARTIES;
    let abroad = OTHERS.iter().filter(|id| **id != home).filter_map(|id| row(*id, organizations, language, false));
    at_home.chain(abroad).collect()
}

fn row(id: i64, party: &Party, language: Language, at_home: bool) -> Option<PresetRow> {
    let country = COUNTRIES.iter().find(|country| country.id == id)?;
    let name = party.name[language as usize];
    // Papers of a person say nothing of an organisation, and the other way round.
    let of_persons = |field: &str| field.starts_with("RQ_IDENT_") || ["RQ_PESEL", "RQ_CPF", "RQ_IIN"].contains(&field);
    let papers = country.fields.iter().copied().filter(|field| match party.code {
        "COMPANY" => !of_persons(field) && *field != "RQ_OGRNIP",
        "PERSON" => of_persons(field) || *field == "RQ_INN",
        _ => *field != "RQ_OGRN" && *field != "RQ_KPP",
    });
    Some(PresetRow {
        country: id,
        xml_id: format!("#CRM_REQUISITE_PRESET_DEF_{}_{}#", country.code, party.code),
        name: if at_home { name.to_owned() } else { format!("{name} ({})", country.name[language as usize]) },
        fields: party.first.iter().copied().chain(papers).chain(party.last.iter().copied()).collect(),
    })
}

const fn country(id: i64, code: &'static str, name: [&'static str; 3], fields: &'static [&'static str]) -> Country {
    Country { id, code, name, fields }
}
