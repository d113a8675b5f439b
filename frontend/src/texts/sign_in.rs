//! Signing in.

use shared::text::{Text, text};

pub const TITLE: Text = text("Sign in", "Connexion", "Вход");
pub const EMAIL: Text = text("E-mail", "Adresse e-mail", "Электронная почта");
pub const PASSWORD: Text = text("Password", "Mot de passe", "Пароль");
pub const SIGN_IN: Text = text("Sign in", "Se connecter", "Войти");
pub const SIGN_IN_ELSE: Text = text("Sign in as somebody else", "Se connecter autrement", "Войти под другим именем");
pub const FORGOTTEN: Text = text(
    "Password forgotten? An administrator can give you a new link.",
    "Mot de passe oublié ? Un administrateur peut vous donner un nouveau lien.",
    "Забыли пароль? Администратор выдаст новую ссылку.",
);
pub const NOT_SET_UP: Text = text("This portal is new", "Ce portail est neuf", "Это новый портал");
pub const NOT_SET_UP_LEAD: Text = text(
    "Open the set-up link that the program printed when it started. It makes the first administrator.",
    "Ouvrez le lien d’installation affiché au démarrage du programme. Il crée le premier administrateur.",
    "Откройте ссылку настройки, которую программа напечатала при запуске. По ней создаётся первый администратор.",
);
