use instagram::{AccountId, AnswerMention, ApiError, Mention, Scope};
use simulator::EffectKind;

use crate::office::{NO_OBJECT, in_both, not_permitted, refused};

fn answer<'a>(account: &'a AccountId, mention: Mention<'a>, message: &'a str) -> AnswerMention<'a> {
    AnswerMention {
        account,
        mention,
        message,
    }
}

#[tokio::test]
async fn captions_and_comments_are_answered() {
    in_both(async |office| {
        let (account, mentions) = (office.account(), office.mentions().await);
        let caption = Mention::Caption {
            media: &mentions.posts[0],
        };
        let (comment, media) = &mentions.comments[0];
        let below = Mention::Comment { media, comment };
        let first = office.call(&answer(&account, caption, "Thank you! 🌱")).await.unwrap();
        let second = office.call(&answer(&account, below, "See you & soon")).await.unwrap();
        assert_ne!(first, second);
        let effects = office.effects(EffectKind::Mention);
        let told: Vec<_> = effects
            .iter()
            .map(|effect| (effect.media.as_str(), effect.parent.as_deref(), effect.text.as_deref()))
            .collect();
        assert_eq!(
            told,
            [
                (mentions.posts[0].as_str(), None, Some("Thank you! 🌱")),
                (media.as_str(), Some(comment.as_str()), Some("See you & soon")),
            ]
        );
    })
    .await;
}

#[tokio::test]
async fn what_does_not_mention_the_account_is_not_answered() {
    in_both(async |office| {
        let (account, mentions) = (office.account(), office.mentions().await);
        let (comment, _) = &mentions.comments[0];
        let own = office.post();
        let in_own_caption = Mention::Caption { media: &own };
        let below_another_post = Mention::Comment {
            media: &mentions.posts[0],
            comment,
        };
        for mention in [in_own_caption, below_another_post] {
            let outcome = office.call(&answer(&account, mention, "Hello")).await;
            assert_eq!(refused(outcome), NO_OBJECT, "{mention:?}");
        }
        let mention = Mention::Caption {
            media: &mentions.posts[0],
        };
        let outcome = office.call_as_stranger(&answer(&account, mention, "Hello")).await;
        assert_eq!(refused(outcome), NO_OBJECT);
        office.nothing_happened();
    })
    .await;
}

#[tokio::test]
async fn where_comments_are_closed_nothing_is_written() {
    in_both(async |office| {
        let (account, mentions) = (office.account(), office.mentions().await);
        let mut closed = 0;
        for media in &mentions.posts {
            let outcome = office
                .call(&answer(&account, Mention::Caption { media }, "Hello"))
                .await;
            if let Err(error) = outcome {
                assert_eq!(error.code_pair(), (Some(100), None));
                closed += 1;
            }
        }
        assert!(closed > 0, "comments are closed under one of them");
        assert_eq!(office.effects(EffectKind::Mention).len(), mentions.posts.len() - closed);
    })
    .await;
}

#[tokio::test]
async fn the_permission_for_comments_and_a_text_are_needed() {
    in_both(async |office| {
        let (account, mentions) = (office.account(), office.mentions().await);
        let mention = Mention::Caption {
            media: &mentions.posts[0],
        };
        let endpoint = answer(&account, mention, "Hello");
        not_permitted(office.call_without(Scope::Comments, &endpoint).await);
        let empty = office.call(&answer(&account, mention, " ")).await;
        assert!(matches!(empty, Err(ApiError::Invalid(_))));
        office.nothing_happened();
    })
    .await;
}
