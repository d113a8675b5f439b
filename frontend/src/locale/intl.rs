//! The browser's own way of writing numbers and dates. Making one of its formatters costs more than a hundred uses of
//! it, and a table uses the same one in every row, so each is made once.

use js_sys::{Date, Object, Reflect};
use std::{cell::RefCell, collections::HashMap};
use wasm_bindgen::prelude::*;

/// What a formatter is asked for: names and values of its options.
pub type Settings<'a> = &'a [(&'a str, &'a str)];

/// A number as the language of a tag writes it.
pub fn number(tag: &str, settings: Settings, number: f64) -> String {
    made(Kind::Number, tag, settings).unchecked_ref::<NumberFormat>().format(number)
}

/// An instant in milliseconds as the language of a tag writes it.
pub fn date(tag: &str, settings: Settings, at: f64) -> String {
    made(Kind::Date, tag, settings).unchecked_ref::<DateTimeFormat>().format(&Date::new(&at.into()))
}

/// So many units from now, as the language of a tag says it.
pub fn relative(tag: &str, settings: Settings, number: f64, unit: &str) -> String {
    made(Kind::Relative, tag, settings).unchecked_ref::<RelativeTimeFormat>().format(number, unit)
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Number,
    Date,
    Relative,
}

/// The formatter, made when it is first asked for.
fn made(kind: Kind, tag: &str, settings: Settings) -> JsValue {
    let mut key = String::from(tag);
    settings.iter().for_each(|(name, value)| key.extend([" ", *name, "=", *value]));
    MADE.with_borrow_mut(|made| {
        let make = || match kind {
            Kind::Number => NumberFormat::new(tag, &options(settings)).into(),
            Kind::Date => DateTimeFormat::new(tag, &options(settings)).into(),
            Kind::Relative => RelativeTimeFormat::new(tag, &options(settings)).into(),
        };
        made.entry((kind, key)).or_insert_with(make).clone()
    })
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
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(tag: &str, options: &JsValue) -> NumberFormat;
    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, value: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(tag: &str, options: &JsValue) -> DateTimeFormat;
    #[wasm_bindgen(method)]
    fn format(this: &DateTimeFormat, date: &Date) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type RelativeTimeFormat;
    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(tag: &str, options: &JsValue) -> RelativeTimeFormat;
    #[wasm_bindgen(method)]
    fn format(this: &RelativeTimeFormat, value: f64, unit: &str) -> String;
}
