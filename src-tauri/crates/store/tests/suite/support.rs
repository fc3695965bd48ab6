//! A database in a temporary folder with accounts and posts in it, and short ways to say what a test is about.

use instagram::{AccountId, Author, Comment, CommentId, Media, MediaDetails, MediaId, MediaType, OwnUser};
use jiff::Timestamp;
use std::ops::Deref;
use store::{
    AccountRow, ActionKind, CommentFace, CommentRow, Delivery, ItemRow, NewAccount, NewAction, OutboxRow, Store,
    UpsertCounts,
};
use store::{NewPost, NewSlide, PostRow, PostState, Ratio, SlideRow};
use store::{accounts, comments, media, outbox, posts};
use tempfile::TempDir;
use uuid::Uuid;

/// The start of every test's time.
pub(crate) const START: i64 = 1_790_000_000;

/// An instant, in seconds after [`START`].
pub(crate) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(START + seconds).unwrap()
}

/// A database that goes away with the test.
pub(crate) struct World {
    store: Store,
    _folder: TempDir,
}

impl Deref for World {
    type Target = Store;

    fn deref(&self) -> &Store {
        &self.store
    }
}

/// An empty database.
pub(crate) async fn empty() -> World {
    let folder = TempDir::new().unwrap();
    let store = Store::open(&folder.path().join("postroom.db")).await.unwrap();
    World { store, _folder: folder }
}

/// A database with the accounts `bakery` and `florist`, each with the post `<name>-post`.
pub(crate) async fn world() -> World {
    let world = empty().await;
    for name in ["bakery", "florist"] {
        connect(&world, name).await;
        see_posts(&world, name, &[post(&format!("{name}-post"))]).await;
    }
    world
}

pub(crate) fn account(name: &str) -> AccountId {
    AccountId::from(name)
}

pub(crate) fn id(name: &str) -> CommentId {
    CommentId::from(name)
}

pub(crate) fn post_id(name: &str) -> MediaId {
    MediaId::from(name)
}

pub(crate) fn new_account(name: &str) -> NewAccount {
    NewAccount {
        id: account(name),
        username: name.to_owned(),
        name: None,
        account_type: Some("BUSINESS".to_owned()),
        picture_url: None,
        followers: Some(10),
        media_count: Some(1),
        app_scoped_id: format!("scoped-{name}"),
        permissions: vec!["instagram_business_basic".to_owned()],
        client_id: None,
        host_set: "a|b|c".to_owned(),
        token_issued_at: at(0),
        token_expires_at: None,
        connected_at: at(0),
    }
}

pub(crate) async fn connect(store: &Store, name: &str) -> AccountRow {
    let mut tx = store.write().await.unwrap();
    let row = accounts::upsert(&mut tx, &new_account(name)).await.unwrap();
    tx.commit().await.unwrap();
    row
}

pub(crate) fn post(name: &str) -> Media {
    Media {
        id: post_id(name),
        caption: None,
        media_type: MediaType::Image,
        product_type: None,
        media_url: None,
        thumbnail_url: None,
        permalink: None,
        timestamp: Some(at(0)),
        username: None,
        like_count: Some(0),
        comments_count: Some(0),
        is_comment_enabled: Some(true),
        children: Vec::new(),
        details: MediaDetails::default(),
    }
}

pub(crate) async fn see_posts(store: &Store, name: &str, posts: &[Media]) -> UpsertCounts {
    let mut tx = store.write().await.unwrap();
    let counts = media::upsert_page(&mut tx, &account(name), posts, at(0)).await.unwrap();
    tx.commit().await.unwrap();
    counts
}

/// A comment of somebody else, written `seconds` after the start.
pub(crate) fn comment(name: &str, seconds: i64) -> Comment {
    Comment {
        id: id(name),
        text: Some(format!("words of {name}")),
        timestamp: Some(at(seconds)),
        username: Some("rye.fan".to_owned()),
        from: Some(Author {
            id: "person-1".into(),
            username: Some("rye.fan".to_owned()),
        }),
        user: None,
        hidden: Some(false),
        like_count: Some(0),
        parent_id: None,
        media: None,
        product_type: None,
        replies: None,
    }
}

/// A reply of somebody else.
pub(crate) fn reply(name: &str, parent: &str, seconds: i64) -> Comment {
    Comment {
        parent_id: Some(id(parent)),
        ..comment(name, seconds)
    }
}

/// The bakery's own reply, as the platform marks it.
pub(crate) fn own_reply(name: &str, parent: &str, seconds: i64) -> Comment {
    Comment {
        username: Some("bakery".to_owned()),
        from: None,
        user: Some(OwnUser { id: account("bakery") }),
        ..reply(name, parent, seconds)
    }
}

/// A sync reads comments of the bakery's post `seconds` after the start.
pub(crate) async fn sync_at(store: &Store, seconds: i64, page: &[Comment]) -> UpsertCounts {
    let mut tx = store.write().await.unwrap();
    let counts = comments::upsert_batch(&mut tx, &account("bakery"), &post_id("bakery-post"), page, at(seconds))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    counts
}

/// A sync a day after the start.
pub(crate) async fn sync(store: &Store, page: &[Comment]) -> UpsertCounts {
    sync_at(store, 86_400, page).await
}

pub(crate) async fn row(store: &Store, name: &str) -> CommentRow {
    comments::get(store, &id(name))
        .await
        .unwrap()
        .expect("the comment is known")
}

/// The number of the item a comment is an entry of.
pub(crate) async fn item(store: &Store, name: &str) -> u32 {
    row(store, name).await.item
}

/// The comment that a row shows.
pub(crate) fn shown(row: &ItemRow) -> &CommentFace {
    row.face.comment().expect("the row is a thread")
}

/// The bakery decides something about a comment.
pub(crate) async fn queue(store: &Store, kind: ActionKind, subject: &str) -> OutboxRow {
    let action = NewAction {
        account: account("bakery"),
        kind,
        subject: subject.to_owned(),
        media: Some(post_id("bakery-post")),
        parent: None,
        value: None,
        text: None,
        grace_ms: 8_000,
        queued_at: at(0),
        run: None,
    };
    let mut tx = store.write().await.unwrap();
    let row = outbox::queue(&mut tx, &action).await.unwrap();
    tx.commit().await.unwrap();
    row
}

/// Moves an action on; an ended one ends `seconds` after the start.
pub(crate) async fn deliver(store: &Store, row: &OutboxRow, delivery: Delivery, seconds: i64) -> OutboxRow {
    let finished_at = delivery.is_ended().then(|| at(seconds));
    let moved = OutboxRow {
        delivery,
        finished_at,
        ..row.clone()
    };
    let mut tx = store.write().await.unwrap();
    assert!(outbox::save(&mut tx, row.delivery, &moved).await.unwrap());
    tx.commit().await.unwrap();
    moved
}

/// A draft for an account, begun `seconds` after the start.
pub(crate) async fn draft(store: &Store, name: &str, seconds: i64) -> PostRow {
    let new = NewPost {
        account: account(name),
        ratio: Ratio::Portrait,
        created_at: at(seconds),
    };
    let mut tx = store.write().await.unwrap();
    let row = posts::create(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    row
}

/// Writes a post, which must go well.
pub(crate) async fn save(store: &Store, row: &PostRow) {
    let mut tx = store.write().await.unwrap();
    posts::save(&mut tx, row).await.unwrap();
    tx.commit().await.unwrap();
}

/// Moves a post on, `seconds` after the start.
pub(crate) async fn stand(store: &Store, row: &PostRow, state: PostState, seconds: i64) -> PostRow {
    let moved = PostRow {
        state,
        updated_at: at(seconds),
        finished_at: state.is_ended().then(|| at(seconds)),
        ..row.clone()
    };
    save(store, &moved).await;
    moved
}

/// Adds the slide with a number to a post.
pub(crate) async fn add_slide(store: &Store, post: &PostRow, number: u8) -> SlideRow {
    let new = NewSlide {
        post: post.id,
        uid: Uuid::from_u128(u128::from(number)),
        file_name: format!("loaf {number}.png"),
        sha256: [number; 32],
        width: 4_000,
        height: 3_000,
        bytes: 9_000_000,
        added_at: at(i64::from(number)),
    };
    let mut tx = store.write().await.unwrap();
    let row = posts::add_slide(&mut tx, &new).await.unwrap();
    tx.commit().await.unwrap();
    row
}
