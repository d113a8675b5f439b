//! What must hold for all families at once: names, scopes, kinds of methods, fields and their links.

use crate::portal::Portal;
use engine::{
    Entity, Family, Field, Kind,
    registry::full_name,
    schema::{Spelling, camel_name},
};
use expect_test::expect_file;
use methods::{catalogue, crm::productrows::PRODUCT_ROW, seed::dictionaries::DICTIONARY_TYPES};
use std::collections::{BTreeMap, BTreeSet};

/// Entities that fields link to and no family has: addresses are not there yet.
const TO_COME: [&str; 1] = ["location"];

/// Keys of a description in `*.fields`, in their order; those with a question mark may be missing.
const DESCRIPTION: [&str; 12] = [
    "type",
    "isRequired",
    "isReadOnly",
    "isImmutable",
    "isMultiple",
    "isDynamic",
    "statusType?",
    "isDeprecated?",
    "definition?",
    "title",
    "settings?",
    "upperName?",
];

fn entities() -> BTreeMap<&'static str, &'static Entity> {
    let of_families = methods::families().filter_map(|family| family.entity);
    let all: Vec<_> = of_families.chain([&PRODUCT_ROW]).collect();
    let by_name: BTreeMap<_, _> = all.iter().map(|entity| (entity.name, *entity)).collect();
    for entity in all {
        assert!(std::ptr::eq(by_name[entity.name], entity), "two entities are called {}", entity.name);
    }
    by_name
}

fn assert_none(what: &str, wrong: Vec<String>) {
    assert!(wrong.is_empty(), "{what}:\n{}", wrong.join("\n"));
}

#[test]
fn every_method_has_one_name_and_the_catalogue_knows_it() {
    let registry = methods::registry().unwrap();
    let mut names = BTreeSet::new();
    for family in methods::families() {
        for method in family.methods {
            let name = full_name(family, method);
            assert!(names.insert(name.to_lowercase()), "{name} is declared twice");
            let target = registry.find(2, &name).unwrap();
            assert_eq!(target.name, name, "the catalogue spells it in another way");
            assert!(target.run.is_some_and(|(_, run)| std::ptr::eq(run, method)), "{name} leads somewhere else");
        }
    }
    assert!(names.len() > 80, "{} methods are few", names.len());
}

#[test]
fn methods_write_if_the_catalogue_says_so() {
    let mut wrong = Vec::new();
    for family in methods::families() {
        for method in family.methods {
            let name = full_name(family, method);
            let known = catalogue::catalogue().find(2, &name).unwrap();
            if name != "batch" && method.writes != (known.kind == catalogue::Kind::Write) {
                wrong.push(format!("{name} writes: {}, the catalogue says {:?}", method.writes, known.kind));
            }
        }
    }
    assert_none("methods and catalogue disagree", wrong);
}

#[test]
fn scopes_of_methods_exist() {
    let known = catalogue::catalogue().scopes();
    let registry = methods::registry().unwrap();
    let scopes = registry.all().iter().filter(|target| target.run.is_some()).flat_map(|target| target.scope.split(','));
    let wrong = scopes.filter(|scope| *scope != "basic" && !known.contains(scope)).map(str::to_owned);
    assert_none("scopes that nobody can grant", wrong.collect());
}

#[test]
fn the_full_list_of_scopes_is_the_catalogue_s() {
    let answer = Portal::new("UTC").call("POST", "scope", r#"{"full":true}"#);
    let body: serde_json::Value = serde_json::from_str(answer.strip_prefix("200 ").unwrap()).unwrap();
    assert_eq!(body["result"], serde_json::json!(catalogue::catalogue().scopes()));
    assert!(catalogue::catalogue().scopes().len() > 60);
}

#[test]
fn links_and_dictionaries_lead_somewhere() {
    let entities = entities();
    let leads_nowhere = |field: &Field| match field.kind {
        Kind::Reference(name) => !entities.contains_key(name) && !TO_COME.contains(&name),
        Kind::Status(name) => !DICTIONARY_TYPES.iter().any(|kind| kind.id == name),
        _ => false,
    };
    let fields = entities.values().flat_map(|entity| entity.fields.iter().map(move |field| (entity.name, field)));
    let wrong =
        fields.filter(|(_, field)| leads_nowhere(field)).map(|(entity, field)| format!("{entity} {}", field.name));
    assert_none("fields that lead nowhere", wrong.collect());
    let there = TO_COME.iter().filter(|name| entities.contains_key(**name)).map(|name| (*name).to_owned());
    assert_none("no longer to come", there.collect());
}

#[test]
fn fields_are_well_formed() {
    let mut wrong = Vec::new();
    for entity in entities().values() {
        let (mut names, mut camels) = (BTreeSet::new(), BTreeSet::new());
        for field in entity.fields {
            let place = format!("{} {}", entity.name, field.name);
            if !names.insert(field.name) || (field.shown_in(Spelling::Camel) && !camels.insert(camel_name(field))) {
                wrong.push(format!("{place} is there twice"));
            }
            if field.hidden && !field.read_only {
                wrong.push(format!("{place} is hidden and yet writable"));
            }
            if !field.hidden && !field.derived && field.title.is_empty() && entity.name != PRODUCT_ROW.name {
                wrong.push(format!("{place} has no title"));
            }
        }
        // Records with a key of their own show no id.
        if entity.fields.iter().filter(|field| field.kind == Kind::Id).count() > 1 {
            wrong.push(format!("{} has several ids", entity.name));
        }
        let people = entity.rights.owners.iter().chain(entity.rights.readers);
        let owners = people.filter(|owner| !names.contains(*owner));
        wrong.extend(owners.map(|owner| format!("{} has no {owner}", entity.name)));
    }
    assert_none("fields to mend", wrong);
}

/// One line a field: name, type, and what is not as usual.
#[test]
fn fields_answers_have_one_shape() {
    let portal = Portal::new("UTC");
    let mut lines = Vec::new();
    // Tasks describe their fields, and user fields what they are made of, in shapes that their cases show.
    let described = |family: &&Family| {
        let own = family.prefix.starts_with("tasks.") || family.prefix == "crm.userfield";
        !own && family.methods.iter().any(|method| method.name == "fields")
    };
    for family in methods::families().filter(described) {
        let answer = portal.call("POST", &format!("{}.fields", family.prefix), r#"{"entityTypeId":2}"#);
        let body: serde_json::Value = serde_json::from_str(answer.strip_prefix("200 ").unwrap()).unwrap();
        let result = body["result"].get("fields").unwrap_or(&body["result"]);
        for (name, described) in result.as_object().unwrap() {
            lines.push(format!("{}.fields {name} {}\n", family.prefix, summary(described)));
        }
    }
    expect_file!["fields.snapshot"].assert_eq(&lines.concat());
}

fn summary(described: &serde_json::Value) -> String {
    let Some(map) = described.as_object() else {
        return described.as_str().expect("a description or a title").to_owned();
    };
    let mut expected =
        DESCRIPTION.iter().filter(|key| !key.ends_with('?') || map.contains_key(key.trim_end_matches('?')));
    for key in map.keys() {
        assert_eq!(expected.next().map(|key| key.trim_end_matches('?')), Some(key.as_str()), "{described}");
    }
    assert_eq!(expected.next(), None, "{described}");
    let text = |key: &str| map.get(key).and_then(|value| value.as_str()).unwrap_or_default().to_owned();
    let marks = map.iter().filter(|(_, value)| value.as_bool() == Some(true)).map(|(key, _)| format!(" {key}"));
    format!("{} {}{}", text("type"), text("statusType"), marks.collect::<String>()).replace("  ", " ").trim().to_owned()
}
