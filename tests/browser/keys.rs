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

    /// Presses Tab while Shift is down.
    #[track_caller]
    pub fn press_back(&self) {
        let keys = self.driver().action_chain().key_down(Key::Shift).key_down(Key::Tab).key_up(Key::Tab);
        self.wait(keys.key_up(Key::Shift).perform());
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
        self.tab_until(&format!("{role} “{name}”"), |focus| focus.role == role && focus.name == name);
    }

    /// The same for whatever fits.
    #[track_caller]
    pub fn tab_until(&self, what: &str, fits: impl Fn(&Focus) -> bool) -> Focus {
        let mut passed = Vec::new();
        for _ in 0..STOPS {
            self.press(Key::Tab);
            let Some(focus) = self.focus() else { continue };
            assert!(focus.inside, "{focus:?}");
            // What shows it may come by and by.
            let what = format!("{focus:?} is not to be seen");
            self.until(&what, || self.focus().filter(|focus| focus.visible));
            if fits(&focus) {
                return focus;
            }
            passed.push(focus.name);
        }
        panic!("Tab does not lead to {what} but to {passed:?}");
    }

    /// Goes to a few choices side by side and with the arrow keys to the one whose name begins like this.
    #[track_caller]
    pub fn choose_by_arrows(&self, first: &str, name: &str) {
        let mut focus = self.tab_until(first, |focus| focus.role == "radio" && focus.name.starts_with(first));
        for _ in 0..STOPS {
            if focus.name.starts_with(name) {
                return;
            }
            let before = focus.name;
            self.press(Key::Down);
            focus = self.until("the arrow keys do not move", || self.focus().filter(|focus| focus.name != before));
        }
        panic!("arrow keys do not lead to “{name}”");
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
