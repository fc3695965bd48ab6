//! One event of a webhook.

use crate::webhooks::comments::with_one_id;
use crate::webhooks::messaging::Owners;
use crate::webhooks::{
    CommentEvent, MentionEvent, MessageEdit, MessageEvent, Postback, ReactionEvent, ReadReceipt, Referral,
    StoryInsights, ThreadControl, ThreadControlAction,
};
use crate::{AccountId, PersonId, optional};
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};
use std::fmt;

/// One event. `Debug` shows what kind it is and where and when it happened, nothing else.
#[derive(Clone, PartialEq, Eq)]
pub struct Event {
    /// The account it happened to, or its Page; `0` when the dashboard's *Test* button made it.
    pub account: Option<AccountId>,
    /// The list of the payload it stood in.
    pub form: Form,
    /// The platform's word for its kind: the key of the event in a conversation (`message`, `read`), the field otherwise
    /// (`comments`, `mentions`).
    pub name: String,
    /// When the entry around it was made.
    pub entry_time: Option<Timestamp>,
    /// Who did it: a person, or the account in an echo. Events of a conversation alone have one, and not all of them.
    pub sender: Option<PersonId>,
    /// Who it was done to.
    pub recipient: Option<PersonId>,
    /// When it happened, in a conversation.
    pub timestamp: Option<Timestamp>,
    /// What happened.
    pub content: EventContent,
}

/// The list of a payload that an event stood in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// `messaging`.
    Messaging,
    /// `standby`: another app owns the conversation.
    Standby,
    /// `changes`, or flat in the entry.
    Changes,
}

/// What happened. No `Debug`: see the types of the variants.
#[derive(Clone, PartialEq, Eq)]
pub enum EventContent {
    /// A message came, was sent, or was taken back.
    Message(Box<MessageEvent>),
    /// A message has another text, or is new.
    Edit(MessageEdit),
    /// A reaction was given or taken back.
    Reaction(ReactionEvent),
    /// A button was tapped.
    Postback(Box<Postback>),
    /// A link or advertisement led into an existing conversation.
    Referral(Box<Referral>),
    /// The person has seen messages.
    Read(ReadReceipt),
    /// The conversation goes to another app.
    ThreadControl(ThreadControl),
    /// A comment, or one during a broadcast ([`Event::name`] is `live_comments`).
    Comment(Box<CommentEvent>),
    /// The account was mentioned.
    Mention(MentionEvent),
    /// The last figures of a story.
    StoryInsights(StoryInsights),
    /// Something this crate does not know, or not in this shape.
    Unknown,
}

/// What an entry says about the events in it.
#[derive(Clone, Default)]
pub(super) struct Entry {
    pub(super) account: Option<AccountId>,
    pub(super) time: Option<Timestamp>,
}

/// What every event of a conversation may carry beside its content.
const AROUND: [&str; 4] = ["sender", "recipient", "timestamp", "hop_context"];

impl Event {
    /// An event of a conversation: `{"sender":…,"recipient":…,"timestamp":…,"message":…}`.
    pub(super) fn of_conversation(entry: &Entry, form: Form, event: Value) -> Self {
        let Value::Object(mut event) = event else {
            return Self::unknown(entry, form, String::new());
        };
        let (sender, recipient) = (party(&mut event, "sender"), party(&mut event, "recipient"));
        let timestamp = event.remove("timestamp").as_ref().and_then(optional::instant_in);
        let known = EventContent::NAMES.into_iter().find(|name| event.contains_key(*name));
        let other = || event.keys().find(|name| !AROUND.contains(&name.as_str())).cloned();
        let name = known.map(str::to_owned).or_else(other).unwrap_or_default();
        let content = event.remove(&name).map_or(EventContent::Unknown, |value| {
            EventContent::of_conversation(&name, value)
        });
        Self {
            account: entry.account.clone(),
            form,
            name,
            entry_time: entry.time,
            sender,
            recipient,
            timestamp,
            content,
        }
    }

    /// A change of a field: `{"field":"comments","value":{…}}`. The dashboard's *Test* button sends events of a conversation
    /// this way.
    pub(super) fn of_change(entry: &Entry, change: Value) -> Self {
        let Value::Object(mut change) = change else {
            return Self::unknown(entry, Form::Changes, String::new());
        };
        let field = change
            .remove("field")
            .and_then(|field| field.as_str().map(str::to_owned));
        let name = field.unwrap_or_default();
        let Some(value) = change.remove("value") else {
            return Self::unknown(entry, Form::Changes, name);
        };
        match name.as_str() {
            "comments" | "live_comments" | "mentions" | "story_insights" => {
                let content = EventContent::of_field(&name, value);
                Self {
                    content,
                    ..Self::unknown(entry, Form::Changes, name)
                }
            }
            _ => Self {
                name,
                ..Self::of_conversation(entry, Form::Changes, value)
            },
        }
    }

    pub(super) fn unknown(entry: &Entry, form: Form, name: String) -> Self {
        Self {
            account: entry.account.clone(),
            form,
            name,
            entry_time: entry.time,
            sender: None,
            recipient: None,
            timestamp: None,
            content: EventContent::Unknown,
        }
    }

    /// When it happened, as well as it is known. Events come in any order.
    pub fn at(&self) -> Option<Timestamp> {
        self.timestamp.or(self.entry_time)
    }

    /// Whether the dashboard's *Test* button made it.
    pub fn is_test(&self) -> bool {
        self.account.as_ref().is_some_and(|account| account.as_str() == "0")
    }

    /// The other side of the conversation, seen from the account.
    pub fn person(&self) -> Option<&PersonId> {
        let is_echo = matches!(&self.content, EventContent::Message(message) if message.is_echo);
        let by_account = self.sender.as_ref().map(PersonId::as_str) == self.account.as_ref().map(AccountId::as_str);
        if is_echo || (by_account && self.sender.is_some()) {
            self.recipient.as_ref()
        } else {
            self.sender.as_ref()
        }
    }

    /// When the person's deed opened the messaging window ([`MessagingWindow`](crate::messages::MessagingWindow)); `None` for
    /// everything that does not open it, and where the instant is not known.
    pub fn opens_window_at(&self) -> Option<Timestamp> {
        let opens = match &self.content {
            EventContent::Message(message) => !message.is_echo && !message.is_deleted,
            EventContent::Postback(_) => true,
            _ => false,
        };
        self.at().filter(|_| opens)
    }
}

impl fmt::Debug for Event {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Event")
            .field("account", &self.account)
            .field("name", &self.name)
            .field("at", &self.at())
            .finish_non_exhaustive()
    }
}

impl EventContent {
    /// The keys of events in a conversation; where an event has several, the first of these is what it is about.
    const NAMES: [&'static str; 9] = [
        "message",
        "message_edit",
        "reaction",
        "postback",
        "read",
        "pass_thread_control",
        "take_thread_control",
        "request_thread_control",
        "referral",
    ];

    fn of_conversation(name: &str, value: Value) -> Self {
        let control = |value, action| read(value, |owners: Owners| Self::ThreadControl(owners.by(action)));
        match name {
            "message" => read(value, |message| Self::Message(Box::new(message))),
            "message_edit" => read(value, Self::Edit),
            "reaction" => read(value, Self::Reaction),
            "postback" => read(value, |postback| Self::Postback(Box::new(postback))),
            "read" => read(value, Self::Read),
            "pass_thread_control" => control(value, ThreadControlAction::Pass),
            "take_thread_control" => control(value, ThreadControlAction::Take),
            "request_thread_control" => control(value, ThreadControlAction::Request),
            "referral" => read(value, |referral| Self::Referral(Box::new(referral))),
            _ => Self::Unknown,
        }
    }

    /// With Instagram Login mentions come as `comments`; one in a caption has no comment.
    fn of_field(name: &str, value: Value) -> Self {
        let has_comment = value.get("id").is_some() || value.get("comment_id").is_some();
        match name {
            "comments" | "live_comments" if has_comment => {
                read(with_one_id(value), |comment| Self::Comment(Box::new(comment)))
            }
            "comments" | "mentions" => read(value, Self::Mention),
            "story_insights" => read(value, Self::StoryInsights),
            _ => Self::Unknown,
        }
    }
}

/// What cannot be read is unknown.
fn read<T: DeserializeOwned>(value: Value, content: impl FnOnce(T) -> EventContent) -> EventContent {
    if !value.is_object() {
        return EventContent::Unknown;
    }
    serde_json::from_value(value).map_or(EventContent::Unknown, content)
}

fn party(event: &mut Map<String, Value>, name: &str) -> Option<PersonId> {
    #[derive(Deserialize)]
    struct Party {
        id: PersonId,
    }
    let party: Party = serde_json::from_value(event.remove(name)?).ok()?;
    Some(party.id)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::webhooks::Payload;

    /// The event `{"sender":…,"recipient":…,"timestamp":…,CONTENT}`.
    fn conversation(content: &str) -> Event {
        let body = format!(
            r#"{{"object":"instagram","entry":[{{"id":"17841400000000123","time":1777885961417,"messaging":[
                {{"sender":{{"id":"912345678901234"}},"recipient":{{"id":"17841400000000123"}},"timestamp":1777885961301,{content}}}]}}]}}"#
        );
        Payload::read(body.as_bytes()).unwrap().events.remove(0)
    }

    fn change(field: &str, value: &str) -> Event {
        let body = format!(
            r#"{{"object":"instagram","entry":[{{"id":"17841400000000123","time":1777885961,"changes":[
                {{"field":"{field}","value":{value}}}]}}]}}"#
        );
        Payload::read(body.as_bytes()).unwrap().events.remove(0)
    }

    #[test]
    fn each_documented_event_of_a_conversation_is_told_apart() {
        for (content, name) in [
            (r#""message":{"mid":"m1","text":"Hi"}"#, "message"),
            (
                r#""message_edit":{"mid":"m1","text":"Hi!","num_edit":1}"#,
                "message_edit",
            ),
            (
                r#""reaction":{"mid":"m1","action":"react","reaction":"love","emoji":"❤️"}"#,
                "reaction",
            ),
            (
                r#""postback":{"mid":"m12","title":"Remind me","payload":"REMIND"}"#,
                "postback",
            ),
            (r#""read":{"mid":"m10"}"#, "read"),
            (
                r#""referral":{"ref":"qr-code","source":"IGME-SOURCE-LINK"}"#,
                "referral",
            ),
            (
                r#""pass_thread_control":{"new_owner_app_id":"222"}"#,
                "pass_thread_control",
            ),
            (
                r#""take_thread_control":{"previous_owner_app_id":"111"}"#,
                "take_thread_control",
            ),
            (
                r#""request_thread_control":{"requested_owner_app_id":"222"}"#,
                "request_thread_control",
            ),
        ] {
            let event = conversation(content);
            assert_eq!((event.name.as_str(), event.form), (name, Form::Messaging));
            assert!(event.content != EventContent::Unknown, "{name}");
            assert_eq!(event.timestamp.unwrap().as_millisecond(), 1_777_885_961_301);
        }
        let unknown = conversation(r#""policy-enforcement":{"action":"block"}"#);
        assert_eq!(unknown.name, "policy-enforcement");
        assert!(unknown.content == EventContent::Unknown && unknown.sender.is_some());
    }

    #[test]
    fn a_message_that_an_advertisement_led_to_is_a_message() {
        let event = conversation(r#""referral":{"ref":"x"},"message":{"mid":"m8","text":"Hi"},"hop_context":[]"#);
        assert!(event.name == "message" && matches!(event.content, EventContent::Message(_)));
    }

    #[test]
    fn a_new_message_may_be_told_as_an_edit_without_text_and_sender() {
        let body = r#"{"object":"instagram","entry":[{"id":"17841400000000123","time":1777885961417,"messaging":[
            {"timestamp":1777885961301,"message_edit":{"mid":"m1","num_edit":0}}]}]}"#;
        let event = Payload::read(body.as_bytes()).unwrap().events.remove(0);
        assert!(matches!(&event.content, EventContent::Edit(edit) if edit.is_new_message() && edit.text.is_none()));
        assert_eq!((event.person(), event.opens_window_at()), (None, None));
    }

    #[test]
    fn each_documented_change_is_told_apart() {
        let comment = change("comments", r#"{"id":"1","text":"Price?"}"#);
        assert!(matches!(comment.content, EventContent::Comment(_)));
        let live = change(
            "live_comments",
            r#"{"id":"1","media":{"id":"2","media_product_type":"LIVE"}}"#,
        );
        assert!(live.name == "live_comments" && matches!(live.content, EventContent::Comment(_)));
        let caption = change("mentions", r#"{"media_id":"1"}"#);
        assert!(matches!(&caption.content, EventContent::Mention(mention) if mention.comment_id.is_none()));
        let mention = change("mentions", r#"{"media_id":"1","comment_id":"2"}"#);
        assert!(matches!(&mention.content, EventContent::Mention(mention) if mention.comment_id.is_some()));
        assert!(matches!(
            change("comments", r#"{"media_id":"1"}"#).content,
            EventContent::Mention(_)
        ));
        let story = change("story_insights", r#"{"media_id":"1","reach":44}"#);
        assert!(matches!(story.content, EventContent::StoryInsights(_)));
        let reaction = change(
            "message_reactions",
            r#"{"sender":{"id":"9"},"reaction":{"mid":"m","action":"react"}}"#,
        );
        assert!(matches!(reaction.content, EventContent::Reaction(_)) && reaction.sender.is_some());
    }

    #[test]
    fn the_other_side_is_the_recipient_of_an_echo_and_the_sender_otherwise() {
        let came = conversation(r#""message":{"mid":"m1"}"#);
        assert_eq!(came.person().unwrap().as_str(), "912345678901234");
        let echo = conversation(r#""message":{"mid":"m1","is_echo":true}"#);
        assert_eq!(echo.person().unwrap().as_str(), "17841400000000123");
        let body = r#"{"object":"instagram","entry":[{"id":"17841400000000123","messaging":[
            {"sender":{"id":"17841400000000123"},"recipient":{"id":"912345678901234"},"reaction":{"mid":"m","action":"react"}}]}]}"#;
        let own_reaction = Payload::read(body.as_bytes()).unwrap().events.remove(0);
        assert_eq!(own_reaction.person().unwrap().as_str(), "912345678901234");
        assert_eq!(change("comments", r#"{"id":"1"}"#).person(), None);
    }

    #[test]
    fn messages_and_taps_of_people_open_the_window_and_nothing_else_does() {
        for opening in [
            r#""message":{"mid":"m1","text":"Hi"}"#,
            r#""message":{"mid":"m1","is_unsupported":true}"#,
            r#""message":{"mid":"m1","quick_reply":{"payload":"YES"}}"#,
            r#""message":{"mid":"m1","attachments":[{"type":"story_mention","payload":{}}]}"#,
            r#""postback":{"payload":"REMIND"}"#,
        ] {
            let at = conversation(opening).opens_window_at().unwrap();
            assert_eq!(at.as_millisecond(), 1_777_885_961_301, "{opening}");
        }
        for other in [
            r#""message":{"mid":"m1","is_echo":true}"#,
            r#""message":{"mid":"m1","is_deleted":true}"#,
            r#""message_edit":{"mid":"m1","num_edit":1}"#,
            r#""reaction":{"mid":"m1","action":"react"}"#,
            r#""read":{"mid":"m1"}"#,
            r#""referral":{"ref":"x"}"#,
        ] {
            assert_eq!(conversation(other).opens_window_at(), None, "{other}");
        }
    }
}
