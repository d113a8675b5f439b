//! `batch`: labels, limits, stopping, references between commands.

use portico_tests::portal::Sandbox;
use portico_tests::rest::{Webhook, encoded};
use serde_json::{Map, Value, json};

#[test]
fn command_fifty_one_fails_alone() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let commands: Map<_, _> = (0..52).map(|n| (format!("c{n}"), json!("profile"))).collect();
    let answer = webhook.batch(Value::Object(commands));
    let done = answer["result"].as_object().unwrap();
    let wanted: Vec<_> = (0..50).map(|n| format!("c{n}")).collect();
    assert_eq!(done.keys().cloned().collect::<Vec<_>>(), wanted);
    let failed = answer["result_error"].as_object().unwrap();
    assert_eq!(failed.keys().collect::<Vec<_>>(), ["c50", "c51"]);
    assert_eq!(failed["c50"]["error"], "ERROR_BATCH_LENGTH_EXCEEDED");
}

#[test]
fn batches_do_not_nest() {
    let sandbox = Sandbox::start();
    let commands = json!({"inner": "batch?cmd[x]=profile", "after": "profile"});
    let answer = sandbox.admin.webhook.batch(commands);
    assert_eq!(answer["result_error"]["inner"]["error"], "ERROR_BATCH_METHOD_NOT_ALLOWED");
    assert_eq!(labels(&answer["result"]), ["after"]);
}

#[test]
fn halt_stops_at_the_first_failure() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let commands = json!({"a": "profile", "b": "no.such.method", "c": "profile"});
    for (halt, done) in [
        (json!(0), vec!["a", "c"]),
        (json!("0"), vec!["a", "c"]),
        (json!(false), vec!["a", "c"]),
        (json!(1), vec!["a"]),
        (json!("1"), vec!["a"]),
        (json!(true), vec!["a"]),
    ] {
        let answer = webhook.result("batch", json!({"halt": halt, "cmd": commands}));
        assert_eq!(labels(&answer["result"]), done, "halt {halt}");
        assert_eq!(labels(&answer["result_time"]), done, "halt {halt}");
        assert_eq!(labels(&answer["result_error"]), ["b"], "halt {halt}");
        assert_eq!(answer["result_error"]["b"]["error"], "ERROR_METHOD_NOT_FOUND");
    }
}

#[test]
fn numbered_labels_make_lists_and_names_make_maps() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    for commands in [json!(["profile", "server.time"]), json!({"0": "profile", "1": "server.time"})] {
        let answer = webhook.batch(commands);
        assert_eq!(answer["result"].as_array().map(Vec::len), Some(2), "{answer}");
        assert_eq!(answer["result_time"].as_array().map(Vec::len), Some(2), "{answer}");
    }
    let named = webhook.batch(json!({"z": "profile", "35943": "server.time", "a": "user.get"}));
    assert_eq!(labels(&named["result"]), ["z", "35943", "a"]);
    assert_eq!(named["result_error"], json!([]));
    assert_eq!(labels(&named["result_total"]), ["a"]);
    assert_eq!(named["result_next"], json!([]));
    let gaps = webhook.batch(json!({"1": "profile", "2": "server.time"}));
    assert_eq!(labels(&gaps["result"]), ["1", "2"]);
}

#[test]
fn an_empty_batch_has_all_its_parts() {
    let sandbox = Sandbox::start();
    let answer = sandbox.admin.webhook.batch(json!({}));
    let parts = ["result", "result_error", "result_total", "result_next", "result_time"];
    for part in parts {
        assert_eq!(answer[part], json!([]), "{part}");
    }
}

#[test]
fn references_reach_into_earlier_results() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let plain = "department.get?ID=$result[u][UF_DEPARTMENT][0]";
    let whole = "department.get?ID=$result[u][UF_DEPARTMENT]";
    let escaped = format!("department.get?ID={}", encoded("$result[u][UF_DEPARTMENT][0]"));
    let commands = json!({"u": "user.current", "plain": plain, "whole": whole, "escaped": escaped});
    let answer = webhook.batch(commands);
    assert_eq!(answer["result_error"], json!([]), "{answer}");
    let department = answer["result"]["u"]["UF_DEPARTMENT"][0].to_string();
    for label in ["plain", "whole", "escaped"] {
        assert_eq!(answer["result"][label][0]["ID"], department, "{label}");
    }
}

#[test]
fn later_commands_see_earlier_writes() {
    let sandbox = Sandbox::start();
    let answer = sandbox.admin.webhook.batch(json!({
        "add": "crm.deal.add?fields[TITLE]=First",
        "change": "crm.deal.update?id=$result[add]&fields[COMMENTS]=deal $result[add], twice: $result[add]",
        "get": "crm.deal.get?id=$result[add]",
        "gone": "crm.deal.delete?id=$result[add]",
        "missing": "crm.deal.get?id=$result[add]",
    }));
    let id = &answer["result"]["add"];
    assert!(id.is_u64(), "{answer}");
    assert_eq!(answer["result"]["get"]["TITLE"], "First");
    assert_eq!(answer["result"]["get"]["COMMENTS"], format!("deal {id}, twice: {id}"));
    assert_eq!(labels(&answer["result_error"]), ["missing"]);
}

#[test]
fn unresolved_references_are_empty_and_no_error() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let answer = webhook.batch(json!({
        "a": "crm.deal.add?fields[TITLE]=<$result[nobody][0][ID]>",
        "b": "crm.deal.get?id=$result[a]",
    }));
    assert_eq!(answer["result_error"], json!([]), "{answer}");
    assert_eq!(answer["result"]["b"]["TITLE"], "<>");
}

#[test]
fn chained_pages_end_in_empty_ones() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let rows: Vec<_> = (0..120).map(|n| vec![("TITLE", format!("Deal {n}"))]).collect();
    webhook.add_all("crm.deal.add", &rows);
    let total = webhook.post_json("crm.deal.list", &json!({})).expect(200)["total"].as_u64().unwrap();

    let page = |after: String| format!("crm.deal.list?start=-1&order[ID]=ASC&select[]=ID&filter[>ID]={after}");
    let mut commands = Map::new();
    commands.insert("req_0".to_owned(), json!(page("0".to_owned())));
    for n in 1..50 {
        let after = format!("$result[req_{}][49][ID]", n - 1);
        commands.insert(format!("req_{n}"), json!(page(after)));
    }
    let answer = webhook.batch(Value::Object(commands));
    assert_eq!(answer["result_error"], json!([]), "{answer}");
    assert_eq!(labels(&answer["result"]).len(), 50);

    let ids: Vec<u64> = (0..50).flat_map(|n| ids(&answer["result"][format!("req_{n}")])).collect();
    assert_eq!(ids.len() as u64, total, "nothing is read twice");
    assert!(ids.is_sorted_by(|a, b| a < b));
    assert_eq!(answer["result"]["req_49"], json!([]));
}

#[test]
fn a_batch_in_the_address_is_encoded_twice() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let command = encoded(&format!("crm.lead.add?fields[TITLE]={}", encoded("A&B = 100% ü[]")));
    let answer = webhook.get(&format!("batch.json?halt=0&cmd[add]={command}")).expect(200);
    let id = &answer["result"]["result"]["add"];
    assert_eq!(webhook.result("crm.lead.get", json!({"id": id}))["TITLE"], "A&B = 100% ü[]", "{answer}");
}

#[test]
fn refusals_inside_stay_inside() {
    let sandbox = Sandbox::start();
    let (_, bare) = sandbox.signed_in(&sandbox.admin).webhook("No scope", &[]);
    let answer = bare.batch(json!({"scope": "crm.deal.list", "fine": "profile"}));
    assert_eq!(answer["result_error"]["scope"]["error"], "insufficient_scope");
    assert_eq!(labels(&answer["result"]), ["fine"]);
    let wrong = Webhook::at(&format!("{}/rest/1/{}/", sandbox.url, "b".repeat(32)));
    wrong.post_json("batch", &json!({"cmd": ["profile"]})).expect_error(401, "INVALID_CREDENTIALS");
}

fn labels(map: &Value) -> Vec<&str> {
    let map = map.as_object().unwrap_or_else(|| panic!("not a map: {map}"));
    map.keys().map(String::as_str).collect()
}

fn ids(page: &Value) -> Vec<u64> {
    let rows = page.as_array().unwrap_or_else(|| panic!("not a list: {page}"));
    rows.iter().map(|row| row["ID"].as_str().unwrap().parse().unwrap()).collect()
}
