//! Bodies of `/console/profile`: what people change about themselves.

use crate::{Millis, text::Language};
use serde::{Deserialize, Serialize};

/// A choice of colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// As the system has it.
    #[default]
    System,
    /// Dark ink on light ground.
    Light,
    /// Light ink on dark ground.
    Dark,
}

impl Theme {
    /// Every choice, in the order in which the screens offer them.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// The code: `system`, `light` or `dark`.
    pub const fn code(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The choice with this code.
    pub fn from_code(code: &str) -> Option<Theme> {
        Theme::ALL.into_iter().find(|theme| theme.code() == code)
    }
}

/// Answer of `GET /console/profile`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// First name.
    pub name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Job title.
    pub position: String,
    /// IANA time zone of dates on the screens; empty for the browser's.
    pub time_zone: String,
}

/// Body of `PUT /console/profile`; absent members stay. Answer: [`crate::people::Session`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProfileChange {
    /// First name.
    pub name: Option<String>,
    /// Last name; may be empty.
    pub last_name: Option<String>,
    /// IANA time zone; empty for the browser's.
    pub time_zone: Option<String>,
    /// Language of the screens.
    pub language: Option<Language>,
    /// Colours of the screens.
    pub theme: Option<Theme>,
}

/// Body of `POST /console/profile/password`. Answer: 204 and a new cookie; all other sessions end.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PasswordChange {
    /// The password until now.
    pub old_password: String,
    /// The password from now on.
    pub password: String,
}

/// A sign-in. `GET /console/profile/sessions` answers one's own, the latest used first;
/// `DELETE /console/profile/sessions/{id}` ends one, `DELETE /console/profile/sessions` all others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// What it is called in addresses; opens nothing.
    pub id: String,
    /// Browser and system, such as `Firefox, Linux`; empty when neither is known.
    pub device: String,
    /// The address it was begun from; empty when unknown.
    pub address: String,
    /// When it began; `None` for those of earlier releases.
    pub began: Option<Millis>,
    /// When it was last used, to the hour.
    pub seen: Millis,
    /// Whether it is the one that asks.
    pub this: bool,
}
