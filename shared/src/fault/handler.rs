//! Refusals of addresses that events are sent to.

use super::{Fault, fault};
use crate::text::text;

/// Not an address.
pub const ADDRESS_MALFORMED: &Fault = &fault(
    422,
    "handler_malformed",
    text(
        "Enter a full https:// address.",
        "Saisissez une adresse https:// complète.",
        "Введите полный адрес https://.",
    ),
);
/// More than 2,000 characters.
pub const ADDRESS_TOO_LONG: &Fault = &fault(
    422,
    "handler_too_long",
    text("At most 2,000 characters.", "2 000 caractères au plus.", "Не больше 2000 знаков."),
);
/// Characters that readers of addresses disagree about.
pub const ADDRESS_CHARACTERS: &Fault = &fault(
    422,
    "handler_characters",
    text(
        "Spaces, backslashes and control characters must be percent-encoded.",
        "Les espaces, barres obliques inverses et caractères de contrôle doivent être encodés en pourcentage.",
        "Пробелы, обратные косые черты и управляющие знаки нужно записать через процент.",
    ),
);
/// Neither https nor, where it may be, http.
pub const ADDRESS_SCHEME: &Fault =
    &fault(422, "handler_scheme", text("Use https.", "Utilisez https.", "Используйте https."));
/// A name or a password before the host.
pub const ADDRESS_USER: &Fault = &fault(
    422,
    "handler_user",
    text(
        "An address with a user name or a password in it is not accepted.",
        "Une adresse contenant un nom d’utilisateur ou un mot de passe n’est pas acceptée.",
        "Адрес с именем пользователя или паролем не принимается.",
    ),
);
/// A port of another protocol.
pub const ADDRESS_PORT: &Fault = &fault(
    422,
    "handler_port",
    text(
        "Port {0} is not for web servers.",
        "Le port {0} n’est pas destiné aux serveurs web.",
        "Порт {0} не для веб-серверов.",
    ),
);
/// An address inside; the detail is the host or what it stands for.
pub const ADDRESS_INTERNAL: &Fault = &fault(
    422,
    "handler_internal",
    text(
        "This address is not reachable from outside: {0}. An administrator can allow it in the settings.",
        "Cette adresse n’est pas accessible de l’extérieur : {0}. Un administrateur peut l’autoriser dans les réglages.",
        "Этот адрес недоступен извне: {0}. Администратор может разрешить его в настройках.",
    ),
);
/// A name that leads nowhere.
pub const ADDRESS_UNRESOLVED: &Fault = &fault(
    422,
    "handler_unresolved",
    text("The name {0} is not known.", "Le nom {0} est inconnu.", "Имя {0} неизвестно."),
);

/// All of them.
pub const ALL: &[&Fault] = &[
    ADDRESS_MALFORMED,
    ADDRESS_TOO_LONG,
    ADDRESS_CHARACTERS,
    ADDRESS_SCHEME,
    ADDRESS_USER,
    ADDRESS_PORT,
    ADDRESS_INTERNAL,
    ADDRESS_UNRESOLVED,
];
