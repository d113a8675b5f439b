//! One's own profile.

use shared::text::{Text, text};

pub const TITLE: Text = text("Your profile", "Votre profil", "Ваш профиль");
pub const NAME_TITLE: Text = text("Name", "Nom et prénom", "Имя и фамилия");
pub const NAME_LEAD: Text = text(
    "As others see you. Your e-mail address is {0}.",
    "Tels que les autres vous voient. Votre adresse est {0}.",
    "Так вас видят другие. Ваш адрес: {0}.",
);
pub const SCREENS: Text = text("Screens", "Écrans", "Экраны");
pub const SCREENS_LEAD: Text = text(
    "The same in every browser that you sign in with.",
    "Identiques dans chaque navigateur où vous vous connectez.",
    "Одинаково в любом браузере, где вы входите.",
);
pub const TIME_ZONE: Text = text("Time zone of dates", "Fuseau horaire des dates", "Часовой пояс дат");
pub const TIME_ZONE_HELP: Text =
    text("Empty: the browser’s, {0}.", "Vide : celui du navigateur, {0}.", "Пусто — как в браузере: {0}.");
pub const PASSWORD: Text = text("Password", "Mot de passe", "Пароль");
pub const PASSWORD_LEAD: Text = text(
    "A new one ends all your other sign-ins.",
    "Un nouveau mot de passe met fin à toutes vos autres connexions.",
    "Новый пароль завершит все остальные ваши сеансы.",
);
pub const OLD_PASSWORD: Text = text("Current password", "Mot de passe actuel", "Нынешний пароль");
pub const CHANGE_PASSWORD: Text = text("Change password", "Changer le mot de passe", "Сменить пароль");
pub const PASSWORD_CHANGED: Text = text(
    "The password is changed. Your other sign-ins have ended.",
    "Le mot de passe est changé. Vos autres connexions sont terminées.",
    "Пароль изменён. Остальные ваши сеансы завершены.",
);
pub const SESSIONS: Text = text("Sign-ins", "Connexions", "Сеансы");
pub const SESSIONS_LEAD: Text = text(
    "Where you are signed in now. End what you do not recognise, and change your password.",
    "Où vous êtes connecté actuellement. Mettez fin à ce que vous ne reconnaissez pas et changez de mot de passe.",
    "Где вы сейчас вошли. Незнакомые сеансы завершите и смените пароль.",
);
pub const UNKNOWN: Text = text("Unknown", "Inconnu", "Неизвестно");
pub const THIS_ONE: Text = text("This one", "Celle-ci", "Этот");
pub const END: Text = text("End", "Terminer", "Завершить");
pub const END_OF: Text = text("End {0}", "Terminer {0}", "Завершить: {0}");
pub const END_OTHERS: Text = text("End all others", "Terminer toutes les autres", "Завершить все остальные");
pub const ENDED: Text = text("The sign-in has ended.", "La connexion est terminée.", "Сеанс завершён.");
pub const OTHERS_ENDED: Text = text(
    "All other sign-ins have ended.",
    "Toutes les autres connexions sont terminées.",
    "Остальные сеансы завершены.",
);
