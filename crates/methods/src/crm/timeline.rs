//! crm.timeline.*: what people and programs write into the timelines of records.
//! docs: api-reference/crm/timeline.

mod attachment;
pub mod binding;
pub mod comment;
pub mod logmessage;
pub mod note;
pub mod picture;
pub mod pin;

use super::{
    belonging::{self, Owner},
    record_type,
};
use crate::{events::shape, prelude::*};

/// An entry of a timeline: a comment, or a message of a program's log. All share their numbers, because
/// bindings, pins and notes name entries by number alone.
pub static RECORD: Entity = Entity {
    name: "timeline",
    title: "timeline entry",
    fields: &[
        id("ID").title("ID"),
        int("ENTITY_ID").title("ID of the record that it belongs to").required().immutable(),
        text("ENTITY_TYPE").title("Type of the record that it belongs to").required().immutable(),
        created_at("CREATED").title("Created on"),
        text("COMMENT").title("Text"),
        int("AUTHOR_ID").title("Author").immutable().default(Default::Caller),
        file("FILES").title("Files").wire("attached_diskfile").multiple(),
        text("KIND").read_only().hidden().indexed(),
        text("TITLE").read_only().hidden(),
        text("ICON").read_only().hidden(),
        text("PINNED").read_only().hidden().multiple().indexed(),
        belonging::BOUND,
    ],
    hooks: Hooks { before_save: &[own_name, owners_follow], before_delete: &[note::forget_record] },
    rights: rights::Rights { owners: &["AUTHOR_ID"], through: Some(belonging::through), ..rights::RESPONSIBLE },
    events: &[
        Rule::new(On::Add, "ONCRMTIMELINECOMMENTADD", shape::timeline_comment).when(is_comment),
        Rule::new(On::Update, "ONCRMTIMELINECOMMENTUPDATE", shape::timeline_comment).when(is_comment),
        Rule::new(On::Delete, "ONCRMTIMELINECOMMENTDELETE", shape::timeline_comment).when(is_comment),
    ],
    silent: &["PINNED"],
    ..Entity::BASE
};

/// What `KIND` says of a comment.
pub const COMMENT: &str = "comment";
/// What `KIND` says of a message of a log.
pub const LOG: &str = "log";

fn is_comment(moment: &engine::event::Moment) -> bool {
    moment.record.text("KIND") == COMMENT
}

/// Gives an entry its owners; the first is the one it names. It stays pinned where it stays.
pub fn bind(entry: &mut Record, owners: &[Owner]) {
    belonging::note(entry, owners);
    if let Some(main) = owners.first() {
        let name = record_type::code(main.kind).to_lowercase();
        entry.set("ENTITY_ID", main.id);
        entry.set("ENTITY_TYPE", name.as_str());
    }
    let keys: Vec<String> = owners.iter().copied().map(belonging::key).collect();
    let pinned = entry.items("PINNED").iter().filter(|key| keys.iter().any(|own| own == key.text()));
    let pinned = pinned.cloned().collect();
    entry.set("PINNED", Data::List(pinned));
}

/// Everybody writes in their own name, administrators in anybody's.
fn own_name(change: &mut Change, _: &mut Commit, call: &Call) -> Result<()> {
    if change.old.is_none() && (!call.caller.admin || change.new.int("AUTHOR_ID") <= 0) {
        change.new.set("AUTHOR_ID", call.caller.user as i64);
    }
    Ok(())
}

/// The owners note that something has happened.
fn owners_follow(change: &mut Change, commit: &mut Commit, call: &Call) -> Result<()> {
    belonging::touch(&belonging::bound(&change.new), commit, call)
}

/// The entry of a kind with an id.
fn entry(call: &Call, kind: &str, id: u64) -> Result<Option<Record>> {
    Ok(call.find(&RECORD, id)?.filter(|entry| entry.text("KIND") == kind))
}

/// A new entry of a kind.
///
/// # Errors
/// When the store fails.
pub fn new_entry(call: &Call, kind: &str, owner: Owner) -> Result<Record> {
    let mut entry = Record::new(call.services.schema(&RECORD)?, 0);
    entry.set("KIND", kind);
    bind(&mut entry, &[owner]);
    Ok(entry)
}

/// The test that finds the entries of a kind in the timeline of an owner.
fn entries(call: &Call, kind: &str, owner: Owner) -> Result<Test> {
    let schema = call.services.schema(&RECORD)?;
    Ok(Test::All([belonging::belongs(&schema, owner), Query::equal(&schema, "KIND", kind).test].into()))
}
