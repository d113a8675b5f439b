//! The verbs that every entity has: add, update, delete, get, list, fields.

mod add;
mod delete;
mod fields;
mod get;
mod list;
mod update;

pub use add::{add, insert, prepare};
pub use delete::{delete, remove};
pub use fields::{describe, describe_with, described, fields};
pub use get::{get, show};
pub use list::{PAGE, list, page, paged, query, query_by, readable, selection};
pub use update::{change, change_if, change_with, update};

use crate::{Call, Entity, Error, Result, dialect::Dialect, json};
use params::{Tree, Value};

/// The entity of a family whose verbs are called.
fn entity(call: &Call) -> Result<&'static Entity> {
    call.family.entity.ok_or_else(|| Error::from(crate::error::INTERNAL))
}

/// The values of a write: the dialect's parameter, or all parameters.
///
/// # Errors
/// The dialect's refusal when they are missing or not an array.
pub fn values<'a>(call: &Call<'a>) -> Result<&'a Tree> {
    let Some(name) = call.family.dialect.fields else { return Ok(call.params) };
    let values = match call.param(name) {
        Some(Value::Tree(tree)) => tree,
        None if call.method.name == "add" && !call.family.dialect.wrapped => &EMPTY,
        _ => return Err(not_array(call.family.dialect, name)),
    };
    call.array("params")?;
    Ok(values)
}

static EMPTY: std::sync::LazyLock<Tree> = std::sync::LazyLock::new(Tree::new);

fn not_array(dialect: &Dialect, name: &str) -> Error {
    if dialect.wrapped {
        return Error::new(400, "100", format!("Could not find value for parameter {{{name}}}"));
    }
    Error::plain(format!("Parameter '{name}' must be array."))
}

/// Wraps what `inner` writes in the family's key where the dialect asks for it.
fn wrap(call: &Call, key: &str, inner: impl FnOnce(&mut Vec<u8>)) -> Vec<u8> {
    let mut out = Vec::new();
    if !call.family.dialect.wrapped {
        inner(&mut out);
        return out;
    }
    out.push(b'{');
    json::key(&mut out, key);
    inner(&mut out);
    out.push(b'}');
    out
}
