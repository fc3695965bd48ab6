use instagram::messages::{
    Button, Element, HumanAgent, MessageContent, MessagingNode, MessagingWindow, QuickReply, SendMessage, Standing,
};
use instagram::{ApiError, Doubt, GetComment, MediaId, PersonId, Recovery, Scope};
use simulator::{EffectKind, Endpoint, Fault, FaultKind, Origin};
use url::Url;

use super::{ACCOUNT, BLOCKED, DAY, Guest, HOUR, INVALID_CONTENT, OUTSIDE_WINDOW, OWNED_ELSEWHERE, SECOND, say};
use crate::office::{Office, STRANGER, in_both, not_permitted, refused};

#[tokio::test]
async fn a_text_arrives_once_with_every_character_of_it() {
    in_both(async |office| {
        let guest = office.guest();
        let text = "Yes, it is! 100 % 🌱 & more\n送料は無料です";
        let sent = office.say(&guest, text).await.unwrap();
        assert_eq!(sent.recipient_id.as_ref(), Some(&guest.person));

        let effects = office.effects(EffectKind::Message);
        let effect = effects.iter().find(|effect| effect.origin == Origin::Api).unwrap();
        assert_eq!(
            (effect.id.as_str(), effect.text.as_deref()),
            (sent.message_id.as_str(), Some(text))
        );
        assert_eq!(effect.conversation.as_deref(), Some(guest.conversation.as_str()));
        assert_eq!(effects.iter().filter(|effect| effect.origin == Origin::Api).count(), 1);
        let newest = &office.newest(&guest).await[0];
        assert_eq!((&newest.id, newest.text.as_deref()), (&sent.message_id, Some(text)));
    })
    .await;
}

/// How many messages the account has sent through the API.
fn sent(office: &Office) -> usize {
    let effects = office.effects(EffectKind::Message);
    effects.iter().filter(|effect| effect.origin == Origin::Api).count()
}

#[tokio::test]
async fn the_platform_knows_no_second_sending() {
    let office = Office::open().await;
    let guest = office.guest();
    let first = office.say(&guest, "Thanks").await.unwrap();
    let second = office.say(&guest, "Thanks").await.unwrap();
    assert_ne!(first.message_id, second.message_id);
    assert_eq!(sent(&office), 2);
}

#[tokio::test]
async fn a_lost_answer_is_in_doubt_and_the_conversation_tells() {
    let office = Office::open().await;
    let guest = office.guest();
    for (lost, arrives) in [
        (FaultKind::CutAfter, true),
        (FaultKind::CutBefore, false),
        (FaultKind::Html, true),
    ] {
        office.fault(Fault::once(Endpoint::Send, lost.clone()));
        let text = format!("Lost: {lost:?}");
        let outcome = office.say(&guest, &text).await;
        assert!(matches!(outcome, Err(ApiError::InDoubt { .. })), "{outcome:?}");
        let newest = office.newest(&guest).await;
        let found = newest.iter().any(|message| message.text.as_deref() == Some(&text));
        assert_eq!(found, arrives, "{lost:?}");
    }
    office.fault(Fault::once(
        Endpoint::Send,
        FaultKind::Status {
            status: 502,
            after_effect: true,
        },
    ));
    let outcome = office.say(&guest, "Lost answer").await;
    let cause = Doubt::ServerError(502);
    assert_eq!(outcome, Err(ApiError::InDoubt { cause }));
}

#[tokio::test]
async fn a_message_quotes_the_one_it_answers() {
    let office = Office::open().await;
    let (guest, other) = (office.guest(), office.guest_named("jo.asks"));
    let reply = SendMessage {
        reply_to: Some(&guest.message),
        ..say(&guest.person, MessageContent::text("This one?"))
    };
    let sent = office.mail(&reply).await.unwrap();
    let newest = office.newest(&guest).await.remove(0);
    assert_eq!(newest.id, sent.message_id);
    let quoted = newest.reply_to.unwrap();
    assert_eq!((&quoted.mid, quoted.is_self_reply), (&guest.message, Some(false)));
    let elsewhere = SendMessage {
        reply_to: Some(&other.message),
        ..reply
    };
    assert_eq!(refused(office.mail(&elsewhere).await), INVALID_CONTENT);
}

#[tokio::test]
async fn hearts_own_posts_cards_and_buttons_arrive_as_what_they_are() {
    let office = Office::open().await;
    let guest = office.guest();
    let (post, link) = (office.post(), Url::parse("https://shop.example/rye").unwrap());
    let quick_replies = [QuickReply {
        title: "Yes",
        payload: "YES",
    }];
    let buttons = [
        Button::WebUrl {
            title: "Look",
            url: &link,
        },
        Button::Postback {
            title: "Remind me",
            payload: "REMIND",
        },
    ];
    let cards = [Element {
        title: "Rye",
        subtitle: Some("Back on Monday"),
        image_url: Some(&link),
        link: Some(&link),
        buttons: &buttons,
    }];
    let said = MessageContent::Text {
        text: "Shall we keep one?",
        quick_replies: &quick_replies,
    };
    let under = MessageContent::Buttons {
        text: "Rye is back.",
        buttons: &buttons,
    };
    for (content, arrives) in [
        (said, "text"),
        (MessageContent::Heart, "like_heart"),
        (MessageContent::OwnPost(&post), "share"),
        (MessageContent::Cards(&cards), "template"),
        (under, "template"),
    ] {
        let sent = office.mail(&say(&guest.person, content)).await.unwrap();
        let info = office.simulator.world().message(sent.message_id.as_str()).unwrap();
        assert_eq!((info.content.as_str(), info.ours), (arrives, true));
    }
    let card = office.newest(&guest).await.remove(1).attachments.unwrap().remove(0);
    assert_eq!(card.generic_template.unwrap().title.as_deref(), Some("Rye"));
}

#[tokio::test]
async fn posts_of_others_are_not_shared() {
    let office = Office::open().await;
    let guest = office.guest();
    let theirs = MediaId::from(office.simulator.world().posts(STRANGER).remove(0).id);
    let share = say(&guest.person, MessageContent::OwnPost(&theirs));
    assert_eq!(refused(office.mail(&share).await), INVALID_CONTENT);
    assert_eq!(sent(&office), 0);
}

/// Sends as a person who answers late.
async fn late(office: &Office, guest: &Guest, form: HumanAgent) -> Result<(), ApiError> {
    let send = SendMessage {
        human_agent: Some(form),
        ..say(&guest.person, MessageContent::text("Sorry for the wait"))
    };
    office.mail(&send).await.map(|_| ())
}

#[tokio::test]
async fn the_window_closes_when_we_say_it_does() {
    in_both(async |office| {
        let guest = office.guest();
        let window = MessagingWindow::opened_at(office.simulator.clock().now());
        let now = || office.simulator.clock().now();
        office.pass(DAY);
        assert!(matches!(window.at(now()), Standing::Open { .. }));
        assert!(office.say(&guest, "Just in time").await.is_ok());

        office.pass(SECOND);
        assert!(matches!(window.at(now()), Standing::HumanAgent { .. }));
        let outcome = office.say(&guest, "Too late").await;
        let recovery = outcome.as_ref().map_err(ApiError::recovery).map(|_| ());
        assert_eq!(recovery, Err(Recovery::WindowClosed));
        assert_eq!(refused(outcome), OUTSIDE_WINDOW);
        assert_eq!(late(&office, &guest, HumanAgent::TypeAndTag).await, Ok(()));
        assert_eq!(late(&office, &guest, HumanAgent::TagAlone).await, Ok(()));

        office.pass(6 * DAY - SECOND);
        assert!(matches!(window.at(now()), Standing::HumanAgent { .. }));
        assert_eq!(late(&office, &guest, HumanAgent::TypeAndTag).await, Ok(()));
        office.pass(SECOND);
        assert_eq!(window.at(now()), Standing::Closed);
        assert_eq!(
            refused(late(&office, &guest, HumanAgent::TypeAndTag).await),
            OUTSIDE_WINDOW
        );

        office.writes_again(&guest, "Are you there?");
        assert!(office.say(&guest, "We are").await.is_ok(), "they opened it again");
    })
    .await;
}

#[tokio::test]
async fn reactions_reads_and_edits_do_not_open_the_window() {
    let office = Office::open().await;
    let guest = office.guest();
    office.pass(23 * HOUR);
    let ours = office.say(&guest, "Still interested?").await.unwrap().message_id;
    office.pass(2 * HOUR);
    office.simulator.react_from(ours.as_str(), Some("love")).unwrap();
    office.simulator.seen_by_person(ours.as_str()).unwrap();
    office
        .simulator
        .edit_message(guest.message.as_str(), "Is the navy one back?")
        .unwrap();
    assert_eq!(refused(office.say(&guest, "Hello?").await), OUTSIDE_WINDOW);
}

#[tokio::test]
async fn late_answers_need_a_feature_of_the_app() {
    let office = Office::open().await;
    let guest = office.guest();
    office.simulator.grant_human_agent(false);
    office.pass(2 * DAY);
    let outcome = late(&office, &guest, HumanAgent::TypeAndTag).await;
    assert_eq!(
        outcome.as_ref().map_err(ApiError::recovery),
        Err(Recovery::MissingScope)
    );
    assert_eq!(refused(outcome), (3, None));
}

#[tokio::test]
async fn the_other_form_of_the_tag_is_tried_after_an_unknown_parameter() {
    let office = Office::open().await;
    let guest = office.guest();
    office.pass(2 * DAY);
    let unknown_parameter = FaultKind::Error {
        code: 100,
        subcode: None,
        status: None,
        message: Some("(#100) messaging_type".to_owned()),
    };
    office.fault(Fault::once(Endpoint::Send, unknown_parameter));
    let error = late(&office, &guest, HumanAgent::TypeAndTag).await.unwrap_err();
    let other = HumanAgent::TypeAndTag.after(&error).unwrap();
    assert_eq!(late(&office, &guest, other).await, Ok(()));
    assert_eq!(sent(&office), 1);
}

#[tokio::test]
async fn who_blocked_the_account_left_or_belongs_to_another_app_is_not_reached() {
    let office = Office::open().await;
    let guest = office.guest();
    office.simulator.block(ACCOUNT, guest.username, true).unwrap();
    let outcome = office.say(&guest, "Hello?").await;
    assert!(outcome.as_ref().is_err_and(ApiError::is_unreachable_person));
    assert_eq!(refused(outcome), BLOCKED);
    office.simulator.block(ACCOUNT, guest.username, false).unwrap();

    office.simulator.hand_over(ACCOUNT, guest.username, true).unwrap();
    let outcome = office.say(&guest, "Hello?").await;
    assert!(outcome.as_ref().is_err_and(ApiError::is_owned_elsewhere));
    assert_eq!(refused(outcome), OWNED_ELSEWHERE);

    let gone = PersonId::from(office.conversation_that(|known| known.gone).person);
    let outcome = office.mail(&say(&gone, MessageContent::Heart)).await;
    assert!(outcome.as_ref().is_err_and(ApiError::is_unreachable_person));
    assert_eq!(refused(outcome), (100, Some(2_534_014)));
    assert_eq!(sent(&office), 0);
}

#[tokio::test]
async fn nobody_is_written_to_first() {
    let office = Office::open().await;
    let comment = office.write_on_phone(&office.post(), "shy.visitor", "How much?").await;
    let author = office.call(&GetComment::new(&comment)).await.unwrap().from.unwrap();
    let outcome = office.mail(&say(&author.id, MessageContent::Heart)).await;
    assert_eq!(refused(outcome), OUTSIDE_WINDOW);
    let account = PersonId::from(office.account_of(STRANGER).as_str());
    let outcome = office.mail(&say(&account, MessageContent::Heart)).await;
    assert!(outcome.as_ref().is_err_and(ApiError::is_unreachable_person));
    assert_eq!(refused(outcome), (100, Some(2_018_001)), "an id of another kind");
    assert_eq!(sent(&office), 0);
}

#[tokio::test]
async fn a_note_to_oneself_needs_no_window_and_its_id_is_read() {
    let office = Office::open().await;
    let own = PersonId::from(office.account().as_str());
    office.pass(30 * DAY);
    let sent = office
        .mail(&say(&own, MessageContent::text("Order flour")))
        .await
        .unwrap();
    assert_eq!(sent.recipient_id, None);
    assert!(office.simulator.world().message(sent.message_id.as_str()).is_some());
}

#[tokio::test]
async fn what_is_too_long_or_empty_is_not_sent() {
    let office = Office::open().await;
    let guest = office.guest();
    for text in ["", " \n", &"a".repeat(1001), &"é".repeat(501), &"🌱".repeat(251)] {
        let outcome = office.say(&guest, text).await;
        assert!(matches!(outcome, Err(ApiError::Invalid(_))), "{outcome:?}");
    }
    assert_eq!(office.simulator.witness().requests(), []);
    for text in ["a".repeat(1000), "é".repeat(500), "🌱".repeat(250)] {
        assert!(office.say(&guest, &text).await.is_ok());
    }
}

#[tokio::test]
async fn without_permission_or_as_another_account_nothing_is_sent() {
    let office = Office::open().await;
    let guest = office.guest();
    let send = say(&guest.person, MessageContent::Heart);
    not_permitted(office.call_without(Scope::Messages, &send).await);
    assert_eq!(
        refused(office.call_as_stranger(&send).await).0,
        100,
        "they know nobody by this id"
    );
    let account = office.account();
    let by_id = SendMessage {
        node: MessagingNode::Account(&account),
        ..send
    };
    assert_eq!(sent(&office), 0);
    assert!(office.mail(&by_id).await.is_ok());
}
