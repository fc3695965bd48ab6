use instagram::{ApiError, CommentOnMedia, GetComment, GetMedia, ListComments, MediaId, Scope};
use simulator::{EffectKind, Endpoint, Fault, FaultKind, Origin};

use crate::office::{NO_OBJECT, in_both, refused};

fn comment<'a>(media: &'a MediaId, message: &'a str) -> CommentOnMedia<'a> {
    CommentOnMedia { media, message }
}

#[tokio::test]
async fn a_comment_arrives_once_with_every_character_of_its_text() {
    in_both(async |office| {
        let media = office.post();
        let message = "Back on Monday! 100 % 🌱 & more\n送料は無料です + no charge = free?";
        let id = office.call(&comment(&media, message)).await.unwrap();
        let effects = office.effects(EffectKind::Comment);
        let [effect] = effects.as_slice() else {
            panic!("one comment, not {}", effects.len())
        };
        assert_eq!((effect.id.as_str(), effect.origin), (id.as_str(), Origin::Api));
        assert_eq!(
            (effect.media.as_str(), effect.text.as_deref()),
            (media.as_str(), Some(message))
        );
        let read = office.call(&GetComment::new(&id)).await.unwrap();
        assert_eq!((read.text.as_deref(), read.parent_id), (Some(message), None));
        assert_eq!(read.media.as_ref(), Some(&media));
        assert!(read.user.is_some(), "it is ours");
        let newest = ListComments {
            limit: 1,
            after: None,
            ..ListComments::new(&media)
        };
        assert_eq!(office.call(&newest).await.unwrap().items[0].id, id);
    })
    .await;
}

#[tokio::test]
async fn the_platform_knows_no_second_sending() {
    in_both(async |office| {
        let media = office.post();
        let first = office.call(&comment(&media, "Thanks")).await.unwrap();
        let second = office.call(&comment(&media, "Thanks")).await.unwrap();
        assert_ne!(first, second);
        assert_eq!(office.effects(EffectKind::Comment).len(), 2);
    })
    .await;
}

#[tokio::test]
async fn a_lost_answer_leaves_in_doubt_what_happened() {
    in_both(async |office| {
        let media = office.post();
        office.fault(Fault::once(Endpoint::Reply, FaultKind::CutAfter));
        let outcome = office.call(&comment(&media, "Thanks")).await;
        assert!(matches!(outcome, Err(ApiError::InDoubt { .. })), "{outcome:?}");
        assert_eq!(office.effects(EffectKind::Comment).len(), 1, "and it did happen");
    })
    .await;
}

#[tokio::test]
async fn nothing_is_written_under_a_broadcast() {
    in_both(async |office| {
        let live = office.go_live().await;
        assert_eq!(refused(office.call(&comment(&live, "Welcome")).await), NO_OBJECT);
        office.nothing_happened();
        let read = office.call(&GetMedia::new(&live)).await.unwrap();
        assert_eq!(read.comments_count, Some(0));
    })
    .await;
}

#[tokio::test]
async fn an_empty_comment_is_not_sent() {
    in_both(async |office| {
        let media = office.post();
        let outcome = office.call(&comment(&media, " \n")).await;
        assert!(matches!(outcome, Err(ApiError::Invalid(_))));
        assert_eq!(office.simulator.witness().requests(), []);
    })
    .await;
}

#[tokio::test]
async fn without_permission_or_under_the_post_of_others_nothing_is_written() {
    in_both(async |office| {
        let media = office.post();
        let endpoint = comment(&media, "Thanks");
        office.only_for_its_owner(Scope::Comments, &endpoint).await;
        office.nothing_happened();
    })
    .await;
}
