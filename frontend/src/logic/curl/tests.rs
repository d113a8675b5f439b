//! Commands of terminals, manuals and browsers, read to the same requests.

use super::*;
use shared::integration::Ending;

fn rows(params: &[(&str, &str)]) -> Params {
    params.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

#[track_caller]
fn reads(command: &str, send: Send, method: &str, params: &[(&str, &str)]) -> BuilderRequest {
    let request = read(command).unwrap_or_else(|error| panic!("{error:?}: {command}"));
    assert_eq!((request.send, request.method.as_str()), (send, method), "{command}");
    assert_eq!(request.params, rows(params), "{command}");
    request
}

const ODD: &str = "A&B \"<>ü\" [] %";

#[test]
fn addresses_of_any_server_are_taken_without_their_secret() {
    let get = reads("curl https://b24-x.bitrix24.com/rest/1/s3cret/profile.json", Send::Get, "profile", &[]);
    assert!(!format!("{get:?}").contains("s3cret"));
    reads("  $ curl 'https://h/rest/1/s/crm.deal.get?ID=1'", Send::Get, "crm.deal.get", &[("ID", "1")]);
    reads("curl.exe --url \"https://h/rest/1/s/profile\"", Send::Get, "profile", &[]);
    reads("curl \"${B24_WEBHOOK_URL}crm.deal.get.json?ID=1\"", Send::Get, "crm.deal.get", &[("ID", "1")]);
    reads("curl $B24_WEBHOOK_URL/profile", Send::Get, "profile", &[]);
    reads("curl \"%B24_WEBHOOK_URL%profile\"", Send::Get, "profile", &[]);
    reads("curl https://**put_your_address**/rest/**id**/**secret**/crm.deal.list", Send::Get, "crm.deal.list", &[]);
    let third = reads("curl -d '{}' https://h/rest/api/1/s/tasks.task.get", Send::PostJson, "tasks.task.get", &[]);
    assert!(third.v3);
}

#[test]
fn tokens_of_applications_are_left_out() {
    let form = "curl https://h/rest/crm.deal.get -d auth=t0ken -d ID=1";
    reads(form, Send::PostForm, "crm.deal.get", &[("ID", "1")]);
    reads("curl 'https://h/rest/crm.deal.get?auth=t0ken&ID=1'", Send::Get, "crm.deal.get", &[("ID", "1")]);
    let json =
        "curl -H 'Content-Type: application/json' -d '{\"ID\":1,\"auth\":\"t0ken\"}' https://h/rest/crm.deal.get";
    let request = reads(json, Send::PostJson, "crm.deal.get", &[("ID", "1")]);
    assert!(!format!("{request:?}").contains("t0ken"));
}

#[test]
fn data_of_every_kind_become_rows() {
    let command = "curl -X POST -sS -L --compressed -A 'a b' -o out.json -d 'a=1&b[]=2' --data-raw 'b[]=%26+' \
                   --data-urlencode 'c[d e]=A&B \"<>ü\" [] %' --data-urlencode 'f%5Bg%5D=@x' -F 'h=i;type=text/plain' \
                   https://h/rest/1/s/m.json?q=0";
    let params = [("q", "0"), ("a", "1"), ("b[]", "2"), ("b[]", "& "), ("c[d e]", ODD), ("f[g]", "@x"), ("h", "i")];
    let request = reads(command, Send::PostForm, "m", &params);
    assert_eq!(request.ending, Ending::Json);
    let operators = "curl -G https://h/rest/1/s/m -d 'f[>=A]=1' --data-urlencode 'f[<=A]=2&'";
    reads(operators, Send::Get, "m", &[("f[>=A]", "1"), ("f[<=A]", "2&")]);
    reads("curl -G https://h/rest/1/s/m -d a=1", Send::Get, "m", &[("a", "1")]);
    reads("curl -XPOST https://h/rest/1/s/m", Send::PostForm, "m", &[]);
    reads("curl -X GET https://h/rest/1/s/m --data=a=1", Send::Get, "m", &[("a", "1")]);
    reads("curl --request POST --max-time 5 --silent https://h/rest/1/s/m", Send::PostForm, "m", &[]);
    reads("curl -da=1 https://h/rest/1/s/m | jq .result", Send::PostForm, "m", &[("a", "1")]);
}

#[test]
fn json_keeps_its_types() {
    let body = "{\"id\":1,\"fields\":{\"TITLE\":\"it's\",\"l\":[true,[]]}}";
    let posix = "curl --json '{\"id\":1,\"fields\":{\"TITLE\":\"it'\\''s\",\"l\":[true,[]]}}' https://h/rest/1/s/m";
    let params = [("id", "1"), ("fields[TITLE]", "it's"), ("fields[l][0]", "1")];
    assert_eq!(reads(posix, Send::PostJson, "m", &params).body.as_deref(), Some(body));
    let both = "curl 'https://h/rest/1/s/m?a=0' -H 'content-type:application/json' -d '{\"b\":1}'";
    assert_eq!(reads(both, Send::PostJson, "m", &[("a", "0"), ("b", "1")]).body, None);
    let broken = read("curl --json '{\"a\":' https://h/rest/1/s/m").unwrap();
    assert_eq!((broken.send, broken.body.as_deref()), (Send::PostJson, Some("{\"a\":")));
}

#[test]
fn quotes_and_long_lines_of_every_shell_are_read() {
    let posix =
        "curl 'https://h/rest/1/s/m' \\\n  -H 'accept: */*' \\\r\n  --data-raw $'a=\\u00fc\\'\\n\\ud83d\\ude00'";
    reads(posix, Send::PostForm, "m", &[("a", "ü'\n😀")]);
    let old_prompt = "curl \"https://h/rest/1/s/m\" ^\r\n  -H \"Content-Type: application/json\" ^\r\n  --data-raw \"{\\\"a\\\":\\\"b\\\"}\"";
    reads(old_prompt, Send::PostJson, "m", &[("a", "b")]);
    let new_prompt = "curl ^\"https://h/rest/1/s/m^\" ^\n  -H ^\"Content-Type: application/json^\" ^\n  --data-raw ^\"^{^\\^\"a^\\^\":^\\^\"50^%^\\^\"^}^\"";
    reads(new_prompt, Send::PostJson, "m", &[("a", "50%")]);
    let powershell = "curl.exe \"https://h/rest/1/s/m\" `\n -d 'a=\"1\"'";
    reads(powershell, Send::PostForm, "m", &[("a", "\"1\"")]);
    reads("curl\n'https://h/rest/1/s/m'\n-d\n''", Send::PostForm, "m", &[]);
}

#[test]
fn what_is_no_command_is_refused_by_its_reason() {
    let refused = |text: &str| read(text).unwrap_err();
    assert_eq!(refused("wget https://h/rest/1/s/m"), NotRead::NotCurl);
    assert_eq!(refused(""), NotRead::NotCurl);
    assert_eq!(refused("curl"), NotRead::Address);
    assert_eq!(refused("curl https://example.com/a/b"), NotRead::Address);
    assert_eq!(refused("curl https://h/rest/1/s/"), NotRead::Address);
    assert_eq!(refused("curl 'https://h/rest/1/s/m"), NotRead::Quote);
    assert_eq!(refused("curl https://h/rest/1/s/m -d @body.json"), NotRead::File("body.json".to_owned()));
    assert_eq!(
        refused("curl https://h/rest/1/s/m -F 'f=@a b.png;type=image/png'"),
        NotRead::File("a b.png".to_owned())
    );
    assert!(!looks_like("https://h/rest/1/s/curl") && looks_like(" curl x"));
}
