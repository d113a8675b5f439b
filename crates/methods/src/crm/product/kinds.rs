//! crm.product.property.types and what properties of a type may be set to.
//! docs: api-reference/crm/outdated/products/crm-product-property-types.md.

use crate::prelude::*;

/// Type, kind of the type, name in English, French and Russian.
#[rustfmt::skip] // One type a line, as the table it is.
static TYPES: [(&str, &str, [&str; 3]); 7] = [
    ("S", "", ["Text", "Texte", "Строка"]),
    ("N", "", ["Number", "Nombre", "Число"]),
    ("L", "", ["List", "Liste", "Список"]),
    ("S", "HTML", ["HTML or text", "HTML ou texte", "HTML/текст"]),
    ("S", "Date", ["Date", "Date", "Дата"]),
    ("S", "DateTime", ["Date and time", "Date et heure", "Дата/Время"]),
    ("S", "Money", ["Money", "Montant", "Деньги"]),
];

#[rustfmt::skip] // One field a line, as the table it is.
static FIELDS_OF_CHOICES: [Field; 5] = [
    int("ID").title("ID").read_only(),
    text("VALUE").title("Value").required(),
    int("SORT").title("Sorting"),
    flag("DEF").title("Chosen at first"),
    text("XML_ID").title("External code"),
];

static FIELDS_OF_HTML: [Field; 1] = [int("HEIGHT").title("Height of the input")];

/// Whether properties may be of a type.
pub fn known_type(kind: &str, user_kind: &str) -> bool {
    TYPES.iter().any(|(known, user_known, _)| *known == kind && *user_known == user_kind)
}

/// crm.product.property.types
pub fn types(call: &Call) -> Result<Answer> {
    let row = |(kind, user_kind, name): &(&str, &str, [&str; 3])| {
        let cells = [
            ("PROPERTY_TYPE", Value::from(*kind)),
            ("USER_TYPE", Value::from(*user_kind)),
            ("DESCRIPTION", Value::from(name[call.services.language as usize])),
        ];
        Value::from(Tree::from_iter(cells))
    };
    Ok(Answer::value(Tree::from_iter(TYPES.iter().map(row))))
}

/// crm.product.property.settings.fields: only texts with markup have settings.
pub fn settings_fields(call: &Call) -> Result<Answer> {
    let text = |name| call.param(name).and_then(Value::as_text).unwrap_or_default();
    let (kind, user_kind) = (text("propertyType"), text("userType"));
    if !known_type(&kind, &user_kind) {
        return Err(Error::core(format!("There is no type '{kind}' of the kind '{user_kind}'")));
    }
    Ok(verbs::described(if user_kind == "HTML" { &FIELDS_OF_HTML } else { &[] }))
}

/// crm.product.property.enumeration.fields
pub fn enumeration_fields(_: &Call) -> Result<Answer> {
    Ok(verbs::described(&FIELDS_OF_CHOICES))
}
