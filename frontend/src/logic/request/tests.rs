//! The builder's address is read back as it was written, and nothing is encoded twice.

use super::*;

const ODD: &str = "A&B ü[]%";

fn request(send: Send, params: &[(&str, &str)]) -> BuilderRequest {
    let own = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
    BuilderRequest { method: "crm.lead.add".to_owned(), params: params.iter().map(own).collect(), send }
}

fn rows(params: &[(&str, &str)]) -> Params {
    request(Send::Get, params).params
}

#[test]
fn keys_and_values_are_encoded_once() {
    let odd = request(Send::Get, &[("fields[TITLE]", ODD)]);
    assert_eq!(address(&odd), "crm.lead.add.json?fields[TITLE]=A%26B%20ü[]%25");
    assert_eq!(wire(&odd).tail, "crm.lead.add.json?fields%5BTITLE%5D=A%26B%20%C3%BC%5B%5D%25");
    for written in [address(&odd), wire(&odd).tail] {
        assert_eq!(with_address(&odd, read_address(&written)), odd, "{written}");
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
    assert_eq!(body, r#"{"select":["ID","TITLE"],"fields":{"PHONE":[{"VALUE":"1"}]}}"#);
    assert_eq!(wire(&request(Send::PostJson, &[])).body.unwrap().1, "{}");
}

#[test]
fn positional_names_keep_their_order() {
    let positional = request(Send::Get, &[("1[TITLE]", "x"), ("0", "42"), ("select[]", "B"), ("select[]", "A")]);
    assert_eq!(address(&positional), "crm.lead.add.json?1[TITLE]=x&0=42&select[]=B&select[]=A");
    assert_eq!(read_address(&address(&positional)).params.unwrap(), positional.params);
}

/// What is typed, the method in it, and the parameters if it says anything about them.
type Case = (&'static str, &'static str, Option<&'static [(&'static str, &'static str)]>);

#[test]
fn addresses_are_read_in_every_shape() {
    let cases: &[Case] = &[
        ("crm.deal.list", "crm.deal.list", None),
        ("crm.deal.list.json", "crm.deal.list", None),
        (" crm.deal.list.xml? ", "crm.deal.list", Some(&[])),
        ("crm.deal.list?start=50&&x", "crm.deal.list", Some(&[("start", "50"), ("x", "")])),
        ("crm.deal.list?q=a+b%2Bc=d#top", "crm.deal.list", Some(&[("q", "a b+c=d")])),
        ("https://portal.example/rest/4/abc/crm.deal.get.json?ID=1", "crm.deal.get", Some(&[("ID", "1")])),
        ("/rest/4/abc/profile", "profile", None),
        ("crm.deal.list?filter%5BTITLE%5D=%D0%AF", "crm.deal.list", Some(&[("filter[TITLE]", "Я")])),
        ("crm.deal.list?a=100%", "crm.deal.list", Some(&[("a", "100%")])),
        ("log.add?text=see /rest/1/2/3", "log.add", Some(&[("text", "see /rest/1/2/3")])),
        ("", "", None),
    ];
    for (typed, method, params) in cases {
        let expected = Address { method: (*method).to_owned(), params: params.map(rows) };
        assert_eq!(read_address(typed), expected, "{typed}");
    }
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

#[test]
fn curl_quotes_for_the_shell() {
    let get = request(Send::Get, &[("fields[TITLE]", "a\"$`!")]);
    assert_eq!(
        curl(&get, "${PORTICO_WEBHOOK}"),
        "curl \"${PORTICO_WEBHOOK}crm.lead.add.json?fields%5BTITLE%5D=a%22%24%60%21\""
    );
    let post = request(Send::PostJson, &[("TITLE", "it's")]);
    assert_eq!(
        curl(&post, "https://h/rest/1/s/"),
        "curl \"https://h/rest/1/s/crm.lead.add.json\" \\\n  -H 'Content-Type: application/json' \\\n  --data-raw '{\"TITLE\":\"it'\\''s\"}'"
    );
}
