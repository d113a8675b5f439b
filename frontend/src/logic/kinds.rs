//! Types of parameters in the reader's language.

use shared::text::{Language, Text, text};

/// `integer[]|string` in words; English has the words of the documentation.
pub fn kind_words(kind: &str, language: Language) -> String {
    let one = |kind: &str| {
        let (base, list) = kind.strip_suffix("[]").map_or((kind, ""), |base| (base, "[]"));
        let known = KINDS.iter().find(|(code, _)| *code == base);
        format!("{}{list}", known.map_or(base, |(_, text)| text.in_language(language)))
    };
    let or = OR.in_language(language);
    kind.split('|').map(one).collect::<Vec<_>>().join(or)
}

const OR: Text = text(" or ", " ou ", " или ");

const KINDS: &[(&str, Text)] = &[
    ("integer", text("integer", "entier", "целое число")),
    ("double", text("number", "nombre", "число")),
    ("string", text("string", "texte", "строка")),
    ("char", text("Y or N", "Y ou N", "Y или N")),
    ("boolean", text("boolean", "booléen", "логическое")),
    ("object", text("object", "objet", "объект")),
    ("array", text("array", "tableau", "массив")),
    ("datetime", text("date and time", "date et heure", "дата и время")),
    ("date", text("date", "date", "дата")),
    ("file", text("file", "fichier", "файл")),
    ("any", text("anything", "libre", "любое значение")),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_are_said_in_the_language_of_the_reader() {
        assert_eq!(kind_words("integer", Language::Fr), "entier");
        assert_eq!(kind_words("string[]", Language::Ru), "строка[]");
        assert_eq!(kind_words("object|string", Language::Fr), "objet ou texte");
        assert_eq!(kind_words("crm_entity", Language::Ru), "crm_entity");
    }
}
