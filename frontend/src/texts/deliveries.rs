//! Deliveries of events.

use shared::text::{Text, text};

pub const TITLE: Text = text("Deliveries", "Envois", "Доставки");
pub const LEAD_ADMIN: Text = text(
    "What became of each event that outbound webhooks of this portal tell of.",
    "Ce qu’il est advenu de chaque événement signalé par les webhooks sortants du portail.",
    "Что стало с каждым событием, о котором сообщают исходящие вебхуки портала.",
);
pub const LEAD: Text = text(
    "What became of each event that your outbound webhooks tell of.",
    "Ce qu’il est advenu de chaque événement signalé par vos webhooks sortants.",
    "Что стало с каждым событием, о котором сообщают ваши исходящие вебхуки.",
);

pub const STATE: Text = text("State", "État", "Состояние");
pub const ALL: Text = text("All", "Tous", "Все");
pub const WAITING: Text = text("Waiting", "En attente", "Ожидает");
pub const DELIVERED: Text = text("Delivered", "Remis", "Доставлено");
pub const FAILED: Text = text("Failed", "Échoué", "Не доставлено");
pub const STATE_COUNT: Text = text("{0}: {1}", "{0} : {1}", "{0}: {1}");
pub const TEST: Text = text("Test", "Test", "Тест");

pub const SEARCH: Text =
    text("Object, event ID or answer", "Objet, identifiant d’événement ou réponse", "Объект, ID события или ответ");
pub const EVENT: Text = text("Event", "Événement", "Событие");
pub const ANY_EVENT: Text = text("Any event", "Tous les événements", "Любое событие");
pub const INTEGRATION: Text = text("Integration", "Intégration", "Интеграция");
pub const ANY_INTEGRATION: Text = text("Any integration", "Toutes les intégrations", "Любая интеграция");
pub const PERIOD: Text = text("Period", "Période", "Период");
pub const ANY_TIME: Text = text("Any time", "À tout moment", "За всё время");
pub const HOUR: Text = text("Last hour", "Dernière heure", "Последний час");
pub const DAY: Text = text("Last 24 hours", "Dernières 24 heures", "Последние 24 часа");
pub const DAYS: Text = text("Last 3 days", "3 derniers jours", "Последние 3 дня");
pub const WEEK: Text = text("Last 7 days", "7 derniers jours", "Последние 7 дней");
pub const CHOSEN: Text = text("From … to …", "De … à …", "С … по …");
pub const FROM: Text = text("From", "De", "С");
pub const TO: Text = text("To", "À", "По");
pub const RESET: Text = text("Show all", "Tout afficher", "Показать все");

pub const OBJECT: Text = text("Object", "Objet", "Объект");
pub const ANSWER: Text = text("Last answer", "Dernière réponse", "Последний ответ");
pub const NO_ANSWER: Text = text("No answer", "Sans réponse", "Нет ответа");
pub const TRIES: Text = text("Tries", "Essais", "Попытки");
pub const HAPPENED: Text = text("Happened", "Survenu", "Произошло");
pub const NEXT_TRY: Text = text("Next try", "Prochain essai", "Следующая попытка");
pub const SOON: Text = text("any moment", "d’un instant à l’autre", "вот-вот");
pub const HELD: Text = text("held back", "retenu", "задержана");
pub const AFTER_EARLIER: Text = text(
    "after an earlier one of this object",
    "après un envoi précédent du même objet",
    "после более раннего о том же объекте",
);
pub const MS: Text = text("{0} ms", "{0} ms", "{0} мс");
pub const NONE: Text = text("None", "Aucun", "Нет");

pub const LOAD_OLDER: Text = text("Load older", "Afficher les précédents", "Показать более ранние");
pub const NO_MORE_YET: Text = text(
    "No match in what has been looked through so far.",
    "Aucune correspondance dans ce qui a été parcouru jusqu’ici.",
    "Среди уже просмотренного ничего не подходит.",
);
pub const KEPT: Text =
    text("Deliveries are kept for {0} days.", "Les envois sont conservés {0} jours.", "Доставки хранятся {0} дн.");
pub const NO_DELIVERIES: Text = text("No deliveries yet", "Aucun envoi pour l’instant", "Доставок пока нет");
pub const NO_DELIVERIES_TEXT: Text = text(
    "As soon as an event happens that an outbound webhook tells of, it shows here with every try.",
    "Dès qu’un événement signalé par un webhook sortant survient, il apparaît ici avec chaque essai.",
    "Как только произойдёт событие, о котором сообщает исходящий вебхук, оно появится здесь со всеми попытками.",
);
pub const NEW_OUTBOUND: Text = text("New outbound webhook", "Nouveau webhook sortant", "Новый исходящий вебхук");
pub const SEND_TEST: Text = text(
    "Open its form to send a test event",
    "Ouvrir le formulaire pour envoyer un test",
    "Открыть форму, чтобы отправить тест",
);
pub const NO_MATCH: Text =
    text("No delivery matches the filter", "Aucun envoi ne correspond au filtre", "Под фильтр ничего не подходит");
pub const HELD_BACK: Text = text(
    "Nothing is sent for “{0}” now: its deliveries are paused, it is switched off, or it needs a new token and signing secret.",
    "Rien n’est envoyé pour « {0} » : ses envois sont suspendus, elle est désactivée, ou il lui faut un nouveau jeton et une nouvelle clé de signature.",
    "Сейчас для «{0}» ничего не отправляется: доставки приостановлены, интеграция выключена или ей нужны новые токен и ключ подписи.",
);
pub const OPEN_INTEGRATION: Text = text("Open integration", "Ouvrir l’intégration", "Открыть интеграцию");

pub const AGAIN: Text = text("Send again", "Renvoyer", "Отправить снова");
pub const TRY_NOW: Text = text("Try now", "Essayer maintenant", "Попробовать сейчас");
pub const OPEN: Text = text("Open", "Ouvrir", "Открыть");
pub const COPY_MESSAGE: Text = text("Copy event ID", "Copier l’identifiant", "Копировать ID события");
pub const COPIED: Text = text("Copied: {0}", "Copié : {0}", "Скопировано: {0}");
pub const SAME_OBJECT: Text = text("All of this object", "Tout sur cet objet", "Всё об этом объекте");
pub const ACTS_FOR: Text = text("Actions for {0}", "Actions pour {0}", "Действия: {0}");
pub const QUEUED: Text = text("Queued again: {0}", "Remis en file : {0}", "Снова в очереди: {0}");
pub const NOTHING_QUEUED: Text =
    text("There was nothing to send again.", "Il n’y avait rien à renvoyer.", "Отправлять снова оказалось нечего.");

pub const PICK: Text = text("Select {0}", "Sélectionner {0}", "Выбрать {0}");
pub const PICK_ALL: Text = text("Select all that are shown", "Tout sélectionner", "Выбрать все показанные");
pub const PICKED: Text = text("Selected: {0}", "Sélectionnés : {0}", "Выбрано: {0}");
pub const PICK_NONE: Text = text("Clear", "Effacer", "Снять выбор");
pub const AGAIN_MANY: Text = text("Send deliveries again: {0}?", "Renvoyer : {0} ?", "Отправить снова: {0}?");
pub const AGAIN_TEXT: Text = text(
    "Handlers get each event with the ID that it has always had, so that they can tell what they have seen.",
    "Les gestionnaires reçoivent chaque événement sous le même identifiant qu’auparavant : ils reconnaissent ce qu’ils ont déjà vu.",
    "Обработчики получат каждое событие с прежним ID и смогут узнать уже виденное.",
);

pub const WAITING_TEXT: Text =
    text("What waits is tried at once.", "Ce qui attend est essayé tout de suite.", "Ожидающее отправится сразу.");

pub const RECOVER: Text = text("Send failed again…", "Renvoyer les échecs…", "Отправить недоставленное…");
pub const RECOVER_TITLE: Text =
    text("Send again what failed", "Renvoyer ce qui a échoué", "Отправить недоставленное снова");
pub const RECOVER_OF: Text = text("Of which integration", "De quelle intégration", "Какой интеграции");
pub const CHOOSE: Text = text("Choose…", "Choisir…", "Выберите…");
pub const SINCE: Text = text("Happened since", "Survenu depuis", "Произошло за");
pub const SINCE_ALL: Text = text("All that is kept", "Tout ce qui est conservé", "Всё, что хранится");
pub const SINCE_TIME: Text = text("A time", "Une date", "Указать время");
pub const TIME: Text = text("Since", "Depuis", "Начиная с");
pub const TIME_WRONG: Text =
    text("Enter a date and a time.", "Saisissez une date et une heure.", "Укажите дату и время.");
pub const RECOVER_COUNT: Text = text("Deliveries that failed: {0}", "Envois échoués : {0}", "Не доставлено: {0}");
pub const RECOVER_NONE: Text =
    text("Nothing failed in this time.", "Rien n’a échoué sur cette période.", "За это время неудач не было.");
pub const RECOVER_NOTHING: Text =
    text("No delivery has failed.", "Aucun envoi n’a échoué.", "Недоставленных событий нет.");
pub const HANDLER_FAILED: Text =
    text("{0}, ID {1} (failed: {2})", "{0}, ID {1} (échoués : {2})", "{0}, ID {1} (не доставлено: {2})");
pub const UNDER_WAY: Text =
    text("Queued again: {0} of {1}", "Remis en file : {0} sur {1}", "Снова в очереди: {0} из {1}");
pub const GOES_ON: Text = text(
    "The portal goes on with it even if you leave this page.",
    "Le portail continue même si vous quittez cette page.",
    "Портал закончит, даже если уйти с этой страницы.",
);

pub const ABOUT: Text = text("About this delivery", "À propos de cet envoi", "О доставке");
pub const MESSAGE: Text = text("Event ID", "Identifiant d’événement", "ID события");
pub const ATTEMPTS: Text = text("Attempts", "Essais", "Попытки");
pub const ATTEMPTS_KEPT: Text = text(
    "The latest {0} of {1} are kept.",
    "Les {0} derniers sur {1} sont conservés.",
    "Хранятся последние {0} из {1}.",
);
pub const NO_ATTEMPTS: Text = text("It has not been tried yet.", "Aucun essai pour l’instant.", "Попыток ещё не было.");
pub const ATTEMPT_TO: Text = text("Sent to", "Envoyé à", "Отправлено на");
pub const ATTEMPT_ID: Text = text("Attempt ID", "Identifiant de l’essai", "ID попытки");
pub const RESPONSE_HEADERS: Text = text("Response headers", "En-têtes de la réponse", "Заголовки ответа");
pub const RESPONSE_BODY: Text = text("Response body", "Corps de la réponse", "Тело ответа");
pub const COPY_RESPONSE: Text = text("Copy response", "Copier la réponse", "Копировать ответ");
pub const BODY_EMPTY: Text = text("Empty", "Vide", "Пусто");
pub const BODY_CUT: Text = text(
    "The handler answered with more; the rest was not read.",
    "Le gestionnaire a répondu plus longuement ; le reste n’a pas été lu.",
    "Ответ был длиннее, остальное не прочитано.",
);
pub const REQUEST: Text = text("Request", "Requête", "Запрос");
pub const REQUEST_NOTE: Text = text(
    "As it would be sent now. The timestamp and the signature are made anew with each try; the token is hidden.",
    "Telle qu’elle serait envoyée maintenant. L’horodatage et la signature sont recréés à chaque essai ; le jeton est masqué.",
    "Такой, какой ушёл бы сейчас. Отметка времени и подпись создаются заново при каждой попытке, токен скрыт.",
);
pub const URL: Text = text("Address", "Adresse", "Адрес");
pub const NO_URL: Text = text(
    "The integration has no handler any more.",
    "L’intégration n’a plus de gestionnaire.",
    "У интеграции больше нет обработчика.",
);
pub const REQUEST_HEADERS: Text = text("Headers", "En-têtes", "Заголовки");
pub const REQUEST_BODY: Text = text("Body", "Corps", "Тело");
pub const COPY_URL: Text = text("Copy address", "Copier l’adresse", "Копировать адрес");
pub const COPY_HEADERS: Text = text("Copy headers", "Copier les en-têtes", "Копировать заголовки");
pub const COPY_BODY: Text = text("Copy body", "Copier le corps", "Копировать тело");
pub const LAID_OUT: Text = text("Laid out", "Mis en forme", "По строкам");
pub const AS_SENT: Text = text("As sent", "Tel qu’envoyé", "Как отправлено");
pub const GONE: Text = text("No such delivery", "Envoi introuvable", "Такой доставки нет");
pub const GONE_TEXT: Text = text(
    "It was kept for long enough and is gone, or it is not yours.",
    "Sa durée de conservation est écoulée, ou il n’est pas à vous.",
    "Срок её хранения истёк, или она не ваша.",
);

pub const QUEUES: Text = text("Offline queues", "Files hors ligne", "Офлайн-очереди");
pub const QUEUES_HINT: Text = text(
    "Events that applications fetch by themselves with event.offline.get.",
    "Événements que les applications récupèrent elles-mêmes avec event.offline.get.",
    "События, которые приложения забирают сами методом event.offline.get.",
);
pub const QUEUE: Text = text("Queue", "File", "Очередь");
pub const APPLICATION: Text = text("Application {0}", "Application {0}", "Приложение {0}");
pub const PROCESS: Text = text("Process", "Processus", "Процесс");
pub const ROWS: Text = text("Rows", "Lignes", "Строки");
pub const MARKED: Text = text("Failed", "Échouées", "С ошибкой");
pub const MARKED_ONE: Text =
    text("The process could not handle it", "Le processus n’a pas pu la traiter", "Процесс не смог её обработать");
pub const OLDEST: Text = text("Oldest", "La plus ancienne", "Самая ранняя");
pub const SHOW_ROWS: Text = text("First rows", "Premières lignes", "Первые строки");
