//! Events that this portal raises: what pickers offer, what `events` lists and what a subscription may
//! name. docs: api-reference/events.

use crate::text::{Text, text};

/// An event.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    /// Name on the wire, in capitals.
    pub name: &'static str,
    /// Scope that lets an application hear of it.
    pub scope: &'static str,
    /// Name on the screens.
    pub title: Text,
    /// Whether outbound webhooks may subscribe to it; others are for applications alone.
    pub webhooks: bool,
}

/// Looks a name up, in any letter case. Events of one type's items, `ONCRMDYNAMICITEMADD_1030`, are
/// found as those of all types.
pub fn find(name: &str) -> Option<&'static Event> {
    let of_type = name.rsplit_once('_').filter(|(_, number)| is_number(number)).map(|(whole, _)| whole);
    let of_type = of_type.filter(|whole| whole.to_ascii_uppercase().starts_with("ONCRMDYNAMICITEM"));
    let wanted = of_type.unwrap_or(name);
    EVENTS.iter().find(|event| event.name.eq_ignore_ascii_case(wanted))
}

/// Its name on the screens, and the number of the type whose items it is about, if it is about one type's.
pub fn title(name: &str) -> Option<(Text, Option<&str>)> {
    let event = find(name)?;
    Some((event.title, name.get(event.name.len() + 1..).filter(|number| !number.is_empty())))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

const fn event(scope: &'static str, name: &'static str, title: Text) -> Event {
    Event { name, scope, title, webhooks: true }
}

const fn of_application(name: &'static str, title: Text) -> Event {
    Event { name, scope: "basic", title, webhooks: false }
}

/// Every event, by what it is about.
#[rustfmt::skip] // A table: one row, one line.
pub static EVENTS: &[Event] = &[
    event("crm", "ONCRMLEADADD", text("Lead created", "Prospect créé", "Лид создан")),
    event("crm", "ONCRMLEADUPDATE", text("Lead updated", "Prospect modifié", "Лид изменён")),
    event("crm", "ONCRMLEADDELETE", text("Lead deleted", "Prospect supprimé", "Лид удалён")),
    event("crm", "ONCRMDEALADD", text("Deal created", "Affaire créée", "Сделка создана")),
    event("crm", "ONCRMDEALUPDATE", text("Deal updated", "Affaire modifiée", "Сделка изменена")),
    event("crm", "ONCRMDEALDELETE", text("Deal deleted", "Affaire supprimée", "Сделка удалена")),
    event("crm", "ONCRMDEALMOVETOCATEGORY", text("Deal moved to another pipeline", "Affaire déplacée vers un autre pipeline", "Сделка перенесена в другую воронку")),
    event("crm", "ONCRMCONTACTADD", text("Contact created", "Contact créé", "Контакт создан")),
    event("crm", "ONCRMCONTACTUPDATE", text("Contact updated", "Contact modifié", "Контакт изменён")),
    event("crm", "ONCRMCONTACTDELETE", text("Contact deleted", "Contact supprimé", "Контакт удалён")),
    event("crm", "ONCRMCOMPANYADD", text("Company created", "Entreprise créée", "Компания создана")),
    event("crm", "ONCRMCOMPANYUPDATE", text("Company updated", "Entreprise modifiée", "Компания изменена")),
    event("crm", "ONCRMCOMPANYDELETE", text("Company deleted", "Entreprise supprimée", "Компания удалена")),
    event("crm", "ONCRMQUOTEADD", text("Quote created", "Devis créé", "Предложение создано")),
    event("crm", "ONCRMQUOTEUPDATE", text("Quote updated", "Devis modifié", "Предложение изменено")),
    event("crm", "ONCRMQUOTEDELETE", text("Quote deleted", "Devis supprimé", "Предложение удалено")),
    event("crm", "ONCRMINVOICEADD", text("Invoice (old) created", "Facture (ancienne) créée", "Счёт (старый) создан")),
    event("crm", "ONCRMINVOICEUPDATE", text("Invoice (old) updated", "Facture (ancienne) modifiée", "Счёт (старый) изменён")),
    event("crm", "ONCRMINVOICEDELETE", text("Invoice (old) deleted", "Facture (ancienne) supprimée", "Счёт (старый) удалён")),
    event("crm", "ONCRMINVOICESETSTATUS", text("Invoice (old) status changed", "Statut de la facture (ancienne) modifié", "Статус счёта (старого) изменён")),
    event("crm", "ONCRMACTIVITYADD", text("Activity created", "Activité créée", "Дело создано")),
    event("crm", "ONCRMACTIVITYUPDATE", text("Activity updated", "Activité modifiée", "Дело изменено")),
    event("crm", "ONCRMACTIVITYDELETE", text("Activity deleted", "Activité supprimée", "Дело удалено")),
    event("crm", "ONCRMTIMELINECOMMENTADD", text("Timeline comment created", "Commentaire de chronologie créé", "Комментарий в таймлайне создан")),
    event("crm", "ONCRMTIMELINECOMMENTUPDATE", text("Timeline comment updated", "Commentaire de chronologie modifié", "Комментарий в таймлайне изменён")),
    event("crm", "ONCRMTIMELINECOMMENTDELETE", text("Timeline comment deleted", "Commentaire de chronologie supprimé", "Комментарий в таймлайне удалён")),
    event("crm", "ONCRMDYNAMICITEMADD", text("Smart process item created", "Élément de processus créé", "Элемент смарт-процесса создан")),
    event("crm", "ONCRMDYNAMICITEMUPDATE", text("Smart process item updated", "Élément de processus modifié", "Элемент смарт-процесса изменён")),
    event("crm", "ONCRMDYNAMICITEMDELETE", text("Smart process item deleted", "Élément de processus supprimé", "Элемент смарт-процесса удалён")),
    event("crm", "ONCRMTYPEADD", text("Smart process created", "Processus intelligent créé", "Смарт-процесс создан")),
    event("crm", "ONCRMTYPEUPDATE", text("Smart process updated", "Processus intelligent modifié", "Смарт-процесс изменён")),
    event("crm", "ONCRMTYPEDELETE", text("Smart process deleted", "Processus intelligent supprimé", "Смарт-процесс удалён")),
    event("crm", "ONCRMREQUISITEADD", text("Company details created", "Coordonnées légales créées", "Реквизиты созданы")),
    event("crm", "ONCRMREQUISITEUPDATE", text("Company details updated", "Coordonnées légales modifiées", "Реквизиты изменены")),
    event("crm", "ONCRMREQUISITEDELETE", text("Company details deleted", "Coordonnées légales supprimées", "Реквизиты удалены")),
    event("crm", "ONCRMBANKDETAILADD", text("Bank details created", "Coordonnées bancaires créées", "Банковские реквизиты созданы")),
    event("crm", "ONCRMBANKDETAILUPDATE", text("Bank details updated", "Coordonnées bancaires modifiées", "Банковские реквизиты изменены")),
    event("crm", "ONCRMBANKDETAILDELETE", text("Bank details deleted", "Coordonnées bancaires supprimées", "Банковские реквизиты удалены")),
    event("crm", "ONCRMADDRESSREGISTER", text("Address saved", "Adresse enregistrée", "Адрес сохранён")),
    event("crm", "ONCRMADDRESSUNREGISTER", text("Address deleted", "Adresse supprimée", "Адрес удалён")),
    event("crm", "ONCRMCURRENCYADD", text("Currency created", "Devise créée", "Валюта создана")),
    event("crm", "ONCRMCURRENCYUPDATE", text("Currency updated", "Devise modifiée", "Валюта изменена")),
    event("crm", "ONCRMCURRENCYDELETE", text("Currency deleted", "Devise supprimée", "Валюта удалена")),
    event("crm", "ONCRMMEASUREADD", text("Unit of measure created", "Unité de mesure créée", "Единица измерения создана")),
    event("crm", "ONCRMMEASUREUPDATE", text("Unit of measure updated", "Unité de mesure modifiée", "Единица измерения изменена")),
    event("crm", "ONCRMMEASUREDELETE", text("Unit of measure deleted", "Unité de mesure supprimée", "Единица измерения удалена")),
    event("crm", "ONCRMPRODUCTADD", text("Product created", "Produit créé", "Товар создан")),
    event("crm", "ONCRMPRODUCTUPDATE", text("Product updated", "Produit modifié", "Товар изменён")),
    event("crm", "ONCRMPRODUCTDELETE", text("Product deleted", "Produit supprimé", "Товар удалён")),
    event("crm", "ONCRMPRODUCTSECTIONADD", text("Product section created", "Section de produits créée", "Раздел товаров создан")),
    event("crm", "ONCRMPRODUCTSECTIONUPDATE", text("Product section updated", "Section de produits modifiée", "Раздел товаров изменён")),
    event("crm", "ONCRMPRODUCTSECTIONDELETE", text("Product section deleted", "Section de produits supprimée", "Раздел товаров удалён")),
    event("crm", "ONCRMPRODUCTPROPERTYADD", text("Product property created", "Propriété de produit créée", "Свойство товара создано")),
    event("crm", "ONCRMPRODUCTPROPERTYUPDATE", text("Product property updated", "Propriété de produit modifiée", "Свойство товара изменено")),
    event("crm", "ONCRMPRODUCTPROPERTYDELETE", text("Product property deleted", "Propriété de produit supprimée", "Свойство товара удалено")),
    event("crm", "ONCRMDEALRECURRINGADD", text("Recurring deal created", "Affaire récurrente créée", "Регулярная сделка создана")),
    event("crm", "ONCRMDEALRECURRINGUPDATE", text("Recurring deal updated", "Affaire récurrente modifiée", "Регулярная сделка изменена")),
    event("crm", "ONCRMDEALRECURRINGDELETE", text("Recurring deal deleted", "Affaire récurrente supprimée", "Регулярная сделка удалена")),
    event("crm", "ONCRMDEALRECURRINGEXPOSE", text("Deal made from a recurring deal", "Affaire créée à partir d’une affaire récurrente", "Создана сделка по регулярной сделке")),
    event("crm", "ONCRMINVOICERECURRINGADD", text("Recurring invoice (old) created", "Facture récurrente (ancienne) créée", "Регулярный счёт (старый) создан")),
    event("crm", "ONCRMINVOICERECURRINGUPDATE", text("Recurring invoice (old) updated", "Facture récurrente (ancienne) modifiée", "Регулярный счёт (старый) изменён")),
    event("crm", "ONCRMINVOICERECURRINGDELETE", text("Recurring invoice (old) deleted", "Facture récurrente (ancienne) supprimée", "Регулярный счёт (старый) удалён")),
    event("crm", "ONCRMINVOICERECURRINGEXPOSE", text("Invoice (old) made from a recurring invoice", "Facture (ancienne) créée à partir d’une facture récurrente", "Выставлен счёт (старый) по регулярному счёту")),
    event("crm", "ONCRMLEADUSERFIELDADD", text("Custom lead field created", "Champ personnalisé du prospect créé", "Пользовательское поле лида создано")),
    event("crm", "ONCRMLEADUSERFIELDUPDATE", text("Custom lead field updated", "Champ personnalisé du prospect modifié", "Пользовательское поле лида изменено")),
    event("crm", "ONCRMLEADUSERFIELDDELETE", text("Custom lead field deleted", "Champ personnalisé du prospect supprimé", "Пользовательское поле лида удалено")),
    event("crm", "ONCRMLEADUSERFIELDSETENUMVALUES", text("Choices of a custom lead field changed", "Valeurs du champ personnalisé du prospect modifiées", "Варианты пользовательского поля лида изменены")),
    event("crm", "ONCRMDEALUSERFIELDADD", text("Custom deal field created", "Champ personnalisé de l’affaire créé", "Пользовательское поле сделки создано")),
    event("crm", "ONCRMDEALUSERFIELDUPDATE", text("Custom deal field updated", "Champ personnalisé de l’affaire modifié", "Пользовательское поле сделки изменено")),
    event("crm", "ONCRMDEALUSERFIELDDELETE", text("Custom deal field deleted", "Champ personnalisé de l’affaire supprimé", "Пользовательское поле сделки удалено")),
    event("crm", "ONCRMDEALUSERFIELDSETENUMVALUES", text("Choices of a custom deal field changed", "Valeurs du champ personnalisé de l’affaire modifiées", "Варианты пользовательского поля сделки изменены")),
    event("crm", "ONCRMCONTACTUSERFIELDADD", text("Custom contact field created", "Champ personnalisé du contact créé", "Пользовательское поле контакта создано")),
    event("crm", "ONCRMCONTACTUSERFIELDUPDATE", text("Custom contact field updated", "Champ personnalisé du contact modifié", "Пользовательское поле контакта изменено")),
    event("crm", "ONCRMCONTACTUSERFIELDDELETE", text("Custom contact field deleted", "Champ personnalisé du contact supprimé", "Пользовательское поле контакта удалено")),
    event("crm", "ONCRMCONTACTUSERFIELDSETENUMVALUES", text("Choices of a custom contact field changed", "Valeurs du champ personnalisé du contact modifiées", "Варианты пользовательского поля контакта изменены")),
    event("crm", "ONCRMCOMPANYUSERFIELDADD", text("Custom company field created", "Champ personnalisé de l’entreprise créé", "Пользовательское поле компании создано")),
    event("crm", "ONCRMCOMPANYUSERFIELDUPDATE", text("Custom company field updated", "Champ personnalisé de l’entreprise modifié", "Пользовательское поле компании изменено")),
    event("crm", "ONCRMCOMPANYUSERFIELDDELETE", text("Custom company field deleted", "Champ personnalisé de l’entreprise supprimé", "Пользовательское поле компании удалено")),
    event("crm", "ONCRMCOMPANYUSERFIELDSETENUMVALUES", text("Choices of a custom company field changed", "Valeurs du champ personnalisé de l’entreprise modifiées", "Варианты пользовательского поля компании изменены")),
    event("crm", "ONCRMQUOTEUSERFIELDADD", text("Custom quote field created", "Champ personnalisé du devis créé", "Пользовательское поле предложения создано")),
    event("crm", "ONCRMQUOTEUSERFIELDUPDATE", text("Custom quote field updated", "Champ personnalisé du devis modifié", "Пользовательское поле предложения изменено")),
    event("crm", "ONCRMQUOTEUSERFIELDDELETE", text("Custom quote field deleted", "Champ personnalisé du devis supprimé", "Пользовательское поле предложения удалено")),
    event("crm", "ONCRMQUOTEUSERFIELDSETENUMVALUES", text("Choices of a custom quote field changed", "Valeurs du champ personnalisé du devis modifiées", "Варианты пользовательского поля предложения изменены")),
    event("crm", "ONCRMINVOICEUSERFIELDADD", text("Custom invoice (old) field created", "Champ personnalisé de la facture (ancienne) créé", "Пользовательское поле счёта (старого) создано")),
    event("crm", "ONCRMINVOICEUSERFIELDUPDATE", text("Custom invoice (old) field updated", "Champ personnalisé de la facture (ancienne) modifié", "Пользовательское поле счёта (старого) изменено")),
    event("crm", "ONCRMINVOICEUSERFIELDDELETE", text("Custom invoice (old) field deleted", "Champ personnalisé de la facture (ancienne) supprimé", "Пользовательское поле счёта (старого) удалено")),
    event("crm", "ONCRMINVOICEUSERFIELDSETENUMVALUES", text("Choices of a custom invoice (old) field changed", "Valeurs du champ personnalisé de la facture (ancienne) modifiées", "Варианты пользовательского поля счёта (старого) изменены")),
    event("crm", "ONCRMREQUISITEUSERFIELDADD", text("Custom company details field created", "Champ personnalisé des coordonnées légales créé", "Пользовательское поле реквизитов создано")),
    event("crm", "ONCRMREQUISITEUSERFIELDUPDATE", text("Custom company details field updated", "Champ personnalisé des coordonnées légales modifié", "Пользовательское поле реквизитов изменено")),
    event("crm", "ONCRMREQUISITEUSERFIELDDELETE", text("Custom company details field deleted", "Champ personnalisé des coordonnées légales supprimé", "Пользовательское поле реквизитов удалено")),
    event("crm", "ONCRMREQUISITEUSERFIELDSETENUMVALUES", text("Choices of a custom company details field changed", "Valeurs du champ personnalisé des coordonnées légales modifiées", "Варианты пользовательского поля реквизитов изменены")),
    event("crm", "ONCRMTYPEUSERFIELDADD", text("Custom smart process field created", "Champ personnalisé du processus intelligent créé", "Пользовательское поле смарт-процесса создано")),
    event("crm", "ONCRMTYPEUSERFIELDUPDATE", text("Custom smart process field updated", "Champ personnalisé du processus intelligent modifié", "Пользовательское поле смарт-процесса изменено")),
    event("crm", "ONCRMTYPEUSERFIELDDELETE", text("Custom smart process field deleted", "Champ personnalisé du processus intelligent supprimé", "Пользовательское поле смарт-процесса удалено")),
    event("crm", "ONCRMTYPEUSERFIELDSETENUMVALUES", text("Choices of a custom smart process field changed", "Valeurs du champ personnalisé du processus intelligent modifiées", "Варианты пользовательского поля смарт-процесса изменены")),
    event("task", "ONTASKADD", text("Task created", "Tâche créée", "Задача создана")),
    event("task", "ONTASKUPDATE", text("Task updated", "Tâche modifiée", "Задача изменена")),
    event("task", "ONTASKDELETE", text("Task deleted", "Tâche supprimée", "Задача удалена")),
    event("task", "ONTASKCOMMENTADD", text("Task comment created", "Commentaire de tâche créé", "Комментарий к задаче создан")),
    event("task", "ONTASKCOMMENTUPDATE", text("Task comment updated", "Commentaire de tâche modifié", "Комментарий к задаче изменён")),
    event("task", "ONTASKCOMMENTDELETE", text("Task comment deleted", "Commentaire de tâche supprimé", "Комментарий к задаче удалён")),
    event("log", "ONLIVEFEEDPOSTADD", text("Feed message created", "Message du fil créé", "Сообщение в ленте создано")),
    event("log", "ONLIVEFEEDPOSTUPDATE", text("Feed message updated", "Message du fil modifié", "Сообщение в ленте изменено")),
    event("log", "ONLIVEFEEDPOSTDELETE", text("Feed message deleted", "Message du fil supprimé", "Сообщение в ленте удалено")),
    event("user", "ONUSERADD", text("User joined", "Utilisateur arrivé", "Пользователь присоединился")),
    of_application("ONAPPTEST", text("Test event of an application", "Événement de test d’une application", "Тестовое событие приложения")),
    of_application("ONOFFLINEEVENT", text("New entries in the offline queue", "Nouvelles entrées dans la file hors ligne", "Новые записи в очереди офлайн-событий")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_letter_case_and_with_the_number_of_a_type() {
        assert_eq!(find("onCrmDealAdd").map(|event| event.name), Some("ONCRMDEALADD"));
        assert_eq!(find("onCrmDynamicItemAdd_1030").map(|event| event.name), Some("ONCRMDYNAMICITEMADD"));
        assert!(find("ONCRMDEALADD_1030").is_none() && find("ONCRMDYNAMICITEMADD_").is_none() && find("").is_none());
    }

    #[test]
    fn titles_keep_the_number_of_a_type() {
        assert_eq!(title("ONCRMDEALADD").map(|(title, number)| (title.en, number)), Some(("Deal created", None)));
        assert_eq!(title("ONCRMDYNAMICITEMADD_1030").map(|(_, number)| number), Some(Some("1030")));
        assert!(title("ONCRMNOTHING").is_none());
    }

    #[test]
    fn no_name_and_no_title_is_there_twice() {
        for (at, event) in EVENTS.iter().enumerate() {
            let twin = EVENTS[..at].iter().find(|other| {
                other.name == event.name
                    || other.title.en == event.title.en
                    || other.title.fr == event.title.fr
                    || other.title.ru == event.title.ru
            });
            assert!(twin.is_none(), "{event:?}");
        }
    }
}
