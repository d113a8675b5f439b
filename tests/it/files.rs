//! Files in fields, fetched by the links that answers hold.

use portico_tests::portal::Sandbox;
use portico_tests::wire;
use serde_json::json;

#[test]
fn a_photo_is_fetched_by_its_link_and_gone_with_its_contact() {
    let sandbox = Sandbox::start();
    let webhook = &sandbox.admin.webhook;
    let fields = json!({"NAME": "Ada", "PHOTO": {"fileData": ["Ada \"A\" Lovelace.png", "iVBORw0KGgo="]}});
    let id = webhook.post_json("crm.contact.add", &json!({"fields": fields})).expect(200)["result"].clone();
    let contact = webhook.post_json("crm.contact.get", &json!({"id": id})).expect(200);
    let link = contact["result"]["PHOTO"]["downloadUrl"].as_str().unwrap().to_owned();
    assert!(link.starts_with(&format!("{}/rest/download.json?", sandbox.url)), "{link}");

    let answer = wire::get(&link);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.bytes, b"\x89PNG\r\n\x1a\n");
    assert_eq!(answer.header("content-type"), "image/png");
    assert!(answer.header("content-disposition").starts_with("attachment"));

    let bare = format!("{}/rest/download.json", sandbox.url);
    for wrong in [link.replace("file%7C", "file%7C1"), format!("{bare}?auth=x&token=y"), bare] {
        wire::get(&wrong).expect_error(404, "ERROR_NOT_FOUND");
    }
    webhook.post_json("crm.contact.delete", &json!({"id": id})).expect(200);
    wire::get(&link).expect_error(404, "ERROR_NOT_FOUND");
}
