//! Accepting an invitation.

use shared::text::{Text, text};

pub const TITLE: Text = text("Welcome", "Bienvenue", "Добро пожаловать");
pub const LEAD: Text = text(
    "Choose a password for {0}. You will sign in with it.",
    "Choisissez un mot de passe pour {0}. Il servira à vous connecter.",
    "Придумайте пароль для {0}. С ним вы будете входить.",
);
pub const NEW_PASSWORD: Text = text("New password", "Nouveau mot de passe", "Новый пароль");
pub const SUBMIT: Text = text("Save password and sign in", "Enregistrer et se connecter", "Сохранить пароль и войти");
pub const TO_SIGN_IN: Text = text("Go to sign-in", "Aller à la connexion", "Ко входу");
