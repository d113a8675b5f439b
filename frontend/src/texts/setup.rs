//! Setting the portal up.

use shared::text::{Text, text};

pub const TITLE: Text = text("Set up your portal", "Configurer votre portail", "Настройка портала");
pub const LEAD: Text = text(
    "You become its first administrator.",
    "Vous en devenez le premier administrateur.",
    "Вы станете его первым администратором.",
);
pub const YOU: Text = text("You", "Vous", "Вы");
pub const PORTAL: Text = text("The portal", "Le portail", "Портал");
pub const NAME: Text = text("First name", "Prénom", "Имя");
pub const LAST_NAME: Text = text("Last name", "Nom", "Фамилия");
pub const PASSWORD_HELP: Text = text("At least 8 characters.", "Au moins 8 caractères.", "Не короче 8 знаков.");
pub const COMPANY: Text = text("Company", "Entreprise", "Компания");
pub const LANGUAGE: Text = text("Language of the portal", "Langue du portail", "Язык портала");
pub const LANGUAGE_HELP: Text = text(
    "Stages and other lists are created in it. It can’t be changed later.",
    "Les étapes et autres listes y sont créées. Elle ne pourra plus être modifiée.",
    "На нём создаются стадии и другие списки. Позже изменить нельзя.",
);
pub const TIME_ZONE: Text = text("Time zone", "Fuseau horaire", "Часовой пояс");
pub const TIME_ZONE_HELP: Text = text(
    "As in Europe/Paris. Statistics count days by it.",
    "Par exemple Europe/Paris. Les statistiques comptent les jours ainsi.",
    "Например, Europe/Moscow. По нему статистика считает дни.",
);
pub const CURRENCY: Text = text("Base currency", "Devise de base", "Базовая валюта");
pub const CURRENCY_HELP: Text =
    text("Three letters, such as EUR.", "Trois lettres, par exemple EUR.", "Три буквы, например EUR.");
pub const SUBMIT: Text = text("Set up and sign in", "Configurer et se connecter", "Настроить и войти");
pub const LINK_MISSING: Text = text(
    "This address lacks the code of the set-up link. Copy the whole link that the program printed.",
    "Il manque à cette adresse le code du lien d’installation. Copiez le lien entier affiché par le programme.",
    "В адресе нет кода ссылки настройки. Скопируйте целиком ссылку, которую напечатала программа.",
);
