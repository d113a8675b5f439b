//! Whom a message of the feed is for: `UA` everybody, `U1` a person, `DR5` a department with those
//! below, `SG2` a workgroup. docs: api-reference/log/log-blogpost-add.md, "DEST".

use super::post::POST;
use crate::{
    department::DEPARTMENT,
    prelude::*,
    user::{USER, access_codes},
};

/// Everybody in the company.
pub const EVERYBODY: &str = "UA";

/// Most recipients that one call names.
const RECIPIENTS_MAX: usize = 1000;

/// The recipients that a call names in `DEST`, or in `SPERM`, its former name; `None` when it names none.
///
/// # Errors
/// `refuse` with the first code that stands for nobody.
pub(super) fn named(call: &Call, refuse: impl Fn(&str) -> Error) -> Result<Option<Vec<String>>> {
    let given = call.param("DEST").or_else(|| call.param("SPERM")).filter(|value| !value.is_empty());
    let Some(given) = given else { return Ok(None) };
    let mut codes = Vec::new();
    let given = given.list();
    if given.len() > RECIPIENTS_MAX {
        return Err(Error::plain(format!("DEST names more than {RECIPIENTS_MAX} recipients")));
    }
    for value in given {
        let code = value.as_text().unwrap_or_default().trim().to_ascii_uppercase();
        if !exists(call, &code)? {
            return Err(refuse(&code));
        }
        if !codes.contains(&code) {
            codes.push(code);
        }
    }
    Ok(Some(codes))
}

/// Whether a code stands for somebody. Workgroups are taken as they are named.
fn exists(call: &Call, code: &str) -> Result<bool> {
    if code == EVERYBODY {
        return Ok(true);
    }
    let digits = code.trim_start_matches(|letter: char| letter.is_ascii_uppercase());
    let Some(id) = digits.parse::<u64>().ok().filter(|id| *id > 0) else { return Ok(false) };
    Ok(match &code[..code.len() - digits.len()] {
        "U" => call.find(&USER, id)?.is_some(),
        "D" | "DR" => call.find(&DEPARTMENT, id)?.is_some(),
        "SG" => true,
        _ => false,
    })
}

/// What a message must satisfy to be shown to the caller.
///
/// # Errors
/// When the store fails.
pub(super) fn visible(call: &Call) -> Result<Test> {
    if call.caller.admin {
        return Ok(Test::All(Vec::new()));
    }
    let schema = call.services.schema(&POST)?;
    let held = access_codes(call, call.caller.user)?;
    let codes = held.iter().map(|code| Data::Text(code.to_lowercase())).collect();
    let is = |field: &str, values| schema.position(field).map(|at| Test::Is(Condition::new(at, Op::In, values)));
    let own = is("AUTHOR_ID", vec![Data::Int(call.caller.user as i64)]);
    Ok(Test::Any(own.into_iter().chain(is("DEST", codes)).collect()))
}

/// Whether the caller may read a message.
///
/// # Errors
/// When the store fails.
pub(super) fn may_read(call: &Call, post: &Record) -> Result<bool> {
    if call.caller.admin || post.int("AUTHOR_ID") == call.caller.user as i64 {
        return Ok(true);
    }
    let held = access_codes(call, call.caller.user)?;
    Ok(post.items("DEST").iter().any(|code| held.iter().any(|own| own == code.text())))
}
