//! Common use cases.

use shared::text::{Text, text};

pub const TITLE: Text =
    text("What do you want to connect?", "Que voulez-vous connecter ?", "Что вы хотите подключить?");
pub const LEAD: Text = text(
    "Each scenario is a working integration with the method, permissions and parameters already chosen. Change anything before or after you save.",
    "Chaque scénario est une intégration prête à l’emploi : méthode, droits et paramètres sont déjà choisis. Tout reste modifiable, avant comme après l’enregistrement.",
    "Каждый сценарий — готовая интеграция: метод, права и параметры уже выбраны. Всё можно изменить и до, и после сохранения.",
);
pub const SEARCH: Text = text("Find a scenario", "Trouver un scénario", "Найти сценарий");
pub const NO_MATCH: Text =
    text("No scenario matches “{0}”.", "Aucun scénario ne correspond à « {0} ».", "По запросу «{0}» сценариев нет.");
pub const START_BLANK: Text = text(
    "Start from a blank inbound webhook",
    "Partir d’un webhook entrant vierge",
    "Начать с пустого входящего вебхука",
);
pub const COMING: Text = text("coming", "à venir", "скоро");
pub const IN_PART: Text = text("in part", "en partie", "частично");
pub const WORKS_NOW: Text = text("Works now: {0}", "Disponible : {0}", "Уже работает: {0}");
pub const COMES_LATER: Text = text("Coming: {0}", "À venir : {0}", "Появится: {0}");
pub const NOT_YET: Text = text("Not there yet", "Pas encore disponible", "Пока недоступно");
pub const MEANWHILE: Text = text(
    "Until then, an inbound webhook reads and changes whatever you allow it to.",
    "D’ici là, un webhook entrant lit et modifie tout ce que vous lui autorisez.",
    "А пока входящий вебхук читает и меняет всё, что вы ему разрешите.",
);
pub const LATER_HERE: Text = text(
    "The rest of this integration works without it. You will add it here, and the address stays as it is.",
    "Le reste de l’intégration fonctionne sans. Vous l’ajouterez ici, et l’adresse ne changera pas.",
    "Остальное работает и без этого. Добавите здесь же, адрес не изменится.",
);
pub const PRESET: Text = text("Already chosen: {0}", "Déjà choisi : {0}", "Уже выбрано: {0}");

pub const INBOUND: Text = text("inbound webhook", "webhook entrant", "входящий вебхук");
pub const OUTBOUND: Text = text("outbound webhook", "webhook sortant", "исходящий вебхук");
pub const OUTBOUND_TEXT: Text = text(
    "The portal will call an address of yours when something changes. Until then, ask it through an inbound webhook.",
    "Le portail appellera une de vos adresses à chaque changement. D’ici là, interrogez-le par un webhook entrant.",
    "Портал будет вызывать ваш адрес, когда что-то меняется. Пока спрашивайте его сами через входящий вебхук.",
);
pub const APPLICATION: Text = text("local application", "application locale", "локальное приложение");
pub const APPLICATION_TEXT: Text = text(
    "A program with screens of its own inside the portal, with keys of its own.",
    "Un programme avec ses propres écrans dans le portail et ses propres clés.",
    "Программа со своими экранами внутри портала и своими ключами.",
);
pub const WIDGET: Text = text("widget", "widget", "виджет");
pub const WIDGET_TEXT: Text = text(
    "A page of yours will show where people work. Until then, an inbound webhook reads and writes its data.",
    "Votre page s’affichera là où l’on travaille. D’ici là, un webhook entrant lit et écrit ses données.",
    "Ваша страница появится там, где работают люди. Пока её данные читает и пишет входящий вебхук.",
);
pub const BOT: Text = text("chat bot", "chatbot", "чат-бот");
pub const BOT_TEXT: Text = text(
    "A colleague with a name and a face of its own will speak and listen. Until then, messages go out in your name.",
    "Un collègue avec son nom et son visage parlera et écoutera. D’ici là, les messages partent en votre nom.",
    "Говорить и слушать будет собеседник со своим именем и лицом. Пока сообщения уходят от вашего имени.",
);
