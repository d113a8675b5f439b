//! Scopes: the permissions that a webhook or application may be granted.

use crate::text::{Text, text};

/// A permission.
#[derive(Clone, Copy, Debug)]
pub struct Scope {
    /// Name on the wire.
    pub code: &'static str,
    /// Name on the screens.
    pub title: Text,
}

/// Looks a wire name up, in any letter case.
pub fn find(code: &str) -> Option<&'static Scope> {
    SCOPES.iter().find(|scope| scope.code.eq_ignore_ascii_case(code))
}

const fn scope(code: &'static str, title: Text) -> Scope {
    Scope { code, title }
}

/// Every known scope, by wire name. `basic` is not among them: it needs no grant.
pub static SCOPES: &[Scope] = &[
    scope("crm", text("CRM", "CRM", "CRM")),
    scope("department", text("Company structure", "Structure de l’entreprise", "Структура компании")),
    scope("user", text("People", "Utilisateurs", "Пользователи")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_sorted_and_unique() {
        assert!(SCOPES.is_sorted_by(|a, b| a.code < b.code));
    }
}
