use crate::support::*;
use store::posts::{self, StepKind};
use store::{
    AccountRow, ActionKind, HostedFile, NewAccount, PostRow, PostState, SlideRow, Store, StoreError, accounts,
    comments, content, events, media, outbox, views,
};
use store::{Filter, Order, View, items};

#[tokio::test]
async fn accounts_side_by_side_differ_in_colour_and_mark() {
    let world = empty().await;
    let mut rows: Vec<AccountRow> = Vec::new();
    for name in ["bakery", "ballet", "banjo"] {
        rows.push(connect(&world, name).await);
    }
    assert_eq!(rows.iter().map(|row| row.colour).collect::<Vec<_>>(), [1, 2, 3]);
    assert_eq!(
        rows.iter().map(|row| row.mark.as_str()).collect::<Vec<_>>(),
        ["BA", "BL", "BN"]
    );
}

#[tokio::test]
async fn thirteenth_account_gets_a_colour_although_all_are_taken() {
    let world = empty().await;
    for number in 0..12 {
        connect(&world, &format!("account{number}")).await;
    }
    assert_eq!(connect(&world, "thirteenth").await.colour, 1);
}

#[tokio::test]
async fn login_stores_everything_it_was_told_and_a_reconnection_keeps_what_people_know_it_by() {
    let world = world().await;
    let first = accounts::get(&world, &account("florist")).await.unwrap().unwrap();
    let again = NewAccount {
        username: "florist.shop".to_owned(),
        name: Some("The florist".to_owned()),
        permissions: vec!["a".to_owned(), "b".to_owned()],
        client_id: Some("app".to_owned()),
        token_expires_at: Some(at(5)),
        connected_at: at(9),
        ..new_account("florist")
    };
    let mut tx = world.write().await.unwrap();
    accounts::set_sync_state(&mut tx, &account("florist"), Some(at(3)), Some("expired"))
        .await
        .unwrap();
    let row = accounts::upsert(&mut tx, &again).await.unwrap();
    tx.commit().await.unwrap();

    assert_eq!(
        row,
        AccountRow {
            username: "florist.shop".to_owned(),
            name: Some("The florist".to_owned()),
            permissions: vec!["a".to_owned(), "b".to_owned()],
            client_id: Some("app".to_owned()),
            token_expires_at: Some(at(5)),
            last_sync_at: Some(at(3)),
            ..first
        },
        "colour, mark, number and connected_at stay; the error of the sync is forgotten"
    );
    assert_eq!(accounts::by_row(&world, row.row).await.unwrap(), Some(row));
}

#[tokio::test]
async fn sync_error_keeps_the_instant_of_the_last_complete_sync() {
    let world = world().await;
    let mut tx = world.write().await.unwrap();
    accounts::set_sync_state(&mut tx, &account("bakery"), Some(at(3)), None)
        .await
        .unwrap();
    accounts::set_sync_state(&mut tx, &account("bakery"), None, Some("offline"))
        .await
        .unwrap();
    accounts::set_usage(&mut tx, &account("bakery"), Some(40))
        .await
        .unwrap();
    accounts::set_paused(&mut tx, &account("bakery"), Some("spam_block"))
        .await
        .unwrap();
    accounts::set_token(&mut tx, &account("bakery"), at(7), Some(at(8)))
        .await
        .unwrap();
    accounts::set_profile(
        &mut tx,
        &account("bakery"),
        "bakery2",
        None,
        Some("https://p/"),
        Some(11),
        None,
    )
    .await
    .unwrap();
    tx.commit().await.unwrap();

    let row = accounts::get(&world, &account("bakery")).await.unwrap().unwrap();
    assert_eq!(
        (row.last_sync_at, row.sync_error_code.as_deref()),
        (Some(at(3)), Some("offline"))
    );
    assert_eq!(
        (row.usage_percent, row.paused_reason.as_deref()),
        (Some(40), Some("spam_block"))
    );
    assert_eq!((row.token_issued_at, row.token_expires_at), (at(7), Some(at(8))));
    assert_eq!(
        (row.username.as_str(), row.followers, row.media_count),
        ("bakery2", Some(11), Some(1))
    );
}

#[tokio::test]
async fn disconnected_account_is_out_of_sight_and_comes_back_with_its_cache() {
    let world = world().await;
    sync(&world, &[comment("1", 1)]).await;
    let all = Filter {
        view: View::All,
        accounts: Vec::new(),
        order: Order::OldestFirst,
        typed: None,
    };

    let mut tx = world.write().await.unwrap();
    accounts::remove(&mut tx, &account("bakery"), false, at(5))
        .await
        .unwrap();
    tx.commit().await.unwrap();

    assert_eq!(accounts::list(&world).await.unwrap().len(), 1);
    assert!(
        views::open(&world, &all).await.unwrap().rows.is_empty(),
        "its items leave every list"
    );
    assert_eq!(views::counts(&world, &[]).await.unwrap().all, 0);

    let row = connect(&world, "bakery").await;
    assert_eq!((row.colour, row.mark.as_str()), (1, "BA"));
    assert_eq!(
        views::open(&world, &all).await.unwrap().rows.len(),
        1,
        "and its history is there again"
    );
}

#[tokio::test]
async fn erasing_deletes_every_word_and_keeps_the_log_and_the_neighbour() {
    let world = world().await;
    sync(
        &world,
        &(0..700)
            .map(|number| comment(&format!("c{number}"), number))
            .collect::<Vec<_>>(),
    )
    .await;
    let action = queue(&world, ActionKind::Hide, "c1").await;
    let mut tx = world.write().await.unwrap();
    content::put(&mut tx, &outbox::text_subject(action.uid), "our words")
        .await
        .unwrap();
    content::put(&mut tx, &content::comment_subject(&id("c2")), "their words")
        .await
        .unwrap();
    comments::upsert_batch(
        &mut tx,
        &account("florist"),
        &post_id("florist-post"),
        &[comment("f", 1)],
        at(9),
    )
    .await
    .unwrap();
    let number = item(&world, "c3").await;
    items::set_done(&mut tx, number, at(9)).await.unwrap();
    comments::vanish(&mut tx, &id("c3"), at(9)).await.unwrap();
    tx.commit().await.unwrap();

    let mut tx = world.write().await.unwrap();
    accounts::remove(&mut tx, &account("bakery"), true, at(10))
        .await
        .unwrap();
    tx.commit().await.unwrap();

    assert!(comments::get(&world, &id("c1")).await.unwrap().is_none());
    assert!(media::get(&world, &post_id("bakery-post")).await.unwrap().is_none());
    assert!(outbox::get(&world, action.uid).await.unwrap().is_none());
    assert_eq!(
        content::get(&world, &outbox::text_subject(action.uid)).await.unwrap(),
        None
    );
    assert_eq!(
        content::get(&world, &content::comment_subject(&id("c2")))
            .await
            .unwrap(),
        None
    );
    assert!(
        comments::get(&world, &id("f")).await.unwrap().is_some(),
        "the other account keeps everything"
    );
    let log = events::recent(&world, 10).await.unwrap();
    assert_eq!(log.len(), 1, "the log stays whole");
    assert_eq!(log[0].account, Some(account("bakery")));
}

#[tokio::test]
async fn erasing_in_steps_ends_and_takes_no_more_than_asked_at_once() {
    let world = world().await;
    sync(
        &world,
        &(0..25)
            .map(|number| comment(&format!("c{number}"), number))
            .collect::<Vec<_>>(),
    )
    .await;
    let mut steps = Vec::new();
    loop {
        let mut tx = world.write().await.unwrap();
        let gone = accounts::erase_some(&mut tx, &account("bakery"), 10).await.unwrap();
        tx.commit().await.unwrap();
        if gone == 0 {
            break;
        }
        steps.push(gone);
    }
    assert_eq!(steps, [10, 10, 5, 10, 10, 5, 1], "comments, their items, then the post");
}

/// A post of an account with words, two slides, one of them taken out, a ladder and a file on a media host.
async fn post_of(store: &Store, name: &str, number: u8) -> (PostRow, SlideRow) {
    let row = draft(store, name, 0).await;
    let slide = add_slide(store, &row, number).await;
    let row = PostRow {
        caption: "our words".to_owned(),
        ..row
    };
    let row = stand(store, &row, PostState::Preparing, 1).await;
    let mut tx = store.write().await.unwrap();
    posts::arrange(&mut tx, row.id, &[]).await.unwrap();
    posts::begin_steps(
        &mut tx,
        row.id,
        &[(StepKind::Prepare, Some(slide.id)), (StepKind::Publish, None)],
    )
    .await
    .unwrap();
    let file = HostedFile {
        key: format!("{name}.jpg"),
        post: row.id,
        host: "demo".to_owned(),
        put_at: at(1),
        remove_at: None,
        removed_at: None,
    };
    posts::host_file(&mut tx, &file).await.unwrap();
    tx.commit().await.unwrap();
    add_slide(store, &row, number + 1).await;
    (row, slide)
}

#[tokio::test]
async fn erasing_deletes_the_posts_of_the_account_and_leaves_only_the_keys_of_files_to_be_removed() {
    let world = world().await;
    let (gone, gone_slide) = post_of(&world, "bakery", 1).await;
    let (kept, kept_slide) = post_of(&world, "florist", 11).await;

    let mut tx = world.write().await.unwrap();
    accounts::remove(&mut tx, &account("bakery"), true, at(10))
        .await
        .unwrap();
    tx.commit().await.unwrap();

    assert_eq!(posts::get(&world, gone.uid).await.unwrap(), None);
    assert_eq!(posts::slide(&world, gone_slide.uid).await.unwrap(), None);
    assert!(posts::kept_slides(&world, gone.id).await.unwrap().is_empty());
    assert!(posts::steps(&world, gone.id).await.unwrap().is_empty());
    let due = posts::removable(&world, at(10)).await.unwrap();
    assert_eq!(
        due.iter().map(|file| file.key.as_str()).collect::<Vec<_>>(),
        ["bakery.jpg"],
        "what anybody can still fetch has to be taken off the host"
    );
    let mut tx = world.write().await.unwrap();
    posts::set_removed(&mut tx, "bakery.jpg", at(11)).await.unwrap();
    tx.commit().await.unwrap();
    assert!(posts::hosted(&world, gone.id).await.unwrap().is_empty());

    assert_eq!(posts::get(&world, kept.uid).await.unwrap(), Some(kept.clone()));
    assert!(posts::slide(&world, kept_slide.uid).await.unwrap().is_some());
    assert_eq!(posts::steps(&world, kept.id).await.unwrap().len(), 2);
    assert_eq!(posts::hosted(&world, kept.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn erasing_posts_takes_no_more_than_asked_at_once() {
    let world = world().await;
    for number in [1, 3, 5] {
        post_of(&world, "bakery", number).await;
    }
    let mut steps = Vec::new();
    loop {
        let mut tx = world.write().await.unwrap();
        let gone = accounts::erase_some(&mut tx, &account("bakery"), 4).await.unwrap();
        tx.commit().await.unwrap();
        if gone == 0 {
            break;
        }
        steps.push(gone);
    }
    assert_eq!(
        steps,
        [4, 2, 4, 2, 3, 1],
        "steps, slides and posts, each within the limit, then the media"
    );
}

#[tokio::test]
async fn disconnected_account_leaves_its_posts_as_they_stand() {
    let world = world().await;
    let (row, slide) = post_of(&world, "bakery", 1).await;
    let mut tx = world.write().await.unwrap();
    accounts::remove(&mut tx, &account("bakery"), false, at(5))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    assert_eq!(posts::get(&world, row.uid).await.unwrap(), Some(row.clone()));
    assert!(posts::slide(&world, slide.uid).await.unwrap().is_some());
    assert_eq!(
        posts::list(&world, at(0))
            .await
            .unwrap()
            .iter()
            .map(|post| post.uid)
            .collect::<Vec<_>>(),
        [row.uid]
    );
    let other = PostRow {
        account: account("florist"),
        ..row.clone()
    };
    save(&world, &other).await;
    assert_eq!(
        posts::get(&world, row.uid).await.unwrap(),
        Some(other),
        "it can be given to another account"
    );
}

#[tokio::test]
async fn number_of_an_erased_item_is_never_given_again() {
    let world = world().await;
    sync(&world, &[comment("1", 1)]).await;
    let before = item(&world, "1").await;
    let mut tx = world.write().await.unwrap();
    accounts::remove(&mut tx, &account("bakery"), true, at(10))
        .await
        .unwrap();
    tx.commit().await.unwrap();
    connect(&world, "bakery").await;
    see_posts(&world, "bakery", &[post("bakery-post")]).await;
    sync(&world, &[comment("2", 1)]).await;
    assert!(
        item(&world, "2").await > before,
        "an open list still holds the old number"
    );
}

#[tokio::test]
async fn removing_a_stranger_is_an_error() {
    let world = empty().await;
    let mut tx = world.write().await.unwrap();
    let error = accounts::remove(&mut tx, &account("nobody"), true, at(0))
        .await
        .unwrap_err();
    assert!(matches!(error, StoreError::NotFound { what: "account" }));
}
