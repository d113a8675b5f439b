//! Refusals about people and the portal's settings.

use super::{Fault, fault};
use crate::text::text;

/// Somebody who leaves owns integrations, and nothing was said about them.
pub const HANDOVER_REQUIRED: &Fault = &fault(
    422,
    "handover_required",
    text(
        "Choose what becomes of their integrations.",
        "Choisissez le sort de ses intégrations.",
        "Выберите, что станет с интеграциями этого человека.",
    ),
);
/// What becomes of integrations is asked of somebody who stays.
pub const HANDOVER_OF_ACTIVE: &Fault = &fault(
    422,
    "handover_of_active",
    text(
        "Integrations are handed over when their owner is deactivated.",
        "Les intégrations se transmettent lorsque leur propriétaire est désactivé.",
        "Интеграции передаются, когда владельца отключают.",
    ),
);
/// Unknown department; detail: its id.
pub const DEPARTMENT_UNKNOWN: &Fault = &fault(
    422,
    "department_unknown",
    text("There is no department {0}.", "Le service {0} n’existe pas.", "Подразделения {0} нет."),
);
/// Making such integrations is closed to the one who asks.
pub const CREATION_CLOSED: &Fault = &fault(
    403,
    "creation_closed",
    text(
        "The portal’s settings do not let you create this kind of integration.",
        "Les réglages du portail ne vous permettent pas de créer ce type d’intégration.",
        "Настройки портала не разрешают вам создавать интеграции этого вида.",
    ),
);
/// Neither a host nor a network; detail: what was typed.
pub const HANDLER_INVALID: &Fault = &fault(
    422,
    "handler_invalid",
    text(
        "Not a host name, an IP address or a network: {0}",
        "Ni un nom d’hôte, ni une adresse IP, ni un réseau : {0}",
        "Не имя узла, не IP-адрес и не сеть: {0}",
    ),
);
/// The password until now is not that.
pub const OLD_PASSWORD_WRONG: &Fault = &fault(
    422,
    "old_password_wrong",
    text(
        "This is not your current password.",
        "Ce n’est pas votre mot de passe actuel.",
        "Это не ваш нынешний пароль.",
    ),
);
/// Not an e-mail address.
pub const EMAIL_INVALID: &Fault = &fault(
    422,
    "email_invalid",
    text(
        "Enter an e-mail address such as name@example.com.",
        "Entrez une adresse telle que nom@exemple.com.",
        "Введите адрес вида name@example.com.",
    ),
);
/// Address in use.
pub const EMAIL_TAKEN: &Fault = &fault(
    422,
    "email_taken",
    text(
        "Somebody with this address is already here.",
        "Quelqu’un utilise déjà cette adresse.",
        "Человек с этим адресом уже есть.",
    ),
);
/// Short password; detail: the least length.
pub const PASSWORD_SHORT: &Fault = &fault(
    422,
    "password_short",
    text("Use at least {0} characters.", "Au moins {0} caractères.", "Не короче {0} знаков."),
);
/// Unknown time zone.
pub const TIME_ZONE_UNKNOWN: &Fault = &fault(
    422,
    "time_zone_unknown",
    text("Not a known time zone: {0}", "Fuseau horaire inconnu : {0}", "Неизвестный часовой пояс: {0}"),
);
/// Not a currency code.
pub const CURRENCY_INVALID: &Fault = &fault(
    422,
    "currency_invalid",
    text(
        "Enter a three-letter currency code such as EUR.",
        "Entrez un code de devise à trois lettres, par exemple EUR.",
        "Введите трёхбуквенный код валюты, например EUR.",
    ),
);
/// Limits that nobody could keep to.
pub const LIMITS_INVALID: &Fault = &fault(
    422,
    "limits_invalid",
    text(
        "Allow at least one request per second, and at least that many at once.",
        "Autorisez au moins une requête par seconde, et au moins autant à la fois.",
        "Разрешите хотя бы один запрос в секунду и не меньше запросов одновременно.",
    ),
);
/// The last administrator can't go.
pub const LAST_ADMIN: &Fault = &fault(
    409,
    "last_admin",
    text(
        "The portal needs at least one active administrator.",
        "Le portail a besoin d’au moins un administrateur actif.",
        "Порталу нужен хотя бы один действующий администратор.",
    ),
);
