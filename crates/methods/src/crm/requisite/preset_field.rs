//! crm.requisite.preset.field.*: the fields that a preset shows, which have ids of their own in it.
//! docs: api-reference/crm/requisites/presets/fields.

use super::{REQUISITE, preset::PRESET};
use crate::{
    prelude::*,
    seed::presets::{COUNTRIES, EVERYWHERE},
};

/// One field of a preset.
#[derive(Clone, Debug)]
struct Shown {
    id: i64,
    name: String,
    title: String,
    short: bool,
    sort: i64,
}

#[rustfmt::skip] // One field a line, as the table it is.
static FIELDS_OF_FIELDS: [Field; 5] = [
    id("ID").title("ID"),
    text("FIELD_NAME").title("Field").required(),
    text("FIELD_TITLE").title("Title in this preset"),
    int("SORT").title("Sorting"),
    flag("IN_SHORT_LIST").title("In the short list"),
];

/// Makes a new preset show these fields.
pub fn show(preset: &mut Record, names: &[&str]) {
    let one = |(id, name): (i64, &&str)| {
        let place = 500 + id * 10;
        Shown { id, name: (*name).to_owned(), title: String::new(), short: id <= 3, sort: place }
    };
    store(preset, &(1..).zip(names).map(one).collect::<Vec<_>>());
}

fn shown(preset: &Record) -> Vec<Shown> {
    let one = |row: &Data| {
        let part = |at: usize| row.items().get(at);
        let number = |at| part(at).map_or(0, Data::int);
        let text = |at| part(at).map(|data| data.text().to_owned()).unwrap_or_default();
        Shown { id: number(0), name: text(1), title: text(2), short: number(3) != 0, sort: number(4) }
    };
    preset.items("FIELDS").iter().map(one).collect()
}

fn store(preset: &mut Record, all: &[Shown]) {
    let row = |one: &Shown| {
        let Shown { id, name, title, short, sort } = one;
        Data::List(vec![
            Data::Int(*id),
            Data::from(name.as_str()),
            Data::from(title.as_str()),
            Data::Int((*short).into()),
            Data::Int(*sort),
        ])
    };
    preset.set("FIELDS", Data::List(all.iter().map(row).collect()));
}

fn preset(call: &Call) -> Result<Record> {
    let id = call.param("preset").and_then(|preset| preset.path(&["ID"])).and_then(Value::as_int).unwrap_or(0);
    let found = if id > 0 { call.find(&PRESET, id as u64)? } else { None };
    found.ok_or_else(|| Error::plain(format!("The Preset with ID '{id}' is not found")))
}

fn missing(id: u64) -> Error {
    Error::plain(format!("The PresetField with ID '{id}' is not found"))
}

/// The names that a preset may show besides those it does.
fn addable(call: &Call, preset: &Record, all: &[Shown]) -> Result<Vec<String>> {
    let country = COUNTRIES.iter().find(|country| country.id == preset.int("COUNTRY_ID"));
    let own = country.map_or(&[][..], |country| country.fields);
    let schema = call.services.schema(&REQUISITE)?;
    let made = schema.fields.iter().map(|field| field.name).filter(|name| name.starts_with("UF_"));
    let names = EVERYWHERE.iter().chain(own).copied().chain(made);
    Ok(names.filter(|name| all.iter().all(|one| one.name != *name)).map(str::to_owned).collect())
}

/// What a write says of a field.
fn apply(call: &Call, one: &mut Shown, preset: &Record, others: &[Shown]) -> Result<()> {
    let fields = call.array("fields")?.ok_or_else(|| Error::plain("Parameter 'fields' must be array."))?;
    let text = |name| fields.get(name).and_then(Value::as_text);
    let name = text("FIELD_NAME").unwrap_or_default().trim().to_ascii_uppercase();
    if name.is_empty() {
        return Err(Error::core("Required field 'FIELD_NAME' is not filled"));
    }
    if name != one.name && !addable(call, preset, others)?.contains(&name) {
        return Err(Error::plain(format!("The field '{name}' can not be added.")));
    }
    one.name = name;
    if let Some(title) = text("FIELD_TITLE") {
        one.title = title.chars().take(255).collect();
    }
    if let Some(sort) = fields.get("SORT") {
        one.sort = sort.as_int().ok_or_else(|| engine::error::wrong_value("SORT", "a whole number"))?;
    }
    if let Some(short) = fields.get("IN_SHORT_LIST") {
        one.short = short.as_flag().ok_or_else(|| engine::error::wrong_value("IN_SHORT_LIST", "Y or N"))?;
    }
    Ok(())
}

/// crm.requisite.preset.field.add: answers the id of the field in the preset.
pub fn add(call: &Call) -> Result<Answer> {
    let mut id = 0;
    let (_, ticket) = verbs::change(call, &PRESET, preset(call)?.id, |change| {
        let mut all = shown(&change.new);
        id = all.iter().map(|one| one.id).max().unwrap_or(0) + 1;
        let sort = all.iter().map(|one| one.sort).max().unwrap_or(500) + 10;
        let mut new = Shown { id, name: String::new(), title: String::new(), short: false, sort };
        apply(call, &mut new, &change.new, &all)?;
        all.push(new);
        store(&mut change.new, &all);
        Ok(())
    })?;
    Ok(Answer::value(id).after(ticket))
}

/// crm.requisite.preset.field.update
pub fn update(call: &Call) -> Result<Answer> {
    let (preset, id) = (preset(call)?, call.id()?);
    let (_, ticket) = verbs::change(call, &PRESET, preset.id, |change| {
        let mut all = shown(&change.new);
        let at = all.iter().position(|one| one.id == id as i64).ok_or_else(|| missing(id))?;
        let mut one = all.remove(at);
        apply(call, &mut one, &change.new, &all)?;
        all.insert(at, one);
        store(&mut change.new, &all);
        Ok(())
    })?;
    Ok(Answer::done(ticket))
}

/// crm.requisite.preset.field.delete
pub fn delete(call: &Call) -> Result<Answer> {
    let (preset, id) = (preset(call)?, call.id()?);
    let (_, ticket) = verbs::change(call, &PRESET, preset.id, |change| {
        let mut all = shown(&change.new);
        let at = all.iter().position(|one| one.id == id as i64).ok_or_else(|| missing(id))?;
        all.remove(at);
        store(&mut change.new, &all);
        Ok(())
    })?;
    Ok(Answer::done(ticket))
}

/// crm.requisite.preset.field.get
pub fn get(call: &Call) -> Result<Answer> {
    let (preset, id) = (preset(call)?, call.id()?);
    let found = shown(&preset).into_iter().find(|one| one.id == id as i64);
    Ok(Answer::value(row(&found.ok_or_else(|| missing(id))?)))
}

/// crm.requisite.preset.field.list: in the order of `SORT`.
pub fn list(call: &Call) -> Result<Answer> {
    let mut all = shown(&preset(call)?);
    all.sort_by_key(|one| (one.sort, one.id));
    let total = Some(all.len() as u64);
    Ok(Answer { total, ..Answer::value(Tree::from_iter(all.iter().map(row))) })
}

fn row(one: &Shown) -> Value {
    let cells = [
        ("ID", Value::Int(one.id)),
        ("FIELD_NAME", Value::from(one.name.as_str())),
        ("FIELD_TITLE", Value::from(one.title.as_str())),
        ("IN_SHORT_LIST", Value::from(if one.short { "Y" } else { "N" })),
        ("SORT", Value::Int(one.sort)),
    ];
    Tree::from_iter(cells).into()
}

/// crm.requisite.preset.field.fields
pub fn fields(_: &Call) -> Result<Answer> {
    Ok(verbs::described(&FIELDS_OF_FIELDS))
}

/// crm.requisite.preset.field.availabletoadd: names that the preset does not show yet.
pub fn available(call: &Call) -> Result<Answer> {
    let preset = preset(call).map_err(|_| Error::plain("Template not found."))?;
    let names = addable(call, &preset, &shown(&preset))?;
    Ok(Answer::value(names.into_iter().map(Value::from).collect::<Tree>()))
}
