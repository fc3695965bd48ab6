//! Direct messages: read as items of the inbox, answered within their windows, each answer sent once.

use std::time::Duration;

use instagram::{CommentId, ConversationId};
use postroom_core::ProblemCode;
use postroom_core::inbox::{Conversation, PrivateReply};
use postroom_core::outbox::ActionState;
use postroom_tests::office::{LIMIT, Office};
use postroom_tests::poll;
use postroom_tests::simulated::Consent;
use serde_json::json;
use simulator::{ConversationInfo, EffectKind, Endpoint, Fault, FaultKind, Origin};
use store::views::View;
use store::{ActionKind, Delivery, MessageKind, SyncTask};

const DAY: Duration = Duration::from_secs(24 * 3_600);

/// An account whose conversations were read.
async fn read_office() -> Office {
    let office = Office::connected().await.unwrap();
    office.read_messages().await.unwrap();
    office.simulator.witness().clear();
    office
}

/// The conversations that the API lists.
fn listed(office: &Office) -> Vec<ConversationInfo> {
    let mut all = office.simulator.world().conversations(&office.username(0));
    all.retain(|info| info.listed && info.messages > 0);
    all
}

/// Somebody writes to the account; the conversation once it is read here.
async fn written_to(office: &Office, person: &str, text: &str) -> ConversationId {
    let message = json!({ "account": office.username(0), "person": person, "text": text });
    office.outside("messages", message).await.unwrap();
    office.read_messages().await.unwrap();
    let conversations = office.simulator.world().conversations(&office.username(0));
    let found = conversations.into_iter().find(|info| info.username == person).unwrap();
    ConversationId::from(found.id.as_str())
}

/// A person who is neither blocked nor gone and whose conversation is ours to answer.
fn somebody(office: &Office) -> String {
    let free = |info: &&ConversationInfo| !info.blocked && !info.gone && !info.other_app && !info.request;
    listed(office).iter().find(free).unwrap().username.clone()
}

async fn shown(office: &Office, id: &ConversationId) -> Conversation {
    office.app.inbox().conversation(id).await.unwrap()
}

/// How often the program, not a phone, had an effect of a kind.
fn effects(office: &Office, kind: EffectKind) -> usize {
    let all = office.simulator.witness().effects_of(kind);
    all.iter().filter(|effect| effect.origin == Origin::Api).count()
}

/// The texts of our side, as the platform has them.
fn said_by_us(office: &Office, id: &ConversationId) -> Vec<String> {
    let messages = office.simulator.world().messages(id.as_str());
    let ours = messages.into_iter().filter(|message| message.ours && !message.unsent);
    ours.map(|message| message.text).collect()
}

#[tokio::test]
async fn conversations_stand_beside_threads_and_need_a_reply_while_the_last_word_is_theirs() {
    let office = read_office().await;
    let listed = listed(&office);
    assert!(!listed.is_empty());
    let all = office.view(View::All).await.unwrap();
    let here: Vec<_> = all.iter().filter_map(|row| row.item.face.message()).collect();
    assert_eq!(here.len(), listed.len());
    assert!(all.len() > here.len(), "threads stand beside them");
    let waiting = office.view(View::NeedsReply).await.unwrap();
    let waiting: Vec<_> = waiting.iter().filter_map(|row| row.item.face.message()).collect();
    for info in &listed {
        let messages = office.simulator.world().messages(&info.id);
        let there: Vec<_> = messages.iter().filter(|message| !message.unsent).collect();
        let last_is_theirs = !there.last().unwrap().ours;
        let id = ConversationId::from(info.id.as_str());
        assert_eq!(
            waiting.iter().any(|face| face.conversation == id),
            last_is_theirs,
            "{info:?}"
        );
        let conversation = shown(&office, &id).await;
        let readable: Vec<_> = there.iter().filter(|message| message.readable).collect();
        assert_eq!(conversation.messages.len(), readable.len());
        for (here, there) in conversation.messages.iter().zip(&readable) {
            assert_eq!(here.message.id.as_str(), there.id);
            assert_eq!(here.message.text.as_deref().unwrap_or_default(), there.text);
            assert_eq!(here.message.ours, there.ours);
            let kind = match there.content.as_str() {
                "story_reply" => MessageKind::StoryReply,
                "story_mention" => MessageKind::StoryMention,
                "unsupported" => MessageKind::Unsupported,
                "text" => MessageKind::Text,
                "share" => MessageKind::Share,
                _ => MessageKind::Attachment,
            };
            assert_eq!(here.message.kind, kind, "{there:?}");
        }
        let is_cut = there.len() > readable.len();
        assert_eq!(
            conversation.messages[0].message.gap, is_cut,
            "what cannot be read is marked"
        );
    }
}

#[tokio::test]
async fn what_passed_unread_leaves_a_gap_and_what_came_from_the_phone_says_so() {
    let office = read_office().await;
    let person = somebody(&office);
    let id = written_to(&office, &person, "Before").await;
    for number in 0..25 {
        let message = json!({ "account": office.username(0), "person": person, "text": format!("Number {number}") });
        office.outside("messages", message).await.unwrap();
    }
    let own = json!({ "account": office.username(0), "person": person, "ours": true, "text": "From the phone" });
    office.outside("messages", own).await.unwrap();
    office.read_messages().await.unwrap();
    let conversation = shown(&office, &id).await;
    let gaps: Vec<_> = conversation.messages.iter().filter(|shown| shown.message.gap).collect();
    let behind = gaps.last().unwrap();
    assert_eq!(
        behind.message.text.as_deref(),
        Some("Number 6"),
        "the oldest of the newest twenty"
    );
    let last = &conversation.messages.last().unwrap().message;
    assert!(last.ours && last.sent_by.is_none());
    let all = office.view(View::All).await.unwrap();
    let row = all
        .iter()
        .find(|row| row.item.face.message().is_some_and(|face| face.conversation == id));
    assert!(row.unwrap().item.face.message().unwrap().sent_outside);
}

async fn message(office: &Office, id: &ConversationId, text: &str) -> ActionState {
    office.app.inbox().message(id, text, None).await.unwrap()
}

/// A message and a private reply with `fault` on the request of each: one effect, and both stand as sent.
async fn one_effect_each_under(fault: FaultKind, reads_lag_ms: i64) {
    let office = read_office().await;
    let id = written_to(&office, &somebody(&office), "Is it in stock?").await;
    office.simulator.witness().clear();
    if reads_lag_ms > 0 {
        for endpoint in [Endpoint::Conversations, Endpoint::Conversation] {
            let lag = FaultKind::LagReads { ms: reads_lag_ms };
            office.simulator.faults().add(Fault::always(endpoint, lag));
        }
    }
    for endpoint in [Endpoint::Send, Endpoint::PrivateReply] {
        office.simulator.faults().add(Fault::once(endpoint, fault.clone()));
    }
    let sent = message(&office, &id, "Yes, from Monday.").await;
    let comment = answerable(&office).await;
    let private = office
        .app
        .inbox()
        .private_reply(&comment, "Here are the details.", None)
        .await
        .unwrap();
    if matches!(fault, FaultKind::Throttle { .. }) {
        office.settle_over_pauses(Duration::from_secs(60)).await.unwrap();
    }
    office.settle().await.unwrap();
    for (action, kind) in [(&sent, EffectKind::Message), (&private, EffectKind::PrivateReply)] {
        let ended = office.action(action).await.unwrap();
        assert_eq!(ended.delivery, Delivery::Sent, "{kind:?} under {fault:?}: {ended:?}");
        let effects = office.simulator.witness().effects_of(kind);
        assert_eq!(effects.len(), 1, "{kind:?} under {fault:?}: {effects:?}");
    }
    let conversation = shown(&office, &id).await;
    let ours: Vec<_> = conversation
        .messages
        .iter()
        .filter(|shown| shown.message.sent_by.is_some())
        .collect();
    assert_eq!(ours.len(), 1, "it stands in its conversation with who wrote it");
    assert!(conversation.echoes.is_empty());
    let thread = office.app.inbox().thread(&comment).await.unwrap();
    assert_eq!(thread.private_reply, PrivateReply::Used);
}

/// A comment that can be answered in private.
async fn answerable(office: &Office) -> CommentId {
    for comment in office.targets() {
        let thread = office.app.inbox().thread(&comment).await.unwrap();
        if matches!(thread.private_reply, PrivateReply::Open { .. }) {
            return comment;
        }
    }
    let post = office.simulator.world().posts(&office.username(0)).remove(0).id;
    let new = json!({ "media": post, "username": "early_bird", "text": "What does it cost?" });
    let written = office.outside("comments", new).await.unwrap();
    let comment = CommentId::from(written["id"].as_str().unwrap());
    poll::until("the comment to be read", LIMIT, async || {
        office.sync().await?;
        Ok(office.app.inbox().thread(&comment).await.is_ok().then_some(()))
    })
    .await
    .unwrap();
    comment
}

#[tokio::test]
async fn one_effect_when_nothing_goes_wrong() {
    one_effect_each_under(FaultKind::SlowAnswer { ms: 1 }, 0).await;
}

#[tokio::test]
async fn one_effect_when_the_answer_is_lost_after_the_effect() {
    one_effect_each_under(FaultKind::CutAfter, 0).await;
}

#[tokio::test]
async fn one_effect_when_the_answer_is_lost_and_reads_lag() {
    one_effect_each_under(FaultKind::CutAfter, 30_000).await;
}

#[tokio::test]
async fn one_effect_when_the_request_is_lost() {
    one_effect_each_under(FaultKind::CutBefore, 0).await;
}

#[tokio::test]
async fn one_effect_when_the_answer_makes_no_sense() {
    one_effect_each_under(FaultKind::Html, 0).await;
}

#[tokio::test]
async fn one_effect_when_the_platform_asks_for_a_pause() {
    one_effect_each_under(FaultKind::Throttle { code: 613, minutes: 0 }, 0).await;
}

#[tokio::test]
async fn a_message_waits_for_a_new_login_and_is_sent_then() {
    let office = read_office().await;
    let id = written_to(&office, &somebody(&office), "Is it in stock?").await;
    office
        .simulator
        .faults()
        .add(Fault::once(Endpoint::Send, FaultKind::ExpiredToken));
    let sent = message(&office, &id, "Yes, from Monday.").await;
    let problem = poll::until("the refusal", LIMIT, async || Ok(office.action(&sent).await?.problem))
        .await
        .unwrap();
    let waiting = office.action(&sent).await.unwrap();
    assert_eq!(
        (waiting.delivery, problem.code),
        (Delivery::Waiting, ProblemCode::Reconnect)
    );
    let account = office.app.accounts().list().await.unwrap().remove(0).row.id;
    let link = office
        .log_in(Consent::Allow(&office.username(0)), Some(account))
        .await
        .unwrap();
    office.take_link(&link).await.unwrap();
    office.settle().await.unwrap();
    assert_eq!(office.action(&sent).await.unwrap().delivery, Delivery::Sent);
    assert_eq!(effects(&office, EffectKind::Message), 1);
}

#[tokio::test]
async fn an_answer_from_the_phone_stops_ours_until_a_person_says_send_it_all_the_same() {
    let office = read_office().await;
    let person = somebody(&office);
    let id = written_to(&office, &person, "Is it in stock?").await;
    // The copy that was read here is old by then.
    office.simulator.clock().advance(Duration::from_secs(120));
    let sent = message(&office, &id, "Yes, from Monday.").await;
    let own = json!({ "account": office.username(0), "person": person, "ours": true, "text": "On it!" });
    office.outside("messages", own).await.unwrap();
    office.settle().await.unwrap();
    let stopped = office.action(&sent).await.unwrap();
    assert_eq!(stopped.delivery, Delivery::NeedsYou);
    let problem = stopped.problem.unwrap();
    assert_eq!(problem.code, ProblemCode::Precondition);
    assert!(
        problem.message.starts_with("Your side answered meanwhile"),
        "{problem:?}"
    );
    assert_eq!(effects(&office, EffectKind::Message), 0);
    let conversation = shown(&office, &id).await;
    assert_eq!(
        conversation.messages.last().unwrap().message.text.as_deref(),
        Some("On it!")
    );
    assert_eq!(
        conversation.echoes[0].text.as_deref(),
        Some("Yes, from Monday."),
        "the words are kept"
    );
    office.app.outbox().retry(sent.uid).await.unwrap();
    office.settle().await.unwrap();
    assert_eq!(office.action(&sent).await.unwrap().delivery, Delivery::Sent);
    assert_eq!(
        said_by_us(&office, &id)
            .iter()
            .filter(|text| *text == "Yes, from Monday.")
            .count(),
        1
    );
}

#[tokio::test]
async fn two_messages_in_a_row_go_one_after_the_other() {
    let office = read_office().await;
    let id = written_to(&office, &somebody(&office), "Two questions.").await;
    for text in ["First.", "Second."] {
        message(&office, &id, text).await;
    }
    office.settle().await.unwrap();
    let said = said_by_us(&office, &id);
    assert!(said.ends_with(&["First.".to_owned(), "Second.".to_owned()]), "{said:?}");
}

#[tokio::test]
async fn after_a_day_an_answer_carries_the_tag_and_after_a_week_it_is_kept() {
    let office = read_office().await;
    let id = written_to(&office, &somebody(&office), "Is it in stock?").await;
    office.simulator.clock().advance(2 * DAY);
    let granted = json!({ "human_agent": true });
    office.outside("messaging", granted).await.unwrap();
    let tagged = message(&office, &id, "Sorry for the wait.").await;
    office.settle().await.unwrap();
    assert_eq!(office.action(&tagged).await.unwrap().delivery, Delivery::Sent);

    let refused = json!({ "human_agent": false });
    office.outside("messaging", refused).await.unwrap();
    let without = message(&office, &id, "And one more thing.").await;
    office.settle().await.unwrap();
    let failed = office.action(&without).await.unwrap();
    assert_eq!(
        (failed.delivery, failed.text.as_deref()),
        (Delivery::Failed, Some("And one more thing."))
    );

    // The window closes between the decision and the sending.
    let late = message(&office, &id, "Too late.").await;
    office.simulator.clock().advance(6 * DAY);
    office.settle().await.unwrap();
    let failed = office.action(&late).await.unwrap();
    assert_eq!(
        (failed.delivery, failed.text.as_deref()),
        (Delivery::Failed, Some("Too late."))
    );
    assert!(
        failed
            .problem
            .unwrap()
            .message
            .starts_with("The time to answer this person has passed")
    );
    let refused = office.app.inbox().message(&id, "Hello?", None).await.unwrap_err();
    assert_eq!(refused.code, ProblemCode::Precondition);
    assert_eq!(effects(&office, EffectKind::Message), 1);
}

#[tokio::test]
async fn a_comment_is_answered_in_private_once_whoever_did_it() {
    let office = read_office().await;
    let comment = answerable(&office).await;
    let by_phone = json!({ "comment": comment, "text": "Sent you the list." });
    office.outside("private_reply", by_phone).await.unwrap();
    let second = office
        .app
        .inbox()
        .private_reply(&comment, "Here are the details.", None)
        .await
        .unwrap();
    assert_eq!(second.kind, ActionKind::PrivateReply);
    let twice = office
        .app
        .inbox()
        .private_reply(&comment, "Once more.", None)
        .await
        .unwrap_err();
    assert_eq!(twice.code, ProblemCode::Precondition, "one is in the outbox");
    office.settle().await.unwrap();
    let failed = office.action(&second).await.unwrap();
    assert_eq!(failed.delivery, Delivery::Failed);
    assert!(
        failed
            .problem
            .unwrap()
            .message
            .contains("can no longer be answered privately")
    );
    assert!(office.simulator.witness().effects_of(EffectKind::PrivateReply).len() <= 1);
    let thread = office.app.inbox().thread(&comment).await.unwrap();
    assert_eq!(thread.private_reply, PrivateReply::Used);
}

#[tokio::test]
async fn a_week_after_the_comment_no_private_reply_is_offered() {
    let office = read_office().await;
    let comment = answerable(&office).await;
    office.simulator.clock().advance(8 * DAY);
    let thread = office.app.inbox().thread(&comment).await.unwrap();
    assert_eq!(thread.private_reply, PrivateReply::Expired);
    let refused = office
        .app
        .inbox()
        .private_reply(&comment, "Hello?", None)
        .await
        .unwrap_err();
    assert_eq!(refused.code, ProblemCode::Precondition);
}

#[tokio::test]
async fn stripped_answers_are_a_missing_permission_and_erase_nothing() {
    let office = read_office().await;
    let before = office.app.inbox().counts(&[]).await.unwrap();
    let stripped = FaultKind::StripFields {
        fields: vec!["updated_time".to_owned(), "participants".to_owned()],
    };
    office
        .simulator
        .faults()
        .add(Fault::always(Endpoint::Conversations, stripped));
    office.read_messages().await.unwrap();
    let account = office.app.accounts().list().await.unwrap().remove(0);
    let tasks = office.app.sync().tasks(&account.row.id).await.unwrap();
    let task = tasks
        .iter()
        .find(|task| task.row.task == SyncTask::Conversations)
        .unwrap();
    assert_eq!(task.row.error_code.as_deref(), Some("missing_scope"));
    assert_eq!(account.problem.unwrap().code, ProblemCode::MissingScope);
    assert_eq!(office.app.inbox().counts(&[]).await.unwrap(), before);
}
