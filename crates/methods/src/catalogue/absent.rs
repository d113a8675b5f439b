//! Why this portal leaves some methods of the areas that it covers unanswered.

use super::Known;
use shared::text::{Text, text};

/// Why no portal of this version answers the method, in a few words; `None` when nothing is in the way.
pub fn why_absent(known: &Known) -> Option<Text> {
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
pub(super) const NEEDS_APP: Text = text("need an application", "demandent une application", "нужно приложение");

/// Reasons, and the methods of the covered scopes that they keep away.
pub(super) static ABSENT: &[(Text, &[&str])] = &[
    (
        text(
            "orders, payments and deliveries come later",
            "commandes, paiements et livraisons viendront plus tard",
            "заказы, оплаты и доставки появятся позже",
        ),
        &["crm.item.delivery.*", "crm.item.payment.*", "crm.orderentity.*"],
    ),
    (
        text(
            "document templates come later",
            "les modèles de documents viendront plus tard",
            "шаблоны документов появятся позже",
        ),
        &["crm.documentgenerator.document.*", "crm.documentgenerator.template.*"],
    ),
    (
        text("the drive comes later", "le disque viendra plus tard", "диск появится позже"),
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
        text(
            "files have signed links of another form",
            "les fichiers ont des liens signés d’une autre forme",
            "у файлов подписанные ссылки другого вида",
        ),
        &["crm.controller.item.getFile", "download", "upload", "user.userfield.file.get"],
    ),
    (
        text(
            "public pages for customers come later",
            "les pages publiques pour les clients viendront plus tard",
            "публичные страницы для клиентов появятся позже",
        ),
        &["crm.invoice.getexternallink"],
    ),
    (
        text("chat bots come later", "les robots de chat viendront plus tard", "чат-боты появятся позже"),
        &["im.message.command"],
    ),
    (
        text("documented without an answer", "documentée sans réponse", "ответ в документации не описан"),
        &["task.item.getmanifest"],
    ),
];
