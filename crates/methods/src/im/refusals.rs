//! The refusals that methods of the messenger share. docs: the error tables of api-reference/chats.

use engine::{Known, dialect::refusal};

/// No chat is named, or not by its number.
pub const CHAT_ID_EMPTY: Known = refusal("CHAT_ID_EMPTY", "Chat ID can't be empty");
/// No dialog is named, or in a form that nobody knows.
pub const DIALOG_ID_EMPTY: Known = refusal("DIALOG_ID_EMPTY", "Dialog ID can't be empty");
/// No person is named.
pub const USER_ID_EMPTY: Known = refusal("USER_ID_EMPTY", "User ID can't be empty");
/// No message is named, or none that the caller sees.
pub const MESSAGE_ID_ERROR: Known = refusal("MESSAGE_ID_ERROR", "Message ID can't be empty");
/// Nothing is said.
pub const MESSAGE_EMPTY: Known = refusal("MESSAGE_EMPTY", "Message can't be empty");
/// The parameters do not fit together.
pub const PARAMS_ERROR: Known = refusal("PARAMS_ERROR", "Incorrect params");
/// Not possible in this chat, or not for this person.
pub const UNAVAILABLE: Known = forbidden("ACCESS_ERROR", "Action unavailable");
/// Somebody else's dialog, or none.
pub const NO_ACCESS: Known = forbidden("ACCESS_ERROR", "You do not have access to the specified dialog");
/// Somebody else's message, or too old.
pub const CANT_EDIT: Known =
    forbidden("CANT_EDIT_MESSAGE", "Time has expired for modification or you don't have access");
/// Fewer letters than a search needs.
pub const FIND_SHORT: Known = refusal("FIND_SHORT", "Too short a search phrase.");

/// A refusal for want of rights: status 403.
pub const fn forbidden(code: &'static str, description: &'static str) -> Known {
    Known { status: 403, code, description }
}
