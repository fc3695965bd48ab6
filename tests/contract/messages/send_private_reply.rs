use instagram::messages::{MessageContent, MessagingNode, PRIVATE_REPLY_WINDOW, SendPrivateReply, private_reply_until};
use instagram::{ApiError, CommentId, DeleteComment, PersonId, Recovery, Scope, SetCommentHidden};
use simulator::{EffectKind, Endpoint, Fault, FaultKind};

use super::{ACCOUNT, BLOCKED, OUTSIDE_WINDOW, SECOND, say};
use crate::office::{Office, STRANGER, in_both, not_permitted, refused};

/// The comment was answered in private before.
const USED: (i64, Option<i64>) = (10_900, None);
/// The comment is too old.
const TOO_OLD: (i64, Option<i64>) = (100, Some(2_534_025));
/// The comment is hidden, gone, our own or not under our posts.
const UNSUITABLE: (i64, Option<i64>) = (10_903, None);

fn reply<'a>(comment: &'a CommentId, text: &'a str) -> SendPrivateReply<'a> {
    SendPrivateReply {
        node: MessagingNode::Me,
        comment,
        text,
        is_live: false,
    }
}

impl Office {
    async fn visitors_comment(&self, username: &str) -> CommentId {
        self.write_on_phone(&self.post(), username, "How much?").await
    }

    /// Refused because the comment is spent, with this code.
    async fn is_spent(&self, comment: &CommentId, code: (i64, Option<i64>)) {
        let outcome = self.mail(&reply(comment, "12 €")).await;
        assert!(
            outcome.as_ref().is_err_and(ApiError::is_private_reply_used),
            "{outcome:?}"
        );
        assert_eq!(refused(outcome), code);
    }
}

#[tokio::test]
async fn a_private_reply_tells_who_is_behind_the_comment_and_opens_no_window() {
    in_both(async |office| {
        let comment = office.visitors_comment("shy.visitor").await;
        let sent = office.mail(&reply(&comment, "12 €, and it ships today")).await.unwrap();
        let person = sent.recipient_id.unwrap();
        let known = office.conversation_that(|known| known.username == "shy.visitor");
        assert_eq!(person.as_str(), known.person);
        let effects = office.effects(EffectKind::PrivateReply);
        let [effect] = effects.as_slice() else {
            panic!("one private reply, not {}", effects.len())
        };
        assert_eq!(
            (effect.id.as_str(), effect.parent.as_deref()),
            (sent.message_id.as_str(), Some(comment.as_str()))
        );

        let follow_up = say(&person, MessageContent::text("Hello?"));
        assert_eq!(refused(office.mail(&follow_up).await), OUTSIDE_WINDOW);
        office
            .simulator
            .message_from(ACCOUNT, "shy.visitor", "I take two")
            .unwrap();
        assert!(office.mail(&follow_up).await.is_ok(), "they answered");
    })
    .await;
}

#[tokio::test]
async fn one_for_each_comment_by_whomever() {
    let office = Office::open().await;
    let comment = office.visitors_comment("shy.visitor").await;
    office.mail(&reply(&comment, "12 €")).await.unwrap();
    office.is_spent(&comment, USED).await;
    let other = office.visitors_comment("shy.visitor").await;
    office.simulator.private_reply_on_phone(other.as_str(), "12 €").unwrap();
    office.is_spent(&other, USED).await;
    assert_eq!(office.effects(EffectKind::PrivateReply).len(), 2);
}

#[tokio::test]
async fn a_lost_answer_gives_no_second_one() {
    let office = Office::open().await;
    let comment = office.visitors_comment("shy.visitor").await;
    office.fault(Fault::once(Endpoint::PrivateReply, FaultKind::CutAfter));
    let outcome = office.mail(&reply(&comment, "12 €")).await;
    assert_eq!(outcome.map_err(|error| error.recovery()), Err(Recovery::InDoubt));
    office.is_spent(&comment, USED).await;
    assert_eq!(office.effects(EffectKind::PrivateReply).len(), 1);
}

#[tokio::test]
async fn after_seven_days_it_is_too_late_and_not_a_second_before() {
    let office = Office::open().await;
    let (first, second) = (
        office.visitors_comment("shy.visitor").await,
        office.visitors_comment("jo").await,
    );
    let until = private_reply_until(office.simulator.clock().now());
    office.pass(PRIVATE_REPLY_WINDOW.unsigned_abs());
    assert_eq!(office.simulator.clock().now(), until);
    assert!(office.mail(&reply(&first, "12 €")).await.is_ok());
    office.pass(SECOND);
    office.is_spent(&second, TOO_OLD).await;
}

#[tokio::test]
async fn to_a_comment_on_a_broadcast_it_goes_while_that_is_on_the_air() {
    in_both(async |office| {
        let (live, early) = office.live_comment().await;
        let late = office.write_on_phone(&live, "shy.visitor", "How much?").await;
        let live_reply = |comment| SendPrivateReply {
            is_live: true,
            ..reply(comment, "12 €")
        };
        let sent = office.mail(&live_reply(&early)).await.unwrap();
        assert!(sent.recipient_id.is_some());
        assert_eq!(refused(office.mail(&live_reply(&early)).await), USED);
        office.end_live().await;
        let outcome = office.mail(&live_reply(&late)).await;
        assert!(
            outcome.as_ref().is_err_and(ApiError::is_private_reply_used),
            "{outcome:?}"
        );
        assert_eq!(refused(outcome), UNSUITABLE);
        let effects = office.effects(EffectKind::PrivateReply);
        let told: Vec<_> = effects.iter().map(|effect| effect.parent.as_deref()).collect();
        assert_eq!(told, [Some(early.as_str())]);
    })
    .await;
}

#[tokio::test]
async fn a_hundred_a_second_go_to_a_broadcast_and_none_of_them_counts_with_those_to_posts() {
    let office = Office::open().await;
    office.simulator.count_message_rates(true);
    let (_, comment) = office.live_comment().await;
    let live_reply = SendPrivateReply {
        is_live: true,
        ..reply(&comment, "12 €")
    };
    office.mail(&live_reply).await.unwrap();
    for _ in 1..100 {
        assert_eq!(refused(office.mail(&live_reply).await), USED);
    }
    assert_eq!(refused(office.mail(&live_reply).await), (613, None));
    let other = office.visitors_comment("shy.visitor").await;
    assert!(office.mail(&reply(&other, "12 €")).await.is_ok());
    office.pass(SECOND);
    assert_eq!(refused(office.mail(&live_reply).await), USED);
}

#[tokio::test]
async fn hidden_deleted_own_and_other_peoples_comments_get_none() {
    let office = Office::open().await;
    let hidden = office.visitors_comment("rude.visitor").await;
    let hide = SetCommentHidden {
        comment: &hidden,
        hide: true,
    };
    office.call(&hide).await.unwrap();
    let gone = office.visitors_comment("shy.visitor").await;
    office.call(&DeleteComment { comment: &gone }).await.unwrap();
    let posts = office.posts();
    let mut ours = posts
        .iter()
        .flat_map(|post| office.simulator.world().comments(&post.id));
    let ours = CommentId::from(ours.find(|comment| comment.ours).unwrap().id);
    let theirs = office.simulator.world().posts(STRANGER).remove(0).id;
    let theirs = CommentId::from(office.simulator.world().comments(&theirs).remove(0).id);
    for comment in [&hidden, &gone, &ours, &theirs] {
        office.is_spent(comment, UNSUITABLE).await;
    }
    assert_eq!(office.effects(EffectKind::PrivateReply), []);
}

#[tokio::test]
async fn who_blocked_the_account_gets_none() {
    let office = Office::open().await;
    let guest = office.guest_named("cross.visitor");
    let comment = office.visitors_comment(guest.username).await;
    office.simulator.block(ACCOUNT, guest.username, true).unwrap();
    let outcome = office.mail(&reply(&comment, "Wait")).await;
    assert!(outcome.as_ref().is_err_and(ApiError::is_unreachable_person));
    assert_eq!(refused(outcome), BLOCKED);
}

#[tokio::test]
async fn it_needs_the_permission_for_comments_and_a_text_that_fits() {
    let office = Office::open().await;
    let comment = office.visitors_comment("shy.visitor").await;
    let outcome = office.call_without(Scope::Comments, &reply(&comment, "12 €")).await;
    not_permitted(outcome);
    office.simulator.witness().clear();
    for text in ["", &"é".repeat(501)] {
        let outcome = office.mail(&reply(&comment, text)).await;
        assert!(matches!(outcome, Err(ApiError::Invalid(_))), "{outcome:?}");
    }
    assert_eq!(office.simulator.witness().requests(), []);
}

#[tokio::test]
async fn seven_hundred_and_fifty_go_out_in_an_hour_and_not_one_more() {
    let office = Office::open().await;
    office.simulator.count_message_rates(true);
    let comment = CommentId::from("17850000000000001");
    for _ in 0..750 {
        assert_eq!(refused(office.mail(&reply(&comment, "12 €")).await), UNSUITABLE);
    }
    let outcome = office.mail(&reply(&comment, "12 €")).await;
    assert!(matches!(
        outcome.as_ref().map_err(ApiError::recovery),
        Err(Recovery::RetryAfter(Some(_)))
    ));
    assert_eq!(refused(outcome), (613, None));
    office.pass(super::HOUR);
    assert_eq!(refused(office.mail(&reply(&comment, "12 €")).await), UNSUITABLE);
}

#[tokio::test]
async fn the_person_behind_a_comment_is_written_to_by_the_comment_and_not_by_their_id() {
    let office = Office::open().await;
    let comment = office.visitors_comment("shy.visitor").await;
    let as_person = PersonId::from(comment.as_str());
    let outcome = office.mail(&say(&as_person, MessageContent::Heart)).await;
    assert_eq!(refused(outcome), (100, Some(2_018_001)));
}
