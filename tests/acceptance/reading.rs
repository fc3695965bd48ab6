//! What is read in the background.

use std::collections::BTreeSet;
use std::time::Duration;

use postroom_core::ProblemCode;
use postroom_tests::office::{LIMIT, Office};
use postroom_tests::poll;
use serde_json::json;
use simulator::{Endpoint, Fault, FaultKind};
use store::views::{View, ViewCounts};

async fn problem(office: &Office, under: &FaultKind) -> postroom_core::Problem {
    poll::until(
        &format!("the account to tell its trouble under {under:?}"),
        LIMIT,
        async || Ok(office.app.accounts().list().await?.remove(0).problem),
    )
    .await
    .unwrap()
}

#[tokio::test]
async fn the_first_sync_brings_every_comment_of_every_post() {
    let office = Office::open().await.unwrap();
    for index in 0..2 {
        office.connect_by_token(&office.username(index)).await.unwrap();
    }
    office.all_read().await.unwrap();
    let world = office.simulator.world();
    let mut posts = 0;
    for account in office.app.accounts().list().await.unwrap() {
        let theirs = world.posts(&account.row.username);
        posts += theirs.len();
        let counts = office
            .app
            .inbox()
            .counts(std::slice::from_ref(&account.row.id))
            .await
            .unwrap();
        let username = &account.row.username;
        assert_eq!(
            usize::try_from(counts.all).unwrap(),
            office.threads(username).len(),
            "{username}"
        );
        let others = office.others(username);
        let hidden: BTreeSet<_> = others
            .iter()
            .filter(|comment| comment.hidden)
            .map(|comment| comment.parent.as_ref().unwrap_or(&comment.id))
            .collect();
        assert_eq!(usize::try_from(counts.hidden).unwrap(), hidden.len(), "{username}");
    }
    assert_eq!(posts, 40);
    let listed = office.view(View::All).await.unwrap();
    let shown: BTreeSet<_> = listed
        .iter()
        .filter_map(|listed| listed.item.face.comment())
        .map(|face| face.parent.as_ref().unwrap_or(&face.id).to_string())
        .collect();
    let wanted: BTreeSet<_> = (0..2)
        .flat_map(|index| office.threads(&office.username(index)))
        .collect();
    assert_eq!(shown, wanted);
    assert_eq!(listed.len(), wanted.len(), "a thread is one row");
    let unexpected: Vec<_> = office
        .simulator
        .witness()
        .requests()
        .into_iter()
        .filter(|r| r.unexpected)
        .collect();
    assert!(unexpected.is_empty(), "{unexpected:?}");
}

#[tokio::test]
async fn a_thread_shows_the_words_of_the_world() {
    let office = Office::connected().await.unwrap();
    for wanted in office.others(&office.username(0)).into_iter().take(40) {
        let thread = office.app.inbox().thread(&wanted.id.as_str().into()).await.unwrap();
        let row = thread
            .comments
            .iter()
            .find(|comment| comment.comment.id.as_str() == wanted.id)
            .unwrap();
        assert_eq!(row.comment.text, wanted.text);
        assert_eq!(row.comment.username.as_deref(), Some(wanted.username.as_str()));
        assert_eq!(row.comment.written_at, Some(wanted.written_at));
        assert_eq!(row.comment.hidden, wanted.hidden);
        assert_eq!(
            row.comment.parent.as_ref().map(|id| id.as_str()),
            wanted.parent.as_deref()
        );
    }
}

#[tokio::test]
async fn a_new_comment_comes_with_the_next_sync_and_only_its_post_is_read() {
    let office = Office::connected().await.unwrap();
    let post = office.simulator.world().posts(&office.username(0)).pop().unwrap();
    let before = office.app.inbox().counts(&[]).await.unwrap();
    let written = office
        .outside(
            "comments",
            json!({ "media": post.id, "username": "late_visitor", "text": "Is this still on? 🌱" }),
        )
        .await
        .unwrap();
    office.simulator.witness().clear();
    office.sync().await.unwrap();
    let after = office.app.inbox().counts(&[]).await.unwrap();
    assert_eq!(after.all, before.all + 1);
    assert_eq!(after.needs_reply, before.needs_reply + 1);
    let id = written["id"].as_str().unwrap().into();
    let thread = office.app.inbox().thread(&id).await.unwrap();
    assert_eq!(thread.comments[0].comment.text.as_deref(), Some("Is this still on? 🌱"));
    let read: BTreeSet<_> = office
        .simulator
        .witness()
        .requests_to("comments")
        .into_iter()
        .map(|request| request.path)
        .collect();
    assert!(read.iter().any(|path| path.contains(&post.id)), "{read:?}");
}

/// The counts, but for questions: words are read behind the sync, whatever it meets.
async fn counts_of_rows(office: &Office) -> ViewCounts {
    let counts = office.app.inbox().counts(&[]).await.unwrap();
    ViewCounts { questions: 0, ..counts }
}

#[tokio::test]
async fn bad_answers_change_no_row_and_the_account_names_the_trouble() {
    let office = Office::connected().await.unwrap();
    let post = office.simulator.world().posts(&office.username(0)).remove(0);
    let new = json!({ "media": post.id, "username": "late_visitor", "text": "Anybody there?" });
    office.outside("comments", new).await.unwrap();
    let before = counts_of_rows(&office).await;
    for fault in [
        FaultKind::Html,
        FaultKind::Truncated,
        FaultKind::Status {
            status: 503,
            after_effect: false,
        },
        FaultKind::CutAfter,
        FaultKind::StripFields {
            fields: vec!["comments_count".to_owned()],
        },
        FaultKind::RateLimit,
    ] {
        office
            .simulator
            .faults()
            .add(Fault::always(Endpoint::Media, fault.clone()));
        office.sync().await.unwrap();
        let told = problem(&office, &fault).await;
        assert!(!told.message.is_empty() && told.fix.is_some(), "{fault:?}");
        assert_eq!(counts_of_rows(&office).await, before, "{fault:?}");
        office.simulator.faults().clear();
    }
    // The pause the platform asked for last.
    office.simulator.clock().advance(Duration::from_secs(2 * 3_600));
    for fault in [
        FaultKind::Html,
        FaultKind::Truncated,
        FaultKind::StripFields {
            fields: ["text", "username", "from", "hidden", "like_count"]
                .map(str::to_owned)
                .to_vec(),
        },
    ] {
        office
            .simulator
            .faults()
            .add(Fault::always(Endpoint::Comments, fault.clone()));
        office.sync().await.unwrap();
        problem(&office, &fault).await;
        assert_eq!(counts_of_rows(&office).await, before, "{fault:?}");
        office.simulator.faults().clear();
    }
    office.sync().await.unwrap();
    poll::until("the comment to come after all", LIMIT, async || {
        office.sync().await?;
        Ok((office.app.inbox().counts(&[]).await?.all == before.all + 1).then_some(()))
    })
    .await
    .unwrap();
    assert_eq!(
        office.app.accounts().list().await.unwrap()[0].problem,
        None,
        "the trouble is over"
    );
}

#[tokio::test]
async fn a_missing_permission_is_an_error_and_no_empty_list() {
    let office = Office::connected().await.unwrap();
    let before = counts_of_rows(&office).await;
    office
        .simulator
        .faults()
        .add(Fault::always(Endpoint::Any, FaultKind::MissingScope));
    let post = office.simulator.world().posts(&office.username(0)).remove(0);
    let new = json!({ "media": post.id, "username": "late_visitor", "text": "Hello?" });
    office.outside("comments", new).await.unwrap();
    office.sync().await.unwrap();
    assert_eq!(
        problem(&office, &FaultKind::MissingScope).await.code,
        ProblemCode::MissingScope
    );
    assert_eq!(counts_of_rows(&office).await, before);
}

#[tokio::test]
async fn an_expired_token_asks_for_a_new_login_and_the_cache_stays() {
    let office = Office::connected().await.unwrap();
    let before = counts_of_rows(&office).await;
    office
        .simulator
        .faults()
        .add(Fault::always(Endpoint::Any, FaultKind::ExpiredToken));
    office.sync().await.unwrap();
    assert_eq!(
        problem(&office, &FaultKind::ExpiredToken).await.code,
        ProblemCode::Reconnect
    );
    assert_eq!(counts_of_rows(&office).await, before);

    office.simulator.faults().clear();
    let account = office.app.accounts().list().await.unwrap().remove(0);
    let username = office.username(0);
    let allow = postroom_tests::simulated::Consent::Allow(&username);
    let link = office.log_in(allow, Some(account.row.id.clone())).await.unwrap();
    office.take_link(&link).await.unwrap();
    office.sync().await.unwrap();
    poll::until("the trouble to end", LIMIT, async || {
        Ok(office.app.accounts().list().await?[0].problem.is_none().then_some(()))
    })
    .await
    .unwrap();
}
