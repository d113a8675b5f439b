//! The demo company as data: repeatable, complete, and such as REST would have taken it.

use super::*;
use crate::{
    crm::productrows::PRODUCT_ROW,
    department::{DEPARTMENT, ROOT},
    log::{comment::COMMENT, post::POST},
    seed::{dictionaries::DICTIONARIES, names::DOMAIN, set_up},
    task::{checklist::CHECKLIST_ITEM, comment::COMMENT as TASK_COMMENT, elapsed::ELAPSED, history::LOG},
    user::USER,
};
use engine::{data::decimal, input::canonical_decimal, query, services::Settings};
use shared::text::Language;
use std::collections::{HashMap, HashSet};
use store::{Direction, KeyRange, Options, Store, keys};
use tempfile::TempDir;

/// 2026-11-22, half past nine in the morning, UTC.
const NOW: i64 = 1_795_339_800_000;
const HOUR: i64 = 3_600_000;
const DAY: i64 = 24 * HOUR;

static MADE: &[&Entity] = &[
    &COMPANY,
    &CONTACT,
    &LEAD,
    &DEAL,
    &PRODUCT_ROW,
    &USER,
    &DEPARTMENT,
    &CATEGORY,
    &POST,
    &COMMENT,
    &TASK,
    &CHECKLIST_ITEM,
    &TASK_COMMENT,
    &ELAPSED,
    &LOG,
];

fn portal(zone: &str) -> (TempDir, Services) {
    let dir = tempfile::tempdir().unwrap();
    let options = Options { cache_bytes: 16 << 20, ..Options::default() };
    let store = Store::open(dir.path(), options).unwrap();
    let settings = Settings {
        zone: zone.parse().unwrap(),
        currency: "EUR".to_owned(),
        language: Language::En,
        member_id: "0".repeat(32),
    };
    let services = Services::new(store, settings, crate::registry().unwrap());
    set_up(&services, "Portico", NOW).unwrap();
    (dir, services)
}

fn filled(records: u64, seed: u64, now_ms: i64) -> (TempDir, Services, DemoPeople) {
    let (dir, services) = portal("UTC");
    let (people, ticket) = fill(&services, &Demo { records, seed, now_ms }).unwrap();
    ticket.wait().unwrap();
    (dir, services, people)
}

fn all(services: &Services, entity: &'static Entity) -> Vec<Record> {
    query::all(services, entity, &Query::all(Test::All(Vec::new()))).unwrap()
}

fn bytes(services: &Services) -> Vec<(Vec<u8>, Vec<u8>)> {
    let ranges = MADE.iter().map(|entity| keys::records(entity.name));
    let pages = ranges.flat_map(|range| services.store.scan(&range, Direction::Up, usize::MAX).unwrap());
    pages.map(|(key, entry)| (key.to_vec(), entry.value.to_vec())).collect()
}

#[test]
fn the_same_seed_and_day_make_the_same_bytes() {
    let (_dir, services, people) = filled(40, 7, NOW);
    let first = bytes(&services);
    let (_dir, services, same_people) = filled(40, 7, NOW + 5 * HOUR);
    assert_eq!(people, same_people);
    assert!(first == bytes(&services));
    for (seed, now) in [(8, NOW), (7, NOW + DAY)] {
        let (_dir, services, _) = filled(40, seed, now);
        assert!(first != bytes(&services), "{seed} {now}");
    }
}

#[test]
fn there_are_as_many_records_as_were_asked_for() {
    for (records, companies) in [(0, 0), (3, 3), (60, 60), (200, 120)] {
        let (_dir, services, _) = filled(records, 1, NOW);
        for (entity, count) in [(&COMPANY, companies), (&CONTACT, records), (&LEAD, records), (&DEAL, records)] {
            let found = all(&services, entity);
            assert_eq!(found.len() as u64, count, "{} of {records}", entity.name);
            assert!(found.iter().map(|record| record.id).eq(1..=count), "{} of {records}", entity.name);
            assert_eq!(services.store.counter(&keys::count(entity.name, b"")).unwrap(), count as i64);
        }
    }
}

#[test]
fn every_stage_is_occupied_and_counted() {
    for (records, seed) in [(32, 1), (32, 2), (32, 3), (60, 1)] {
        let (_dir, services, _) = filled(records, seed, NOW);
        assert_stages_occupied(&services);
    }
}

fn assert_stages_occupied(services: &Services) {
    let stages = |dictionary: &'static str| DICTIONARIES.iter().filter(move |row| row.dictionary == dictionary);
    let mut wanted: Vec<_> = stages("STATUS").map(|row| (&LEAD, "STATUS_ID", row.code.to_owned())).collect();
    for funnel in [0, 1] {
        wanted.extend(
            stages("DEAL_STAGE").map(|row| (&DEAL, "STAGE_ID", funnel::Funnel::of_deals(funnel).code(row.code))),
        );
    }
    assert_eq!(wanted.len(), 5 + 8 + 8);
    for (entity, field, code) in wanted {
        let standing = all(services, entity).iter().filter(|record| record.text(field) == code).count();
        assert!(standing > 0, "{code}");
        let schema = services.schema(entity).unwrap();
        let query = Query { counted: true, ..Query::equal(&schema, field, code.to_lowercase().as_str()) };
        assert_eq!(query::run(services, entity, &query).unwrap().total, Some(standing as u64), "{code}");
    }
}

#[test]
fn tasks_are_in_every_status_and_due_around_today() {
    for (records, count) in [(60, 60), (200, 60), (10, 10)] {
        let (_dir, services, people) = filled(records, 1, NOW);
        let tasks = all(&services, &TASK);
        assert_eq!(tasks.len(), count);
        for status in 2..=6 {
            assert!(tasks.iter().any(|task| task.int("STATUS") == status), "{status}");
        }
        let due = |late: bool| {
            tasks.iter().filter(move |task| !task.get("DEADLINE").is_null() && (task.int("DEADLINE") < NOW) == late)
        };
        assert!(due(true).count() > 0 && due(false).count() > 0);
        if count == 60 {
            assert!(tasks.iter().any(|task| task.int("RESPONSIBLE_ID") == people.user as i64));
            assert!(tasks.iter().any(|task| !task.get("PARENT_ID").is_null()));
            assert!([&CHECKLIST_ITEM, &TASK_COMMENT, &ELAPSED].iter().all(|part| all(&services, part).len() > 10));
        }
    }
}

#[test]
fn every_value_is_one_that_rest_would_have_taken() {
    let (_dir, services, _) = filled(200, 1, NOW);
    let ids: HashMap<&str, HashSet<i64>> = MADE
        .iter()
        .map(|entity| (entity.name, all(&services, entity).iter().map(|record| record.id as i64).collect()))
        .collect();
    let stages: HashSet<String> = all(&services, &status::STATUS)
        .iter()
        .map(|row| format!("{} {}", row.text("ENTITY_ID"), row.text("STATUS_ID")))
        .collect();
    for entity in MADE {
        for record in all(&services, entity) {
            for (at, field) in record.schema.fields.iter().enumerate() {
                let data = record.at(at);
                let values = if let Data::List(items) = data { items.as_slice() } else { std::slice::from_ref(data) };
                for value in values.iter().filter(|value| !value.is_null()) {
                    let fits = match field.kind {
                        Kind::Reference(other) => ids[other].contains(&value.int()),
                        Kind::User => ids["user"].contains(&value.int()),
                        Kind::Category => ids["category"].contains(&value.int()),
                        Kind::Status("DEAL_STAGE") => {
                            let dictionary = funnel::Funnel::of_deals(record.int("CATEGORY_ID") as u64).dictionary();
                            stages.contains(&format!("{dictionary} {}", value.text()))
                        }
                        Kind::Status(dictionary) => stages.contains(&format!("{dictionary} {}", value.text())),
                        Kind::Double | Kind::Money => {
                            canonical_decimal(value.text()).as_deref() == Some(value.text())
                                && decimal(value.text()) >= 0.0
                        }
                        Kind::Int => matches!(value, Data::Int(_)),
                        Kind::Flag | Kind::Bool => matches!(value, Data::Flag(_)),
                        Kind::Date => matches!(value, Data::Time(day) if day % DAY == 0),
                        Kind::Time => matches!(value, Data::Time(at) if at % 1000 == 0),
                        Kind::Currency => value.text() == "EUR",
                        Kind::Text => value.text().trim() == value.text(),
                        Kind::Multifield => !value.items()[2].text().is_empty(),
                        Kind::Id | Kind::File | Kind::Json | Kind::Rows => true,
                        Kind::Switch | Kind::Variant | Kind::Price | Kind::Link => false,
                    };
                    assert!(fits, "{} {} {} {value:?}", entity.name, record.id, field.name);
                }
            }
        }
    }
}

#[test]
fn bindings_agree_with_their_flat_fields_and_with_the_companies() {
    let (_dir, services, _) = filled(200, 1, NOW);
    let employers: HashMap<i64, Vec<i64>> = all(&services, &CONTACT)
        .iter()
        .map(|contact| (contact.id as i64, contact.items("COMPANY_IDS").iter().map(Data::int).collect()))
        .collect();
    assert!(employers.values().any(Vec::is_empty) && employers.values().any(|of| of.len() == 2));
    let to_contacts = ("CONTACT_ID", "CONTACT_IDS");
    for (entity, (one, many)) in [(&CONTACT, ("COMPANY_ID", "COMPANY_IDS")), (&LEAD, to_contacts), (&DEAL, to_contacts)]
    {
        for record in all(&services, entity) {
            // Rows of id, sort, role and "primary".
            let links = record.items("BINDINGS").iter();
            let links: Vec<[i64; 4]> = links.map(|row| [0, 1, 2, 3].map(|part| row.items()[part].int())).collect();
            let flat: Vec<i64> = record.items(many).iter().map(Data::int).collect();
            assert!(links.iter().map(|link| link[0]).eq(flat), "{} {}", entity.name, record.id);
            let primary: Vec<i64> = links.iter().filter(|link| link[3] == 1).map(|link| link[0]).collect();
            assert_eq!(primary, links.first().map(|_| record.int(one)).into_iter().collect::<Vec<_>>());
            let company = record.int("COMPANY_ID");
            if company > 0 {
                let known = entity.name == "contact" || employers[&record.int("CONTACT_ID")].contains(&company);
                assert!(known, "{} {} is of company {company}", entity.name, record.id);
            }
        }
    }
    assert!(all(&services, &DEAL).iter().all(|deal| deal.int("CONTACT_ID") > 0));
}

#[test]
fn amounts_are_what_the_rows_add_up_to() {
    let (_dir, services, _) = filled(200, 1, NOW);
    let mut sums: HashMap<i64, f64> = HashMap::new();
    for row in all(&services, &PRODUCT_ROW) {
        assert_eq!((row.text("OWNER_TYPE"), row.text("OWNER")), ("D", format!("D_{}", row.int("OWNER_ID")).as_str()));
        *sums.entry(row.int("OWNER_ID")).or_default() += decimal(row.text("PRICE")) * decimal(row.text("QUANTITY"));
    }
    assert!((70..=130).contains(&sums.len()), "{} of 200", sums.len());
    for deal in all(&services, &DEAL) {
        let amount = decimal(deal.text("OPPORTUNITY"));
        assert!(amount > 0.0, "deal {}", deal.id);
        if let Some(sum) = sums.remove(&(deal.id as i64)) {
            assert!((amount - sum).abs() < 0.005, "deal {}: {amount} is not {sum}", deal.id);
        }
    }
    assert!(sums.is_empty(), "rows of deals that do not exist: {sums:?}");
}

#[test]
fn twelve_people_work_in_departments_that_they_head() {
    let (_dir, services, made) = filled(60, 1, NOW);
    let people = crate::people::all(&services).unwrap();
    assert_eq!(people.len(), 12);
    let admins: Vec<_> = people.iter().filter(|person| person.admin).collect();
    assert_eq!(
        admins.iter().map(|admin| (admin.id, admin.email.clone())).collect::<Vec<_>>(),
        [(1, format!("admin@{DOMAIN}"))]
    );
    assert_eq!(made, DemoPeople { admin: 1, user: 2 });
    assert!(people.iter().all(|person| person.active && !person.position.is_empty()));
    let addresses: HashSet<_> = people.iter().map(|person| &person.email).collect();
    assert_eq!(addresses.len(), 12);
    let departments = all(&services, &DEPARTMENT);
    assert!(departments.len() > 5);
    let users: HashMap<i64, Record> = all(&services, &USER).into_iter().map(|user| (user.id as i64, user)).collect();
    for department in departments.iter().filter(|department| department.id != ROOT) {
        let head = &users[&department.int("UF_HEAD")];
        assert_eq!(head.items("UF_DEPARTMENT"), [Data::Int(department.id as i64)], "{}", department.text("NAME"));
    }
    assert_eq!(departments[0].int("UF_HEAD"), 1);
    for entity in [&COMPANY, &CONTACT, &LEAD, &DEAL] {
        let records = all(&services, entity);
        let responsible: HashSet<i64> = records.iter().map(|record| record.int("ASSIGNED_BY_ID")).collect();
        assert!(responsible.contains(&1) && responsible.contains(&2) && responsible.len() >= 5, "{}", entity.name);
    }
}

#[test]
fn dates_slide_with_today_in_every_zone() {
    // Minutes after midnight: in one zone it is still yesterday elsewhere, in the other already today.
    for (zone, now) in
        [("Pacific/Auckland", NOW + HOUR + 35 * 60_000), ("America/New_York", NOW - 4 * HOUR - 20 * 60_000)]
    {
        let (_dir, services) = portal(zone);
        fill(&services, &Demo { records: 120, seed: 3, now_ms: now }).unwrap();
        let mut made = HashMap::new();
        for entity in [&COMPANY, &CONTACT, &LEAD, &DEAL] {
            for record in all(&services, entity) {
                let created = record.int("DATE_CREATE");
                let name = format!("{zone} {} {}", entity.name, record.id);
                assert!((now - 91 * DAY..=now).contains(&created), "{name}");
                for field in ["DATE_MODIFY", "MOVED_TIME", "DATE_CLOSED", "LAST_ACTIVITY_TIME"] {
                    let known = record.schema.position(field).map(|at| record.at(at).int());
                    assert!(known.is_none_or(|at| at == 0 || (created..=now).contains(&at)), "{name} {field}");
                }
                made.insert((entity.name, record.id as i64), created);
            }
        }
        let older = |record: &Record, field, of| match record.int(field) {
            0 => true,
            id => made[&(of, id)] < record.int("DATE_CREATE"),
        };
        assert!(all(&services, &CONTACT).iter().all(|contact| older(contact, "COMPANY_ID", "company")), "{zone}");
        let (mut past, mut future) = (0, 0);
        for record in all(&services, &LEAD).iter().chain(&all(&services, &DEAL)) {
            assert!(older(record, "COMPANY_ID", "company") && older(record, "CONTACT_ID", "contact"), "{zone}");
        }
        for deal in all(&services, &DEAL) {
            let closes = deal.int("CLOSEDATE");
            assert!(deal.int("BEGINDATE") <= closes || !deal.flag("CLOSED"), "{zone} {}", deal.id);
            assert!(!deal.flag("CLOSED") || closes <= now + 14 * HOUR, "{zone} {}", deal.id);
            assert!((now - 92 * DAY..=now + 36 * DAY).contains(&closes), "{zone} {}", deal.id);
            *(if closes < now { &mut past } else { &mut future }) += 1;
        }
        assert!(past > 10 && future > 10, "{past} {future}");
    }
}

#[test]
fn companies_have_names_of_their_own() {
    let (_dir, services, _) = filled(200, 1, NOW);
    let titles: HashSet<String> =
        all(&services, &COMPANY).iter().map(|company| company.text("TITLE").to_owned()).collect();
    assert_eq!(titles.len(), 120);
    let leads = all(&services, &LEAD);
    let strangers = leads.iter().filter(|lead| !lead.text("COMPANY_TITLE").is_empty());
    assert!(strangers.clone().count() > 100);
    assert!(strangers.clone().all(|lead| !titles.contains(lead.text("COMPANY_TITLE"))));
}

#[test]
fn people_tell_each_other_news() {
    let (_dir, services, people) = filled(60, 1, NOW);
    let (posts, comments) = (all(&services, &POST), all(&services, &COMMENT));
    assert_eq!(posts.len(), feed::MESSAGES.len());
    for post in &posts {
        let said = comments.iter().filter(|comment| comment.int("POST_ID") == post.id as i64);
        assert_eq!(said.clone().count() as i64, post.int("NUM_COMMENTS"), "{}", post.text("TITLE"));
        assert!(said.clone().all(|comment| comment.int("DATE_CREATE") > post.int("DATE_PUBLISH")));
        assert!(post.int("DATE_PUBLISH") < NOW, "{}", post.text("TITLE"));
        assert!(!post.flag("IMPORTANT") || post.int("AUTHOR_ID") == people.admin as i64);
    }
    assert!(posts.is_sorted_by_key(|post| post.int("DATE_PUBLISH")));
}

#[test]
fn everybody_has_dialogs_and_some_have_not_read_all() {
    let (_dir, services, people) = filled(3, 1, NOW);
    let seats = all(&services, &crate::im::MEMBER);
    for person in all(&services, &USER) {
        let own = seats.iter().filter(|seat| seat.int("USER_ID") == person.id as i64).count();
        assert!(own >= 2, "{} is in {own} chats", person.text("LAST_NAME"));
    }
    for user in [people.user, people.admin] {
        let counters = KeyRange::prefix(keys::count("im_unread", &keys::u64_key(user)));
        assert!(!services.store.scan(&counters, Direction::Up, 1).unwrap().is_empty(), "{user} has read everything");
    }
    let messages = all(&services, &crate::im::MESSAGE);
    assert!(messages.len() > 24, "{} messages are few", messages.len());
    assert!(messages.is_sorted_by_key(|message| message.int("DATE_CREATE")));
    assert!(messages.iter().all(|message| message.int("DATE_CREATE") < NOW));
}
