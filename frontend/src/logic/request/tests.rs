//! The builder's address is read back as it was written, and nothing is encoded twice.

use super::*;

const ODD: &str = "A&B \"<>ü\" [] %";

const ODD_NAME: &str = "filter[=A & B + C % \"#?\"]";

fn request(send: Send, params: &[(&str, &str)]) -> BuilderRequest {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    let params = params.iter().map(own).collect();
    BuilderRequest { method: "crm.lead.add".to_owned(), params, send, ..BuilderRequest::default() }
}

fn rows(params: &[(&str, &str)]) -> Params {
    request(Send::Get, params).params
}

#[test]
fn keys_and_values_are_encoded_once() {
    let odd = request(Send::Get, &[("fields[TITLE]", ODD)]);
    assert_eq!(address(&odd), "crm.lead.add.json?fields[TITLE]=A%26B%20\"<>ü\"%20[]%20%25");
    let encoded = "crm.lead.add.json?fields%5BTITLE%5D=A%26B%20%22%3C%3E%C3%BC%22%20%5B%5D%20%25";
    assert_eq!(wire(&odd).tail, encoded);
    let nested = [("fields[PHONE][0][VALUE]", ODD), (ODD_NAME, ODD), ("select[]", "&"), ("select[]", "%26"), ("0", "")];
    for request in [odd, request(Send::Get, &nested)] {
        for written in [address(&request), wire(&request).tail] {
            assert_eq!(with_address(&request, read_address(&written)), request, "{written}");
            let whole = format!("https://h/rest/1/s/{written}");
            assert_eq!(with_address(&request, read_address(&whole)), request, "{whole}");
        }
    }
}

#[test]
fn the_receiver_reads_what_was_typed() {
    for send in [Send::Get, Send::PostForm] {
        let odd = request(send, &[("fields[TITLE]", ODD), ("filter[>=ID]", "1=1"), ("a", "%26")]);
        let Wire { tail, body } = wire(&odd);
        let query = body.map_or_else(|| tail.split_once('?').unwrap().1.to_owned(), |(_, body)| body);
        let read = params::decode_query(&query);
        let field = |name, key| read.get(name).unwrap().path(&[key]).unwrap().as_text().unwrap().into_owned();
        assert_eq!(field("fields", "TITLE"), ODD);
        assert_eq!(field("filter", ">=ID"), "1=1");
        assert_eq!(read.get("a").unwrap().as_text().unwrap(), "%26");
    }
}

#[test]
fn json_nests_names_and_makes_lists() {
    let nested =
        request(Send::PostJson, &[("select[]", "ID"), ("select[]", "TITLE"), ("fields[PHONE][0][VALUE]", "1")]);
    let (kind, body) = wire(&nested).body.unwrap();
    assert_eq!(kind, "application/json");
    let body: serde_json::Value = serde_json::from_str(&body).unwrap();
    assert_eq!(body, serde_json::json!({"select": ["ID", "TITLE"], "fields": {"PHONE": [{"VALUE": "1"}]}}));
    assert_eq!(wire(&request(Send::PostJson, &[])).body.unwrap().1, "{}");
}

#[test]
fn positional_names_keep_their_order() {
    let positional = request(Send::Get, &[("1[TITLE]", "x"), ("0", "42"), ("select[]", "B"), ("select[]", "A")]);
    assert_eq!(address(&positional), "crm.lead.add.json?1[TITLE]=x&0=42&select[]=B&select[]=A");
    assert_eq!(read_address(&address(&positional)).params.unwrap(), positional.params);
}

/// What is typed, the method in it with its ending, the version if it says one, and the parameters if it says
/// anything about them.
type Case = (&'static str, &'static str, Option<bool>, Option<&'static [(&'static str, &'static str)]>);

const OPERATORS: &[(&str, &str)] = &[("filter[>=ID]", "1=2"), ("a", "[b]"), ("c[d", "1")];

#[test]
fn addresses_are_read_in_every_shape() {
    let v2 = Some(false);
    let cases: &[Case] = &[
        ("crm.deal.list", "crm.deal.list", None, None),
        ("crm.deal.list.json", "crm.deal.list.json", None, None),
        (" crm.deal.list.xml? ", "crm.deal.list.xml", None, Some(&[])),
        ("crm.deal.list?start=50&&x", "crm.deal.list", None, Some(&[("start", "50"), ("x", "")])),
        ("crm.deal.list?q=a+b%2Bc=d#top", "crm.deal.list", None, Some(&[("q", "a b+c=d")])),
        ("https://portal.example/rest/4/abc/crm.deal.get.json?ID=1", "crm.deal.get.json", v2, Some(&[("ID", "1")])),
        ("https://h/rest/api/4/abc/tasks.task.get", "tasks.task.get", Some(true), None),
        ("https://h/rest/crm.deal.get?ID=1&auth=secret", "crm.deal.get", v2, Some(&[("ID", "1")])),
        ("https://h/rest/4/abc/", "", v2, None),
        ("/rest/4/abc/profile", "profile", v2, None),
        ("crm.deal.list?filter%5BTITLE%5D=%D0%AF", "crm.deal.list", None, Some(&[("filter[TITLE]", "Я")])),
        ("crm.deal.list?filter[>=ID]=1=2&a=[b]&c[d=1", "crm.deal.list", None, Some(OPERATORS)),
        ("crm.deal.list?a=100%", "crm.deal.list", None, Some(&[("a", "100%")])),
        ("log.add?text=see https://h/rest/1/2/3", "log.add", None, Some(&[("text", "see https://h/rest/1/2/3")])),
        ("", "", None, None),
    ];
    for (typed, name, v3, params) in cases {
        let read = read_address(typed);
        assert_eq!(format!("{}{}", read.method, read.ending.text()), *name, "{typed}");
        assert_eq!((read.v3, read.params), (*v3, params.map(rows)), "{typed}");
    }
}

#[test]
fn version_three_is_json_below_an_address_of_its_own() {
    let third = BuilderRequest { v3: true, ..request(Send::Get, &[("id", "1")]) };
    assert_eq!(prefix("https://h/rest/4/", true), "https://h/rest/api/4/");
    assert_eq!(prefix("https://h/rest/4/", false), "https://h/rest/4/");
    assert_eq!((address(&third).as_str(), way(&third)), ("crm.lead.add", Send::PostJson));
    assert_eq!(with_address(&third, read_address("crm.lead.get")).params, rows(&[("id", "1")]));
}

#[test]
fn a_typed_body_is_sent_as_it_is_until_a_row_is_changed() {
    let body = r#"{"id": 1, "fields": {"a.b": true, "list": []}}"#;
    let typed = with_body(&request(Send::PostJson, &[("old", "1")]), body.to_owned());
    assert_eq!(typed.params, rows(&[("id", "1"), ("fields[a.b]", "1")]));
    assert_eq!((wire(&typed).body.unwrap().1.as_str(), problems(&typed)), (body, vec![]));
    let broken = with_body(&typed, "{\"id\":".to_owned());
    assert!(matches!(problems(&broken)[..], [Problem::Body(JsonError { line: 1, .. })]));
    assert_eq!(broken.params, typed.params, "rows wait for a body that can be read");
    assert_eq!(problems(&BuilderRequest { send: Send::PostForm, ..broken.clone() }), []);
    let row = with_rows(&broken, rows(&[("id", "2")]));
    assert_eq!((problems(&row), json_body(&row).as_str()), (vec![], "{\n  \"id\": \"2\"\n}"));
}

#[test]
fn a_post_keeps_its_parameters_when_only_the_method_changes() {
    let before = request(Send::PostForm, &[("ID", "1")]);
    assert_eq!(address(&before), "crm.lead.add.json");
    let after = with_address(&before, read_address("crm.lead.get.json"));
    assert_eq!((after.method.as_str(), after.params), ("crm.lead.get", rows(&[("ID", "1")])));
    let gone = with_address(&request(Send::Get, &[("ID", "1")]), read_address("crm.lead.get.json"));
    assert!(gone.params.is_empty());
}

#[test]
fn what_can_not_be_sent_is_named() {
    let bad = request(
        Send::Get,
        &[("ID", "1"), ("a[b", "2"), ("ID", "3"), ("", "4"), ("s[]", "5"), ("s[]", "6"), ("id", "7")],
    );
    assert_eq!(
        problems(&bad),
        [Problem::Name(1, NameError::Unclosed), Problem::Duplicate(2), Problem::Name(3, NameError::Empty)]
    );
    let named = |method: &str| problems(&BuilderRequest { method: method.to_owned(), ..BuilderRequest::default() });
    assert_eq!(named(""), [Problem::NoMethod]);
    assert_eq!(named("crm/deal list"), [Problem::Method("/ ".to_owned())]);
    assert_eq!(named("imbot.v2.Chat.Message.send"), []);
}

#[test]
fn untouched_rows_are_nothing() {
    let fresh = request(Send::Get, &[("ID", "1"), ("", "")]);
    assert_eq!(problems(&fresh), []);
    assert_eq!(address(&fresh), "crm.lead.add.json?ID=1");
    assert_eq!(tidy(&fresh).params, rows(&[("ID", "1")]));
    assert_eq!(problems(&request(Send::Get, &[("", "1")])), [Problem::Name(0, NameError::Empty)]);
}

#[test]
fn the_next_page_changes_one_row() {
    let listed = request(Send::Get, &[("START", "0"), ("x", "1")]);
    assert_eq!(from_start(&listed, 50).params, rows(&[("START", "50"), ("x", "1")]));
    assert_eq!(from_start(&request(Send::Get, &[]), 50).params, rows(&[("start", "50")]));
}
