//! The same deals in Portico and in PocketBase, asked for and added to in the same way.

use super::{Outcome, address, figures, row};
use crate::{
    disk,
    load::{self, Request, Run},
    pocketbase::{PocketBase, RECORDS},
};
use portico_tests::{portal::Sandbox, rest::Webhook};
use serde_json::{Value, json};

const DEALS: &str = "10000";
const SECONDS: u32 = 5;

/// Fields that hold numbers; the others are text on the other side.
const NUMBERS: [&str; 8] = [
    "OPPORTUNITY",
    "TAX_VALUE",
    "ASSIGNED_BY_ID",
    "CATEGORY_ID",
    "COMPANY_ID",
    "CONTACT_ID",
    "CREATED_BY_ID",
    "MODIFY_BY_ID",
];

/// The indexes that Portico has on deals, as far as the questions use them.
const INDEXES: [&str; 4] = ["STAGE_ID", "ASSIGNED_BY_ID", "COMPANY_ID", "STAGE_ID, ASSIGNED_BY_ID"];

/// Runs the scene.
///
/// # Errors
/// When either side does not answer as it should.
pub fn run() -> Outcome {
    let scratch = tempfile::tempdir()?;
    let sandbox = Sandbox::with(&["--records", DEALS, "--workers", "1"]);
    let webhook = &sandbox.admin.webhook;
    let deals = all_deals(webhook)?;
    let fields: Vec<&str> = deals[0].keys().map(String::as_str).filter(|name| *name != "ID").collect();
    let peer = PocketBase::start(&scratch.path().join("pocketbase"))?;
    peer.make_collection(&fields, &NUMBERS, &INDEXES)?;
    let records: Vec<Value> = deals.iter().map(record).collect();
    let last = peer.fill(&records)?;

    let measure = |request: &Request, server| load::run(request, server, SECONDS, scratch.path());
    let ours = |url: &str, json| measure(&Request { url, json, connections: 16, ..Request::GET }, sandbox.program.id());
    let theirs = |url: &str, json| {
        let authorization = peer.authorization();
        measure(&Request { url, json, connections: 16, authorization }, peer.id())
    };

    let (stage, person) = ("NEW", deals[0]["ASSIGNED_BY_ID"].as_str().unwrap_or("1"));
    let list =
        address(webhook, &format!("crm.deal.list.json?filter[STAGE_ID]={stage}&filter[ASSIGNED_BY_ID]={person}"));
    let same = peer.address(&format!("{RECORDS}?perPage=50&filter=(STAGE_ID='{stage}'%26%26ASSIGNED_BY_ID={person})"));
    let found: Value = serde_json::from_slice(&ureq::get(&list).call()?.body_mut().read_to_vec()?)?;
    if found["result"].as_array().map(Vec::len) != Some(50) {
        return Err("the question about deals should find 50".into());
    }
    beside("crm.deal.list, 50 rows by stage and responsible person", ours(&list, None)?, theirs(&same, None)?);

    let get = address(webhook, "crm.contact.get.json?ID=42");
    beside("crm.contact.get", ours(&get, None)?, theirs(&peer.address(&format!("{RECORDS}/{last}")), None)?);

    let body = json!({"fields": record(&deals[0])}).to_string();
    let add = ours(&address(webhook, "crm.deal.add.json"), Some(&body))?;
    let same = theirs(&peer.address(RECORDS), Some(&records[0].to_string()))?;
    let sync = disk::sync_latency(200)?.as_secs_f64() * 1e3;
    beside(
        &format!("crm.deal.add, durable, 16 clients (fdatasync takes {sync:.2} ms; PocketBase does without)"),
        add,
        same,
    );
    row("memory of PocketBase with these deals", format!("{:.0} MiB", peer.resident_mib()?), "");
    Ok(())
}

fn beside(what: &str, ours: Run, theirs: Run) {
    row(what, figures(&ours), format!("PocketBase: {}", figures(&theirs)));
    row("→ ratio", format!("**{:.1}×** PocketBase", ours.rate / theirs.rate), "");
}

type Deal = serde_json::Map<String, Value>;

/// Every deal, in the order of ids.
pub fn all_deals(webhook: &Webhook) -> Outcome<Vec<Deal>> {
    let mut deals: Vec<Deal> = Vec::new();
    loop {
        let last = deals.last().map_or("0", |deal| deal["ID"].as_str().unwrap_or_default()).to_owned();
        let page = webhook.get(&format!("crm.deal.list?start=-1&order[ID]=ASC&filter[>ID]={last}")).expect(200);
        let rows = page["result"].as_array().ok_or("a list is a list")?;
        deals.extend(rows.iter().filter_map(Value::as_object).cloned());
        if rows.len() < 50 {
            return Ok(deals);
        }
    }
}

/// A deal as the other side stores it.
fn record(deal: &Deal) -> Value {
    let value = |(name, value): (&String, &Value)| {
        let text = value.as_str().unwrap_or_default();
        let number = || text.parse::<f64>().ok().map(Value::from);
        let value =
            if NUMBERS.contains(&name.as_str()) { number().unwrap_or(Value::from(0)) } else { Value::from(text) };
        (name.clone(), value)
    };
    deal.iter().filter(|(name, _)| *name != "ID").map(value).collect::<Deal>().into()
}
