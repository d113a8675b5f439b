//! Queries by index, by range and by scan find what a plain model finds; counters never drift.

use crate::{
    model::{Condition, FIELDS, LISTS, Made, Row, find},
    portal::{Portal, WIDGET},
};
use engine::index::{marks, pair_name};
use params::{Tree, Value};
use proptest::{collection::vec, prelude::*, sample::select};
use std::collections::BTreeMap;
use store::{Direction, KeyRange, keys};

/// Something that happens to widgets; places choose among those that are there.
#[derive(Clone, Debug)]
enum Event {
    Add(Row),
    Update(usize, Row),
    Delete(usize),
    /// The user field `UF_CODE` is deleted, and one of the same name made.
    Remake,
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, max_shrink_iters: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn queries_find_what_a_plain_model_finds(events in vec(event(), 1..60), asked in vec(question(), 40)) {
        let portal = Portal::new();
        let rows = live(&portal, events);
        for (conditions, order, start) in asked {
            let ids = find(&rows, &conditions, &order);
            let (page, total) = ask(&portal, &conditions, &order, start);
            let expected: Vec<u64> = ids.iter().copied().skip(start.max(0) as usize).take(50).collect();
            prop_assert_eq!(page, expected, "{:?} {:?} start {}", conditions, order, start);
            prop_assert_eq!(total, (start != -1).then_some(ids.len()), "{:?} start {}", conditions, start);
        }
    }

    #[test]
    fn counters_and_indexes_are_what_a_scan_counts(events in vec(event(), 1..60)) {
        let portal = Portal::new();
        let rows = live(&portal, events);
        let store = &portal.services.store;
        prop_assert_eq!(store.counter(&keys::count(WIDGET.name, b"")).unwrap(), rows.len() as i64);
        let schema = portal.services.schema(&WIDGET).unwrap();
        let records = store.scan(&keys::records(WIDGET.name), Direction::Up, usize::MAX).unwrap();
        prop_assert_eq!(records.len(), rows.len());
        let (mut entries, mut counted) = (Vec::new(), BTreeMap::new());
        for (key, entry) in &records {
            let id = keys::id_of(key).unwrap();
            let marks = marks(&engine::Record::read(schema.clone(), id, entry.version, &entry.value));
            entries.extend(marks.entries);
            for counter in marks.counters {
                *counted.entry(counter).or_insert(0) += 1;
            }
        }
        entries.sort();
        let names = schema.fields.iter().map(|field| field.key().to_owned()).chain(WIDGET.pairs.iter().map(pair_name));
        let mut stored = Vec::new();
        for name in names {
            let listed = store.scan_keys(&keys::index_of(WIDGET.name, &name), Direction::Up, usize::MAX).unwrap();
            stored.extend(listed.iter().map(|key| key.to_vec()));
        }
        stored.sort();
        prop_assert_eq!(stored, entries);
        for (key, _) in store.scan(&KeyRange::prefix(keys::count(WIDGET.name, b"")), Direction::Up, usize::MAX).unwrap() {
            let count = counted.remove(&key.to_vec()).unwrap_or(0);
            let all = key.to_vec() == keys::count(WIDGET.name, b"");
            prop_assert_eq!(store.counter(&key).unwrap(), if all { rows.len() as i64 } else { count });
        }
        prop_assert!(counted.is_empty(), "{counted:?}");
    }
}

fn texts() -> impl Strategy<Value = String> {
    // Longer than an index key holds: these two differ only beyond its end.
    let long = |end: &str| format!("{}{end}", "long ".repeat(120));
    let few = ["a", "A", "ab", "b", "été", "ÉTÉ", "x y", "\u{1}", "10"].map(str::to_owned);
    select([few.to_vec(), vec![long("one"), long("two")]].concat())
}

fn days() -> impl Strategy<Value = String> {
    select(vec!["2026-01-01", "2026-01-02", "1969-12-31", "2031-05-05"]).prop_map(str::to_owned)
}

fn amounts() -> impl Strategy<Value = String> {
    select(vec!["0", "-1.5", "1.5", "1.25", "100", "-100"]).prop_map(str::to_owned)
}

fn links() -> impl Strategy<Value = String> {
    select(vec!["C_1", "C_2", "D_1", "T80_1"]).prop_map(str::to_owned)
}

fn prices() -> impl Strategy<Value = String> {
    select(vec!["5|EUR", "5|USD", "40|EUR", "-1.50|USD"]).prop_map(str::to_owned)
}

fn made() -> impl Strategy<Value = Made> {
    let (price, day) = (prop::option::of(prices()), prop::option::of(days()));
    let (code, kind, rate) = (prop::option::of(texts()), prop::option::of(1i64..4), prop::option::of(amounts()));
    (code, kind, any::<bool>(), rate, price, day, vec(-2i64..3, 0..3), vec(links(), 0..3)).prop_map(
        |(code, kind, on, rate, price, day, sizes, links)| Made { code, kind, on, rate, price, day, sizes, links },
    )
}

fn row() -> impl Strategy<Value = Row> {
    let (name, count, amount) = (prop::option::of(texts()), prop::option::of(-2i64..3), prop::option::of(amounts()));
    let (day, parent) = (prop::option::of(days()), prop::option::of(1u64..4));
    (name, count, amount, any::<bool>(), day, parent, vec(texts(), 0..3), vec(texts(), 0..2), made()).prop_map(
        |(name, count, amount, active, day, parent, tags, phones, made)| Row {
            id: 0,
            name,
            count,
            amount,
            active,
            day,
            parent,
            tags,
            phones,
            made,
        },
    )
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => row().prop_map(Event::Add),
        2 => (any::<usize>(), row()).prop_map(|(place, row)| Event::Update(place, row)),
        1 => any::<usize>().prop_map(Event::Delete),
        1 => Just(Event::Remake),
    ]
}

type Question = (Vec<Condition>, Vec<(&'static str, bool)>, i64);

fn question() -> impl Strategy<Value = Question> {
    let order = vec((select(FIELDS[..FIELDS.len() - LISTS].to_vec()), any::<bool>()), 0..3);
    let start = prop_oneof![5 => Just(0), 2 => Just(-1), 2 => 1i64..10];
    (vec(condition(), 0..3), order, start).prop_map(|(mut conditions, mut order, start)| {
        // A key stands in a filter or an order once.
        conditions.sort_by_key(|condition| (condition.op, condition.field));
        conditions.dedup_by_key(|condition| (condition.op, condition.field));
        order.dedup_by_key(|(field, _)| *field);
        (conditions, order, start)
    })
}

fn condition() -> impl Strategy<Value = Condition> {
    select(FIELDS.to_vec()).prop_flat_map(|field| {
        let values = match field {
            "ID" | "PARENT_ID" => select(vec!["0", "1", "2", "3", "9", "-1", ""]).prop_map(str::to_owned).boxed(),
            "UF_KIND" => select(vec!["1", "2", "3", "9", ""]).prop_map(str::to_owned).boxed(),
            "UF_ON" => select(vec!["1", "0"]).prop_map(str::to_owned).boxed(),
            "UF_PRICE" => prop_oneof![5 => prices(), 1 => Just(String::new())].boxed(),
            "UF_LINKS" => prop_oneof![5 => links(), 1 => Just(String::new())].boxed(),
            "COUNT" | "UF_SIZES" => select(vec!["-1", "0", "1", "7", ""]).prop_map(str::to_owned).boxed(),
            "AMOUNT" | "UF_RATE" => amounts().boxed(),
            "ACTIVE" => select(vec!["Y", "N"]).prop_map(str::to_owned).boxed(),
            "DAY" | "UF_DAY" => days().boxed(),
            _ => prop_oneof![5 => texts(), 1 => Just(String::new())].boxed(),
        };
        let text = ["NAME", "TAGS", "PHONE", "UF_CODE"].contains(&field);
        let some = vec!["", "=", "@", "!", "!@", "!=", ">", ">=", "<", "<="];
        let ops = if text { [some, vec!["%", "!%"]].concat() } else { some };
        (select(ops), vec(values, 1..3)).prop_map(move |(op, values)| {
            let one = [">", "<", "%"].iter().any(|mark| op.contains(mark));
            let values = if one { values[..1].to_vec() } else { values };
            Condition { field, op, values }
        })
    })
}

/// Lets events happen, in the portal and in the model.
fn live(portal: &Portal, events: Vec<Event>) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut code = make(portal, "UF_CODE", "string", false);
    for (name, kind, multiple) in [
        ("UF_KIND", "enumeration", false),
        ("UF_ON", "boolean", false),
        ("UF_RATE", "double", false),
        ("UF_PRICE", "money", false),
        ("UF_DAY", "date", false),
        ("UF_SIZES", "integer", true),
        ("UF_LINKS", "crm", true),
    ] {
        make(portal, name, kind, multiple);
    }
    for event in events {
        match event {
            Event::Remake => {
                assert_eq!(portal.call("widget.userfield.delete", &format!("{{\"id\":{code}}}")), "true");
                code = make(portal, "UF_CODE", "string", false);
                rows.iter_mut().for_each(|row| row.made.code = None);
            }
            Event::Add(row) => {
                let answer = portal.call("widget.add", &request(None, fields(&row, &[])));
                rows.push(Row { id: answer.parse().unwrap(), ..row });
            }
            Event::Update(place, row) if !rows.is_empty() => {
                let at = place % rows.len();
                let id = rows[at].id;
                let answer = portal.call("widget.update", &request(Some(id), fields(&row, &phone_ids(portal, id))));
                assert_eq!(answer, "true");
                rows[at] = Row { id, ..row };
            }
            Event::Delete(place) if !rows.is_empty() => {
                let gone = rows.remove(place % rows.len());
                assert_eq!(portal.call("widget.delete", &format!("{{\"id\":{}}}", gone.id)), "true");
            }
            Event::Update(..) | Event::Delete(_) => {}
        }
    }
    rows
}

/// Makes a user field and answers its id.
fn make(portal: &Portal, name: &str, kind: &str, multiple: bool) -> u64 {
    let params = Tree::from_iter([
        ("NAME", Value::from(name)),
        ("TYPE", Value::from(kind)),
        ("MULTIPLE", Value::from(multiple)),
        ("LIST", Value::Tree(["a", "b", "c"].into_iter().map(Value::from).collect())),
        (
            "SETTINGS",
            Value::Tree(["CONTACT", "DEAL", "DYNAMIC_128"].map(|of| (of, Value::from("Y"))).into_iter().collect()),
        ),
    ]);
    portal.call("widget.userfield.add", &json(params)).parse().expect("the id of a field")
}

/// The fields of a row; the present phones are removed, those of the row added.
fn fields(row: &Row, phones_gone: &[i64]) -> Tree {
    let text = |text: &Option<String>| Value::Text(text.clone().unwrap_or_default());
    let gone = phones_gone.iter().map(|id| Value::from(Tree::from_iter([("ID", Value::Int(*id))])));
    let phone = |value: &String| Value::from(Tree::from_iter([("VALUE", Value::Text(value.clone()))]));
    Tree::from_iter([
        ("NAME", text(&row.name)),
        ("COUNT", row.count.map_or(Value::Null, Value::Int)),
        ("AMOUNT", text(&row.amount)),
        // No is written out or left out, which is the same.
        ("ACTIVE", Value::from(if row.active { "Y" } else { ["N", ""][row.tags.len() % 2] })),
        ("DAY", text(&row.day)),
        ("PARENT_ID", row.parent.map_or(Value::Null, |id| Value::Int(id as i64))),
        ("TAGS", Value::Tree(row.tags.iter().cloned().map(Value::Text).collect())),
        ("PHONE", Value::Tree(gone.chain(row.phones.iter().map(phone)).collect())),
        ("UF_CODE", text(&row.made.code)),
        ("UF_KIND", row.made.kind.map_or(Value::Null, Value::Int)),
        ("UF_ON", Value::Int(i64::from(row.made.on))),
        ("UF_RATE", text(&row.made.rate)),
        ("UF_PRICE", text(&row.made.price)),
        ("UF_DAY", text(&row.made.day)),
        ("UF_SIZES", Value::Tree(row.made.sizes.iter().copied().map(Value::Int).collect())),
        ("UF_LINKS", Value::Tree(row.made.links.iter().cloned().map(Value::Text).collect())),
    ])
}

fn phone_ids(portal: &Portal, id: u64) -> Vec<i64> {
    let record = engine::call::find(&portal.services, &WIDGET, id).unwrap().unwrap();
    record.items("PHONE").iter().filter_map(|row| row.items().first()).map(engine::Data::int).collect()
}

fn request(id: Option<u64>, fields: Tree) -> String {
    let mut params = Tree::from_iter([("fields", Value::Tree(fields))]);
    if let Some(id) = id {
        params.insert("id", Value::Int(id as i64));
    }
    json(params)
}

fn ask(
    portal: &Portal,
    conditions: &[Condition],
    order: &[(&'static str, bool)],
    start: i64,
) -> (Vec<u64>, Option<usize>) {
    let mut filter = Tree::new();
    for condition in conditions {
        let value = match condition.values.as_slice() {
            [one] => Value::from(one.as_str()),
            several => Value::Tree(several.iter().map(|value| Value::from(value.as_str())).collect()),
        };
        filter.insert(format!("{}{}", condition.op, condition.field).as_str(), value);
    }
    let direction = |down: bool| Value::from(if down { "DESC" } else { "ASC" });
    let order: Tree = order.iter().map(|(field, down)| (*field, direction(*down))).collect();
    let answer = portal.call(
        "widget.list",
        &json(Tree::from_iter([
            ("select", Value::from("ID")),
            ("filter", Value::Tree(filter)),
            ("order", Value::Tree(order)),
            ("start", Value::Int(start)),
        ])),
    );
    let (rows, counts) = answer.split_at(answer.rfind(']').expect("a list") + 1);
    let rows = params::decode_json(rows.as_bytes()).unwrap();
    let ids = rows.values().map(|row| row.path(&["ID"]).and_then(Value::as_int).unwrap() as u64);
    (ids.collect(), counts.split_whitespace().nth(1).map(|total| total.parse().unwrap()))
}

fn json(params: Tree) -> String {
    let mut out = Vec::new();
    params::write_json(&Value::Tree(params), &mut out);
    String::from_utf8(out).unwrap()
}
