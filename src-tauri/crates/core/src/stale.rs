//! Which cached answers went stale.
//!
//! Every read of the user interface is made of tags, every write names the tags it spoils. The core
//! knows tags, never a cache key of the user interface.

use instagram::{ConversationId, MediaId};
use tokio::sync::broadcast::{
    self,
    error::{RecvError, TryRecvError},
};
use uuid::Uuid;

/// A group of answers that went stale together.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Tag {
    /// The list of accounts or anything on an account's card.
    Accounts,
    /// The login under way.
    Login,
    /// The counts beside the views.
    InboxCounts,
    /// The comments of one post.
    Comments(MediaId),
    /// The messages of one conversation.
    Conversation(ConversationId),
    /// The posts of others that tag an account.
    TaggedPosts,
    /// How much of the history is searchable.
    Search,
    /// The lists that people keep.
    SavedViews,
    /// The outbox.
    Outbox,
    /// The list of posts.
    Posts,
    /// One post: its slides, its words or its ladder.
    Post(Uuid),
    /// How much of the platform's limits is used, of any account.
    RateGauge,
    /// What is read in the background: the tasks and the history of any account.
    Sync,
    /// What labels are called, how they look and what carries them.
    Labels,
    /// What members of the team are called.
    Members,
    /// What was written down about people.
    People,
    /// Saved replies and the words that bring them up.
    SavedReplies,
    /// The media host.
    MediaHost,
    /// The state of the program itself: keychain, held actions, clock.
    AppState,
}

/// Where writers announce stale tags and the shell listens.
#[derive(Debug, Clone)]
pub struct StaleBus {
    sender: broadcast::Sender<Tag>,
}

impl StaleBus {
    /// A bus that remembers the last 1,024 tags for a slow listener; one that lags further behind
    /// must treat everything as stale.
    pub fn new() -> Self {
        Self {
            sender: broadcast::channel(1024).0,
        }
    }

    /// Announces `tag`. Nobody listening is fine.
    pub fn spoil(&self, tag: Tag) {
        let _ = self.sender.send(tag);
    }

    /// Announces several tags.
    pub fn spoil_all(&self, tags: impl IntoIterator<Item = Tag>) {
        tags.into_iter().for_each(|tag| self.spoil(tag));
    }

    /// Listens from here on.
    pub fn listen(&self) -> broadcast::Receiver<Tag> {
        self.sender.subscribe()
    }
}

/// Returns when one of the wanted tags is announced, or announcements were missed among which it may have been.
pub(crate) async fn heard(tags: &mut broadcast::Receiver<Tag>, wanted: impl Fn(&Tag) -> bool) {
    loop {
        match tags.recv().await {
            Ok(tag) if !wanted(&tag) => {}
            Ok(_) | Err(RecvError::Lagged(_)) => return,
            // The bus lives as long as the program: its end is told by the stop signal.
            Err(RecvError::Closed) => std::future::pending().await,
        }
    }
}

/// Whether one of the wanted tags was announced since this was asked last, or announcements were missed among which it may
/// have been.
pub(crate) fn was_heard(tags: &mut broadcast::Receiver<Tag>, wanted: impl Fn(&Tag) -> bool) -> bool {
    let mut heard = false;
    loop {
        match tags.try_recv() {
            Ok(tag) => heard |= wanted(&tag),
            Err(TryRecvError::Lagged(_)) => heard = true,
            Err(TryRecvError::Empty | TryRecvError::Closed) => return heard,
        }
    }
}

impl Default for StaleBus {
    fn default() -> Self {
        Self::new()
    }
}
