//! Paging, counting, filtering and selecting in the classic lists.

use portico_tests::portal::Sandbox;
use portico_tests::rest::Webhook;
use serde_json::{Value, json};

#[test]
fn pages_of_fifty_with_total_and_next() {
    let sandbox = Sandbox::with(&["--records", "120"]);
    let webhook = &sandbox.admin.webhook;
    let mut seen = Vec::new();
    for (start, rows, next) in [(0, 50, Some(50)), (50, 50, Some(100)), (100, 20, None), (120, 0, None)] {
        let page = webhook.get(&format!("crm.deal.list?start={start}")).expect(200);
        assert_eq!(page["result"].as_array().map(Vec::len), Some(rows), "start {start}");
        assert_eq!(page["total"], 120, "start {start}");
        assert_eq!(page.get("next").and_then(Value::as_u64), next, "start {start}");
        seen.extend(ids(&page));
    }
    assert_eq!(seen.len(), 120);
    assert!(seen.is_sorted_by(|a, b| a < b), "ascending ids by default");

    let odd = webhook.post_json("crm.deal.list", &json!({"START": "30"})).expect(200);
    assert_eq!((ids(&odd), &odd["next"]), (seen[30..80].to_vec(), &json!(80)));
    let uncounted = webhook.get("crm.deal.list?start=-1").expect(200);
    assert_eq!(ids(&uncounted), seen[..50]);
    assert!(uncounted.get("next").is_none());
    assert!(matches!(uncounted.get("total").and_then(Value::as_u64), None | Some(0)), "{}", uncounted["total"]);
}

#[test]
fn the_demo_company_is_the_same_for_the_same_seed() {
    let deals = |args: &[&str]| {
        let sandbox = Sandbox::with(args);
        let call = "crm.deal.list?select[]=TITLE&select[]=OPPORTUNITY&select[]=STAGE_ID";
        sandbox.admin.webhook.get(call).expect(200)["result"].take()
    };
    let first = deals(&["--records", "20", "--seed", "7"]);
    assert_eq!(first.as_array().map(Vec::len), Some(20));
    assert_eq!(first, deals(&["--records", "20", "--seed", "7"]));
    assert_ne!(first, deals(&["--records", "20", "--seed", "8"]));
}

#[test]
fn filters_read_their_prefixes() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let deal = |title: &str, amount: &str| {
        vec![("TITLE", title.to_owned()), ("OPPORTUNITY", amount.to_owned()), ("ORIGIN_ID", "probe".to_owned())]
    };
    let rows = [deal("Alpha", "10"), deal("alphabet", "20.50"), deal("Beta", "100")];
    let all = webhook.add_all("crm.deal.add", &rows);
    let [alpha, alphabet, beta] = all[..] else { panic!("three ids, not {all:?}") };
    let cases = [
        (json!({"TITLE": "Beta"}), vec![beta]),
        (json!({"=TITLE": "Beta"}), vec![beta]),
        (json!({"!TITLE": "Beta"}), vec![alpha, alphabet]),
        (json!({"!=TITLE": ["Beta", "Alpha"]}), vec![alphabet]),
        (json!({"%TITLE": "lpha"}), vec![alpha, alphabet]),
        (json!({"!%TITLE": "lpha"}), vec![beta]),
        (json!({"=%TITLE": "%et%"}), vec![beta, alphabet]),
        (json!({">OPPORTUNITY": 10}), vec![alphabet, beta]),
        (json!({">=OPPORTUNITY": "10"}), vec![alpha, alphabet, beta]),
        (json!({"<OPPORTUNITY": 100}), vec![alpha, alphabet]),
        (json!({">OPPORTUNITY": 10, "<OPPORTUNITY": 100}), vec![alphabet]),
        (json!({"@ID": [alpha, beta]}), vec![alpha, beta]),
        (json!({"ID": [alpha, beta]}), vec![alpha, beta]),
        (json!({"!@ID": [alpha, beta]}), vec![alphabet]),
        (json!({">ID": alpha}), vec![alphabet, beta]),
    ];
    for (mut filter, mut wanted) in cases {
        filter["ORIGIN_ID"] = json!("probe");
        wanted.sort_unstable();
        assert_eq!(ids(&list(webhook, &filter)), wanted, "{filter}");
    }
}

#[test]
fn order_and_select_are_kept() {
    let sandbox = Sandbox::with(&["--records", "20"]);
    let webhook = &sandbox.admin.webhook;
    let body = json!({"order": {"ID": "desc"}, "select": ["TITLE", "STAGE_ID", "NO_SUCH_FIELD"]});
    let page = webhook.post_json("crm.deal.list", &body).expect(200);
    assert!(ids(&page).is_sorted_by(|a, b| a > b));
    for row in page["result"].as_array().unwrap() {
        let mut names: Vec<_> = row.as_object().unwrap().keys().map(String::as_str).collect();
        names.sort_unstable();
        assert_eq!(names, ["ID", "STAGE_ID", "TITLE"]);
    }
}

#[test]
fn numbers_are_strings_in_classic_lists() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let fields = json!({"TITLE": "Money", "OPPORTUNITY": 1000000, "CURRENCY_ID": "EUR"});
    let id = webhook.result("crm.deal.add", json!({"fields": fields}));
    let deal = webhook.result("crm.deal.get", json!({"id": id}));
    assert_eq!((&deal["ID"], &deal["OPPORTUNITY"]), (&json!(id.to_string()), &json!("1000000.00")));
    assert_eq!((&deal["CLOSED"], &deal["STAGE_ID"]), (&json!("N"), &json!("NEW")));
}

fn list(webhook: &Webhook, filter: &Value) -> Value {
    webhook.post_json("crm.deal.list", &json!({"filter": filter, "select": ["ID"]})).expect(200)
}

fn ids(page: &Value) -> Vec<u64> {
    let rows = page["result"].as_array().unwrap_or_else(|| panic!("not a list: {page}"));
    rows.iter().map(|row| row["ID"].as_str().unwrap().parse().unwrap()).collect()
}

#[test]
fn comparisons_may_be_typed_as_they_are() {
    let sandbox = Sandbox::start();
    let page = sandbox.admin.webhook.get("crm.deal.list?select[]=ID&filter[>ID]=1&filter[<ID]=3").expect(200);
    assert_eq!((ids(&page), &page["total"]), (vec![2], &json!(1)));
}

#[test]
fn the_universal_list_takes_groups_of_alternatives_and_refuses_unknown_names() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let filter = json!({"0": {"logic": "OR", "0": {"id": 1}, "1": {">id": 2}}});
    let body = json!({"entityTypeId": 2, "select": ["id", "title"], "filter": filter, "order": {"id": "DESC"}});
    let page = webhook.post_json("crm.item.list", &body).expect(200);
    let found: Vec<u64> =
        page["result"]["items"].as_array().into_iter().flatten().map(|item| item["id"].as_u64().unwrap()).collect();
    assert_eq!((found, &page["total"]), (vec![3, 1], &json!(2)));
    let unknown = webhook.post_json("crm.item.list", &json!({"entityTypeId": 2, "filter": {"noSuchField": 1}}));
    unknown.expect_error(400, "INVALID_ARG_VALUE");
}
