//! tasks.template.checklist.*: the checklist of a template, a tree of items.
//! docs: api-reference/tasks/template/checklist.

mod files;
mod order;
mod show;

use super::{TEMPLATE, may_read, named};
use crate::{prelude::*, user::USER};
use engine::{Dialect, commit::retry, dialect::Faults, filter, rights::Rights};
use store::Ticket;

/// An item of a template's checklist; one without a parent is a checklist itself.
pub static CHECK: Entity = Entity {
    name: "templatecheck",
    title: "checklist item",
    #[rustfmt::skip] // One field a line, as the table it is.
    fields: &[
        id("ID").title("ID"),
        reference("TEMPLATE_ID", "tasktemplate").title("Template").read_only().indexed(),
        int("PARENT_ID").title("Parent item").default(Default::Int(0)),
        text("TITLE").title("Text"),
        int("SORT_INDEX").title("Sorting"),
        flag("IS_COMPLETE").title("Done"),
        flag("IS_IMPORTANT").title("Important"),
        object("MEMBERS").title("People"),
        created_by("CREATED_BY").title("Creator"),
        user("TOGGLED_BY").title("Status changed by").read_only(),
        time("TOGGLED_DATE").title("Status changed on").read_only(),
        file("FILES").title("Files").multiple().read_only(),
    ],
    hooks: Hooks { before_save: &[fits, toggled], ..Hooks::NONE },
    rights: Rights { owners: &["CREATED_BY"], ..rights::RESPONSIBLE },
    ..Entity::BASE
};

static SPELLING: Dialect = Dialect {
    id: "checkListItemId",
    faults: &Faults {
        bad_id: dialect::refusal("100", "Could not find value for parameter {templateId}"),
        not_found: dialect::refusal("0", "Invalid value [] for field [ENTITY_ID] in item [, ]"),
        denied: dialect::refusal("0", "Access to the task template is denied"),
    },
    ..dialect::CRM
};

/// tasks.template.checklist.*
pub static CHECKLIST: Family = Family {
    prefix: "tasks.template.checklist",
    entity: Some(&CHECK),
    dialect: &SPELLING,
    methods: &[
        write("add", add),
        write("update", update),
        write("delete", delete),
        read("get", get),
        read("list", list),
        write("complete", |call| toggle(call, true)),
        write("renew", |call| toggle(call, false)),
        write("addAttachmentByContent", files::add),
        write("removeAttachments", files::remove),
        write("moveAfter", |call| order::move_beside(call, "afterItemId", true)),
        write("moveBefore", |call| order::move_beside(call, "beforeItemId", false)),
    ],
    ..Family::BASE
};

/// The template of a call, if the caller may change it; otherwise what they wanted to do is not available.
fn template(call: &Call, action: &str) -> Result<Record> {
    let id = named(call)?;
    let wrong = || Error::new(400, "0", "Invalid value of parameter 'templateId': an id of a template is expected");
    let template = call.find(&TEMPLATE, id)?.ok_or_else(wrong)?;
    match rights::may_change(&TEMPLATE.rights, call.caller, &template) {
        true => Ok(template),
        false => Err(Error::new(400, "0", format!("{action}: action is not available"))),
    }
}

/// The items of a template, as they stand in their lists.
///
/// # Errors
/// When the store fails.
pub fn items(call: &Call, template: u64) -> Result<Vec<Record>> {
    let schema = call.services.schema(&CHECK)?;
    let mut items = call.all(&CHECK, &Query::equal(&schema, "TEMPLATE_ID", template as i64))?;
    items.sort_by_key(|item| (item.int("SORT_INDEX"), item.id));
    Ok(items)
}

/// The item that a call names, of the given template.
fn item(call: &Call, template: u64) -> Result<Record> {
    let Some(given) = call.param("checkListItemId") else {
        let text =
            r"Bitrix\Tasks\CheckList\Internals\CheckList All parameters in the constructor must have real class type";
        return Err(Error::new(400, "100", text));
    };
    let found = call.find(&CHECK, given.as_int().unwrap_or(0).max(0) as u64)?;
    let own = found.filter(|item| item.int("TEMPLATE_ID") == template as i64);
    own.ok_or_else(|| call.family.dialect.faults.not_found.into())
}

fn fields<'a>(call: &Call<'a>) -> Result<&'a Tree> {
    let fields = call.param("fields").and_then(Value::as_tree).filter(|fields| !fields.is_empty());
    fields.ok_or_else(|| Error::new(400, "100", "Could not find value for parameter {fields}"))
}

fn add(call: &Call) -> Result<Answer> {
    named(call)?;
    let fields = fields(call)?;
    let template = template(call, "Adding item")?;
    let title = fields.get("TITLE").and_then(Value::as_text).unwrap_or_default().into_owned();
    if title.trim().is_empty() {
        return Err(Error::new(400, "0", "Item name is not specified"));
    }
    if fields.get("PARENT_ID").and_then(Value::as_int).is_none() {
        return Err(Error::new(400, "0", format!("Invalid value [] for field [PARENT_ID] in element [, {title}]")));
    }
    let mut change = Change { old: None, new: Record::new(call.services.schema(&CHECK)?, 0), given: Vec::new() };
    change.new.set("TEMPLATE_ID", template.id as i64);
    engine::input::apply(call, &mut change, fields)?;
    let (item, ticket) = verbs::insert(call, change)?;
    Ok(show::one(call, &item)?.after(ticket))
}

fn update(call: &Call) -> Result<Answer> {
    named(call)?;
    let fields = fields(call)?;
    edit(call, "Updating item", |change| engine::input::apply(call, change, fields))
}

/// Changes the item of a call and answers it.
fn edit(call: &Call, action: &str, change: impl FnMut(&mut Change) -> Result<()>) -> Result<Answer> {
    let template = template(call, action)?;
    let (item, ticket) = edit_with(call, &template, change)?;
    Ok(show::one(call, &item)?.after(ticket))
}

/// Changes the item of a call, of a template that the caller may change.
fn edit_with(
    call: &Call,
    template: &Record,
    mut change: impl FnMut(&mut Change) -> Result<()>,
) -> Result<(Record, Ticket)> {
    retry(|| {
        let old = item(call, template.id)?;
        let mut edited = Change { new: old.clone(), old: Some(old), given: Vec::new() };
        change(&mut edited)?;
        let mut commit = Commit::by(call);
        for rule in CHECK.hooks.before_save {
            rule(&mut edited, &mut commit, call)?;
        }
        commit.save(edited.old.as_ref(), &edited.new);
        let ticket = commit.run(call.services)?;
        Ok((edited.new, ticket))
    })
}

fn toggle(call: &Call, done: bool) -> Result<Answer> {
    edit(call, "Changing the status of the item", |change| {
        change.new.set("IS_COMPLETE", done);
        Ok(())
    })
}

/// An item has a text, a parent in its template that is not itself below it, a place, and people who exist.
fn fits(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    let id = change.new.id;
    if change.new.text("TITLE").trim().is_empty() {
        return Err(Error::new(400, "0", "Item name is not specified"));
    }
    if change.changed("PARENT_ID") || change.new.get("SORT_INDEX").is_null() {
        let items = items(call, change.new.int("TEMPLATE_ID") as u64)?;
        let parent = change.new.int("PARENT_ID");
        let known = items.iter().any(|item| item.id as i64 == parent) && !order::is_below(&items, parent, id as i64);
        // A parent that the template does not have means a checklist of its own.
        let parent = if known { parent } else { 0 };
        change.new.set("PARENT_ID", parent);
        if change.new.get("SORT_INDEX").is_null() {
            let beside = items.iter().filter(|item| item.int("PARENT_ID") == parent && item.id != id);
            let last = beside.map(|item| item.int("SORT_INDEX").saturating_add(1)).max();
            change.new.set("SORT_INDEX", last.unwrap_or(0));
        }
    }
    for (person, role) in show::members(&change.new) {
        if !["A", "U"].contains(&role.as_str()) || call.find(&USER, person)?.is_none() {
            let text = format!("Invalid value of field 'MEMBERS': user {person} with TYPE A or U is expected");
            return Err(Error::new(400, "0", text));
        }
    }
    Ok(())
}

fn toggled(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    if change.old.as_ref().is_some_and(|old| old.flag("IS_COMPLETE") != change.new.flag("IS_COMPLETE")) {
        change.new.set("TOGGLED_BY", call.caller.user as i64);
        change.new.set("TOGGLED_DATE", Data::Time(call.now / 1000 * 1000));
    }
    Ok(())
}

/// tasks.template.checklist.delete: an item goes with those below it.
fn delete(call: &Call) -> Result<Answer> {
    let template = template(call, "Deleting item")?;
    retry(|| {
        let gone = item(call, template.id)?;
        let items = items(call, template.id)?;
        let mut commit = Commit::by(call);
        let below = |item: &&Record| item.id == gone.id || order::is_below(&items, item.id as i64, gone.id as i64);
        items.iter().filter(below).for_each(|item| commit.delete(item));
        Ok(Answer::done(commit.run(call.services)?))
    })
}

fn readable(call: &Call) -> Result<Record> {
    let found = call.find(&TEMPLATE, named(call)?)?.filter(|template| may_read(call, template));
    found.ok_or_else(|| call.family.dialect.faults.denied.into())
}

fn get(call: &Call) -> Result<Answer> {
    let template = readable(call)?;
    show::one(call, &item(call, template.id)?)
}

/// tasks.template.checklist.list: a map by id, in the wanted order; the newest first by itself.
fn list(call: &Call) -> Result<Answer> {
    let template = readable(call)?;
    let schema = call.services.schema(&CHECK)?;
    let mut tests: Vec<Test> = Vec::new();
    if let Some(wanted) = call.array("filter")? {
        tests.push(filter::read(call, &schema, wanted)?);
    }
    let own = schema.position("TEMPLATE_ID");
    tests.extend(own.map(|at| Test::Is(Condition::new(at, Op::In, vec![Data::Int(template.id as i64)]))));
    let given = verbs::query(call, &CHECK)?;
    let newest = schema.position("ID").map(|position| Order { position, descending: true });
    let order = if given.order.is_empty() { newest.into_iter().collect() } else { given.order };
    let found = call.all(&CHECK, &Query { order, ..Query::all(Test::All(tests)) })?;
    show::map(call, &found)
}
