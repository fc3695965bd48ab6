use crate::support::*;
use instagram::{Author, Comment, Cursors, Page};
use store::{ActionKind, EventKind, PersonRef, StoreError, UpsertCounts, comments, content, events, items, media};

#[tokio::test]
async fn page_counts_new_and_changed_rows() {
    let world = world().await;
    assert_eq!(
        sync(&world, &[comment("1", 1), comment("2", 2)]).await,
        UpsertCounts { new: 2, changed: 0 }
    );
    let liked = Comment {
        like_count: Some(3),
        ..comment("1", 1)
    };
    assert_eq!(
        sync(&world, &[liked, comment("2", 2), comment("3", 3)]).await,
        UpsertCounts { new: 1, changed: 1 }
    );
    assert_eq!(row(&world, "1").await.like_count, 3);
}

#[tokio::test]
async fn comment_that_a_moving_page_holds_twice_is_one_row() {
    let world = world().await;
    assert_eq!(sync(&world, &[comment("1", 1), comment("1", 1)]).await.new, 1);
}

#[tokio::test]
async fn missing_text_is_no_text_and_a_known_one_is_not_forgotten() {
    let world = world().await;
    let sticker = Comment {
        text: None,
        username: None,
        from: None,
        timestamp: None,
        ..comment("1", 1)
    };
    sync_at(&world, 77, std::slice::from_ref(&sticker)).await;
    let seen = row(&world, "1").await;
    assert_eq!(
        (seen.text, seen.username, seen.person, seen.written_at),
        (None, None, None, None)
    );
    assert_eq!(seen.first_seen_at, at(77));

    sync(&world, &[comment("1", 1)]).await;
    sync(
        &world,
        &[Comment {
            text: None,
            ..comment("1", 1)
        }],
    )
    .await;
    assert_eq!(row(&world, "1").await.text.as_deref(), Some("words of 1"));
}

#[tokio::test]
async fn what_people_here_decided_survives_every_sync() {
    let world = world().await;
    sync_at(&world, 100, &[comment("1", 1)]).await;
    let mut tx = world.write().await.unwrap();
    let number = item(&world, "1").await;
    assert!(items::set_read(&mut tx, number, true, at(101)).await.unwrap());
    assert_eq!(items::set_done(&mut tx, number, at(102)).await.unwrap(), Some(at(102)));
    assert_eq!(
        items::set_done(&mut tx, number, at(109)).await.unwrap(),
        None,
        "done once is done"
    );
    tx.commit().await.unwrap();

    sync_at(
        &world,
        200,
        &[Comment {
            text: Some("other words".to_owned()),
            ..comment("1", 1)
        }],
    )
    .await;
    let seen = row(&world, "1").await;
    assert_eq!(
        (seen.read_at, seen.done_at, seen.first_seen_at),
        (Some(at(101)), Some(at(102)), at(100))
    );

    let mut tx = world.write().await.unwrap();
    assert!(items::set_read(&mut tx, number, false, at(210)).await.unwrap());
    assert!(items::reopen(&mut tx, number, None).await.unwrap());
    tx.commit().await.unwrap();
    let seen = row(&world, "1").await;
    assert_eq!((seen.read_at, seen.done_at), (None, None));
}

#[tokio::test]
async fn edit_of_an_open_comment_is_an_event_without_words() {
    let world = world().await;
    sync(&world, &[comment("1", 1)]).await;
    sync(
        &world,
        &[Comment {
            text: Some("edited words".to_owned()),
            ..comment("1", 1)
        }],
    )
    .await;
    let log = events::of_subject(&world, "comment:1").await.unwrap();
    assert_eq!(log.len(), 1);
    assert_eq!(
        (log[0].kind, log[0].actor),
        (EventKind::OutsideChange, events::Actor::Outside)
    );
    assert!(!log[0].payload.to_string().contains("words"), "the log holds no words");
    let kept = content::get(&world, "comment:1").await.unwrap();
    assert_eq!(kept.as_deref(), Some("words of 1"), "they lie where they can be erased");
}

#[tokio::test]
async fn comment_hidden_elsewhere_is_an_event_when_it_was_open() {
    let world = world().await;
    sync(&world, &[comment("1", 1)]).await;
    sync(
        &world,
        &[Comment {
            hidden: Some(true),
            ..comment("1", 1)
        }],
    )
    .await;
    assert!(row(&world, "1").await.hidden);
    let log = events::of_subject(&world, "comment:1").await.unwrap();
    assert_eq!(
        log[0].payload,
        serde_json::json!({ "change": "hidden", "before": false, "after": true })
    );
}

#[tokio::test]
async fn change_of_a_comment_nobody_cares_about_is_no_event() {
    let world = world().await;
    sync(&world, &[comment("top", 1), own_reply("ours", "top", 2)]).await;
    sync(
        &world,
        &[Comment {
            text: Some("edited words".to_owned()),
            ..comment("top", 1)
        }],
    )
    .await;
    assert!(
        events::recent(&world, 10).await.unwrap().is_empty(),
        "answered, never acted on"
    );

    queue(&world, ActionKind::Hide, "top").await;
    sync(
        &world,
        &[Comment {
            text: Some("edited again".to_owned()),
            ..comment("top", 1)
        }],
    )
    .await;
    assert_eq!(
        events::recent(&world, 10).await.unwrap().len(),
        1,
        "now somebody acted on it"
    );
}

#[tokio::test]
async fn first_sight_is_no_event() {
    let world = world().await;
    sync(
        &world,
        &[
            comment("1", 1),
            Comment {
                hidden: Some(true),
                ..comment("2", 2)
            },
        ],
    )
    .await;
    assert!(events::recent(&world, 10).await.unwrap().is_empty());
}

#[tokio::test]
async fn vanished_comment_takes_its_replies_along_and_says_so_once() {
    let world = world().await;
    sync(&world, &[comment("top", 1), reply("below", "top", 2)]).await;
    let mut tx = world.write().await.unwrap();
    assert!(comments::vanish(&mut tx, &id("top"), at(50)).await.unwrap());
    assert!(!comments::vanish(&mut tx, &id("top"), at(51)).await.unwrap());
    tx.commit().await.unwrap();
    assert_eq!(row(&world, "top").await.gone_at, Some(at(50)));
    assert_eq!(row(&world, "below").await.gone_at, Some(at(50)));
    assert_eq!(
        row(&world, "top").await.text.as_deref(),
        Some("words of top"),
        "the tombstone keeps the words"
    );
    assert_eq!(events::recent(&world, 10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn comment_that_shows_up_again_is_back() {
    let world = world().await;
    sync(&world, &[comment("1", 1)]).await;
    let mut tx = world.write().await.unwrap();
    comments::set_gone(&mut tx, &id("1"), at(50)).await.unwrap();
    tx.commit().await.unwrap();
    sync(&world, &[comment("1", 1)]).await;
    assert_eq!(row(&world, "1").await.gone_at, None);
}

#[tokio::test]
async fn thread_is_the_comment_then_its_replies_in_order_from_whichever_end() {
    let world = world().await;
    sync(
        &world,
        &[
            reply("c", "top", 30),
            comment("top", 10),
            reply("b", "top", 20),
            comment("other", 15),
        ],
    )
    .await;
    for name in ["top", "b", "c"] {
        let thread = comments::thread(&world, &id(name)).await.unwrap();
        let names: Vec<_> = thread.iter().map(|row| row.id.as_str()).collect();
        assert_eq!(names, ["top", "b", "c"], "asked by {name}");
    }
}

#[tokio::test]
async fn nested_replies_are_laid_out_with_their_parent() {
    let nested = Comment {
        replies: Some(Page {
            items: vec![
                Comment {
                    parent_id: None,
                    ..comment("b", 2)
                },
                comment("c", 3),
            ],
            after: None,
            cursors: Cursors::default(),
        }),
        ..comment("a", 1)
    };
    let flat = comments::flatten(vec![nested, comment("d", 4)]);
    let shape: Vec<_> = flat
        .iter()
        .map(|comment| {
            (
                comment.id.as_str(),
                comment.parent_id.as_ref().map(instagram::CommentId::as_str),
            )
        })
        .collect();
    assert_eq!(shape, [("a", None), ("b", Some("a")), ("c", Some("a")), ("d", None)]);
    assert!(flat.iter().all(|comment| comment.replies.is_none()));
}

#[tokio::test]
async fn ids_and_counts_of_a_post_follow_what_comes_and_goes() {
    let world = world().await;
    let media_id = post_id("bakery-post");
    sync(
        &world,
        &[
            comment("top", 1),
            reply("a", "top", 2),
            own_reply("b", "top", 3),
            comment("open", 4),
        ],
    )
    .await;
    assert_eq!(comments::count_by_media(&world, &media_id).await.unwrap(), 4);
    assert_eq!(media::open_count(&world, &media_id).await.unwrap(), 1);

    let mut tx = world.write().await.unwrap();
    comments::set_gone(&mut tx, &id("a"), at(9)).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(comments::count_by_media(&world, &media_id).await.unwrap(), 3);
    let present = comments::present_before(&world, &media_id, at(1_000_000))
        .await
        .unwrap();
    let ids: Vec<_> = present.iter().map(|comment| comment.id.as_str()).collect();
    assert_eq!(ids, ["top", "open", "b"], "threads first, then replies");
    let none = comments::present_before(&world, &media_id, at(-100)).await.unwrap();
    assert!(none.is_empty(), "what was first seen later is left out");
    assert_eq!(
        comments::of_media(&world, &media_id).await.unwrap().len(),
        4,
        "tombstones are listed too"
    );
}

#[tokio::test]
async fn author_is_counted_by_id_and_where_that_is_missing_by_handle() {
    let world = world().await;
    let renamed = |name, seconds| Comment {
        username: Some("rye.fan2".to_owned()),
        ..comment(name, seconds)
    };
    let stranger = Comment {
        from: Some(Author {
            id: "person-2".into(),
            username: None,
        }),
        username: Some("other".to_owned()),
        ..comment("3", 1)
    };
    sync(
        &world,
        &[
            comment("1", 20),
            Comment {
                hidden: Some(true),
                ..renamed("2", 10)
            },
            stranger,
        ],
    )
    .await;

    let known = |name: &str, person: Option<&str>, username: Option<&str>| PersonRef {
        account: account(name),
        person: person.map(Into::into),
        username: username.map(str::to_owned),
    };
    let by_id = comments::author(&world, &known("bakery", Some("person-1"), Some("rye.fan")))
        .await
        .unwrap();
    assert_eq!((by_id.comments, by_id.first_seen, by_id.hidden), (2, Some(at(10)), 1));
    let by_handle = comments::author(&world, &known("bakery", None, Some("other")))
        .await
        .unwrap();
    assert_eq!((by_handle.comments, by_handle.hidden), (1, 0));
    for nobody in [known("florist", Some("person-1"), None), known("bakery", None, None)] {
        let facts = comments::author(&world, &nobody).await.unwrap();
        assert_eq!(
            facts,
            comments::AuthorFacts::default(),
            "another account has other ids for people, and nobody is nobody"
        );
    }
}

#[tokio::test]
async fn the_threads_of_an_author_come_the_last_first_each_with_what_they_wrote_in_it_last() {
    let world = world().await;
    let by = |name: &str, person: &str, at: i64| Comment {
        from: Some(Author {
            id: person.into(),
            username: Some(person.to_owned()),
        }),
        username: Some(person.to_owned()),
        ..comment(name, at)
    };
    sync(
        &world,
        &[
            by("first", "ines", 10),
            by("second", "ines", 20),
            Comment {
                parent_id: Some(id("first")),
                ..by("again", "ines", 40)
            },
            by("theirs", "marlow", 30),
            Comment {
                parent_id: Some(id("theirs")),
                ..by("beside", "ines", 35)
            },
        ],
    )
    .await;
    let ines = row(&world, "second").await.author();
    let facts = comments::author(&world, &ines).await.unwrap();
    assert_eq!((facts.comments, facts.threads), (4, 3));
    let here = item(&world, "second").await;
    let threads = comments::author_threads(&world, &ines, here, 10).await.unwrap();
    let seen: Vec<_> = threads
        .iter()
        .map(|thread| (thread.comment.as_str(), thread.at))
        .collect();
    assert_eq!(seen, [("again", at(40)), ("beside", at(35))]);
    assert_eq!(threads[0].text.as_deref(), Some("words of again"));
    assert_eq!(threads[1].item, item(&world, "theirs").await);
    let newest = comments::author_threads(&world, &ines, here, 1).await.unwrap();
    assert_eq!(newest, threads[..1]);

    let by_handle = PersonRef { person: None, ..ines };
    assert_eq!(
        comments::author_threads(&world, &by_handle, here, 10).await.unwrap(),
        threads
    );
}

#[tokio::test]
async fn comment_of_an_unknown_post_is_refused() {
    let world = world().await;
    let mut tx = world.write().await.unwrap();
    let refused = comments::upsert_batch(
        &mut tx,
        &account("bakery"),
        &post_id("nowhere"),
        &[comment("1", 1)],
        at(0),
    )
    .await;
    assert!(matches!(refused, Err(StoreError::NotFound { what: "media" })));
}
