//! Postroom's local database: one SQLite file that holds what was read from Instagram, what people decided about it and
//! what is still to leave this machine.
//!
//! # What is promised
//! - A committed write survives a kill and a power cut.
//! - There is one writer and a few readers; a read never waits for a write.
//! - A file of a newer program is refused untouched, an older one is copied aside before it is changed.
//! - The event log only grows. It holds ids, codes and states; people's words lie in [`content`], where they can be erased.
//! - Every SQL statement is checked against the schema when the crate is compiled; only [`views`] and
//!   [`search`] compose statements at run time, from fixed pieces and bound values.
//!
//! # How it is laid out
//! One module an aggregate: row types beside their queries. Functions that write take a [`WriteTx`], so that a caller
//! puts a state and the event that explains it into one transaction. Functions that read take the [`Store`]; where a
//! decision must see what its own transaction wrote, there is a twin whose name ends in `_in`.
//!
//! What is *not* here: rules. Which step of the outbox follows which, when a read counts as proof, when to sync: that is
//! `core`'s.

mod error;
mod open;
#[cfg(all(test, feature = "queries"))]
mod query_metadata_tests;
mod write;

#[cfg(feature = "queries")]
pub mod accounts;
#[cfg(feature = "queries")]
pub mod arrivals;
#[cfg(feature = "queries")]
pub mod backfills;
#[cfg(feature = "queries")]
pub mod comments;
#[cfg(feature = "queries")]
pub mod content;
#[cfg(feature = "queries")]
pub mod conversations;
#[cfg(feature = "queries")]
pub mod events;
#[cfg(feature = "queries")]
pub mod human;
#[cfg(feature = "queries")]
pub mod items;
#[cfg(feature = "queries")]
pub mod keyword_rules;
#[cfg(feature = "queries")]
pub mod labels;
#[cfg(feature = "queries")]
pub mod logins;
#[cfg(feature = "queries")]
pub mod media;
#[cfg(feature = "queries")]
pub mod members;
#[cfg(feature = "queries")]
pub mod meta;
#[cfg(feature = "queries")]
pub mod note_drafts;
#[cfg(feature = "queries")]
pub mod notes;
#[cfg(feature = "queries")]
pub mod outbox;
#[cfg(feature = "queries")]
pub mod people;
#[cfg(feature = "queries")]
pub mod posts;
#[cfg(feature = "queries")]
pub mod reply_drafts;
#[cfg(feature = "queries")]
pub mod runs;
#[cfg(feature = "queries")]
pub mod saved_replies;
#[cfg(feature = "queries")]
pub mod saved_views;
#[cfg(feature = "queries")]
pub mod search;
#[cfg(feature = "queries")]
pub mod sync;
#[cfg(feature = "queries")]
pub mod tagged_posts;
#[cfg(feature = "queries")]
pub mod trail;
#[cfg(feature = "queries")]
mod values;
#[cfg(feature = "queries")]
pub mod views;
pub mod words;

pub use error::StoreError;
pub use open::Store;
pub use write::WriteTx;

#[cfg(feature = "queries")]
pub use exports::*;

/// The row types, at the top because everybody names them.
#[cfg(feature = "queries")]
mod exports {
    pub use crate::accounts::{AccountRow, NewAccount};
    pub use crate::backfills::BackfillRow;
    pub use crate::comments::{AuthorFacts, AuthorThread, CommentRow, OwnReply};
    pub use crate::conversations::{
        AttachmentKind, ConversationRow, KeptAttachment, MessageKind, MessageRow, OwnMessage,
    };
    pub use crate::events::{Actor, EventKind, EventRow, NewEvent, Seq};
    pub use crate::items::{Item, ItemKind, ItemState};
    pub use crate::keyword_rules::{KeywordRule, NewKeywordRule, Topic};
    pub use crate::labels::{Label, LabelState, LabelUse};
    pub use crate::logins::PendingLogin;
    pub use crate::media::{LastPost, MediaKind, MediaRow, UnreadableCause};
    pub use crate::members::Member;
    pub use crate::notes::{Note, NoteOn};
    pub use crate::outbox::{ActionKind, Delivery, NewAction, OutboxRow};
    pub use crate::people::PersonRef;
    pub use crate::posts::{
        HostedFile, NewPost, NewSlide, PostCounts, PostRow, PostState, Ratio, SlideRow, SlideSettings, StepKind,
        StepRow, StepState,
    };
    pub use crate::runs::{RunProgress, RunRow, Stopped};
    pub use crate::saved_replies::{NewSavedReply, SavedReply};
    pub use crate::sync::{SyncTask, SyncTaskRow, SyncTaskRun};
    pub use crate::tagged_posts::TaggedPostRow;
    pub use crate::views::{
        CommentFace, Face, Filter, Grouping, ItemFace, ItemRow, MessageFace, Order, PackedRows, TaggedPostFace, View,
        ViewCounts,
    };
}

/// What an upsert of rows read from Instagram did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct UpsertCounts {
    /// Rows not known before.
    pub new: usize,
    /// Known rows in which something differed.
    pub changed: usize,
}
