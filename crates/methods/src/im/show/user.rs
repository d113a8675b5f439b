//! A person as the messenger shows them. docs: api-reference/chats/users/im-user-get.md.

use super::{ids, object, picture, time};
use crate::{
    im::{chat::kind::color_by_id, person},
    prelude::*,
};
use chrono::{DateTime, Datelike};

/// A person. Their status and the time they went away are in their profile, if they have one.
pub fn user(call: &Call, user: &Record, profile: Option<&Record>) -> Value {
    let text = |name| Value::from(user.text(name));
    let site = ["PERSONAL_WWW", "WORK_WWW"].map(|name| user.text(name)).into_iter().find(|site| !site.is_empty());
    let photo = || picture(call, user.int("PERSONAL_PHOTO"));
    let departments = user.items("UF_DEPARTMENT").iter().map(|id| id.int().max(0) as u64);
    object([
        ("id", Value::Int(user.id as i64)),
        ("active", user.flag("ACTIVE").into()),
        ("name", person::full_name(user).into()),
        ("first_name", text("NAME")),
        ("last_name", text("LAST_NAME")),
        ("work_position", text("WORK_POSITION")),
        ("color", color_by_id(user.id).hex.into()),
        ("avatar", photo()),
        ("avatar_hr", photo()),
        ("gender", if user.text("PERSONAL_GENDER") == "F" { "F" } else { "M" }.into()),
        ("birthday", birthday(user).into()),
        ("extranet", (user.text("USER_TYPE") == "extranet").into()),
        ("network", false.into()),
        ("bot", false.into()),
        ("connector", false.into()),
        ("external_auth_id", "default".into()),
        ("status", person::status(profile).into()),
        ("idle", time(call, profile.map_or(0, |profile| profile.int("IDLE")))),
        ("last_activity_date", time(call, user.int("LAST_ACTIVITY_DATE"))),
        ("mobile_last_date", false.into()),
        ("desktop_last_date", false.into()),
        ("absent", false.into()),
        ("departments", ids(departments)),
        ("phones", phones(user)),
        ("bot_data", Value::Null),
        ("type", "user".into()),
        ("website", site.unwrap_or_default().into()),
        ("email", text("EMAIL")),
    ])
}

/// Day and month, `31-12`; nothing when it is not known.
fn birthday(user: &Record) -> String {
    let Data::Time(day) = user.get("PERSONAL_BIRTHDAY") else { return String::new() };
    let date = DateTime::from_timestamp_millis(*day).unwrap_or_default();
    format!("{:02}-{:02}", date.day(), date.month())
}

/// The phones that a person has; `false` for none.
fn phones(user: &Record) -> Value {
    const PHONES: [(&str, &str); 4] = [
        ("work_phone", "WORK_PHONE"),
        ("personal_mobile", "PERSONAL_MOBILE"),
        ("personal_phone", "PERSONAL_PHONE"),
        ("inner_phone", "UF_PHONE_INNER"),
    ];
    let known = PHONES.iter().filter(|(_, field)| !user.text(field).is_empty());
    let phones: Tree = known.map(|(name, field)| (*name, Value::from(user.text(field)))).collect();
    if phones.is_empty() { false.into() } else { phones.into() }
}
