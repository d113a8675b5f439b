//! What an event delivers, with values made up: for trying a handler out before anything happens.

use params::Value;

/// `data` of an event as `shared::event` names it, ids as numbers that no record has.
pub fn sample(name: &str) -> Value {
    let name = name.to_ascii_uppercase();
    let found = SAMPLES.iter().find(|(pattern, _)| fits(pattern, &name));
    let pairs = found.map(|(_, pairs)| *pairs).unwrap_or_default();
    let query: Vec<String> = pairs.iter().map(|(path, value)| format!("{path}={value}")).collect();
    let query = query.join("&").replace("{name}", object(&name));
    Value::from(params::decode_query(&query))
}

/// What a name may be: the whole, `*` at an end standing for anything.
fn fits(pattern: &str, name: &str) -> bool {
    match (pattern.strip_prefix('*'), pattern.strip_suffix('*')) {
        (Some(part), Some(_)) => name.contains(part.trim_end_matches('*')),
        (Some(end), None) => name.ends_with(end),
        (None, Some(start)) => name.starts_with(start),
        (None, None) => name == pattern,
    }
}

/// The object in the name of a custom field's event: `DEAL`.
fn object(name: &str) -> &str {
    let object = name.strip_prefix("ONCRM").and_then(|rest| rest.split("USERFIELD").next()).unwrap_or("DEAL");
    // Fields of smart processes are those of a type with a number.
    if object == "TYPE" { "13" } else { object }
}

/// Paths below `data`, with their values.
type Pairs = &'static [(&'static str, &'static str)];

/// By name, the first that fits.
static SAMPLES: &[(&str, Pairs)] = &[
    (
        "*USERFIELD*",
        &[("FIELDS[ID]", "999999"), ("FIELDS[ENTITY_ID]", "CRM_{name}"), ("FIELDS[FIELD_NAME]", "UF_CRM_SAMPLE")],
    ),
    (
        "ONCRMDEALMOVETOCATEGORY",
        &[("FIELDS[ID]", "999999"), ("FIELDS[CATEGORY_ID]", "1"), ("FIELDS[STAGE_ID]", "C1:NEW")],
    ),
    (
        "ONCRMDEALRECURRINGEXPOSE",
        &[("FIELDS[ID]", "999999"), ("FIELDS[RECURRING_DEAL_ID]", "999998"), ("FIELDS[DEAL_ID]", "999997")],
    ),
    (
        "ONCRMINVOICERECURRINGEXPOSE",
        &[("FIELDS[ID]", "999999"), ("FIELDS[RECURRING_INVOICE_ID]", "999998"), ("FIELDS[INVOICE_ID]", "999997")],
    ),
    ("*RECURRINGDELETE", &[("FIELDS[ID]", "999999")]),
    ("ONCRMDEALRECURRING*", &[("FIELDS[ID]", "999999"), ("FIELDS[RECURRING_DEAL_ID]", "999998")]),
    ("ONCRMINVOICERECURRING*", &[("FIELDS[ID]", "999999"), ("FIELDS[RECURRING_INVOICE_ID]", "999998")]),
    ("ONCRMDYNAMICITEM*", &[("FIELDS[ID]", "999999"), ("FIELDS[ENTITY_TYPE_ID]", "1030")]),
    (
        "ONCRMADDRESS*",
        &[
            ("FIELDS[TYPE_ID]", "1"),
            ("FIELDS[ENTITY_TYPE_ID]", "8"),
            ("FIELDS[ENTITY_ID]", "999999"),
            ("FIELDS[ANCHOR_ID]", "999998"),
            ("FIELDS[ANCHOR_TYPE_ID]", "3"),
        ],
    ),
    ("ONCRMTIMELINECOMMENT*", &[("ID", "999999"), ("FIELDS[ID]", "999999")]),
    ("ONCRMCURRENCY*", &[("FIELDS[ID]", "XTS")]),
    ("ONCRM*", &[("FIELDS[ID]", "999999")]),
    (
        "ONTASKADD",
        &[
            ("FIELDS_BEFORE", "undefined"),
            ("FIELDS_AFTER[ID]", "999999"),
            ("IS_ACCESSIBLE_BEFORE", "N"),
            ("IS_ACCESSIBLE_AFTER", "undefined"),
        ],
    ),
    (
        "ONTASKUPDATE",
        &[
            ("FIELDS_BEFORE[ID]", "999999"),
            ("FIELDS_AFTER[ID]", "999999"),
            ("IS_ACCESSIBLE_BEFORE", "undefined"),
            ("IS_ACCESSIBLE_AFTER", "undefined"),
        ],
    ),
    (
        "ONTASKDELETE",
        &[
            ("FIELDS_BEFORE[ID]", "999999"),
            ("FIELDS_AFTER", "undefined"),
            ("IS_ACCESSIBLE_BEFORE", "undefined"),
            ("IS_ACCESSIBLE_AFTER", "N"),
        ],
    ),
    (
        "ONTASKCOMMENTADD",
        &[
            ("FIELDS_BEFORE", "undefined"),
            ("FIELDS_AFTER[ID]", "999999"),
            ("FIELDS_AFTER[TASK_ID]", "999998"),
            ("IS_ACCESSIBLE_BEFORE", "undefined"),
            ("IS_ACCESSIBLE_AFTER", "undefined"),
        ],
    ),
    ("ONTASKCOMMENTUPDATE", &CHANGED_COMMENT),
    ("ONTASKCOMMENTDELETE", &GONE_COMMENT),
    ("ONLIVEFEEDPOST*", &[("FIELDS[POST_ID]", "999999")]),
    (
        "ONUSERADD",
        &[
            ("ID", "999999"),
            ("ACTIVE", "Y"),
            ("EMAIL", "sample@example.com"),
            ("NAME", "Sample"),
            ("LAST_NAME", "Person"),
            ("PERSONAL_GENDER", ""),
            ("PERSONAL_BIRTHDAY", "1990-01-01"),
            ("UF_DEPARTMENT[0]", "1"),
            ("DATE_REGISTER", "2026-01-01T09:00:00%2B00:00"),
            ("WORK_POSITION", "Tester"),
            ("UF_EMPLOYMENT_DATE", ""),
        ],
    ),
    ("ONAPPTEST", &[("QUERY[any]", "data"), ("LANGUAGE_ID", "en")]),
];

const CHANGED_COMMENT: [(&str, &str); 7] = of_comment("EDIT");
const GONE_COMMENT: [(&str, &str); 7] = of_comment("DEL");

const fn of_comment(action: &'static str) -> [(&'static str, &'static str); 7] {
    [
        ("FIELDS_BEFORE[ID]", "999999"),
        ("FIELDS_BEFORE[TASK_ID]", "999998"),
        ("FIELDS_AFTER[ID]", "999999"),
        ("FIELDS_AFTER[TASK_ID]", "999998"),
        ("FIELDS_AFTER[ACTION]", action),
        ("IS_ACCESSIBLE_BEFORE", "undefined"),
        ("IS_ACCESSIBLE_AFTER", "undefined"),
    ]
}
