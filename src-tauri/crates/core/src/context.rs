//! What every part of the core is handed: the database, the way to the platform, secrets, clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use instagram::AccountId;
use serde_json::{Value, json};
use store::Store;
use store::events::{Actor, EventKind, NewEvent};
use tokio::sync::{Notify, Semaphore};

use crate::clock::SharedClock;
use crate::gateway::Gateway;
use crate::installation::HighWater;
use crate::media::HostSetup;
use crate::media::hosts::Visitor;
use crate::publishing::SlideFiles;
use crate::secrets::Secrets;
use crate::stale::StaleBus;
use crate::steps::StepObserver;

/// What the event log calls an account.
pub(crate) fn account_subject(account: &AccountId) -> String {
    format!("account:{account}")
}

/// The shared context.
pub(crate) type Shared = Arc<Context>;

pub(crate) struct Context {
    pub(crate) store: Store,
    pub(crate) gateway: Gateway,
    pub(crate) secrets: Secrets,
    pub(crate) clock: SharedClock,
    pub(crate) stale: StaleBus,
    /// The name of this machine in the event log.
    pub(crate) machine: String,
    pub(crate) steps: Arc<dyn StepObserver>,
    /// Remembers, outside the database, how far its event log has come.
    pub(crate) high_water: HighWater,
    /// Rings when accounts were added, removed or renewed.
    pub(crate) accounts_changed: Notify,
    /// Rings when the outbox has something to do.
    pub(crate) outbox_changed: Notify,
    /// Rings when a post has something to do.
    pub(crate) posts_changed: Notify,
    /// The kept copies of pictures.
    pub(crate) files: SlideFiles,
    /// Pictures converted at a time: a large one takes some hundred megabytes for a moment.
    pub(crate) imaging: Semaphore,
    /// Where Instagram fetches our pictures.
    pub(crate) host: HostSetup,
    /// Looks at hosted files as Instagram does.
    pub(crate) visitor: Visitor,
    /// Rings when a person asks to sync now.
    pub(crate) sync_wanted: Notify,
    /// Rings when a person asks for new messages now.
    pub(crate) messages_wanted: Notify,
    /// Whether somebody may be looking.
    pub(crate) window: AtomicBool,
    /// Whether a person has paused the reading until they let it go on or the program ends.
    pub(crate) paused: AtomicBool,
}

impl Context {
    /// Whether somebody may be looking: then what is new is read more often.
    pub(crate) fn window_visible(&self) -> bool {
        self.window.load(Ordering::Relaxed)
    }

    /// Whether a person has paused the reading; what they ask for is read all the same.
    pub(crate) fn is_paused(&self) -> bool {
        self.paused.load(Ordering::Relaxed)
    }

    /// An event about `subject`, without payload.
    pub(crate) fn event(&self, kind: EventKind, actor: Actor, account: Option<&AccountId>, subject: &str) -> NewEvent {
        self.event_with(kind, actor, account, subject, json!({}))
    }

    /// An event about `subject`; `payload` holds ids, codes and states only.
    pub(crate) fn event_with(
        &self,
        kind: EventKind,
        actor: Actor,
        account: Option<&AccountId>,
        subject: &str,
        payload: Value,
    ) -> NewEvent {
        NewEvent {
            at: self.clock.now(),
            actor,
            machine: self.machine.clone(),
            account: account.cloned(),
            kind,
            subject: subject.to_owned(),
            payload,
        }
    }
}
