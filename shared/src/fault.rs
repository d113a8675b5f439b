//! Every refusal of `/console`, with its status and its text in every language.

mod meanwhile;
mod portal;

pub use meanwhile::*;
pub use portal::*;

use crate::text::{Text, text};

pub mod handler;

/// A refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Code on the wire.
    pub code: &'static str,
    /// HTTP status.
    pub status: u16,
    /// What the person reads; `{0}` is the error's detail.
    pub text: Text,
}

const fn fault(status: u16, code: &'static str, text: Text) -> Fault {
    Fault { code, status, text }
}

/// Looks a code up.
pub fn find(code: &str) -> Option<&'static Fault> {
    FAULTS.iter().chain(handler::ALL).copied().find(|fault| fault.code == code)
}

/// Nobody is signed in.
pub const NOT_SIGNED_IN: &Fault = &fault(
    401,
    "not_signed_in",
    text("Sign in to continue.", "Connectez-vous pour continuer.", "Войдите, чтобы продолжить."),
);
/// Unknown address or wrong password.
pub const WRONG_PASSWORD: &Fault = &fault(
    401,
    "wrong_password",
    text(
        "The e-mail address and the password do not match.",
        "L’adresse e-mail et le mot de passe ne correspondent pas.",
        "Адрес и пароль не подходят друг к другу.",
    ),
);
/// Too many failures; `retry_after` says how long to wait.
pub const TOO_MANY_ATTEMPTS: &Fault = &fault(
    429,
    "too_many_attempts",
    text(
        "Too many failed attempts. Try again in {0}.",
        "Trop de tentatives échouées. Réessayez dans {0}.",
        "Слишком много неудачных попыток. Повторите через {0}.",
    ),
);
/// Deactivated account.
pub const ACCOUNT_INACTIVE: &Fault = &fault(
    403,
    "account_inactive",
    text(
        "This account is deactivated. Ask an administrator.",
        "Ce compte est désactivé. Adressez-vous à un administrateur.",
        "Учётная запись отключена. Обратитесь к администратору.",
    ),
);
/// Only administrators may.
pub const ADMINS_ONLY: &Fault = &fault(
    403,
    "admins_only",
    text("This is for administrators.", "Réservé aux administrateurs.", "Это доступно только администраторам."),
);
/// Cross-site write, or one without the header.
pub const FOREIGN_ORIGIN: &Fault = &fault(
    403,
    "foreign_origin",
    text(
        "This request did not come from the portal’s own pages. Reload the page and try again.",
        "Cette requête ne vient pas des pages du portail. Rechargez la page, puis réessayez.",
        "Запрос пришёл не со страниц портала. Обновите страницу и повторите.",
    ),
);
/// Unknown address, or somebody else's.
pub const NOT_FOUND: &Fault = &fault(
    404,
    "not_found",
    text(
        "There is nothing here, or it is not yours.",
        "Il n’y a rien ici, ou ce n’est pas à vous.",
        "Здесь ничего нет, либо это не ваше.",
    ),
);
/// Wrong HTTP verb.
pub const METHOD_NOT_ALLOWED: &Fault = &fault(
    405,
    "method_not_allowed",
    text(
        "This address does not answer that kind of request.",
        "Cette adresse n’accepte pas ce type de requête.",
        "Адрес не принимает такие запросы.",
    ),
);
/// Body that is not the JSON it should be; detail: where.
pub const BAD_BODY: &Fault = &fault(
    400,
    "bad_body",
    text("The request could not be read: {0}", "La requête est illisible : {0}", "Запрос не удалось прочитать: {0}"),
);
/// Body too large.
pub const BODY_TOO_LARGE: &Fault = &fault(
    413,
    "body_too_large",
    text("The request is too large.", "La requête est trop volumineuse.", "Запрос слишком велик."),
);
/// Set-up, invitation or password link that is used up, expired or mistyped.
pub const LINK_INVALID: &Fault = &fault(
    410,
    "link_invalid",
    text(
        "This link has been used, has expired or is incomplete. Ask for a new one.",
        "Ce lien a déjà servi, a expiré ou est incomplet. Demandez-en un autre.",
        "Ссылка уже использована, устарела или неполна. Попросите новую.",
    ),
);
/// Required field without a value.
pub const REQUIRED: &Fault = &fault(422, "required", text("Fill this in.", "À remplir.", "Заполните это поле."));
/// Text too long; detail: how many characters fit.
pub const TOO_LONG: &Fault =
    &fault(422, "too_long", text("At most {0} characters.", "{0} caractères au plus.", "Не длиннее {0} знаков."));
/// Text with a line break where there is one line, or with other control characters; detail: which.
pub const CONTROL_CHARACTERS: &Fault = &fault(
    422,
    "control_characters",
    text(
        "Remove the line break or control character ({0}).",
        "Retirez le saut de ligne ou le caractère de contrôle ({0}).",
        "Уберите перевод строки или управляющий знак ({0}).",
    ),
);
/// What can't be the name of a method; detail: what it was.
pub const METHOD_NAME: &Fault = &fault(
    422,
    "method_name",
    text(
        "A method’s name has only letters a–z, digits, dots, hyphens and underscores: {0}",
        "Un nom de méthode ne comporte que des lettres a–z, des chiffres, des points, des tirets et des tirets bas : {0}",
        "В имени метода бывают только буквы a–z, цифры, точки, дефисы и подчёркивания: {0}",
    ),
);
/// Integration without a name.
pub const NAME_REQUIRED: &Fault =
    &fault(422, "name_required", text("Give it a name.", "Donnez-lui un nom.", "Дайте название."));
/// Unknown scope; detail: which.
pub const SCOPE_UNKNOWN: &Fault =
    &fault(422, "scope_unknown", text("No such permission: {0}", "Droit inconnu : {0}", "Нет такого права: {0}"));
/// Event that no outbound webhook can send; detail: its name.
pub const EVENT_UNKNOWN: &Fault =
    &fault(422, "event_unknown", text("No such event: {0}", "Événement inconnu : {0}", "Нет такого события: {0}"));
/// An outbound webhook without events.
pub const EVENTS_MISSING: &Fault = &fault(
    422,
    "events_missing",
    text("Choose at least one event.", "Choisissez au moins un événement.", "Выберите хотя бы одно событие."),
);
/// Unknown scenario, or one that cannot be used yet.
pub const SCENARIO_UNKNOWN: &Fault = &fault(
    422,
    "scenario_unknown",
    text(
        "This scenario is not available yet.",
        "Ce scénario n’est pas encore disponible.",
        "Этот сценарий пока недоступен.",
    ),
);
/// Expiry in the past.
pub const EXPIRY_PAST: &Fault =
    &fault(422, "expiry_past", text("Pick a future date.", "Choisissez une date future.", "Выберите дату в будущем."));
/// Parameter name that can't be sent; detail: the name.
pub const BRACKETS: &Fault =
    &fault(422, "brackets", text("Check the brackets: {0}", "Vérifiez les crochets : {0}", "Проверьте скобки: {0}"));
/// A new secret at once is for drafts; a saved integration gets it with its save.
pub const NOT_A_DRAFT: &Fault = &fault(
    409,
    "not_a_draft",
    text(
        "This is no longer a draft. Save to get a new secret.",
        "Ce n’est plus un brouillon. Enregistrez pour obtenir un nouveau code.",
        "Это уже не черновик. Сохраните, чтобы получить новый код.",
    ),
);
/// Neither an address nor a block of them; detail: what was given.
pub const NETWORK_INVALID: &Fault = &fault(
    422,
    "network_invalid",
    text(
        "Not an IP address or a block such as 10.0.0.0/8: {0}",
        "Ce n’est ni une adresse IP ni un bloc tel que 10.0.0.0/8 : {0}",
        "Это не IP-адрес и не подсеть вида 10.0.0.0/8: {0}",
    ),
);
/// Too many entries; detail: the most.
pub const TOO_MANY: &Fault =
    &fault(422, "too_many", text("At most {0} entries.", "{0} entrées au plus.", "Не больше {0} строк."));
/// A number out of its bounds; detail: the bounds.
pub const OUT_OF_RANGE: &Fault = &fault(
    422,
    "out_of_range",
    text("Enter a number within {0}.", "Entrez un nombre dans l’intervalle {0}.", "Введите число в пределах {0}."),
);
/// Something that only the owner of an integration may do.
pub const OWNER_ONLY: &Fault = &fault(
    403,
    "owner_only",
    text(
        "Only the owner of this integration can do that.",
        "Seul le propriétaire de cette intégration peut le faire.",
        "Это может сделать только владелец интеграции.",
    ),
);
/// The sealed copy of a secret does not open.
pub const SECRET_LOST: &Fault = &fault(
    409,
    "secret_lost",
    text(
        "The secret can no longer be shown. Generate a new one.",
        "Le code secret ne peut plus être affiché. Générez-en un nouveau.",
        "Показать код больше нельзя. Создайте новый.",
    ),
);
/// Statistics window too wide; detail: the most days.
pub const WINDOW_TOO_WIDE: &Fault = &fault(
    422,
    "window_too_wide",
    text("Pick at most {0} days.", "Choisissez {0} jours au plus.", "Выберите не более {0} дней."),
);
/// Statistics window too old; detail: days kept.
pub const WINDOW_TOO_OLD: &Fault = &fault(
    422,
    "window_too_old",
    text(
        "Statistics are kept for {0} days.",
        "Les statistiques sont conservées {0} jours.",
        "Статистика хранится {0} дней.",
    ),
);
/// Not a date.
pub const DATE_INVALID: &Fault = &fault(
    422,
    "date_invalid",
    text("Enter a date such as 2026-11-22.", "Entrez une date telle que 2026-11-22.", "Введите дату вида 2026-11-22."),
);
/// Not a name for something that a screen remembers.
pub const PREFERENCE_KEY: &Fault = &fault(
    422,
    "preference_key",
    text(
        "A name has 1 to 64 of the characters a–z, 0–9, dot, underscore and hyphen.",
        "Un nom comporte 1 à 64 caractères parmi a–z, 0–9, point, tiret bas et tiret.",
        "Имя состоит из 1–64 знаков: a–z, 0–9, точка, подчёркивание и дефис.",
    ),
);
/// A value that is too long to be remembered; detail: how many bytes fit.
pub const PREFERENCE_TOO_LONG: &Fault = &fault(
    422,
    "preference_too_long",
    text(
        "This is too much to remember: at most {0} bytes.",
        "C’est trop long à retenir : {0} octets au plus.",
        "Столько запомнить нельзя: не более {0} байт.",
    ),
);
/// A person has as many preferences as fit; detail: how many.
pub const PREFERENCES_FULL: &Fault = &fault(
    409,
    "preferences_full",
    text(
        "At most {0} settings of screens are kept for a person.",
        "Au plus {0} réglages d’écran sont conservés par personne.",
        "Для одного человека хранится не более {0} настроек экранов.",
    ),
);
/// Not one of the values that a filter or an order knows; detail: which.
pub const CHOICE_UNKNOWN: &Fault =
    &fault(422, "choice_unknown", text("No such choice: {0}", "Choix inconnu : {0}", "Нет такого варианта: {0}"));
/// More rows than one request may act on; detail: how many it may.
pub const TOO_MANY_ROWS: &Fault = &fault(
    422,
    "too_many_rows",
    text("At most {0} rows at once.", "{0} lignes au plus à la fois.", "Не более {0} строк за раз."),
);
/// The disk is full.
pub const STORAGE_FULL: &Fault = &fault(
    507,
    "storage_full",
    text(
        "The portal's disk is full. Nothing was saved.",
        "Le disque du portail est plein. Rien n’a été enregistré.",
        "На диске портала нет места. Ничего не сохранено.",
    ),
);
/// Anything unexpected.
pub const INTERNAL: &Fault = &fault(
    500,
    "internal",
    text(
        "Something went wrong in the portal. Nothing was saved.",
        "Une erreur s’est produite dans le portail. Rien n’a été enregistré.",
        "В портале произошла ошибка. Ничего не сохранено.",
    ),
);

/// All of them but those of [`handler`].
pub const FAULTS: &[&Fault] = &[
    NOT_SIGNED_IN,
    WRONG_PASSWORD,
    TOO_MANY_ATTEMPTS,
    ACCOUNT_INACTIVE,
    ADMINS_ONLY,
    FOREIGN_ORIGIN,
    NOT_FOUND,
    METHOD_NOT_ALLOWED,
    BAD_BODY,
    BODY_TOO_LARGE,
    LINK_INVALID,
    REQUIRED,
    TOO_LONG,
    CONTROL_CHARACTERS,
    METHOD_NAME,
    EMAIL_INVALID,
    EMAIL_TAKEN,
    PASSWORD_SHORT,
    TIME_ZONE_UNKNOWN,
    CURRENCY_INVALID,
    LIMITS_INVALID,
    NAME_REQUIRED,
    SCOPE_UNKNOWN,
    EVENT_UNKNOWN,
    EVENTS_MISSING,
    SCENARIO_UNKNOWN,
    EXPIRY_PAST,
    BRACKETS,
    CHANGED_MEANWHILE,
    CHANGED_BY_YOU,
    CHANGED_SINCE,
    CHANGED_SINCE_BY_YOU,
    NOT_A_DRAFT,
    LAST_ADMIN,
    NETWORK_INVALID,
    TOO_MANY,
    OUT_OF_RANGE,
    OWNER_ONLY,
    SECRET_LOST,
    SETTINGS_CHANGED,
    SETTINGS_CHANGED_BY_YOU,
    HANDOVER_REQUIRED,
    HANDOVER_OF_ACTIVE,
    DEPARTMENT_UNKNOWN,
    CREATION_CLOSED,
    HANDLER_INVALID,
    OLD_PASSWORD_WRONG,
    WINDOW_TOO_WIDE,
    WINDOW_TOO_OLD,
    DATE_INVALID,
    PREFERENCE_KEY,
    PREFERENCE_TOO_LONG,
    PREFERENCES_FULL,
    CHOICE_UNKNOWN,
    TOO_MANY_ROWS,
    STORAGE_FULL,
    INTERNAL,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_unique_and_found() {
        for fault in FAULTS.iter().chain(handler::ALL) {
            assert_eq!(find(fault.code).map(|found| found.text), Some(fault.text), "{}", fault.code);
        }
    }
}
