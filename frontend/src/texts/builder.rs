//! The request builder and what it gets back.

use shared::text::{Text, text};

pub const REQUEST: Text = text("Request", "Requête", "Запрос");
pub const SEND_AS: Text = text("Send as", "Envoyer en", "Отправлять как");
pub const CHANGE: Text = text("Change", "Changer", "Сменить");
pub const METHOD_CHANGE: Text = text("Change method", "Changer de méthode", "Сменить метод");
pub const METHOD_SEARCH: Text = text("Search methods", "Rechercher une méthode", "Поиск метода");
pub const METHOD_PICK: Text = text("Choose a method", "Choisir une méthode", "Выбрать метод");
pub const METHOD_NONE: Text = text("No method chosen yet.", "Aucune méthode choisie.", "Метод ещё не выбран.");
pub const METHOD_FIRST: Text = text(
    "To execute, choose a method first.",
    "Pour exécuter, choisissez d’abord une méthode.",
    "Чтобы выполнить запрос, сначала выберите метод.",
);
pub const IN_ENGLISH: Text = text(
    "Methods and parameters are described in English.",
    "Les méthodes et les paramètres sont décrits en anglais.",
    "Описания методов и параметров — на английском языке.",
);
pub const METHOD_CHOOSE: Text = text("Choose a method.", "Choisissez une méthode.", "Выберите метод.");
pub const METHOD_ODD: Text = text(
    "A method's name can't have: {0}",
    "Un nom de méthode ne peut contenir : {0}",
    "В имени метода не может быть: {0}",
);
pub const METHOD_UNLISTED: Text = text(
    "This portal does not list this method. It is sent as it is.",
    "Ce portail ne connaît pas cette méthode. Elle est envoyée telle quelle.",
    "Портал не знает такого метода. Он будет отправлен как есть.",
);
pub const NEEDS_APP: Text = text(
    "Needs an application: a webhook is refused with 403 WRONG_AUTH_TYPE.",
    "Demande une application : un webhook est refusé avec 403 WRONG_AUTH_TYPE.",
    "Нужно приложение: вебхуку ответят отказом 403 WRONG_AUTH_TYPE.",
);
pub const NOT_IMPLEMENTED: Text = text(
    "This portal does not answer this method yet.",
    "Ce portail ne répond pas encore à cette méthode.",
    "Портал пока не отвечает на этот метод.",
);
pub const NOT_IMPLEMENTED_WHY: Text = text(
    "This portal does not answer this method yet: {0}.",
    "Ce portail ne répond pas encore à cette méthode : {0}.",
    "Портал пока не отвечает на этот метод: {0}.",
);
pub const NOT_YET: Text = text("not answered yet", "pas encore de réponse", "пока не отвечает");
pub const FOR_APPS: Text = text("applications only", "applications seulement", "только для приложений");
pub const LOCKED: Text = text("no permission: {0}", "droit manquant : {0}", "нет права: {0}");
pub const METHOD_CHANGED: Text = text(
    "Another method was chosen; parameters that it does not have are gone.",
    "Autre méthode choisie ; les paramètres qu’elle n’a pas ont été retirés.",
    "Выбран другой метод; параметры, которых у него нет, убраны.",
);
pub const SWITCHED: Text = text(
    "Switched to the new method; check the names of the fields.",
    "Nouvelle méthode reprise ; vérifiez les noms des champs.",
    "Взят новый метод; проверьте имена полей.",
);
pub const UNDO: Text = text("Undo", "Annuler", "Вернуть");
pub const DOCS: Text = text("Documentation", "Documentation", "Документация");
pub const ONLY_JSON: Text = text(
    "Version 3 takes POST JSON only",
    "La version 3 n’accepte que POST JSON",
    "Версия 3 принимает только POST JSON",
);
pub const OLD: Text = text("deprecated", "obsolète", "устарел");
pub const DEPRECATED: Text = text("deprecated: {0}", "obsolète : {0}", "устарел: {0}");
pub const USE_SUCCESSOR: Text = text("Use {0}", "Utiliser {0}", "Взять {0}");
pub const WRITES: Text = text("changes data", "modifie les données", "меняет данные");

pub const PARAMETERS: Text = text("Parameters", "Paramètres", "Параметры");
pub const PARAM_NAME: Text = text("Name of parameter {0}", "Nom du paramètre {0}", "Имя параметра {0}");
pub const PARAM_VALUE: Text = text("Value of {0}", "Valeur de {0}", "Значение {0}");
pub const PARAM_REMOVE: Text = text("Remove {0}", "Retirer {0}", "Убрать {0}");
pub const PARAM_ADD: Text = text("Add parameter", "Ajouter un paramètre", "Добавить параметр");
pub const PARAM_ADD_NAMED: Text = text("Add {0}", "Ajouter {0}", "Добавить {0}");
pub const ADD: Text = text("Add", "Ajouter", "Добавить");
pub const PARAM_UP: Text = text("Move {0} up", "Monter {0}", "Поднять {0}");
pub const PARAM_DOWN: Text = text("Move {0} down", "Descendre {0}", "Опустить {0}");
pub const DESCRIBE: Text = text("Describe parameters", "Décrire les paramètres", "Описание параметров");
pub const PARAM_NONE: Text = text(
    "This method has no documented parameters; add your own.",
    "Cette méthode n’a pas de paramètre documenté ; ajoutez les vôtres.",
    "У метода нет описанных параметров, добавьте свои.",
);
pub const DOCUMENTED: Text = text("Documented parameters", "Paramètres documentés", "Описанные параметры");
pub const REQUIRED: Text = text("required", "obligatoire", "обязательный");
pub const MAYBE_REQUIRED: Text = text("maybe required", "peut-être obligatoire", "возможно, обязательный");
pub const MISSING: Text = text("{0} requires: {1}", "{0} demande : {1}", "Методу {0} нужно: {1}");
pub const DUPLICATE: Text = text(
    "Already added: edit the other row, or end the name with [].",
    "Déjà ajouté : modifiez l’autre ligne, ou terminez le nom par [].",
    "Уже есть: измените ту строку или закончите имя на [].",
);
pub const NAME_EMPTY: Text =
    text("Give the parameter a name.", "Donnez un nom au paramètre.", "Введите имя параметра.");
pub const NAME_BRACKETS: Text = text("Check the brackets.", "Vérifiez les crochets.", "Проверьте скобки.");
pub const NAME_ALTERED: Text = text(
    "No blanks or dots before the brackets.",
    "Ni espace ni point avant les crochets.",
    "Без пробелов и точек перед скобками.",
);

pub const ADDRESS: Text = text("Address", "Adresse", "Адрес");
pub const ADDRESS_HELP: Text = text(
    "Edit it, or paste an address or a cURL command: method and parameters follow.",
    "Modifiez-la, ou collez une adresse ou une commande cURL : méthode et paramètres suivent.",
    "Правьте или вставьте адрес либо команду cURL: метод и параметры подстроятся.",
);
pub const ADDRESS_LONG: Text = text(
    "Over 2,000 characters: servers and proxies may cut it.",
    "Plus de 2 000 caractères : serveurs et proxys peuvent la couper.",
    "Больше 2000 знаков: серверы и прокси могут его обрезать.",
);
pub const WRITE_BY_GET: Text = text(
    "A write by GET leaves its values in logs and histories.",
    "Une écriture en GET laisse ses valeurs dans les journaux et les historiques.",
    "Запись через GET оставляет значения в журналах и истории.",
);
pub const SEND_POST: Text = text("Send as POST JSON", "Envoyer en POST JSON", "Отправлять как POST JSON");
pub const COPY_ADDRESS: Text = text("Copy address", "Copier l’adresse", "Копировать адрес");
pub const BODY: Text = text("Body", "Corps", "Тело");
pub const BODY_HELP: Text = text(
    "Edit it as text for numbers, true and null: it is sent as it stands until you change a parameter.",
    "Modifiez le texte pour les nombres, true et null : il est envoyé tel quel jusqu’à ce qu’un paramètre change.",
    "Для чисел, true и null правьте текст: он уйдёт как есть, пока вы не измените параметр.",
);
pub const BODY_WRONG: Text = text(
    "Not a JSON object: see line {0}, column {1}.",
    "Ce n’est pas un objet JSON : voir ligne {0}, colonne {1}.",
    "Это не объект JSON: строка {0}, позиция {1}.",
);
pub const COPY_BODY: Text = text("Copy body", "Copier le corps", "Копировать тело");

pub const PASTE_CURL: Text = text("Paste cURL", "Coller un cURL", "Вставить cURL");
pub const PASTE_LABEL: Text = text("cURL command", "Commande cURL", "Команда cURL");
pub const PASTE_TAKE: Text = text("Fill in", "Remplir", "Заполнить");
pub const PASTE_HELP: Text = text(
    "Of any portal, from a terminal, a manual or a browser. Only the method and its parameters are taken; the secret is dropped.",
    "De n’importe quel portail, d’un terminal, d’un manuel ou d’un navigateur. Seuls la méthode et ses paramètres sont repris ; le code secret est ignoré.",
    "С любого портала, из терминала, руководства или браузера. Берутся только метод и параметры; секретный код отбрасывается.",
);
pub const FROM_CURL: Text = text("Filled in from cURL.", "Rempli depuis cURL.", "Заполнено из cURL.");
pub const CURL_NOT: Text = text(
    "This is not a cURL command: it has to begin with “curl”.",
    "Ce n’est pas une commande cURL : elle doit commencer par « curl ».",
    "Это не команда cURL: она должна начинаться со слова «curl».",
);
pub const CURL_QUOTE: Text = text(
    "A quote is opened and not closed.",
    "Un guillemet est ouvert et n’est pas fermé.",
    "Кавычка открыта и не закрыта.",
);
pub const CURL_ADDRESS: Text = text(
    "There is no address of a REST method in it, such as https://…/rest/1/…/crm.deal.list.",
    "Il n’y a pas d’adresse de méthode REST, comme https://…/rest/1/…/crm.deal.list.",
    "В ней нет адреса метода REST, например https://…/rest/1/…/crm.deal.list.",
);
pub const CURL_FILE: Text = text(
    "It sends the file {0}, which a page cannot read. Put its content into the command.",
    "Elle envoie le fichier {0}, qu’une page ne peut lire. Mettez son contenu dans la commande.",
    "Она отправляет файл {0}, который странице не прочесть. Вставьте в команду его содержимое.",
);

pub const EXECUTE: Text = text("Execute", "Exécuter", "Выполнить");
pub const STOP: Text = text("Stop", "Arrêter", "Остановить");
pub const WAITING: Text = text("Waiting for the answer…", "En attente de la réponse…", "Ждём ответа…");
pub const FOREIGN: Text = text(
    "Only {0} can run this: a call would act with their rights.",
    "Seul {0} peut l’exécuter : l’appel agirait avec ses droits.",
    "Выполнить может только {0}: вызов пойдёт с правами владельца.",
);
pub const NO_SECRET: Text = text(
    "The secret can't be read any more. Generate a new one and save to run calls here.",
    "Le code secret n’est plus lisible. Générez-en un nouveau et enregistrez pour exécuter des appels ici.",
    "Код больше не читается. Создайте новый и сохраните, чтобы выполнять вызовы здесь.",
);
pub const WARN_TITLE: Text =
    text("This changes real data", "Ceci modifie des données réelles", "Это изменит настоящие данные");
pub const WARN_TEXT: Text = text(
    "{0} writes to this portal. You are asked once, then not again until you reload the page.",
    "{0} écrit dans ce portail. La question n’est posée qu’une fois, jusqu’au rechargement de la page.",
    "{0} записывает в этот портал. Вопрос задаётся один раз, до перезагрузки страницы.",
);

pub const HISTORY: Text = text("History: {0}", "Historique : {0}", "История: {0}");
pub const HISTORY_HELP: Text = text(
    "The last 50 runs, kept in this browser without the secret and the answers.",
    "Les 50 dernières exécutions, gardées dans ce navigateur sans le code secret ni les réponses.",
    "Последние 50 вызовов; хранятся в этом браузере без кода и без ответов.",
);
pub const HISTORY_CLEAR: Text = text("Clear history", "Effacer l’historique", "Очистить историю");
pub const FROM_HISTORY: Text = text("Taken from the history.", "Repris de l’historique.", "Взято из истории.");
pub const RUN_LOAD: Text = text("Load", "Charger", "Взять");
pub const RUN_AGAIN: Text = text("Run again", "Relancer", "Повторить");
pub const NO_ANSWER: Text = text("no answer", "sans réponse", "нет ответа");

pub const SAMPLE: Text = text("Code sample", "Exemple de code", "Пример кода");
pub const SAMPLE_LANGUAGE: Text = text("Language", "Langage", "Язык");
pub const COPY_SAMPLE: Text = text("Copy sample", "Copier l’exemple", "Копировать пример");
pub const DOWNLOAD: Text = text("Download", "Télécharger", "Скачать");
pub const WITH_SECRET: Text = text("Include my secret", "Inclure mon code secret", "С моим кодом");

pub const RESULT: Text = text("Result", "Résultat", "Результат");
pub const VIEW_AS: Text = text("Show as", "Afficher en", "Показать как");
pub const TREE: Text = text("Tree", "Arbre", "Дерево");
pub const RAW: Text = text("Raw", "Brut", "Текст");
pub const HEADERS: Text = text("Headers", "En-têtes", "Заголовки");
pub const CHANGES: Text = text("Changes: {0}", "Changements : {0}", "Изменения: {0}");
pub const NO_CHANGES: Text = text(
    "Same as before, apart from the time.",
    "Identique à la précédente, sauf l’heure.",
    "Как в прошлый раз, кроме времени.",
);
pub const COPY_ANSWER: Text = text("Copy answer", "Copier la réponse", "Копировать ответ");
pub const MORE_LINES: Text = text("Show more", "Afficher plus", "Показать ещё");
pub const TOTAL: Text = text("{0} in all", "{0} au total", "всего {0}");
pub const NEXT_PAGE: Text = text("Next page, from {0}", "Page suivante, à partir de {0}", "Следующая страница, с {0}");
pub const EMPTY_LIST: Text =
    text("Empty list: the call worked.", "Liste vide : l’appel a réussi.", "Пустой список: вызов удался.");
pub const NOT_JSON: Text = text("The answer is not JSON.", "La réponse n’est pas du JSON.", "Ответ не в формате JSON.");
pub const NO_BODY: Text = text("The answer has no body.", "La réponse est vide.", "Ответ пуст.");
pub const NETWORK: Text = text(
    "The portal could not be reached. Check the connection and try again.",
    "Le portail est injoignable. Vérifiez la connexion et réessayez.",
    "До портала не достучаться. Проверьте связь и повторите.",
);
pub const TIMEOUT: Text = text("No answer in 60 s.", "Pas de réponse en 60 s.", "Нет ответа за 60 с.");
pub const STOPPED: Text = text(
    "Stopped. The portal may still have done it.",
    "Arrêté. Le portail l’a peut-être exécuté.",
    "Остановлено. Портал мог успеть выполнить вызов.",
);
pub const COPY_PATH: Text = text("Copy path", "Copier le chemin", "Копировать путь");
pub const MILLISECONDS: Text = text("{0} ms", "{0} ms", "{0} мс");
pub const SECONDS: Text = text("{0} s", "{0} s", "{0} с");
pub const BYTES: Text = text("{0} B", "{0} o", "{0} Б");
pub const KILOBYTES: Text = text("{0} kB", "{0} ko", "{0} КБ");
