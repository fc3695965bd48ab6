use crate::support::*;
use instagram::{Media, ProductType};
use store::{LastPost, Store, accounts, comments, media};

fn published(name: &str, seconds: i64) -> Media {
    Media {
        timestamp: Some(at(seconds)),
        ..post(name)
    }
}

async fn of(store: &Store, names: &[&str], limit: u32) -> Vec<LastPost> {
    let chosen: Vec<_> = names.iter().copied().map(account).collect();
    media::last_posts(store, &chosen, limit).await.unwrap()
}

fn ids(posts: &[LastPost]) -> Vec<&str> {
    posts.iter().map(|post| post.media.as_str()).collect()
}

/// The open count of the bakery's post.
async fn open(store: &Store) -> i64 {
    of(store, &["bakery"], 1).await[0].open
}

#[tokio::test]
async fn newest_of_all_accounts_come_first_and_of_the_chosen_ones_alone_where_some_are_chosen() {
    let world = world().await;
    see_posts(
        &world,
        "bakery",
        &[published("rye", 10), published("bun", 20), published("pie", 30)],
    )
    .await;
    see_posts(&world, "florist", &[published("rose", 25)]).await;
    assert_eq!(ids(&of(&world, &[], 3).await), ["pie", "rose", "bun"]);
    assert_eq!(ids(&of(&world, &["bakery"], 2).await), ["pie", "bun"]);
    assert_eq!(ids(&of(&world, &["florist"], 4).await), ["rose", "florist-post"]);
    assert_eq!(
        ids(&of(&world, &["florist", "bakery"], 4).await),
        ["pie", "rose", "bun", "rye"]
    );
    assert!(of(&world, &["stranger"], 4).await.is_empty());
}

#[tokio::test]
async fn what_is_gone_a_story_or_of_a_disconnected_account_is_left_out() {
    let world = world().await;
    let story = Media {
        product_type: Some(ProductType::Story),
        ..published("story", 50)
    };
    see_posts(&world, "bakery", &[published("rye", 10), published("bun", 20), story]).await;
    let mut tx = world.write().await.unwrap();
    media::set_gone(&mut tx, &post_id("bun"), at(60)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(ids(&of(&world, &["bakery"], 2).await), ["rye", "bakery-post"]);

    let mut tx = world.write().await.unwrap();
    accounts::remove(&mut tx, &account("bakery"), false, at(70))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(ids(&of(&world, &[], 4).await), ["florist-post"]);
    assert!(of(&world, &["bakery"], 4).await.is_empty());
}

#[tokio::test]
async fn each_tells_its_words_its_picture_and_how_much_waits_under_it() {
    let world = world().await;
    let shown = Media {
        caption: Some("Rye, at last.".to_owned()),
        media_url: Some("https://cdn.example/rye".parse().unwrap()),
        ..published("rye", 10)
    };
    see_posts(&world, "bakery", &[shown]).await;
    sync(
        &world,
        &[comment("top", 1), reply("below", "top", 2), comment("other", 3)],
    )
    .await;
    let posts = of(&world, &["bakery"], 4).await;
    let told: Vec<_> = posts
        .iter()
        .map(|post| {
            (
                post.media.as_str(),
                post.caption.as_deref(),
                post.has_picture,
                post.open,
            )
        })
        .collect();
    assert_eq!(
        told,
        [("rye", Some("Rye, at last."), true, 0), ("bakery-post", None, false, 3),]
    );
}

#[tokio::test]
async fn what_waits_is_counted_as_beside_the_thread() {
    let world = world().await;
    sync(&world, &[comment("a", 1), comment("b", 2), comment("c", 3)]).await;
    assert_eq!(open(&world).await, 3);
    sync(&world, &[own_reply("ours", "a", 4)]).await;
    assert_eq!(open(&world).await, 2);
    let mut tx = world.write().await.unwrap();
    comments::set_gone(&mut tx, &id("b"), at(9)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(open(&world).await, 1);
    assert_eq!(
        open(&world).await,
        media::open_count(&world, &post_id("bakery-post")).await.unwrap()
    );
}
