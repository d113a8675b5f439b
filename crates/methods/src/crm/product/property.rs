//! crm.product.property.add and its like: fields that users make for products.
//! docs: api-reference/crm/outdated/products/crm-product-property-add.md.

use super::{PRODUCT, kinds::known_type};
use crate::{crm::catalog::DEFAULT_CATALOG, events::shape, prelude::*};
use engine::{Dialect, dialect::Faults, dialect::refusal};

/// A property. `VALUES` of a list are its choices by id, `CHOICES` the same as rows.
pub static PROPERTY: Entity = Entity {
    name: "product_property",
    title: "product property",
    fields: PROPERTY_FIELDS,
    hooks: Hooks { before_save: &[complete], before_delete: &[forget_values] },
    events: &each(["ONCRMPRODUCTPROPERTYADD", "ONCRMPRODUCTPROPERTYUPDATE", "ONCRMPRODUCTPROPERTYDELETE"], shape::id),
    ..Entity::BASE
};

/// crm.product.property.*
pub static PROPERTIES: Family = Family {
    prefix: "crm.product.property",
    entity: Some(&PROPERTY),
    dialect: &Dialect {
        faults: &Faults { not_found: refusal("", "Property is not found"), ..*dialect::CRM.faults },
        ..dialect::CRM
    },
    methods: &[write("add", add), write("update", update), DELETE, GET, LIST, FIELDS],
    ..Family::BASE
};

#[rustfmt::skip] // One field a line, as the table it is.
const PROPERTY_FIELDS: &[Field] = &[
    id("ID").title("ID"),
    int("IBLOCK_ID").title("Catalogue").immutable().default(Default::Int(DEFAULT_CATALOG as i64)),
    text("NAME").title("Name").required(),
    flag("ACTIVE").title("Active").default(Default::Flag(true)),
    int("SORT").title("Sorting").default(Default::Int(500)),
    text("CODE").title("Code"),
    text("XML_ID").title("External code"),
    text("PROPERTY_TYPE").title("Type").wire("char").immutable().default(Default::Text("S")),
    text("USER_TYPE").title("Kind of the type").immutable(),
    object("USER_TYPE_SETTINGS").title("Settings of the kind"),
    flag("MULTIPLE").title("Several values").default(Default::Flag(false)),
    flag("IS_REQUIRED").title("Required").default(Default::Flag(false)),
    text("DEFAULT_VALUE").title("Value at first").wire("object"),
    int("ROW_COUNT").title("Rows of the input").default(Default::Int(1)),
    int("COL_COUNT").title("Columns of the input").default(Default::Int(30)),
    text("LIST_TYPE").title("How a list is shown").wire("char").default(Default::Text("L")),
    text("FILE_TYPE").title("Kinds of files"),
    int("LINK_IBLOCK_ID").title("Linked catalogue"),
    json("VALUES").title("Choices").on_request().sparse().wire("product_property_enum_element"),
    rows("CHOICES"),
];

/// A choice of a list property.
pub struct Choice {
    /// Its id.
    pub id: i64,
    /// What people read.
    pub value: String,
    sort: i64,
    default: bool,
    xml_id: String,
}

/// All properties in their order.
///
/// # Errors
/// When the store fails.
pub fn all(call: &Call) -> Result<Vec<Record>> {
    let mut all = call.all(&PROPERTY, &Query::all(Test::All(Vec::new())))?;
    all.sort_by_key(|property| (property.int("SORT"), property.id));
    Ok(all)
}

/// The choices of a list property.
pub fn choices(property: &Record) -> Vec<Choice> {
    let one = |row: &Data| {
        let number = |at: usize| row.items().get(at).map_or(0, Data::int);
        let text = |at: usize| row.items().get(at).map(|data| data.text().to_owned()).unwrap_or_default();
        Choice { id: number(0), value: text(1), sort: number(2), default: number(3) != 0, xml_id: text(4) }
    };
    property.items("CHOICES").iter().map(one).collect()
}

fn store_choices(property: &mut Record, mut all: Vec<Choice>) {
    all.sort_by_key(|choice| (choice.sort, choice.id));
    let row = |choice: &Choice| {
        Data::List(vec![
            Data::Int(choice.id),
            Data::from(choice.value.as_str()),
            Data::Int(choice.sort),
            Data::Int(choice.default.into()),
            Data::from(choice.xml_id.as_str()),
        ])
    };
    property.set("CHOICES", Data::List(all.iter().map(row).collect()));
    let shown = all.iter().map(|choice| {
        let cells = [
            ("ID", Value::Text(choice.id.to_string())),
            ("VALUE", Value::from(choice.value.as_str())),
            ("SORT", Value::Text(choice.sort.to_string())),
            ("DEF", Value::from(if choice.default { "Y" } else { "N" })),
            ("XML_ID", Value::from(choice.xml_id.as_str())),
        ];
        (choice.id.to_string(), Value::from(Tree::from_iter(cells)))
    });
    let mut out = Vec::new();
    params::write_json(&Tree::from_iter(shown).into(), &mut out);
    property.set("VALUES", String::from_utf8_lossy(&out).as_ref());
}

/// What a client says of choices: one with a known id is changed, without a value removed, any other added.
fn merge_choices(call: &Call, property: &mut Record, given: &Value) -> Result<()> {
    let wrong = || engine::error::wrong_value("VALUES", "a list of choices");
    let mut all = choices(property);
    let given = given.as_tree().ok_or_else(wrong)?;
    for (key, element) in given {
        let element = element.as_tree().ok_or_else(wrong)?;
        let text = |name: &str| element.get(name).and_then(Value::as_text);
        // In a map, the key is the id; in a list it is but a place.
        let by_key = || key.to_string().parse().ok().filter(|_| !given.is_list());
        let id = element.get("ID").and_then(Value::as_int).or_else(by_key);
        let at = id.and_then(|id| all.iter().position(|choice| choice.id == id));
        let value = text("VALUE").map(|value| value.trim().to_owned());
        if let Some(at) = at.filter(|_| value.as_ref().is_some_and(String::is_empty)) {
            all.remove(at);
            continue;
        }
        let at = match at {
            Some(at) => at,
            None if value.as_ref().is_none_or(String::is_empty) => continue,
            None => {
                let id = call.services.store.next_ids("product_property_choice", 1)? as i64;
                all.push(Choice { id, value: String::new(), sort: 500, default: false, xml_id: id.to_string() });
                all.len() - 1
            }
        };
        let Some(choice) = all.get_mut(at) else { continue };
        choice.value = value.unwrap_or_else(|| choice.value.clone());
        choice.sort = element.get("SORT").and_then(Value::as_int).unwrap_or(choice.sort);
        choice.default = element.get("DEF").and_then(Value::as_flag).unwrap_or(choice.default);
        choice.xml_id = text("XML_ID").map(Into::into).unwrap_or_else(|| choice.xml_id.clone());
    }
    store_choices(property, all);
    Ok(())
}

fn apply(call: &Call, change: &mut Change) -> Result<()> {
    let Some(fields) = call.array("fields")? else { return Ok(()) };
    let mut plain = fields.clone();
    // A text with markup is given as {TYPE, TEXT}.
    if let Some(text) = fields.get("DEFAULT_VALUE").and_then(|value| value.path(&["TEXT"])) {
        plain.insert("DEFAULT_VALUE", text.clone());
    }
    engine::input::apply(call, change, &plain)?;
    match fields.get("VALUES") {
        Some(given) => merge_choices(call, &mut change.new, given),
        None => Ok(()),
    }
}

fn add(call: &Call) -> Result<Answer> {
    if !rights::may_add(&PROPERTY.rights, call.caller) {
        return Err(call.family.dialect.faults.denied.into());
    }
    let mut change = Change { old: None, new: Record::new(call.services.schema(&PROPERTY)?, 0), given: Vec::new() };
    apply(call, &mut change)?;
    let (property, ticket) = verbs::insert(call, change)?;
    Ok(Answer::value(property.id as i64).after(ticket))
}

fn update(call: &Call) -> Result<Answer> {
    let (_, ticket) = verbs::change(call, &PROPERTY, call.id()?, |change| apply(call, change))?;
    Ok(Answer::done(ticket))
}

fn complete(change: &mut Change, _: &mut Commit, _: &Call) -> Result<()> {
    if change.new.text("NAME").trim().is_empty() {
        return Err(Error::core("Required field 'NAME' is not filled"));
    }
    let (kind, user_kind) = (change.new.text("PROPERTY_TYPE"), change.new.text("USER_TYPE"));
    if change.old.is_none() && !known_type(kind, user_kind) {
        return Err(Error::core(format!(
            "Invalid value of field 'PROPERTY_TYPE': there is no type '{kind}' of the kind '{user_kind}'"
        )));
    }
    Ok(())
}

/// The values of a property go with it.
fn forget_values(property: &Record, commit: &mut Commit, call: &Call) -> Result<()> {
    for old in call.all(&PRODUCT, &Query::all(Test::All(Vec::new())))? {
        let is_its = |row: &Data| row.items().first().map(Data::int) == Some(property.id as i64);
        if old.items("PROPERTIES").iter().any(is_its) {
            let mut new = old.clone();
            let left = old.items("PROPERTIES").iter().filter(|row| !is_its(row)).cloned().collect();
            new.set("PROPERTIES", Data::List(left));
            commit.save(Some(&old), &new);
        }
    }
    Ok(())
}
