//! Fields that several entities of the CRM share.

use crate::prelude::*;

/// Where a visitor came from.
#[rustfmt::skip] // One field a line, as the table it is.
pub const UTM: [Field; 5] = [
    text("UTM_SOURCE").title("UTM source"),
    text("UTM_MEDIUM").title("UTM medium"),
    text("UTM_CAMPAIGN").title("UTM campaign"),
    text("UTM_CONTENT").title("UTM content"),
    text("UTM_TERM").title("UTM term"),
];

/// How to reach somebody.
#[rustfmt::skip] // One field a line, as the table it is.
pub const CHANNELS: [Field; 6] = [
    multifield("PHONE").title("Phone").scattered().upper_only(),
    multifield("EMAIL").title("E-mail").scattered().upper_only(),
    multifield("WEB").title("Website").upper_only(),
    multifield("IM").title("Messenger").upper_only(),
    multifield("LINK").title("Link").upper_only(),
    text("PHONE_DIGITS").multiple().read_only().hidden().scattered(),
];

/// Which of [`CHANNELS`] there are.
#[rustfmt::skip] // One field a line, as the table it is.
pub const HAS_CHANNELS: [Field; 3] = [
    flag("HAS_PHONE").title("Has a phone").read_only(),
    flag("HAS_EMAIL").title("Has an e-mail").read_only(),
    flag("HAS_IMOL").title("Has an open channel").read_only(),
];

/// [`CHANNELS`] as the universal methods show them: all in one list, and the first of each kind.
#[rustfmt::skip] // One field a line, as the table it is.
pub const CHANNEL_VIEWS: [Field; 12] = [
    text("FIRST_PHONE_MOBILE").item_name("phoneMobile").derived(),
    text("FIRST_PHONE_WORK").item_name("phoneWork").derived(),
    text("FIRST_PHONE_MAILING").item_name("phoneMailing").derived(),
    text("FIRST_EMAIL_HOME").item_name("emailHome").derived(),
    text("FIRST_EMAIL_WORK").item_name("emailWork").derived(),
    text("FIRST_EMAIL_MAILING").item_name("emailMailing").derived(),
    text("FIRST_SKYPE").item_name("skype").derived(),
    text("FIRST_ICQ").item_name("icq").derived(),
    text("FIRST_IMOL").item_name("imol").derived(),
    text("FIRST_EMAIL").item_name("email").derived(),
    text("FIRST_PHONE").item_name("phone").derived(),
    json("FM").derived(),
];

/// Who watches a record besides those who work on it, and the form it came from.
#[rustfmt::skip] // One field a line, as the table it is.
pub const OBSERVED: [Field; 1] = [
    user("OBSERVERS").title("Observers").multiple().camel_only(),
];
