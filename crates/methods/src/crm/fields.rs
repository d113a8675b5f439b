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
pub const CHANNELS: [Field; 5] = [
    multifield("PHONE").title("Phone").indexed(),
    multifield("EMAIL").title("E-mail").indexed(),
    multifield("WEB").title("Website"),
    multifield("IM").title("Messenger"),
    multifield("LINK").title("Link"),
];

/// Which of [`CHANNELS`] there are.
#[rustfmt::skip] // One field a line, as the table it is.
pub const HAS_CHANNELS: [Field; 3] = [
    flag("HAS_PHONE").title("Has a phone").read_only(),
    flag("HAS_EMAIL").title("Has an e-mail").read_only(),
    flag("HAS_IMOL").title("Has an open channel").read_only(),
];
