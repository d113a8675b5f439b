//! Ready scenarios: what *Common use cases* offers, one file each.

use crate::text::{Text, text};

mod add_leads;
mod add_task;
mod bot_listen;
mod bot_notify;
mod call_card_script;
mod crm_card_action;
mod crm_card_data;
mod export_contractors;
mod import_contractors;
mod import_export_other;
mod inbound;
mod local_app;
mod move_deal;
mod move_lead;
mod outbound;
mod publish_report;
mod send_notification;
mod sync_contractors;
mod task_invoice;
mod watch_tasks;

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
    /// Events that its outbound webhook or bot hears of.
    pub events: &'static [&'static str],
    /// Places where its widget shows.
    pub placements: &'static [&'static str],
    /// Other words that people look for it by, in all languages.
    pub words: &'static str,
}

impl Scenario {
    /// Whether its form can be opened: one of its parts is there.
    pub fn opens(&self) -> bool {
        self.parts.iter().any(|part| part.is_there())
    }

    /// Whether its form has a block.
    pub fn has(&self, block: Block) -> bool {
        self.parts.contains(&block)
    }

    /// Whether its outbound webhook is what it is about; with others it starts closed.
    pub fn sends(&self) -> bool {
        self.has(Block::Outbound) && !["import_contractors", "bot_listen"].contains(&self.code)
    }

    /// The parts of its form that are not there yet.
    pub fn coming(&self) -> impl Iterator<Item = Block> {
        self.parts.iter().copied().filter(|part| !part.is_there())
    }
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

impl Block {
    /// Whether this portal has it; the others come later, and the screens say so.
    pub const fn is_there(self) -> bool {
        matches!(self, Block::Inbound | Block::Outbound)
    }
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
        Category::ImportExport,
        Category::External,
        Category::Sales,
        Category::Management,
        Category::Widget,
        Category::Bot,
        Category::Other,
    ];

    /// Code, title and one line of a category.
    pub const fn card(self) -> Card {
        match self {
            Category::ImportExport => Card {
                code: "import_export",
                title: text("Import and export data", "Importer et exporter des données", "Импорт и экспорт данных"),
                summary: text(
                    "Bring customers in from any source, or take what the portal holds out of it.",
                    "Faites entrer vos clients de n’importe quelle source, ou sortez ce que contient le portail.",
                    "Загрузите клиентов из любого источника или выгрузите накопленное.",
                ),
            },
            Category::External => Card {
                code: "external",
                title: text(
                    "Third-party system integration",
                    "Intégrer des systèmes externes",
                    "Интеграция с внешними системами",
                ),
                summary: text(
                    "Keep customers equal with stock or accounting; collect leads from a site form.",
                    "Gardez vos clients à jour avec le stock ou la comptabilité ; collectez les prospects d’un site.",
                    "Держите клиентов одинаковыми в учёте и на складе, собирайте лиды с сайта.",
                ),
            },
            Category::Sales => Card {
                code: "sales",
                title: text("Automate sales", "Automatiser les ventes", "Автоматизация продаж"),
                summary: text(
                    "Move leads and deals along the funnel from outside.",
                    "Faites avancer prospects et transactions depuis l’extérieur.",
                    "Двигайте лиды и сделки по воронке извне.",
                ),
            },
            Category::Management => Card {
                code: "management",
                title: text("Automate task management", "Automatiser la gestion", "Автоматизация управления"),
                summary: text(
                    "Create tasks, warn people, publish reports.",
                    "Créez des tâches, prévenez vos collègues, publiez des rapports.",
                    "Ставьте задачи, предупреждайте людей, публикуйте отчёты.",
                ),
            },
            Category::Widget => Card {
                code: "widget",
                title: text("Add a widget", "Ajouter un widget", "Добавить виджет"),
                summary: text(
                    "Show your own data and actions where people work.",
                    "Affichez vos données et vos actions là où l’on travaille.",
                    "Покажите свои данные и действия там, где работают люди.",
                ),
            },
            Category::Bot => Card {
                code: "bot",
                title: text("Add a chat bot", "Ajouter un chatbot", "Добавить чат-бот"),
                summary: text(
                    "A colleague that informs, listens and answers.",
                    "Un collègue qui informe, écoute et répond.",
                    "Коллега, который сообщает, слушает и отвечает.",
                ),
            },
            Category::Other => Card {
                code: "other",
                title: text("Other", "Autre", "Другое"),
                summary: text(
                    "Start from nothing when no scenario fits.",
                    "Partez de zéro quand aucun scénario ne convient.",
                    "Начните с нуля, если сценария нет.",
                ),
            },
        }
    }

    /// Looks a code up.
    pub fn find(code: &str) -> Option<Category> {
        Category::ALL.into_iter().find(|category| category.card().code == code)
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

/// Looks a code up.
pub fn find(code: &str) -> Option<&'static Scenario> {
    ALL.iter().copied().find(|scenario| scenario.code == code)
}

/// Every scenario, in the order in which its category lists it.
pub static ALL: &[&Scenario] = &[
    &import_contractors::IMPORT_CONTRACTORS,
    &export_contractors::EXPORT_CONTRACTORS,
    &import_export_other::IMPORT_EXPORT_OTHER,
    &sync_contractors::SYNC_CONTRACTORS,
    &add_leads::ADD_LEADS,
    &move_lead::MOVE_LEAD,
    &move_deal::MOVE_DEAL,
    &add_task::ADD_TASK,
    &send_notification::SEND_NOTIFICATION,
    &publish_report::PUBLISH_REPORT,
    &watch_tasks::WATCH_TASKS,
    &crm_card_data::CRM_CARD_DATA,
    &crm_card_action::CRM_CARD_ACTION,
    &call_card_script::CALL_CARD_SCRIPT,
    &task_invoice::TASK_INVOICE,
    &bot_notify::BOT_NOTIFY,
    &bot_listen::BOT_LISTEN,
    &local_app::LOCAL_APP,
    &outbound::OUTBOUND,
    &inbound::INBOUND,
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scope;

    #[test]
    fn codes_are_unique_and_found() {
        for category in Category::ALL {
            assert_eq!(Category::find(category.card().code), Some(category));
            assert!(find(category.card().code).is_none_or(|scenario| scenario.category == category));
        }
        for scenario in ALL {
            assert!(std::ptr::eq(find(scenario.code).unwrap(), *scenario), "{}", scenario.code);
        }
    }

    #[test]
    fn categories_are_contiguous_and_cover_the_list() {
        let listed: Vec<_> =
            Category::ALL.into_iter().flat_map(Category::scenarios).map(|scenario| scenario.code).collect();
        let all: Vec<_> = ALL.iter().map(|scenario| scenario.code).collect();
        assert_eq!(listed, all);
        assert!(Category::ALL.into_iter().all(|category| category.scenarios().next().is_some()));
    }

    #[test]
    fn scopes_exist() {
        for scenario in ALL {
            for code in scenario.scopes {
                assert!(scope::find(code).is_some(), "{}: {code}", scenario.code);
            }
        }
    }

    #[test]
    fn inbound_webhooks_begin_with_a_method() {
        for scenario in ALL.iter().filter(|scenario| scenario.has(Block::Inbound)) {
            assert!(!scenario.methods.is_empty(), "{}", scenario.code);
        }
        let closed: Vec<_> = ALL.iter().filter(|scenario| !scenario.opens()).map(|scenario| scenario.code).collect();
        assert_eq!(closed, ["call_card_script", "local_app"]);
    }

    #[test]
    fn events_and_places_belong_to_a_part() {
        for scenario in ALL {
            let has = |blocks: &[Block]| scenario.parts.iter().any(|part| blocks.contains(part));
            assert!(scenario.events.is_empty() || has(&[Block::Outbound, Block::Bot]), "{}", scenario.code);
            assert_eq!(scenario.placements.is_empty(), !has(&[Block::Widget]), "{}", scenario.code);
        }
    }

    #[test]
    fn events_of_outbound_webhooks_may_be_subscribed_to() {
        for scenario in ALL.iter().filter(|scenario| scenario.has(Block::Outbound) && !scenario.has(Block::Bot)) {
            for name in scenario.events {
                assert!(crate::event::find(name).is_some_and(|event| event.webhooks), "{}: {name}", scenario.code);
            }
        }
    }

    #[test]
    fn parameter_names_can_be_sent() {
        for preset in ALL.iter().flat_map(|scenario| scenario.methods) {
            for (name, _) in preset.params {
                assert!(brackets_balance(name), "{}: {name}", preset.method);
            }
        }
    }

    #[test]
    fn unbalanced_names_are_noticed() {
        for name in ["fields[TITLE", "fields]TITLE[", "fields[[A]]", "[A]", ""] {
            assert!(!brackets_balance(name), "{name}");
        }
    }

    /// A name, then any number of `[key]`, each closed before the next opens.
    fn brackets_balance(name: &str) -> bool {
        let (head, tail) = name.split_at(name.find('[').unwrap_or(name.len()));
        let keys_close = tail.is_empty()
            || tail
                .strip_prefix('[')
                .and_then(|keys| keys.strip_suffix(']'))
                .is_some_and(|keys| keys.split("][").all(|key| !key.contains(['[', ']'])));
        !head.is_empty() && !head.contains(']') && keys_close
    }
}
