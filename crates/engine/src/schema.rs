//! The schema of an entity in one portal: which slot of a record's bytes holds which field.
//!
//! Slots are given once and never reused. The store keeps the list of names, so that fields can be
//! declared, reordered and made by users without rewriting a record. A field that users made is
//! listed by a name that no other field ever has; when it is deleted its slot retires, and old bytes
//! in it are never read again.

use crate::{Entity, Error, Field, Kind, Result, entity::Shape, field, index, user_field, user_field::OF_FILES};
use rustc_hash::FxHashMap;
use shared::text::Language;
use store::{Check, Direction, Durability, Op, Store, StoreError, keys};

/// An entity's fields with their places.
#[derive(Debug)]
pub struct Schema {
    /// The entity.
    pub entity: &'static Entity,
    /// Its fields, in the order of answers.
    pub fields: Vec<Field>,
    /// Number of slots that its records may use.
    pub slots: usize,
    /// Positions of the fields that `get` prints.
    pub shown: Vec<usize>,
    slot_of: Vec<u16>,
    by_name: FxHashMap<&'static str, usize>,
    by_camel: FxHashMap<String, usize>,
    keys: [Vec<String>; 3],
}

impl Schema {
    /// Reads an entity's slots, giving new fields theirs.
    ///
    /// # Errors
    /// When the store fails.
    pub fn load(store: &Store, entity: &'static Entity, language: Language) -> Result<Schema> {
        let Shape { hidden, more } = (entity.shape)(store, entity, language)?;
        let (names, made) = give_slots(store, entity, language, &more)?;
        let slots: FxHashMap<&str, u16> = names.iter().zip(0..).map(|(name, slot)| (name.as_str(), slot)).collect();
        let mut fields: Vec<Field> = entity.fields.to_vec();
        for field in &mut fields {
            field.hidden |= hidden.contains(&field.name);
        }
        // Those that users made stay where they are for ever, so that a position outlives its schema.
        let at_slot = |name: &String| made.iter().find(|field| field.key() == name).copied().unwrap_or(RETIRED);
        fields.extend(names.iter().filter(|name| is_made(name)).map(at_slot));
        let camel: Vec<String> = fields.iter().map(camel_name).collect();
        let key = |name: &str| format!("\"{name}\":");
        let named = || fields.iter().enumerate().filter(|(_, field)| !field.name.is_empty());
        Ok(Schema {
            entity,
            slots: names.len(),
            shown: (0..fields.len()).filter(|at| !fields[*at].hidden).collect(),
            slot_of: fields.iter().map(|field| slots.get(field.key()).copied().unwrap_or(u16::MAX)).collect(),
            by_name: named().map(|(at, field)| (field.name, at)).collect(),
            by_camel: named().map(|(at, _)| (camel[at].clone(), at)).collect(),
            keys: [
                fields.iter().map(|field| key(field.name)).collect(),
                camel.iter().map(|name| key(name)).collect(),
                fields.iter().zip(&camel).map(|(field, camel)| key(original(field, camel))).collect(),
            ],
            fields,
        })
    }

    /// Position of the field with a canonical name.
    pub fn position(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// Position of the field that a dialect calls `name`; hidden ones have no name for clients.
    pub fn named(&self, name: &str, spelling: Spelling) -> Option<usize> {
        let found = match spelling {
            Spelling::Upper => self.position(name),
            Spelling::Camel | Spelling::Original => self.by_camel.get(name).copied().or_else(|| self.position(name)),
        };
        found.filter(|at| self.fields[*at].known_in(spelling))
    }

    /// Slot of the field at a position.
    pub fn slot(&self, position: usize) -> u16 {
        self.slot_of[position]
    }

    /// `"NAME":` of the field at a position, ready to print.
    pub fn key(&self, position: usize, spelling: Spelling) -> &str {
        &self.keys[spelling as usize][position]
    }
}

/// How a dialect spells field names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Spelling {
    /// `ASSIGNED_BY_ID`.
    Upper,
    /// `assignedById`.
    Camel,
    /// `assignedById`, and users' own fields as they are called: `UF_CRM_17`.
    Original,
}

impl Spelling {
    /// Whether declared fields are in camel case.
    pub fn is_camel(self) -> bool {
        self != Spelling::Upper
    }
}

/// The camel-case name of a field: `ASSIGNED_BY_ID` is `assignedById`, `UF_CRM_17` is `ufCrm_17`.
pub fn camel_name(field: &Field) -> String {
    if let Some(name) = field.item_name {
        return name.to_owned();
    }
    let made = field.name.starts_with("UF_");
    let digit = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
    let parts: Vec<String> = field.name.split('_').map(str::to_ascii_lowercase).collect();
    let mut out = String::with_capacity(field.name.len());
    for (at, part) in parts.iter().enumerate() {
        // The number of a smart process belongs to the prefix: `UF_CRM_4_NOTE` is `ufCrm4Note`.
        let process = at == 2 && parts.len() > 3 && part.bytes().all(|byte| byte.is_ascii_digit());
        if made && digit(part) && !process {
            out.push('_');
        }
        let mut letters = part.chars();
        match letters.next() {
            Some(first) if at > 0 => {
                out.push(first.to_ascii_uppercase());
                out.push_str(letters.as_str());
            }
            _ => out.push_str(part),
        }
    }
    out
}

/// The upper-case name that belongs to a field's camel-case one: `createdTime` is `CREATED_TIME`,
/// whatever the classic families call it.
pub fn upper_name(field: &Field) -> String {
    let Some(name) = field.item_name else { return field.name.to_owned() };
    let mut out = String::with_capacity(name.len() + 4);
    for letter in name.chars() {
        if letter.is_ascii_uppercase() {
            out.push('_');
        }
        out.push(letter.to_ascii_uppercase());
    }
    out
}

fn original<'a>(field: &'a Field, camel: &'a str) -> &'a str {
    if field.name.starts_with("UF_") { field.name } else { camel }
}

/// What stands where a deleted field was.
const RETIRED: Field = field::rows("");
/// Its name among the slots.
const RETIRED_SLOT: &str = "#";

/// Whether a slot is or was that of a field that users or settings made.
fn is_made(name: &str) -> bool {
    name.contains('#')
}

/// The names of an entity's slots with the fields that users and settings made.
fn give_slots(store: &Store, entity: &Entity, language: Language, more: &[Field]) -> Result<(Vec<String>, Vec<Field>)> {
    let key = keys::slots(entity.name);
    loop {
        let found = store.get(&key)?;
        let text = found.as_ref().map(|entry| String::from_utf8_lossy(&entry.value).into_owned()).unwrap_or_default();
        let mut names: Vec<String> = text.lines().map(str::to_owned).collect();
        // Read after the slots: a field that has a slot and is not here any more has been deleted.
        let mut made = user_field::made(store, entity.user_fields, language)?;
        made.extend_from_slice(more);
        let mut changed = false;
        for field in entity.fields.iter().filter(|field| field.kind != Kind::Id).chain(&made) {
            if !names.iter().any(|name| name == field.key()) {
                names.push(field.key().to_owned());
                changed = true;
            }
        }
        let gone = |name: &&mut String| is_made(name) && *name != RETIRED_SLOT;
        for name in names.iter_mut().filter(gone).filter(|name| !made.iter().any(|field| field.key() == **name)) {
            // Nobody adds to it any more: a write to an index that users made checks that its field is there.
            if name.ends_with(OF_FILES) {
                forget_files(store, entity.name, name)?;
            }
            index::forget(store, entity.name, name)?;
            *name = RETIRED_SLOT.to_owned();
            changed = true;
        }
        if names.len() >= usize::from(u16::MAX) {
            return Err(Error::core("This portal has made as many user fields of this kind as it ever can"));
        }
        if !changed {
            return Ok((names, made));
        }
        let check = match found {
            Some(entry) => Check::Version(key.clone(), entry.version),
            None => Check::Absent(key.clone()),
        };
        match store.commit(&[check], vec![Op::Put(key.clone(), names.join("\n").into_bytes())], Durability::Durable) {
            Ok(_) => return Ok((names, made)),
            Err(StoreError::Check(_)) => continue,
            Err(cause) => return Err(Error::from(cause)),
        }
    }
}

/// Removes the files that a deleted field held, which its index knows.
fn forget_files(store: &Store, entity: &str, field: &str) -> Result<()> {
    const PART: usize = 2_000;
    let mut range = keys::index_of(entity, field);
    loop {
        let part = store.scan_keys(&range, Direction::Up, PART)?;
        let files = part.iter().filter_map(|key| indexed_file(key)).map(|id| Op::Del(keys::file(id)));
        store.commit(&[], files.collect(), Durability::Durable)?;
        let Some(last) = part.last().filter(|_| part.len() == PART) else { return Ok(()) };
        range = range.after(last);
    }
}

/// The file that an index entry is about: the value stands before the record's id.
fn indexed_file(key: &[u8]) -> Option<u64> {
    let (rest, _) = key.split_last_chunk::<8>()?;
    let id = i64::try_from(u64::from_be_bytes(*rest.last_chunk::<8>()?) ^ (1 << 63)).ok();
    id.and_then(|id| u64::try_from(id).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field;

    #[test]
    fn camel_names_are_mechanical() {
        assert_eq!(camel_name(&field::text("ASSIGNED_BY_ID")), "assignedById");
        assert_eq!(camel_name(&field::text("UF_CRM_1721244482250")), "ufCrm_1721244482250");
        assert_eq!(camel_name(&field::text("UF_CRM_4_1721244482250")), "ufCrm4_1721244482250");
        assert_eq!(camel_name(&field::text("UF_CRM_4_NOTE")), "ufCrm4Note");
        assert_eq!(camel_name(&field::text("PARENT_ID_128")), "parentId128");
        let renamed = field::time("DATE_CREATE").item_name("createdTime");
        assert_eq!((camel_name(&renamed).as_str(), upper_name(&renamed).as_str()), ("createdTime", "CREATED_TIME"));
    }
}
