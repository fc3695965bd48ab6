use instagram::{CommentId, DeleteComment, GetComment, ListReplies, ReplyToComment, Scope};
use simulator::EffectKind;

use crate::office::{NO_OBJECT, in_both, refused};

#[tokio::test]
async fn a_comment_goes_with_everything_below_it_and_the_count_follows() {
    in_both(async |office| {
        let (media, comment) = (office.post(), office.comment());
        let reply = ReplyToComment {
            comment: &comment,
            message: "Thanks",
        };
        let below = office.call(&reply).await.unwrap();
        let before = office.comments(&media).len();
        let thread = office
            .call(&ListReplies {
                limit: 50,
                after: None,
                ..ListReplies::new(&comment)
            })
            .await
            .unwrap();

        office.call(&DeleteComment { comment: &comment }).await.unwrap();
        assert_eq!(office.comments(&media).len(), before - 1 - thread.items.len());
        assert_eq!(
            refused(office.call(&DeleteComment { comment: &below }).await),
            NO_OBJECT
        );
        let effects = office.effects(EffectKind::Delete);
        assert_eq!(effects.len(), 1);
        assert_eq!(effects[0].id, comment.as_str());
    })
    .await;
}

#[tokio::test]
async fn a_reply_goes_alone() {
    in_both(async |office| {
        let (media, comment) = (office.post(), office.comment());
        let reply = ReplyToComment {
            comment: &comment,
            message: "Thanks",
        };
        let below = office.call(&reply).await.unwrap();
        let before = office.comments(&media).len();
        office.call(&DeleteComment { comment: &below }).await.unwrap();
        assert_eq!(office.comments(&media).len(), before - 1);
    })
    .await;
}

#[tokio::test]
async fn the_second_deletion_finds_nothing() {
    in_both(async |office| {
        let comment = office.comment();
        office.call(&DeleteComment { comment: &comment }).await.unwrap();
        let outcome = office.call(&DeleteComment { comment: &comment }).await;
        assert!(outcome.as_ref().is_err_and(|error| error.is_missing_object()));
        assert_eq!(refused(outcome), NO_OBJECT);
        assert_eq!(office.effects(EffectKind::Delete).len(), 1);
    })
    .await;
}

#[tokio::test]
async fn comments_on_a_broadcast_are_not_deleted() {
    in_both(async |office| {
        let (_, comment) = office.live_comment().await;
        let outcome = office.call(&DeleteComment { comment: &comment }).await;
        assert_eq!(refused(outcome), NO_OBJECT);
        assert_eq!(office.effects(EffectKind::Delete), []);
        assert!(
            office.call(&GetComment::new(&comment)).await.is_ok(),
            "it is still there"
        );
    })
    .await;
}

#[tokio::test]
async fn without_permission_or_under_the_post_of_others_nothing_is_deleted() {
    in_both(async |office| {
        let comment = office.comment();
        let delete = DeleteComment { comment: &comment };
        office.only_for_its_owner(Scope::Comments, &delete).await;
        let never = CommentId::from("17900000000000001");
        assert_eq!(
            refused(office.call(&DeleteComment { comment: &never }).await),
            NO_OBJECT
        );
        office.nothing_happened();
    })
    .await;
}
