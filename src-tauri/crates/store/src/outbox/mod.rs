//! Actions that leave the machine: the rows and plain queries. Which step follows which is `core`'s rule.
//!
//! A row is *live* until it was sent, withdrawn or discarded; then it has *ended*, and no write brings it back. The text
//! of an action lies in [`crate::content`] under [`text_subject`].

mod queries;

use instagram::{AccountId, CommentId, MediaId};
use jiff::Timestamp;
use uuid::Uuid;

use crate::values::small_int;

pub use queries::{
    count_live, count_sent, finished, get, get_in, list, live, live_counts, live_in, live_of, live_of_in,
    live_of_thread, queue, save, sent_of_run, withdraw_run,
};

small_int! {
    /// What an action does.
    ActionKind, "outbox.kind" {
        /// Answers a comment in public.
        Reply = 1,
        /// Hides a comment.
        Hide = 2,
        /// Shows a hidden comment.
        Unhide = 3,
        /// Deletes a comment.
        Delete = 4,
        /// Opens or closes the comments of a media.
        CommentSwitch = 5,
        /// Writes a direct message.
        Message = 6,
        /// Answers a comment with a direct message.
        PrivateReply = 7,
    }
}

small_int! {
    /// Where an action stands. Numbers below 10 are live, the others ended.
    Delivery, "outbox.delivery" {
        /// Waits for its grace time, its turn or the network.
        Waiting = 1,
        /// Waits until a person has looked: the data was restored, copied or moved.
        Held = 2,
        /// A request is on its way.
        Sending = 3,
        /// The answer was lost; the program finds out.
        Checking = 4,
        /// The platform refused; a person may try again or discard.
        Failed = 5,
        /// Only a person can decide how it goes on.
        NeedsYou = 6,
        /// Done on Instagram.
        Sent = 10,
        /// Taken back before it left.
        Withdrawn = 11,
        /// Given up by a person.
        Discarded = 12,
    }
}

impl Delivery {
    /// Whether the row has ended for good.
    pub const fn is_ended(self) -> bool {
        match self {
            Self::Waiting | Self::Held | Self::Sending | Self::Checking | Self::Failed | Self::NeedsYou => false,
            Self::Sent | Self::Withdrawn | Self::Discarded => true,
        }
    }
}

/// An action.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// Local number: order of decision.
    pub id: i64,
    /// Its id in events and at the window.
    pub uid: Uuid,
    /// The account it leaves for.
    pub account: AccountId,
    /// What it does.
    pub kind: ActionKind,
    /// The comment it is about; the media for the comment switch, the conversation for a message.
    pub subject: String,
    /// The media it stands under.
    pub media: Option<MediaId>,
    /// Reply: the top-level comment it is attached to.
    pub parent: Option<CommentId>,
    /// Comment switch: open or closed.
    pub value: Option<bool>,
    /// Where it stands.
    pub delivery: Delivery,
    /// Machine code of why it stands there.
    pub reason: Option<String>,
    /// `code` of the last refusal.
    pub error_code: Option<i64>,
    /// `error_subcode` of the last refusal.
    pub error_subcode: Option<i64>,
    /// Grace time in milliseconds.
    pub grace_ms: i64,
    /// When it was decided.
    pub queued_at: Timestamp,
    /// When a person last said that it is to go: what others did since, they may not know.
    pub asked_at: Timestamp,
    /// How many requests were written down.
    pub attempts: i64,
    /// Start of the last request.
    pub attempt_started_at: Option<Timestamp>,
    /// End of the last request, if this program saw it.
    pub attempt_ended_at: Option<Timestamp>,
    /// Complete, error-free reads since the doubt arose.
    pub clean_reads: i64,
    /// The last of them.
    pub last_clean_read_at: Option<Timestamp>,
    /// Not before this instant.
    pub next_at: Option<Timestamp>,
    /// What the platform called the result.
    pub remote_id: Option<String>,
    /// When it ended.
    pub finished_at: Option<Timestamp>,
    /// The bulk run it belongs to.
    pub run: Option<Uuid>,
}

/// An action to queue.
#[derive(Debug, Clone)]
pub struct NewAction {
    /// The account it leaves for.
    pub account: AccountId,
    /// What it does.
    pub kind: ActionKind,
    /// The comment it is about; the media for the comment switch, the conversation for a message.
    pub subject: String,
    /// The media it stands under.
    pub media: Option<MediaId>,
    /// Reply: the top-level comment it is attached to.
    pub parent: Option<CommentId>,
    /// Comment switch: open or closed.
    pub value: Option<bool>,
    /// Reply or message: its words.
    pub text: Option<String>,
    /// Grace time in milliseconds.
    pub grace_ms: i64,
    /// When it was decided.
    pub queued_at: Timestamp,
    /// The bulk run it belongs to.
    pub run: Option<Uuid>,
}

/// How many actions stand where.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct LiveCounts {
    /// [`Delivery::Waiting`].
    pub waiting: i64,
    /// [`Delivery::Held`].
    pub held: i64,
    /// [`Delivery::Sending`].
    pub sending: i64,
    /// [`Delivery::Checking`].
    pub checking: i64,
    /// [`Delivery::Failed`].
    pub failed: i64,
    /// [`Delivery::NeedsYou`].
    pub needs_you: i64,
}

impl LiveCounts {
    /// All live actions.
    pub const fn total(self) -> i64 {
        self.waiting + self.held + self.sending + self.checking + self.failed + self.needs_you
    }
}

/// The subject in [`crate::content`] under which an action's text lies.
pub fn text_subject(uid: Uuid) -> String {
    format!("action:{uid}")
}
