//! People: signing in, set-up, invitations and roles, as `/console` carries them.

use crate::{Millis, text::Language};
use serde::{Deserialize, Serialize};

/// Answer of `GET /console/session`: what the shell needs before its first screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Session {
    /// The portal.
    pub portal: Portal,
    /// Who is signed in; `None` shows the sign-in screen.
    pub me: Option<Me>,
}

/// The portal as everybody may see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Portal {
    /// True until the first administrator exists: the shell explains the set-up link.
    pub needs_setup: bool,
    /// Language fixed at set-up; the screens' default for a new browser.
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
    /// Whether they administer the portal.
    pub admin: bool,
    /// Where they stand.
    pub status: PersonStatus,
    /// Last sign-in.
    pub last_seen: Option<Millis>,
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonRef {
    /// Id.
    pub id: u64,
    /// First and last name, or e-mail.
    pub name: String,
}
