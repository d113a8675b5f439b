//! What becomes of the values of records that are merged.

use crate::{crm::communication::digits, prelude::*};

/// Texts that are joined instead of chosen from.
const JOINED: [&str; 4] = ["COMMENTS", "SOURCE_DESCRIPTION", "STATUS_DESCRIPTION", "ADDITIONAL_INFO"];

/// Fields of which the record that stays keeps its own.
const KEPT: [&str; 9] = [
    "ACCOUNT_NUMBER",
    "ORIGINATOR_ID",
    "ORIGIN_ID",
    "ORIGIN_VERSION",
    "CONTACT_ID",
    "CONTACT_IDS",
    "COMPANY_IDS",
    "CLOSEDATE",
    "BEGINDATE",
];

/// What becomes of one field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    /// The record that stays keeps its own.
    Kept,
    /// Its own, or another's where it has none; two different ones are a conflict.
    Chosen,
    /// Its own, or another's where it has none.
    Filled,
    /// All of them.
    Gathered,
    /// All of them, one below the other.
    Joined,
}

fn fate(field: &Field, entity: &str) -> Fate {
    let of_address = field.name.starts_with("ADDRESS") || field.name.starts_with("REG_ADDRESS");
    let bound = field.name == "COMPANY_ID" && entity == "contact";
    if field.read_only || field.hidden || of_address || bound || KEPT.contains(&field.name) {
        return Fate::Kept;
    }
    match field.kind {
        Kind::Id | Kind::Rows | Kind::Json | Kind::Category | Kind::User | Kind::Flag | Kind::Bool => Fate::Kept,
        Kind::Multifield => Fate::Gathered,
        _ if field.multiple => Fate::Gathered,
        _ if JOINED.contains(&field.name) => Fate::Joined,
        Kind::Status(_) | Kind::Currency | Kind::File => Fate::Filled,
        // A deal or lead is called after what it is about at the moment.
        Kind::Text if field.name == "TITLE" && entity != "company" => Fate::Filled,
        Kind::Text if field.name.starts_with("UTM_") => Fate::Filled,
        _ => Fate::Chosen,
    }
}

fn is_empty(data: &Data) -> bool {
    match data {
        Data::Text(text) => text.trim().is_empty(),
        Data::Decimal(text) => engine::data::decimal(text) == 0.0,
        Data::Int(number) => *number == 0,
        other => other.is_null(),
    }
}

fn same(a: &Data, b: &Data) -> bool {
    match (a, b) {
        (Data::Text(a), Data::Text(b)) => a.trim().to_lowercase() == b.trim().to_lowercase(),
        _ => a == b,
    }
}

/// Whether two rows of a multifield say the same.
fn same_channel(field: &Field, a: &Data, b: &Data) -> bool {
    let value = |row: &Data| {
        let text = row.items().get(2).map(|data| data.text().trim().to_lowercase()).unwrap_or_default();
        if field.name == "PHONE" && !digits(&text).is_empty() { digits(&text) } else { text }
    };
    value(a) == value(b)
}

/// Gives `main` what the others have; `false` when a value can't be chosen without a person.
pub fn merge(main: &mut Record, others: &[Record]) -> bool {
    let schema = main.schema.clone();
    for (at, field) in schema.fields.iter().enumerate() {
        let fate = fate(field, schema.entity.name);
        for other in others {
            let (own, theirs) = (main.at(at), other.at(at));
            if fate == Fate::Kept || is_empty(theirs) || same(own, theirs) {
                continue;
            }
            let merged = match fate {
                Fate::Gathered => {
                    let mut all = own.items().to_vec();
                    for item in theirs.items() {
                        let known = |own: &Data| match field.kind {
                            Kind::Multifield => same_channel(field, own, item),
                            _ => own == item,
                        };
                        if !all.iter().any(known) {
                            all.push(item.clone());
                        }
                    }
                    Data::List(all)
                }
                _ if is_empty(own) => theirs.clone(),
                Fate::Joined => Data::Text(format!("{}\n{}", own.text(), theirs.text())),
                Fate::Chosen => return false,
                Fate::Filled | Fate::Kept => continue,
            };
            main.put(at, merged);
        }
    }
    true
}
