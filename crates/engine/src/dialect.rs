//! How a group of families spells names, parameters and answers: pure data. A family that needs
//! something else has a function of its own, not a new member here.

use crate::{error::Known, file::FileForm, schema::Spelling};

/// Spelling of a group of families.
#[derive(Debug)]
pub struct Dialect {
    /// Parameter with the id.
    pub id: &'static str,
    /// Parameter with the values of a write; `None` when they are the parameters themselves.
    pub fields: Option<&'static str>,
    /// Filter fields may also stand at the top level, and order is `sort` + `order`.
    pub flat_list: bool,
    /// Unknown names in filters and orders are refused, filters may hold groups, and a field that
    /// holds a list takes nothing but a list.
    pub strict: bool,
    /// Code of the refusal of a record that lacks a required field.
    pub missing: &'static str,
    /// Spelling of field names.
    pub spelling: Spelling,
    /// Ids and numbers print as text.
    pub text_numbers: bool,
    /// Text that is not set prints as `""`, not `null`.
    pub empty_text: bool,
    /// How files print.
    pub files: FileForm,
    /// Records are wrapped in the family's key: `{"category":{…}}`.
    pub wrapped: bool,
    /// What a delete answers.
    pub deleted: &'static str,
    /// Refusals.
    pub faults: &'static Faults,
}

/// The refusals of a dialect.
#[derive(Debug)]
pub struct Faults {
    /// No id, or not a positive number.
    pub bad_id: Known,
    /// No such record.
    pub not_found: Known,
    /// Not theirs to read or change.
    pub denied: Known,
}

/// A refusal of a classic method: status 400.
pub const fn refusal(code: &'static str, description: &'static str) -> Known {
    Known { status: 400, code, description }
}

/// `crm.deal.*` and its like: upper case, numbers as text, bare answers.
pub static CRM: Dialect = Dialect {
    id: "id",
    fields: Some("fields"),
    flat_list: false,
    strict: false,
    missing: "ERROR_CORE",
    spelling: Spelling::Upper,
    text_numbers: true,
    empty_text: false,
    files: FileForm::Classic,
    wrapped: false,
    deleted: "true",
    faults: &Faults {
        bad_id: refusal("", "ID is not defined or invalid."),
        not_found: refusal("", "Not found"),
        denied: refusal("", "Access denied."),
    },
};

/// `crm.category.*` and the other controllers: camel case, real numbers, wrapped answers.
pub static ITEM: Dialect = Dialect {
    id: "id",
    fields: Some("fields"),
    flat_list: false,
    strict: false,
    missing: "ERROR_CORE",
    spelling: Spelling::Camel,
    text_numbers: false,
    empty_text: false,
    files: FileForm::Item,
    wrapped: true,
    deleted: "null",
    faults: &Faults {
        bad_id: refusal("100", "Could not find value for parameter {id}"),
        not_found: refusal("NOT_FOUND", "Element not found"),
        denied: refusal("ACCESS_DENIED", "Access denied"),
    },
};

/// `user.*`: values at the top level, unset text as empty text.
pub static USER: Dialect = Dialect {
    id: "ID",
    fields: None,
    flat_list: true,
    empty_text: true,
    files: FileForm::Link,
    faults: &Faults {
        bad_id: refusal("ERROR_CORE", "access_denied"),
        not_found: refusal("ERROR_CORE", "access_denied"),
        denied: refusal("ERROR_CORE", "access_denied"),
    },
    ..CRM
};

/// `tasks.task.*`: upper case in, camel case out, numbers as text, wrapped answers.
pub static TASKS: Dialect = Dialect {
    id: "taskId",
    spelling: Spelling::Camel,
    wrapped: true,
    deleted: r#"{"task":true}"#,
    faults: &Faults {
        bad_id: refusal("0", "wrong task id"),
        not_found: refusal("0", "Action on the task is not allowed"),
        denied: refusal("0", "Action on the task is not allowed"),
    },
    ..CRM
};

/// `department.*`: as users, with messages of its own.
pub static DEPARTMENT: Dialect = Dialect {
    empty_text: false,
    faults: &Faults {
        bad_id: refusal("ERROR_CORE", "Department not found"),
        not_found: refusal("ERROR_CORE", "Department not found"),
        denied: refusal("ERROR_CORE", "Access denied"),
    },
    ..USER
};
