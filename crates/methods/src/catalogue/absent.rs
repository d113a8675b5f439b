//! Why this portal leaves some methods of the areas that it covers unanswered.

use super::Known;

/// Why no portal of this version answers the method, in a few words; `None` when nothing is in the way.
pub fn why_absent(known: &Known) -> Option<&'static str> {
    if known.needs_app {
        return Some(NEEDS_APP);
    }
    let named = |pattern: &&str| covers(pattern, known.name);
    ABSENT.iter().find(|(_, patterns)| patterns.iter().any(named)).map(|(reason, _)| *reason)
}

/// Whether a name, or a start of names such as `crm.invoice.*`, covers the method.
pub(super) fn covers(pattern: &str, name: &str) -> bool {
    pattern.strip_suffix('*').map_or(pattern == name, |start| name.starts_with(start))
}

/// The reason of methods that webhooks can never call.
pub(super) const NEEDS_APP: &str = "need an application";

/// Reasons, and the methods of the covered scopes that they keep away.
pub(super) static ABSENT: &[(&str, &[&str])] = &[
    ("orders, payments and deliveries come later", &["crm.item.delivery.*", "crm.item.payment.*", "crm.orderentity.*"]),
    ("document templates come later", &["crm.documentgenerator.document.*", "crm.documentgenerator.template.*"]),
    (
        "the drive comes later",
        &[
            "im.disk.*",
            "im.v2.File.*",
            "task.item.addfile",
            "task.item.deletefile",
            "task.item.getfiles",
            "tasks.task.files.attach",
            "tasks.template.checklist.addAttachmentsFromDisk",
        ],
    ),
    (
        "files have signed links of another form",
        &["crm.controller.item.getFile", "download", "upload", "user.userfield.file.get"],
    ),
    ("public pages for customers come later", &["crm.invoice.getexternallink"]),
    ("chat bots come later", &["im.message.command"]),
    ("documented without an answer", &["task.item.getmanifest"]),
];
