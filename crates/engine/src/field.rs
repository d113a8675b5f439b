//! Fields: what an entity stores, one row each. Rows are `const fn` calls, so a table of them is a
//! static that the compiler checks.

mod kind;

pub use kind::Kind;

use crate::{Made, schema::Spelling};

/// A field of an entity, declared or made by users. `&'static` throughout: the few names that users
/// make live as long as the process.
#[derive(Clone, Copy, Debug)]
pub struct Field {
    /// Canonical name, `ASSIGNED_BY_ID`.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// English title.
    pub title: &'static str,
    /// Camel-case name where it is not the mechanical one (`DATE_CREATE` / `createdTime`).
    pub item_name: Option<&'static str>,
    /// What an add without it stores.
    pub default: Default,
    /// An add without it is refused.
    pub required: bool,
    /// Clients can't set it.
    pub read_only: bool,
    /// Clients can't change it after the add.
    pub immutable: bool,
    /// Holds a list.
    pub multiple: bool,
    /// Filters on it use an index, and totals by its value a counter.
    pub indexed: bool,
    /// Few records share a value: totals count the index entries instead.
    pub scattered: bool,
    /// Numbers and times: totals between two values use counters, and lists in its order an index.
    pub ranged: bool,
    /// Part of no answer; for values that only rules read.
    pub hidden: bool,
    /// Accepted on write and described by `fields`, but not part of the records of upper-case families.
    pub write_only: bool,
    /// The families that know it, by their spelling; all of them when not set.
    pub only: Option<Spelling>,
    /// Part of records in camel case and of nothing else: no client can name it. What it shows is
    /// filled in for the answer, and is null otherwise.
    pub derived: bool,
    /// Prints as 0 while it is not set, where numbers print as numbers.
    pub zero: bool,
    /// Only in lists that name it in `select`, and in `get`.
    pub on_request: bool,
    /// Not printed at all while it is not set.
    pub sparse: bool,
    /// Prints as a number even where the dialect prints numbers as text.
    pub typed: bool,
    /// Decimals that it always prints where numbers print as text; `None` for as many as there are.
    pub places: Option<usize>,
    /// The type that `*.fields` names, where it is not the one of the kind.
    pub wire: Option<&'static str>,
    /// Number of the CRM type that it names a parent of; `*.fields` shows it as a setting.
    pub parent: Option<i64>,
    /// Documented as deprecated.
    pub deprecated: bool,
    /// What users decided about it, when they made it.
    pub made: Option<&'static Made>,
    /// Its name in the store, for a field that the portal's settings bring. It has a `#` in it.
    pub slot: Option<&'static str>,
}

/// What an add stores where the client says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Default {
    /// Nothing.
    None,
    /// A text.
    Text(&'static str),
    /// A flag.
    Flag(bool),
    /// A number.
    Int(i64),
    /// Decimal text.
    Decimal(&'static str),
    /// The calling user, at the add.
    Caller,
    /// The calling user, at every change.
    Editor,
    /// The time of the add.
    Created,
    /// The time of every change.
    Changed,
    /// The day of the add, so many days later.
    Day(i64),
    /// The portal's base currency.
    BaseCurrency,
    /// The first code of the field's dictionary.
    FirstStatus,
}

const fn field(name: &'static str, kind: Kind) -> Field {
    Field {
        name,
        kind,
        title: "",
        item_name: None,
        default: Default::None,
        required: false,
        read_only: false,
        immutable: false,
        multiple: false,
        indexed: false,
        scattered: false,
        ranged: false,
        hidden: false,
        write_only: false,
        only: None,
        derived: false,
        zero: false,
        on_request: false,
        sparse: false,
        typed: false,
        places: None,
        wire: None,
        parent: None,
        deprecated: false,
        made: None,
        slot: None,
    }
}

/// The record's id.
pub const fn id(name: &'static str) -> Field {
    field(name, Kind::Id).read_only()
}
/// Text.
pub const fn text(name: &'static str) -> Field {
    field(name, Kind::Text)
}
/// Whole number.
pub const fn int(name: &'static str) -> Field {
    field(name, Kind::Int)
}
/// Decimal number.
pub const fn double(name: &'static str) -> Field {
    field(name, Kind::Double)
}
/// Amount of money.
pub const fn money(name: &'static str) -> Field {
    field(name, Kind::Money)
}
/// `Y`/`N`.
pub const fn flag(name: &'static str) -> Field {
    field(name, Kind::Flag)
}
/// JSON bool.
pub const fn boolean(name: &'static str) -> Field {
    field(name, Kind::Bool)
}
/// Calendar date.
pub const fn date(name: &'static str) -> Field {
    field(name, Kind::Date)
}
/// Instant.
pub const fn time(name: &'static str) -> Field {
    field(name, Kind::Time)
}
/// Id of a funnel.
pub const fn category(name: &'static str) -> Field {
    field(name, Kind::Category)
}
/// JSON that rules compute.
pub const fn json(name: &'static str) -> Field {
    field(name, Kind::Json).read_only()
}
/// A map or list of clients' own making, kept as it is.
pub const fn object(name: &'static str) -> Field {
    field(name, Kind::Json)
}
/// Code of a dictionary.
pub const fn status(name: &'static str, dictionary: &'static str) -> Field {
    field(name, Kind::Status(dictionary))
}
/// Link to a record of another entity.
pub const fn reference(name: &'static str, entity: &'static str) -> Field {
    field(name, Kind::Reference(entity))
}
/// Link to a user.
pub const fn user(name: &'static str) -> Field {
    field(name, Kind::User)
}
/// Currency code.
pub const fn currency(name: &'static str) -> Field {
    field(name, Kind::Currency)
}
/// Phones, e-mails and their like.
pub const fn multifield(name: &'static str) -> Field {
    field(name, Kind::Multifield).multiple().on_request().sparse()
}
/// A file.
pub const fn file(name: &'static str) -> Field {
    field(name, Kind::File)
}
/// Rows that only the family's own methods show.
pub const fn rows(name: &'static str) -> Field {
    field(name, Kind::Rows).read_only().hidden()
}
/// Who made the record; fixed after the add.
pub const fn created_by(name: &'static str) -> Field {
    user(name).read_only().default(Default::Caller)
}
/// Who changed the record last.
pub const fn modified_by(name: &'static str) -> Field {
    user(name).read_only().default(Default::Editor)
}
/// When the record was made.
pub const fn created_at(name: &'static str) -> Field {
    time(name).read_only().default(Default::Created)
}
/// When the record was last changed.
pub const fn modified_at(name: &'static str) -> Field {
    time(name).read_only().default(Default::Changed)
}

/// Number of fields in several groups.
pub const fn count(groups: &[&[Field]]) -> usize {
    let (mut total, mut group) = (0, 0);
    while group < groups.len() {
        total += groups[group].len();
        group += 1;
    }
    total
}

/// Several groups of fields as one table, for rows that entities share: `&join::<{ count(GROUPS) }>(GROUPS)`.
pub const fn join<const N: usize>(groups: &[&[Field]]) -> [Field; N] {
    let mut all = [field("", Kind::Text); N];
    let (mut place, mut group) = (0, 0);
    while group < groups.len() {
        let mut at = 0;
        while at < groups[group].len() {
            all[place] = groups[group][at];
            place += 1;
            at += 1;
        }
        group += 1;
    }
    all
}

impl Field {
    /// Its name in the store: two fields of the same name that users make one after the other have nothing in common.
    pub fn key(&self) -> &'static str {
        self.made.map(|made| made.key).or(self.slot).unwrap_or(self.name)
    }
    /// Sets the English title.
    pub const fn title(mut self, title: &'static str) -> Field {
        self.title = title;
        self
    }
    /// Sets a camel-case name that is not the mechanical one.
    pub const fn item_name(mut self, name: &'static str) -> Field {
        self.item_name = Some(name);
        self
    }
    /// Sets what an add without it stores.
    pub const fn default(mut self, default: Default) -> Field {
        self.default = default;
        self
    }
    /// An add without it is refused.
    pub const fn required(mut self) -> Field {
        self.required = true;
        self
    }
    /// Clients can't set it.
    pub const fn read_only(mut self) -> Field {
        self.read_only = true;
        self
    }
    /// Clients can't change it after the add.
    pub const fn immutable(mut self) -> Field {
        self.immutable = true;
        self
    }
    /// Holds a list.
    pub const fn multiple(mut self) -> Field {
        self.multiple = true;
        self
    }
    /// Filters on it use an index.
    pub const fn indexed(mut self) -> Field {
        self.indexed = true;
        self
    }
    /// Filters on it use an index whose values each lead to few records, as those of numbers of
    /// telephones or of owners do: a counter for each would be as much again as the index.
    pub const fn scattered(mut self) -> Field {
        self.indexed = true;
        self.scattered = true;
        self
    }
    /// Filters between two values, and orders, use an index; for numbers and times, and the id.
    pub const fn ranged(mut self) -> Field {
        self.indexed = !matches!(self.kind, Kind::Id);
        self.ranged = true;
        self
    }
    /// Part of no answer.
    pub const fn hidden(mut self) -> Field {
        self.hidden = true;
        self
    }
    /// Accepted on write, not part of the records of upper-case families.
    pub const fn write_only(mut self) -> Field {
        self.write_only = true;
        self
    }
    /// Known to upper-case families only.
    pub const fn upper_only(mut self) -> Field {
        self.only = Some(Spelling::Upper);
        self
    }
    /// Known to camel-case families only.
    pub const fn camel_only(mut self) -> Field {
        self.only = Some(Spelling::Camel);
        self
    }
    /// Part of records in camel case, filled in for the answer.
    pub const fn derived(mut self) -> Field {
        self.derived = true;
        self.camel_only().read_only()
    }
    /// Prints as 0 while it is not set, where numbers print as numbers.
    pub const fn zero(mut self) -> Field {
        self.zero = true;
        self
    }
    /// Whether families of a spelling know it.
    pub fn known_in(&self, spelling: Spelling) -> bool {
        !self.derived && self.fits(spelling)
    }
    /// Whether it is part of the records of families of a spelling.
    pub fn shown_in(&self, spelling: Spelling) -> bool {
        self.fits(spelling) && (spelling.is_camel() || !self.write_only)
    }

    fn fits(&self, spelling: Spelling) -> bool {
        !self.hidden && self.only.is_none_or(|only| only.is_camel() == spelling.is_camel())
    }
    /// Only in `get` and in lists that name it.
    pub const fn on_request(mut self) -> Field {
        self.on_request = true;
        self
    }
    /// Not printed at all while it is not set.
    pub const fn sparse(mut self) -> Field {
        self.sparse = true;
        self
    }
    /// Sets the type that `*.fields` names.
    pub const fn wire(mut self, wire: &'static str) -> Field {
        self.wire = Some(wire);
        self
    }
    /// Names a parent of the CRM type with this number.
    pub const fn parent(mut self, entity_type: i64) -> Field {
        self.parent = Some(entity_type);
        self
    }
    /// Always prints so many decimals.
    pub const fn places(mut self, places: usize) -> Field {
        self.places = Some(places);
        self
    }
    /// Prints as a number everywhere.
    pub const fn typed(mut self) -> Field {
        self.typed = true;
        self
    }
    /// Documented as deprecated.
    pub const fn deprecated(mut self) -> Field {
        self.deprecated = true;
        self
    }
}
