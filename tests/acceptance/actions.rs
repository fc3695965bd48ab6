//! A reply, a hide, a delete and the comment switch, when nothing goes wrong; and undo.

use instagram::CommentId;
use postroom_core::ProblemCode;
use postroom_tests::office::Office;
use simulator::EffectKind;
use store::outbox::Delivery;

#[tokio::test]
async fn a_reply_a_hide_and_a_delete_reach_instagram_exactly_once() {
    let office = Office::connected().await.unwrap();
    let targets = office.targets();
    let inbox = office.app.inbox();
    let reply = inbox.reply(&targets[0], "Yes, until Sunday. 🌿").await.unwrap();
    let hide = inbox.set_hidden(&targets[1..2], true).await.unwrap().remove(0);
    let delete = inbox.delete(&targets[2..3]).await.unwrap().remove(0);
    let effects = office.simulator.witness().effects();
    assert!(effects.is_empty(), "nothing leaves within the grace time: {effects:?}");
    office.settle().await.unwrap();

    for action in [&reply, &hide, &delete] {
        let ended = office.action(action).await.unwrap();
        assert_eq!(ended.delivery, Delivery::Sent, "{ended:?}");
        assert_eq!(ended.attempts, 1);
    }
    let effects: Vec<_> = office
        .simulator
        .witness()
        .effects()
        .into_iter()
        .map(|effect| effect.kind)
        .collect();
    assert_eq!(effects.len(), 3, "{effects:?}");
    for kind in [EffectKind::Reply, EffectKind::Hide, EffectKind::Delete] {
        assert_eq!(office.simulator.witness().effects_of(kind).len(), 1);
    }
    let replied = &office.simulator.witness().effects_of(EffectKind::Reply)[0];
    assert_eq!(replied.parent.as_deref(), Some(targets[0].as_str()));
    assert_eq!(replied.text.as_deref(), Some("Yes, until Sunday. 🌿"));
    let world = office.simulator.world();
    assert!(world.comment(targets[1].as_str()).unwrap().hidden);
    assert!(world.comment(targets[2].as_str()).is_none());

    let thread = inbox.thread(&targets[0]).await.unwrap();
    let ours = thread
        .comments
        .iter()
        .find(|comment| comment.comment.id.as_str() == replied.id)
        .unwrap();
    assert!(ours.comment.ours && thread.echoes.is_empty());
    assert!(thread.comments[0].comment.answered);
    assert!(inbox.thread(&targets[1]).await.unwrap().comments[0].comment.hidden);
    assert!(
        inbox.thread(&targets[2]).await.unwrap().comments[0]
            .comment
            .gone_at
            .is_some()
    );
}

#[tokio::test]
async fn the_next_sync_finds_nothing_new_in_what_we_did_ourselves() {
    let office = Office::connected().await.unwrap();
    let targets = office.targets();
    office.app.inbox().reply(&targets[0], "On its way.").await.unwrap();
    office.app.inbox().set_hidden(&targets[1..2], true).await.unwrap();
    office.settle().await.unwrap();
    let before = office.app.inbox().counts(&[]).await.unwrap();
    let thread = office.app.inbox().thread(&targets[0]).await.unwrap().comments.len();
    office.sync().await.unwrap();
    assert_eq!(office.app.inbox().counts(&[]).await.unwrap(), before);
    assert_eq!(
        office.app.inbox().thread(&targets[0]).await.unwrap().comments.len(),
        thread,
        "no twin of our reply"
    );
}

#[tokio::test]
async fn unhide_and_the_comment_switch_reach_instagram_exactly_once() {
    let office = Office::connected().await.unwrap();
    let username = office.username(0);
    let hidden = office.others(&username).into_iter().find(|comment| comment.hidden);
    let comment = match hidden {
        Some(comment) => CommentId::from(comment.id.as_str()),
        None => {
            let comment = office.targets().remove(0);
            office
                .app
                .inbox()
                .set_hidden(std::slice::from_ref(&comment), true)
                .await
                .unwrap();
            office.settle().await.unwrap();
            comment
        }
    };
    let post = office
        .simulator
        .world()
        .posts(&username)
        .into_iter()
        .find(|post| post.comments_enabled)
        .unwrap();
    office
        .app
        .inbox()
        .set_hidden(std::slice::from_ref(&comment), false)
        .await
        .unwrap();
    office
        .app
        .inbox()
        .set_comments_enabled(&post.id.as_str().into(), false)
        .await
        .unwrap();
    office.settle().await.unwrap();
    assert_eq!(office.simulator.witness().effects_of(EffectKind::Unhide).len(), 1);
    assert_eq!(office.simulator.witness().effects_of(EffectKind::CommentsOff).len(), 1);
    assert!(!office.simulator.world().comment(comment.as_str()).unwrap().hidden);
    let now = office
        .simulator
        .world()
        .posts(&username)
        .into_iter()
        .find(|now| now.id == post.id)
        .unwrap();
    assert!(!now.comments_enabled);
}

#[tokio::test]
async fn undo_inside_the_grace_time_sends_nothing() {
    let office = Office::connected().await.unwrap();
    let targets = office.targets();
    let inbox = office.app.inbox();
    let actions = [
        inbox.reply(&targets[0], "Not this one").await.unwrap(),
        inbox.set_hidden(&targets[1..2], true).await.unwrap().remove(0),
        inbox.delete(&targets[2..3]).await.unwrap().remove(0),
    ];
    office.simulator.witness().clear();
    for action in &actions {
        office.app.outbox().withdraw(action.uid).await.unwrap();
    }
    // One more action shows that the worker went past the withdrawn ones.
    inbox.set_hidden(&targets[3..4], true).await.unwrap();
    office.settle().await.unwrap();
    for action in &actions {
        assert_eq!(office.action(action).await.unwrap().delivery, Delivery::Withdrawn);
    }
    let effects = office.simulator.witness().effects();
    assert_eq!(effects.len(), 1, "{effects:?}");
    assert_eq!(effects[0].id, targets[3].as_str());
    let late = office.app.outbox().withdraw(actions[0].uid).await.unwrap_err();
    assert_eq!(late.code, ProblemCode::Precondition);
}

#[tokio::test]
async fn many_hides_are_one_effect_each_over_a_restart() {
    let office = Office::connected().await.unwrap();
    let targets: Vec<_> = office.targets().into_iter().take(30).collect();
    office.app.inbox().set_hidden(&targets, true).await.unwrap();
    let office = office.restart().await.unwrap();
    office.settle().await.unwrap();
    let hidden = office.simulator.witness().effects_of(EffectKind::Hide);
    assert_eq!(hidden.len(), targets.len());
    let different: std::collections::BTreeSet<_> = hidden.iter().map(|effect| effect.id.as_str()).collect();
    assert_eq!(different.len(), targets.len());
}

#[tokio::test]
async fn what_cannot_work_is_refused_at_once_and_nothing_is_queued() {
    let office = Office::connected().await.unwrap();
    let target = office.targets().remove(0);
    let inbox = office.app.inbox();
    assert_eq!(
        inbox.reply(&target, "  \n ").await.unwrap_err().code,
        ProblemCode::Precondition
    );
    assert_eq!(
        inbox.reply(&target, &"a".repeat(2_201)).await.unwrap_err().code,
        ProblemCode::Precondition
    );
    assert_eq!(
        inbox
            .reply(&"17900000000000001".into(), "Hello")
            .await
            .unwrap_err()
            .code,
        ProblemCode::NotFound
    );
    assert_eq!(
        inbox.set_hidden(&[target], false).await.unwrap_err().code,
        ProblemCode::Precondition
    );
    assert_eq!(office.app.outbox().waiting().await.unwrap(), 0);
}
