//! Failures that the portal itself can't word.

use shared::text::{Text, text};

pub const UNREACHABLE: Text = text(
    "The portal does not answer. Check the connection and try again.",
    "Le portail ne répond pas. Vérifiez la connexion et réessayez.",
    "Портал не отвечает. Проверьте соединение и повторите.",
);
pub const GARBLED: Text = text(
    "Unexpected answer from the portal ({0}). Reloading the page may help.",
    "Réponse inattendue du portail ({0}). Recharger la page peut aider.",
    "Неожиданный ответ портала ({0}). Попробуйте обновить страницу.",
);
