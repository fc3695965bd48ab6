use instagram::webhooks::{EventContent, MentionEvent, ThreadControlAction};
use instagram::{AnswerMention, CommentId, Flavour, MediaId, Mention, ProductType};
use serde_json::{Value, json};
use simulator::WebhookSettings;

use crate::office::{ACCOUNT, Office, in_both};

const TEXT: &str = "have you seen this @kettleandfern?";

impl Office {
    /// Somebody mentions the account; answers the post and the comment.
    async fn mentioned(&self, in_comment: bool) -> (MediaId, Option<CommentId>) {
        let mention = json!({ "username": ACCOUNT, "by": "rye.fan", "text": TEXT, "in_comment": in_comment });
        let told = self.cause("_sim/mentions", &mention).await;
        let id = |value: &Value| value.as_str().map(str::to_owned);
        (
            MediaId::from(id(&told["media"]).unwrap()),
            id(&told["comment"]).map(CommentId::from),
        )
    }
}

#[tokio::test]
async fn comments_on_a_broadcast_are_told_as_such() {
    in_both(async |office| {
        office.subscribe().await;
        let (live, comment) = office.live_comment().await;
        let event = office.last_event();
        let EventContent::Comment(told) = &event.content else {
            panic!("{event:?}");
        };
        assert_eq!((event.name.as_str(), &told.id), ("live_comments", &comment));
        let media = told.media.as_ref().unwrap();
        assert_eq!(
            (media.id.as_ref(), media.product_type),
            (Some(&live), Some(ProductType::Live))
        );
        office.write_on_phone(&office.post(), "rye.fan", "And here?").await;
        assert_eq!(office.last_event().name, "comments");
    })
    .await;
}

#[tokio::test]
async fn what_a_mention_tells_is_enough_to_answer_it() {
    in_both(async |office| {
        office.subscribe().await;
        let account = office.account();
        for in_comment in [false, true] {
            let (media, comment) = office.mentioned(in_comment).await;
            let event = office.last_event();
            let mention = match (&event.content, office.flavour, in_comment) {
                (EventContent::Mention(told), Flavour::FacebookLogin, _)
                | (EventContent::Mention(told), Flavour::InstagramLogin, false) => {
                    let MentionEvent { media_id, comment_id } = told;
                    assert_eq!((media_id, comment_id), (&media, &comment));
                    match comment_id {
                        None => Mention::Caption { media: media_id },
                        Some(comment) => Mention::Comment {
                            media: media_id,
                            comment,
                        },
                    }
                }
                (EventContent::Comment(told), Flavour::InstagramLogin, true) => {
                    assert_eq!((Some(&told.id), told.text.as_deref()), (comment.as_ref(), Some(TEXT)));
                    assert!(!told.is_own(&account));
                    let media = told.media.as_ref().and_then(|media| media.id.as_ref()).unwrap();
                    Mention::Comment {
                        media,
                        comment: &told.id,
                    }
                }
                _ => panic!("{event:?}"),
            };
            let answer = AnswerMention {
                account: &account,
                mention,
                message: "Thank you!",
            };
            office.call(&answer).await.unwrap();
        }
    })
    .await;
}

#[tokio::test]
async fn a_conversation_that_goes_to_another_app_is_told() {
    let office = Office::told(WebhookSettings::default()).await;
    office.simulator.message_from(ACCOUNT, "mira.asks", "Hello?").unwrap();
    for (other_app, action) in [(true, ThreadControlAction::Pass), (false, ThreadControlAction::Take)] {
        office.simulator.hand_over(ACCOUNT, "mira.asks", other_app).unwrap();
        let event = office.last_event();
        let EventContent::ThreadControl(told) = &event.content else {
            panic!("{event:?}");
        };
        assert_eq!(told.action, action);
        assert!(told.previous_owner.is_some() && told.new_owner.is_some());
        assert_ne!(told.previous_owner, told.new_owner);
    }
}
