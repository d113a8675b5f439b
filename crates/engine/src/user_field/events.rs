//! What the portal tells of fields that people make. docs: api-reference/crm/**/userfield*/events.

use super::USER_FIELD;
use crate::{
    Record,
    event::{Moment, On, Rule},
};
use params::{Tree, Value};

/// Events by the object whose records have the field. Choices of an enumeration are told of besides the
/// field itself, and alone when nothing else changes.
pub(super) static EVENTS: [Rule; 5] = [
    Rule::new(On::Add, "USERFIELDADD", field).spelled(of_object),
    Rule::new(On::Update, "USERFIELDUPDATE", field).spelled(of_object).when(not_only_choices),
    Rule::new(On::Delete, "USERFIELDDELETE", field).spelled(of_object),
    Rule::new(On::Add, "USERFIELDSETENUMVALUES", field).spelled(of_object).when(has_choices),
    Rule::new(On::Update, "USERFIELDSETENUMVALUES", field).spelled(of_object).when(changes_choices),
];

/// Objects whose names the events have; fields of others raise none.
const OBJECTS: [(&str, &str); 8] = [
    ("CRM_LEAD", "LEAD"),
    ("CRM_DEAL", "DEAL"),
    ("CRM_CONTACT", "CONTACT"),
    ("CRM_COMPANY", "COMPANY"),
    ("CRM_QUOTE", "QUOTE"),
    ("CRM_INVOICE", "INVOICE"),
    ("CRM_REQUISITE", "REQUISITE"),
    ("CRM_SMART_INVOICE", "TYPE"),
];

/// Fields of smart processes have the namespace `CRM_13`.
fn of_object(name: &'static str, field: &Record) -> Option<String> {
    let namespace = field.text("ENTITY_ID");
    let known = OBJECTS.iter().find(|(of, _)| *of == namespace).map(|(_, object)| *object);
    let is_process = || namespace.strip_prefix("CRM_").is_some_and(|id| id.parse::<u64>().is_ok());
    let object = known.or_else(|| is_process().then_some("TYPE"))?;
    Some(format!("ONCRM{object}{name}"))
}

fn field(moment: &Moment) -> Value {
    let field = moment.record;
    let fields = Tree::from_iter([
        ("ID", Value::from(field.id.to_string())),
        ("ENTITY_ID", Value::from(field.text("ENTITY_ID"))),
        ("FIELD_NAME", Value::from(field.text("FIELD_NAME"))),
    ]);
    Tree::from_iter([("FIELDS", Value::from(fields))]).into()
}

fn has_choices(moment: &Moment) -> bool {
    !moment.record.get("LIST").is_null()
}

fn changes_choices(moment: &Moment) -> bool {
    moment.changed("LIST")
}

fn not_only_choices(moment: &Moment) -> bool {
    !moment.changed("LIST") || USER_FIELD.fields.iter().any(|field| field.name != "LIST" && moment.changed(field.name))
}
