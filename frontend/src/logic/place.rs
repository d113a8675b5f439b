//! Which screen stands at which address: the one list of them.

use shared::scenario::Category;

/// What an address shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Setting the portal up.
    Setup,
    /// Accepting an invitation.
    Invite,
    /// Anything inside the shell, for those who are signed in.
    Inside(Inside),
}

/// What the shell frames.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Inside {
    /// Where nobody stays: whoever is signed in goes on to the developer resources.
    Entrance,
    /// A page of the developer resources.
    Developer(Page),
    /// People.
    People,
    /// Settings of the portal.
    Settings,
    /// One's own profile.
    Profile,
    /// Nothing.
    Nowhere,
}

/// A tab of the developer resources, and what lies over it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// Common use cases; the category that is open over them, and the code of the scenario whose form is.
    UseCases(Option<Category>, Option<String>),
    /// Integrations, and what is open over them.
    Integrations(Option<Over>),
    /// Deliveries; the ids of the integration and of the delivery that is open over them.
    Deliveries(Option<(String, String)>),
    /// Statistics.
    Statistics,
    /// The audit trail.
    Audit,
}

/// What lies over the integrations.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Over {
    /// The form of the one with this id.
    Form(String),
    /// A part of the page of the one with this id.
    Detail(String, Part),
    /// The page of the one with this id, and over its deliveries the one with this id.
    Delivery(String, String),
}

impl Over {
    /// What it is without what lies over it.
    pub fn below(self) -> Over {
        match self {
            Over::Delivery(id, _) => Over::Detail(id, Part::Deliveries),
            over => over,
        }
    }
}

/// A part of the page of an integration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What it is, and how it is used.
    Overview,
    /// What it called.
    Logs,
    /// What of that failed.
    Errors,
    /// What its handler was told.
    Deliveries,
    /// What was done to it.
    Audit,
}

impl Part {
    /// Every part, in the order of the tabs.
    pub const ALL: [Part; 5] = [Part::Overview, Part::Logs, Part::Errors, Part::Deliveries, Part::Audit];

    /// The end of its address.
    pub const fn code(self) -> &'static str {
        match self {
            Part::Overview => "overview",
            Part::Logs => "logs",
            Part::Errors => "errors",
            Part::Deliveries => "deliveries",
            Part::Audit => "audit",
        }
    }
}

/// The place of a path.
pub fn find(path: &str) -> Place {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let developer = match parts.as_slice() {
        ["setup"] => return Place::Setup,
        ["invite"] => return Place::Invite,
        [] | ["sign-in"] => return Place::Inside(Inside::Entrance),
        ["people"] => return Place::Inside(Inside::People),
        ["settings"] => return Place::Inside(Inside::Settings),
        ["profile"] => return Place::Inside(Inside::Profile),
        ["dev"] => Page::UseCases(None, None),
        ["dev", "scenarios", code, "new"] => Page::UseCases(None, Some((*code).to_owned())),
        ["dev", "scenarios", category, rest @ ..] => match (Category::find(category), rest) {
            (Some(category), []) => Page::UseCases(Some(category), None),
            (Some(category), [code, "new"]) => Page::UseCases(Some(category), Some((*code).to_owned())),
            _ => return Place::Inside(Inside::Nowhere),
        },
        ["dev", "integrations"] => Page::Integrations(None),
        ["dev", "integrations", id] => Page::Integrations(Some(Over::Form((*id).to_owned()))),
        ["dev", "integrations", id, "deliveries", delivery] => {
            Page::Integrations(Some(Over::Delivery((*id).to_owned(), (*delivery).to_owned())))
        }
        ["dev", "integrations", id, part] => match Part::ALL.into_iter().find(|known| known.code() == *part) {
            Some(part) => Page::Integrations(Some(Over::Detail((*id).to_owned(), part))),
            None => return Place::Inside(Inside::Nowhere),
        },
        ["dev", "deliveries"] => Page::Deliveries(None),
        ["dev", "deliveries", integration, id] => Page::Deliveries(Some(((*integration).to_owned(), (*id).to_owned()))),
        ["dev", "audit"] => Page::Audit,
        ["dev", "statistics"] => Page::Statistics,
        _ => return Place::Inside(Inside::Nowhere),
    };
    Place::Inside(Inside::Developer(developer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_have_their_places() {
        let page = |page| Place::Inside(Inside::Developer(page));
        for (path, place) in [
            ("/", Place::Inside(Inside::Entrance)),
            ("/sign-in", Place::Inside(Inside::Entrance)),
            ("/setup", Place::Setup),
            ("/invite/", Place::Invite),
            ("/people", Place::Inside(Inside::People)),
            ("/settings/", Place::Inside(Inside::Settings)),
            ("/profile", Place::Inside(Inside::Profile)),
            ("/dev", page(Page::UseCases(None, None))),
            ("/dev/scenarios/move_lead/new", page(Page::UseCases(None, Some("move_lead".to_owned())))),
            ("/dev/scenarios/sales", page(Page::UseCases(Some(Category::Sales), None))),
            (
                "/dev/scenarios/sales/move_lead/new",
                page(Page::UseCases(Some(Category::Sales), Some("move_lead".to_owned()))),
            ),
            ("/dev/scenarios/nothing", Place::Inside(Inside::Nowhere)),
            ("/dev/scenarios/sales/move_lead", Place::Inside(Inside::Nowhere)),
            ("/dev/integrations/", page(Page::Integrations(None))),
            ("/dev/integrations/7", page(Page::Integrations(Some(Over::Form("7".to_owned()))))),
            ("/dev/integrations/7/logs", page(Page::Integrations(Some(Over::Detail("7".to_owned(), Part::Logs))))),
            ("/dev/integrations/7/moon", Place::Inside(Inside::Nowhere)),
            (
                "/dev/integrations/7/deliveries/8",
                page(Page::Integrations(Some(Over::Delivery("7".to_owned(), "8".to_owned())))),
            ),
            ("/dev/integrations/7/logs/8", Place::Inside(Inside::Nowhere)),
            ("/dev/deliveries", page(Page::Deliveries(None))),
            ("/dev/deliveries/7/8", page(Page::Deliveries(Some(("7".to_owned(), "8".to_owned()))))),
            ("/dev/deliveries/7", Place::Inside(Inside::Nowhere)),
            ("/dev/audit", page(Page::Audit)),
            ("/dev/statistics", page(Page::Statistics)),
            ("/dev/scenarios/move_lead", Place::Inside(Inside::Nowhere)),
            ("/people/7", Place::Inside(Inside::Nowhere)),
        ] {
            assert_eq!(find(path), place, "{path}");
        }
    }
}
