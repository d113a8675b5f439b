//! What hangs on a message: attachments, buttons and a menu, checked and kept as JSON.
//! docs: messages/attachments.md, keyboards.md, menu.md.

use crate::prelude::*;
use engine::{Known, dialect::refusal};
use params::write_json;

/// Bytes of each of them, as JSON.
const MOST: usize = 60_000;

/// Attachments, buttons and menu as a client gave them: `None` was not given, empty text takes away.
#[derive(Clone, Debug, Default)]
pub struct Extras {
    attach: Option<String>,
    keyboard: Option<String>,
    menu: Option<String>,
    bare_links: Option<bool>,
}

/// One of the three.
struct Part {
    name: &'static str,
    /// The key of its rows where they are wrapped.
    rows: &'static str,
    wrong: Known,
    too_large: Known,
    fits: fn(&Tree) -> bool,
}

static ATTACH: Part = Part {
    name: "ATTACH",
    rows: "BLOCKS",
    wrong: refusal("ATTACH_ERROR", "Incorrect attach params"),
    too_large: refusal("ATTACH_OVERSIZE", "You have exceeded the maximum allowable size of attach"),
    fits: is_block,
};

static KEYBOARD: Part = Part {
    name: "KEYBOARD",
    rows: "BUTTONS",
    wrong: refusal("KEYBOARD_ERROR", "Incorrect keyboard params"),
    too_large: refusal("KEYBOARD_OVERSIZE", "You have exceeded the maximum allowable size of keyboard"),
    fits: is_button,
};

static MENU: Part = Part {
    name: "MENU",
    rows: "ITEMS",
    wrong: refusal("MENU_ERROR", "Incorrect menu params"),
    too_large: refusal("MENU_OVERSIZE", "You have exceeded the maximum allowable size of menu"),
    fits: is_action,
};

impl Extras {
    /// Those that a call gives.
    ///
    /// # Errors
    /// 400 by the name of the one that is malformed or too large.
    pub fn read(call: &Call) -> Result<Extras> {
        let bare_links = call.param("URL_PREVIEW").and_then(Value::as_flag).map(|preview| !preview);
        Ok(Extras {
            attach: given(call, &ATTACH)?,
            keyboard: given(call, &KEYBOARD)?,
            menu: given(call, &MENU)?,
            bare_links,
        })
    }

    /// Only the attachments that a call gives.
    ///
    /// # Errors
    /// 400 when they are malformed or too large.
    pub fn attachments(call: &Call) -> Result<Extras> {
        Ok(Extras { attach: given(call, &ATTACH)?, ..Extras::default() })
    }

    /// Whether there are attachments.
    pub fn attached(&self) -> bool {
        self.attach.as_ref().is_some_and(|json| !json.is_empty())
    }

    /// Puts those that were given on a message.
    pub fn apply(&self, message: &mut Record) {
        for (part, json) in [(&ATTACH, &self.attach), (&KEYBOARD, &self.keyboard), (&MENU, &self.menu)] {
            if let Some(json) = json {
                message.set(part.name, json.as_str());
            }
        }
        if let Some(bare) = self.bare_links {
            message.set("BARE_LINKS", bare);
        }
    }

    /// Puts only the attachments on a record, such as a notification.
    pub fn apply_attachments(&self, record: &mut Record) {
        record.set("ATTACH", self.attach.clone().unwrap_or_default().as_str());
    }
}

/// The JSON of a part: an object with its rows or the rows alone, or text of either; `N` and nothing
/// take it away.
fn given(call: &Call, part: &Part) -> Result<Option<String>> {
    let Some(value) = call.param(part.name) else { return Ok(None) };
    let parsed = match value {
        Value::Text(text) if text.is_empty() || text == "N" => return Ok(Some(String::new())),
        Value::Text(text) => Value::from_json(serde_json::from_str(text).map_err(|_| Error::from(part.wrong))?),
        value if value.is_empty() => return Ok(Some(String::new())),
        value => value.clone(),
    };
    let tree = parsed.as_tree().ok_or(part.wrong)?;
    let wrapped = tree.get(part.rows);
    let rows = wrapped.map_or(Some(tree), Value::as_tree).ok_or(part.wrong)?;
    let fits = |row: &Value| row.as_tree().is_some_and(part.fits);
    if rows.is_empty() || !rows.is_list() || !rows.values().all(fits) {
        return Err(part.wrong.into());
    }
    let mut json = Vec::new();
    write_json(&shown(part, tree, rows), &mut json);
    if json.len() > MOST {
        return Err(part.too_large.into());
    }
    Ok(Some(String::from_utf8_lossy(&json).into_owned()))
}

/// The form in which messages print a part: a list of attachments, or of buttons and items.
fn shown(part: &Part, tree: &Tree, rows: &Tree) -> Value {
    if part.name != ATTACH.name {
        return rows.clone().into();
    }
    let mut whole = if tree.get(part.rows).is_some() { tree.clone() } else { Tree::new() };
    whole.insert(part.rows, rows.clone().into());
    Tree::from_iter([Value::from(whole)]).into()
}

/// A block has one key, its type.
fn is_block(block: &Tree) -> bool {
    const TYPES: [&str; 7] = ["MESSAGE", "LINK", "USER", "GRID", "IMAGE", "FILE", "DELIMITER"];
    block.len() == 1 && TYPES.iter().any(|kind| block.get(kind).is_some())
}

/// A button does something, or begins a new line.
fn is_button(button: &Tree) -> bool {
    button.get("TYPE").and_then(Value::as_text).as_deref() == Some("NEWLINE") || is_action(button)
}

/// A text and what happens on it.
fn is_action(row: &Tree) -> bool {
    let has = |name: &str| row.get(name).is_some_and(|value| !value.is_empty());
    let link = row.get("LINK").and_then(Value::as_text);
    let opens = link.is_some_and(|link| ["http://", "https://", "/"].iter().any(|start| link.starts_with(start)));
    has("TEXT") && (opens || has("COMMAND") || has("APP_ID") || (has("ACTION") && has("ACTION_VALUE")))
}
