//! Input made to hurt: it must neither stop the program nor take more than a pass or two.

use params::{
    MAX_VALUES, Value, check_name, decode_json, decode_query, decode_query_bytes, encode_query, flatten, unflatten,
};
use proptest::collection::vec;
use proptest::prelude::*;
use std::fmt::Write;

proptest! {
    #[test]
    fn any_bytes(bytes in prop_oneof![vec(any::<u8>(), 0..200), r#"[\[\]{}":,0-9eE.+\-\\ua%&= ntrf]{0,200}"#.prop_map(String::into_bytes)]) {
        let tree = decode_query_bytes(&bytes);
        prop_assert_eq!(unflatten(&flatten(&tree)).len(), tree.len());
        encode_query(&tree);
        let text = String::from_utf8_lossy(&bytes);
        let _ = check_name(&text);
        // What another reader of JSON accepts is accepted here, and nothing else.
        let json = serde_json::from_slice::<serde_json::Value>(&bytes);
        let expected = json.ok().filter(|json| json.is_object() || json.is_array()).map(Value::from_json);
        let blank = bytes.iter().all(|byte| b" \t\r\n".contains(byte));
        if !blank {
            prop_assert_eq!(decode_json(&bytes).ok().map(Value::Tree), expected);
        }
    }
}

#[test]
fn a_million_keys() {
    let mut body = String::from("{\"k\":0");
    for index in 0..1_000_000 {
        write!(body, ",\"k{index}\":1").unwrap();
    }
    body.push('}');
    assert!(body.len() > 10_000_000);
    assert_eq!(decode_json(body.as_bytes()).unwrap().len(), 1_000_001);
    let query: String = body[1..body.len() - 1].replace(',', "&").replace(':', "=").replace('"', "");
    let tree = decode_query(&query);
    assert_eq!(tree.len(), 1_000_001);
    assert_eq!(tree.get("k999999"), Some(&Value::from("1")));
}

#[test]
fn names_that_are_cut_again_and_again() {
    let mut query = String::new();
    for index in 0..20_000 {
        write!(query, "a{index}=1&b{index}=1&").unwrap();
    }
    for index in 0..10_000 {
        write!(query, "a{index}{}=2&", "[]".repeat(65)).unwrap();
    }
    query.push_str("a5=3");
    let tree = decode_query(&query);
    assert_eq!(tree.len(), 30_001);
    assert_eq!((tree.get("a4"), tree.get("a5")), (None, Some(&Value::from("3"))));
    assert_eq!(tree.get("a10000"), Some(&Value::from("1")));
}

#[test]
fn brackets_that_never_close() {
    let name = "[".repeat(1_000_000);
    assert_eq!(decode_query(&format!("a{name}=1")).len(), 1);
    assert_eq!(flatten(&decode_query(&format!("a{name}]=1"))), [(format!("a{name}]"), "1".to_owned())]);
}

#[test]
fn more_values_than_a_request_may_carry() {
    // The list itself is a value too.
    let list = |items: usize| format!("[{}0]", "0,".repeat(items - 1));
    assert_eq!(decode_json(list(MAX_VALUES - 1).as_bytes()).unwrap().len(), MAX_VALUES - 1);
    let error = decode_json(list(MAX_VALUES).as_bytes()).unwrap_err();
    assert_eq!(error.problem, "more than 1048576 values");
    let query = format!("{}b=1", "a[]&".repeat(MAX_VALUES / 2));
    let tree = decode_query(&query);
    assert_eq!(tree.get("a").unwrap().list().len(), MAX_VALUES / 2);
    assert_eq!(tree.get("b"), None);
}
