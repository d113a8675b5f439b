//! Refusals of what somebody has changed since it was shown.

use super::{Fault, fault};
use crate::text::text;

/// Saved by somebody else since the form was opened; detail: who.
pub const CHANGED_MEANWHILE: &Fault = &fault(
    409,
    "changed_meanwhile",
    text(
        "{0} changed this integration while you were editing it.",
        "{0} a modifié cette intégration pendant votre saisie.",
        "Пока вы редактировали, интеграцию изменил {0}.",
    ),
);
/// Saved by the same person since the form was opened.
pub const CHANGED_BY_YOU: &Fault = &fault(
    409,
    "changed_by_you",
    text(
        "You changed this integration in another window while you were editing it here.",
        "Vous avez modifié cette intégration dans une autre fenêtre pendant votre saisie ici.",
        "Пока вы редактировали здесь, вы сами изменили интеграцию в другом окне.",
    ),
);
/// Saved by somebody since it was shown; detail: who.
pub const CHANGED_SINCE: &Fault = &fault(
    409,
    "changed_since",
    text(
        "{0} has changed it since it was shown here. Look again before you go on.",
        "{0} l’a modifiée depuis son affichage ici. Vérifiez avant de continuer.",
        "С момента показа её изменил(а) {0}. Посмотрите ещё раз, прежде чем продолжить.",
    ),
);
/// Saved by the same person since it was shown.
pub const CHANGED_SINCE_BY_YOU: &Fault = &fault(
    409,
    "changed_since_by_you",
    text(
        "You have changed it in another window since it was shown here. Look again before you go on.",
        "Vous l’avez modifiée dans une autre fenêtre depuis son affichage ici. Vérifiez avant de continuer.",
        "С момента показа вы сами изменили её в другом окне. Посмотрите ещё раз, прежде чем продолжить.",
    ),
);
/// Settings that somebody else saved since the form was opened; detail: who.
pub const SETTINGS_CHANGED: &Fault = &fault(
    409,
    "settings_changed",
    text(
        "{0} changed these settings while you were editing them.",
        "{0} a modifié ces réglages pendant votre saisie.",
        "Пока вы редактировали, эти настройки изменил другой администратор: {0}.",
    ),
);
/// Settings that the same person saved since the form was opened.
pub const SETTINGS_CHANGED_BY_YOU: &Fault = &fault(
    409,
    "settings_changed_by_you",
    text(
        "You changed these settings in another window while you were editing them here.",
        "Vous avez modifié ces réglages dans une autre fenêtre pendant votre saisie ici.",
        "Пока вы редактировали здесь, вы сами изменили эти настройки в другом окне.",
    ),
);
