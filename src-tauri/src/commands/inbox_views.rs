//! The inbox as the page shows it.

use std::ops::Range;

use instagram::messages::MessagingWindow;
use jiff::Timestamp;
use postroom_core::inbox::{ListedGroup, ListedItem};
use serde::Serialize;
use specta::Type;
use store::ItemFace;
use store::search::Progress;

use super::conversations::{AttachmentKind, MessageKind, WindowView};
use super::count;
use super::labels::LabelView;
use super::outbox::ActionChip;

/// An open list.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct SnapshotView {
    pub(super) snapshot: u32,
    pub(super) total: u32,
    /// Its first rows, as many as were asked for.
    pub(super) rows: Vec<ItemRowView>,
}

/// What came since a list was opened.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct NewsView {
    pub(super) new_items: u32,
}

/// A row of a list: an item, shown by one entry of it, its face.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct ItemRowView {
    /// Number of the item on this machine.
    item: u32,
    account: String,
    face: FaceView,
    /// Who wrote the comment or published the post, or whom the conversation is with. Empty when the platform gave none.
    username: String,
    text: Option<String>,
    /// RFC 3339.
    written_at: Option<String>,
    /// How many of its entries wait for an answer.
    open_count: u32,
    unread: bool,
    /// The face is hidden.
    hidden: bool,
    done: bool,
    /// The face is gone.
    gone: bool,
    /// RFC 3339.
    snoozed_until: Option<String>,
    muted: bool,
    flagged: bool,
    /// The name of the member it is assigned to.
    assignee: Option<String>,
    /// The colour of that member, 1 to 12.
    assignee_colour: Option<u32>,
    /// It is assigned to the person at this machine.
    assigned_here: bool,
    /// What the item is labelled as, in the team's order.
    labels: Vec<LabelView>,
    /// Somebody wrote a note on it.
    noted: bool,
    /// Words of something that waits in it say that a person has to look.
    needs_human: bool,
    action: Option<ActionChip>,
    /// Where what is searched for stands in the text: start and end in UTF-16 units, in order.
    text_marks: Vec<(u32, u32)>,
    /// The same in the username.
    username_marks: Vec<(u32, u32)>,
    /// What is searched for stands in a note on it.
    found_in_note: bool,
    /// The stretch of its post's caption that holds what is searched for, where its own entries do not.
    found_in_caption: Option<ExcerptView>,
    /// The group that it is the first row of.
    group: Option<GroupView>,
}

/// A stretch of a text, with marks in it.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct ExcerptView {
    text: String,
    /// Start and end in UTF-16 units, in order.
    marks: Vec<(u32, u32)>,
}

/// Rows of a list that stand together, told with the first of them.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct GroupView {
    /// How many rows.
    rows: u32,
    /// YYYY-MM-DD: the day they are of; null where they stand together for another reason.
    day: Option<String>,
    /// The words of the post the first one stands under.
    caption: Option<String>,
    /// The handle of who began the first one.
    username: Option<String>,
}

/// How far comments from before there was search are searchable.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct SearchProgressView {
    done: u32,
    total: u32,
}

impl From<Progress> for SearchProgressView {
    fn from(progress: Progress) -> Self {
        Self {
            done: count(progress.done),
            total: count(progress.total),
        }
    }
}

/// The entry that a row shows.
#[derive(Debug, Clone, Serialize, Type)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub(crate) enum FaceView {
    /// A comment of a thread.
    Comment {
        /// The comment.
        comment: String,
        /// Its post.
        media: String,
        /// The top-level comment it replies to.
        parent: Option<String>,
        /// It was answered.
        answered: bool,
        /// Our newest answer was not written here.
        answered_outside: bool,
        /// What the post is made of.
        media_kind: MediaKind,
        /// There is a picture of the post to show.
        has_picture: bool,
    },
    /// A message of a conversation.
    Message {
        /// The conversation.
        conversation: String,
        /// What the message is.
        message_kind: MessageKind,
        /// What the first attachment is.
        attachment: Option<AttachmentKind>,
        /// The story it is about.
        story: Option<String>,
        /// The story is one of ours that there is a picture of.
        has_picture: bool,
        /// We wrote it.
        ours: bool,
        /// Ours, and not sent from here.
        sent_outside: bool,
        /// Until when the person can be written to.
        window: Option<WindowView>,
    },
    /// A post of somebody else that tags the account.
    TaggedPost {
        /// What the post is made of.
        media_kind: MediaKind,
    },
}

/// What a post is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MediaKind {
    /// One picture.
    Image,
    /// A video or reel.
    Video,
    /// Several slides.
    Carousel,
}

/// How many rows each view has, and the outbox.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct ViewCountsView {
    pub(super) needs_reply: u32,
    pub(super) unread: u32,
    pub(super) mine: u32,
    pub(super) unassigned: u32,
    pub(super) questions: u32,
    pub(super) window_closing: u32,
    pub(super) mentions: u32,
    pub(super) snoozed: u32,
    pub(super) hidden: u32,
    pub(super) done: u32,
    pub(super) all: u32,
    /// Actions that have not ended.
    pub(super) outbox: u32,
    /// Those of them that need a person.
    pub(super) outbox_needs_you: u32,
}

impl From<ListedItem> for ItemRowView {
    fn from(listed: ListedItem) -> Self {
        let ListedItem {
            item,
            marks,
            needs_human,
            group,
        } = listed;
        let (face, said) = faced(item.face);
        let ends = |marks: Vec<Range<u32>>| marks.into_iter().map(|mark| (mark.start, mark.end)).collect();
        Self {
            item: item.row,
            account: item.account.to_string(),
            face,
            username: said.username.unwrap_or_default(),
            text: said.text,
            written_at: said.at.map(|at| at.to_string()),
            open_count: item.open,
            unread: item.unread,
            hidden: said.hidden,
            done: item.done,
            gone: said.gone,
            snoozed_until: item.snoozed_until.map(|at| at.to_string()),
            muted: item.muted,
            flagged: item.flagged,
            assigned_here: item.assignee.as_ref().is_some_and(|member| member.here),
            assignee_colour: item.assignee.as_ref().map(|member| count(member.colour)),
            assignee: item.assignee.map(|member| member.name),
            labels: item.labels.into_iter().map(LabelView::from).collect(),
            noted: item.noted,
            needs_human,
            action: item.action.and_then(|(_, delivery)| ActionChip::of(delivery)),
            text_marks: ends(marks.text),
            username_marks: ends(marks.username),
            found_in_note: marks.note,
            found_in_caption: marks.caption.map(|excerpt| ExcerptView {
                text: excerpt.text,
                marks: ends(excerpt.marks),
            }),
            group: group.map(GroupView::from),
        }
    }
}

/// What every face says.
struct Said {
    username: Option<String>,
    text: Option<String>,
    at: Option<Timestamp>,
    hidden: bool,
    gone: bool,
}

fn faced(face: ItemFace) -> (FaceView, Said) {
    match face {
        ItemFace::Comment(face) => {
            let said = Said {
                username: face.username,
                text: face.text,
                at: face.written_at,
                hidden: face.hidden,
                gone: face.gone,
            };
            let face = FaceView::Comment {
                comment: face.id.to_string(),
                media: face.media.to_string(),
                parent: face.parent.map(|id| id.to_string()),
                answered: face.answered,
                answered_outside: face.answered_outside,
                media_kind: face.media_kind.into(),
                has_picture: face.has_picture,
            };
            (face, said)
        }
        ItemFace::Message(face) => {
            let said = Said {
                username: face.username.or(face.name),
                text: face.text,
                at: Some(face.at),
                hidden: false,
                gone: face.gone,
            };
            let face = FaceView::Message {
                conversation: face.conversation.to_string(),
                message_kind: face.kind.into(),
                attachment: face.attachment.map(AttachmentKind::from),
                story: face.story.map(|id| id.to_string()),
                has_picture: face.has_picture,
                ours: face.ours,
                sent_outside: face.sent_outside,
                window: face.theirs_at.map(|at| MessagingWindow::opened_at(at).into()),
            };
            (face, said)
        }
        ItemFace::TaggedPost(face) => {
            let said = Said {
                username: face.username,
                text: face.text,
                at: face.written_at,
                hidden: false,
                gone: face.gone,
            };
            let face = FaceView::TaggedPost {
                media_kind: face.kind.into(),
            };
            (face, said)
        }
    }
}

impl From<ListedGroup> for GroupView {
    fn from(group: ListedGroup) -> Self {
        Self {
            rows: count(group.rows),
            day: group.day.map(|day| day.to_string()),
            caption: group.name.caption,
            username: group.name.username,
        }
    }
}

impl From<store::MediaKind> for MediaKind {
    fn from(kind: store::MediaKind) -> Self {
        match kind {
            store::MediaKind::Image => Self::Image,
            store::MediaKind::Video => Self::Video,
            store::MediaKind::Carousel => Self::Carousel,
        }
    }
}
