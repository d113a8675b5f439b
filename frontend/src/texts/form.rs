//! The form of an integration.

use shared::text::{Text, text};

pub const SCENARIO_GONE: Text = text("There is no such scenario.", "Ce scénario n’existe pas.", "Такого сценария нет.");
pub const SCENARIO_GONE_HELP: Text = text(
    "Choose another one under Common use cases.",
    "Choisissez-en un autre parmi les cas d’utilisation courants.",
    "Выберите другой среди готовых сценариев.",
);
pub const INTEGRATION: Text = text("Integration", "Intégration", "Интеграция");
pub const RENAME: Text = text("Rename", "Renommer", "Переименовать");
pub const NAME: Text = text("Name", "Nom", "Название");
pub const OWNED_BY: Text = text("Belongs to {0}", "Appartient à {0}", "Владелец: {0}");

pub const ADDRESS: Text = text("Webhook address", "Adresse du webhook", "Адрес вебхука");
pub const ONLY_YOU: Text =
    text("Only you can see the secret", "Vous seul voyez le code secret", "Код видите только вы");
pub const NOT_YOURS: Text = text("Only {0} can see the secret", "Seul {0} voit le code secret", "Код видит только {0}");
pub const SECRET_LOST: Text = text(
    "The secret can no longer be shown. Calls go on working. Generate a new one to see it again.",
    "Le code secret ne peut plus être affiché. Les appels fonctionnent toujours. Générez-en un nouveau pour le revoir.",
    "Показать код уже нельзя. Вызовы работают как прежде. Чтобы снова видеть код, создайте новый.",
);
pub const GENERATE: Text = text("Generate new", "Générer un nouveau", "Создать новый");
pub const GENERATE_TITLE: Text =
    text("Generate a new secret?", "Générer un nouveau code secret ?", "Создать новый код?");
pub const GENERATE_DRAFT: Text = text(
    "The draft gets it at once. Whatever uses the present address stops working.",
    "Le brouillon le reçoit aussitôt. Ce qui utilise l’adresse actuelle cesse de fonctionner.",
    "Черновик получит его сразу. Всё, что использует нынешний адрес, перестанет работать.",
);
pub const GENERATE_SAVED: Text =
    text("It is made when you save.", "Il est créé à l’enregistrement.", "Он появится при сохранении.");
pub const OVERLAP: Text = text(
    "How long the present one keeps working",
    "Combien de temps l’actuel reste valable",
    "Сколько ещё работает нынешний код",
);
pub const OVERLAP_NONE: Text = text("Ends at once", "S’arrête aussitôt", "Перестаёт сразу");
pub const OVERLAP_1: Text = text("1 hour", "1 heure", "1 час");
pub const OVERLAP_8: Text = text("8 hours", "8 heures", "8 часов");
pub const OVERLAP_24: Text = text("24 hours", "24 heures", "24 часа");
pub const OVERLAP_HELP: Text = text(
    "Time to give the new address to everything that calls. Both work until then.",
    "Le temps de donner la nouvelle adresse à tout ce qui l’appelle. Jusque-là, les deux fonctionnent.",
    "Время, чтобы передать новый адрес всем, кто вызывает. До тех пор работают оба.",
);
pub const FORMER: Text = text(
    "The previous secret still works: it ends {0} ({1}).",
    "L’ancien code fonctionne encore : il expire {0} ({1}).",
    "Прежний код ещё работает: перестанет {0} ({1}).",
);
pub const FORMER_END: Text = text("End it now", "L’arrêter maintenant", "Отключить сейчас");
pub const FORMER_TITLE: Text =
    text("End the previous secret?", "Arrêter l’ancien code secret ?", "Отключить прежний код?");
pub const FORMER_TEXT: Text = text(
    "Whatever still calls with it is refused from now on.",
    "Tout appel qui l’utilise encore sera refusé dès maintenant.",
    "Все, кто ещё вызывает с ним, сразу получат отказ.",
);
pub const FORMER_ENDED: Text =
    text("The previous secret no longer works", "L’ancien code ne fonctionne plus", "Прежний код больше не работает");
pub const GENERATE_YES: Text = text("Generate", "Générer", "Создать");
pub const GENERATED: Text = text("New secret in place", "Nouveau code secret en place", "Новый код действует");
pub const SECRET_AT_SAVE: Text = text(
    "A new secret replaces this one when you save; this one ends at once.",
    "Un nouveau code secret remplacera celui-ci à l’enregistrement ; celui-ci s’arrêtera aussitôt.",
    "При сохранении этот код сменится новым и сразу перестанет работать.",
);
pub const SECRET_AT_SAVE_OVERLAP: Text = text(
    "A new secret replaces this one when you save; this one works for {0} more.",
    "Un nouveau code secret remplacera celui-ci à l’enregistrement ; celui-ci fonctionnera encore {0}.",
    "При сохранении этот код сменится новым, а сам проработает ещё {0}.",
);
pub const KEEP_SECRET: Text = text("Keep the present one", "Garder l’actuel", "Оставить нынешний");

pub const PERMISSIONS: Text = text("Permissions", "Droits d’accès", "Права доступа");
pub const PERMISSIONS_HELP: Text = text(
    "What this webhook may touch, within your own rights",
    "Ce que ce webhook peut toucher, dans la limite de vos droits",
    "Что доступно вебхуку в пределах ваших прав",
);
pub const PERMISSIONS_OF: Text = text(
    "What this webhook may touch, within the rights of its owner ({0})",
    "Ce que ce webhook peut toucher, dans la limite des droits de son propriétaire ({0})",
    "Что доступно вебхуку в пределах прав владельца ({0})",
);
pub const PERMISSIONS_NONE: Text = text(
    "No permissions yet: only methods that need none will answer.",
    "Aucun droit pour l’instant : seules répondront les méthodes qui n’en demandent pas.",
    "Прав пока нет: ответят только методы, которым они не нужны.",
);
pub const PERMISSION_ADD: Text = text("Add permission", "Ajouter un droit", "Добавить право");
pub const PERMISSION_REMOVE: Text = text("Remove {0}", "Retirer {0}", "Убрать {0}");
pub const PERMISSION_SEARCH: Text = text("Search permissions", "Rechercher un droit", "Поиск права");
pub const PERMISSION_NEEDED: Text =
    text("{0} needs the permission {1}.", "{0} demande le droit {1}.", "Методу {0} нужно право {1}.");
pub const PERMISSION_GRANT: Text = text("Add {0}", "Ajouter {0}", "Добавить {0}");
pub const PERMISSION_UNKNOWN: Text = text("No such permission.", "Aucun droit de ce nom.", "Такого права нет.");
pub const PERMISSION_USED: Text = text(
    "{0}: {1} calls needed it in the last 7 days. They will be refused once you save.",
    "{0} : {1} appels en ont eu besoin ces 7 derniers jours. Ils seront refusés dès l’enregistrement.",
    "{0}: за последние 7 дней понадобилось вызовам: {1}. После сохранения они получат отказ.",
);
pub const PERMISSION_KEEP: Text = text("Keep it", "Le garder", "Оставить");
pub const PERMISSION_IDLE: Text = text(
    "No call has needed these for 30 days:",
    "Aucun appel n’en a eu besoin depuis 30 jours :",
    "За 30 дней не понадобились ни разу:",
);
pub const PERMISSION_AT_SAVE: Text = text(
    "Added permissions count from the next save.",
    "Les droits ajoutés comptent dès l’enregistrement.",
    "Добавленные права действуют после сохранения.",
);

pub const LIMITS: Text = text("Limits", "Limites", "Ограничения");
pub const ALLOW: Text = text("Allowed addresses", "Adresses autorisées", "Разрешённые адреса");
pub const ALLOW_HELP: Text = text(
    "IP addresses and blocks that calls may come from, one a line. None means from anywhere.",
    "Adresses IP et blocs d’où les appels peuvent venir, un par ligne. Aucun : de partout.",
    "IP-адреса и подсети, откуда можно вызывать, по одной на строке. Пусто — откуда угодно.",
);
pub const RATE: Text = text("Requests per second", "Requêtes par seconde", "Запросов в секунду");
pub const RATE_HELP: Text = text(
    "Ten seconds’ worth may come at once; more is refused. Empty means no limit of its own.",
    "L’équivalent de dix secondes peut arriver d’un coup ; au-delà, refus. Vide : pas de limite propre.",
    "Разом можно прислать запас на десять секунд, остальное получит отказ. Пусто — без своего предела.",
);
pub const NOTE: Text = text("Note", "Remarque", "Заметка");
pub const NOTE_HELP: Text = text(
    "What calls it, whom to ask. For you and the administrators.",
    "Ce qui l’appelle, à qui s’adresser. Pour vous et les administrateurs.",
    "Кто вызывает, у кого спросить. Для вас и администраторов.",
);
pub const NOTE_HELP_OF: Text = text(
    "What calls it, whom to ask. For its owner and the administrators.",
    "Ce qui l’appelle, à qui s’adresser. Pour son propriétaire et les administrateurs.",
    "Кто вызывает, у кого спросить. Для владельца и администраторов.",
);
pub const EXPIRY: Text = text("Expiry", "Expiration", "Срок действия");
pub const EXPIRY_HELP: Text = text(
    "Calls are refused after this day",
    "Les appels sont refusés après ce jour",
    "После этого дня вызовы отклоняются",
);
pub const EXPIRY_NEVER: Text = text("Never", "Jamais", "Без срока");
pub const EXPIRY_30: Text = text("30 days", "30 jours", "30 дней");
pub const EXPIRY_90: Text = text("90 days", "90 jours", "90 дней");
pub const EXPIRY_YEAR: Text = text("1 year", "1 an", "1 год");
pub const EXPIRY_DATE: Text = text("Last day", "Dernier jour", "Последний день");
pub const ANSWERS_CALLS: Text = text("Answers calls", "Répond aux appels", "Отвечает на вызовы");
pub const ANSWERS_AND_SENDS: Text = text(
    "Answers calls and sends events",
    "Répond aux appels et envoie les événements",
    "Отвечает на вызовы и отправляет события",
);
pub const STATE: Text = text("State", "État", "Состояние");
pub const ANSWERS_HELP: Text = text(
    "Takes effect at once, without saving",
    "Prend effet aussitôt, sans enregistrer",
    "Действует сразу, без сохранения",
);

pub const SAVE: Text = text("Save integration", "Enregistrer l’intégration", "Сохранить интеграцию");
pub const SAVE_TAKE: Text = text("Save and take over", "Enregistrer et reprendre", "Сохранить и забрать себе");
pub const SAVED: Text = text("Integration saved", "Intégration enregistrée", "Интеграция сохранена");
pub const DRAFT_NOTE: Text = text(
    "An unsaved draft is kept for a day",
    "Un brouillon non enregistré est gardé un jour",
    "Несохранённый черновик хранится сутки",
);
pub const DRAFT_GONE: Text = text(
    "The draft of this address is gone. This is a new one.",
    "Le brouillon de cette adresse n’existe plus. En voici un nouveau.",
    "Черновика по этому адресу больше нет. Это новый.",
);
pub const FIX_FIRST: Text = text(
    "Not saved: correct what is marked above.",
    "Non enregistré : corrigez ce qui est signalé ci-dessus.",
    "Не сохранено: исправьте отмеченное выше.",
);
pub const FIX_THESE: Text =
    text("This keeps it from being saved", "Ceci empêche l’enregistrement", "Сохранить мешает вот что");
pub const REQUEST_WRONG: Text = text(
    "The request can’t be sent as it is.",
    "La requête ne peut pas partir telle quelle.",
    "В таком виде запрос не отправить.",
);
pub const METHOD: Text = text("Method", "Méthode", "Метод");
pub const DUPLICATE: Text = text("Duplicate", "Dupliquer", "Создать копию");
pub const COPY_OF: Text = text("Copy of {0}", "Copie de {0}", "{0} — копия");

pub const LEAVE_TITLE: Text = text("Leave without saving?", "Quitter sans enregistrer ?", "Уйти без сохранения?");
pub const LEAVE_TEXT: Text =
    text("Your changes will be lost.", "Vos modifications seront perdues.", "Изменения будут потеряны.");
pub const LEAVE_YES: Text = text("Leave", "Quitter", "Уйти");
pub const LEAVE_NO: Text = text("Keep editing", "Continuer", "Продолжить");

pub const CONFLICT_TITLE: Text = text("Changed meanwhile", "Modifiée entre-temps", "Изменено за это время");
pub const CONFLICT_HELP: Text = text(
    "Reload shows the present state and drops your changes. Overwrite saves yours over it.",
    "Recharger affiche l’état actuel et abandonne vos modifications. Écraser enregistre les vôtres par-dessus.",
    "«Загрузить заново» покажет текущее состояние без ваших изменений. «Перезаписать» сохранит ваши поверх него.",
);
pub const CONFLICT_AT: Text = text("Saved", "Enregistrée", "Сохранено");
pub const CONFLICT_YOURS: Text = text("You", "Vous", "Вы");
pub const CONFLICT_OWN: Text = text("You, in another window", "Vous, dans une autre fenêtre", "Вы, в другом окне");
pub const RELOAD: Text = text("Reload", "Recharger", "Загрузить заново");
pub const OVERWRITE: Text = text("Overwrite", "Écraser", "Перезаписать");

pub const TAKE_TITLE: Text =
    text("Take over this integration?", "Reprendre cette intégration ?", "Забрать эту интеграцию себе?");
pub const TAKE_TEXT: Text = text(
    "This integration belongs to {0}. When you save it:",
    "Cette intégration appartient à {0}. En l’enregistrant :",
    "Эта интеграция принадлежит другому человеку: {0}. Если её сохранить:",
);
pub const TAKE_OWNER: Text = text(
    "you become the owner, and {0} is told;",
    "vous en devenez propriétaire, et {0} en est informé ;",
    "владельцем станете вы, а {0} узнает об этом;",
);
pub const TAKE_SECRET: Text = text(
    "it gets a new secret, and callers with the old one stop working;",
    "elle reçoit un nouveau code secret, et les appels avec l’ancien cessent de fonctionner ;",
    "код сменится, и вызовы со старым перестанут работать;",
);
pub const TAKE_RIGHTS: Text = text(
    "new calls run with your rights.",
    "les nouveaux appels s’exécutent avec vos droits.",
    "новые вызовы пойдут с вашими правами.",
);
pub const TAKEN: Text = text(
    "You are the owner now. Give the new address to whatever calls it.",
    "Vous en êtes maintenant propriétaire. Transmettez la nouvelle adresse à ce qui l’appelle.",
    "Теперь владелец вы. Передайте новый адрес тем, кто вызывает вебхук.",
);
pub const NEW_SECRET: Text = text(
    "The secret is new. Give the address to whatever calls it.",
    "Le code secret est nouveau. Transmettez l’adresse à ce qui l’appelle.",
    "Код новый. Передайте адрес тем, кто вызывает вебхук.",
);
