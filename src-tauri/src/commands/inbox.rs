//! The inbox: views as snapshots, threads, and what people decide about single comments.

use instagram::{AccountId, CommentId, MediaId};
use postroom_core::inbox::Typed;
use postroom_core::outbox::ActionState;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;
use uuid::Uuid;

use super::inbox_views::{ItemRowView, NewsView, SearchProgressView, SnapshotView, ViewCountsView};
use super::outbox::ActionView;
use super::thread_views::ThreadView;
use super::{IpcError, count, uuid};
use crate::browser;
use crate::shell::Shell;

/// At most this many rows of a snapshot go out at once.
const MOST_ROWS: u32 = 500;

/// A fixed view of the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum View {
    /// Something waits for an answer.
    NeedsReply,
    /// Something is not read here.
    Unread,
    /// Needs a reply by the person here.
    Mine,
    /// Needs a reply by nobody in particular.
    Unassigned,
    /// Needs a reply and asks something.
    Questions,
    /// Needs a reply, and less than a day is left for it.
    WindowClosing,
    /// Somebody mentioned the account in a story.
    Mentions,
    /// Put off.
    Snoozed,
    /// Something is hidden.
    Hidden,
    /// Nothing is open, something was marked done.
    Done,
    /// Everything.
    All,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Order {
    /// Oldest first.
    OldestFirst,
    /// Newest first.
    NewestFirst,
    /// The newest post first.
    Post,
    /// By author.
    Author,
}

/// What of a list stands together.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Grouping {
    /// Nothing.
    Nothing,
    /// What stands under one post.
    Post,
    /// What one person began.
    Author,
    /// What is of one day.
    Day,
}

/// What a list is to show.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct ViewForm {
    view: View,
    /// None given means all.
    accounts: Vec<String>,
    order: Order,
    grouping: Grouping,
    /// What is typed above the list, in the filter language; may be empty.
    filter: String,
    /// What is searched for, in the same language, of which anything is taken; may be empty.
    search: String,
    /// How many of its first rows come along: at most 500.
    rows: u32,
}

/// Names a snapshot.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SnapshotForm {
    pub(super) snapshot: u32,
}

/// An item of a snapshot.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SnapshotPositionForm {
    snapshot: u32,
    item: u32,
}

/// A window on a snapshot.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SnapshotRowsForm {
    snapshot: u32,
    start: u32,
    /// At most 500.
    count: u32,
}

/// Whose counts.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct ViewCountsForm {
    /// None given means all.
    pub(super) accounts: Vec<String>,
}

/// Names a comment.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct CommentForm {
    comment: String,
}

/// A reply.
#[derive(Deserialize, Type)]
pub(crate) struct ReplyForm {
    pub(super) comment: String,
    pub(super) text: String,
    /// Id of the saved reply the text began as.
    pub(super) saved_reply: Option<String>,
}

/// Comments to be hidden or shown again.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SetHiddenForm {
    comments: Vec<String>,
    hidden: bool,
}

/// Comments to be deleted.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct DeleteCommentsForm {
    comments: Vec<String>,
}

/// The comment switch of a post.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SetCommentsEnabledForm {
    media: String,
    enabled: bool,
}

/// Opens a view, or what of it is asked or searched for. Its first rows come along, as a page that asks for them only then
/// shows an empty list for a moment.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_view(shell: State<'_, Shell>, form: ViewForm) -> Result<SnapshotView, IpcError> {
    let typed = Typed {
        line: &form.filter,
        search: &form.search,
    };
    let grouping = form.grouping.into();
    let inbox = shell.app()?.inbox();
    let (snapshot, total) = inbox.open_grouped(form.shown(), grouping, typed).await?;
    let first = inbox.rows(snapshot, 0, form.rows.min(MOST_ROWS) as usize).await?;
    Ok(SnapshotView {
        snapshot,
        total: count(total),
        rows: first.into_iter().map(ItemRowView::from).collect(),
    })
}

/// How far comments from before there was search are searchable; nothing: all are.
#[tauri::command]
#[specta::specta]
pub(crate) async fn search_progress(shell: State<'_, Shell>) -> Result<Option<SearchProgressView>, IpcError> {
    let progress = shell.app()?.inbox().search_progress().await?;
    Ok(progress.map(SearchProgressView::from))
}

/// Rows of a snapshot; fewer at its end.
#[tauri::command]
#[specta::specta]
pub(crate) async fn snapshot_rows(
    shell: State<'_, Shell>,
    form: SnapshotRowsForm,
) -> Result<Vec<ItemRowView>, IpcError> {
    let (start, count) = (form.start as usize, form.count.min(MOST_ROWS) as usize);
    let rows = shell.app()?.inbox().rows(form.snapshot, start, count).await?;
    Ok(rows.into_iter().map(ItemRowView::from).collect())
}

/// How many items came into the view since the snapshot was taken.
#[tauri::command]
#[specta::specta]
pub(crate) async fn snapshot_news(shell: State<'_, Shell>, form: SnapshotForm) -> Result<NewsView, IpcError> {
    Ok(NewsView {
        new_items: count(shell.app()?.inbox().news(form.snapshot).await?),
    })
}

/// Where an item stands in a snapshot; nothing: it does not.
#[tauri::command]
#[specta::specta]
pub(crate) async fn snapshot_position(
    shell: State<'_, Shell>,
    form: SnapshotPositionForm,
) -> Result<Option<u32>, IpcError> {
    let position = shell.app()?.inbox().position(form.snapshot, form.item).await?;
    Ok(position.map(count))
}

/// Frees a snapshot.
#[tauri::command]
#[specta::specta]
pub(crate) async fn close_snapshot(shell: State<'_, Shell>, form: SnapshotForm) -> Result<(), IpcError> {
    shell.app()?.inbox().close(form.snapshot);
    Ok(())
}

/// The counts beside the views.
#[tauri::command]
#[specta::specta]
pub(crate) async fn view_counts(shell: State<'_, Shell>, form: ViewCountsForm) -> Result<ViewCountsView, IpcError> {
    let app = shell.app()?;
    let counts = app.inbox().counts(&accounts(form.accounts)).await?;
    let sections = app.outbox().sections().await?;
    let live = [
        &sections.needs_you,
        &sections.checking,
        &sections.waiting,
        &sections.held,
        &sections.sending,
    ];
    Ok(ViewCountsView {
        needs_reply: count(counts.needs_reply),
        unread: count(counts.unread),
        mine: count(counts.mine),
        unassigned: count(counts.unassigned),
        questions: count(counts.questions),
        window_closing: count(counts.window_closing),
        mentions: count(counts.mentions),
        snoozed: count(counts.snoozed),
        hidden: count(counts.hidden),
        done: count(counts.done),
        all: count(counts.all),
        outbox: count(live.iter().map(|section| section.len()).sum::<usize>()),
        outbox_needs_you: count(sections.needs_you.len()),
    })
}

/// The post and thread around a comment.
#[tauri::command]
#[specta::specta]
pub(crate) async fn thread(shell: State<'_, Shell>, form: CommentForm) -> Result<ThreadView, IpcError> {
    let app = shell.app()?;
    let thread = app.inbox().thread(&form.id()).await?;
    let ours = app
        .accounts()
        .list()
        .await?
        .into_iter()
        .find(|account| account.row.id == thread.post.account);
    let handle = ours.map(|account| account.row.username).unwrap_or_default();
    let member = app.profile().here().await?;
    Ok(ThreadView::new(thread, &handle, &member.name))
}

/// Queues a public reply.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reply(shell: State<'_, Shell>, form: ReplyForm) -> Result<ActionView, IpcError> {
    let comment = CommentId::from(form.comment.as_str());
    let saved = saved_reply(form.saved_reply.as_deref())?;
    let inbox = shell.app()?.inbox();
    Ok(inbox.reply_from(&comment, &form.text, saved).await?.into())
}

/// Queues hiding or showing of comments.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_hidden(shell: State<'_, Shell>, form: SetHiddenForm) -> Result<Vec<ActionView>, IpcError> {
    Ok(views(
        shell
            .app()?
            .inbox()
            .set_hidden(&comments(form.comments), form.hidden)
            .await?,
    ))
}

/// Queues deleting of comments.
#[tauri::command]
#[specta::specta]
pub(crate) async fn delete_comments(
    shell: State<'_, Shell>,
    form: DeleteCommentsForm,
) -> Result<Vec<ActionView>, IpcError> {
    Ok(views(shell.app()?.inbox().delete(&comments(form.comments)).await?))
}

/// Queues opening or closing of the comments of a post.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_comments_enabled(
    shell: State<'_, Shell>,
    form: SetCommentsEnabledForm,
) -> Result<ActionView, IpcError> {
    let media = MediaId::from(form.media.as_str());
    Ok(shell
        .app()?
        .inbox()
        .set_comments_enabled(&media, form.enabled)
        .await?
        .into())
}

/// Opens the post of a comment in the browser.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_on_instagram(shell: State<'_, Shell>, form: CommentForm) -> Result<(), IpcError> {
    let link = shell.app()?.inbox().permalink(&form.id()).await?;
    browser::open_on_platform(&link, &shell.endpoints.authorize)
}

/// The saved reply a text began as.
pub(super) fn saved_reply(id: Option<&str>) -> Result<Option<Uuid>, IpcError> {
    id.map(|reply| uuid(reply, "saved reply")).transpose()
}

pub(super) fn accounts(ids: Vec<String>) -> Vec<AccountId> {
    ids.into_iter().map(AccountId::from).collect()
}

fn comments(ids: Vec<String>) -> Vec<CommentId> {
    ids.into_iter().map(CommentId::from).collect()
}

fn views(actions: Vec<ActionState>) -> Vec<ActionView> {
    actions.into_iter().map(ActionView::from).collect()
}

impl CommentForm {
    pub(super) fn id(&self) -> CommentId {
        CommentId::from(self.comment.as_str())
    }
}

impl ViewForm {
    /// What the list shows before anything narrows it.
    fn shown(&self) -> store::Filter {
        store::Filter {
            view: self.view.into(),
            accounts: accounts(self.accounts.clone()),
            order: self.order.into(),
            typed: None,
        }
    }
}

/// The words of the page and of the store are the same.
macro_rules! same_words {
    ($ours:ident, $theirs:path: $($word:ident),+) => {
        impl From<$ours> for $theirs {
            fn from(word: $ours) -> Self {
                match word {
                    $($ours::$word => Self::$word,)+
                }
            }
        }

        impl From<$theirs> for $ours {
            fn from(word: $theirs) -> Self {
                match word {
                    $(<$theirs>::$word => Self::$word,)+
                }
            }
        }
    };
}

same_words!(View, store::View: NeedsReply, Unread, Mine, Unassigned, Questions, WindowClosing, Mentions, Snoozed, Hidden, Done, All);
same_words!(Order, store::Order: OldestFirst, NewestFirst, Post, Author);
same_words!(Grouping, store::Grouping: Nothing, Post, Author, Day);
