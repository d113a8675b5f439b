//! crm.status.entity.*: which dictionaries there are, and what one of them holds.

use super::codes;
use crate::{
    crm::category::CATEGORY,
    prelude::*,
    seed::dictionaries::{DICTIONARY_TYPES, DictionaryType, Stages, stage_code},
};

/// crm.status.entity.types: the dictionaries, and one more for each further deal funnel.
pub(super) fn entity_types(call: &Call) -> Result<Answer> {
    let funnels = call.all(&CATEGORY, &Query::all(Test::All(Vec::new())))?;
    let mut out = Vec::new();
    let language = call.services.language as usize;
    let fixed = DICTIONARY_TYPES.iter().map(|kind| entity_type(kind, kind.id, kind.name[language], 0, ""));
    let deal_stages = DICTIONARY_TYPES.iter().find(|kind| kind.id == "DEAL_STAGE");
    let further = funnels.iter().filter(|funnel| funnel.id > 0).filter_map(|funnel| {
        let id = format!("DEAL_STAGE_{}", funnel.id);
        Some(entity_type(deal_stages?, &id, funnel.text("NAME"), funnel.id, "DEAL_STAGE"))
    });
    json::list(&mut out, fixed.chain(further), |out, kind| params::write_json(&kind, out));
    Ok(Answer { json: out, ..Answer::default() })
}

fn entity_type(kind: &DictionaryType, id: &str, name: &str, funnel: u64, parent: &str) -> Value {
    let mut row = Tree::from_iter([("ID", Value::from(id)), ("NAME", Value::from(name))]);
    let Some(stages) = &kind.stages else { return row.into() };
    row.insert("SEMANTIC_INFO", semantic_info(stages, funnel).into());
    row.insert("ENTITY_TYPE_ID", Value::Int(i64::from(stages.entity_type)));
    if funnel > 0 {
        row.insert("PREFIX", Value::Text(format!("C{funnel}")));
        row.insert("PARENT_ID", Value::from(parent));
        row.insert("FIELD_ATTRIBUTE_SCOPE", Value::Text(format!("category_{funnel}")));
        row.insert("CATEGORY_ID", Value::Text(funnel.to_string()));
    } else if stages.entity_type == 2 {
        row.insert("FIELD_ATTRIBUTE_SCOPE", Value::from(""));
        row.insert("CATEGORY_ID", Value::Int(0));
    }
    row.into()
}

fn semantic_info(stages: &Stages, funnel: u64) -> Tree {
    Tree::from_iter([
        ("START_FIELD", Value::Text(stage_code(funnel, stages.start))),
        ("FINAL_SUCCESS_FIELD", Value::Text(stage_code(funnel, stages.success))),
        ("FINAL_UNSUCCESS_FIELD", Value::Text(stage_code(funnel, stages.failure))),
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
