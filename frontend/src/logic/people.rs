//! Which people a list shows, and what their menus offer.

use super::search;
use shared::people::{Department, Person, PersonStatus};

/// What somebody looks for; empty texts let everybody through.
#[derive(Clone, Copy, Debug, Default)]
pub struct Filter<'a> {
    /// Words of the name, the address or the position.
    pub typed: &'a str,
    /// `active`, `invited` or `inactive`.
    pub status: &'a str,
    /// `admin` or `user`.
    pub role: &'a str,
}

/// The people whom a filter lets through, in the given order.
pub fn shown(all: &[Person], filter: &Filter) -> Vec<Person> {
    let fits = |person: &&Person| {
        (filter.status.is_empty() || filter.status == code(person.status))
            && (filter.role.is_empty() || (filter.role == "admin") == person.admin)
            && search::rank(filter.typed, &full_name(person), &[&person.email, &person.position]).is_some()
    };
    all.iter().filter(fits).cloned().collect()
}

/// First and last name, or the e-mail address when there is none.
pub fn full_name(person: &Person) -> String {
    match format!("{} {}", person.name, person.last_name).trim() {
        "" => person.email.clone(),
        name => name.to_owned(),
    }
}

/// Whether somebody is the last who could administer the portal: whoever was invited and has never come can't yet.
pub fn is_last_admin(person: &Person, all: &[Person]) -> bool {
    let administers = |other: &Person| other.admin && other.status == PersonStatus::Active;
    person.admin
        && person.status != PersonStatus::Inactive
        && !all.iter().any(|other| other.id != person.id && administers(other))
}

/// The names of somebody's departments; one that is gone has none.
pub fn departments_of(person: &Person, all: &[Department]) -> String {
    let named =
        |id: &u64| all.iter().find(|department| department.id == *id).map(|department| department.name.as_str());
    person.departments.iter().filter_map(named).collect::<Vec<_>>().join(", ")
}

fn code(status: PersonStatus) -> &'static str {
    match status {
        PersonStatus::Active => "active",
        PersonStatus::Invited => "invited",
        PersonStatus::Inactive => "inactive",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn person(id: u64, name: &str, status: PersonStatus, admin: bool) -> Person {
        Person {
            id,
            name: name.to_owned(),
            last_name: String::new(),
            email: format!("p{id}@example.com"),
            position: "Engineer".to_owned(),
            departments: vec![2, 9, 1],
            admin,
            status,
            last_seen: None,
            integrations: 0,
            link_expires: None,
        }
    }

    #[test]
    fn filters_add_up() {
        let all = [
            person(1, "Ada", PersonStatus::Active, true),
            person(2, "", PersonStatus::Invited, false),
            person(3, "Boris", PersonStatus::Inactive, false),
        ];
        let ids = |typed, status, role| {
            let found = shown(&all, &Filter { typed, status, role });
            found.iter().map(|person| person.id).collect::<Vec<_>>()
        };
        assert_eq!(ids("", "", ""), [1, 2, 3]);
        assert_eq!(ids("engin", "", "user"), [2, 3]);
        assert_eq!(ids("p2@", "invited", ""), [2]);
        assert!(ids("ada", "inactive", "").is_empty());
        assert_eq!(full_name(&all[1]), "p2@example.com");
    }

    #[test]
    fn somebody_has_to_administer_the_portal() {
        let all = [
            person(1, "Ada", PersonStatus::Active, true),
            person(2, "Ben", PersonStatus::Invited, true),
            person(3, "Eve", PersonStatus::Inactive, true),
            person(4, "Bob", PersonStatus::Active, false),
        ];
        let last: Vec<bool> = all.iter().map(|one| is_last_admin(one, &all)).collect();
        assert_eq!(last, [true, false, false, false]);
        let two = [person(1, "Ada", PersonStatus::Active, true), person(5, "Amy", PersonStatus::Active, true)];
        assert!(!is_last_admin(&two[0], &two));
    }

    #[test]
    fn departments_have_names() {
        let all = [(1, "Head office"), (2, "Sales")].map(|(id, name)| Department { id, name: name.to_owned() });
        assert_eq!(departments_of(&person(1, "Ada", PersonStatus::Active, true), &all), "Sales, Head office");
    }
}
