//! The browser's own way of writing numbers and dates. Making one of its formatters costs more than a hundred uses of
//! it, and a table uses the same one in every row, so each is made once.

use js_sys::{Date, Object, Reflect};
use std::{cell::RefCell, collections::HashMap};
use wasm_bindgen::prelude::*;

/// What a formatter is asked for: names and values of its options.
pub type Settings<'a> = &'a [(&'a str, &'a str)];

/// A number as the language of a tag writes it.
pub fn number(tag: &str, settings: Settings, number: f64) -> String {
    let made = made(Kind::Number, tag, settings);
    made.map_or_else(|| number.to_string(), |made| made.unchecked_ref::<NumberFormat>().format(number))
}

/// An instant in milliseconds as the language of a tag writes it; in UTC where the browser does not know the zone, and
/// in the browser's bare words where it is no instant at all.
pub fn date(tag: &str, settings: Settings, at: f64) -> String {
    let at = Date::new(&at.into());
    let made = made(Kind::Date, tag, settings).or_else(|| made(Kind::Date, tag, &in_utc(settings)));
    let written = made.and_then(|made| made.unchecked_ref::<DateTimeFormat>().format(&at).ok());
    written.unwrap_or_else(|| at.to_string().into())
}

/// So many units from now, as the language of a tag says it.
pub fn relative(tag: &str, settings: Settings, number: f64, unit: &str) -> String {
    let made = made(Kind::Relative, tag, settings);
    made.map_or_else(
        || format!("{number} {unit}"),
        |made| made.unchecked_ref::<RelativeTimeFormat>().format(number, unit),
    )
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Number,
    Date,
    Relative,
}

/// The formatter, made when it is first asked for; `None` where the browser refuses to.
fn made(kind: Kind, tag: &str, settings: Settings) -> Option<JsValue> {
    let mut key = String::from(tag);
    settings.iter().for_each(|(name, value)| key.extend([" ", *name, "=", *value]));
    let key = (kind, key);
    if let Some(known) = MADE.with_borrow(|made| made.get(&key).cloned()) {
        return Some(known);
    }
    let options = options(settings);
    let new: JsValue = match kind {
        Kind::Number => NumberFormat::new(tag, &options).ok()?.into(),
        Kind::Date => DateTimeFormat::new(tag, &options).ok()?.into(),
        Kind::Relative => RelativeTimeFormat::new(tag, &options).ok()?.into(),
    };
    MADE.with_borrow_mut(|made| made.insert(key, new.clone()));
    Some(new)
}

fn in_utc<'a>(settings: Settings<'a>) -> Vec<(&'a str, &'a str)> {
    let kept = settings.iter().copied().filter(|(name, _)| *name != "timeZone");
    kept.chain([("timeZone", "UTC")]).collect()
}

fn options(settings: Settings) -> JsValue {
    let object = Object::new();
    for (name, value) in settings {
        // Setting a member of a fresh object can't fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    object.into()
}

thread_local! {
    /// There are as many as there are ways to write, some dozens at most.
    static MADE: RefCell<HashMap<(Kind, String), JsValue>> = RefCell::new(HashMap::new());
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(tag: &str, options: &JsValue) -> Result<NumberFormat, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, value: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(tag: &str, options: &JsValue) -> Result<DateTimeFormat, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn format(this: &DateTimeFormat, date: &Date) -> Result<String, JsValue>;

    #[wasm_bindgen(js_namespace = Intl)]
    type RelativeTimeFormat;
    #[wasm_bindgen(constructor, catch, js_namespace = Intl)]
    fn new(tag: &str, options: &JsValue) -> Result<RelativeTimeFormat, JsValue>;
    #[wasm_bindgen(method)]
    fn format(this: &RelativeTimeFormat, value: f64, unit: &str) -> String;
}
