//! What is stored: an entity's fields and the rules that hold for it.

use crate::{
    Call, Change, Commit, Record, Result, event,
    field::Field,
    rights::{self, Rights},
};
use shared::text::Language;
use store::Store;

/// A kind of record.
#[derive(Debug)]
pub struct Entity {
    /// Name in keys and references: `deal`.
    pub name: &'static str,
    /// Name in messages: `deal`, `contact`.
    pub title: &'static str,
    /// Its fields, in the order in which answers print them.
    pub fields: &'static [Field],
    /// Its rules.
    pub hooks: Hooks,
    /// Who may do what with a record.
    pub rights: Rights,
    /// Fields that are often asked for together: filters on both values use an index of their own, and
    /// totals a counter.
    pub pairs: &'static [[&'static str; 2]],
    /// Namespace of the fields that users add to it: `CRM_DEAL`. Empty when they can't.
    pub user_fields: &'static str,
    /// What a portal's settings change about its fields.
    pub shape: fn(&Store, &Entity, Language) -> Result<Shape>,
    /// What its writes tell others.
    pub events: &'static [event::Rule],
    /// Fields that follow what happens elsewhere: an update of nothing else raises no event.
    pub silent: &'static [&'static str],
}

/// What the settings of a portal change about the fields of an entity. Schemas are read again after a
/// commit that [touches](Commit::touch) the user fields.
#[derive(Debug, Default)]
pub struct Shape {
    /// Names of declared fields that are switched off: nobody sees or sets them.
    pub hidden: Vec<&'static str>,
    /// Fields besides the declared ones; each has a [slot](Field::slot) of its own.
    pub more: Vec<Field>,
}

impl Entity {
    /// An entity without fields or rules that everybody reads and administrators change.
    pub const BASE: Entity = Entity {
        name: "",
        title: "record",
        fields: &[],
        hooks: Hooks::NONE,
        rights: rights::ADMINISTRATORS,
        pairs: &[],
        user_fields: "",
        shape: |_, _, _| Ok(Shape::default()),
        events: &[],
        silent: &[],
    };
}

/// A rule for adds and updates. It may refuse, complete the record, or add writes to the commit.
pub type SaveRule = fn(&mut Change, &mut Commit, &Call) -> Result<()>;

/// A rule for deletes. It may refuse, or add writes to the commit.
pub type DeleteRule = fn(&Record, &mut Commit, &Call) -> Result<()>;

/// The rules of an entity, in the order in which they run.
#[derive(Clone, Copy, Debug)]
pub struct Hooks {
    /// Before an add or update is committed.
    pub before_save: &'static [SaveRule],
    /// Before a delete is committed.
    pub before_delete: &'static [DeleteRule],
}

impl Hooks {
    /// No rules.
    pub const NONE: Hooks = Hooks { before_save: &[], before_delete: &[] };
}
