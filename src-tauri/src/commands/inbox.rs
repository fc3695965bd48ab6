//! The inbox: views as snapshots, threads, and what people decide there.

use instagram::{AccountId, CommentId, MediaId};
use postroom_core::inbox::{ListedItem, Thread, ThreadComment};
use postroom_core::outbox::ActionState;
use serde::{Deserialize, Serialize};
use specta::Type;
use tauri::State;
use url::Url;

use super::outbox::{ActionChip, ActionView};
use super::{ErrorCode, IpcError, count, figure};
use crate::browser;
use crate::shell::Shell;

/// At most this many rows of a snapshot go out at once.
const MOST_ROWS: u32 = 500;

/// A fixed view of the inbox.
#[derive(Debug, Clone, Copy, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum View {
    /// Waits for an answer.
    NeedsReply,
    /// Not read here.
    Unread,
    /// Hidden.
    Hidden,
    /// Marked done.
    Done,
    /// Everything.
    All,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, Deserialize, Type)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Order {
    /// Oldest first.
    OldestFirst,
    /// Newest first.
    NewestFirst,
}

/// What a list is to show.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct ViewForm {
    view: View,
    /// None given means all.
    accounts: Vec<String>,
    order: Order,
}

/// Names a snapshot.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SnapshotForm {
    snapshot: u32,
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
    accounts: Vec<String>,
}

/// Names a comment.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct CommentForm {
    comment: String,
}

/// A reply.
#[derive(Deserialize, Type)]
pub(crate) struct ReplyForm {
    comment: String,
    text: String,
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

/// Comments to be marked done or open again.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SetDoneForm {
    comments: Vec<String>,
    done: bool,
    /// The list they leave, or come back to, at once.
    snapshot: Option<u32>,
}

/// Comments to be marked read or unread.
#[derive(Debug, Deserialize, Type)]
pub(crate) struct SetReadForm {
    comments: Vec<String>,
    read: bool,
}

/// An open list.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct SnapshotView {
    snapshot: u32,
    total: u32,
}

/// What came since a list was opened.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct NewsView {
    new_items: u32,
}

/// A row of a list.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct ItemRowView {
    comment: String,
    account: String,
    media: String,
    parent: Option<String>,
    /// Empty when the platform gave none.
    username: String,
    text: Option<String>,
    /// RFC 3339.
    written_at: Option<String>,
    unread: bool,
    hidden: bool,
    done: bool,
    gone: bool,
    answered: bool,
    action: Option<ActionChip>,
    media_kind: MediaKind,
    has_picture: bool,
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
    needs_reply: u32,
    unread: u32,
    hidden: u32,
    done: u32,
    all: u32,
    /// Actions that have not ended.
    outbox: u32,
    /// Those of them that need a person.
    outbox_needs_you: u32,
}

/// What stands beside a selected comment.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct ThreadView {
    post: PostView,
    /// The top-level comment.
    top: String,
    selected: String,
    /// The top-level comment first, then replies, then our replies that have not left yet.
    comments: Vec<CommentView>,
    author: AuthorView,
}

/// A post.
#[derive(Debug, Clone, Serialize, Type)]
pub(crate) struct PostView {
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
}

/// Opens a view.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_view(shell: State<'_, Shell>, form: ViewForm) -> Result<SnapshotView, IpcError> {
    let (snapshot, total) = shell.app()?.inbox().open(form.into()).await?;
    Ok(SnapshotView {
        snapshot,
        total: count(total),
    })
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
    Ok(ThreadView::new(thread, &handle, &shell.member))
}

/// Queues a public reply.
#[tauri::command]
#[specta::specta]
pub(crate) async fn reply(shell: State<'_, Shell>, form: ReplyForm) -> Result<ActionView, IpcError> {
    let comment = CommentId::from(form.comment.as_str());
    Ok(shell.app()?.inbox().reply(&comment, &form.text).await?.into())
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

/// Marks comments as done or open again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_done(shell: State<'_, Shell>, form: SetDoneForm) -> Result<(), IpcError> {
    Ok(shell
        .app()?
        .inbox()
        .set_done(&comments(form.comments), form.done, form.snapshot)
        .await?)
}

/// Marks comments as read or unread.
#[tauri::command]
#[specta::specta]
pub(crate) async fn set_read(shell: State<'_, Shell>, form: SetReadForm) -> Result<(), IpcError> {
    Ok(shell
        .app()?
        .inbox()
        .set_read(&comments(form.comments), form.read)
        .await?)
}

/// Opens the post of a comment in the browser.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_on_instagram(shell: State<'_, Shell>, form: CommentForm) -> Result<(), IpcError> {
    let link = shell.app()?.inbox().permalink(&form.id()).await?;
    let address = Url::parse(&link)
        .ok()
        .filter(|url| is_on_platform(url, &shell.endpoints.authorize));
    let address = address.ok_or_else(|| {
        IpcError::new(
            ErrorCode::Refused,
            "The address of this post does not lead to Instagram",
            "Find the post on Instagram yourself",
            None,
        )
    })?;
    browser::open(&address).map_err(|detail| {
        IpcError::new(
            ErrorCode::Internal,
            "No browser could be opened",
            "Set a default browser in the system settings",
            Some(detail),
        )
    })
}

/// The address came from outside: only the host people log in on is opened.
fn is_on_platform(address: &Url, authorize: &Url) -> bool {
    address.origin() == authorize.origin()
}

fn accounts(ids: Vec<String>) -> Vec<AccountId> {
    ids.into_iter().map(AccountId::from).collect()
}

fn comments(ids: Vec<String>) -> Vec<CommentId> {
    ids.into_iter().map(CommentId::from).collect()
}

fn views(actions: Vec<ActionState>) -> Vec<ActionView> {
    actions.into_iter().map(ActionView::from).collect()
}

impl CommentForm {
    fn id(&self) -> CommentId {
        CommentId::from(self.comment.as_str())
    }
}

impl From<ViewForm> for store::Filter {
    fn from(form: ViewForm) -> Self {
        Self {
            view: match form.view {
                View::NeedsReply => store::View::NeedsReply,
                View::Unread => store::View::Unread,
                View::Hidden => store::View::Hidden,
                View::Done => store::View::Done,
                View::All => store::View::All,
            },
            accounts: accounts(form.accounts),
            order: match form.order {
                Order::OldestFirst => store::Order::OldestFirst,
                Order::NewestFirst => store::Order::NewestFirst,
            },
        }
    }
}

impl From<ListedItem> for ItemRowView {
    fn from(listed: ListedItem) -> Self {
        let ListedItem { item, action } = listed;
        Self {
            comment: item.id.to_string(),
            account: item.account.to_string(),
            media: item.media.to_string(),
            parent: item.parent.map(|id| id.to_string()),
            username: item.username.unwrap_or_default(),
            text: item.text,
            written_at: item.written_at.map(|at| at.to_string()),
            unread: !item.read,
            hidden: item.hidden,
            done: item.done,
            gone: item.gone,
            answered: item.answered,
            action: action.and_then(|action| ActionChip::of(action.delivery)),
            media_kind: item.media_kind.into(),
            has_picture: item.has_picture,
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

impl ThreadView {
    fn new(thread: Thread, our_handle: &str, member: &str) -> Self {
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
        Self {
            post: PostView {
                media: post.id.to_string(),
                account: post.account.to_string(),
                kind: post.kind.into(),
                slides: count(post.children.max(1)),
                caption: post.caption,
                taken_at: post.taken_at.map(|at| at.to_string()),
                permalink: post.permalink,
                open_count: count(thread.open_count),
                comments_count: figure(post.comments_count),
                comments_enabled: post.comments_enabled,
                switch_action: thread.switch.and_then(|action| ActionChip::of(action.delivery)),
                has_picture: post.picture_url.is_some(),
            },
            top,
            selected: thread.selected.to_string(),
            comments,
            author: AuthorView {
                username: thread.author.username.unwrap_or_default(),
                comments_here: count(thread.author.facts.comments),
                first_seen: thread.author.facts.first_seen.map(|at| at.to_string()),
                hidden_count: count(thread.author.facts.hidden),
            },
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

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn only_the_platform_s_own_pages_are_opened() {
        let platform = instagram::Endpoints::instagram().authorize;
        let simulator: Url = "http://127.0.0.1:4000/oauth/authorize".parse().unwrap();
        let opens = |address: &str, authorize| is_on_platform(&Url::parse(address).unwrap(), authorize);
        assert!(opens(platform.join("/p/abc/").unwrap().as_str(), &platform));
        assert!(opens("http://127.0.0.1:4000/p/abc/", &simulator));
        for elsewhere in [
            "http://127.0.0.1:4000/p/abc/",
            "https://instagram.com.evil.example/p/abc/",
            "https://example.org/p/abc/",
            "file:///etc/passwd",
            "javascript:alert(1)",
        ] {
            assert!(!opens(elsewhere, &platform), "{elsewhere}");
        }
        assert!(!opens("http://127.0.0.1:4001/p/abc/", &simulator));
    }
}
