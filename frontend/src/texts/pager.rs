//! Pages of long lists.

use shared::text::{Text, text};

pub const TOTAL: Text = text("Total: {0}", "Total : {0}", "Всего: {0}");
pub const PER_PAGE: Text = text("Rows per page", "Lignes par page", "Строк на странице");
pub const PAGES: Text = text("Pages", "Pages", "Страницы");
pub const PAGE: Text = text("Page {0} of {1}", "Page {0} sur {1}", "Страница {0} из {1}");
pub const PREVIOUS: Text = text("Previous", "Précédente", "Назад");
pub const NEXT: Text = text("Next", "Suivante", "Вперёд");
