//! The request builder and what it gets back.

use shared::text::{Text, text};

pub const REQUEST: Text = text("Request", "Requête", "Запрос");
pub const SEND_AS: Text = text("Send as", "Envoyer en", "Отправлять как");
pub const CHANGE: Text = text("Change", "Changer", "Сменить");
pub const METHOD_CHANGE: Text = text("Change method", "Changer de méthode", "Сменить метод");
pub const METHOD_SEARCH: Text = text("Search methods", "Rechercher une méthode", "Поиск метода");
pub const METHOD_CHOOSE: Text = text("Choose a method.", "Choisissez une méthode.", "Выберите метод.");
pub const METHOD_ODD: Text = text(
    "A method's name can't have: {0}",
    "Un nom de méthode ne peut contenir : {0}",
    "В имени метода не может быть: {0}",
);
pub const METHOD_UNLISTED: Text = text(
    "This portal does not list this method. It is sent as it is.",
    "Ce portail ne connaît pas cette méthode. Elle est envoyée telle quelle.",
    "Портал не знает такого метода. Он будет отправлен как есть.",
);
pub const NEEDS_APP: Text = text(
    "Needs an application, not a webhook.",
    "Demande une application, pas un webhook.",
    "Нужно приложение, а не вебхук.",
);
pub const NOT_IMPLEMENTED: Text = text(
    "This portal does not answer this method yet.",
    "Ce portail ne répond pas encore à cette méthode.",
    "Портал пока не отвечает на этот метод.",
);
pub const OLD: Text = text("deprecated", "obsolète", "устарел");
pub const DEPRECATED: Text = text("deprecated: {0}", "obsolète : {0}", "устарел: {0}");
pub const USE_SUCCESSOR: Text = text("Use {0}", "Utiliser {0}", "Взять {0}");
pub const WRITES: Text = text("changes data", "modifie les données", "меняет данные");

pub const PARAMETERS: Text = text("Parameters", "Paramètres", "Параметры");
pub const PARAM_NAME: Text = text("Name of parameter {0}", "Nom du paramètre {0}", "Имя параметра {0}");
pub const PARAM_VALUE: Text = text("Value of {0}", "Valeur de {0}", "Значение {0}");
pub const PARAM_REMOVE: Text = text("Remove {0}", "Retirer {0}", "Убрать {0}");
pub const PARAM_ADD: Text = text("Add parameter", "Ajouter un paramètre", "Добавить параметр");
pub const PARAM_NONE: Text = text(
    "This method has no documented parameters; add your own.",
    "Cette méthode n’a pas de paramètre documenté ; ajoutez les vôtres.",
    "У метода нет описанных параметров, добавьте свои.",
);
pub const DOCUMENTED: Text = text("Documented parameters", "Paramètres documentés", "Описанные параметры");
pub const REQUIRED: Text = text("required", "obligatoire", "обязательный");
pub const MAYBE_REQUIRED: Text = text("maybe required", "peut-être obligatoire", "возможно, обязательный");
pub const MISSING: Text = text("{0} requires: {1}", "{0} demande : {1}", "Методу {0} нужно: {1}");
pub const DUPLICATE: Text = text(
    "Already added: edit the other row, or end the name with [].",
    "Déjà ajouté : modifiez l’autre ligne, ou terminez le nom par [].",
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
    "Edit it or paste one: method and parameters follow.",
    "Modifiez-la ou collez-en une : méthode et paramètres suivent.",
    "Правьте или вставьте готовый: метод и параметры подстроятся.",
);
pub const ADDRESS_LONG: Text = text(
    "Over 2,000 characters: send it as a POST.",
    "Plus de 2 000 caractères : envoyez-la en POST.",
    "Больше 2000 знаков: лучше отправить как POST.",
);
pub const BODY: Text = text("Body", "Corps", "Тело");

pub const EXECUTE: Text = text("Execute", "Exécuter", "Выполнить");
pub const STOP: Text = text("Stop", "Arrêter", "Остановить");
pub const WAITING: Text = text("Waiting for the answer…", "En attente de la réponse…", "Ждём ответа…");
pub const FOREIGN: Text = text(
    "Only {0} can run this: a call would act with their rights.",
    "Seul {0} peut l’exécuter : l’appel agirait avec ses droits.",
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

pub const CURL: Text = text("Copy as cURL", "Copier en cURL", "Копировать как cURL");
pub const WITH_SECRET: Text = text("Include my secret", "Inclure mon code secret", "С моим кодом");

pub const RESULT: Text = text("Result", "Résultat", "Результат");
pub const VIEW_AS: Text = text("Show as", "Afficher en", "Показать как");
pub const TREE: Text = text("Tree", "Arbre", "Дерево");
pub const RAW: Text = text("Raw", "Brut", "Текст");
pub const HEADERS: Text = text("Headers", "En-têtes", "Заголовки");
pub const COPY_ANSWER: Text = text("Copy answer", "Copier la réponse", "Копировать ответ");
pub const MORE_LINES: Text = text("Show more", "Afficher plus", "Показать ещё");
pub const TOTAL: Text = text("{0} in all", "{0} au total", "всего {0}");
pub const NEXT_PAGE: Text = text("Next page, from {0}", "Page suivante, à partir de {0}", "Следующая страница, с {0}");
pub const EMPTY_LIST: Text =
    text("Empty list: the call worked.", "Liste vide : l’appel a réussi.", "Пустой список: вызов удался.");
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
