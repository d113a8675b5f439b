//! Events: what each delivers, who listens to them, and why some documented ones never occur here.
//!
//! The events themselves are declared by their entities; `shared::event` names those that occur.

pub mod handlers;
pub mod offline;
pub mod queues;
pub mod sample;
pub mod shape;

/// Events that are documented for a scope that this portal covers, but cannot occur, with the reason.
pub static ABSENT: &[(&str, &[&str])] = &[
    (
        "applications are not installed, paid or asked for consent here yet",
        &["ONAPPINSTALL", "ONAPPMETHODCONFIRM", "ONAPPPAYMENT", "ONAPPUNINSTALL", "ONAPPUPDATE"],
    ),
    (
        "document templates come later",
        &[
            "ONCRMDOCUMENTGENERATORDOCUMENTADD",
            "ONCRMDOCUMENTGENERATORDOCUMENTDELETE",
            "ONCRMDOCUMENTGENERATORDOCUMENTUPDATE",
        ],
    ),
    (
        "are fetched with im.v2.Event.get and never sent",
        &["ONIMV2JOINCHAT", "ONIMV2MESSAGEADD", "ONIMV2MESSAGEDELETE", "ONIMV2MESSAGEUPDATE", "ONIMV2REACTIONCHANGE"],
    ),
];

/// Why a documented event cannot occur; `None` for all others.
pub fn why_absent(name: &str) -> Option<&'static str> {
    ABSENT.iter().find(|(_, names)| names.contains(&name)).map(|(reason, _)| *reason)
}
