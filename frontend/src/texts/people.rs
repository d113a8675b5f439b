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
pub const SEARCH: Text = text("Name, e-mail or position", "Nom, e-mail ou poste", "Имя, почта или должность");
pub const NO_MATCH: Text = text("Nobody matches.", "Personne ne correspond.", "Никого не нашлось.");
pub const COUNT: Text = text("{0} of {1}", "{0} sur {1}", "{0} из {1}");
pub const ANY: Text = text("Any", "Tous", "Любой");
pub const DEPARTMENT: Text = text("Department", "Service", "Подразделение");
pub const DEPARTMENTS: Text = text("Departments", "Services", "Подразделения");
pub const POSITION: Text = text("Position", "Poste", "Должность");
pub const INTEGRATIONS: Text = text("Integrations", "Intégrations", "Интеграции");
pub const LINK_UNTIL: Text = text("Link works until {0}", "Lien valable jusqu’au {0}", "Ссылка действует до {0}");
pub const EDIT: Text = text("Edit…", "Modifier…", "Изменить…");
pub const EDIT_TITLE: Text = text("Edit {0}", "Modifier {0}", "Изменить: {0}");
pub const SAVE: Text = text("Save", "Enregistrer", "Сохранить");
pub const RENEW: Text = text("New invitation link…", "Nouveau lien d’invitation…", "Новая ссылка-приглашение…");
pub const REVOKE: Text = text("Revoke the link", "Révoquer le lien", "Отозвать ссылку");
pub const HAND_OVER: Text = text("Hand over integrations…", "Transmettre les intégrations…", "Передать интеграции…");
pub const RESET: Text = text("Show everybody", "Afficher tout le monde", "Показать всех");
pub const MAKE_ADMIN: Text = text("Make administrator…", "Nommer administrateur…", "Сделать администратором…");
pub const MAKE_USER: Text = text("Make ordinary user…", "Rendre simple utilisateur…", "Сделать обычным пользователем…");
pub const ADMIN_TITLE: Text =
    text("Make {0} an administrator?", "Nommer {0} administrateur ?", "Сделать администратором: {0}?");
pub const ADMIN_TEXT: Text = text(
    "Administrators see and change everything in the portal, and so do calls by their webhooks.",
    "Un administrateur voit et modifie tout dans le portail, et les appels de ses webhooks aussi.",
    "Администратор видит и меняет на портале всё, и вызовы через его вебхуки тоже.",
);
pub const ADMIN_ACT: Text = text("Make administrator", "Nommer administrateur", "Сделать администратором");
pub const USER_TITLE: Text =
    text("Make {0} an ordinary user?", "Rendre {0} simple utilisateur ?", "Сделать обычным пользователем: {0}?");
pub const USER_TEXT: Text = text(
    "They lose access to people, settings, statistics and other people’s integrations. Their webhooks lose it, too.",
    "Cette personne perd l’accès aux utilisateurs, aux réglages, aux statistiques et aux intégrations des autres. Ses webhooks aussi.",
    "Доступ к людям, настройкам, статистике и чужим интеграциям пропадёт — и у человека, и у его вебхуков.",
);
pub const USER_ACT: Text = text("Make ordinary user", "Rendre simple utilisateur", "Сделать обычным пользователем");
pub const NEW_LINK: Text = text("New sign-in link…", "Nouveau lien de connexion…", "Новая ссылка для входа…");
pub const DEACTIVATE: Text = text("Deactivate…", "Désactiver…", "Отключить…");
pub const ACTIVATE: Text = text("Activate", "Réactiver", "Включить");
pub const DEACTIVATE_TITLE: Text = text("Deactivate {0}?", "Désactiver {0} ?", "Отключить: {0}?");
pub const DEACTIVATE_TEXT: Text = text(
    "They are signed out everywhere and cannot sign in again. What they made in the portal stays. You can activate them again at any time.",
    "Cette personne est déconnectée partout et ne peut plus se connecter. Ce qu’elle a créé dans le portail reste. Vous pourrez la réactiver à tout moment.",
    "Все сеансы завершатся, войти снова будет нельзя. Всё созданное на портале останется. Включить можно в любой момент.",
);
pub const DEACTIVATE_OWN: Text = text(
    "This is you: the page closes at once.",
    "Il s’agit de vous : la page se ferme aussitôt.",
    "Это вы сами: страница сразу закроется.",
);
pub const HAND_OVER_TITLE: Text = text("Integrations of {0}", "Intégrations de {0}", "Интеграции, владелец: {0}");
pub const HAND_OVER_ACT: Text = text("Hand over", "Transmettre", "Передать");
pub const WHAT_BECOMES: Text =
    text("What becomes of their integrations?", "Que deviennent ses intégrations ?", "Что станет с интеграциями?");
pub const KEEP: Text = text("Keep integrations", "Conserver les intégrations", "Сохранить интеграции");
pub const KEEP_HELP: Text = text(
    "They move to a technical user. Addresses and secrets go on working, with the rights that this person has today. Whoever edits one later becomes its owner, and it gets a new secret.",
    "Elles passent à un utilisateur technique. Adresses et codes continuent de fonctionner, avec les droits actuels de cette personne. Qui en modifie une en devient propriétaire, et elle reçoit un nouveau code.",
    "Они перейдут к техническому пользователю. Адреса и коды продолжат работать с нынешними правами этого человека. Кто позже изменит интеграцию, станет её владельцем, и код сменится.",
);
pub const DISABLE: Text = text("Disable integrations", "Désactiver les intégrations", "Отключить интеграции");
pub const DISABLE_HELP: Text = text(
    "Calls are refused from now on. The integrations stay this person’s and can be switched on again.",
    "Les appels sont refusés dès maintenant. Les intégrations restent à cette personne et peuvent être réactivées.",
    "Вызовы будут отклоняться. Интеграции останутся за этим человеком, их можно включить снова.",
);
pub const NEVER_USED: Text = text("never used", "jamais utilisée", "не использовалась");
pub const DEACTIVATE_ACT: Text = text("Deactivate", "Désactiver", "Отключить");
pub const NEW_LINK_TITLE: Text = text("New link for {0}?", "Nouveau lien pour {0} ?", "Новая ссылка: {0}?");
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
pub const SAVED: Text = text("Saved: {0}", "Enregistré : {0}", "Сохранено: {0}");
