//! `getmanifest`: what the methods of a class take and answer, from their signatures.
//! docs: api-reference/tasks/checklist-item/task-checklist-item-get-manifest.md and its like.

use super::{Kind, PREFIXES, Param, Signature};
use crate::prelude::*;

/// What a class of methods works with.
pub struct Manifest {
    /// Version that the page prints.
    pub version: &'static str,
    /// `checklistitem`
    pub alias: &'static str,
    /// Fields that clients may write.
    pub writable: &'static [&'static str],
    /// Fields of an answer.
    pub readable: &'static [&'static str],
    /// Fields that lists are sorted by.
    pub sortable: &'static [&'static str],
    /// Fields that lists are filtered by; none when they are not.
    pub filterable: &'static [&'static str],
    /// Fields that hold instants.
    pub dates: &'static [&'static str],
    /// Its methods.
    pub methods: &'static [&'static Signature],
}

/// The answer of `getmanifest`.
///
/// # Errors
/// None.
pub fn manifest(of: &Manifest) -> Result<Answer> {
    let alias = of.alias;
    let mut out = Tree::new();
    out.insert("Manifest version", Value::from(of.version));
    let warning = "don't rely on format of this manifest, it can be changed without any notification";
    out.insert("Warning", Value::from(warning));
    out.insert("REST: shortname alias to class", Value::from(alias));
    out.insert(format!("REST: writable {alias} data fields"), names(of.writable));
    out.insert(format!("REST: readable {alias} data fields"), names(of.readable));
    out.insert(format!("REST: sortable {alias} data fields"), names(of.sortable));
    if !of.filterable.is_empty() {
        out.insert(format!("REST: filterable {alias} data fields"), names(of.filterable));
    }
    out.insert("REST: date fields", names(of.dates));
    let itself = Tree::from_iter([("staticMethod", Value::from(true)), ("params", Value::from(Tree::new()))]);
    let described = of.methods.iter().map(|method| (method.method, Value::from(describe(method, of.readable))));
    let methods: Tree = [("getmanifest", Value::from(itself))].into_iter().chain(described).collect();
    out.insert("REST: available methods", Value::from(methods));
    Ok(Answer::value(out))
}

fn describe(method: &Signature, readable: &[&str]) -> Tree {
    let mut out = Tree::new();
    out.insert("staticMethod", Value::from(method.about_class));
    if method.mandatory > 0 {
        out.insert("mandatoryParamsCount", Value::from(method.mandatory as i64));
    }
    out.insert("params", Value::from(method.params.iter().map(|param| Value::from(argument(param))).collect::<Tree>()));
    if method.method.starts_with("get") {
        out.insert("allowedKeysInReturnValue", names(readable));
    }
    if method.method == "getlist" {
        out.insert("collectionInReturnValue", Value::from(true));
    }
    out
}

fn argument(param: &Param) -> Tree {
    let kind = match param.kind {
        Kind::Integer => "integer",
        Kind::Array => "array",
        Kind::Text => "string",
    };
    let mut out = Tree::from_iter([("description", Value::from(param.name)), ("type", Value::from(kind))]);
    if !param.keys.is_empty() {
        out.insert("allowedKeys", names(param.keys));
    }
    if param.filter {
        out.insert("allowedKeyPrefixes", names(&PREFIXES));
    }
    out
}

fn names(list: &[&str]) -> Value {
    Value::from(list.iter().map(|name| Value::from(*name)).collect::<Tree>())
}
