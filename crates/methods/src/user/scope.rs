//! What the scopes `user`, `user_basic` and `user_brief` show of people. docs: api-reference/user/user-scope.md.

use crate::prelude::*;
use engine::Caller;

/// Fields that `user_brief` shows.
const BRIEF: &[&str] = &[
    "ID",
    "XML_ID",
    "ACTIVE",
    "NAME",
    "LAST_NAME",
    "SECOND_NAME",
    "TITLE",
    "IS_ONLINE",
    "TIME_ZONE",
    "PERSONAL_PHOTO",
    "TIMESTAMP_X",
    "DATE_REGISTER",
    "PERSONAL_PROFESSION",
    "PERSONAL_GENDER",
    "PERSONAL_BIRTHDAY",
    "PERSONAL_CITY",
    "PERSONAL_STATE",
    "PERSONAL_COUNTRY",
    "WORK_POSITION",
    "WORK_CITY",
    "WORK_STATE",
    "WORK_COUNTRY",
    "LAST_ACTIVITY_DATE",
    "UF_EMPLOYMENT_DATE",
    "UF_TIMEMAN",
    "UF_SKILLS",
    "UF_INTERESTS",
    "UF_DEPARTMENT",
    "UF_PHONE_INNER",
    "USER_TYPE",
];

/// Fields that `user_basic` does not show, of those that every portal has.
const FULL: &[&str] = &["LAST_LOGIN", "PERSONAL_WWW", "PERSONAL_ICQ"];

/// Whether the caller's scopes show a field. Fields of users' making have a scope of their own.
pub(super) fn shows(caller: &Caller, field: &Field) -> bool {
    let has = |scope: &str| caller.scopes.iter().any(|granted| granted.eq_ignore_ascii_case(scope));
    if field.made.is_some() {
        return has("user.userfield");
    }
    has("user") || (has("user_basic") && !FULL.contains(&field.name)) || BRIEF.contains(&field.name)
}
