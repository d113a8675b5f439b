//! Settings of the portal.

use shared::text::{Text, text};

pub const TITLE: Text = text("Settings", "Réglages", "Настройки");
pub const LEAD: Text = text(
    "Of the portal as a whole. Each group is saved on its own, and every change is in the audit trail.",
    "Du portail dans son ensemble. Chaque groupe s’enregistre séparément, et chaque modification est journalisée.",
    "Всего портала. Каждая группа сохраняется отдельно, и каждое изменение попадает в журнал действий.",
);
pub const SAVE: Text = text("Save", "Enregistrer", "Сохранить");
pub const SAVED: Text = text("Saved: {0}", "Enregistré : {0}", "Сохранено: {0}");
pub const RELOAD: Text = text("Load the newer settings", "Charger les nouveaux réglages", "Загрузить новые настройки");
pub const OVERWRITE: Text = text("Save mine over them", "Enregistrer les miens par-dessus", "Сохранить мои поверх");

pub const GENERAL_LEAD: Text = text(
    "What it is called, and what people start with.",
    "Son nom, et ce avec quoi chacun commence.",
    "Название и то, с чего начинают люди.",
);
pub const NAME_HELP: Text = text(
    "Shown beside the mark and in the browser’s tabs. Empty shows Portico.",
    "Affiché près du logo et dans les onglets. Vide : Portico.",
    "Показывается рядом со знаком и на вкладках браузера. Пустое — Portico.",
);
pub const LANGUAGE_HELP: Text = text(
    "Of the screens, for those who have not chosen one.",
    "Celle des écrans, pour qui n’en a pas choisi.",
    "Язык экранов для тех, кто его не выбрал.",
);
pub const TIME_ZONE_HELP: Text = text(
    "REST prints dates in it, and statistics count days by it.",
    "L’API y exprime les dates et les statistiques y comptent les jours.",
    "В нём REST выводит даты, а статистика считает дни.",
);

pub const LIMITS_LEAD: Text = text(
    "How much integrations may ask of the portal.",
    "Ce que les intégrations peuvent demander au portail.",
    "Сколько интеграции могут требовать от портала.",
);
pub const OFF_HELP: Text = text(
    "No request is refused for being one too many.",
    "Aucune requête n’est refusée pour excès.",
    "Ни один запрос не отклоняется из-за количества.",
);
pub const AMOUNTS_HELP: Text = text(
    "{0} requests a second from one address for ever, {1} at once. A method may work {2} seconds for an integration within ten minutes.",
    "{0} requêtes par seconde et par adresse en continu, {1} d’un coup. Une méthode peut travailler {2} secondes pour une intégration en dix minutes.",
    "С одного адреса — {0} запросов в секунду постоянно и {1} разом. Метод может работать на интеграцию {2} секунд за десять минут.",
);
pub const NUMBER: Text = text("Enter a whole number.", "Entrez un nombre entier.", "Введите целое число.");
pub const IN_FORCE: Text = text(
    "The portal was started with other limits ({0}); they hold until it starts again or you save here.",
    "Le portail a été démarré avec d’autres limites ({0}) ; elles valent jusqu’au prochain démarrage ou enregistrement.",
    "Портал запущен с другими ограничениями ({0}); они действуют до перезапуска или до сохранения здесь.",
);

pub const CREATION_LEAD: Text = text(
    "What there is goes on; only new integrations are refused.",
    "L’existant continue ; seules les nouvelles intégrations sont refusées.",
    "Существующее продолжит работать; отклоняются только новые интеграции.",
);

pub const REST_LEAD: Text = text(
    "For all integrations at once. The screens go on working.",
    "Pour toutes les intégrations à la fois. Les écrans continuent de fonctionner.",
    "Для всех интеграций сразу. Экраны продолжают работать.",
);
pub const REST_ON_HELP: Text =
    text("Calls are answered.", "Les appels reçoivent une réponse.", "Вызовы обслуживаются.");
pub const REST_PAUSED_HELP: Text = text(
    "Every call gets 503 OVERLOAD_LIMIT; well-made clients try again later.",
    "Chaque appel reçoit 503 OVERLOAD_LIMIT ; un bon client réessaie plus tard.",
    "Каждый вызов получает 503 OVERLOAD_LIMIT; хорошие клиенты повторят позже.",
);
pub const REST_OFF_HELP: Text = text(
    "Every call gets 403 ACCESS_DENIED; clients give up.",
    "Chaque appel reçoit 403 ACCESS_DENIED ; les clients abandonnent.",
    "Каждый вызов получает 403 ACCESS_DENIED; клиенты не повторяют.",
);

pub const HANDLERS_LEAD: Text = text(
    "Handlers must be reachable from outside, unless their address is listed here.",
    "Les gestionnaires doivent être joignables de l’extérieur, sauf si leur adresse figure ici.",
    "Обработчики должны быть доступны снаружи, если их адреса нет в этом списке.",
);
pub const ALLOWED_HELP: Text = text(
    "One a line: hosts such as erp.internal or *.internal, addresses, and networks such as 10.0.0.0/8.",
    "Un par ligne : des hôtes tels que erp.internal ou *.internal, des adresses, des réseaux tels que 10.0.0.0/8.",
    "По одному в строке: узлы вроде erp.internal или *.internal, адреса и сети вроде 10.0.0.0/8.",
);

pub const SINGLE_ATTEMPT_HELP: Text = text(
    "What a handler does not take is given up at once, as Bitrix24 does. Otherwise it is sent again for more than a day.",
    "Ce qu’un gestionnaire ne prend pas est abandonné aussitôt, comme le fait Bitrix24. Sinon l’envoi est répété pendant plus d’un jour.",
    "Что обработчик не принял, сразу отбрасывается, как делает Bitrix24. Иначе отправка повторяется больше суток.",
);
pub const RETENTION_LEAD: Text = text(
    "Older rows go by themselves. Statistics are kept for {0} days.",
    "Les lignes plus anciennes disparaissent d’elles-mêmes. Les statistiques sont conservées {0} jours.",
    "Более старые записи удаляются сами. Статистика хранится {0} дней.",
);
pub const DELIVERIES_DAYS_HELP: Text = text("1 to 90.", "De 1 à 90.", "От 1 до 90.");
pub const REQUESTS_DAYS_HELP: Text = text("1 to 14.", "De 1 à 14.", "От 1 до 14.");
