//! The frame around every screen.

use shared::text::{Text, text};

pub const PORTICO: Text = text("Portico", "Portico", "Portico");
pub const SKIP: Text = text("Skip to content", "Aller au contenu", "К содержанию");
pub const MENU: Text = text("Menu", "Menu", "Меню");
pub const MAIN_NAVIGATION: Text = text("Main navigation", "Navigation principale", "Главное меню");
pub const DEVELOPER: Text = text("Developer resources", "Ressources pour les développeurs", "Разработчикам");
pub const PEOPLE: Text = text("People", "Utilisateurs", "Люди");
pub const USE_CASES: Text = text("Common use cases", "Cas d’utilisation courants", "Готовые сценарии");
pub const INTEGRATIONS: Text = text("Integrations", "Intégrations", "Интеграции");
pub const AUDIT: Text = text("Audit trail", "Journal d’audit", "Журнал действий");
pub const STATISTICS: Text = text("Statistics", "Statistiques", "Статистика");
pub const ADMINISTRATOR: Text = text("Administrator", "Administrateur", "Администратор");
pub const USER: Text = text("User", "Utilisateur", "Пользователь");
pub const LANGUAGE: Text = text("Language", "Langue", "Язык");
pub const THEME: Text = text("Colours", "Couleurs", "Оформление");
pub const THEME_SYSTEM: Text = text("System", "Système", "Системное");
pub const THEME_LIGHT: Text = text("Light", "Clair", "Светлое");
pub const THEME_DARK: Text = text("Dark", "Sombre", "Тёмное");
pub const SIGN_OUT: Text = text("Sign out", "Se déconnecter", "Выйти");
pub const ACCOUNT: Text = text("Account and settings", "Compte et réglages", "Учётная запись и настройки");
pub const ADMINS_ONLY: Text = text(
    "This page is for administrators.",
    "Cette page est réservée aux administrateurs.",
    "Эта страница доступна только администраторам.",
);
pub const SESSION_ENDED: Text = text("Sign in again", "Reconnectez-vous", "Войдите снова");
pub const SESSION_ENDED_LEAD: Text = text(
    "Your session has ended. What you have typed is still here.",
    "Votre session a expiré. Votre saisie est conservée.",
    "Сеанс завершён. Всё, что вы ввели, сохранено на странице.",
);
