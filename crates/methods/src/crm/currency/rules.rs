//! What holds for currencies: one code each, one base, amounts only in those that exist.

use super::{CURRENCY, base_in_table, named};
use crate::{crm::keyed, prelude::*};
use engine::{Services, commit::retry};
use std::collections::HashSet;
use store::Ticket;

/// `CURRENCY_ID` of a record must be one of the portal's currencies.
///
/// # Errors
/// 400 naming the field, and when the store fails.
pub fn known(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    let code = change.new.text("CURRENCY_ID");
    if code.is_empty() || !change.changed("CURRENCY_ID") {
        return Ok(());
    }
    let all = call.services.memo.get(CURRENCY.name, "codes", || -> Result<HashSet<String>> {
        let all = call.all(&CURRENCY, &Query::all(Test::All(Vec::new())))?;
        Ok(all.iter().map(|row| row.text("CURRENCY").to_owned()).collect())
    })?;
    match all.contains(code) {
        true => Ok(()),
        false => Err(Error::core(format!("Invalid value of field 'CURRENCY_ID': there is no currency {code}"))),
    }
}

/// Takes up the base currency that was chosen since the portal was set up.
///
/// # Errors
/// When the store fails.
pub fn recall(services: &Services) -> Result<()> {
    if let Some(code) = base_in_table(services)? {
        services.set_currency(&code);
    }
    Ok(())
}

/// A code of three letters that nobody has, and a rate for at least one unit.
pub fn complete(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    if change.new.int("AMOUNT_CNT") < 1 {
        return Err(Error::core("Invalid value of field 'AMOUNT_CNT': a number above 0 is expected"));
    }
    if engine::data::decimal(change.new.text("AMOUNT")) <= 0.0 {
        return Err(Error::core("Invalid value of field 'AMOUNT': a number above 0 is expected"));
    }
    if change.old.is_some() {
        return Ok(());
    }
    let code = change.new.text("CURRENCY").trim().to_ascii_uppercase();
    if !is_code(&code) {
        return Err(Error::core("Invalid value of field 'CURRENCY': three Latin letters are expected"));
    }
    if named(call, &code)?.is_some() {
        return Err(Error::core(format!("Invalid value of field 'CURRENCY': {code} exists already")));
    }
    keyed::claim(commit, &change.new, &code);
    change.new.set("CURRENCY", code.as_str());
    Ok(())
}

/// The base currency cannot go.
pub fn stays(currency: &Record, commit: &mut Commit, _: &Call) -> Result<()> {
    if currency.flag("BASE") {
        return Err(Error::plain("Cannot delete base currency."));
    }
    keyed::free(commit, currency, currency.text("CURRENCY"));
    Ok(())
}

/// The code that the `id` parameter holds.
///
/// # Errors
/// 400 when it is none.
pub fn code_given(call: &Call) -> Result<String> {
    let code = call.param("id").and_then(Value::as_text).unwrap_or_default().trim().to_ascii_uppercase();
    match is_code(&code) {
        true => Ok(code),
        false => Err(Error::plain("The parameter id is invalid or not defined.")),
    }
}

fn is_code(code: &str) -> bool {
    code.len() == 3 && code.bytes().all(|letter| letter.is_ascii_uppercase())
}

/// Whether the fields of a write ask for the base.
pub fn is_base(fields: &Tree) -> bool {
    fields.get("BASE").and_then(Value::as_flag) == Some(true)
}

/// Makes a currency the base, in one commit with the end of the former one. Rates stay as they are,
/// to be given anew, as documented; only the base's own becomes 1.
///
/// # Errors
/// When the store fails.
pub fn make_base(call: &Call, code: &str) -> Result<Ticket> {
    let ticket = retry(|| {
        let mut commit = Commit::by(call);
        for old in call.all(&CURRENCY, &Query::all(Test::All(Vec::new())))? {
            let is_base = old.text("CURRENCY") == code;
            if old.flag("BASE") == is_base {
                continue;
            }
            let mut new = old.clone();
            new.set("BASE", is_base);
            new.set("DATE_UPDATE", Data::Time(call.now / 1000 * 1000));
            if is_base {
                new.set("AMOUNT_CNT", 1);
                new.set("AMOUNT", Data::Decimal("1".to_owned()));
            }
            commit.save(Some(&old), &new);
        }
        commit.run(call.services)
    })?;
    call.services.set_currency(code);
    Ok(ticket)
}
