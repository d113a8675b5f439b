//! Every language writes every kind of request; those that a test can run are run by the black-box tests.

use expect_test::expect_file;
use shared::integration::{BuilderRequest, Ending, Send};
use shared::sample::LANGUAGES;

const ODD: &str = "A&B \"\n'ü\\'\" [] % $x `y` ‘z’";

fn request(send: Send) -> BuilderRequest {
    let rows = [
        ("fields[TITLE]", ODD),
        ("fields[COMMENTS]", ""),
        ("fields[PHONE][0][VALUE]", "=1"),
        ("filter[>=A & B]", "@x"),
        ("select[]", "ID"),
        ("select[]", "TITLE"),
    ];
    let params = rows.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    BuilderRequest { method: "crm.lead.add".to_owned(), params, send, ..BuilderRequest::default() }
}

fn all(request: &BuilderRequest) -> String {
    let sample = |language: &shared::sample::Language| {
        let sample = samples::sample(language.code, request).expect("every language has a writer");
        format!("=== {}\n{}", language.title, sample.text)
    };
    LANGUAGES.iter().map(sample).collect()
}

#[test]
fn samples_by_get() {
    expect_file!["get.txt"].assert_eq(&all(&request(Send::Get)));
}

#[test]
fn samples_by_form() {
    expect_file!["form.txt"].assert_eq(&all(&request(Send::PostForm)));
}

#[test]
fn samples_by_json_keep_types() {
    let body = r##"{"id": 1, "fields": {"OPENED": true, "SUM": 1.5, "NONE": null, "LIST": [], "T": "`\"#"}}"##;
    let typed = BuilderRequest { body: Some(body.to_owned()), ..request(Send::PostJson) };
    expect_file!["json.txt"].assert_eq(&all(&typed));
}

#[test]
fn samples_without_parameters() {
    let bare = |send, v3| BuilderRequest {
        method: "profile".to_owned(),
        send,
        v3,
        ending: Ending::None,
        ..BuilderRequest::default()
    };
    let ways =
        [bare(Send::Get, false), bare(Send::PostForm, false), bare(Send::PostJson, false), bare(Send::Get, true)];
    expect_file!["bare.txt"].assert_eq(&ways.each_ref().map(all).concat());
}

#[test]
fn the_address_takes_the_place_of_the_variable() {
    let webhook = "https://portal.example/rest/1/s3cret/";
    for language in LANGUAGES {
        for send in [Send::Get, Send::PostForm, Send::PostJson] {
            let sample = samples::sample(language.code, &request(send)).expect("every language has a writer");
            assert!(sample.text.contains("B24_WEBHOOK_URL") && !sample.text.contains('\0'), "{}", sample.text);
            let text = sample.with_webhook(webhook);
            assert!(text.contains(webhook) && !text.contains("B24_WEBHOOK_URL"), "{text}");
        }
    }
    assert_eq!(samples::sample("cobol", &request(Send::Get)), None);
}
