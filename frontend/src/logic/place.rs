//! Which screen stands at which address: the one list of them.

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
    /// Common use cases; the code of the scenario whose form is open.
    UseCases(Option<String>),
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
        ["dev"] => Page::UseCases(None),
        ["dev", "scenarios", code, "new"] => Page::UseCases(Some((*code).to_owned())),
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
            ("/dev", page(Page::UseCases(None))),
            ("/dev/scenarios/move_lead/new", page(Page::UseCases(Some("move_lead".to_owned())))),
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
