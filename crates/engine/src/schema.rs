//! The schema of an entity in one portal: which slot of a record's bytes holds which field.
//!
//! Slots are given once and never reused. The store keeps the list of names, so that fields can be
//! declared, reordered and made by users without rewriting a record.

use crate::{Entity, Error, Field, Kind, Result};
use rustc_hash::FxHashMap;
use store::{Check, Durability, Op, Store, StoreError, keys};

/// An entity's fields with their places.
#[derive(Debug)]
pub struct Schema {
    /// The entity.
    pub entity: &'static Entity,
    /// Its fields, in the order of answers.
    pub fields: Vec<Field>,
    /// Number of slots that its records may use.
    pub slots: usize,
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
    pub fn load(store: &Store, entity: &'static Entity) -> Result<Schema> {
        let fields: Vec<Field> = entity.fields.to_vec();
        let names = give_slots(store, entity.name, &fields)?;
        let slot = |name| names.iter().position(|known| known == name).unwrap_or_default() as u16;
        let camel: Vec<String> = fields.iter().map(camel_name).collect();
        let key = |name: &str| format!("\"{name}\":");
        Ok(Schema {
            entity,
            slots: names.len(),
            slot_of: fields.iter().map(|field| slot(field.name)).collect(),
            by_name: fields.iter().enumerate().map(|(at, field)| (field.name, at)).collect(),
            by_camel: camel.iter().enumerate().map(|(at, name)| (name.clone(), at)).collect(),
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
    let mut out = String::with_capacity(field.name.len());
    for (at, part) in field.name.split('_').enumerate() {
        let number = part.starts_with(|first: char| first.is_ascii_digit());
        if number && field.name.starts_with("UF_") {
            out.push('_');
        }
        let part = part.to_ascii_lowercase();
        let mut letters = part.chars();
        match letters.next() {
            Some(first) if at > 0 => {
                out.push(first.to_ascii_uppercase());
                out.push_str(letters.as_str());
            }
            _ => out.push_str(&part),
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

fn give_slots(store: &Store, entity: &str, fields: &[Field]) -> Result<Vec<String>> {
    let key = keys::slots(entity);
    loop {
        let found = store.get(&key)?;
        let text = found.as_ref().map(|entry| String::from_utf8_lossy(&entry.value).into_owned()).unwrap_or_default();
        let mut names: Vec<String> = text.lines().map(str::to_owned).collect();
        let stored = names.len();
        for field in fields.iter().filter(|field| field.kind != Kind::Id) {
            if !names.iter().any(|name| name == field.name) {
                names.push(field.name.to_owned());
            }
        }
        if names.len() == stored {
            return Ok(names);
        }
        let check = match found {
            Some(entry) => Check::Version(key.clone(), entry.version),
            None => Check::Absent(key.clone()),
        };
        match store.commit(&[check], vec![Op::Put(key.clone(), names.join("\n").into_bytes())], Durability::Durable) {
            Ok(_) => return Ok(names),
            Err(StoreError::Check(_)) => continue,
            Err(cause) => return Err(Error::from(cause)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::field;

    #[test]
    fn camel_names_are_mechanical() {
        assert_eq!(camel_name(&field::text("ASSIGNED_BY_ID")), "assignedById");
        assert_eq!(camel_name(&field::text("UF_CRM_1721244482250")), "ufCrm_1721244482250");
        assert_eq!(camel_name(&field::text("PARENT_ID_128")), "parentId128");
        let renamed = field::time("DATE_CREATE").item_name("createdTime");
        assert_eq!((camel_name(&renamed).as_str(), upper_name(&renamed).as_str()), ("createdTime", "CREATED_TIME"));
    }
}
