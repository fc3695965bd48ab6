use instagram::{ApiError, CommentId, DeleteComment, GetComment, ReplyToComment, Scope, SetCommentHidden};
use simulator::{EffectKind, Origin};

use crate::office::{NO_OBJECT, in_both, refused};

fn reply<'a>(comment: &'a CommentId, message: &'a str) -> ReplyToComment<'a> {
    ReplyToComment { comment, message }
}

#[tokio::test]
async fn a_reply_arrives_once_with_every_character_of_its_text() {
    in_both(async |office| {
        let comment = office.comment();
        let message = "Yes, it is! 100 % 🌱 & more\n送料は無料です + no charge = free?";
        let id = office.call(&reply(&comment, message)).await.unwrap();

        let effects = office.effects(EffectKind::Reply);
        let [effect] = effects.as_slice() else {
            panic!("one reply, not {}", effects.len())
        };
        assert_eq!((effect.id.as_str(), effect.origin), (id.as_str(), Origin::Api));
        assert_eq!(effect.parent.as_deref(), Some(comment.as_str()));
        assert_eq!(effect.text.as_deref(), Some(message));
        let read = office.call(&GetComment::new(&id)).await.unwrap();
        assert_eq!((read.text.as_deref(), read.parent_id), (Some(message), Some(comment)));
        assert!(read.user.is_some(), "it is ours");
    })
    .await;
}

#[tokio::test]
async fn the_platform_knows_no_second_sending() {
    in_both(async |office| {
        let comment = office.comment();
        let first = office.call(&reply(&comment, "Thanks")).await.unwrap();
        let second = office.call(&reply(&comment, "Thanks")).await.unwrap();
        assert_ne!(first, second);
        assert_eq!(office.effects(EffectKind::Reply).len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_reply_to_a_reply_lands_below_the_top_level_comment() {
    in_both(async |office| {
        let comment = office.comment();
        let first = office.call(&reply(&comment, "Thanks")).await.unwrap();
        let second = office.call(&reply(&first, "Once more")).await.unwrap();
        let read = office.call(&GetComment::new(&second)).await.unwrap();
        assert_eq!(read.parent_id, Some(comment));
    })
    .await;
}

#[tokio::test]
async fn a_hidden_comment_is_not_answered() {
    in_both(async |office| {
        let comment = office.comment();
        let hide = SetCommentHidden {
            comment: &comment,
            hide: true,
        };
        office.call(&hide).await.unwrap();
        assert_eq!(refused(office.call(&reply(&comment, "Thanks")).await).0, 100);
        assert_eq!(office.effects(EffectKind::Reply), []);
    })
    .await;
}

#[tokio::test]
async fn a_comment_on_a_broadcast_is_not_answered_in_public() {
    in_both(async |office| {
        let (_, comment) = office.live_comment().await;
        assert_eq!(refused(office.call(&reply(&comment, "Thanks")).await), NO_OBJECT);
        assert_eq!(office.effects(EffectKind::Reply), []);
        assert!(
            office.call(&GetComment::new(&comment)).await.is_ok(),
            "it is still there"
        );
    })
    .await;
}

#[tokio::test]
async fn an_empty_reply_is_not_sent() {
    in_both(async |office| {
        let comment = office.comment();
        let outcome = office.call(&reply(&comment, " \n")).await;
        assert!(matches!(outcome, Err(ApiError::Invalid(_))));
        assert_eq!(office.simulator.witness().requests(), []);
    })
    .await;
}

#[tokio::test]
async fn without_permission_or_under_the_post_of_others_nothing_is_written() {
    in_both(async |office| {
        let comment = office.comment();
        office
            .only_for_its_owner(Scope::Comments, &reply(&comment, "Thanks"))
            .await;
        office.call(&DeleteComment { comment: &comment }).await.unwrap();
        assert_eq!(refused(office.call(&reply(&comment, "Thanks")).await), NO_OBJECT);
        assert_eq!(office.effects(EffectKind::Reply), []);
    })
    .await;
}
