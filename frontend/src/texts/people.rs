//! People of the portal.

use shared::text::{Text, text};

pub const TITLE: Text = text("People", "Utilisateurs", "Люди");
pub const LEAD: Text = text(
    "Invite people by a link that you hand over yourself. No mail is sent.",
    "Invitez par un lien que vous transmettez vous-même. Aucun e-mail n’est envoyé.",
    "Приглашайте людей ссылкой, которую передаёте сами. Письма не отправляются.",
);
pub const INVITE: Text = text("Invite somebody", "Inviter quelqu’un", "Пригласить");
pub const NAME: Text = text("Name", "Nom", "Имя");
pub const ROLE: Text = text("Role", "Rôle", "Роль");
pub const STATUS: Text = text("Status", "État", "Статус");
pub const LAST_SEEN: Text = text("Last sign-in", "Dernière connexion", "Последний вход");
pub const NEVER: Text = text("Never", "Jamais", "Никогда");
pub const ACTIONS: Text = text("Actions", "Actions", "Действия");
pub const ACTIONS_FOR: Text = text("Actions for {0}", "Actions pour {0}", "Действия: {0}");
pub const YOU: Text = text("you", "vous", "вы");
pub const ACTIVE: Text = text("Active", "Actif", "Работает");
pub const INVITED: Text = text("Invited", "Invité", "Приглашён");
pub const INACTIVE: Text = text("Deactivated", "Désactivé", "Отключён");
pub const SEARCH: Text = text("Filter by name or e-mail", "Filtrer par nom ou e-mail", "Имя или почта");
pub const NO_MATCH: Text =
    text("Nobody matches “{0}”.", "Personne ne correspond à « {0} ».", "По запросу «{0}» никого нет.");
pub const RESET: Text = text("Show everybody", "Afficher tout le monde", "Показать всех");
pub const MAKE_ADMIN: Text = text("Make administrator", "Nommer administrateur", "Сделать администратором");
pub const MAKE_USER: Text = text("Make ordinary user", "Rendre simple utilisateur", "Сделать обычным пользователем");
pub const NEW_LINK: Text = text("New sign-in link…", "Nouveau lien de connexion…", "Новая ссылка для входа…");
pub const DEACTIVATE: Text = text("Deactivate…", "Désactiver…", "Отключить…");
pub const ACTIVATE: Text = text("Activate", "Réactiver", "Включить");
pub const DEACTIVATE_TITLE: Text = text("Deactivate {0}?", "Désactiver {0} ?", "Отключить: {0}?");
pub const DEACTIVATE_TEXT: Text = text(
    "They can no longer sign in, and calls by their webhooks are refused. You can activate them again at any time.",
    "Cette personne ne pourra plus se connecter et les appels de ses webhooks seront refusés. Vous pourrez la réactiver à tout moment.",
    "Войти будет нельзя, вызовы через вебхуки этого человека будут отклоняться. Включить можно в любой момент.",
);
pub const DEACTIVATE_ACT: Text = text("Deactivate", "Désactiver", "Отключить");
pub const NEW_LINK_TITLE: Text = text("New link for {0}?", "Nouveau lien pour {0} ?", "Новая ссылка: {0}?");
pub const NEW_LINK_TEXT: Text = text(
    "With it they choose a new password. An earlier link stops working.",
    "Il permet de choisir un nouveau mot de passe. Un lien antérieur cesse de fonctionner.",
    "По ней задаётся новый пароль. Прежняя ссылка перестанет работать.",
);
pub const NEW_LINK_ACT: Text = text("Make link", "Créer le lien", "Создать ссылку");
pub const INVITE_ADMIN: Text = text("Administrator", "Administrateur", "Администратор");
pub const INVITE_ADMIN_HELP: Text = text(
    "Sees and edits everything in the portal.",
    "Voit et modifie tout dans le portail.",
    "Видит и меняет всё на портале.",
);
pub const INVITE_SUBMIT: Text =
    text("Make invitation link", "Créer le lien d’invitation", "Создать ссылку-приглашение");
pub const LINK_TITLE: Text = text("Link for {0}", "Lien pour {0}", "Ссылка: {0}");
pub const LINK_TEXT: Text = text(
    "Hand it over yourself. It is shown only now, works once, and until {0}.",
    "Transmettez-le vous-même. Il n’est affiché que maintenant, sert une seule fois, et jusqu’au {0}.",
    "Передайте её сами. Она видна только сейчас и сработает один раз, до: {0}.",
);
pub const LINK: Text = text("One-time link", "Lien à usage unique", "Одноразовая ссылка");
pub const COPY_LINK: Text = text("Copy link", "Copier le lien", "Копировать ссылку");
pub const DONE: Text = text("Done", "Terminé", "Готово");
pub const SAVED: Text = text("Saved: {0}", "Enregistré : {0}", "Сохранено: {0}");
