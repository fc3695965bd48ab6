//! What is told of words by reading them: languages, questions, links, emoji.

use crate::lines::*;
use crate::support::*;
use instagram::Comment;
use store::views;
use store::{View, comments, items, words};

#[tokio::test]
async fn words_are_told_once_and_again_when_they_change() {
    let world = world().await;
    let asks = by("asks", 1, "anna", "Where can I buy this lovely plate in Norway?");
    sync(
        &world,
        &[
            asks.clone(),
            by("uk", 2, "olena", "Дуже гарно! Коли цей набір знову буде в наявності?"),
            by("emoji", 3, "ola", "🔥🔥"),
            by("spam", 4, "bot", "@anna look at https://a.example"),
            Comment {
                text: None,
                ..comment("gif", 5)
            },
        ],
    )
    .await;
    assert_eq!(found(&world, "is:question").await, [""; 0], "nothing is told yet");
    assert_eq!(found(&world, "lang:unknown").await, [""; 0]);
    tell(&world).await;
    assert_eq!(comments::untold(&world, 10).await.unwrap(), []);
    for (line, expected) in [
        ("is:question", vec!["asks", "uk"]),
        ("lang:en", vec!["asks"]),
        ("lang:en,Ukrainian", vec!["asks", "uk"]),
        ("lang:unknown", vec!["emoji", "spam", "gif"]),
        ("has:link", vec!["spam"]),
        ("has:mention", vec!["spam"]),
        ("has:emoji", vec!["emoji"]),
        ("has:media", vec!["gif"]),
        ("-has:media,emoji -is:question", vec!["spam"]),
    ] {
        assert_eq!(found(&world, line).await, expected, "{line}");
    }

    sync_at(
        &world,
        90_000,
        &[Comment {
            text: Some("never mind".to_owned()),
            ..asks
        }],
    )
    .await;
    assert_eq!(found(&world, "is:question").await, ["uk"], "new words are not told yet");
    tell(&world).await;
    assert_eq!(found(&world, "is:question").await, ["uk"]);
}

#[tokio::test]
async fn words_that_change_while_they_are_read_stay_to_be_read() {
    let world = world().await;
    sync(&world, &[by("a", 1, "anna", "Where?")]).await;
    let untold = comments::untold(&world, 10).await.unwrap();
    sync_at(&world, 90_000, &[by("a", 1, "anna", "never mind")]).await;
    let told: Vec<_> = untold
        .into_iter()
        .map(|comment| (comment, words::read(Some("Where?"))))
        .collect();
    let mut tx = world.write().await.unwrap();
    comments::set_told(&mut tx, &told).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(comments::untold(&world, 10).await.unwrap().len(), 1);
    assert_eq!(found(&world, "is:question").await, [""; 0]);
}

#[tokio::test]
async fn what_is_told_of_a_row_makes_it_news_of_the_lists_that_ask_for_it() {
    let world = world().await;
    sync(&world, &[by("a", 1, "anna", "Where?")]).await;
    let questions = filter(View::All, "is:question");
    let list = views::open(&world, &questions).await.unwrap();
    assert_eq!(list.rows, [0; 0]);
    tell(&world).await;
    let news = views::news_rows(&world, &questions, list.high_water).await.unwrap();
    assert_eq!(news.rows, [item(&world, "a").await]);
}

#[tokio::test]
async fn questions_are_what_waits_and_asks() {
    let world = world().await;
    sync(
        &world,
        &[
            by("asks", 1, "anna", "Where?"),
            by("praise", 2, "ola", "lovely"),
            by("answered", 3, "ola", "When?"),
            own_reply("ours", "answered", 4),
            by("settled", 5, "ola", "How?"),
            Comment {
                text: Some("And you?".to_owned()),
                ..reply("late", "praise", 6)
            },
        ],
    )
    .await;
    tell(&world).await;
    let mut tx = world.write().await.unwrap();
    items::set_done(&mut tx, item(&world, "settled").await, at(50))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(within(&world, View::Questions, "").await, ["asks", "praise"]);
    assert_eq!(views::counts(&world, &[]).await.unwrap().questions, 2);
}
