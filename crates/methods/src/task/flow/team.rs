//! Members of a flow: people, departments (`17:F` is one without those below it), or everybody, as
//! pairs of kind and id. docs: api-reference/tasks/flow/tasks-flow-flow-create.md, "responsibleList".

use crate::{
    department::{self, DEPARTMENT},
    prelude::*,
    user::{USER, access_codes},
};

/// One member.
pub(super) struct Member {
    /// `user`, `department` or `meta-user`.
    pub kind: String,
    /// `3`, `17`, `17:F` or `all-users`.
    pub id: String,
}

/// Members as clients write them: pairs, maps of one, ids of people, or access codes; `None` when one
/// of them stands for nobody.
///
/// # Errors
/// When the store fails.
pub(super) fn read(call: &Call, value: &Value, everybody: bool) -> Result<Option<Vec<Member>>> {
    let Some(given) = value.as_tree() else { return Ok(None) };
    let mut members = Vec::new();
    for (key, item) in given {
        let key = key.to_string();
        let member = match item {
            Value::Tree(pair) => member_of(pair),
            scalar if key.parse::<i64>().is_ok() => scalar.as_text().and_then(|code| decode(code.trim())),
            scalar => scalar.as_text().map(|id| Member { kind: key, id: id.into_owned() }),
        };
        let Some(member) = member else { return Ok(None) };
        if !exists(call, &member, everybody)? {
            return Ok(None);
        }
        members.push(member);
    }
    Ok(Some(members))
}

fn member_of(pair: &Tree) -> Option<Member> {
    let text = |value: &Value| value.as_text().map(|text| text.into_owned());
    match (pair.at(0), pair.at(1)) {
        (Some(kind), Some(id)) => Some(Member { kind: text(kind)?, id: text(id)? }),
        _ if pair.len() == 1 => {
            pair.iter().next().and_then(|(kind, id)| Some(Member { kind: kind.to_string(), id: text(id)? }))
        }
        _ => None,
    }
}

/// `3` and `U3` a person, `DR17` a department with those below it, `D17` one without, `UA` everybody.
fn decode(code: &str) -> Option<Member> {
    let digits = code.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
    let (kind, id) = match &code[..code.len() - digits.len()] {
        "" | "U" => ("user", digits.to_owned()),
        "DR" => ("department", digits.to_owned()),
        "D" => ("department", format!("{digits}:F")),
        "UA" if digits.is_empty() => ("meta-user", "all-users".to_owned()),
        _ => return None,
    };
    Some(Member { kind: kind.to_owned(), id })
}

fn exists(call: &Call, member: &Member, everybody: bool) -> Result<bool> {
    let number = member.id.strip_suffix(":F").unwrap_or(&member.id).parse::<u64>().unwrap_or(0);
    Ok(match member.kind.as_str() {
        "user" => member.id.parse::<u64>().is_ok() && call.find(&USER, number)?.is_some(),
        "department" => call.find(&DEPARTMENT, number)?.is_some(),
        "meta-user" => everybody && member.id == "all-users",
        _ => false,
    })
}

/// Members as they are stored and shown: `[["user","3"]]`.
pub(super) fn json(members: &[Member]) -> String {
    let mut out = Vec::new();
    json::list(&mut out, members, |out, member| {
        json::list(out, [&member.kind, &member.id], |out, text| json::text(out, text));
    });
    String::from_utf8(out).unwrap_or_default()
}

/// The members that a flow stores.
pub(super) fn stored(flow: &Record, field: &str) -> Vec<Member> {
    let tree = params::decode_json(flow.text(field).as_bytes()).unwrap_or_default();
    tree.values().filter_map(|pair| member_of(pair.as_tree()?)).collect()
}

/// Whether the caller is one of the members.
///
/// # Errors
/// When the store fails.
pub(super) fn holds(call: &Call, flow: &Record, field: &str) -> Result<bool> {
    let held = access_codes(call, call.caller.user)?;
    let code = |member: &Member| match (member.kind.as_str(), member.id.strip_suffix(":F")) {
        ("user", _) => format!("U{}", member.id),
        ("department", Some(id)) => format!("D{id}"),
        ("department", None) => format!("DR{}", member.id),
        _ => "UA".to_owned(),
    };
    Ok(stored(flow, field).iter().any(|member| held.contains(&code(member))))
}

/// The active people whom the members stand for, each once, in their order.
///
/// # Errors
/// When the store fails.
pub(super) fn people(call: &Call, members: &[Member]) -> Result<Vec<u64>> {
    let mut found: Vec<u64> = Vec::new();
    for member in members {
        let number = member.id.strip_suffix(":F").unwrap_or(&member.id).parse::<u64>().unwrap_or(0);
        let records = match member.kind.as_str() {
            "user" => call.find(&USER, number)?.into_iter().collect(),
            _ if member.id.ends_with(":F") => in_departments(call, vec![number])?,
            _ => in_departments(call, with_those_below(call, number)?)?,
        };
        for person in records.iter().filter(|person| person.flag("ACTIVE")) {
            if !found.contains(&person.id) {
                found.push(person.id);
            }
        }
    }
    Ok(found)
}

fn in_departments(call: &Call, ids: Vec<u64>) -> Result<Vec<Record>> {
    let schema = call.services.schema(&USER)?;
    let ids = ids.into_iter().map(|id| Data::Int(id as i64)).collect();
    let place = schema.position("UF_DEPARTMENT");
    let test = place.map_or(Test::Any(Vec::new()), |at| Test::Is(Condition::new(at, Op::In, ids)));
    call.all(&USER, &Query::all(test))
}

fn with_those_below(call: &Call, department: u64) -> Result<Vec<u64>> {
    let mut ids = Vec::new();
    for row in call.all(&DEPARTMENT, &Query::all(Test::All(Vec::new())))? {
        if department::chain(call, row.id)?.contains(&department) {
            ids.push(row.id);
        }
    }
    Ok(ids)
}
