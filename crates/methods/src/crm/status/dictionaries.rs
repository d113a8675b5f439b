//! crm.status.entity.*: which dictionaries there are, and what one of them holds.

use super::codes;
use crate::{
    crm::{
        category,
        funnel::Funnel,
        process,
        record_type::{DEALS, INVOICES},
    },
    prelude::*,
    seed::dictionaries::{DICTIONARY_TYPES, Stages},
};

/// crm.status.entity.types: the dictionaries, and one for each further funnel of whatever type.
pub(super) fn entity_types(call: &Call) -> Result<Answer> {
    let language = call.services.language as usize;
    let mut rows: Vec<Value> = Vec::new();
    for kind in DICTIONARY_TYPES {
        let mut row = Tree::from_iter([("ID", Value::from(kind.id)), ("NAME", Value::from(kind.name[language]))]);
        if let Some(stages) = &kind.stages {
            row.insert("SEMANTIC_INFO", semantic_info(stages, Funnel::of_deals(0)).into());
            row.insert("ENTITY_TYPE_ID", Value::Int(i64::from(stages.entity_type)));
            if i64::from(stages.entity_type) == DEALS {
                row.insert("FIELD_ATTRIBUTE_SCOPE", Value::from(""));
                row.insert("CATEGORY_ID", Value::Int(0));
            }
        }
        rows.push(row.into());
    }
    for funnel in category::funnels(call, DEALS)?.iter().filter(|funnel| funnel.id > 0) {
        rows.push(of_deals(funnel).into());
    }
    for funnel in category::funnels(call, INVOICES)? {
        let name = ["Invoice stages", "Étapes des factures", "Стадии счёта"][language];
        rows.push(of_items(INVOICES, name, &funnel).into());
    }
    for kind in process::types(call)?.iter() {
        let number = kind.int("ENTITY_TYPE_ID");
        for funnel in category::funnels(call, number)? {
            let name = format!("{} ({})", kind.text("TITLE"), funnel.text("NAME"));
            let mut row = of_items(number, &name, &funnel);
            row.insert("CATEGORY_NAME", Value::from(funnel.text("NAME")));
            row.insert("CATEGORY_SORT", Value::Int(funnel.int("SORT")));
            row.insert("IS_DEFAULT_CATEGORY", Value::Bool(funnel.flag("IS_DEFAULT")));
            rows.push(row.into());
        }
    }
    Ok(Answer::value(Tree::from_iter(rows)))
}

/// The dictionary of a further funnel of deals.
fn of_deals(record: &Record) -> Tree {
    let funnel = Funnel::of_deals(record.id);
    let stages = DICTIONARY_TYPES.iter().find(|kind| kind.id == "DEAL_STAGE").and_then(|kind| kind.stages);
    let mut row = start(funnel, record.text("NAME"));
    row.insert("SEMANTIC_INFO", stages.map(|stages| semantic_info(&stages, funnel)).unwrap_or_default().into());
    row.insert("ENTITY_TYPE_ID", Value::Int(DEALS));
    row.insert("PREFIX", Value::Text(funnel.prefix()));
    row.insert("PARENT_ID", Value::from("DEAL_STAGE"));
    row.insert("FIELD_ATTRIBUTE_SCOPE", Value::Text(format!("category_{}", record.id)));
    row.insert("CATEGORY_ID", Value::Text(record.id.to_string()));
    row
}

/// The dictionary of a funnel of smart invoices or of a smart process.
fn of_items(of: i64, name: &str, record: &Record) -> Tree {
    let funnel = Funnel { of, id: record.id };
    let mut row = start(funnel, name);
    row.insert("SEMANTIC_INFO", Tree::new().into());
    row.insert("PREFIX", Value::Text(funnel.prefix()));
    row.insert("FIELD_ATTRIBUTE_SCOPE", Value::Text(format!("category_{}", record.id)));
    row.insert("ENTITY_TYPE_ID", Value::Int(of));
    row.insert("IS_ENABLED", Value::Bool(true));
    row.insert("CATEGORY_ID", Value::Int(record.id as i64));
    row
}

fn start(funnel: Funnel, name: &str) -> Tree {
    Tree::from_iter([("ID", Value::Text(funnel.dictionary())), ("NAME", Value::from(name))])
}

fn semantic_info(stages: &Stages, funnel: Funnel) -> Tree {
    Tree::from_iter([
        ("START_FIELD", Value::Text(funnel.code(stages.start))),
        ("FINAL_SUCCESS_FIELD", Value::Text(funnel.code(stages.success))),
        ("FINAL_UNSUCCESS_FIELD", Value::Text(funnel.code(stages.failure))),
        ("FINAL_SORT", Value::Int(0)),
    ])
}

/// crm.status.entity.items: names, places and codes of one dictionary.
pub(super) fn entity_items(call: &Call) -> Result<Answer> {
    let dictionary = call.param("entityId").and_then(Value::as_text).unwrap_or_default();
    if dictionary.is_empty() {
        return Err(Error::plain("The parameter entityId is not defined or invalid."));
    }
    let codes = codes(call, &dictionary)?;
    let rows = codes.iter().map(|code| {
        let row = [
            ("NAME", Value::from(code.name.as_str())),
            ("SORT", Value::Int(code.sort)),
            ("STATUS_ID", Value::from(code.code.as_str())),
        ];
        Value::from(Tree::from_iter(row))
    });
    Ok(Answer::value(Tree::from_iter(rows)))
}
