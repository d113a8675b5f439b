//! Whether an answer is the expected one.

use serde_json::Value;

/// What differs, or nothing. Both are a status and a body.
pub fn difference(expected: &str, answer: &str, subset: bool) -> Option<String> {
    let (status, body) = expected.split_once(' ').unwrap_or((expected, "null"));
    let (got_status, got_body) = answer.split_once(' ')?;
    if status != got_status {
        return Some(format!("status {status} was expected"));
    }
    let parse = |text: &str| serde_json::from_str::<Value>(text);
    let wanted = match parse(body) {
        Ok(wanted) => wanted,
        Err(error) => return Some(format!("the expected answer is not JSON: {error}")),
    };
    let Ok(got) = parse(got_body) else { return Some("the answer is not JSON".to_owned()) };
    differs("", &wanted, &got, subset)
}

fn differs(path: &str, wanted: &Value, got: &Value, subset: bool) -> Option<String> {
    match (wanted, got) {
        (Value::String(mask), _) if mask.starts_with('[') && mask.ends_with(']') && is_mask(mask) => {
            (!fits(mask, got)).then(|| format!("{path} is not a {mask}: {got}"))
        }
        (Value::Object(wanted), Value::Object(got)) => {
            if !subset {
                let keys = |map: &serde_json::Map<String, Value>| map.keys().cloned().collect::<Vec<_>>();
                if keys(wanted) != keys(got) {
                    return Some(keys_differ(path, &keys(wanted), &keys(got)));
                }
            }
            wanted.iter().find_map(|(key, value)| match got.get(key) {
                Some(got) => differs(&format!("{path}.{key}"), value, got, subset),
                None => Some(format!("{path}.{key} is missing")),
            })
        }
        (Value::Array(wanted), Value::Array(got)) => {
            if wanted.len() != got.len() {
                return Some(format!("{path} has {} elements, not {}", got.len(), wanted.len()));
            }
            let mut pairs = wanted.iter().zip(got).enumerate();
            pairs.find_map(|(at, (wanted, got))| differs(&format!("{path}[{at}]"), wanted, got, subset))
        }
        _ => (wanted != got).then(|| format!("{path} is {got}, not {wanted}")),
    }
}

fn keys_differ(path: &str, wanted: &[String], got: &[String]) -> String {
    let only = |a: &[String], b: &[String]| a.iter().filter(|key| !b.contains(key)).cloned().collect::<Vec<_>>();
    let (missing, extra) = (only(wanted, got), only(got, wanted));
    if missing.is_empty() && extra.is_empty() {
        return format!("{path} has its keys in another order");
    }
    format!("{path} lacks {missing:?} and has {extra:?} too")
}

/// Whether an answer fits a mask.
type Fits = fn(&Value) -> bool;

const MASKS: [(&str, Fits); 7] = [
    ("[time]", is_time),
    ("[number]", Value::is_number),
    ("[guid]", is_guid),
    ("[timing]", is_timing),
    ("[50 rows]", |got| got.as_array().is_some_and(|rows| rows.len() == 50)),
    ("[50 labels]", |got| got.as_object().is_some_and(|map| map.len() == 50)),
    ("[20 rows]", |got| got.as_array().is_some_and(|rows| rows.len() == 20)),
];

fn is_mask(text: &str) -> bool {
    MASKS.iter().any(|(mask, _)| *mask == text)
}

fn fits(mask: &str, got: &Value) -> bool {
    MASKS.iter().any(|(known, test)| *known == mask && test(got))
}

fn is_time(got: &Value) -> bool {
    got.as_str().is_some_and(|text| chrono::DateTime::parse_from_str(text, "%Y-%m-%dT%H:%M:%S%:z").is_ok())
}

fn is_guid(got: &Value) -> bool {
    let lengths = got.as_str().map(|text| text.trim_matches(['{', '}']).split('-').map(str::len).collect::<Vec<_>>());
    lengths.is_some_and(|lengths| lengths == [8, 4, 4, 4, 12])
}

/// The `time` block of an answer, complete.
fn is_timing(got: &Value) -> bool {
    let numbers = ["start", "finish", "duration", "processing", "operating"];
    numbers.iter().all(|name| got[name].is_number())
        && got["operating_reset_at"].is_i64()
        && ["date_start", "date_finish"].iter().all(|name| is_time(&got[name]))
}
