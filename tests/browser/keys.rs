//! The keyboard of a browser, and where its focus is.

use crate::browser::Browser;
use serde::Deserialize;
use thirtyfour::Key;

/// The element that has the focus.
#[derive(Clone, Debug, Deserialize)]
pub struct Focus {
    /// Its role.
    pub role: String,
    /// Its name.
    pub name: String,
    /// Whether it is in the topmost dialog, if one is open.
    pub inside: bool,
    /// Whether one sees that it has the focus.
    pub visible: bool,
}

impl Browser {
    /// Presses a key.
    #[track_caller]
    pub fn press(&self, key: Key) {
        self.wait(self.driver().action_chain().send_keys(key).perform());
    }

    /// Presses a key while Ctrl is down.
    #[track_caller]
    pub fn press_with_ctrl(&self, key: impl Into<char>) {
        let key = key.into();
        let keys = self.driver().action_chain().key_down(Key::Control).key_down(key).key_up(key).key_up(Key::Control);
        self.wait(keys.perform());
    }

    /// Types wherever the focus is.
    #[track_caller]
    pub fn type_text(&self, text: &str) {
        self.wait(self.driver().action_chain().send_keys(text).perform());
    }

    /// Types wherever the focus is, in place of what is there.
    #[track_caller]
    pub fn type_over(&self, text: &str) {
        self.press_with_ctrl('a');
        self.type_text(text);
    }

    /// What has the focus; `None` when nothing of the page has it.
    #[track_caller]
    pub fn focus(&self) -> Option<Focus> {
        self.until("no page", || self.ask("focused", &[]))
    }

    /// Waits until this has the focus.
    #[track_caller]
    pub fn expect_focus(&self, role: &str, name: &str) {
        let what = format!("the focus is not on {role} “{name}”");
        self.until(&what, || self.focus().filter(|focus| focus.role == role && focus.name == name));
    }

    /// Presses Tab until this has the focus. Every stop on the way has to show its focus, and to be
    /// in the dialog if one is open.
    #[track_caller]
    pub fn tab_to(&self, role: &str, name: &str) {
        self.expect(role, name);
        let mut passed = Vec::new();
        for _ in 0..STOPS {
            self.press(Key::Tab);
            let Some(focus) = self.focus() else { continue };
            assert!(focus.visible && focus.inside, "{focus:?}");
            if focus.role == role && focus.name == name {
                return;
            }
            passed.push(focus.name);
        }
        panic!("Tab does not lead to {role} “{name}” but to {passed:?}");
    }

    /// Presses Tab all around the open dialog: the focus must not leave it.
    #[track_caller]
    pub fn expect_trap(&self, stops: usize) {
        let mut seen = Vec::new();
        // At its end the browser's own controls get a turn, which here are nothing.
        for _ in 0..2 * (stops + 1) {
            self.press(Key::Tab);
            let Some(focus) = self.focus() else { continue };
            assert!(focus.inside && focus.visible, "{focus:?}");
            if !seen.contains(&focus.name) {
                seen.push(focus.name);
            }
        }
        assert_eq!(seen.len(), stops, "{seen:?}");
    }
}

/// More than any screen has.
const STOPS: usize = 120;
