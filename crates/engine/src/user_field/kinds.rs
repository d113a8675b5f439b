//! The types of user fields, one row each: what they store and which settings they have.
//!
//! docs: crm-userfield-types.md, crm-deal-userfield-add.md (settings), and the `fields` pages.

use super::settings::{Setting, Shape};
use crate::Kind;

/// A type of user fields.
#[derive(Debug)]
pub struct Type {
    /// `USER_TYPE_ID`.
    pub id: &'static str,
    /// English name.
    pub title: &'static str,
    /// What is stored.
    pub kind: Kind,
    /// Fields of it may hold lists.
    pub multiple: bool,
    /// Filters on fields of it use an index.
    pub indexed: bool,
    /// Its settings.
    pub settings: &'static [Setting],
}

impl Type {
    /// What is stored, with the dictionary of a field of it.
    pub fn stored(&self, dictionary: &'static str) -> Kind {
        match self.kind {
            Kind::Status(_) => Kind::Status(dictionary),
            kind => kind,
        }
    }
}

/// The type with an id.
pub fn find(id: &str) -> Option<&'static Type> {
    TYPES.iter().find(|kind| kind.id == id)
}

const fn row(id: &'static str, title: &'static str, kind: Kind, settings: &'static [Setting]) -> Type {
    Type { id, title, kind, multiple: true, indexed: false, settings }
}

const fn set(name: &'static str, title: &'static str, shape: Shape) -> Setting {
    Setting { name, title, shape }
}

const SIZE: Setting = set("SIZE", "Size of the input", Shape::Whole { initial: 20, least: 0 });
const ROWS: Setting = set("ROWS", "Rows of the input", Shape::Whole { initial: 1, least: 1 });
const MIN_LENGTH: Setting = set("MIN_LENGTH", "Minimum length", Shape::Whole { initial: 0, least: 0 });
const MAX_LENGTH: Setting = set("MAX_LENGTH", "Maximum length", Shape::Whole { initial: 0, least: 0 });
const MIN_VALUE: Setting = set("MIN_VALUE", "Minimum value", Shape::Number("0"));
const MAX_VALUE: Setting = set("MAX_VALUE", "Maximum value", Shape::Number("0"));
const DEFAULT_TEXT: Setting = set("DEFAULT_VALUE", "Default value", Shape::Text(""));
const DEFAULT_NUMBER: Setting = set("DEFAULT_VALUE", "Default value", Shape::Number(""));
const DEFAULT_MOMENT: Setting = set("DEFAULT_VALUE", "Default value", Shape::Moment);
const LIST_HEIGHT: Setting = set("LIST_HEIGHT", "Height of the list", Shape::Whole { initial: 1, least: 1 });
const HEIGHT_OF_FILES: Setting = set("LIST_HEIGHT", "Height in the list", Shape::Whole { initial: 0, least: 0 });

const BLOCK: &[Setting] = &[
    set("DISPLAY", "Appearance", Shape::OneOf(&["LIST", "DIALOG", "UI", "CHECKBOX"])),
    LIST_HEIGHT,
    set("IBLOCK_TYPE_ID", "Type of the information block", Shape::Text("")),
    set("IBLOCK_ID", "Information block", Shape::Whole { initial: 0, least: 0 }),
    DEFAULT_TEXT,
    set("ACTIVE_FILTER", "Active items only", Shape::Flag(false)),
];

/// Every type, in the order in which `crm.userfield.types` lists them.
#[rustfmt::skip] // One type after the other, as the table it is.
pub static TYPES: &[Type] = &[
    Type { indexed: true, ..row("string", "String", Kind::Text, &[
        SIZE, ROWS, set("REGEXP", "Regular expression", Shape::Pattern), MIN_LENGTH, MAX_LENGTH, DEFAULT_TEXT,
    ]) },
    Type { indexed: true, ..row("integer", "Integer", Kind::Int, &[SIZE, MIN_VALUE, MAX_VALUE, DEFAULT_NUMBER]) },
    row("double", "Number", Kind::Double, &[
        set("PRECISION", "Precision", Shape::Whole { initial: 2, least: 0 }), SIZE, MIN_VALUE, MAX_VALUE, DEFAULT_NUMBER,
    ]),
    Type { multiple: false, ..row("boolean", "Yes/No", Kind::Switch, &[
        set("DEFAULT_VALUE", "Default value", Shape::Bit),
        set("DISPLAY", "Appearance", Shape::OneOf(&["CHECKBOX", "RADIO", "DROPDOWN"])),
        set("LABEL", "Labels of no and yes", Shape::Free("[\"\",\"\"]")),
        set("LABEL_CHECKBOX", "Label of the checkbox", Shape::Free("\"\"")),
    ]) },
    Type { indexed: true, ..row("enumeration", "List", Kind::Variant, &[
        set("DISPLAY", "Appearance", Shape::OneOf(&["LIST", "UI", "CHECKBOX", "DIALOG"])),
        LIST_HEIGHT,
        set("CAPTION_NO_VALUE", "Caption of no value", Shape::Text("")),
        set("SHOW_NO_VALUE", "No value can be chosen", Shape::Flag(true)),
    ]) },
    row("datetime", "Date/Time", Kind::Time, &[
        DEFAULT_MOMENT,
        set("USE_SECOND", "With seconds", Shape::Flag(true)),
        set("USE_TIMEZONE", "With time zones", Shape::Flag(false)),
    ]),
    row("date", "Date", Kind::Date, &[DEFAULT_MOMENT]),
    row("money", "Money", Kind::Price, &[DEFAULT_TEXT]),
    row("url", "Link", Kind::Text, &[
        set("POPUP", "Opens in a new window", Shape::Flag(true)), SIZE, MIN_LENGTH, MAX_LENGTH, DEFAULT_TEXT, ROWS,
    ]),
    row("address", "Address", Kind::Text, &[set("SHOW_MAP", "Shows a map", Shape::Flag(true))]),
    Type { indexed: true, ..row("file", "File", Kind::File, &[
        SIZE,
        set("LIST_WIDTH", "Width in the list", Shape::Whole { initial: 0, least: 0 }),
        HEIGHT_OF_FILES,
        set("MAX_SHOW_SIZE", "Largest size that is shown", Shape::Whole { initial: 0, least: 0 }),
        set("MAX_ALLOWED_SIZE", "Largest size that is taken", Shape::Whole { initial: 0, least: 0 }),
        set("EXTENSIONS", "Extensions", Shape::Free("[]")),
        set("TARGET_BLANK", "Opens in a new window", Shape::Flag(true)),
    ]) },
    Type { indexed: true, ..row("employee", "Link to a user", Kind::User, &[]) },
    Type { indexed: true, ..row("crm_status", "Link to a CRM dictionary", Kind::Status(""), &[
        set("ENTITY_TYPE", "Dictionary", Shape::Text("")),
    ]) },
    Type { indexed: true, ..row("iblock_section", "Link to sections of an information block", Kind::Reference("iblock_section"), BLOCK) },
    Type { indexed: true, ..row("iblock_element", "Link to elements of an information block", Kind::Reference("iblock_element"), BLOCK) },
    Type { indexed: true, ..row("crm", "Link to CRM records", Kind::Link, &[
        set("LEAD", "Leads", Shape::Flag(false)),
        set("CONTACT", "Contacts", Shape::Flag(false)),
        set("COMPANY", "Companies", Shape::Flag(false)),
        set("DEAL", "Deals", Shape::Flag(false)),
        set("QUOTE", "Quotes", Shape::Flag(false)),
        set("ORDER", "Orders", Shape::Flag(false)),
        set("SMART_INVOICE", "Invoices", Shape::Flag(false)),
    ]) },
];
