//! Ready scenarios: what *Common use cases* offers, one file each.

use crate::text::{Text, text};

mod inbound;
mod move_deal;
mod move_lead;

/// A ready scenario.
#[derive(Clone, Copy, Debug)]
pub struct Scenario {
    /// Code in addresses and in stored integrations.
    pub code: &'static str,
    /// Where it is listed.
    pub category: Category,
    /// Title, and first name of the integration.
    pub title: Text,
    /// One line saying what it is for.
    pub summary: Text,
    /// What its form is made of.
    pub parts: &'static [Block],
    /// Methods offered first; the first of them is chosen.
    pub methods: &'static [Preset],
    /// Scopes granted from the start.
    pub scopes: &'static [&'static str],
}

/// A method offered by a scenario, with its first parameters.
#[derive(Clone, Copy, Debug)]
pub struct Preset {
    /// REST method.
    pub method: &'static str,
    /// Parameters in bracket notation with their values.
    pub params: &'static [(&'static str, &'static str)],
}

/// A block of a scenario's form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Block {
    /// Inbound webhook, request builder, permissions.
    Inbound,
    /// Outbound webhook.
    Outbound,
    /// Local application.
    Application,
    /// Widget.
    Widget,
    /// Chat bot.
    Bot,
}

/// A tile of *Common use cases*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    /// Import and export data.
    ImportExport,
    /// Third-party system integration.
    External,
    /// Automate sales.
    Sales,
    /// Automate task management.
    Management,
    /// Add a widget.
    Widget,
    /// Add a chat bot.
    Bot,
    /// Other.
    Other,
}

impl Category {
    /// Every category, in the order of the tiles.
    pub const ALL: [Category; 7] = [
        Category::ImportExport, Category::External, Category::Sales, Category::Management, Category::Widget,
        Category::Bot, Category::Other,
    ];

    /// Code, title and one line of a category.
    pub const fn card(self) -> Card {
        match self {
            Category::ImportExport => Card { code: "import_export",
                title: text("Import and export data", "Importer et exporter des données", "Импорт и экспорт данных"),
                summary: text("Bring customers in from any source, or take what the portal holds out of it.", "Faites entrer vos clients de n’importe quelle source, ou sortez ce que contient le portail.", "Загрузите клиентов из любого источника или выгрузите накопленное.") },
            Category::External => Card { code: "external",
                title: text("Third-party system integration", "Intégrer des systèmes externes", "Интеграция с внешними системами"),
                summary: text("Keep customers equal with stock or accounting; collect leads from a site form.", "Gardez vos clients à jour avec le stock ou la comptabilité ; collectez les prospects d’un site.", "Держите клиентов одинаковыми в учёте и на складе, собирайте лиды с сайта.") },
            Category::Sales => Card { code: "sales",
                title: text("Automate sales", "Automatiser les ventes", "Автоматизация продаж"),
                summary: text("Move leads and deals along the funnel from outside.", "Faites avancer prospects et transactions depuis l’extérieur.", "Двигайте лиды и сделки по воронке извне.") },
            Category::Management => Card { code: "management",
                title: text("Automate task management", "Automatiser la gestion", "Автоматизация управления"),
                summary: text("Create tasks, warn people, publish reports.", "Créez des tâches, prévenez vos collègues, publiez des rapports.", "Ставьте задачи, предупреждайте людей, публикуйте отчёты.") },
            Category::Widget => Card { code: "widget",
                title: text("Add a widget", "Ajouter un widget", "Добавить виджет"),
                summary: text("Show your own data and actions where people work.", "Affichez vos données et vos actions là où l’on travaille.", "Покажите свои данные и действия там, где работают люди.") },
            Category::Bot => Card { code: "bot",
                title: text("Add a chat bot", "Ajouter un chatbot", "Добавить чат-бот"),
                summary: text("A colleague that informs, listens and answers.", "Un collègue qui informe, écoute et répond.", "Коллега, который сообщает, слушает и отвечает.") },
            Category::Other => Card { code: "other",
                title: text("Other", "Autre", "Другое"),
                summary: text("Start from nothing when no scenario fits.", "Partez de zéro quand aucun scénario ne convient.", "Начните с нуля, если сценария нет.") },
        }
    }

    /// The scenarios listed under it.
    pub fn scenarios(self) -> impl Iterator<Item = &'static Scenario> {
        ALL.iter().copied().filter(move |scenario| scenario.category == self)
    }
}

/// What a tile shows.
#[derive(Clone, Copy, Debug)]
pub struct Card {
    /// Code in addresses.
    pub code: &'static str,
    /// Title.
    pub title: Text,
    /// One line.
    pub summary: Text,
}

impl Scenario {
    /// Whether Portico has every block that its form needs.
    pub fn available(&self) -> bool {
        !self.methods.is_empty() && self.parts.iter().all(|part| *part == Block::Inbound)
    }
}

/// Looks a code up.
pub fn find(code: &str) -> Option<&'static Scenario> {
    ALL.iter().copied().find(|scenario| scenario.code == code)
}

/// Every scenario, in the order in which its category lists it.
pub static ALL: &[&Scenario] = &[&move_lead::MOVE_LEAD, &move_deal::MOVE_DEAL, &inbound::INBOUND];
