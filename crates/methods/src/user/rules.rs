//! What must hold for people.

use super::USER;
use crate::{
    department::{self, DEPARTMENT},
    prelude::*,
};

/// An address belongs to one person.
pub(super) fn email_is_free(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    let email = change.new.text("EMAIL").trim().to_owned();
    let wrong = |text: &'static str| Error::new(400, "ERROR_ARGUMENT", text).about("EMAIL");
    if !looks_like_email(&email) {
        return Err(wrong("wrong_email"));
    }
    change.new.set("EMAIL", email.as_str());
    if !change.changed("EMAIL") {
        return Ok(());
    }
    let schema = call.services.schema(&USER)?;
    let taken = call.all(&USER, &Query::equal(&schema, "EMAIL", email.to_lowercase().as_str()))?;
    if taken.iter().any(|other| other.id != change.new.id) {
        return Err(wrong("A user with this email already exists"));
    }
    // Two adds at the same moment: only one of them gets the address's own key.
    let key = |email: &str| store::keys::unique(USER.name, "ADDRESS", email.to_lowercase().as_bytes());
    if let Some(old) = &change.old
        && old.text("EMAIL").to_lowercase() != email.to_lowercase()
    {
        commit.ops.push(store::Op::Del(key(old.text("EMAIL"))));
    }
    if change.old.as_ref().is_none_or(|old| old.text("EMAIL").to_lowercase() != email.to_lowercase()) {
        commit.checks.push(store::Check::Absent(key(&email)));
        commit.ops.push(store::Op::Put(key(&email), change.new.id.to_be_bytes().to_vec()));
    }
    Ok(())
}

/// Whether a text may be an e-mail address: something, an `@`, something with no blank in it.
pub(crate) fn looks_like_email(text: &str) -> bool {
    let parts =
        text.split_once('@').filter(|(local, domain)| !local.is_empty() && !domain.is_empty() && !domain.contains('@'));
    parts.is_some() && text.len() <= 254 && !text.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// People belong to departments that exist.
pub(super) fn departments_exist(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    if !change.gave("UF_DEPARTMENT") {
        return Ok(());
    }
    for department in change.new.items("UF_DEPARTMENT") {
        if call.find(&DEPARTMENT, department.int().max(0) as u64)?.is_none() {
            return Err(Error::core(format!(
                "Invalid value of field 'UF_DEPARTMENT': there is no department {}",
                department.int()
            )));
        }
    }
    Ok(())
}

/// The last active administrator can neither leave nor step down.
pub(super) fn an_administrator_stays(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    let serves = |record: &Record| record.flag("ACTIVE") && record.flag("IS_ADMIN");
    let steps_down = change.old.as_ref().is_some_and(serves) && !serves(&change.new);
    if !steps_down {
        return Ok(());
    }
    let others = call.all(&USER, &Query::all(Test::All(Vec::new())))?;
    let Some(other) = others.iter().find(|other| other.id != change.new.id && serves(other)) else {
        return Err(Error::core("The portal needs at least one active administrator"));
    };
    // Two who step down at the same moment must not both count on the other.
    commit.checks.push(store::Check::Version(store::keys::record(USER.name, other.id), other.version));
    Ok(())
}

/// When somebody left: sign-ins and links of before stay over when they come back.
pub(super) fn leaving_is_noted(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    if change.old.as_ref().is_some_and(|old| old.flag("ACTIVE")) && !change.new.flag("ACTIVE") {
        change.new.set("LEFT_AT", Data::Time(call.now));
    }
    Ok(())
}

/// The access codes that a person holds. docs: api-reference/common/users/user-access.md.
pub(crate) fn access_codes(call: &Call, user: u64) -> Result<Vec<String>> {
    let mut codes = vec![format!("U{user}"), "AU".to_owned(), "UA".to_owned(), "G2".to_owned()];
    if call.caller.admin {
        codes.push("G1".to_owned());
    }
    let person = call.record(&USER, user)?;
    for own in person.items("UF_DEPARTMENT") {
        codes.push(format!("D{}", own.int()));
        for above in department::chain(call, own.int().max(0) as u64)? {
            codes.push(format!("DR{above}"));
        }
    }
    Ok(codes)
}
