use crate::support::*;
use instagram::{Media, MediaChild, MediaType, ProductType};
use store::{ActionKind, Delivery, MediaKind, MediaRow, Store, UnreadableCause, UpsertCounts, comments, media};

async fn read(store: &Store, name: &str) -> MediaRow {
    media::get(store, &post_id(name))
        .await
        .unwrap()
        .expect("the post is known")
}

fn names(rows: Vec<MediaRow>) -> Vec<String> {
    rows.into_iter().map(|row| row.id.to_string()).collect()
}

/// What moved; posts are young until ten seconds after the start.
async fn moved(store: &Store) -> Vec<String> {
    names(media::moved(store, &account("bakery"), at(-10)).await.unwrap())
}

async fn unread(store: &Store, since: Option<i64>) -> Vec<String> {
    let since = since.map(at);
    names(media::unread(store, &account("bakery"), since, 10).await.unwrap())
}

async fn counted(store: &Store, count: u64) {
    see_posts(
        store,
        "bakery",
        &[Media {
            comments_count: Some(count),
            ..post("bakery-post")
        }],
    )
    .await;
}

async fn walked(store: &Store) {
    let mut tx = store.write().await.unwrap();
    media::set_walked(&mut tx, &post_id("bakery-post"), UnreadableCause::People, at(77))
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

async fn standing(store: &Store, after: Option<&str>) {
    let mut tx = store.write().await.unwrap();
    media::set_standing(&mut tx, &post_id("bakery-post"), after)
        .await
        .unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn page_of_posts_counts_new_and_changed_ones() {
    let world = world().await;
    let counts = see_posts(&world, "bakery", &[post("bakery-post"), post("second")]).await;
    assert_eq!(counts, UpsertCounts { new: 1, changed: 0 });
    let liked = Media {
        like_count: Some(9),
        ..post("second")
    };
    assert_eq!(
        see_posts(&world, "bakery", &[liked]).await,
        UpsertCounts { new: 0, changed: 1 }
    );
}

#[tokio::test]
async fn picture_of_a_post_is_the_one_a_list_can_show() {
    let world = world().await;
    let link = |name: &str| Some(url(name));
    let slide = MediaChild {
        id: post_id("slide"),
        media_type: MediaType::Image,
        media_url: link("slide"),
        thumbnail_url: None,
        timestamp: None,
    };
    see_posts(
        &world,
        "bakery",
        &[
            Media {
                media_url: link("file"),
                ..post("picture")
            },
            Media {
                media_type: MediaType::Video,
                media_url: link("film"),
                thumbnail_url: link("still"),
                product_type: Some(ProductType::Reels),
                ..post("video")
            },
            Media {
                media_type: MediaType::CarouselAlbum,
                children: vec![slide.clone(), slide],
                ..post("album")
            },
        ],
    )
    .await;
    let picture = read(&world, "picture").await;
    assert_eq!(
        (picture.kind, picture.picture_url.as_deref()),
        (MediaKind::Image, Some("https://cdn.example/file"))
    );
    let video = read(&world, "video").await;
    assert_eq!(
        (video.kind, video.picture_url.as_deref()),
        (MediaKind::Video, Some("https://cdn.example/still"))
    );
    assert_eq!(video.product_type.as_deref(), Some("REELS"));
    let album = read(&world, "album").await;
    assert_eq!((album.kind, album.children), (MediaKind::Carousel, 2));
    assert_eq!(album.picture_url.as_deref(), Some("https://cdn.example/slide"));
}

fn url<T: std::str::FromStr>(name: &str) -> T
where
    T::Err: std::fmt::Debug,
{
    format!("https://cdn.example/{name}").parse().unwrap()
}

#[tokio::test]
async fn what_an_answer_leaves_out_is_not_forgotten_but_hidden_likes_are() {
    let world = world().await;
    let whole = Media {
        caption: Some("words".to_owned()),
        media_url: Some(url("file")),
        ..post("bakery-post")
    };
    see_posts(&world, "bakery", &[whole]).await;
    let bare = Media {
        like_count: None,
        comments_count: None,
        is_comment_enabled: None,
        timestamp: None,
        ..post("bakery-post")
    };
    see_posts(&world, "bakery", &[bare]).await;
    let row = read(&world, "bakery-post").await;
    assert_eq!((row.like_count, row.caption), (None, None));
    assert_eq!(
        (row.comments_count, row.comments_enabled, row.taken_at),
        (Some(0), Some(true), Some(at(0)))
    );
    assert_eq!(row.picture_url.as_deref(), Some("https://cdn.example/file"));
}

#[tokio::test]
async fn live_comment_switch_keeps_a_page_from_flipping_the_post() {
    let world = world().await;
    let action = queue(&world, ActionKind::CommentSwitch, "bakery-post").await;
    let closed = Media {
        is_comment_enabled: Some(false),
        ..post("bakery-post")
    };
    see_posts(&world, "bakery", std::slice::from_ref(&closed)).await;
    assert_eq!(read(&world, "bakery-post").await.comments_enabled, Some(true));
    deliver(&world, &action, Delivery::Withdrawn, 5).await;
    see_posts(&world, "bakery", &[closed]).await;
    assert_eq!(read(&world, "bakery-post").await.comments_enabled, Some(false));

    let mut tx = world.write().await.unwrap();
    media::set_comments_enabled(&mut tx, &post_id("bakery-post"), true)
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(read(&world, "bakery-post").await.comments_enabled, Some(true));
}

#[tokio::test]
async fn post_moved_until_the_rows_make_up_its_count() {
    let world = world().await;
    assert!(moved(&world).await.is_empty());
    counted(&world, 2).await;
    assert_eq!(moved(&world).await, ["bakery-post"]);
    sync(&world, &[comment("1", 1), reply("2", "1", 2)]).await;
    let mut tx = world.write().await.unwrap();
    media::set_explained(&mut tx, &post_id("bakery-post")).await.unwrap();
    tx.commit().await.unwrap();
    assert!(moved(&world).await.is_empty(), "replies count too");
    let row = read(&world, "bakery-post").await;
    assert_eq!((row.seen_comments, row.walked_gap, row.walked_at), (2, Some(0), None));
}

#[tokio::test]
async fn complete_walk_explains_what_cannot_be_read_until_the_gap_moves() {
    let world = world().await;
    counted(&world, 5).await;
    sync(&world, &[comment("1", 1), comment("2", 2)]).await;
    standing(&world, Some("cursor")).await;
    let row = read(&world, "bakery-post").await;
    assert_eq!((row.walk_after.as_deref(), row.walked_at), (Some("cursor"), None));
    assert_eq!(row.unreadable(), None, "nobody has looked at everything yet");

    walked(&world).await;
    let row = read(&world, "bakery-post").await;
    assert_eq!((row.walk_after.as_deref(), row.walked_at), (None, Some(at(77))));
    assert_eq!(row.unreadable(), Some((3, UnreadableCause::People)));
    let unreadable = media::unreadable(&world, &account("bakery")).await.unwrap();
    assert_eq!(names(unreadable), ["bakery-post"]);
    assert!(
        moved(&world).await.is_empty(),
        "three comments cannot be read: no endless reading"
    );
    standing(&world, Some("cursor")).await;
    assert_eq!(moved(&world).await, ["bakery-post"], "an unfinished walk goes on");
    standing(&world, None).await;

    counted(&world, 6).await;
    assert_eq!(moved(&world).await, ["bakery-post"]);
    sync(&world, &["3", "4", "5", "6"].map(|name| comment(name, 3))).await;
    walked(&world).await;
    assert_eq!(read(&world, "bakery-post").await.unreadable(), None, "all are here now");
}

#[tokio::test]
async fn of_unread_posts_only_what_moves_is_news_and_the_rest_is_history() {
    let world = world().await;
    let old = |name: &str, count| Media {
        timestamp: Some(at(-1_000)),
        comments_count: Some(count),
        ..post(name)
    };
    see_posts(&world, "bakery", &[old("old", 120), old("empty", 0)]).await;
    assert!(
        moved(&world).await.is_empty(),
        "its comments are older than our first look"
    );
    assert_eq!(unread(&world, None).await, ["old"]);
    assert_eq!(unread(&world, Some(-2_000)).await, ["old"]);
    assert!(unread(&world, Some(-500)).await.is_empty(), "out of reach");
    let calls = media::unread_calls(&world, &account("bakery"), None).await.unwrap();
    assert_eq!(calls, 3, "fifty a page");

    see_posts(&world, "bakery", &[old("old", 121)]).await;
    assert_eq!(moved(&world).await, ["old"]);
    let mut tx = world.write().await.unwrap();
    media::catch_up(&mut tx, &post_id("old")).await.unwrap();
    tx.commit().await.unwrap();
    assert!(moved(&world).await.is_empty());
    assert_eq!(unread(&world, None).await, ["old"], "the rest is still to be read");
    assert_eq!(
        media::oldest(&world, &account("bakery")).await.unwrap(),
        Some(at(-1_000))
    );
    assert_eq!(media::known(&world, &account("bakery")).await.unwrap(), 3);
}

#[tokio::test]
async fn stories_have_no_comments_to_look_for() {
    let world = world().await;
    let story = Media {
        product_type: Some(ProductType::Story),
        comments_count: Some(4),
        ..post("story")
    };
    see_posts(&world, "bakery", &[story]).await;
    assert!(moved(&world).await.is_empty() && unread(&world, None).await.is_empty());
    let young = media::young(&world, &account("bakery"), at(-10)).await.unwrap();
    assert_eq!(names(young), ["bakery-post"]);
    assert_eq!(media::known(&world, &account("bakery")).await.unwrap(), 1);
}

#[tokio::test]
async fn comment_that_arrives_while_our_delete_is_not_counted_yet_is_found() {
    let world = world().await;
    counted(&world, 2).await;
    sync(&world, &[comment("1", 1), comment("2", 2)]).await;
    walked(&world).await;
    let mut tx = world.write().await.unwrap();
    comments::set_gone(&mut tx, &id("1"), at(5)).await.unwrap();
    tx.commit().await.unwrap();
    counted(&world, 2).await;
    assert_eq!(
        moved(&world).await,
        ["bakery-post"],
        "2 is the figure of the last walk, but we hold one less"
    );
}

#[tokio::test]
async fn newest_posts_come_first_and_gone_ones_not_at_all() {
    let world = world().await;
    let when = |name: &str, seconds| Media {
        timestamp: Some(at(seconds)),
        comments_count: Some(9),
        ..post(name)
    };
    see_posts(&world, "bakery", &[when("a", 30), when("b", 50), when("c", 40)]).await;
    let mut tx = world.write().await.unwrap();
    media::set_gone(&mut tx, &post_id("c"), at(60)).await.unwrap();
    tx.commit().await.unwrap();
    let newest = media::newest(&world, &account("bakery"), 2).await.unwrap();
    assert_eq!(newest.iter().map(|row| row.id.as_str()).collect::<Vec<_>>(), ["b", "a"]);
    assert_eq!(moved(&world).await, ["b", "a"]);
    assert_eq!(read(&world, "c").await.gone_at, Some(at(60)));
    see_posts(&world, "bakery", &[when("c", 40)]).await;
    assert_eq!(read(&world, "c").await.gone_at, None, "listed again, it is back");
}
