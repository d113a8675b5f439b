//! The bell.

use shared::text::{Text, text};

pub const TITLE: Text = text("Notices", "Notifications", "Уведомления");
pub const BELL: Text = text("Notices, unread: {0}", "Notifications, non lues : {0}", "Уведомления, непрочитанных: {0}");
pub const EMPTY: Text = text("Nothing yet.", "Rien pour l’instant.", "Пока ничего.");
pub const UNREAD: Text = text("New", "Nouveau", "Новое");
pub const TAKEN_OVER: Text = text(
    "{1} saved your integration “{0}” and owns it now. Its old secret no longer works.",
    "{1} a enregistré votre intégration « {0} » et en est désormais propriétaire. L’ancien code ne fonctionne plus.",
    "Ваша интеграция «{0}»: теперь её владелец — {1}. Прежний код больше не работает.",
);
pub const DELETED: Text = text(
    "{1} deleted your integration “{0}”.",
    "{1} a supprimé votre intégration « {0} ».",
    "Ваша интеграция «{0}» удалена. Кем: {1}.",
);
pub const ENABLED: Text = text(
    "{1} enabled your integration “{0}”.",
    "{1} a activé votre intégration « {0} ».",
    "Ваша интеграция «{0}» включена. Кем: {1}.",
);
pub const DISABLED: Text = text(
    "{1} disabled your integration “{0}”. Calls are refused.",
    "{1} a désactivé votre intégration « {0} ». Les appels sont refusés.",
    "Ваша интеграция «{0}» отключена. Кем: {1}. Вызовы отклоняются.",
);
pub const PAUSED: Text = text(
    "{1} paused the deliveries of your integration “{0}”. Events are collected until they go on.",
    "{1} a suspendu les envois de votre intégration « {0} ». Les événements attendent la reprise.",
    "Отправка событий вашей интеграции «{0}» приостановлена. Кем: {1}. События копятся до её возобновления.",
);
pub const PAUSED_FAILING: Text = text(
    "The handler of your integration “{0}” keeps failing, so its deliveries are paused. Events are collected until you resume them.",
    "Le gestionnaire de votre intégration « {0} » échoue sans cesse : les envois sont suspendus. Les événements attendent que vous les repreniez.",
    "Обработчик вашей интеграции «{0}» постоянно отвечает ошибкой, поэтому отправка приостановлена. События копятся, пока вы её не возобновите.",
);
pub const RESUMED: Text = text(
    "{1} resumed the deliveries of your integration “{0}”.",
    "{1} a repris les envois de votre intégration « {0} ».",
    "Отправка событий вашей интеграции «{0}» возобновлена. Кем: {1}.",
);
pub const SECRETS_LOST: Text = text(
    "The portal’s key has changed: your integration “{0}” sends no events until you generate a new token and a new signing secret.",
    "La clé du portail a changé : votre intégration « {0} » n’envoie plus d’événements tant que vous n’avez pas généré un nouveau jeton et une nouvelle clé de signature.",
    "Ключ портала изменился: ваша интеграция «{0}» не отправляет события, пока вы не создадите новый токен и новый ключ подписи.",
);
pub const EXPIRES: Text = text(
    "Your integration “{0}” stops accepting calls on {1}.",
    "Votre intégration « {0} » n’acceptera plus d’appels à partir du {1}.",
    "Ваша интеграция «{0}» перестанет принимать вызовы: {1}.",
);
pub const EXPIRED: Text = text(
    "Your integration “{0}” expired on {1}. Calls are refused until you extend it.",
    "Votre intégration « {0} » a expiré le {1}. Les appels sont refusés tant que vous ne la prolongez pas.",
    "Срок вашей интеграции «{0}» истёк: {1}. Вызовы отклоняются, пока вы его не продлите.",
);
