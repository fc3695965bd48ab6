//! A thread as the page shows it: the post, its comments, and who wrote them.

use postroom_core::inbox::{Author, Thread, ThreadComment};
use postroom_core::outbox::ActionState;
use serde::Serialize;
use specta::Type;

use super::conversations::PrivateReplyView;
use super::inbox_views::MediaKind;
use super::labels::LabelView;
use super::outbox::{ActionChip, ActionView};
use super::people::NoteView;
use super::sync::UnreadableView;
use super::{count, figure};

/// What stands beside a selected comment.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct ThreadView {
    post: MediaView,
    /// The top-level comment.
    top: String,
    selected: String,
    /// The top-level comment first, then replies, then our replies that have not left yet.
    comments: Vec<CommentView>,
    author: AuthorView,
    /// The notes on the item, oldest first.
    notes: Vec<NoteView>,
    /// Whether the selected comment can be answered in private.
    private_reply: PrivateReplyView,
}

/// A post.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct MediaView {
    media: String,
    account: String,
    kind: MediaKind,
    /// 1 unless it is a carousel.
    slides: u32,
    caption: Option<String>,
    /// RFC 3339.
    taken_at: Option<String>,
    permalink: Option<String>,
    /// Open items under it.
    open_count: u32,
    comments_count: Option<u32>,
    /// Comments that Instagram counts and does not show, as far as every page was read.
    unreadable: Option<UnreadableView>,
    comments_enabled: Option<bool>,
    switch_action: Option<ActionChip>,
    has_picture: bool,
}

/// A comment or reply of a thread.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct CommentView {
    /// Its id; of an echo the action's.
    comment: String,
    parent: Option<String>,
    username: String,
    text: Option<String>,
    /// RFC 3339.
    written_at: Option<String>,
    like_count: u32,
    hidden: bool,
    gone: bool,
    ours: bool,
    /// Who of the team wrote it here.
    by_member: Option<String>,
    done: bool,
    answered: bool,
    /// Our reply, still in the outbox.
    echo: bool,
    action: Option<ActionView>,
}

/// What is known of an author under this account's posts.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct AuthorView {
    username: String,
    comments_here: u32,
    /// RFC 3339.
    first_seen: Option<String>,
    hidden_count: u32,
    /// What they are labelled as.
    labels: Vec<LabelView>,
    /// The newest note on them.
    note: Option<NoteView>,
}

impl ThreadView {
    /// A thread of the account called `our_handle`; `member` wrote what has not left yet.
    pub(super) fn new(thread: Thread, our_handle: &str, member: &str) -> Self {
        let selected = thread.comments.iter().find(|one| one.comment.id == thread.selected);
        let top = selected
            .and_then(|one| one.comment.parent.clone())
            .unwrap_or_else(|| thread.selected.clone())
            .to_string();
        let echoes = thread
            .echoes
            .into_iter()
            .map(|action| echo(action, &top, our_handle, member));
        let comments = thread
            .comments
            .into_iter()
            .map(CommentView::from)
            .chain(echoes)
            .collect();
        let post = thread.post;
        let unreadable = post.unreadable().map(UnreadableView::from);
        Self {
            post: MediaView {
                media: post.id.to_string(),
                account: post.account.to_string(),
                kind: post.kind.into(),
                slides: count(post.children.max(1)),
                caption: post.caption,
                taken_at: post.taken_at.map(|at| at.to_string()),
                permalink: post.permalink,
                open_count: count(thread.open_count),
                unreadable,
                comments_count: figure(post.comments_count),
                comments_enabled: post.comments_enabled,
                switch_action: thread.switch.and_then(|action| ActionChip::of(action.delivery)),
                has_picture: post.picture_url.is_some(),
            },
            top,
            selected: thread.selected.to_string(),
            comments,
            author: thread.author.into(),
            notes: thread.notes.into_iter().map(NoteView::from).collect(),
            private_reply: thread.private_reply.into(),
        }
    }
}

impl From<Author> for AuthorView {
    fn from(author: Author) -> Self {
        Self {
            username: author.username.unwrap_or_default(),
            comments_here: count(author.facts.comments),
            first_seen: author.facts.first_seen.map(|at| at.to_string()),
            hidden_count: count(author.facts.hidden),
            labels: author.labels.into_iter().map(LabelView::from).collect(),
            note: author.note.map(NoteView::from),
        }
    }
}

impl From<ThreadComment> for CommentView {
    fn from(one: ThreadComment) -> Self {
        let row = one.comment;
        Self {
            comment: row.id.to_string(),
            parent: row.parent.map(|id| id.to_string()),
            username: row.username.unwrap_or_default(),
            text: row.text,
            written_at: row.written_at.map(|at| at.to_string()),
            like_count: count(row.like_count),
            hidden: row.hidden,
            gone: row.gone_at.is_some(),
            ours: row.ours,
            by_member: row.sent_by,
            done: row.done_at.is_some(),
            answered: row.answered,
            echo: false,
            action: one.action.map(ActionView::from),
        }
    }
}

/// A reply of ours that has not left yet, as if it stood there already.
fn echo(action: ActionState, top: &str, our_handle: &str, member: &str) -> CommentView {
    let action = ActionView::from(action);
    CommentView {
        comment: action.action.clone(),
        parent: Some(top.to_owned()),
        username: our_handle.to_owned(),
        text: action.text.clone(),
        written_at: Some(action.queued_at.clone()),
        like_count: 0,
        hidden: false,
        gone: false,
        ours: true,
        by_member: Some(member.to_owned()),
        done: false,
        answered: false,
        echo: true,
        action: Some(action),
    }
}
