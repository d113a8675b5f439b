//! From a deprecated method to the one that replaces it, with as much of the request as can be taken along.

use super::form::{hint, with_method};
use super::request::{Params, with_rows};
use shared::integration::BuilderRequest;
use shared::method::MethodInfo;

/// What the successor of a method is called: for a pattern such as `crm.category.*` the name with the same end,
/// else the pattern itself.
pub fn name(method: &MethodInfo) -> Option<String> {
    let successor = method.successor.as_deref()?;
    let Some(start) = successor.strip_suffix('*') else { return Some(successor.to_owned()) };
    let parts = start.split('.').count() - 1;
    let end: Vec<&str> = method.name.split('.').skip(parts).collect();
    Some(format!("{start}{}", end.join(".")))
}

/// The request for the method that replaces the present one. The universal methods of the CRM get the number of
/// the type, and names of fields in their own spelling.
pub fn switched(request: &BuilderRequest, from: &MethodInfo, to: &MethodInfo) -> BuilderRequest {
    let request = with_method(request, to, Some(from), None);
    let type_id = TYPES.iter().find(|(start, _)| from.name.starts_with(start)).map(|(_, id)| *id);
    let Some(type_id) = type_id.filter(|_| to.name.starts_with("crm.item.")) else { return request };
    let lead = from.name.starts_with("crm.lead.");
    let mut rows: Params = request.params.iter().map(|(name, value)| row(to, name, value, lead)).collect();
    let wanted = to.params.iter().find(|param| param.name.eq_ignore_ascii_case("entityTypeId"));
    if let Some(param) = wanted.filter(|param| rows.iter().all(|(name, _)| *name != param.name)) {
        rows.insert(0, (param.name.clone(), type_id.to_owned()));
    }
    with_rows(&request, rows)
}

/// The CRM types that have methods of their own.
const TYPES: [(&str, &str); 5] =
    [("crm.lead.", "1"), ("crm.deal.", "2"), ("crm.contact.", "3"), ("crm.company.", "4"), ("crm.quote.", "7")];

/// Fields that have quite another name there.
const RENAMED: [(&str, &str); 4] = [
    ("DATE_CREATE", "createdTime"),
    ("DATE_MODIFY", "updatedTime"),
    ("CREATED_BY_ID", "createdBy"),
    ("MODIFY_BY_ID", "updatedBy"),
];

fn row(to: &MethodInfo, name: &str, value: &str, lead: bool) -> (String, String) {
    let head = name.split('[').next().unwrap_or_default();
    let own = hint(to, name).map_or(head, |hint| &hint.param.name);
    let rest = &name[head.len()..];
    let rest = match rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
        Some((field, deeper)) => format!("[{}]{deeper}", respelled(field, lead)),
        None => rest.to_owned(),
    };
    let value = if own == "select" { respelled(value, lead) } else { value.to_owned() };
    (format!("{own}{rest}"), value)
}

/// `>=DATE_CREATE` as `>=createdTime`. Names that people gave and those already in this spelling stay.
fn respelled(field: &str, lead: bool) -> String {
    let start = field.find(|letter: char| letter.is_ascii_alphabetic()).unwrap_or(field.len());
    let (operator, name) = field.split_at(start);
    let capitals = name.chars().all(|letter| letter.is_ascii_uppercase() || letter.is_ascii_digit() || letter == '_');
    if name.is_empty() || !capitals || name.starts_with("UF_") {
        return field.to_owned();
    }
    if lead && name == "STATUS_ID" {
        return format!("{operator}stageId");
    }
    if let Some((_, renamed)) = RENAMED.iter().find(|(old, _)| *old == name) {
        return format!("{operator}{renamed}");
    }
    let mut parts = name.split('_').map(str::to_ascii_lowercase);
    let first = parts.next().unwrap_or_default();
    let capital = |part: String| match part.split_at_checked(1) {
        Some((letter, rest)) => letter.to_ascii_uppercase() + rest,
        None => part,
    };
    format!("{operator}{first}{}", parts.map(capital).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::method::ParamInfo;

    fn method(name: &str, params: &[&str], successor: Option<&str>) -> MethodInfo {
        let param = |name: &&str| ParamInfo {
            name: (*name).to_owned(),
            kind: "any".to_owned(),
            required: None,
            description: None,
        };
        MethodInfo {
            name: name.to_owned(),
            params: params.iter().map(param).collect(),
            successor: successor.map(str::to_owned),
            ..MethodInfo::default()
        }
    }

    fn switch(from: &str, rows: &[(&str, &str)]) -> Params {
        let from = method(from, &["id", "fields", "filter", "select", "order", "params"], None);
        let to = method("crm.item.update", &["entityTypeId", "id", "fields", "filter", "select", "order"], None);
        let params = rows.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let request = BuilderRequest { method: from.name.clone(), params, ..BuilderRequest::default() };
        let now = switched(&request, &from, &to);
        assert_eq!(now.method, "crm.item.update");
        now.params
    }

    fn rows(rows: &[(&str, &str)]) -> Params {
        rows.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    #[test]
    fn records_of_the_crm_bring_their_type_and_new_names() {
        let lead = switch("crm.lead.update", &[("ID", "42"), ("FIELDS[STATUS_ID]", "CONVERTED")]);
        assert_eq!(lead, rows(&[("entityTypeId", "1"), ("id", "42"), ("fields[stageId]", "CONVERTED")]));
        let deal = switch(
            "crm.deal.list",
            &[
                ("filter[>=DATE_CREATE]", "x"),
                ("order[ID]", "ASC"),
                ("select[]", "ASSIGNED_BY_ID"),
                ("select[]", "UF_CRM_1"),
                ("fields[title]", "T"),
                ("params[X]", "Y"),
            ],
        );
        let expected = [
            ("entityTypeId", "2"),
            ("filter[>=createdTime]", "x"),
            ("order[id]", "ASC"),
            ("select[]", "assignedById"),
            ("select[]", "UF_CRM_1"),
            ("fields[title]", "T"),
        ];
        assert_eq!(deal, rows(&expected));
    }

    #[test]
    fn other_methods_keep_their_rows() {
        let from = method("imbot.chat.add", &["title"], None);
        let to = method("imbot.v2.Chat.add", &["title"], None);
        let request = BuilderRequest { params: rows(&[("title", "A_B")]), ..BuilderRequest::default() };
        assert_eq!(switched(&request, &from, &to).params, request.params);
    }

    #[test]
    fn patterns_keep_the_end_of_the_name() {
        let named = |name: &str, successor| super::name(&method(name, &[], successor));
        let pattern = Some("crm.category.*");
        assert_eq!(named("crm.dealcategory.default.get", pattern).as_deref(), Some("crm.category.default.get"));
        assert_eq!(named("crm.lead.get", Some("crm.item.get")).as_deref(), Some("crm.item.get"));
        assert_eq!(named("crm.item.get", None), None);
    }
}
