//! What the request builder shows of a REST method.

use serde::{Deserialize, Serialize};

/// One REST method as the request builder lists it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MethodInfo {
    /// Canonical name, `crm.deal.list`.
    pub name: String,
    /// Wire name of the scope it needs; `basic` when none is needed.
    pub scope: String,
    /// One line of English saying what it does.
    pub description: String,
    /// Whether it changes data.
    pub writes: bool,
    /// Whether this portal answers it.
    pub implemented: bool,
    /// Whether it refuses webhooks because it needs an application.
    pub needs_app: bool,
    /// The method that replaces a deprecated one.
    pub successor: Option<String>,
    /// Its documented parameters, in their documented order.
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
