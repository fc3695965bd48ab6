//! What the program tells the page by itself.

use std::collections::BTreeSet;
use std::time::Duration;

use serde::Serialize;
use specta::Type;
use tauri::AppHandle;
use tauri_specta::Event;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::{RecvError, TryRecvError};

/// Tags are collected for this long before the page hears of them.
const COALESCE: Duration = Duration::from_millis(100);

/// Cached answers went stale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type, Event)]
pub(crate) struct Stale {
    /// The groups of answers, each once.
    pub(crate) tags: Vec<Tag>,
}

/// A person wants to quit while actions or posts still wait, or closes the window where nothing keeps the program
/// running: ask what is to become of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type, Event)]
pub(crate) struct QuitAsked {
    /// How many actions and posts wait.
    pub(crate) waiting: u32,
    /// The window was closed and no tray shows the program: it can be made small instead.
    pub(crate) closing: bool,
}

/// Something to tell that answers no command.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type, Event)]
pub(crate) struct Notice {
    /// What kind: `link_refused`, `browser_failed`.
    pub(crate) code: String,
    /// A sentence for people.
    pub(crate) message: String,
}

/// A group of answers that go stale together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum Tag {
    /// The accounts.
    Accounts,
    /// The login under way.
    Login,
    /// The counts beside the views.
    InboxCounts,
    /// The comments of one post.
    Comments {
        /// The post.
        media: String,
    },
    /// The messages of one conversation.
    Conversation {
        /// The conversation.
        conversation: String,
    },
    /// The posts of others that tag an account.
    TaggedPosts,
    /// How much of the history is searchable.
    Search,
    /// The lists that people keep.
    SavedViews,
    /// The outbox, and what it shows in lists, threads and conversations.
    Outbox,
    /// The state of the program itself.
    AppState,
    /// The posts.
    Posts,
    /// One post.
    Post {
        /// Its id, a UUID.
        post: String,
    },
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
    /// How much of the platform's limits is used.
    RateGauge,
    /// The background reading: its tasks and the history.
    Sync,
}

impl From<postroom_core::Tag> for Tag {
    fn from(tag: postroom_core::Tag) -> Self {
        match tag {
            postroom_core::Tag::Accounts => Self::Accounts,
            postroom_core::Tag::Login => Self::Login,
            postroom_core::Tag::InboxCounts => Self::InboxCounts,
            postroom_core::Tag::Comments(media) => Self::Comments {
                media: media.to_string(),
            },
            postroom_core::Tag::Conversation(conversation) => Self::Conversation {
                conversation: conversation.to_string(),
            },
            postroom_core::Tag::TaggedPosts => Self::TaggedPosts,
            postroom_core::Tag::Search => Self::Search,
            postroom_core::Tag::SavedViews => Self::SavedViews,
            postroom_core::Tag::Outbox => Self::Outbox,
            postroom_core::Tag::AppState => Self::AppState,
            postroom_core::Tag::Posts => Self::Posts,
            postroom_core::Tag::Post(post) => Self::Post { post: post.to_string() },
            postroom_core::Tag::Labels => Self::Labels,
            postroom_core::Tag::Members => Self::Members,
            postroom_core::Tag::People => Self::People,
            postroom_core::Tag::SavedReplies => Self::SavedReplies,
            postroom_core::Tag::MediaHost => Self::MediaHost,
            postroom_core::Tag::RateGauge => Self::RateGauge,
            postroom_core::Tag::Sync => Self::Sync,
        }
    }
}

/// Forwards what goes stale in the core, one event per 100 ms at most, until the core has ended.
pub(crate) async fn forward(handle: AppHandle, mut stale: Receiver<postroom_core::Tag>) {
    while let Some(tags) = next(&mut stale).await {
        let stale = Stale {
            tags: tags.into_iter().collect(),
        };
        if let Err(error) = stale.emit(&handle) {
            tracing::warn!(%error, "Stale tags did not reach the page");
        }
    }
}

/// The next group of tags; `None` when there will be no more.
async fn next(stale: &mut Receiver<postroom_core::Tag>) -> Option<BTreeSet<Tag>> {
    let mut tags = match stale.recv().await {
        Ok(tag) => BTreeSet::from([Tag::from(tag)]),
        Err(RecvError::Lagged(_)) => everything(),
        Err(RecvError::Closed) => return None,
    };
    tokio::time::sleep(COALESCE).await;
    loop {
        match stale.try_recv() {
            Ok(tag) => {
                tags.insert(tag.into());
            }
            Err(TryRecvError::Lagged(_)) => tags.append(&mut everything()),
            Err(TryRecvError::Empty | TryRecvError::Closed) => return Some(tags),
        }
    }
}

/// What was missed could be anything. The outbox stands for every list and thread, the posts for each of them.
fn everything() -> BTreeSet<Tag> {
    BTreeSet::from([
        Tag::Accounts,
        Tag::Login,
        Tag::InboxCounts,
        Tag::TaggedPosts,
        Tag::Search,
        Tag::SavedViews,
        Tag::Outbox,
        Tag::AppState,
        Tag::Posts,
        Tag::Labels,
        Tag::Members,
        Tag::People,
        Tag::SavedReplies,
        Tag::MediaHost,
        Tag::RateGauge,
        Tag::Sync,
    ])
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use tokio::sync::broadcast;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn tags_of_a_tenth_of_a_second_come_together_and_once() {
        let (sender, mut receiver) = broadcast::channel(16);
        for tag in [
            postroom_core::Tag::Outbox,
            postroom_core::Tag::Comments("1".into()),
            postroom_core::Tag::Outbox,
        ] {
            sender.send(tag).unwrap();
        }
        let tags = next(&mut receiver).await.unwrap();
        assert_eq!(tags, BTreeSet::from([Tag::Outbox, Tag::Comments { media: "1".into() }]));
    }

    #[tokio::test(start_paused = true)]
    async fn after_a_lag_everything_is_stale() {
        let (sender, mut receiver) = broadcast::channel(2);
        for _ in 0..9 {
            sender.send(postroom_core::Tag::Accounts).unwrap();
        }
        assert_eq!(next(&mut receiver).await.unwrap(), everything());
    }

    #[tokio::test(start_paused = true)]
    async fn the_end_of_the_core_ends_the_forwarding() {
        let (sender, mut receiver) = broadcast::channel(2);
        sender.send(postroom_core::Tag::Login).unwrap();
        drop(sender);
        assert_eq!(next(&mut receiver).await.unwrap(), BTreeSet::from([Tag::Login]));
        assert_eq!(next(&mut receiver).await, None);
    }
}
