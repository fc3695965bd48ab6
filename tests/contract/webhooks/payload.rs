use std::collections::HashSet;

use instagram::messages::{MessageContent, SendMessage};
use instagram::webhooks::{Event, EventAttachmentKind, EventContent, Form, MessageEvent, Payload, WebhookError};
use instagram::{AppSecret, MessageId, PersonId, ReplyToComment};
use simulator::{Sent, WebhookSettings};

use crate::messages::say;
use crate::office::{ACCOUNT, Office};

const MIRA: &str = "mira.asks";

impl Office {
    fn person(&self, username: &str) -> PersonId {
        let conversations = self.simulator.world().conversations(ACCOUNT);
        PersonId::from(
            conversations
                .into_iter()
                .find(|it| it.username == username)
                .unwrap()
                .person,
        )
    }

    /// What the account is told about something the person sends.
    fn told_about(&self, text: &str, sent: Sent) -> MessageEvent {
        self.simulator.send_from(ACCOUNT, MIRA, text, sent).unwrap();
        message(&self.last_event()).clone()
    }
}

fn message(event: &Event) -> &MessageEvent {
    match &event.content {
        EventContent::Message(message) => message,
        _ => panic!("not a message: {event:?}"),
    }
}

#[tokio::test]
async fn a_message_is_told_with_both_sides_and_its_echo_the_other_way_round() {
    let office = Office::told(WebhookSettings::default()).await;
    let text = "Größe 38 / 送料？ 🌱";
    let mid = office.simulator.message_from(ACCOUNT, MIRA, text).unwrap();
    let payload = office.payloads().pop().unwrap();
    assert_eq!(
        (payload.object.as_deref(), payload.events.len()),
        (Some("instagram"), 1)
    );
    let (event, person) = (&payload.events[0], office.person(MIRA));
    assert_eq!(
        (event.account.as_ref(), event.form),
        (Some(&office.account()), Form::Messaging)
    );
    assert_eq!(
        (event.person(), event.at()),
        (Some(&person), Some(office.simulator.clock().now()))
    );
    assert_eq!(
        (message(event).mid.as_str(), message(event).text.as_deref()),
        (mid.as_str(), Some(text))
    );
    assert_eq!(event.opens_window_at(), event.at());

    let send: SendMessage<'_> = say(&person, MessageContent::text("Yes"));
    let sent = office.call(&send).await.unwrap();
    let echo = office.last_event();
    assert_eq!((&message(&echo).mid, message(&echo).is_echo), (&sent.message_id, true));
    assert_eq!((echo.person(), echo.opens_window_at()), (Some(&person), None));
}

#[tokio::test]
async fn a_changed_byte_and_a_strange_secret_are_forged() {
    let office = Office::told(WebhookSettings::default()).await;
    office
        .simulator
        .message_from(ACCOUNT, MIRA, "Größe 38 / 送料？")
        .unwrap();
    let told = office.simulator.webhooks().remove(0);
    let secrets = [AppSecret::new(office.simulator.app_secret())];
    let again: serde_json::Value = serde_json::from_str(&told.body).unwrap();
    for body in [told.body.replace("38", "39"), again.to_string()] {
        let outcome = Payload::receive(&secrets, &told.signature, body.as_bytes());
        assert_eq!(outcome, Err(WebhookError::Forged), "{body}");
    }
    let strange = [AppSecret::new("another")];
    let outcome = Payload::receive(&strange, &told.signature, told.body.as_bytes());
    assert_eq!(outcome, Err(WebhookError::Forged));
}

#[tokio::test]
async fn every_kind_of_message_is_told_apart() {
    let office = Office::told(WebhookSettings::default()).await;
    let media = office.post();
    for (sent, kind) in [
        (Sent::Photos { count: 2 }, EventAttachmentKind::Image),
        (Sent::Video, EventAttachmentKind::Video),
        (Sent::Voice, EventAttachmentKind::Audio),
        (Sent::StoryMention, EventAttachmentKind::StoryMention),
    ] {
        let told = office.told_about("", sent);
        assert!(
            told.attachments.iter().all(|it| it.kind == kind && it.url.is_some()),
            "{kind:?}"
        );
        assert!(!told.attachments.is_empty(), "{kind:?}");
    }
    let heart = office.told_about("", Sent::Heart);
    assert_eq!(heart.attachments[0].kind, EventAttachmentKind::Heart);
    let shared = office.told_about(
        "",
        Sent::Post {
            media: media.to_string(),
        },
    );
    assert_eq!(shared.attachments[0].media.as_ref(), Some(&media));
    let story = office.told_about("love it", Sent::StoryReply);
    assert!(story.reply_to.unwrap().story.unwrap().url.is_some());
    assert!(office.told_about("", Sent::Unsupported).is_unsupported);
    let payload = "YES".to_owned();
    let chosen = office.told_about("Yes", Sent::QuickReply { payload });
    assert_eq!(
        (chosen.text.as_deref(), chosen.quick_reply.as_deref()),
        (Some("Yes"), Some("YES"))
    );
    let first = office.simulator.message_from(ACCOUNT, MIRA, "This?").unwrap();
    office.simulator.reply_from(ACCOUNT, MIRA, "That!", &first).unwrap();
    let reply = message(&office.last_event()).reply_to.clone().unwrap();
    assert_eq!(reply.mid, Some(MessageId::from(first)));
}

#[tokio::test]
async fn taps_reactions_reads_edits_and_deletions_are_told() {
    let office = Office::told(WebhookSettings::default()).await;
    let payload = "REMIND".to_owned();
    office
        .simulator
        .send_from(ACCOUNT, MIRA, "Remind me", Sent::Postback { payload })
        .unwrap();
    let tap = office.last_event();
    assert!(matches!(&tap.content, EventContent::Postback(tap) if tap.payload.as_deref() == Some("REMIND")));
    assert!(tap.opens_window_at().is_some());

    let mid = office
        .simulator
        .message_from(ACCOUNT, MIRA, "Is the blue one back?")
        .unwrap();
    for (reaction, removed) in [(Some("love"), false), (None, true)] {
        office.simulator.react_from(&mid, reaction).unwrap();
        let event = office.last_event();
        let EventContent::Reaction(told) = &event.content else {
            panic!("{event:?}");
        };
        assert_eq!((told.mid.as_str(), told.is_removal()), (mid.as_str(), removed));
        assert_eq!(event.opens_window_at(), None);
    }
    office.simulator.edit_message(&mid, "Is the navy one back?").unwrap();
    let event = office.last_event();
    assert!(matches!(&event.content, EventContent::Edit(edit)
        if edit.num_edit == Some(1) && edit.text.as_deref() == Some("Is the navy one back?")));
    let person = office.person(MIRA);
    let ours = office
        .call(&say(&person, MessageContent::text("It is")))
        .await
        .unwrap()
        .message_id;
    office.simulator.seen_by_person(ours.as_str()).unwrap();
    let event = office.last_event();
    assert!(matches!(&event.content, EventContent::Read(read) if read.mid.as_ref() == Some(&ours)));
    assert_eq!(event.person(), Some(&person));
    office.simulator.unsend(&mid).unwrap();
    let gone = office.last_event();
    assert!(message(&gone).is_deleted && message(&gone).text.is_none());
}

#[tokio::test]
async fn comments_are_told_in_either_form_and_our_own_are_known() {
    for (flat_changes, comment_id_key) in [(false, false), (true, false), (false, true), (true, true)] {
        let office = Office::told(WebhookSettings {
            flat_changes,
            comment_id_key,
            ..WebhookSettings::default()
        })
        .await;
        let (account, media) = (office.account(), office.post());
        let comment = office.write_on_phone(&media, MIRA, "How much?").await;
        let event = office.last_event();
        let EventContent::Comment(told) = &event.content else {
            panic!("{event:?}");
        };
        assert_eq!((&told.id, told.text.as_deref()), (&comment, Some("How much?")));
        assert_eq!(told.media.as_ref().unwrap().id.as_ref(), Some(&media));
        assert_eq!(told.from.as_ref().unwrap().username.as_deref(), Some(MIRA));
        assert!(!told.is_own(&account));
        assert_eq!(
            event.at().unwrap().as_second(),
            office.simulator.clock().now().as_second()
        );

        let message = "12 €";
        let reply = office
            .call(&ReplyToComment {
                comment: &comment,
                message,
            })
            .await
            .unwrap();
        let event = office.last_event();
        let EventContent::Comment(told) = &event.content else {
            panic!("{event:?}");
        };
        assert_eq!((&told.id, told.parent_id.as_ref()), (&reply, Some(&comment)));
        assert!(told.is_own(&account));
    }
}

#[tokio::test]
async fn batches_copies_and_disorder_leave_the_same_events() {
    let office = Office::told(WebhookSettings {
        batch: 7,
        duplicates: 0.5,
        disorder: true,
        ..WebhookSettings::default()
    })
    .await;
    let mut written = HashSet::new();
    for n in 0..40 {
        office.pass(std::time::Duration::from_secs(1));
        let mid = office
            .simulator
            .message_from(ACCOUNT, MIRA, &format!("Message {n}"))
            .unwrap();
        office.simulator.react_from(&mid, Some("love")).unwrap();
        written.insert(mid);
    }
    let payloads = office.payloads();
    assert!(payloads.iter().any(|payload| payload.events.len() > 1));
    let mut events: Vec<Event> = payloads.into_iter().flat_map(|payload| payload.events).collect();
    let count = events.len();
    let mut seen = HashSet::new();
    events.retain(|event| seen.insert(event.key().unwrap()));
    assert!(events.len() < count, "some came twice");
    assert_eq!(events.len(), 2 * written.len());
    let in_order = |events: &[Event]| events.is_sorted_by_key(|event| event.at().unwrap());
    assert!(!in_order(&events));
    events.sort_by_key(|event| event.at().unwrap());
    let texts: Vec<_> = events
        .iter()
        .filter(|event| event.name == "message")
        .map(|event| message(event).text.clone().unwrap())
        .collect();
    let expected: Vec<_> = (0..40).map(|n| format!("Message {n}")).collect();
    assert_eq!(texts, expected);
}

#[tokio::test]
async fn a_new_message_may_be_told_as_an_edit_before_its_own_event() {
    let office = Office::told(WebhookSettings {
        edit_first: true,
        ..WebhookSettings::default()
    })
    .await;
    let mid = office.simulator.message_from(ACCOUNT, MIRA, "Hello?").unwrap();
    let events = office.events();
    let [early, event] = events.as_slice() else {
        panic!("two events, not {}", events.len());
    };
    let EventContent::Edit(edit) = &early.content else {
        panic!("{early:?}");
    };
    assert!(edit.is_new_message() && edit.text.is_none() && early.sender.is_none());
    assert_eq!(
        (edit.mid.as_str(), message(event).mid.as_str()),
        (mid.as_str(), mid.as_str())
    );
    assert_ne!(early.key(), event.key());
}

#[tokio::test]
async fn conversations_of_another_app_are_told_on_standby() {
    let office = Office::told(WebhookSettings::default()).await;
    office.simulator.message_from(ACCOUNT, MIRA, "Hello?").unwrap();
    office.simulator.hand_over(ACCOUNT, MIRA, true).unwrap();
    office.simulator.message_from(ACCOUNT, MIRA, "Anybody?").unwrap();
    let event = office.last_event();
    assert_eq!((event.form, event.name.as_str()), (Form::Standby, "message"));
}
