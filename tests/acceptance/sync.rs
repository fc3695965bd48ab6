//! What the background reading concludes: tombstones, what cannot be read, what was written on the phone.

use std::time::Duration;

use instagram::CommentId;
use postroom_core::sync::{SyncSettings, Unreadable};
use postroom_tests::office::{LIMIT, Office};
use postroom_tests::poll;
use serde_json::json;
use simulator::{CommentInfo, Endpoint, Fault, FaultKind, Options, SimClock};
use store::SyncTask;
use store::media::UnreadableCause;

/// Longer than reads lag: what was seen before cannot be missing from an older read only.
const SETTLED: Duration = Duration::from_secs(180);

async fn is_gone(office: &Office, comment: &str) -> bool {
    let id = CommentId::from(comment);
    let thread = office.app.inbox().thread(&id).await.unwrap();
    let row = thread.comments.iter().find(|listed| listed.comment.id == id).unwrap();
    row.comment.gone_at.is_some()
}

/// A top-level comment of the first account's posts without replies, under a post that has others.
fn victim(office: &Office) -> CommentInfo {
    let world = office.simulator.world();
    for post in world.posts(&office.username(0)) {
        let comments = world.comments(&post.id);
        let answered = |id: &str| comments.iter().any(|comment| comment.parent.as_deref() == Some(id));
        let alone = |comment: &&CommentInfo| comment.parent.is_none() && !comment.ours && !answered(&comment.id);
        if let Some(found) = comments.iter().find(alone)
            && comments.len() > 2
        {
            return found.clone();
        }
    }
    panic!("no comment stands alone");
}

async fn synced_twice(office: &Office) {
    // The first tick sees the count move; whatever it could not finish, the second one does.
    office.sync().await.unwrap();
    office.sync().await.unwrap();
}

#[tokio::test]
async fn a_comment_deleted_on_the_phone_becomes_a_tombstone() {
    let office = Office::connected().await.unwrap();
    office.simulator.clock().advance(SETTLED);
    let victim = victim(&office);
    let before = office.app.inbox().counts(&[]).await.unwrap();
    office.outside("delete", json!({ "comment": victim.id })).await.unwrap();
    synced_twice(&office).await;
    assert!(is_gone(&office, &victim.id).await);
    let after = office.app.inbox().counts(&[]).await.unwrap();
    assert_eq!(after.all, before.all, "the row stays, with its words");
    let asked = office.simulator.witness().requests_to("comment");
    assert!(
        asked.iter().any(|request| request.path.contains(&victim.id)),
        "the id itself was asked for"
    );
    assert!(
        asked
            .iter()
            .any(|request| !request.path.contains(&victim.id) && request.status == Some(200)),
        "and an object that is there for sure"
    );
}

#[tokio::test]
async fn nothing_is_buried_while_the_platform_does_not_answer_for_it() {
    let office = Office::connected().await.unwrap();
    office.simulator.clock().advance(SETTLED);
    let victim = victim(&office);
    office.outside("delete", json!({ "comment": victim.id })).await.unwrap();
    let no_object = FaultKind::Error {
        code: 100,
        subcode: Some(33),
        status: None,
        message: None,
    };
    for (endpoint, kind) in [
        (Endpoint::Comments, FaultKind::CutAfter),
        (Endpoint::Comments, FaultKind::Truncated),
        // A permission taken away answers as an object that is gone, for the known-good one as well.
        (Endpoint::Comment, no_object),
        (Endpoint::Comment, FaultKind::CutBefore),
    ] {
        office.simulator.faults().add(Fault::always(endpoint, kind.clone()));
        synced_twice(&office).await;
        assert!(!is_gone(&office, &victim.id).await, "{endpoint:?} {kind:?}");
        office.simulator.faults().clear();
    }
    poll::until("the tombstone once it can be proved", LIMIT, async || {
        office.sync().await?;
        Ok(is_gone(&office, &victim.id).await.then_some(()))
    })
    .await
    .unwrap();
}

#[tokio::test]
async fn a_comment_that_lagging_reads_leave_out_stays() {
    let office = Office::connected().await.unwrap();
    let post = office.simulator.world().posts(&office.username(0)).remove(0);
    let new = json!({ "media": post.id, "username": "late_visitor", "text": "Just now" });
    let written = office.outside("comments", new).await.unwrap();
    office.sync().await.unwrap();
    let lag = FaultKind::LagReads { ms: 60_000 };
    office.simulator.faults().add(Fault::always(Endpoint::Any, lag));
    synced_twice(&office).await;
    assert!(!is_gone(&office, written["id"].as_str().unwrap()).await);
}

#[tokio::test]
async fn a_reply_written_on_the_phone_is_ours_and_sent_outside() {
    let office = Office::connected().await.unwrap();
    let target = office.targets().remove(0);
    let media = office.simulator.world().comment(target.as_str()).unwrap().media;
    let reply = json!({
        "media": media, "username": office.username(0), "text": "Yes, until six!", "parent": target.as_str(),
    });
    let reply = office.outside("comments", reply).await.unwrap();
    office.sync().await.unwrap();
    let thread = office.app.inbox().thread(&target).await.unwrap();
    let row = thread
        .comments
        .iter()
        .find(|listed| listed.comment.id.as_str() == reply["id"])
        .unwrap();
    assert!(row.comment.ours);
    assert_eq!(row.comment.sent_by, None, "nobody here wrote it");
    let question = thread
        .comments
        .iter()
        .find(|listed| listed.comment.id == target)
        .unwrap();
    assert!(question.comment.answered, "the thread is answered all the same");
}

#[tokio::test]
async fn lists_that_stay_empty_name_the_access_level_and_bury_nothing() {
    let office = Office::open().await.unwrap();
    let empty = Fault::always(Endpoint::Comments, FaultKind::EmptyLists);
    office.simulator.faults().add(empty);
    let account = office.connect_and_read().await.unwrap();
    let posts = office.simulator.world().posts(&office.username(0));
    let counted: i64 = posts.iter().map(|post| post.comments_count).sum();
    let with_comments = posts.iter().filter(|post| post.comments_count > 0).count();
    let unreadable = office.app.sync().unreadable(&account).await.unwrap();
    let expected = Unreadable {
        cause: UnreadableCause::AccessLevel,
        posts: with_comments,
        comments: counted,
    };
    assert_eq!(unreadable, [expected]);

    // The access level is there: what moves is read, and its post with it.
    office.simulator.faults().clear();
    let post = posts
        .iter()
        .find(|post| post.comments_enabled && post.comments_count > 0)
        .unwrap();
    let new = json!({ "media": post.id, "username": "late_visitor", "text": "Hello?" });
    office.outside("comments", new).await.unwrap();
    office.sync().await.unwrap();
    let left = office.app.sync().unreadable(&account).await.unwrap();
    assert_eq!(left[0].comments, counted - post.comments_count);

    // It is taken away again: what we hold stays, whatever the lists say.
    office.simulator.clock().advance(SETTLED);
    office
        .simulator
        .faults()
        .add(Fault::always(Endpoint::Comments, FaultKind::EmptyLists));
    let victim = office.simulator.world().comments(&post.id).remove(0);
    office.outside("delete", json!({ "comment": victim.id })).await.unwrap();
    synced_twice(&office).await;
    assert!(!is_gone(&office, &victim.id).await);
}

#[tokio::test]
async fn a_task_goes_on_after_a_restart_when_its_time_comes() {
    let clock = SimClock::at("2026-11-19T14:00:00Z".parse().unwrap(), 20.0);
    let options = Options {
        clock,
        ..Options::default()
    };
    let office = Office::open_with(options, SyncSettings::default()).await.unwrap();
    let account = office.connect_and_read().await.unwrap();
    let planned = office.app.sync().tasks(&account).await.unwrap();
    let named: Vec<_> = planned.iter().map(|task| task.row.task).collect();
    assert_eq!(named, SyncTask::ALL, "every task has its row");
    let stories = planned
        .iter()
        .find(|task| task.row.task == SyncTask::Stories)
        .unwrap()
        .row
        .clone();
    assert!(stories.next_run_at > office.simulator.clock().now());

    let (simulator, machine, vault) = office.close().await.unwrap();
    let office = Office::open_at(simulator, machine, vault).await.unwrap();
    let again = office.app.sync().tasks(&account).await.unwrap();
    let after = again.iter().find(|task| task.row.task == SyncTask::Stories).unwrap();
    assert_eq!(
        after.row.next_run_at, stories.next_run_at,
        "a restart neither repeats nor forgets it"
    );
}
