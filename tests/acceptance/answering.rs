//! Answering where somebody else may have answered, and what stands beside a conversation.

use std::time::Duration;

use instagram::{CommentId, ConversationId};
use postroom_core::ProblemCode;
use postroom_core::inbox::About;
use postroom_tests::office::{LIMIT, Office};
use postroom_tests::poll;
use serde_json::json;
use simulator::{EffectKind, Endpoint, Fault, FaultKind, Origin};
use store::views::View;
use store::{Delivery, NewSavedReply};

/// Our side answers a comment on the phone.
async fn answered_on_the_phone(office: &Office, comment: &CommentId, text: &str) {
    let media = office.simulator.world().comment(comment.as_str()).unwrap().media;
    let reply = json!({
        "media": media, "username": office.username(0), "text": text, "parent": comment.as_str(),
    });
    office.outside("comments", reply).await.unwrap();
}

/// How many replies the program, not a phone, has sent.
fn replies(office: &Office) -> usize {
    let all = office.simulator.witness().effects_of(EffectKind::Reply);
    all.iter().filter(|effect| effect.origin == Origin::Api).count()
}

#[tokio::test]
async fn an_answer_from_the_phone_stops_a_public_reply_until_a_person_says_send_it_all_the_same() {
    let office = Office::connected().await.unwrap();
    let target = office.targets().remove(0);
    let queued = office.app.inbox().reply(&target, "Yes, until six.").await.unwrap();
    answered_on_the_phone(&office, &target, "We are open!").await;
    office.settle().await.unwrap();
    let stopped = office.action(&queued).await.unwrap();
    assert_eq!(stopped.delivery, Delivery::NeedsYou);
    let problem = stopped.problem.unwrap();
    assert_eq!(problem.code, ProblemCode::Precondition);
    assert!(
        problem.message.starts_with("Your side answered meanwhile"),
        "{problem:?}"
    );
    assert_eq!(replies(&office), 0);
    let thread = office.app.inbox().thread(&target).await.unwrap();
    assert!(
        thread
            .comments
            .iter()
            .any(|shown| shown.comment.text.as_deref() == Some("We are open!")),
        "what was said meanwhile is shown"
    );
    assert_eq!(
        thread.echoes[0].text.as_deref(),
        Some("Yes, until six."),
        "the words are kept"
    );

    office.app.outbox().retry(queued.uid).await.unwrap();
    office.settle().await.unwrap();
    assert_eq!(office.action(&queued).await.unwrap().delivery, Delivery::Sent);
    assert_eq!(replies(&office), 1);
}

#[tokio::test]
async fn what_was_said_before_the_reply_was_decided_stops_nothing() {
    let office = Office::connected().await.unwrap();
    let target = office.targets().remove(0);
    answered_on_the_phone(&office, &target, "We are open!").await;
    office.sync().await.unwrap();
    let queued = office
        .app
        .inbox()
        .reply(&target, "And on Sunday until noon.")
        .await
        .unwrap();
    office.settle().await.unwrap();
    assert_eq!(office.action(&queued).await.unwrap().delivery, Delivery::Sent);
}

#[tokio::test]
async fn a_thread_that_cannot_be_read_holds_the_reply_and_loses_nothing() {
    let office = Office::connected().await.unwrap();
    let target = office.targets().remove(0);
    let broken = Fault::once(Endpoint::Replies, FaultKind::Html);
    office.simulator.faults().add(broken);
    let queued = office.app.inbox().reply(&target, "Yes, until six.").await.unwrap();
    office.settle().await.unwrap();
    assert_eq!(office.action(&queued).await.unwrap().delivery, Delivery::Sent);
    assert_eq!(replies(&office), 1);
}

/// The conversation of somebody who has just written.
async fn written_to(office: &Office, text: &str) -> (ConversationId, String) {
    office.read_messages().await.unwrap();
    let listed = office.simulator.world().conversations(&office.username(0));
    let info = listed
        .into_iter()
        .find(|info| {
            info.listed && info.messages > 0 && !info.blocked && !info.gone && !info.other_app && !info.request
        })
        .unwrap();
    let message = json!({ "account": office.username(0), "person": info.username, "text": text });
    office.outside("messages", message).await.unwrap();
    office.read_messages().await.unwrap();
    (ConversationId::from(info.id.as_str()), info.username)
}

#[tokio::test]
async fn a_conversation_has_a_card_notes_and_saved_replies_that_fit_it() {
    let office = Office::connected().await.unwrap();
    let (id, person) = written_to(&office, "How much is the blue one?").await;
    let (inbox, about) = (office.app.inbox(), About::Conversation(id.clone()));
    let card = inbox.author_card(&about).await.unwrap();
    assert!(card.known && card.conversation.is_none());
    assert_eq!(card.username.as_deref(), Some(person.as_str()));
    let noted = inbox.write_person_note(&about, "Wholesale").await.unwrap();
    let conversation = inbox.conversation(&id).await.unwrap();
    assert_eq!(conversation.person.note.unwrap().text, "Wholesale");
    inbox.undo(&noted, None).await.unwrap();
    inbox
        .write_note(&[conversation.row.item], "Promised an offer")
        .await
        .unwrap();
    let conversation = inbox.conversation(&id).await.unwrap();
    assert!(conversation.person.note.is_none());
    assert_eq!(conversation.notes[0].text, "Promised an offer");

    let replies = office.app.saved_replies();
    let text = "Hello {username}, it is 40 euros.".to_owned();
    let new = NewSavedReply {
        title: "Price".to_owned(),
        shortcut: Some("price".to_owned()),
        text,
        account: None,
        rule: Some(replies.rules().await.unwrap()[0].uid),
    };
    let saved = replies.create(new).await.unwrap();
    let offers = replies.offers(&about).await.unwrap();
    assert_eq!(offers.asked[0].replies, [saved], "the message asks for the price");
    let words = postroom_core::saved_replies::template::joined(&offers.replies[0].pieces);
    assert_eq!(words, format!("Hello @{person}, it is 40 euros."));
    let refused = inbox.message(&id, "Hello {username}", Some(saved)).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::Precondition);
    inbox.message(&id, &words, Some(saved)).await.unwrap();
    office.settle().await.unwrap();
    assert_eq!(replies.all().await.unwrap()[0].uses, 1);
}

#[tokio::test]
async fn who_can_be_answered_for_less_than_a_day_is_shown_as_time_goes_by() {
    let office = Office::connected().await.unwrap();
    let (id, _) = written_to(&office, "Is it in stock?").await;
    let is_shown = async |wanted: bool| {
        poll::until("the view of closing windows to follow", LIMIT, async || {
            let rows = office.view(View::WindowClosing).await?;
            let shown = rows
                .iter()
                .any(|row| row.item.face.message().is_some_and(|face| face.conversation == id));
            Ok((shown == wanted).then_some(()))
        })
        .await
        .unwrap();
    };
    is_shown(true).await;
    office.simulator.clock().advance(Duration::from_secs(25 * 3_600));
    is_shown(false).await;
    office.simulator.clock().advance(Duration::from_secs(5 * 24 * 3_600));
    is_shown(true).await;
    let sent = office
        .app
        .inbox()
        .message(&id, "Sorry for the wait.", None)
        .await
        .unwrap();
    let granted = json!({ "human_agent": true });
    office.outside("messaging", granted).await.unwrap();
    office.settle().await.unwrap();
    assert_eq!(office.action(&sent).await.unwrap().delivery, Delivery::Sent);
    is_shown(false).await;
}
