//! People: signing in, set-up, invitations and roles, as `/console` carries them.

use crate::text::{Language, Text, text};
use crate::{Millis, integration::Status, profile::Theme};
use serde::{Deserialize, Serialize};

/// Answer of `GET /console/session`: what the shell needs before its first screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The portal.
    pub portal: Portal,
    /// Who is signed in; `None` shows the sign-in screen.
    pub me: Option<Me>,
    /// The portal's time at this answer: its days and expiries go by that, whatever the browser's clock says.
    pub now: Millis,
}

/// The portal as everybody may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Portal {
    /// True until the first administrator exists: the shell explains the set-up link.
    pub needs_setup: bool,
    /// What it is called; empty for the program's own name.
    pub name: String,
    /// The screens' language for those who have not chosen one.
    pub language: Language,
    /// IANA name of the portal's time zone, by which statistics count days.
    pub time_zone: String,
    /// Version of the running program.
    pub version: String,
}

/// The signed-in person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Me {
    /// Id, as REST knows it.
    pub id: u64,
    /// First and last name, or the e-mail address when there is none.
    pub name: String,
    /// E-mail address.
    pub email: String,
    /// Whether they administer the portal.
    pub admin: bool,
    /// Notices not yet read.
    pub unread: u32,
    /// Language that they chose for the screens.
    pub language: Option<Language>,
    /// Colours that they chose for the screens.
    pub theme: Option<Theme>,
    /// IANA time zone that they chose; `None` for the browser's.
    pub time_zone: Option<String>,
}

/// Body of `POST /console/sign-in`. Answer: [`Session`], and the session cookie.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct SignIn {
    /// E-mail address, any letter case.
    pub email: String,
    /// Password.
    pub password: String,
}

/// Body of `POST /console/setup`: the first administrator and what can't change later. Answer: [`Session`].
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Setup {
    /// Token of the one-time link `/setup#<token>`.
    pub token: String,
    /// First name.
    pub name: String,
    /// Last name; may be empty.
    pub last_name: String,
    /// E-mail address to sign in with.
    pub email: String,
    /// Password, at least [`PASSWORD_MIN`] characters.
    pub password: String,
    /// Language of dictionary entries and default of the screens.
    pub language: Language,
    /// IANA time zone.
    pub time_zone: String,
    /// ISO 4217 code of the base currency.
    pub currency: String,
    /// Name of the company: the root department. Empty means "Company".
    pub company: String,
}

/// Shortest password, in characters.
pub const PASSWORD_MIN: usize = 8;

/// Longest password, in characters: hashing must stay bounded.
pub const PASSWORD_MAX: usize = 200;

/// One person of the portal: a row of *People*. `GET /console/people` answers a list of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Id, as REST knows it.
    pub id: u64,
    /// First name.
    pub name: String,
    /// Last name.
    pub last_name: String,
    /// E-mail address.
    pub email: String,
    /// Job title; may be empty.
    pub position: String,
    /// Ids of their departments.
    pub departments: Vec<u64>,
    /// Whether they administer the portal.
    pub admin: bool,
    /// Where they stand.
    pub status: PersonStatus,
    /// Last sign-in.
    pub last_seen: Option<Millis>,
    /// How many integrations they own.
    pub integrations: u32,
    /// When the one-time link that they have not used stops working; `None` when there is none.
    pub link_expires: Option<Millis>,
}

/// A department. `GET /console/departments` answers a list of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    /// Id, as REST knows it.
    pub id: u64,
    /// Name.
    pub name: String,
}

/// Where a person stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PersonStatus {
    /// Signs in.
    Active,
    /// Has not yet used the invitation.
    Invited,
    /// May not sign in; their webhooks are refused.
    Inactive,
}

/// Body of `POST /console/people`. Answer: [`Invited`].
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Invite {
    /// E-mail address.
    pub email: String,
    /// First name; may be empty.
    pub name: String,
    /// Last name; may be empty.
    pub last_name: String,
    /// Whether they will administer the portal.
    pub admin: bool,
}

/// A person and the one-time link to hand over. Also the answer of `POST /console/people/{id}/link`,
/// which makes a new link (invitation, or a new password for somebody active) and ends the old one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invited {
    /// Whom the link is for.
    pub person: Person,
    /// Absolute address `…/invite#<token>`; shown once.
    pub link: String,
    /// When the link stops working.
    pub expires: Millis,
}

/// Body of `PUT /console/people/{id}`; absent members stay. Answer: [`Person`].
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct PersonChange {
    /// New role.
    pub admin: Option<bool>,
    /// Activate or deactivate.
    pub active: Option<bool>,
    /// First name; not empty.
    pub name: Option<String>,
    /// Last name; may be empty.
    pub last_name: Option<String>,
    /// Job title; may be empty.
    pub position: Option<String>,
    /// Ids of all their departments, at least one.
    pub departments: Option<Vec<u64>>,
    /// What becomes of the integrations of somebody inactive. Deactivating somebody who owns some is
    /// fault `handover_required` without it.
    pub integrations: Option<Handover>,
}

/// What becomes of the integrations of somebody who leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Handover {
    /// They move to [`TECHNICAL_USER`] and go on with the rights that their owner had.
    Keep,
    /// They are switched off.
    Disable,
}

/// Owner of the webhooks that were kept when their owner left. Nobody has this id: it has no record,
/// is in no list and cannot sign in.
pub const TECHNICAL_USER: u64 = 0;

/// What the screens call it.
pub const TECHNICAL_USER_NAME: Text =
    text("Technical user (webhooks)", "Utilisateur technique (webhooks)", "Технический пользователь (вебхуки)");

/// An integration that somebody would leave behind. `GET /console/people/{id}/integrations` answers
/// a list of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owned {
    /// Id.
    pub id: u64,
    /// Name.
    pub name: String,
    /// Where it stands.
    pub status: Status,
    /// Last REST call.
    pub last_used: Option<Millis>,
}

/// Body of `POST /console/invite/open`. Answer: [`Invitation`].
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct OpenInvite {
    /// Token of the link.
    pub token: String,
}

/// What an invitation says before it is accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Invitation {
    /// E-mail address to sign in with.
    pub email: String,
    /// First name so far.
    pub name: String,
    /// Last name so far.
    pub last_name: String,
}

/// Body of `POST /console/invite/accept`. Answer: [`Session`], and the session cookie.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct AcceptInvite {
    /// Token of the link.
    pub token: String,
    /// First name.
    pub name: String,
    /// Last name.
    pub last_name: String,
    /// The password to be.
    pub password: String,
}

/// A person mentioned beside something else.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRef {
    /// Id.
    pub id: u64,
    /// First and last name, or e-mail.
    pub name: String,
}

impl PersonRef {
    /// The technical user, under its English name.
    pub fn technical() -> PersonRef {
        PersonRef { id: TECHNICAL_USER, name: TECHNICAL_USER_NAME.en.to_owned() }
    }

    /// The name in a language of the screens: only the technical user has more than one.
    pub fn shown(&self, language: Language) -> String {
        match self.id {
            TECHNICAL_USER => TECHNICAL_USER_NAME.in_language(language).to_owned(),
            _ => self.name.clone(),
        }
    }
}
