//! task.checklistitem.*: steps of a task, in lists that nest. docs: api-reference/tasks/checklist-item.

mod shown;
mod write;

pub use shown::{items, tree};
pub use write::{begin, enter};

use super::{
    access,
    crud::readable,
    part,
    people::{full_name, photo_id, photo_link},
    strict::{self, Given, Manifest, Signature, array, integer},
};
use crate::{prelude::*, user::USER};

/// An item of a checklist; one without a parent is the checklist itself.
pub static CHECKLIST_ITEM: Entity = Entity {
    name: "task.checklistitem",
    title: "checklist item",
    fields: &[
        id("ID").title("ID"),
        int("TASK_ID").title("Task").indexed(),
        int("PARENT_ID").title("Parent item").default(Default::Int(0)),
        created_by("CREATED_BY").title("Author"),
        text("TITLE").title("Text"),
        int("SORT_INDEX").title("Sorting"),
        flag("IS_COMPLETE").title("Completed"),
        flag("IS_IMPORTANT").title("Important"),
        user("TOGGLED_BY").title("Ticked by"),
        time("TOGGLED_DATE").title("Ticked on"),
        rows("MEMBERS"),
    ],
    ..Entity::BASE
};

/// task.checklistitem.*
pub static CHECKLISTS: Family = Family {
    prefix: "task.checklistitem",
    methods: &[
        write("add", write::add),
        write("update", write::update),
        write("delete", write::delete),
        write("complete", |call| write::toggle(call, &COMPLETE, true)),
        write("renew", |call| write::toggle(call, &RENEW, false)),
        write("moveafteritem", write::move_after),
        read("get", get),
        read("getlist", list),
        read("isactionallowed", is_allowed),
        read("getmanifest", |_| strict::manifest(&MANIFEST)),
    ],
    ..Family::BASE
};

const WRITABLE: &[&str] = &["PARENT_ID", "TITLE", "SORT_INDEX", "IS_COMPLETE", "IS_IMPORTANT", "MEMBERS"];
const SORTABLE: &[&str] = &[
    "ID",
    "PARENT_ID",
    "CREATED_BY",
    "TITLE",
    "SORT_INDEX",
    "IS_COMPLETE",
    "IS_IMPORTANT",
    "TOGGLED_BY",
    "TOGGLED_DATE",
];
const CLASS: &str = "ctaskchecklistitem";

static GET: Signature = Signature::new(CLASS, "get", 2, &[integer("taskId"), integer("itemId")]);
static LIST: Signature =
    Signature::new(CLASS, "getlist", 1, &[integer("taskId"), array("arOrder", SORTABLE)]).about_class();
static ADD: Signature =
    Signature::new(CLASS, "add", 2, &[integer("taskId"), array("arFields", WRITABLE)]).about_class();
static UPDATE: Signature =
    Signature::new(CLASS, "update", 3, &[integer("taskId"), integer("itemId"), array("arFields", WRITABLE)]);
static DELETE: Signature = Signature::new(CLASS, "delete", 2, &[integer("taskId"), integer("itemId")]);
static COMPLETE: Signature = Signature::new(CLASS, "complete", 2, &[integer("taskId"), integer("itemId")]);
static RENEW: Signature = Signature::new(CLASS, "renew", 2, &[integer("taskId"), integer("itemId")]);
static MOVE_AFTER: Signature =
    Signature::new(CLASS, "moveafteritem", 3, &[integer("taskId"), integer("itemId"), integer("afterItemId")]);
static IS_ALLOWED: Signature =
    Signature::new(CLASS, "isactionallowed", 3, &[integer("taskId"), integer("itemId"), integer("actionId")]);

static MANIFEST: Manifest = Manifest {
    version: "2.0",
    alias: "checklistitem",
    writable: WRITABLE,
    readable: &[
        "ID",
        "TASK_ID",
        "PARENT_ID",
        "CREATED_BY",
        "TITLE",
        "SORT_INDEX",
        "IS_COMPLETE",
        "IS_IMPORTANT",
        "TOGGLED_BY",
        "TOGGLED_DATE",
        "MEMBERS",
        "ATTACHMENTS",
    ],
    sortable: SORTABLE,
    filterable: &[],
    dates: &["TOGGLED_DATE"],
    methods: &[&GET, &LIST, &ADD, &UPDATE, &DELETE, &COMPLETE, &RENEW, &MOVE_AFTER, &IS_ALLOWED],
};

/// An item with its task, both there for the caller to see.
fn found(call: &Call, given: &Given) -> Result<Option<(Record, Record)>> {
    let Some(task) = readable(call, given.id(0)?)? else { return Ok(None) };
    let item = call.find(&CHECKLIST_ITEM, given.id(1)?)?.filter(|item| item.int("TASK_ID") == task.id as i64);
    Ok(item.map(|item| (task, item)))
}

/// Whether the caller may work on the checklists of a task.
fn may_edit(call: &Call, task: &Record) -> bool {
    access::may("checklist.add", task, call.caller)
}

fn get(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &GET)?;
    let (_, item) = found(call, &given)?.ok_or_else(strict::not_found)?;
    Ok(Answer::value(describe(call, &item)?))
}

/// By the given fields, the last first without any.
fn list(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &LIST)?;
    let task = given.id(0)?;
    readable(call, task)?.ok_or_else(|| strict::failed("Action failed"))?;
    let mut items = part::of_task(call, &CHECKLIST_ITEM, task)?;
    let order: Vec<(String, bool)> = given.tree(1).into_iter().flat_map(keys).collect();
    let order = if order.is_empty() { vec![("ID".to_owned(), true)] } else { order };
    items.sort_by(|a, b| {
        let mut by_key = order.iter().map(|(field, down)| {
            let way = place(a, field).cmp(&place(b, field));
            if *down { way.reverse() } else { way }
        });
        by_key.find(|way| way.is_ne()).unwrap_or_else(|| a.id.cmp(&b.id))
    });
    let rows: Vec<Value> = items.iter().map(|item| describe(call, item).map(Value::from)).collect::<Result<_>>()?;
    Ok(Answer::value(rows.into_iter().collect::<Tree>()))
}

fn keys(order: &Tree) -> Vec<(String, bool)> {
    let down = |way: &Value| way.as_text().is_some_and(|way| way.eq_ignore_ascii_case("desc"));
    order.iter().map(|(field, way)| (field.to_string().to_uppercase(), down(way))).collect()
}

/// What an item is sorted by.
fn place(item: &Record, field: &str) -> (i64, String) {
    match field {
        "ID" => (item.id as i64, String::new()),
        "TITLE" => (0, item.text("TITLE").to_lowercase()),
        "IS_COMPLETE" | "IS_IMPORTANT" => (i64::from(item.flag(field)), String::new()),
        other => (item.int(other), String::new()),
    }
}

/// 1 adds, 2 changes, 3 deletes, 4 ticks, 5 moves; what is not there is not allowed.
fn is_allowed(call: &Call) -> Result<Answer> {
    let given = strict::read(call, &IS_ALLOWED)?;
    let known = (1..=5).contains(&given.int(2));
    let allowed = found(call, &given)?.is_some_and(|(task, _)| known && may_edit(call, &task));
    Ok(Answer::value(allowed))
}

fn describe(call: &Call, item: &Record) -> Result<Tree> {
    let flag = |field: &str| Value::from(if item.flag(field) { "Y" } else { "N" });
    let toggled = match part::instant(call, item.get("TOGGLED_DATE")) {
        Value::Null => Value::from(""),
        time => time,
    };
    Ok(Tree::from_iter([
        ("ID", Value::from(item.id.to_string())),
        ("TASK_ID", part::number(item, "TASK_ID")),
        ("PARENT_ID", parent(item)),
        ("CREATED_BY", part::number(item, "CREATED_BY")),
        ("TITLE", Value::from(item.text("TITLE"))),
        ("SORT_INDEX", part::number(item, "SORT_INDEX")),
        ("IS_COMPLETE", flag("IS_COMPLETE")),
        ("IS_IMPORTANT", flag("IS_IMPORTANT")),
        ("TOGGLED_BY", or_null(item, "TOGGLED_BY")),
        ("TOGGLED_DATE", toggled),
        ("MEMBERS", Value::from(members(call, item)?)),
        ("ATTACHMENTS", Value::from(Tree::new())),
    ]))
}

/// Text, but the number 0 for a checklist itself.
fn parent(item: &Record) -> Value {
    if item.int("PARENT_ID") == 0 { Value::from(0) } else { part::number(item, "PARENT_ID") }
}

fn or_null(item: &Record, field: &str) -> Value {
    if item.get(field).is_null() { Value::Null } else { part::number(item, field) }
}

fn members(call: &Call, item: &Record) -> Result<Tree> {
    let mut out = Tree::new();
    for member in item.items("MEMBERS") {
        let [id, kind] = member.items() else { continue };
        let person = call.find(&USER, id.int().max(0) as u64)?;
        let gender = person.as_ref().map(|person| person.text("PERSONAL_GENDER")).unwrap_or_default();
        out.push(Value::from(Tree::from_iter([
            ("ID", Value::from(id.int().to_string())),
            ("TYPE", Value::from(kind.text())),
            ("NAME", Value::from(full_name(person.as_ref()))),
            ("PERSONAL_PHOTO", photo_id(person.as_ref())),
            ("PERSONAL_GENDER", Value::from(gender)),
            ("IMAGE", Value::from(photo_link(call, person.as_ref()))),
            ("IS_COLLABER", Value::from(false)),
        ])));
    }
    Ok(out)
}
