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
    /// Nothing.
    Nowhere,
}

/// A tab of the developer resources, and what lies over it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// Common use cases; the category that is open over them, and the code of the scenario whose form is.
    UseCases(Option<Category>, Option<String>),
    /// Integrations; the id of the one whose form is open.
    Integrations(Option<String>),
    /// Statistics.
    Statistics,
}

/// The place of a path.
pub fn find(path: &str) -> Place {
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let developer = match parts.as_slice() {
        ["setup"] => return Place::Setup,
        ["invite"] => return Place::Invite,
        [] | ["sign-in"] => return Place::Inside(Inside::Entrance),
        ["people"] => return Place::Inside(Inside::People),
        ["dev"] => Page::UseCases(None, None),
        ["dev", "scenarios", code, "new"] => Page::UseCases(None, Some((*code).to_owned())),
        ["dev", "scenarios", category, rest @ ..] => match (Category::find(category), rest) {
            (Some(category), []) => Page::UseCases(Some(category), None),
            (Some(category), [code, "new"]) => Page::UseCases(Some(category), Some((*code).to_owned())),
            _ => return Place::Inside(Inside::Nowhere),
        },
        ["dev", "integrations"] => Page::Integrations(None),
        ["dev", "integrations", id] => Page::Integrations(Some((*id).to_owned())),
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
            ("/dev/integrations/7", page(Page::Integrations(Some("7".to_owned())))),
            ("/dev/statistics", page(Page::Statistics)),
            ("/dev/scenarios/move_lead", Place::Inside(Inside::Nowhere)),
            ("/people/7", Place::Inside(Inside::Nowhere)),
        ] {
            assert_eq!(find(path), place, "{path}");
        }
    }
}
