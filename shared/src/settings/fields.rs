//! What groups of settings, their fields and the values of those are called: the settings screen asks for them
//! by these words, and the audit trail tells of them in the same.

use crate::text::{Language, Text, text};

/// A group of settings that is saved on its own.
#[derive(Debug)]
pub struct Group {
    /// Its name in addresses, in the store and in the audit trail.
    pub name: &'static str,
    /// What it is called.
    pub title: Text,
    /// Its fields, in the order of the screen.
    pub fields: &'static [&'static Field],
}

/// A field of a group.
#[derive(Debug)]
pub struct Field {
    /// Its name in the group's JSON.
    pub name: &'static str,
    /// What it is called.
    pub label: Text,
    /// What it holds.
    pub values: Values,
}

/// What a field holds.
#[derive(Clone, Copy, Debug)]
pub enum Values {
    /// Anything that reads the same in every language.
    Plain,
    /// A language, by its code.
    Language,
    /// One of these, by their codes.
    OneOf(&'static [(&'static str, Text)]),
    /// So many days; nothing is for ever.
    Days,
}

impl Field {
    /// What people read for a value; empty for none.
    pub fn shown(&self, value: &str, language: Language) -> String {
        match self.values {
            Values::Plain => value.to_owned(),
            Values::Language => {
                Language::from_tag(value).map_or_else(|| value.to_owned(), |known| known.name().to_owned())
            }
            Values::OneOf(_) => self.choice(value).map_or(value, |text| text.in_language(language)).to_owned(),
            Values::Days if value.is_empty() => FOR_EVER.in_language(language).to_owned(),
            Values::Days => DAYS.filled(language, &[value]),
        }
    }

    /// What one of its values is called.
    pub fn choice(&self, code: &str) -> Option<Text> {
        self.choices().iter().find(|(known, _)| *known == code).map(|(_, text)| *text)
    }

    /// The values that it may have, by their codes; none where it holds something else.
    pub fn choices(&self) -> &'static [(&'static str, Text)] {
        match self.values {
            Values::OneOf(choices) => choices,
            _ => &[],
        }
    }
}

/// A field that holds anything.
const fn plain(name: &'static str, label: Text) -> Field {
    Field { name, label, values: Values::Plain }
}

/// A field that holds one of these.
const fn one_of(name: &'static str, label: Text, choices: &'static [(&'static str, Text)]) -> Field {
    Field { name, label, values: Values::OneOf(choices) }
}

/// The group and the field of a name such as `limits.mode`.
pub fn find(path: &str) -> Option<(&'static Group, &'static Field)> {
    let (group, name) = path.split_once('.')?;
    let group = group_named(group)?;
    Some((group, group.fields.iter().find(|field| field.name == name)?))
}

/// The group of a name.
pub fn group_named(name: &str) -> Option<&'static Group> {
    GROUPS.iter().copied().find(|group| group.name == name)
}

/// Every group, in the order of the screen.
pub static GROUPS: &[&Group] = &[&GENERAL, &LIMITS, &CREATION, &REST, &HANDLERS, &RETENTION];

/// What the portal is called, and what new people start with.
pub static GENERAL: Group =
    Group {
        name: "general", title: text("Portal", "Portail", "Портал"), fields: &[&NAME, &LANGUAGE, &TIME_ZONE]
    };

/// Name of the portal.
pub static NAME: Field = plain("name", text("Name", "Nom", "Название"));

/// Language of new people.
pub static LANGUAGE: Field = Field {
    name: "people_language",
    label: text("Language of new people", "Langue des nouveaux venus", "Язык для новых людей"),
    values: Values::Language,
};

/// Time zone.
pub static TIME_ZONE: Field = plain("time_zone", text("Time zone", "Fuseau horaire", "Часовой пояс"));

/// How much integrations may ask of the portal.
pub static LIMITS: Group = Group {
    name: "limits",
    title: text("Limits of REST", "Limites de l’API REST", "Ограничения REST"),
    fields: &[&MODE, &RATE, &BUCKET, &SECONDS],
};

/// Which limits hold.
pub static MODE: Field = one_of("mode", text("Limits", "Limites", "Ограничения"), MODES);

/// Requests a second.
pub static RATE: Field = plain("rate", text("Requests a second", "Requêtes par seconde", "Запросов в секунду"));

/// Requests at once.
pub static BUCKET: Field = plain("bucket", text("Requests at once", "Requêtes d’un coup", "Запросов разом"));

/// Seconds of work in ten minutes.
pub static SECONDS: Field = plain(
    "seconds",
    text("Seconds of work in ten minutes", "Secondes de travail en dix minutes", "Секунд работы за десять минут"),
);

/// Who may make what.
pub static CREATION: Group = Group {
    name: "creation",
    title: text("Who may create", "Qui peut créer", "Кто может создавать"),
    fields: &[&INBOUND, &OUTBOUND, &BOTS],
};

/// Who may make inbound webhooks.
pub static INBOUND: Field = one_of("inbound", text("Inbound webhooks", "Webhooks entrants", "Входящие вебхуки"), WHO);

/// Who may make outbound webhooks.
pub static OUTBOUND: Field =
    one_of("outbound", text("Outbound webhooks", "Webhooks sortants", "Исходящие вебхуки"), WHO);

/// Who may make chat bots.
pub static BOTS: Field = one_of("bots", text("Chat bots", "Chatbots", "Чат-боты"), WHO);

/// Whether REST answers.
pub static REST: Group =
    Group { name: "rest", title: text("REST", "API REST", "Доступ к REST"), fields: &[&STATE] };

/// What callers get.
pub static STATE: Field = one_of("state", text("State", "État", "Состояние"), STATES);

/// How events reach their handlers.
pub static HANDLERS: Group = Group {
    name: "handlers",
    title: text("Event delivery", "Envoi d’événements", "Отправка событий"),
    fields: &[&ALLOWED, &SINGLE_ATTEMPT],
};

/// Internal addresses that are allowed.
pub static ALLOWED: Field = plain(
    "allowed",
    text("Allowed internal addresses", "Adresses internes autorisées", "Разрешённые внутренние адреса"),
);

/// Whether events are sent once only.
pub static SINGLE_ATTEMPT: Field = one_of(
    "single_attempt",
    text("Send each event once only", "N’envoyer chaque événement qu’une fois", "Отправлять событие только один раз"),
    &[("true", text("yes", "oui", "да")), ("false", text("no", "non", "нет"))],
);

/// How long things are kept.
pub static RETENTION: Group = Group {
    name: "retention",
    title: text("How long things are kept", "Durées de conservation", "Сроки хранения"),
    fields: &[&REQUESTS_DAYS, &DELIVERIES_DAYS, &AUDIT_DAYS],
};

/// Days for which requests are kept.
pub static REQUESTS_DAYS: Field = plain(
    "requests_days",
    text("Requests of integrations, days", "Requêtes des intégrations, jours", "Запросы интеграций, дней"),
);

/// Days for which deliveries are kept.
pub static DELIVERIES_DAYS: Field = plain(
    "deliveries_days",
    text("Deliveries of events, days", "Envois d’événements, jours", "Отправка событий, дней"),
);

/// Days for which the audit trail is kept.
pub static AUDIT_DAYS: Field = Field {
    name: "audit_days",
    label: text("Audit trail", "Journal d’audit", "Журнал действий"),
    values: Values::Days,
};

/// Limits to choose from.
const MODES: &[(&str, Text)] = &[
    ("off", text("Off", "Aucune", "Нет")),
    ("standard", text("Standard", "Standard", "Обычные")),
    ("enterprise", text("Enterprise", "Entreprise", "Корпоративные")),
    ("custom", text("Custom", "Sur mesure", "Свои")),
];

/// Who may do something.
const WHO: &[(&str, Text)] = &[
    ("everybody", text("Everybody", "Tout le monde", "Все")),
    ("administrators", text("Administrators", "Administrateurs", "Администраторы")),
    ("nobody", text("Nobody", "Personne", "Никто")),
];

/// What callers of REST get.
const STATES: &[(&str, Text)] = &[
    ("on", text("On", "Ouverte", "Включён")),
    ("paused", text("Paused", "En pause", "Приостановлен")),
    ("off", text("Off", "Fermée", "Выключен")),
];

const FOR_EVER: Text = text("For ever", "Sans limite", "Бессрочно");
const DAYS: Text = text("{0} days", "{0} jours", "{0} дней");

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_shown_in_the_language_of_the_reader() {
        let shown = |path, value| find(path).unwrap().1.shown(value, Language::Fr);
        assert_eq!(shown("general.people_language", "ru"), "Русский");
        assert_eq!(shown("creation.bots", "nobody"), "Personne");
        assert_eq!(shown("creation.bots", "robots"), "robots");
        assert_eq!(
            [shown("retention.audit_days", ""), shown("retention.audit_days", "90")],
            ["Sans limite", "90 jours"]
        );
        assert!(find("general.colour").is_none() && find("name").is_none());
    }
}
