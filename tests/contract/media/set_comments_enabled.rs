use instagram::{GetMedia, MediaId, ReplyToComment, Scope, SetCommentsEnabled};
use simulator::EffectKind;

use crate::office::{NO_OBJECT, in_both, refused};

#[tokio::test]
async fn the_switch_goes_off_and_on_and_may_be_set_twice() {
    in_both(async |office| {
        let media = office.post();
        for enabled in [false, false, true] {
            let switch = SetCommentsEnabled { media: &media, enabled };
            office.call(&switch).await.unwrap();
            let found = office.call(&GetMedia::new(&media)).await.unwrap();
            assert_eq!(found.is_comment_enabled, Some(enabled));
        }
        let off = office.effects(EffectKind::CommentsOff);
        let changed: Vec<_> = off.iter().map(|effect| (effect.id.as_str(), effect.changed)).collect();
        assert_eq!(changed, [(media.as_str(), true), (media.as_str(), false)]);
        assert_eq!(office.effects(EffectKind::CommentsOn).len(), 1);
    })
    .await;
}

#[tokio::test]
async fn nobody_answers_where_commenting_is_off() {
    in_both(async |office| {
        let (media, comment) = (office.post(), office.comment());
        let off = SetCommentsEnabled {
            media: &media,
            enabled: false,
        };
        office.call(&off).await.unwrap();
        let reply = ReplyToComment {
            comment: &comment,
            message: "Thank you",
        };
        assert_eq!(refused(office.call(&reply).await).0, 100);
        assert_eq!(office.effects(EffectKind::Reply), []);
    })
    .await;
}

#[tokio::test]
async fn a_broadcast_has_no_switch() {
    in_both(async |office| {
        let live = office.go_live().await;
        for enabled in [false, true] {
            let switch = SetCommentsEnabled { media: &live, enabled };
            assert_eq!(refused(office.call(&switch).await), NO_OBJECT);
        }
        office.nothing_happened();
        let found = office.call(&GetMedia::new(&live)).await.unwrap();
        assert_eq!(found.is_comment_enabled, Some(true));
    })
    .await;
}

#[tokio::test]
async fn without_permission_or_on_the_post_of_others_nothing_is_switched() {
    in_both(async |office| {
        let media = office.post();
        let off = SetCommentsEnabled {
            media: &media,
            enabled: false,
        };
        office.only_for_its_owner(Scope::Comments, &off).await;
        let never = MediaId::from("18000000000000001");
        let off = SetCommentsEnabled {
            media: &never,
            enabled: false,
        };
        assert_eq!(refused(office.call(&off).await), NO_OBJECT);
        office.nothing_happened();
    })
    .await;
}
