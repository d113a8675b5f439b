//! user.get and user.search: people by filter and by words. docs: api-reference/user/user-get.md, user-search.md.

use super::{USER, scope};
use crate::{department, prelude::*};
use engine::{Schema, filter, query, zone};

/// How long after their last activity people count as present. The documentation gives no number.
const PRESENCE_MS: i64 = 15 * 60_000;

/// Most words of a search: everybody is held against each.
const WORDS_MAX: usize = 50;

/// user.get: filter fields at the top level or in `FILTER`; `NAME_SEARCH` there looks for words.
pub(super) fn get(call: &Call) -> Result<Answer> {
    let Some(mut query) = filtered(call)? else { return Ok(nobody(call)) };
    let words = call.array("FILTER")?.and_then(|filter| filter.get_ci("NAME_SEARCH")).or(call.param("NAME_SEARCH"));
    if let (Test::All(tests), Some(words)) = (&mut query.test, words.and_then(Value::as_text)) {
        tests.extend(words_found(call, &words)?);
    }
    found(call, query)
}

/// user.search: `FIND` in names, position and departments, or fields one by one; with the filters of user.get.
pub(super) fn search(call: &Call) -> Result<Answer> {
    const PARTS: [&str; 3] = ["NAME", "LAST_NAME", "WORK_POSITION"];
    let Some(mut query) = filtered(call)? else { return Ok(nobody(call)) };
    let schema = call.services.schema(&USER)?;
    let nothing = Tree::new();
    let filter = call.array("FILTER")?.unwrap_or(&nothing);
    let text = |name: &str| {
        filter.get_ci(name).or_else(|| call.params.get(name)).and_then(Value::as_text).filter(|text| !text.is_empty())
    };
    let parts: Vec<usize> = PARTS.iter().filter_map(|name| schema.position(name)).collect();
    if let Test::All(tests) = &mut query.test {
        // These are not compared as wholes here.
        tests.retain(|test| !matches!(test, Test::Is(is) if is.op == Op::In && parts.contains(&is.position)));
        for (name, at) in PARTS.iter().zip(&parts) {
            tests.extend(text(name).map(|wanted| contains(*at, &wanted)));
        }
        tests.extend(words_found(call, text("FIND").as_deref().unwrap_or_default())?);
        if let Some(name) = text("UF_DEPARTMENT_NAME") {
            tests.push(in_departments(call, &schema, &name)?);
        }
    }
    found(call, query)
}

/// The filter of a call; nothing when a date in it cannot be read, because then it finds nobody.
fn filtered(call: &Call) -> Result<Option<Query>> {
    match verbs::query(call, &USER) {
        Err(_) if has_unread_date(call)? => Ok(None),
        read => read.map(Some),
    }
}

fn has_unread_date(call: &Call) -> Result<bool> {
    let schema = call.services.schema(&USER)?;
    let unread = |name: &str, value: &Value| {
        let (_, name) = filter::split(name);
        let kind = schema.position(name).and_then(|at| schema.fields.get(at)).map(|field| field.kind);
        value.list().into_iter().filter_map(Value::as_text).any(|text| match kind {
            Some(Kind::Date) => zone::parse_date(&text).is_none(),
            Some(Kind::Time) => zone::parse_time(call.services.zone, &text).is_none(),
            _ => false,
        })
    };
    let given = call.array("FILTER")?.into_iter().chain([call.params]).flatten();
    Ok(given.into_iter().any(|(name, value)| unread(&name.to_string(), value)))
}

fn nobody(call: &Call) -> Answer {
    let counted = call.param("start").and_then(Value::as_int) != Some(-1);
    Answer { total: counted.then_some(0), ..Answer::value(Tree::new()) }
}

/// One test a word: it is part of a name, the position, the address or a department's name, as far as
/// the caller sees them.
fn words_found(call: &Call, words: &str) -> Result<Vec<Test>> {
    const SEARCHED: [&str; 5] = ["NAME", "LAST_NAME", "SECOND_NAME", "WORK_POSITION", "EMAIL"];
    let schema = call.services.schema(&USER)?;
    let seen = |at: &usize| schema.fields.get(*at).is_some_and(|field| scope::shows(call.caller, field));
    let places: Vec<usize> = SEARCHED.iter().filter_map(|name| schema.position(name)).filter(seen).collect();
    let word_found = |word: &str| {
        let mut any: Vec<Test> = places.iter().map(|at| contains(*at, word)).collect();
        any.push(in_departments(call, &schema, word)?);
        Ok(Test::Any(any))
    };
    if words.split_whitespace().count() > WORDS_MAX {
        return Err(filter::refused("filter", format!("at most {WORDS_MAX} words are looked for")));
    }
    words.split_whitespace().map(word_found).collect()
}

fn contains(position: usize, text: &str) -> Test {
    Test::Is(Condition::new(position, Op::Contains, vec![Data::Text(text.to_lowercase())]))
}

/// People of departments whose name contains a text.
fn in_departments(call: &Call, schema: &Schema, name: &str) -> Result<Test> {
    let ids: Vec<Data> = department::named(call, name)?.into_iter().map(|id| Data::Int(id as i64)).collect();
    let there = |position| Test::Is(Condition::new(position, Op::In, ids));
    Ok(schema.position("UF_DEPARTMENT").map_or(Test::Any(Vec::new()), there))
}

/// The page of a query. Fields that the scopes do not show can be neither asked for nor sorted by.
fn found(call: &Call, mut query: Query) -> Result<Answer> {
    let schema = call.services.schema(&USER)?;
    let visible = |at: usize| schema.fields.get(at).is_some_and(|field| scope::shows(call.caller, field));
    if let Test::All(tests) = &mut query.test {
        tests.retain(|test| !matches!(test, Test::Is(condition) if !visible(condition.position)));
        for test in tests {
            presence(call, &schema, test);
        }
    }
    query.order.retain(|order| visible(order.position));
    let mut select = verbs::selection(call, &USER)?;
    select.retain(|at| visible(*at));
    let page = query::run(call.services, &USER, &query)?;
    let printer = print::Printer::new(call, &schema, select);
    let mut out = Vec::new();
    json::list(&mut out, &page.rows, |out, row| {
        let mut record = Record::read(schema.clone(), row.id, row.version, &row.bytes);
        note_presence(call, &mut record);
        printer.record(out, row.id, &record.encode());
    });
    Ok(verbs::paged(out, &query, &page))
}

/// Sets `IS_ONLINE` as it is at this moment.
pub(super) fn note_presence(call: &Call, record: &mut Record) {
    let present = record.int("LAST_ACTIVITY_DATE") > call.now - PRESENCE_MS;
    record.set("IS_ONLINE", present);
}

/// A test of `IS_ONLINE` becomes one of the time that decides it.
fn presence(call: &Call, schema: &Schema, test: &mut Test) {
    let Test::Is(asked) = test else { return };
    if Some(asked.position) != schema.position("IS_ONLINE") {
        return;
    }
    let Some(at) = schema.position("LAST_ACTIVITY_DATE") else { return };
    let since = Data::Time(call.now - PRESENCE_MS);
    let is = |op, value: &Data| Test::Is(Condition::new(at, op, vec![value.clone()]));
    let (present, absent) = (is(Op::Above, &since), Test::Any(vec![is(Op::To, &since), is(Op::In, &Data::Null)]));
    let wanted = |flag| asked.values().contains(&Data::Flag(flag)) == (asked.op == Op::In);
    let choices = [(true, present), (false, absent)].into_iter().filter(|(flag, _)| wanted(*flag));
    *test = Test::Any(choices.map(|(_, test)| test).collect());
}
