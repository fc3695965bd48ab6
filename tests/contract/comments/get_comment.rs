use instagram::{CommentId, DeleteComment, GetComment, Scope};

use crate::office::{NO_OBJECT, in_both, refused};

#[tokio::test]
async fn a_comment_and_a_reply_are_read_as_they_are() {
    in_both(async |office| {
        let comments = office
            .posts()
            .into_iter()
            .flat_map(|post| office.comments(&post.id.into()));
        let mut replies = 0;
        for truth in comments.take(60) {
            let comment = CommentId::from(truth.id);
            let found = office.call(&GetComment::new(&comment)).await.unwrap();
            assert_eq!(found.id, comment);
            assert_eq!((found.text, found.hidden), (truth.text, Some(truth.hidden)));
            assert_eq!(found.username.as_deref(), Some(truth.username.as_str()));
            assert_eq!(found.timestamp, Some(truth.written_at));
            assert_eq!(found.parent_id.as_ref().map(CommentId::as_str), truth.parent.as_deref());
            assert_eq!(found.media.map(String::from), Some(truth.media));
            replies += usize::from(found.parent_id.is_some());
        }
        assert!(replies > 5 && replies < 55, "{replies} of them are replies");
    })
    .await;
}

#[tokio::test]
async fn a_deleted_comment_and_one_of_others_are_not_there() {
    in_both(async |office| {
        let comment = office.comment();
        let read = GetComment::new(&comment);
        assert_eq!(refused(office.call_as_stranger(&read).await), NO_OBJECT);
        office.call(&DeleteComment { comment: &comment }).await.unwrap();
        let outcome = office.call(&read).await;
        assert!(outcome.as_ref().is_err_and(|error| error.is_missing_object()));
        assert_eq!(refused(outcome), NO_OBJECT);
    })
    .await;
}

#[tokio::test]
async fn without_the_comment_permission_the_name_is_missing_and_one_comment_may_lack_it() {
    in_both(async |office| {
        let comment = office.comment();
        let found = office
            .call_without(Scope::Comments, &GetComment::new(&comment))
            .await
            .unwrap();
        assert!(found.username.is_none() && found.from.is_none() && found.timestamp.is_some());
    })
    .await;
}
