//! People as the console treats them: their names, what may be typed into a form about them, and
//! where they stand between the record (`user.*`) and the account that lets them sign in.

use crate::accounts::{self, Account};
use crate::refusal::{self, Refusal, refuse};
use methods::people::Person;
use shared::people::{PASSWORD_MAX, PASSWORD_MIN, PersonRef, PersonStatus, TECHNICAL_USER};
use shared::typed::line;
use shared::{Millis, fault};
use store::{Store, StoreError};

/// Longest first or last name, in characters.
const NAME_MAX: usize = 100;

/// Longest e-mail address, in characters.
const EMAIL_MAX: usize = 254;

/// A person mentioned beside something else.
pub fn reference(person: &Person) -> PersonRef {
    let name = format!("{} {}", person.name.trim(), person.last_name.trim());
    let name = match name.trim() {
        "" => person.email.clone(),
        name => name.to_owned(),
    };
    PersonRef { id: person.id, name }
}

/// An owner without a record: the technical user, or somebody whom a backup lacks.
pub fn unknown(id: u64) -> PersonRef {
    if id == TECHNICAL_USER { PersonRef::technical() } else { PersonRef { id, name: String::new() } }
}

/// Where a person stands.
pub fn status(person: &Person, account: &Account) -> PersonStatus {
    match (person.active, &account.password) {
        (false, _) => PersonStatus::Inactive,
        (true, None) => PersonStatus::Invited,
        (true, Some(_)) => PersonStatus::Active,
    }
}

/// A person as their row of *People*.
///
/// # Errors
/// When the store fails.
pub fn listed(
    store: &Store,
    person: Person,
    integrations: u32,
    now: Millis,
) -> Result<shared::people::Person, StoreError> {
    let account = accounts::find(store, person.id)?;
    Ok(shared::people::Person {
        status: status(&person, &account),
        link_expires: accounts::link_expires(store, &account, now)?,
        id: person.id,
        name: person.name,
        last_name: person.last_name,
        email: person.email,
        position: person.position,
        departments: person.departments,
        admin: person.admin,
        last_seen: person.last_login_ms,
        integrations,
    })
}

/// A first name, which must be there.
///
/// # Errors
/// `required`, `too_long`, `control_characters`.
pub fn first_name(typed: &str) -> Result<String, Refusal> {
    let name = optional_name(typed, "name")?;
    if name.is_empty() {
        return Err(refuse(fault::REQUIRED).on("name"));
    }
    Ok(name)
}

/// A name that may be empty.
///
/// # Errors
/// `too_long`, `control_characters`.
pub fn optional_name(typed: &str, field: &'static str) -> Result<String, Refusal> {
    refusal::typed(field, line(typed, NAME_MAX))
}

/// An e-mail address.
///
/// # Errors
/// `required`, `email_invalid`.
pub fn email(typed: &str) -> Result<String, Refusal> {
    let email = typed.trim();
    if email.is_empty() {
        return Err(refuse(fault::REQUIRED).on("email"));
    }
    let parts =
        email.split_once('@').filter(|(name, host)| !name.is_empty() && !host.is_empty() && !host.contains('@'));
    let odd = |letter: char| letter.is_whitespace() || letter.is_control() || "<>,;\"".contains(letter);
    if parts.is_none() || email.contains(odd) || email.chars().count() > EMAIL_MAX {
        return Err(refuse(fault::EMAIL_INVALID).on("email"));
    }
    Ok(email.to_owned())
}

/// Whether a password may be set.
///
/// # Errors
/// `password_short`, `too_long`.
pub fn password(typed: &str) -> Result<(), Refusal> {
    match typed.chars().count() {
        length if length < PASSWORD_MIN => Err(refuse(fault::PASSWORD_SHORT).on("password").with(PASSWORD_MIN)),
        length if length > PASSWORD_MAX => Err(refuse(fault::TOO_LONG).on("password").with(PASSWORD_MAX)),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_two_parts() {
        for fine in ["a@b", " name@example.com ", "имя@пример.рф"] {
            assert_eq!(email(fine).unwrap(), fine.trim());
        }
        for wrong in ["a", "@b", "a@", "a@b@c", "a b@c", "<a@b>"] {
            assert_eq!(email(wrong).unwrap_err().fault.code, "email_invalid", "{wrong}");
        }
        assert_eq!(email(" ").unwrap_err().fault.code, "required");
    }

    #[test]
    fn passwords_are_counted_in_characters() {
        assert!(password("пароль12").is_ok() && password(&"x".repeat(200)).is_ok());
        assert_eq!(password("seven77").unwrap_err().fault.code, "password_short");
        assert_eq!(password(&"x".repeat(201)).unwrap_err().fault.code, "too_long");
    }
}
