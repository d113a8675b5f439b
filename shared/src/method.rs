//! What the request builder shows of a REST method.

use crate::text::Language;
use serde::{Deserialize, Serialize};

/// One REST method as the request builder lists it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodInfo {
    /// Canonical name, `crm.deal.list`.
    pub name: String,
    /// Whether it belongs to version 3 of the protocol, below `/rest/api/`.
    #[serde(default, skip_serializing_if = "is_no")]
    pub v3: bool,
    /// Wire name of the scope it needs; `basic` when none is needed; alternatives are separated by commas.
    pub scope: String,
    /// One line of English saying what it does.
    pub description: String,
    /// Path of its documentation page, without its extension; empty when there is none.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub page: String,
    /// Whether it changes data.
    #[serde(default, skip_serializing_if = "is_no")]
    pub writes: bool,
    /// Whether this portal answers it.
    #[serde(default, skip_serializing_if = "is_no")]
    pub implemented: bool,
    /// Why it does not, where there is more to say than that it comes later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub absent: Option<Reason>,
    /// Whether it refuses webhooks because it needs an application.
    #[serde(default, skip_serializing_if = "is_no")]
    pub needs_app: bool,
    /// Whether its documentation advises against new use.
    #[serde(default, skip_serializing_if = "is_no")]
    pub deprecated: bool,
    /// The method that replaces a deprecated one; a pattern such as `crm.category.*` where several share its work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub successor: Option<String>,
    /// Its documented parameters, in their documented order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub params: Vec<ParamInfo>,
}

/// One documented parameter of a method.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ParamInfo {
    /// Name at the top level of the request, `fields`.
    pub name: String,
    /// Documented type, `integer`, `object`, `string[]`.
    pub kind: String,
    /// `Some(true)` required, `Some(false)` optional, `None` where the documentation is silent.
    pub required: Option<bool>,
    /// What a parameter of this name means in every method; `None` where names say too little.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
}

/// A few words in every language of the screens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// English.
    pub en: String,
    /// French.
    pub fr: String,
    /// Russian.
    pub ru: String,
}

impl Reason {
    /// The words in one language.
    pub fn in_language(&self, language: Language) -> &str {
        match language {
            Language::En => &self.en,
            Language::Fr => &self.fr,
            Language::Ru => &self.ru,
        }
    }
}

fn is_no(flag: &bool) -> bool {
    !flag
}
