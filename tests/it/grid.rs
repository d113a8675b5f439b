//! The integrations grid and the page of an integration: who sees what, in pages, and what acts on many
//! rows leave.

use portico_tests::console::Console;
use portico_tests::portal::{Portal, join};
use portico_tests::program::PATIENCE;
use serde_json::{Value, json};
use shared::audit::Trail;
use shared::fault;
use shared::grid::{Done, Facets, Named, Overview, Page, Target};
use shared::integration::{Enable, Status};
use shared::request_log::{ErrorGroup, Log};
use std::time::Instant;
use tempfile::tempdir;

fn names(console: &Console, query: &str) -> Vec<String> {
    let page: Page = console.get(&format!("/console/integrations?{query}")).parsed();
    page.rows.into_iter().map(|row| row.name).collect()
}

#[test]
fn rows_are_found_sorted_and_cut_into_pages() {
    let data = tempdir().unwrap();
    let (portal, admin) = Portal::set_up(data.path());
    let user = join(&portal.url, &admin, "user@example.com");
    for (name, scopes) in [("Beta", &["crm"][..]), ("alpha", &["task"]), ("Élan", &["user", "crm"])] {
        admin.webhook(name, scopes);
    }
    let (own, _) = user.webhook("Own", &["im"]);
    assert_eq!(names(&admin, ""), ["Own", "Élan", "alpha", "Beta"], "newest first");
    assert_eq!(names(&admin, "sort=name"), ["alpha", "Beta", "Own", "Élan"]);
    assert_eq!(names(&admin, "sort=-id"), ["Own", "Élan", "alpha", "Beta"]);
    assert_eq!(names(&user, ""), ["Own"]);
    assert_eq!(names(&admin, "find=CRM%20%C3%89L"), ["Élan"]);
    assert_eq!(names(&admin, "find=T%C3%A2ches"), ["alpha"], "permissions by their titles");
    assert_eq!(names(&admin, "find=ulla"), ["Own"], "owners by name");
    assert_eq!(names(&admin, "scope=crm&sort=name"), ["Beta", "Élan"]);
    assert_eq!(names(&admin, "owner=2&never=1"), ["Own"]);
    assert_eq!(names(&admin, "used_from=2020-01-01"), Vec::<String>::new());
    assert_eq!(names(&admin, "created_from=2020-01-01&name=ET"), ["Beta"]);
    assert_eq!(names(&admin, "status=disabled"), Vec::<String>::new());
    let page: Page = admin.get("/console/integrations?per=5&page=9&sort=name").parsed();
    assert_eq!((page.page, page.total, page.all, page.rows.len()), (1, 4, 4, 4));
    for (query, field) in
        [("sort=secret", "sort"), ("per=7", "per"), ("status=odd", "status"), ("created_to=soon", "created_to")]
    {
        let refused = admin.get(&format!("/console/integrations?{query}"));
        assert_eq!((refused.status, refused.json()["field"].as_str()), (422, Some(field)), "{query}");
    }
    let facets: Facets = admin.get("/console/integrations/facets").parsed();
    assert_eq!((facets.owners.len(), facets.scopes), (2, ["crm", "im", "task", "user"].map(str::to_owned).to_vec()));
    let known: Vec<Named> = user.get("/console/integrations/names").parsed();
    assert_eq!(known.iter().map(|named| named.id).collect::<Vec<_>>(), [own.id]);
    // A change shows at once.
    user.post(&format!("/console/integrations/{}/enabled", own.id), &Enable { enabled: false }).expect(200);
    assert_eq!(names(&admin, "status=disabled"), ["Own"]);
}

#[test]
fn acts_on_many_rows_do_what_they_may_and_tell_the_rest() {
    let data = tempdir().unwrap();
    let (portal, admin) = Portal::set_up(data.path());
    let user = join(&portal.url, &admin, "user@example.com");
    let (foreign, alive) = admin.webhook("Foreign", &[]);
    let (changed, _) = user.webhook("Changed", &[]);
    let (gone, dead) = user.webhook("Gone", &[]);
    let rows: Vec<Target> = user.get("/console/integrations/matches?sort=name").parsed();
    assert_eq!(rows.iter().map(|row| row.id).collect::<Vec<_>>(), [changed.id, gone.id]);
    user.save(&changed, |save| save.name = "Changed since".to_owned());
    let rows = [rows.as_slice(), &[Target { id: foreign.id, version: foreign.version }]].concat();
    let answer = user.post("/console/integrations/bulk", &json!({"act": "delete", "rows": rows}));
    let done: Vec<Done> = answer.parsed();
    let told: Vec<_> = done.iter().map(|done| (&*done.name, done.refused.as_ref().map(|why| &*why.code))).collect();
    assert_eq!(told, [("Changed since", Some("changed_since_by_you")), ("Gone", None), ("", Some("not_found"))]);
    dead.expect_dead();
    alive.expect_alive();
    assert_eq!(names(&user, ""), ["Changed since"]);
    user.get(&format!("/console/integrations/{}", gone.id)).expect_fault(fault::NOT_FOUND);
    let many: Vec<Value> = (0..501).map(|id| json!({"id": id, "version": 1})).collect();
    let refused = user.post("/console/integrations/bulk", &json!({"act": "enable", "rows": many}));
    refused.expect_fault(fault::TOO_MANY_ROWS);
    let address = format!("/console/integrations/{}", changed.id);
    user.bare("DELETE", &format!("{address}?version=1")).expect_fault(fault::CHANGED_SINCE_BY_YOU);
    admin.post(&format!("{address}/enabled?version=1"), &Enable { enabled: false }).expect_fault(fault::CHANGED_SINCE);
    user.bare("DELETE", &address).expect(204);
}

#[test]
fn the_log_tells_what_was_called_and_nobody_else() {
    let data = tempdir().unwrap();
    let (portal, admin) = Portal::set_up(data.path());
    let user = join(&portal.url, &admin, "user@example.com");
    let stranger = join(&portal.url, &admin, "stranger@example.com");
    let (own, webhook) = user.webhook("Own", &["crm"]);
    webhook.get("crm.deal.get?id=987654").expect_error(400, "");
    webhook.get("profile").expect(200);
    webhook.batch(json!({"a": "profile", "b": "user.get?ID=1"}));
    webhook.get("no.such.method").expect_error(404, "ERROR_METHOD_NOT_FOUND");
    let address = format!("/console/integrations/{}", own.id);
    let deadline = Instant::now() + PATIENCE;
    let log = loop {
        let log: Log = user.get(&format!("{address}/log")).parsed();
        if log.calls.len() == 6 {
            break log;
        }
        assert!(Instant::now() < deadline, "{log:?}");
    };
    let rows: Vec<_> = log.calls.iter().map(|call| (&*call.method, call.status, call.in_batch)).collect();
    assert_eq!(
        rows,
        [
            ("", 404, false),
            ("batch", 200, false),
            ("user.get", 401, true),
            ("profile", 200, true),
            ("profile", 200, false),
            ("crm.deal.get", 400, false)
        ]
    );
    let failed = &log.calls[5];
    assert_eq!((&*failed.address, failed.text.is_empty(), log.older), ("127.0.0.1", false, None));
    let refused: Log = user.get(&format!("{address}/log?status=failed&text=scope")).parsed();
    assert_eq!((refused.calls.len(), &*refused.calls[0].code), (1, "insufficient_scope"));
    let first: Log = user.get(&format!("{address}/log?limit=2")).parsed();
    let rest: Log = user.get(&format!("{address}/log?limit=4&before={}", first.older.unwrap())).parsed();
    assert_eq!((rest.calls, rest.older), (log.calls[2..].to_vec(), None));
    let errors: Vec<ErrorGroup> = admin.get(&format!("{address}/errors")).parsed();
    assert_eq!(errors.iter().map(|group| group.count).collect::<Vec<_>>(), [1, 1, 1]);
    let overview: Overview = user.get(&format!("{address}/overview")).parsed();
    assert_eq!((overview.row.requests_24h, overview.row.errors_24h, overview.days.len()), (4, 2, 14));
    assert_eq!(overview.days.iter().map(|day| day.requests).sum::<u64>(), 4);
    assert_eq!(overview.last_call.unwrap().address, "127.0.0.1");
    let trail: Trail = user.get(&format!("/console/audit?integration={}", own.id)).parsed();
    assert_eq!(trail.rows.iter().map(|event| &*event.action).collect::<Vec<_>>(), ["draft_saved"]);
    assert_eq!(trail.rows[0].integration.as_ref().unwrap().name, "Own");

    for part in ["", "/overview", "/log", "/errors"] {
        stranger.get(&format!("{address}{part}")).expect_fault(fault::NOT_FOUND);
        portal.visitor().get(&format!("{address}{part}")).expect_fault(fault::NOT_SIGNED_IN);
        admin.get(&format!("{address}{part}")).expect(200);
    }
    stranger.get(&format!("/console/audit?integration={}", own.id)).expect_fault(fault::NOT_FOUND);
    let theirs: Trail = stranger.get("/console/audit?limit=500").parsed();
    assert!(theirs.rows.iter().all(|event| event.by.id == 3 || event.person.as_ref().is_some_and(|of| of.id == 3)));
    let all: Trail = admin.get("/console/audit?limit=500&action=draft_saved").parsed();
    assert_eq!(all.rows.len(), 1);
    // A draft has a form and nothing else yet.
    let draft = user.draft("inbound");
    user.get(&format!("/console/integrations/{}/log", draft.id)).expect_fault(fault::NOT_FOUND);
    // What is gone takes its log with it, and leaves its trail.
    user.bare("DELETE", &address).expect(204);
    user.get(&format!("{address}/log")).expect_fault(fault::NOT_FOUND);
    let trail: Trail = admin.get(&format!("/console/audit?integration={}", own.id)).parsed();
    assert_eq!(trail.rows.iter().map(|event| &*event.action).collect::<Vec<_>>(), ["deleted", "draft_saved"]);
    let own_status = user.get("/console/integrations?status=active").parsed::<Page>();
    assert!(own_status.rows.iter().all(|row| row.status == Status::Active));
}
