//! Widgets as plain rows, and what filters and orders mean for them, written as simply as possible.

use std::cmp::Ordering;

/// A stored widget.
#[derive(Clone, Debug, Default)]
pub struct Row {
    pub id: u64,
    pub name: Option<String>,
    pub count: Option<i64>,
    pub amount: Option<String>,
    pub active: bool,
    pub day: Option<String>,
    pub parent: Option<u64>,
    pub tags: Vec<String>,
    pub phones: Vec<String>,
    pub made: Made,
}

/// What a widget holds in fields that users made.
#[derive(Clone, Debug, Default)]
pub struct Made {
    pub code: Option<String>,
    pub kind: Option<i64>,
    pub on: bool,
    pub rate: Option<String>,
    pub price: Option<String>,
    pub day: Option<String>,
    pub sizes: Vec<i64>,
    pub links: Vec<String>,
}

/// A value that can be compared.
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub enum Cell {
    Number(f64),
    Text(String),
}

/// One condition of a filter.
#[derive(Clone, Debug)]
pub struct Condition {
    pub field: &'static str,
    pub op: &'static str,
    pub values: Vec<String>,
}

/// Fields of the model; those that hold lists, which nothing is sorted by, are the last [`LISTS`].
pub const FIELDS: [&str; 17] = [
    "ID",
    "NAME",
    "COUNT",
    "AMOUNT",
    "ACTIVE",
    "DAY",
    "PARENT_ID",
    "UF_CODE",
    "UF_KIND",
    "UF_ON",
    "UF_RATE",
    "UF_PRICE",
    "UF_DAY",
    "TAGS",
    "PHONE",
    "UF_SIZES",
    "UF_LINKS",
];

/// How many fields hold lists.
pub const LISTS: usize = 4;

impl Row {
    /// What a field holds: nothing, one value or several.
    pub fn cells(&self, field: &str) -> Vec<Cell> {
        let text = |text: &String| Cell::Text(text.to_lowercase());
        let number = |number: &i64| Cell::Number(*number as f64);
        match field {
            "UF_CODE" => self.made.code.iter().map(text).collect(),
            "UF_KIND" => self.made.kind.iter().map(number).collect(),
            "UF_ON" => vec![Cell::Number(f64::from(self.made.on))],
            "UF_RATE" => self.made.rate.iter().map(|n| Cell::Number(n.parse().unwrap())).collect(),
            "UF_PRICE" => self.made.price.iter().map(text).collect(),
            "UF_DAY" => self.made.day.iter().map(text).collect(),
            "UF_SIZES" => self.made.sizes.iter().map(number).collect(),
            "UF_LINKS" => self.made.links.iter().map(text).collect(),
            "ID" => vec![Cell::Number(self.id as f64)],
            "NAME" => self.name.iter().map(text).collect(),
            "COUNT" => self.count.iter().map(number).collect(),
            "AMOUNT" => self.amount.iter().map(|n| Cell::Number(n.parse().unwrap())).collect(),
            "ACTIVE" => vec![Cell::Number(f64::from(self.active))],
            "DAY" => self.day.iter().map(text).collect(),
            "PARENT_ID" => self.parent.iter().map(|n| Cell::Number(*n as f64)).collect(),
            "TAGS" => self.tags.iter().map(text).collect(),
            _ => self.phones.iter().map(text).collect(),
        }
    }

    /// What the field is sorted by: of long texts only the beginning, as in keys of the store.
    fn sort_key(&self, field: &str) -> Option<Cell> {
        self.cells(field).into_iter().next().map(|cell| match measure(field, cell) {
            Cell::Text(text) => Cell::Text(text.chars().take(store::keys::TEXT_BYTES).collect()),
            number => number,
        })
    }

    /// Whether a condition holds.
    pub fn satisfies(&self, condition: &Condition) -> bool {
        let cells = self.cells(condition.field);
        let wanted: Vec<Option<Cell>> = condition.values.iter().map(|text| cell(condition.field, text)).collect();
        let equals =
            || wanted.iter().any(|value| value.as_ref().map_or(cells.is_empty(), |value| cells.contains(value)));
        let compares = |test: fn(Ordering) -> bool| {
            let Some(Some(bound)) = wanted.first() else { return false };
            let bound = measure(condition.field, bound.clone());
            cells.iter().any(|cell| measure(condition.field, cell.clone()).partial_cmp(&bound).is_some_and(test))
        };
        let contains = || {
            let parts: Vec<String> = condition.values.iter().map(|text| text.to_lowercase()).collect();
            cells.iter().any(|cell| match cell {
                Cell::Text(text) => parts.iter().any(|part| text.contains(part.as_str())),
                Cell::Number(_) => false,
            })
        };
        match condition.op {
            "" | "=" | "@" => equals(),
            "!" | "!@" | "!=" => !equals(),
            ">" => compares(Ordering::is_gt),
            ">=" => compares(Ordering::is_ge),
            "<" => compares(Ordering::is_lt),
            "<=" => compares(Ordering::is_le),
            "%" => contains(),
            _ => !contains(),
        }
    }
}

/// What a field is compared and sorted by: sums of money by their amounts.
fn measure(field: &str, cell: Cell) -> Cell {
    match cell {
        Cell::Text(sum) if field == "UF_PRICE" => Cell::Number(sum.split('|').next().unwrap().parse().unwrap()),
        cell => cell,
    }
}

/// A value as a filter writes it; nothing for "not set".
fn cell(field: &str, text: &str) -> Option<Cell> {
    match field {
        "ACTIVE" => Some(Cell::Number(f64::from(text == "Y"))),
        "UF_ON" => Some(Cell::Number(f64::from(text == "1"))),
        "PARENT_ID" if text == "0" => None,
        _ if text.is_empty() => None,
        "ID" | "COUNT" | "AMOUNT" | "PARENT_ID" | "UF_KIND" | "UF_RATE" | "UF_SIZES" => {
            Some(Cell::Number(text.parse().unwrap()))
        }
        _ => Some(Cell::Text(text.to_lowercase())),
    }
}

/// The ids of the rows that satisfy all conditions, in order.
pub fn find(rows: &[Row], conditions: &[Condition], order: &[(&'static str, bool)]) -> Vec<u64> {
    let mut found: Vec<&Row> = rows.iter().filter(|row| conditions.iter().all(|test| row.satisfies(test))).collect();
    found.sort_by(|a, b| {
        let keys = order.iter().map(|(field, down)| {
            let ordering = a.sort_key(field).partial_cmp(&b.sort_key(field)).unwrap();
            if *down { ordering.reverse() } else { ordering }
        });
        keys.fold(Ordering::Equal, Ordering::then).then(a.id.cmp(&b.id))
    });
    found.iter().map(|row| row.id).collect()
}
