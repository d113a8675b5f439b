//! The keyboard of a browser, and where its focus is.

use crate::browser::{Browser, INPUTS};
use serde::Deserialize;
use serde_json::json;
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

    /// Goes to this by Tab and presses Enter.
    #[track_caller]
    pub fn enter(&self, role: &str, name: &str) {
        self.tab_to(role, name);
        self.press(Key::Enter);
    }

    /// Goes to the box by Tab and ticks it, or takes the tick away.
    #[track_caller]
    pub fn tick(&self, name: &str) {
        self.tab_to("checkbox", name);
        self.press(Key::Space);
    }

    /// Goes to the input with this label by Tab and types into it, in place of what is there.
    #[track_caller]
    pub fn type_into(&self, label: &str, text: &str) {
        let there = || INPUTS.iter().any(|role| self.has(role, label)).then_some(());
        self.until(&format!("no input “{label}”"), there);
        self.tab_until(label, |focus| INPUTS.contains(&focus.role.as_str()) && focus.name == label);
        self.type_over(text);
    }

    /// Goes to the list with this label by Tab and to one of its options by typing what that says.
    #[track_caller]
    pub fn choose_by_letters(&self, label: &str, option: &str) {
        if !self.focus().is_some_and(|focus| focus.role == "combobox" && focus.name == label) {
            self.tab_to("combobox", label);
        }
        self.type_text(option);
        self.until(&format!("“{label}” does not become “{option}”"), || {
            self.chosen().filter(|chosen| chosen == option)
        });
    }

    /// Goes to the date with this label by Tab and types the day so many days `ahead` over what is there, in the
    /// order of English.
    #[track_caller]
    pub fn type_date(&self, label: &str, ahead: i32) {
        let script = "const day = new Date(Date.now() + arguments[0] * 864e5);
            const how = { timeZone: 'UTC', year: 'numeric', month: '2-digit', day: '2-digit' };
            return new Intl.DateTimeFormat('en-US', how).format(day)";
        let day = self.run(script, &[json!(ahead)]).expect("a script can be run");
        self.tab_until(label, |focus| focus.name == label);
        self.type_over(day.as_str().unwrap_or_default());
    }

    /// Goes by Tab to what is folded under these words, and opens or closes it.
    #[track_caller]
    pub fn unfold(&self, words: &str) {
        self.tab_until(words, |focus| focus.name == words);
        self.press(Key::Enter);
    }

    /// The option of the list that has the focus.
    fn chosen(&self) -> Option<String> {
        let chosen = self.run("return document.activeElement.selectedOptions?.[0]?.text ?? null", &[])?;
        chosen.as_str().map(str::to_owned)
    }

    /// The same for whatever fits.
    #[track_caller]
    pub fn tab_until(&self, what: &str, fits: impl Fn(&Focus) -> bool) -> Focus {
        let mut passed = Vec::new();
        for _ in 0..STOPS {
            self.press(Key::Tab);
            let Some(focus) = self.focus() else { continue };
            assert!(focus.inside, "{focus:?}");
            if !focus.visible {
                // What shows it may come by and by.
                let what = format!("{focus:?} is not to be seen");
                self.until(&what, || self.focus().filter(|focus| focus.visible));
            }
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
