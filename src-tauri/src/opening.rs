//! What a notification or a line of the tray menu leads to: the window comes to the front and the page goes there.
//!
//! One that is asked for before the page listens waits for it; of several the last is the one a person means.

use std::sync::{Mutex, PoisonError};

use postroom_core::notifications::Target;
use serde::Serialize;
use specta::Type;
use tauri::{AppHandle, Manager};
use tauri_specta::Event;

use crate::commands::inbox::View;
use crate::shell::Shell;
use crate::window;

/// The page is to go somewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type, Event)]
pub(crate) struct GoTo {
    /// Where.
    pub(crate) place: Place,
}

/// A place in the program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Place {
    /// One item of the inbox.
    Item {
        /// Number of the item on this machine.
        item: u32,
        /// The view it came into.
        view: View,
    },
    /// A view of the inbox.
    View {
        /// The view.
        view: View,
    },
    /// A post in the outbox.
    Post {
        /// Its id, a UUID.
        post: String,
    },
    /// The posts that are written or wait for their time.
    Composer,
    /// An account.
    Account {
        /// Its id.
        account: String,
    },
}

/// The place the page goes to as soon as it listens.
pub(crate) struct Openings {
    state: Mutex<State>,
}

enum State {
    /// The page does not listen yet.
    Waiting(Option<Place>),
    /// It does.
    Listening,
}

impl Openings {
    /// Nobody listens yet.
    pub(crate) fn new() -> Self {
        Self {
            state: Mutex::new(State::Waiting(None)),
        }
    }

    /// The page listens: it goes where it was to go before.
    pub(crate) fn page_listens(&self, handle: &AppHandle) {
        let before = std::mem::replace(&mut *self.lock(), State::Listening);
        if let State::Waiting(Some(place)) = before {
            emit(handle, place);
        }
    }

    /// Whether the page goes there at once; otherwise it will.
    fn keep(&self, place: &Place) -> bool {
        match &mut *self.lock() {
            State::Listening => true,
            State::Waiting(kept) => {
                *kept = Some(place.clone());
                false
            }
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Shows the window at a place.
pub(crate) fn open(handle: &AppHandle, place: impl Into<Place>) {
    let place = place.into();
    window::focus(handle);
    if handle.state::<Shell>().openings.keep(&place) {
        emit(handle, place);
    }
}

fn emit(handle: &AppHandle, place: Place) {
    if let Err(error) = (GoTo { place }).emit(handle) {
        tracing::warn!(%error, "The page did not hear where to go");
    }
}

impl From<Target> for Place {
    fn from(target: Target) -> Self {
        match target {
            Target::Item { item, view } => Self::Item {
                item,
                view: view.into(),
            },
            Target::View(view) => Self::View { view: view.into() },
            Target::Post(post) => Self::Post { post: post.to_string() },
            Target::Account(account) => Self::Account {
                account: account.to_string(),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_place_waits_for_the_page() {
        let openings = Openings::new();
        assert!(!openings.keep(&Place::View { view: View::Mine }));
        assert!(!openings.keep(&Place::Composer));
        assert!(matches!(&*openings.lock(), State::Waiting(Some(Place::Composer))));
        *openings.lock() = State::Listening;
        assert!(openings.keep(&Place::Composer), "a page that listens goes at once");
    }
}
