//! The page for addresses that lead nowhere.

use shared::text::{Text, text};

pub const TITLE: Text = text("Nothing at this address", "Rien à cette adresse", "По этому адресу ничего нет");
pub const LEAD: Text = text(
    "The link may be old, or a letter got lost.",
    "Le lien est peut-être ancien, ou une lettre s’est perdue.",
    "Возможно, ссылка устарела или в ней потерялась буква.",
);
pub const HOME: Text =
    text("Go to developer resources", "Aller aux ressources pour les développeurs", "К ресурсам разработчика");
