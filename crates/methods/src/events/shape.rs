//! What events deliver as `data`. docs: the page of each event.

use crate::prelude::*;
use engine::{
    event::{Moment, On, Rule},
    zone,
};

/// `FIELDS` with the values of one record.
fn fields<const N: usize>(values: [(&'static str, Value); N]) -> Value {
    Tree::from_iter([("FIELDS", Value::from(Tree::from_iter(values)))]).into()
}

/// A number as the text that most events deliver it as.
fn text(number: i64) -> Value {
    Value::from(number.to_string())
}

fn id_of(moment: &Moment) -> i64 {
    moment.record.id as i64
}

/// `FIELDS{ID}`.
pub fn id(moment: &Moment) -> Value {
    fields([("ID", text(id_of(moment)))])
}

/// The same of a currency: its code.
pub fn currency(moment: &Moment) -> Value {
    fields([("ID", Value::from(moment.record.text("CURRENCY")))])
}

/// Where a deal has been moved. docs: on-crm-deal-move-to-category.md.
pub fn funnel(moment: &Moment) -> Value {
    let deal = moment.record;
    fields([
        ("ID", text(id_of(moment))),
        ("CATEGORY_ID", text(deal.int("CATEGORY_ID"))),
        ("STAGE_ID", Value::from(deal.text("STAGE_ID"))),
    ])
}

/// A template of deals. docs: on-crm-deal-recurring-add.md.
pub fn recurring_deal(moment: &Moment) -> Value {
    fields([("ID", text(id_of(moment))), ("RECURRING_DEAL_ID", text(moment.record.int("DEAL_ID")))])
}

/// A deal made of a template. docs: on-crm-deal-recurring-expose.md.
pub fn deal_of_template(settings: &Record, deal: u64) -> Value {
    fields([
        ("ID", text(settings.id as i64)),
        ("RECURRING_DEAL_ID", text(settings.int("DEAL_ID"))),
        ("DEAL_ID", text(deal as i64)),
    ])
}

/// A template of invoices. docs: on-crm-invoice-recurring-add.md.
pub fn recurring_invoice(moment: &Moment) -> Value {
    fields([("ID", text(id_of(moment))), ("RECURRING_INVOICE_ID", text(moment.record.int("INVOICE_ID")))])
}

/// An invoice made of a template. docs: on-crm-invoice-recurring-expose.md.
pub fn invoice_of_template(settings: &Record, invoice: u64) -> Value {
    fields([
        ("ID", text(settings.id as i64)),
        ("RECURRING_INVOICE_ID", text(settings.int("INVOICE_ID"))),
        ("INVOICE_ID", text(invoice as i64)),
    ])
}

/// An item of a smart process, or a smart invoice. docs: on-crm-dynamic-item-add.md.
fn item(moment: &Moment) -> Value {
    fields([("ID", text(id_of(moment))), ("ENTITY_TYPE_ID", text(kind_of(moment.record)))])
}

/// The number of an item's type.
fn kind_of(item: &Record) -> i64 {
    let entity = item.schema.entity.name;
    entity.strip_prefix("dynamic_").and_then(|number| number.parse().ok()).unwrap_or(crate::crm::record_type::INVOICES)
}

fn of_type(name: &'static str, item: &Record) -> Option<String> {
    Some(format!("{name}_{}", kind_of(item)))
}

/// Items have events of their own besides those of all types.
pub static ITEM: [Rule; 6] = [
    Rule::new(On::Add, "ONCRMDYNAMICITEMADD", item),
    Rule::new(On::Update, "ONCRMDYNAMICITEMUPDATE", item),
    Rule::new(On::Delete, "ONCRMDYNAMICITEMDELETE", item),
    Rule::new(On::Add, "ONCRMDYNAMICITEMADD", item).spelled(of_type),
    Rule::new(On::Update, "ONCRMDYNAMICITEMUPDATE", item).spelled(of_type),
    Rule::new(On::Delete, "ONCRMDYNAMICITEMDELETE", item).spelled(of_type),
];

/// docs: on-crm-address-register.md.
pub fn address(moment: &Moment) -> Value {
    const NUMBERS: [&str; 5] = ["TYPE_ID", "ENTITY_TYPE_ID", "ENTITY_ID", "ANCHOR_ID", "ANCHOR_TYPE_ID"];
    fields(NUMBERS.map(|name| (name, Value::Int(moment.record.int(name)))))
}

/// `ID` alone, and where every other event of the CRM has it. docs: on-Crm-Timeline-Comment-Add.md.
pub fn timeline_comment(moment: &Moment) -> Value {
    let id = Value::Int(id_of(moment));
    let fields = Tree::from_iter([("ID", id.clone())]);
    Tree::from_iter([("ID", id), ("FIELDS", fields.into())]).into()
}

/// docs: on-live-feed-post-add.md.
pub fn post(moment: &Moment) -> Value {
    fields([("POST_ID", text(id_of(moment)))])
}

/// What a task's events say where there is nothing to say.
const UNDEFINED: &str = "undefined";

/// Before and after, and whether the actor saw it then.
fn before_and_after(before: Option<Tree>, after: Option<Tree>, seen: [&str; 2]) -> Value {
    let or_undefined = |fields: Option<Tree>| fields.map_or_else(|| Value::from(UNDEFINED), Value::from);
    let [seen_before, seen_after] = seen;
    let data = Tree::from_iter([
        ("FIELDS_BEFORE", or_undefined(before)),
        ("FIELDS_AFTER", or_undefined(after)),
        ("IS_ACCESSIBLE_BEFORE", Value::from(seen_before)),
        ("IS_ACCESSIBLE_AFTER", Value::from(seen_after)),
    ]);
    data.into()
}

fn task(moment: &Moment) -> Tree {
    Tree::from_iter([("ID", Value::Int(id_of(moment)))])
}

fn task_added(moment: &Moment) -> Value {
    before_and_after(None, Some(task(moment)), ["N", UNDEFINED])
}

fn task_updated(moment: &Moment) -> Value {
    before_and_after(Some(task(moment)), Some(task(moment)), [UNDEFINED; 2])
}

fn task_deleted(moment: &Moment) -> Value {
    before_and_after(Some(task(moment)), None, [UNDEFINED, "N"])
}

/// docs: on-task-add.md and its like.
pub static TASK: [Rule; 3] = [
    Rule::new(On::Add, "ONTASKADD", task_added),
    Rule::new(On::Update, "ONTASKUPDATE", task_updated),
    Rule::new(On::Delete, "ONTASKDELETE", task_deleted),
];

fn comment(moment: &Moment, action: Option<&str>) -> Tree {
    let task = Value::Int(moment.record.int("TASK_ID"));
    let mut comment = Tree::from_iter([("ID", Value::Int(id_of(moment))), ("TASK_ID", task)]);
    comment.extend(action.map(|action| ("ACTION", Value::from(action))));
    comment
}

fn comment_added(moment: &Moment) -> Value {
    before_and_after(None, Some(comment(moment, None)), [UNDEFINED; 2])
}

fn comment_updated(moment: &Moment) -> Value {
    before_and_after(Some(comment(moment, None)), Some(comment(moment, Some("EDIT"))), [UNDEFINED; 2])
}

fn comment_deleted(moment: &Moment) -> Value {
    before_and_after(Some(comment(moment, None)), Some(comment(moment, Some("DEL"))), [UNDEFINED; 2])
}

/// docs: on-task-comment-add.md and its like.
pub static TASK_COMMENT: [Rule; 3] = [
    Rule::new(On::Add, "ONTASKCOMMENTADD", comment_added),
    Rule::new(On::Update, "ONTASKCOMMENTUPDATE", comment_updated),
    Rule::new(On::Delete, "ONTASKCOMMENTDELETE", comment_deleted),
];

/// A person who came in for the first time. docs: on-user-add.md.
fn person(moment: &Moment) -> Value {
    let (person, services) = (moment.record, moment.services);
    let text = |name: &'static str| (name, Value::from(person.text(name)));
    let date = |name: &'static str| {
        let time = chrono::DateTime::from_timestamp_millis(person.int(name));
        let day = time.filter(|_| !person.get(name).is_null()).map(|time| time.format("%Y-%m-%d").to_string());
        (name, Value::from(day.unwrap_or_default()))
    };
    let departments: Tree = person.items("UF_DEPARTMENT").iter().map(|id| Value::Int(id.int())).collect();
    let mut registered = Vec::new();
    zone::write_time(&mut registered, services.zone, person.int("DATE_REGISTER"));
    let data = Tree::from_iter([
        ("ID", Value::Int(id_of(moment))),
        ("ACTIVE", Value::from(if person.flag("ACTIVE") { "Y" } else { "N" })),
        text("EMAIL"),
        text("NAME"),
        text("LAST_NAME"),
        text("PERSONAL_GENDER"),
        date("PERSONAL_BIRTHDAY"),
        ("UF_DEPARTMENT", departments.into()),
        ("DATE_REGISTER", Value::from(String::from_utf8_lossy(&registered).into_owned())),
        text("WORK_POSITION"),
        date("UF_EMPLOYMENT_DATE"),
    ]);
    data.into()
}

fn came_in(moment: &Moment) -> bool {
    moment.old.is_some_and(|old| old.get("LAST_LOGIN").is_null()) && !moment.record.get("LAST_LOGIN").is_null()
}

/// People count as added when they first sign in, not when they are invited.
pub static PERSON: [Rule; 1] = [Rule::new(On::Update, "ONUSERADD", person).when(came_in)];
