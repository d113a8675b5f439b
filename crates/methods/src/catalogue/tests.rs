//! The catalogue as data: complete, ordered, and consistent with itself.

use std::collections::HashSet;

use super::*;

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
    assert_eq!(known.page, "api-reference/crm/deals/crm-deal-update");
    assert!(known.deprecated && !known.needs_app && !known.description.is_empty());
    let required: Vec<_> = known.params.iter().map(|param| (param.name, param.kind, param.required)).collect();
    let fields = ("fields", "object", Some(true));
    assert_eq!(required, [("id", "integer", Some(true)), fields, ("params", "object", Some(false))]);
    assert_eq!(param("TASKID:integer?").unwrap().required, None);
}

#[test]
fn a_damaged_line_is_noticed() {
    assert!(method("a.b\t2\tread\tcrm\t-\t-\t-\t-\t-").is_some());
    for line in [
        "a.b\t2\tread",
        "a.b\ttwo\tread\tcrm\t-\t-\t-\t-\t-",
        "a.b\t2\tsome\tcrm\t-\t-\t-\t-\t-",
        "a.b\t2\tread\tcrm\t-\t-\tid\t-\t-",
        "a.b\t2\tread\tcrm\t-\t-\t-\t-\t-\t-",
    ] {
        assert!(method(line).is_none(), "{line}");
    }
}
