use instagram::{CommentId, GetComment, ReplyToComment, Scope, SetCommentHidden};
use simulator::EffectKind;

use crate::office::{NO_OBJECT, in_both, refused};

fn set(comment: &CommentId, hide: bool) -> SetCommentHidden<'_> {
    SetCommentHidden { comment, hide }
}

#[tokio::test]
async fn a_comment_is_hidden_and_shown_again_and_twice_changes_nothing() {
    in_both(async |office| {
        let comment = office.comment();
        for hide in [true, true, false, false] {
            office.call(&set(&comment, hide)).await.unwrap();
            let read = office.call(&GetComment::new(&comment)).await.unwrap();
            assert_eq!(read.hidden, Some(hide));
        }
        for kind in [EffectKind::Hide, EffectKind::Unhide] {
            let changed: Vec<_> = office.effects(kind).iter().map(|effect| effect.changed).collect();
            assert_eq!(changed, [true, false], "{kind:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn own_comments_stay_visible() {
    in_both(async |office| {
        let comment = office.comment();
        let reply = ReplyToComment {
            comment: &comment,
            message: "Ours",
        };
        let ours = office.call(&reply).await.unwrap();
        office.call(&set(&ours, true)).await.unwrap();
        let read = office.call(&GetComment::new(&ours)).await.unwrap();
        assert_eq!(read.hidden, Some(false));
    })
    .await;
}

#[tokio::test]
async fn comments_on_a_broadcast_are_neither_hidden_nor_shown() {
    in_both(async |office| {
        let (_, comment) = office.live_comment().await;
        for hide in [true, false] {
            assert_eq!(refused(office.call(&set(&comment, hide)).await), NO_OBJECT);
        }
        for kind in [EffectKind::Hide, EffectKind::Unhide] {
            assert_eq!(office.effects(kind), []);
        }
        let read = office.call(&GetComment::new(&comment)).await.unwrap();
        assert_eq!(read.hidden, Some(false));
    })
    .await;
}

#[tokio::test]
async fn without_permission_or_under_the_post_of_others_nothing_is_hidden() {
    in_both(async |office| {
        let comment = office.comment();
        office.only_for_its_owner(Scope::Comments, &set(&comment, true)).await;
        let never = CommentId::from("17900000000000001");
        assert_eq!(refused(office.call(&set(&never, true)).await), NO_OBJECT);
        office.nothing_happened();
    })
    .await;
}
