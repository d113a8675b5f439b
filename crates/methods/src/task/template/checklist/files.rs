//! Files of checklist items. docs: tasks-template-checklist-add-attachment-by-content.md and
//! tasks-template-checklist-remove-attachments.md.

use super::{edit_with, item, show, template};
use crate::prelude::*;

/// tasks.template.checklist.addAttachmentByContent: the answer shows the item as it was before, as the
/// documentation has it.
pub(super) fn add(call: &Call) -> Result<Answer> {
    super::named(call)?;
    let given = call.param("attachmentParameters").and_then(Value::as_tree).filter(|given| !given.is_empty());
    let given =
        given.ok_or_else(|| Error::new(400, "100", "Could not find value for parameter {attachmentParameters}"))?;
    let failed = || Error::new(400, "0", "An error occurred while adding the attachment");
    let template = template(call, "Modification of the item")?;
    let item = item(call, template.id).map_err(|error| if error.code == "0" { failed() } else { error })?;
    let part = |name: &str| given.get_ci(name).filter(|value| !value.is_empty()).cloned();
    let (Some(name), Some(content)) = (part("NAME"), part("CONTENT")) else { return Err(failed()) };
    let pairs = Value::Tree(Tree::from_iter([Value::Tree(Tree::from_iter([name, content]))]));
    let place = item.schema.position("FILES").ok_or_else(failed)?;
    let kept = engine::file::parse(call.services, &item.schema.fields[place], &pairs, &Data::Null)?;
    if kept.items().is_empty() {
        return Err(failed());
    }
    let ticket = edit_with(call, &template, |change| {
        let files = change.new.items("FILES").iter().chain(kept.items()).cloned().collect();
        change.new.set("FILES", Data::List(files));
        Ok(())
    })?
    .1;
    Ok(show::one(call, &item)?.after(ticket))
}

/// tasks.template.checklist.removeAttachments
pub(super) fn remove(call: &Call) -> Result<Answer> {
    super::named(call)?;
    let gone: Vec<i64> = match call.param("attachmentsIds") {
        Some(Value::Tree(ids)) => ids.values().filter_map(Value::as_int).collect(),
        None | Some(Value::Null) => {
            return Err(Error::new(400, "100", "Could not find value for parameter {attachmentsIds}"));
        }
        Some(other) => return Err(crate::task::crud::not_array("attachmentsIds", other)),
    };
    let template = template(call, "Changing item")?;
    let (item, ticket) = edit_with(call, &template, |change| {
        let mut files = change.new.items("FILES").to_vec();
        files.retain(|file| !gone.contains(&file.int()));
        change.new.set("FILES", Data::List(files));
        Ok(())
    })?;
    Ok(show::one(call, &item)?.after(ticket))
}

/// The files of an item by the ids of their attachments.
pub(super) fn shown(item: &Record) -> Tree {
    item.items("FILES").iter().map(|id| (id.int(), Value::Text(format!("n{}", id.int())))).collect()
}
