//! The catalogue as data: complete, ordered, and consistent with itself.

use std::collections::HashSet;

use super::*;

mod coverage;

#[test]
fn holds_every_known_method_once_and_in_order() {
    let all = catalogue().all();
    assert_eq!(all.len(), 1693);
    assert_eq!(all.iter().filter(|known| known.version == 3).count(), 109);
    assert!(all.iter().all(|known| known.version == 2 || known.version == 3));
    for pair in all.windows(2) {
        assert_eq!(order(&pair[0], pair[1].name, pair[1].version), Ordering::Less, "{}", pair[1].name);
    }
}

#[test]
fn finds_a_method_in_any_case_and_in_its_version_only() {
    let known = catalogue();
    for each in known.all() {
        for name in [each.name.to_owned(), each.name.to_ascii_lowercase(), each.name.to_ascii_uppercase()] {
            assert!(std::ptr::eq(known.find(each.version, &name).unwrap(), each), "{name}");
        }
    }
    let versions = [2, 3].map(|version| known.find(version, "tasks.task.add").unwrap().scope);
    assert_eq!(versions, ["task", "tasks"]);
    for (version, name) in [(3, "crm.deal.add"), (2, "crm.deal"), (2, ""), (2, "crm.deal.addé"), (1, "batch")] {
        assert!(known.find(version, name).is_none(), "{version} {name}");
    }
}

#[test]
fn every_scope_is_known_and_sorted() {
    let scopes = catalogue().scopes();
    assert!(scopes.is_sorted_by(|a, b| a < b));
    for known in catalogue().all() {
        for scope in known.scope.split(',') {
            assert!(scope == "basic" || scopes.contains(&scope), "{}: {scope}", known.name);
        }
    }
}

#[test]
fn every_successor_exists() {
    for known in catalogue().all() {
        let Some(successor) = known.successor else {
            continue;
        };
        assert!(known.deprecated, "{}", known.name);
        let exists = match successor.strip_suffix('*') {
            Some(prefix) => catalogue().all().iter().any(|other| other.name.starts_with(prefix)),
            None => [2, 3].iter().any(|version| catalogue().find(*version, successor).is_some()),
        };
        assert!(exists, "{} → {successor}", known.name);
    }
}

#[test]
fn parameters_are_top_level_distinct_and_typed() {
    // Distinct as spelt: department.get takes both `sort` and `SORT`.
    let types = [
        "any",
        "array",
        "boolean",
        "char",
        "date",
        "datetime",
        "double",
        "file",
        "integer",
        "integer[]",
        "object",
        "object[]",
        "string",
        "string[]",
    ];
    for known in catalogue().all() {
        let mut names = HashSet::new();
        for param in &known.params {
            let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
            assert!(param.name.bytes().all(plain), "{}: {}", known.name, param.name);
            assert!(names.insert(param.name), "{}: {}", known.name, param.name);
            assert!(param.kind.split('|').all(|kind| types.contains(&kind)), "{}: {}", known.name, param.kind);
        }
    }
}

#[test]
fn some_methods_need_an_application() {
    let names: Vec<_> = catalogue().all().iter().filter(|known| known.needs_app).map(|known| known.name).collect();
    // 112 documented ones; 8 of them answer a webhook in practice; `event.test` and `userfieldtype.*` do not.
    assert_eq!(names.len(), 109);
    for name in ["placement.bind", "event.bind", "event.test", "userfieldtype.add", "app.option.get"] {
        assert!(names.contains(&name), "{name}");
    }
    for name in ["app.info", "crm.activity.add", "im.notify.personal.add", "profile", "crm.deal.add"] {
        assert!(!names.contains(&name), "{name}");
    }
}

#[test]
fn reads_every_column() {
    let known = catalogue().find(2, "crm.deal.update").unwrap();
    assert_eq!((known.scope, known.kind, known.successor), ("crm", Kind::Write, Some("crm.item.update")));
    assert_eq!((known.result, known.page), ("true", "api-reference/crm/deals/crm-deal-update"));
    assert!(known.deprecated && !known.needs_app && !known.description.is_empty());
    let required: Vec<_> = known.params.iter().map(|param| (param.name, param.kind, param.required)).collect();
    let fields = ("fields", "object", Some(true));
    assert_eq!(required, [("id", "integer", Some(true)), fields, ("params", "object", Some(false))]);
    assert_eq!(param("TASKID:integer?").unwrap().required, None);
}

#[test]
fn every_method_is_described_in_one_line_of_its_own() {
    let mut said = HashSet::new();
    for known in catalogue().all() {
        let text = known.description;
        assert!((8..=90).contains(&text.chars().count()), "{}: {text}", known.name);
        assert!(text.starts_with(|first: char| first.is_ascii_uppercase()), "{}: {text}", known.name);
        assert!(!text.ends_with(['.', ' ', ',']) && !text.contains("  "), "{}: {text}", known.name);
        let family = known.name.rsplit_once('.').map_or("", |(family, _)| family);
        assert!(said.insert((known.version, family, text)), "{} says what another of {family} says", known.name);
    }
}

#[test]
fn every_result_is_of_a_known_kind() {
    let kinds = ["id", "true", "bool", "number", "text", "object", "list", "map", "fields", "file", "nothing", "any"];
    for known in catalogue().all() {
        let (kind, key) = known.result.split_once(':').unwrap_or((known.result, "whole"));
        assert!(kinds.contains(&kind), "{}: {kind}", known.name);
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
        assert!(!key.is_empty() && key.bytes().all(plain), "{}: {key}", known.name);
    }
    let results = ["crm.deal.add", "crm.item.list", "tasks.task.get", "crm.category.delete"]
        .map(|name| catalogue().find(2, name).unwrap().result);
    assert_eq!(results, ["id", "list:items", "object:task", "nothing"]);
}

#[test]
fn every_page_is_a_path_in_the_documentation() {
    for known in catalogue().all().iter().filter(|known| !known.page.is_empty()) {
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_./".contains(&byte);
        assert!(known.page.bytes().all(plain) && !known.page.ends_with(".md"), "{}: {}", known.name, known.page);
        let (area, rest) = known.page.split_once('/').unwrap();
        assert!(["api-reference", "settings"].contains(&area) && !rest.is_empty(), "{}: {}", known.name, known.page);
        assert!(known.page.split('/').all(|part| !part.is_empty() && part != ".."), "{}: {}", known.name, known.page);
    }
}

#[test]
fn recurring_parameters_are_described_once() {
    assert!(params::PARAMS.is_sorted_by(|a, b| a.0 < b.0));
    for (name, text) in params::PARAMS {
        assert_eq!(*name, name.to_ascii_lowercase());
        assert!((8..=100).contains(&text.chars().count()) && !text.ends_with('.'), "{name}: {text}");
        let used = |known: &Known| known.params.iter().any(|param| param.name.eq_ignore_ascii_case(name));
        assert!(catalogue().all().iter().any(used), "no method has {name}");
    }
    assert_eq!(describe("FILTER"), describe("filter"));
    assert!(describe("start").is_some() && describe("nothing of the kind").is_none());
}

#[test]
fn a_damaged_line_is_noticed() {
    assert!(method("a.b\t2\tread\tcrm\t-\t-\t-\t-\t-\t-").is_some());
    for line in [
        "a.b\t2\tread",
        "a.b\ttwo\tread\tcrm\t-\t-\t-\t-\t-\t-",
        "a.b\t2\tsome\tcrm\t-\t-\t-\t-\t-\t-",
        "a.b\t2\tread\tcrm\t-\t-\tid\t-\t-\t-",
        "a.b\t2\tread\tcrm\t-\t-\t-\t-\t-\t-\t-",
    ] {
        assert!(method(line).is_none(), "{line}");
    }
}

/// Scenarios begin with what is advised for new use; two begin with what their pictures in the documentation show.
#[test]
fn scenarios_offer_current_methods() {
    const AS_DOCUMENTED: [(&str, &str); 2] =
        [("import_contractors", "crm.company.add"), ("move_lead", "crm.lead.update")];
    for scenario in shared::scenario::ALL {
        for preset in scenario.methods {
            let known = catalogue().find(2, preset.method).unwrap_or_else(|| panic!("{}", preset.method));
            let documented = AS_DOCUMENTED.contains(&(scenario.code, preset.method));
            assert_eq!(known.deprecated, documented, "{}: {}", scenario.code, preset.method);
        }
    }
}
