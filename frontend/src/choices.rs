//! What the browser itself knows: its time zone, and the names of all zones and currencies.

use js_sys::{Array, Intl, Object, Reflect};
use wasm_bindgen::prelude::*;

/// IANA name of the browser's time zone.
pub fn own_time_zone() -> String {
    let options = Intl::DateTimeFormat::new(&Array::new(), &Object::new()).resolved_options();
    let zone = Reflect::get(&options, &"timeZone".into()).ok().and_then(|zone| zone.as_string());
    zone.unwrap_or_else(|| "UTC".to_owned())
}

/// Every value of a kind: `timeZone` or `currency`; none where the browser does not tell.
pub fn supported(kind: &str) -> Vec<String> {
    let values = supported_values(kind).unwrap_or_default();
    values.iter().filter_map(|value| value.as_string()).collect()
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(catch, js_namespace = Intl, js_name = supportedValuesOf)]
    fn supported_values(kind: &str) -> Result<Array, JsValue>;
}
