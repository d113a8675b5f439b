//! userfieldconfig.*: user fields of any kind of record, as the controllers spell them.
//!
//! docs: api-reference/crm/universal/userfieldconfig

use super::{
    found,
    labels::{self, LABELS},
    show, write as entry,
};
use crate::{crm::process, prelude::*};
use engine::{
    Dialect,
    dialect::{Faults, refusal},
    schema::Spelling,
    user_field::{USER_FIELD, Variant, kinds::TYPES},
};

/// userfieldconfig.*
pub static FAMILY: Family = Family {
    prefix: "userfieldconfig",
    entity: Some(&USER_FIELD),
    dialect: &SETTINGS,
    methods: &[
        write("add", add),
        write("update", update),
        write("delete", delete),
        read("get", get),
        read("list", list),
        read("getTypes", types),
    ],
    ..Family::BASE
};

static SETTINGS: Dialect = Dialect {
    fields: Some("field"),
    text_numbers: true,
    faults: &Faults { denied: refusal("", "Access denied."), ..*dialect::ITEM.faults },
    ..dialect::ITEM
};

/// The refusals of each method, which also stand for a field that is not there.
const MAY_NOT_ADD: &str = "You cannot create custom fields";
const MAY_NOT_CHANGE: &str = "You cannot change the settings of the user field";
const MAY_NOT_DELETE: &str = "You cannot delete the user field";
const MAY_NOT_READ: &str = "You do not have permission to view user field settings";

/// What these methods do not take, though they show it.
const UNTAKEN: [&str; 4] = ["SHOW_IN_LIST", "LIST_COLUMN_LABEL", "LIST_FILTER_LABEL", "ERROR_MESSAGE"];

/// Objects of the CRM with user fields; smart processes are `CRM_` and the number of their type.
const OF_CRM: [&str; 10] = [
    "CRM_LEAD",
    "CRM_DEAL",
    "CRM_CONTACT",
    "CRM_COMPANY",
    "CRM_QUOTE",
    "CRM_INVOICE",
    "CRM_SMART_INVOICE",
    "CRM_REQUISITE",
    "CRM_SMART_DOCUMENT",
    "CRM_SMART_B2E_DOC",
];

/// The only module whose records have user fields here is the CRM; its scope is needed, too.
fn module(call: &Call) -> Result<()> {
    let module = call.param("moduleId").and_then(Value::as_text).unwrap_or_default();
    match &*module {
        "" => Err(Error::new(400, "100", "Could not find value for parameter {moduleId}")),
        "crm" if !call.caller.has_scope("crm") => Err(Error::plain("The current method required more scopes. (crm)")),
        "crm" => Ok(()),
        _ => Err(Error::plain("No settings for UserFieldAccess")),
    }
}

/// Whether a namespace is one of the CRM's.
fn is_of_crm(namespace: &str) -> bool {
    process_of(namespace).is_some() || OF_CRM.contains(&namespace)
}

/// The id of the smart process that a namespace belongs to.
fn process_of(namespace: &str) -> Option<u64> {
    namespace.strip_prefix("CRM_")?.parse().ok().filter(|id| *id > 0)
}

/// A field of the CRM, or the method's refusal.
fn owned(call: &Call, id: u64, refusal: &'static str) -> Result<Record> {
    let record = call.find(&USER_FIELD, id)?.filter(|record| is_of_crm(record.text("ENTITY_ID")));
    record.ok_or_else(|| Error::plain(refusal))
}

/// Values under the names of the classic methods, without those that the method does not take.
fn classic(call: &Call, given: &Tree, untaken: &[&str]) -> Result<Tree> {
    let schema = call.services.schema(&USER_FIELD)?;
    let mut fields = Tree::new();
    for (name, value) in given {
        let name = name.to_string();
        let field = schema.named(&name, Spelling::Camel).and_then(|at| schema.fields.get(at));
        let known = if name == "enum" { Some("LIST") } else { field.map(|field| field.name) };
        if let Some(known) = known.filter(|known| !untaken.contains(known)) {
            fields.insert(known, value.clone());
        }
    }
    Ok(fields)
}

fn add(call: &Call) -> Result<Answer> {
    module(call)?;
    let fields = classic(call, super::values(call, "field")?, &UNTAKEN)?;
    if !call.caller.admin {
        return Err(Error::plain("Access denied."));
    }
    let text = |name| fields.get(name).and_then(Value::as_text).unwrap_or_default();
    let (namespace, name) = (text("ENTITY_ID"), text("FIELD_NAME"));
    let gone = match process_of(&namespace) {
        Some(id) => call.find(&process::TYPE, id)?.is_none(),
        None => !OF_CRM.contains(&&*namespace),
    };
    if gone {
        return Err(Error::plain(MAY_NOT_ADD));
    }
    let blank = Record::new(call.services.schema(&USER_FIELD)?, 0);
    let mut change = Change { old: None, new: blank, given: Vec::new() };
    change.new.set("SHOW_IN_LIST", true);
    // The objects with names of their own share the prefix of the CRM.
    let own = format!("UF_{namespace}_");
    let named = OF_CRM.contains(&&*namespace) && name.to_uppercase().starts_with("UF_CRM_");
    if !name.is_empty() && !named && !name.to_uppercase().starts_with(&own) {
        return Err(Error::plain(MAY_NOT_ADD));
    }
    entry::begin(&super::place("", ""), &namespace, &mut change, &fields)?;
    entry::apply(call, &mut change, &fields)?;
    let (record, ticket) = verbs::insert(call, change).map_err(|error| Error { code: "".into(), ..error })?;
    Ok(one(call, &record).after(ticket))
}

fn update(call: &Call) -> Result<Answer> {
    module(call)?;
    let id = call.id()?;
    let mut fields = classic(call, super::values(call, "field")?, &UNTAKEN)?;
    fields.remove("EDIT_IN_LIST");
    if !call.caller.admin {
        return Err(Error::plain(MAY_NOT_CHANGE));
    }
    owned(call, id, MAY_NOT_CHANGE)?;
    // docs: the list changes only where the type is named along with it.
    if fields.get("USER_TYPE_ID").and_then(Value::as_text).as_deref() != Some("enumeration") {
        fields.remove("LIST");
    }
    let (record, ticket) = verbs::change(call, &USER_FIELD, id, |change| entry::apply(call, change, &fields))?;
    Ok(one(call, &record).after(ticket))
}

fn delete(call: &Call) -> Result<Answer> {
    module(call)?;
    let id = call.id()?;
    if !call.caller.admin {
        return Err(Error::plain(MAY_NOT_DELETE));
    }
    owned(call, id, MAY_NOT_DELETE)?;
    Ok(Answer::value(Value::Null).after(verbs::remove(call, &USER_FIELD, id)?))
}

fn get(call: &Call) -> Result<Answer> {
    module(call)?;
    Ok(one(call, &owned(call, call.id()?, MAY_NOT_READ)?))
}

fn one(call: &Call, record: &Record) -> Answer {
    let mut out = br#"{"field":"#.to_vec();
    show::open(call, &mut out, record, show::plain(record));
    let languages: Vec<&str> = labels::languages(record).collect();
    json::key(&mut out, "languageId");
    language_map(&mut out, &languages, json::text);
    for name in LABELS {
        label_key(&mut out, record, name);
        language_map(&mut out, &languages, |out, language| {
            show::text_or_null(out, labels::one(record, name, language).as_deref());
        });
    }
    if record.text("USER_TYPE_ID") == "enumeration" {
        json::key(&mut out, "enum");
        json::list(&mut out, Variant::of(record), |out, variant| {
            let of = [("id", variant.id.to_string()), ("userFieldId", record.id.to_string()), ("value", variant.value)];
            let rest =
                [("def", show::yes_no(variant.initial)), ("sort", variant.sort.to_string()), ("xmlId", variant.xml_id)];
            out.push(b'{');
            show::texts(out, of.into_iter().chain(rest));
            out.push(b'}');
        });
    }
    out.extend_from_slice(b"}}");
    Answer { json: out, ..Answer::default() }
}

fn label_key(out: &mut Vec<u8>, record: &Record, name: &str) {
    let Some(at) = record.schema.position(name) else { return };
    json::comma(out);
    out.extend_from_slice(record.schema.key(at, Spelling::Camel).as_bytes());
}

fn language_map(out: &mut Vec<u8>, languages: &[&str], mut each: impl FnMut(&mut Vec<u8>, &str)) {
    out.push(b'{');
    for language in languages {
        json::key(out, language);
        each(out, language);
    }
    json::close_map(out);
}

/// The fields of all objects, or of the one that the filter names, page by page. Labels come where
/// `select[language]` names their language.
fn list(call: &Call) -> Result<Answer> {
    module(call)?;
    let query = verbs::query(call, &USER_FIELD)?;
    let (offset, counted) = (query.offset, query.counted);
    let of = call.param("filter").and_then(|filter| filter.path(&["entityId"])).and_then(Value::as_text);
    let records = match &of {
        Some(namespace) if is_of_crm(namespace) => found(call, query, namespace)?,
        Some(_) => return Err(Error::plain(MAY_NOT_READ)),
        None => {
            let mut all = super::sorted(call, query)?;
            all.retain(|record| is_of_crm(record.text("ENTITY_ID")));
            all
        }
    };
    let select = call.param("select").and_then(Value::as_tree);
    let asked =
        |tree: &Tree| ["language", "languageId"].iter().find_map(|name| tree.get(name)?.as_text().map(String::from));
    let language = select.and_then(asked);
    let total = records.len() as u64;
    let page = records.iter().skip(offset as usize).take(verbs::PAGE as usize);
    let mut out = br#"{"fields":"#.to_vec();
    json::list(&mut out, page, |out, record| row(call, out, record, select, language.as_deref()));
    out.push(b'}');
    let end = offset + verbs::PAGE;
    let next = (counted && end < total).then_some(end);
    Ok(Answer { json: out, total: counted.then_some(total), next, ticket: None })
}

fn row(call: &Call, out: &mut Vec<u8>, record: &Record, select: Option<&Tree>, language: Option<&str>) {
    let names: Vec<_> = select.into_iter().flat_map(Tree::values).filter_map(Value::as_text).collect();
    let named: Vec<usize> = names.iter().filter_map(|name| record.schema.named(name, Spelling::Camel)).collect();
    let every = named.is_empty() || names.iter().any(|name| name == "*");
    let mut places = show::plain(record);
    places.retain(|at| every || named.contains(at));
    show::open(call, out, record, places);
    if let Some(language) = language {
        json::key(out, "languageId");
        language_map(out, &[language], json::text);
        for name in LABELS {
            label_key(out, record, name);
            match labels::one(record, name, language) {
                Some(label) => language_map(out, &[language], |out, _| json::text(out, &label)),
                None => out.extend_from_slice(b"null"),
            }
        }
    }
    out.push(b'}');
}

/// Every type by its id.
fn types(call: &Call) -> Result<Answer> {
    module(call)?;
    let row = |kind: &engine::user_field::kinds::Type| -> Tree {
        [("userTypeId", Value::from(kind.id)), ("description", Value::from(kind.title))].into_iter().collect()
    };
    let types: Tree = TYPES.iter().map(|kind| (kind.id, Value::Tree(row(kind)))).collect();
    Ok(Answer::value([("types", Value::Tree(types))].into_iter().collect::<Tree>()))
}
