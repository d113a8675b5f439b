//! Refusals of addresses that events are sent to, and why sending failed.

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
    text("At most 2,000 characters.", "2 000 caractères au plus.", "Не больше 2000 знаков."),
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
        "Cette adresse n’est pas accessible de l’extérieur : {0}. Un administrateur peut l’autoriser dans les réglages.",
        "Этот адрес недоступен извне: {0}. Администратор может разрешить его в настройках.",
    ),
);
/// A name that leads nowhere.
pub const ADDRESS_UNRESOLVED: &Fault = &fault(
    422,
    "handler_unresolved",
    text("The name {0} is not known.", "Le nom {0} est inconnu.", "Имя {0} неизвестно."),
);

/// Nobody listens there, or the connection broke.
pub const UNREACHABLE: &Fault = &fault(
    422,
    "handler_unreachable",
    text(
        "The handler cannot be reached: {0}.",
        "Le gestionnaire est injoignable : {0}.",
        "Обработчик недоступен: {0}.",
    ),
);
/// No TLS, or a certificate that nobody trusts.
pub const TLS: &Fault = &fault(
    422,
    "handler_tls",
    text(
        "No secure connection to the handler: {0}.",
        "Pas de connexion sécurisée au gestionnaire : {0}.",
        "Нет защищённого соединения с обработчиком: {0}.",
    ),
);
/// No answer in time; the detail is the time in seconds.
pub const TIMEOUT: &Fault = &fault(
    422,
    "handler_timeout",
    text(
        "The handler did not answer within {0} seconds.",
        "Le gestionnaire n’a pas répondu en {0} secondes.",
        "Обработчик не ответил за {0} с.",
    ),
);
/// A status that is not of success.
pub const STATUS: &Fault = &fault(
    422,
    "handler_status",
    text(
        "The handler answered with status {0}.",
        "Le gestionnaire a répondu avec le statut {0}.",
        "Обработчик ответил статусом {0}.",
    ),
);
/// A redirect; the detail is where to.
pub const REDIRECT: &Fault = &fault(
    422,
    "handler_redirect",
    text(
        "The handler redirects to {0}. Redirects are not followed: enter the final address.",
        "Le gestionnaire redirige vers {0}. Les redirections ne sont pas suivies : saisissez l’adresse finale.",
        "Обработчик перенаправляет на {0}. Перенаправления не выполняются: укажите конечный адрес.",
    ),
);
/// Something that is not HTTP.
pub const NO_HTTP: &Fault = &fault(
    422,
    "handler_no_http",
    text(
        "The handler’s answer cannot be read: {0}.",
        "La réponse du gestionnaire est illisible : {0}.",
        "Ответ обработчика не читается: {0}.",
    ),
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
    UNREACHABLE,
    TLS,
    TIMEOUT,
    STATUS,
    REDIRECT,
    NO_HTTP,
];
