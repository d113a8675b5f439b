//! crm.currency.localizations.*: how amounts are written in each language.
//! docs: api-reference/crm/currency/localizations.

use super::{currency, edit_localizations};
use crate::{prelude::*, seed::currencies::CurrencyRow};

/// How amounts are written in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Localization {
    /// `en`.
    pub language: String,
    /// The values of [`PARTS`], in their order.
    values: [String; 7],
}

/// The parts of a localisation and what they are when nobody says.
const PARTS: [(&str, &str); 7] = [
    ("FORMAT_STRING", "#"),
    ("FULL_NAME", ""),
    ("DEC_POINT", "."),
    ("THOUSANDS_SEP", " "),
    ("DECIMALS", "2"),
    ("THOUSANDS_VARIANT", "S"),
    ("HIDE_ZERO", "N"),
];

const FORMAT_STRING: usize = 0;
const FULL_NAME: usize = 1;
const DEC_POINT: usize = 2;
const THOUSANDS_SEP: usize = 3;
const DECIMALS: usize = 4;
const THOUSANDS_VARIANT: usize = 5;
const HIDE_ZERO: usize = 6;

/// Codes of the separators and what they stand for: none, comma, point, space, space that keeps lines.
const VARIANTS: [(&str, &str); 5] = [("N", ""), ("C", ","), ("D", "."), ("S", " "), ("B", "&nbsp;")];

#[rustfmt::skip] // One field a line, as the table it is.
static FIELDS_OF_LOCALIZATIONS: [Field; 7] = [
    text("FULL_NAME").title("Name"),
    text("FORMAT_STRING").title("How an amount is written"),
    text("DEC_POINT").title("Decimal point"),
    text("THOUSANDS_VARIANT").title("Kind of the separator of thousands"),
    text("THOUSANDS_SEP").title("Separator of thousands"),
    int("DECIMALS").title("Number of decimals").wire("int"),
    flag("HIDE_ZERO").title("Hide zeros that say nothing"),
];

impl Localization {
    fn new(language: &str) -> Localization {
        Localization { language: language.to_owned(), values: PARTS.map(|(_, default)| default.to_owned()) }
    }
}

/// The localisations of a currency of a fresh portal.
pub fn of_row(row: &CurrencyRow) -> Vec<Localization> {
    // English groups by commas, the others by spaces and write a decimal comma.
    const LANGUAGES: [(&str, &str, &str); 3] = [("en", ".", "C"), ("fr", ",", "B"), ("ru", ",", "B")];
    let one = |(at, (language, point, variant)): (usize, (&str, &str, &str))| {
        let mut all = Localization::new(language);
        all.values[FORMAT_STRING] = row.format[at].to_owned();
        all.values[FULL_NAME] = row.name[at].to_owned();
        all.values[DEC_POINT] = point.to_owned();
        all.values[THOUSANDS_VARIANT] = variant.to_owned();
        all.values[HIDE_ZERO] = "Y".to_owned();
        separate(&mut all);
        all
    };
    LANGUAGES.into_iter().enumerate().map(one).collect()
}

/// The separator follows its code.
fn separate(all: &mut Localization) {
    if let Some((_, separator)) = VARIANTS.iter().find(|(code, _)| *code == all.values[THOUSANDS_VARIANT]) {
        all.values[THOUSANDS_SEP] = (*separator).to_owned();
    }
}

fn stored(currency: &Record) -> Vec<Localization> {
    let one = |row: &Data| {
        let mut all = Localization::new("");
        let mut texts = row.items().iter().map(|item| item.text().to_owned());
        all.language = texts.next().unwrap_or_default();
        for (value, text) in all.values.iter_mut().zip(texts) {
            *value = text;
        }
        all
    };
    currency.items("LOCALIZATIONS").iter().map(one).collect()
}

/// Keeps localisations, and `LANG` as answers show them.
pub fn store(currency: &mut Record, all: &[Localization]) {
    let text = |text: &String| Data::Text(text.clone());
    let row = |one: &Localization| Data::List([&one.language].into_iter().chain(&one.values).map(text).collect());
    currency.set("LOCALIZATIONS", Data::List(all.iter().map(row).collect()));
    let mut shown = Vec::new();
    params::write_json(&tree(all).into(), &mut shown);
    currency.set("LANG", String::from_utf8_lossy(&shown).as_ref());
}

fn tree(all: &[Localization]) -> Tree {
    let one = |one: &Localization| {
        let cells = PARTS.iter().zip(&one.values).map(|((name, _), value)| {
            let shown = if value.is_empty() { Value::Null } else { Value::from(value.as_str()) };
            (*name, shown)
        });
        (one.language.clone(), Value::from(Tree::from_iter(cells)))
    };
    Tree::from_iter(all.iter().map(one))
}

/// The fields that show how amounts are written in the portal's own language, or in the first there is.
pub fn own_language(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    let all = stored(&change.new);
    let language = call.services.language.code();
    let mut own = all.iter().find(|one| one.language == language).or(all.first()).cloned();
    let own = own.get_or_insert_with(|| Localization::new(language));
    if own.values[FULL_NAME].is_empty() {
        own.values[FULL_NAME] = change.new.text("CURRENCY").to_owned();
    }
    if all.is_empty() {
        store(&mut change.new, std::slice::from_ref(own));
    }
    change.new.set("LID", own.language.as_str());
    for at in [FORMAT_STRING, FULL_NAME, DEC_POINT, THOUSANDS_SEP] {
        let text = own.values[at].as_str();
        change.new.set(PARTS[at].0, if text.is_empty() { Data::Null } else { Data::from(text) });
    }
    change.new.set("DECIMALS", own.values[DECIMALS].parse().unwrap_or(2));
    Ok(())
}

/// Adds what a client gave: `{"en": {"DECIMALS": 2, …}}`; languages that it does not name stay.
///
/// # Errors
/// 400 naming what is wrong.
pub fn merge(currency: &mut Record, given: &Value) -> Result<bool> {
    let wrong = |name: &str, expected: &str| {
        Err(Error::core(format!("Invalid value of field 'LANG': {expected} is expected as {name}")))
    };
    let Some(given) = given.as_tree() else { return wrong("value", "an object of languages") };
    let mut all = stored(currency);
    for (language, parts) in given {
        let language = language.to_string();
        let known = (2..=5).contains(&language.len()) && language.bytes().all(|byte| byte.is_ascii_alphabetic());
        let (true, Some(parts)) = (known, parts.as_tree()) else { return wrong(&language, "a localisation") };
        let at = all.iter().position(|one| one.language == language).unwrap_or_else(|| {
            all.push(Localization::new(&language));
            all.len() - 1
        });
        for (part, value) in PARTS.iter().zip(0..).filter_map(|((name, _), part)| Some((part, parts.get(name)?))) {
            let text = value.as_text().unwrap_or_default();
            let fits = match part {
                DECIMALS => text.parse::<u8>().is_ok_and(|decimals| decimals <= 10),
                THOUSANDS_VARIANT => text.is_empty() || VARIANTS.iter().any(|(code, _)| *code == text),
                HIDE_ZERO => text == "Y" || text == "N",
                FORMAT_STRING => text.contains('#') && text.len() <= 255,
                _ => text.len() <= 255,
            };
            if !fits {
                return wrong(PARTS[part].0, "another value");
            }
            all[at].values[part] = text.into_owned();
        }
        if parts.get("THOUSANDS_VARIANT").is_some() {
            separate(&mut all[at]);
        }
    }
    if given.is_empty() {
        return Ok(false);
    }
    store(currency, &all);
    Ok(true)
}

/// crm.currency.localizations.get: a map from language to localisation.
pub fn get(call: &Call) -> Result<Answer> {
    Ok(Answer::value(tree(&stored(&currency(call)?))))
}

/// crm.currency.localizations.set: `false` when nothing was given.
pub fn set(call: &Call) -> Result<Answer> {
    let empty = Value::from(Tree::new());
    let given = call.param("localizations").unwrap_or(&empty);
    edit_localizations(call, |currency| merge(currency, given))
}

/// crm.currency.localizations.delete: `false` when no language named was there.
pub fn delete(call: &Call) -> Result<Answer> {
    let gone: Vec<_> = call.param("lids").map(Value::list).unwrap_or_default();
    let gone: Vec<_> = gone.into_iter().filter_map(Value::as_text).collect();
    edit_localizations(call, |currency| {
        let before = stored(currency);
        let after: Vec<_> =
            before.iter().filter(|one| !gone.iter().any(|gone| *gone == one.language)).cloned().collect();
        store(currency, &after);
        Ok(after.len() < before.len())
    })
}

/// crm.currency.localizations.fields
pub fn fields(_: &Call) -> Result<Answer> {
    Ok(verbs::described(&FIELDS_OF_LOCALIZATIONS))
}
