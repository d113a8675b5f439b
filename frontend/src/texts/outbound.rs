//! The outbound webhook in the form of an integration.

use shared::text::{Text, text};

pub const TITLE: Text = text("Outbound webhook", "Webhook sortant", "Исходящий вебхук");
pub const LEAD: Text = text(
    "The portal calls your address when something changes",
    "Le portail appelle votre adresse quand quelque chose change",
    "Портал вызывает ваш адрес, когда что-то меняется",
);
pub const OPTIONAL: Text = text(
    "Optional: without an address nothing is sent",
    "Facultatif : sans adresse, rien n’est envoyé",
    "Необязательно: без адреса ничего не отправляется",
);
pub const HANDLER: Text = text("Your handler URL", "URL de votre gestionnaire", "URL вашего обработчика");
pub const HANDLER_HELP: Text = text(
    "A public https address. Each event comes as a POST request; answer with any 2xx status within 10 seconds.",
    "Une adresse https publique. Chaque événement arrive par une requête POST ; répondez par un statut 2xx en moins de 10 secondes.",
    "Публичный адрес https. Каждое событие приходит запросом POST; ответьте любым статусом 2xx за 10 секунд.",
);
pub const TOKEN: Text = text("Application token", "Jeton d’application", "Токен приложения");
pub const TOKEN_HELP: Text = text(
    "Every event carries it as auth[application_token]: compare it to know that the portal is calling.",
    "Chaque événement le porte dans auth[application_token] : comparez-le pour savoir que c’est le portail qui appelle.",
    "Каждое событие несёт его в auth[application_token]: сравните, чтобы знать, что вызывает портал.",
);
pub const SIGNING: Text = text("Signing secret", "Clé de signature", "Ключ подписи");
pub const SIGNING_HELP: Text = text(
    "To verify a request, take webhook-id, webhook-timestamp and the body, joined by dots: their HMAC-SHA-256 under this key is what webhook-signature says after “v1,”. Libraries of Standard Webhooks do it for you.",
    "Pour vérifier une requête, joignez par des points webhook-id, webhook-timestamp et le corps : leur HMAC-SHA-256 avec cette clé est ce que donne webhook-signature après « v1, ». Les bibliothèques Standard Webhooks s’en chargent.",
    "Чтобы проверить запрос, соедините точками webhook-id, webhook-timestamp и тело: их HMAC-SHA-256 с этим ключом стоит в webhook-signature после «v1,». Библиотеки Standard Webhooks делают это сами.",
);
pub const AT_SAVE: Text = text(
    "Made when you save with an address.",
    "Créé à l’enregistrement, une fois l’adresse saisie.",
    "Появится при сохранении с адресом.",
);
pub const NEW_AT_SAVE: Text = text(
    "A new one replaces this when you save; your handler has to know it from then on.",
    "Un nouveau le remplacera à l’enregistrement ; votre gestionnaire devra alors le connaître.",
    "При сохранении сменится новым; с этого момента его должен знать обработчик.",
);
pub const LOST: Text = text(
    "It can no longer be shown, but the portal goes on using it. To see it, generate a new one.",
    "Il ne peut plus être affiché, mais le portail continue de l’utiliser. Pour le voir, générez-en un nouveau.",
    "Показать его уже нельзя, но портал продолжает его использовать. Чтобы увидеть, создайте новый.",
);
pub const KEY_LOST: Text = text(
    "The portal’s key file has changed and this can no longer be read. No event is sent until you generate a new one and save.",
    "Le fichier de clé du portail a changé et ceci n’est plus lisible. Aucun événement n’est envoyé tant que vous n’en avez pas généré et enregistré un nouveau.",
    "Файл ключа портала изменился, и прочитать это уже нельзя. Пока вы не создадите и не сохраните новое значение, события не отправляются.",
);
pub const EVENTS: Text = text("Events", "Événements", "События");
pub const EVENT_ADD: Text = text("Add events", "Ajouter des événements", "Добавить события");
pub const EVENT_SEARCH: Text = text("Search events", "Rechercher un événement", "Поиск события");
pub const EVENT_UNKNOWN: Text = text("No such event.", "Aucun événement de ce nom.", "Такого события нет.");
pub const EVENT_REMOVE: Text = text("Remove {0}", "Retirer {0}", "Убрать: {0}");
pub const FORMAT: Text = text("Body format", "Format du corps", "Формат тела");
pub const FORM: Text = text("Form", "Formulaire", "Форма");
pub const JSON: Text = text("JSON", "JSON", "JSON");
pub const FORMAT_HELP: Text = text(
    "Forms are what handlers of Bitrix24 expect",
    "Les gestionnaires Bitrix24 attendent un formulaire",
    "Обработчики Битрикс24 ждут форму",
);
pub const SAMPLE: Text =
    text("What your handler receives", "Ce que reçoit votre gestionnaire", "Что получит обработчик");
pub const SAMPLE_EVENT: Text = text("Event", "Événement", "Событие");
pub const SAMPLE_COPY: Text = text("Copy the body", "Copier le corps", "Скопировать тело");
pub const PAUSED: Text = text(
    "{0} paused deliveries {1}. Events are collected and go out when you resume.",
    "{0} a suspendu les envois {1}. Les événements s’accumulent et partiront à la reprise.",
    "Отправка приостановлена {1}. Кем: {0}. События копятся и уйдут после возобновления.",
);
pub const PAUSED_FAILING: Text = text(
    "Your handler kept failing, so the portal paused deliveries {0}. Events are collected and go out when you resume.",
    "Votre gestionnaire échouait sans cesse : le portail a suspendu les envois {0}. Les événements s’accumulent et partiront à la reprise.",
    "Обработчик постоянно отвечал ошибкой, и портал приостановил отправку {0}. События копятся и уйдут после возобновления.",
);
pub const PAUSE: Text = text("Pause deliveries", "Suspendre les envois", "Приостановить отправку");
pub const PAUSE_HELP: Text = text(
    "Events are collected meanwhile. Takes effect at once",
    "Les événements s’accumulent entre-temps. Prend effet aussitôt",
    "События тем временем копятся. Действует сразу",
);
pub const RESUME: Text = text("Resume", "Reprendre", "Возобновить");
pub const RESUMED: Text = text("Deliveries go on", "Les envois reprennent", "Отправка возобновлена");
pub const PAUSE_DONE: Text = text("Deliveries are paused", "Les envois sont suspendus", "Отправка приостановлена");
pub const NEW_SECRETS: Text = text(
    "The secrets of the outbound webhook are new. Give them to your handler.",
    "Les codes du webhook sortant sont nouveaux. Transmettez-les à votre gestionnaire.",
    "Коды исходящего вебхука новые. Передайте их обработчику.",
);
pub const TAKEN: Text = text(
    "You are the owner now. Give the new secrets to the handler.",
    "Vous en êtes maintenant propriétaire. Transmettez les nouveaux codes au gestionnaire.",
    "Теперь владелец вы. Передайте обработчику новые коды.",
);
pub const TAKE_SECRET: Text = text(
    "it gets new secrets, and the handler refuses events until it knows them;",
    "elle reçoit de nouveaux codes, et le gestionnaire refusera les événements tant qu’il ne les connaît pas ;",
    "коды сменятся, и обработчик не примет события, пока не узнает новые;",
);
pub const CHECK: Text = text("Check handler", "Vérifier le gestionnaire", "Проверить обработчик");
pub const CHECK_FINE: Text = text(
    "The handler answered with status {0}.",
    "Le gestionnaire a répondu avec le statut {0}.",
    "Обработчик ответил статусом {0}.",
);
pub const STEP_DNS: Text = text("name {0} ms", "nom {0} ms", "имя {0} мс");
pub const STEP_CONNECT: Text = text("connection {0} ms", "connexion {0} ms", "соединение {0} мс");
pub const STEP_TLS: Text = text("TLS {0} ms", "TLS {0} ms", "TLS {0} мс");
pub const STEP_ANSWER: Text = text("answer {0} ms", "réponse {0} ms", "ответ {0} мс");
pub const TEST: Text = text("Send test event", "Envoyer un événement de test", "Отправить тестовое событие");
pub const TEST_SAVED: Text = text(
    "Save first: a test goes the way that is saved",
    "Enregistrez d’abord : le test suit ce qui est enregistré",
    "Сначала сохраните: тест идёт туда, куда сохранено",
);
pub const TEST_WAITS: Text = text("{0} is on its way…", "{0} est en route…", "{0} в пути…");
pub const TEST_PAUSED: Text = text(
    "Deliveries are paused: the test waits until they go on.",
    "Les envois sont suspendus : le test attend la reprise.",
    "Отправка приостановлена: тест ждёт её возобновления.",
);
pub const TEST_FINE: Text = text(
    "{0} was delivered: status {1} in {2} ms.",
    "{0} a été livré : statut {1} en {2} ms.",
    "{0} доставлено: статус {1} за {2} мс.",
);
pub const SENDS: Text = text("Sends events", "Envoie les événements", "Отправляет события");
