//! crm.enum.*, crm.settings.mode.get and crm.multifield.fields: the fixed lists that other fields
//! draw on. docs: api-reference/crm/auxiliary.

use super::{
    owner::{DEALS, OWNER_TYPES, owner_type},
    process,
};
use crate::prelude::*;

/// crm.enum.*
pub static ENUMS: Family = Family {
    prefix: "crm.enum",
    methods: &[
        read("activitydirection", |call| rows(call, &ACTIVITY_DIRECTIONS)),
        read("activitynotifytype", |call| rows(call, &ACTIVITY_NOTIFY_TYPES)),
        read("activitypriority", |call| rows(call, &ACTIVITY_PRIORITIES)),
        read("activitystatus", |call| rows(call, &ACTIVITY_STATUSES)),
        read("activitytype", |call| rows(call, &ACTIVITY_TYPES)),
        read("addresstype", |call| rows(call, &ADDRESS_TYPES)),
        read("contenttype", |call| rows(call, &CONTENT_TYPES)),
        read("settings.mode", |call| rows(call, &MODES)),
        read("fields", |_| Ok(verbs::described(&FIELDS_OF_ROWS))),
        read("getorderownertypes", order_owner_types),
        read("ownertype", owner_types),
    ],
    ..Family::BASE
};

/// crm.settings.mode.get and crm.multifield.fields.
pub static SETTINGS: Family = Family {
    prefix: "crm",
    methods: &[
        read("settings.mode.get", |_| Ok(Answer::value(CLASSIC))),
        read("multifield.fields", |_| Ok(verbs::described(&FIELDS_OF_MULTIFIELDS))),
    ],
    ..Family::BASE
};

/// A number and its name in English, French and Russian.
pub type Row = (i64, [&'static str; 3]);

/// `TYPE_ID` of addresses, in the documented order.
#[rustfmt::skip] // One entry a line, as the table it is.
pub static ADDRESS_TYPES: [Row; 6] = [
    (11, ["Delivery address", "Adresse de livraison", "Адрес доставки"]),
    (1, ["Actual address", "Adresse réelle", "Фактический адрес"]),
    (6, ["Legal address", "Adresse juridique", "Юридический адрес"]),
    (4, ["Registration address", "Adresse d’inscription", "Адрес регистрации"]),
    (8, ["Mailing address", "Adresse postale", "Адрес для корреспонденции"]),
    (9, ["Beneficiary address", "Adresse du bénéficiaire", "Адрес бенефициара"]),
];

/// Leads and deals both: the only mode that this portal has.
const CLASSIC: i64 = 1;

const UNNAMED: Row = (0, [""; 3]);

static ACTIVITY_DIRECTIONS: [Row; 3] =
    [UNNAMED, (1, ["Incoming", "Entrant", "Входящее"]), (2, ["Outgoing", "Sortant", "Исходящее"])];

static ACTIVITY_NOTIFY_TYPES: [Row; 4] =
    [UNNAMED, (1, ["min.", "min", "мин."]), (2, ["h.", "h", "ч."]), (3, ["d.", "j", "дн."])];

#[rustfmt::skip] // One entry a line, as the table it is.
static ACTIVITY_PRIORITIES: [Row; 4] = [
    UNNAMED,
    (1, ["low", "basse", "низкая"]),
    (2, ["medium", "moyenne", "средняя"]),
    (3, ["high", "haute", "высокая"]),
];

#[rustfmt::skip] // One entry a line, as the table it is.
static ACTIVITY_STATUSES: [Row; 4] = [
    UNNAMED,
    (1, ["Pending", "En attente", "Ожидается"]),
    (2, ["Completed", "Terminée", "Завершено"]),
    (3, ["Completed automatically", "Terminée automatiquement", "Завершено автоматически"]),
];

#[rustfmt::skip] // One entry a line, as the table it is.
static ACTIVITY_TYPES: [Row; 7] = [
    UNNAMED,
    (1, ["Meeting", "Réunion", "Встреча"]),
    (2, ["Call", "Appel", "Звонок"]),
    (3, ["Task", "Tâche", "Задача"]),
    (4, ["E-mail", "E-mail", "Письмо"]),
    (5, ["Action", "Action", "Действие"]),
    (6, ["User action", "Action personnalisée", "Пользовательское действие"]),
];

static CONTENT_TYPES: [Row; 4] =
    [UNNAMED, (1, ["Plain text", "Texte brut", "Обычный текст"]), (2, ["bbCode"; 3]), (3, ["HTML"; 3])];

static MODES: [Row; 2] =
    [(CLASSIC, ["Classic CRM", "CRM classique", "Классическая CRM"]), (2, ["Simple CRM", "CRM simple", "Простая CRM"])];

#[rustfmt::skip] // One field a line, as the table it is.
static FIELDS_OF_ROWS: [Field; 4] = [
    int("ID").title("ID").read_only().wire("int"),
    text("NAME").title("Name").read_only(),
    text("SYMBOL_CODE").title("Code").read_only(),
    text("SYMBOL_CODE_SHORT").title("Short code").read_only(),
];

#[rustfmt::skip] // One field a line, as the table it is.
static FIELDS_OF_MULTIFIELDS: [Field; 4] = [
    int("ID").title("ID").read_only().wire("int"),
    text("TYPE_ID").title("Kind of field").read_only(),
    text("VALUE").title("Value"),
    text("VALUE_TYPE").title("Kind of value"),
];

fn rows(call: &Call, rows: &[Row]) -> Result<Answer> {
    Ok(listed(rows.iter().map(|(id, name)| row(call, *id, name, Value::Null, Value::Null))))
}

fn owner_types(call: &Call) -> Result<Answer> {
    let built_in = OWNER_TYPES.iter().map(|kind| row(call, kind.id, &kind.name, kind.code.into(), kind.short.into()));
    let types = process::types(call)?;
    let made = types.iter().filter_map(|kind| {
        let of = process::of_id(call, kind.int("ENTITY_TYPE_ID")).ok()??;
        let cells = [
            ("ID", Value::Int(of.id)),
            ("NAME", Value::from(kind.text("TITLE"))),
            ("SYMBOL_CODE", Value::from(of.code)),
            ("SYMBOL_CODE_SHORT", Value::from(of.short)),
        ];
        Some(Tree::from_iter(cells).into())
    });
    Ok(listed(built_in.chain(made)))
}

fn listed(rows: impl Iterator<Item = Value>) -> Answer {
    Answer::value(Tree::from_iter(rows))
}

fn row(call: &Call, id: i64, name: &[&'static str; 3], code: Value, short: Value) -> Value {
    let cells = [
        ("ID", Value::Int(id)),
        ("NAME", Value::from(name[call.services.language as usize])),
        ("SYMBOL_CODE", code),
        ("SYMBOL_CODE_SHORT", short),
    ];
    Tree::from_iter(cells).into()
}

/// Orders belong to deals.
fn order_owner_types(call: &Call) -> Result<Answer> {
    let one = owner_type(DEALS).into_iter().map(|kind| {
        let cells = [
            ("attribute", Value::from("DYN")),
            ("code", Value::from(kind.code)),
            ("id", Value::Int(kind.id)),
            ("name", Value::from(kind.name[call.services.language as usize])),
        ];
        Value::from(Tree::from_iter(cells))
    });
    Ok(listed(one))
}
