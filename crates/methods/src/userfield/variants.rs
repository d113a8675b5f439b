//! The list of an enumeration: what clients send, merged into what there is.
//!
//! docs: crm-deal-userfield-add.md (uf_enum_element), crm-deal-userfield-update.md,
//! userfieldconfig-update.md

use crate::prelude::*;
use engine::user_field::Variant;
use std::{
    collections::HashSet,
    hash::{DefaultHasher, Hash, Hasher},
};

/// Merges elements: with the `ID` of a variant changed, or removed when `DEL` says so; without one
/// added. An element without a value adds nothing, and variants that are not mentioned stay.
///
/// # Errors
/// 400 `ERROR_CORE` for an external code that is there twice.
pub fn merge(call: &Call, change: &mut Change, given: &Value, multiple: bool) -> Result<()> {
    let mut variants = Variant::of(&change.new);
    for element in given.list().into_iter().filter_map(Value::as_tree) {
        // userfieldconfig.* spells the parts in camel case.
        let part = |upper: &str, camel: &str| element.get_ci(upper).or_else(|| element.get(camel));
        let text = |value: Option<&Value>| value.and_then(Value::as_text).unwrap_or_default().into_owned();
        let flag = |value: Option<&Value>| value.and_then(Value::as_flag) == Some(true);
        let id = part("ID", "id").and_then(Value::as_int).unwrap_or(0);
        let value = text(part("VALUE", "value"));
        if let Some(at) = variants.iter().position(|variant| variant.id == id) {
            if flag(part("DEL", "del")) {
                variants.remove(at);
                continue;
            }
            let Some(known) = variants.get_mut(at) else { continue };
            if !value.is_empty() {
                known.value = value;
            }
            if let Some(sort) = part("SORT", "sort").and_then(Value::as_int) {
                known.sort = sort.max(0);
            }
            if let Some(def) = part("DEF", "def") {
                known.initial = flag(Some(def));
            }
            if let Some(code) = part("XML_ID", "xmlId") {
                known.xml_id = text(Some(code));
            }
        } else if !value.is_empty() {
            let id = call.services.store.next_ids("user_field_variant", 1)? as i64;
            let code = text(part("XML_ID", "xmlId"));
            variants.push(Variant {
                id,
                sort: part("SORT", "sort").and_then(Value::as_int).unwrap_or(0).max(0),
                value,
                initial: flag(part("DEF", "def")),
                xml_id: if code.is_empty() { code_of(call, id) } else { code },
            });
        }
    }
    let mut codes = HashSet::new();
    for code in variants.iter().map(|variant| variant.xml_id.as_str()).filter(|code| !code.is_empty()) {
        if !codes.insert(code) {
            return Err(Error::core(format!("List item with value XML_ID={code} already exists.")));
        }
    }
    if !multiple {
        for other in variants.iter_mut().filter(|variant| variant.initial).skip(1) {
            other.initial = false;
        }
    }
    variants.sort_by_key(|variant| (variant.sort, variant.id));
    change.new.set("LIST", Data::List(variants.iter().map(Variant::data).collect()));
    Ok(())
}

/// An external code for a variant that comes without: 32 hexadecimal digits that stay what they are.
fn code_of(call: &Call, id: i64) -> String {
    let half = |part: u8| {
        let mut hasher = DefaultHasher::new();
        (part, id, &call.services.member_id).hash(&mut hasher);
        hasher.finish()
    };
    format!("{:016x}{:016x}", half(0), half(1))
}
