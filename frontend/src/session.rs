//! Who is signed in, and what happens when that ends in the middle of something.

use crate::{api, locale::Locale, texts::shell as words};
use leptos::{prelude::*, task::spawn_local};
use serde::de::IgnoredAny;
use shared::{
    people::{Me, Portal, Session as Answer},
    profile::ProfileChange,
};
use std::{
    cell::RefCell,
    future::poll_fn,
    task::{Poll, Waker},
};

/// The session, in the context of every screen below the shell.
#[derive(Clone, Copy)]
pub struct Session(RwSignal<Answer>);

/// The session of the current screen.
pub fn use_session() -> Session {
    expect_context()
}

impl Session {
    /// From the portal's first answer.
    pub fn new(answer: Answer) -> Session {
        Session(RwSignal::new(answer))
    }

    /// Takes over a newer answer; waiting calls go on when it brings somebody.
    pub fn renew(self, answer: Answer) {
        let signed_in = answer.me.is_some();
        self.0.set(answer);
        if signed_in {
            resume();
        }
    }

    /// Who is signed in; tracked.
    pub fn me(self) -> Option<Me> {
        self.0.read().me.clone()
    }

    /// Whether somebody is signed in; tracked.
    pub fn signed_in(self) -> bool {
        self.0.read().me.is_some()
    }

    /// Whether the one who is signed in administers the portal; tracked.
    pub fn admin(self) -> bool {
        self.0.read().me.as_ref().is_some_and(|me| me.admin)
    }

    /// The portal; tracked.
    pub fn portal(self) -> Portal {
        self.0.read().portal.clone()
    }

    /// Notices not yet read; tracked.
    pub fn unread(self) -> u32 {
        self.0.read().me.as_ref().map_or(0, |me| me.unread)
    }

    /// So many notices are not yet read.
    pub fn set_unread(self, unread: u32) {
        let news = self.0.read_untracked().me.as_ref().is_some_and(|me| me.unread != unread);
        if news {
            self.change(|me| me.unread = unread);
        }
    }

    /// What the portal is called; tracked.
    pub fn called(self, locale: Locale) -> String {
        match self.0.read().portal.name.as_str() {
            "" => locale.say(words::PORTICO).to_owned(),
            name => name.to_owned(),
        }
    }

    /// Keeps a choice about the screens on the portal as well. A failure costs nothing but that: this browser
    /// remembers it.
    pub fn keep(self, change: ProfileChange) {
        self.change(|me| {
            me.language = change.language.or(me.language);
            me.theme = change.theme.or(me.theme);
        });
        spawn_local(async move { drop(api::put::<IgnoredAny>("/console/profile", &change).await) });
    }

    /// Changes what is known of the portal.
    pub fn change_portal(self, change: impl FnOnce(&mut Portal)) {
        self.0.update(|answer| change(&mut answer.portal));
    }

    /// Changes what is known of the one who is signed in.
    pub fn change(self, change: impl FnOnce(&mut Me)) {
        self.0.update(|answer| {
            if let Some(me) = &mut answer.me {
                change(me);
            }
        });
    }
}

/// Whether calls wait for somebody to sign in again.
pub fn lost() -> ArcRwSignal<bool> {
    GATE.with_borrow(|gate| gate.lost.clone())
}

/// Asks for a new sign-in and returns once it has happened.
pub async fn regained() {
    GATE.with_borrow(|gate| gate.lost.clone()).set(true);
    poll_fn(|context| {
        GATE.with_borrow_mut(|gate| {
            if !gate.lost.get_untracked() {
                return Poll::Ready(());
            }
            gate.waiting.push(context.waker().clone());
            Poll::Pending
        })
    })
    .await;
}

fn resume() {
    let (lost, waiting) = GATE.with_borrow_mut(|gate| (gate.lost.clone(), std::mem::take(&mut gate.waiting)));
    lost.set(false);
    waiting.into_iter().for_each(Waker::wake);
}

/// Calls run in tasks, outside of any component's context, so their gate can't be in it.
struct Gate {
    lost: ArcRwSignal<bool>,
    waiting: Vec<Waker>,
}

thread_local! {
    static GATE: RefCell<Gate> = RefCell::new(Gate { lost: ArcRwSignal::new(false), waiting: Vec::new() });
}
