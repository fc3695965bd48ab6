//! What tells copies of an event apart from other events.
//!
//! Source: developers.facebook.com/docs/graph-api/webhooks/getting-started: the same event is delivered again until the receiver
//! answers in time, and comments on promoted posts are told for the post and for the advertisement.

use crate::webhooks::{Event, EventContent};
use jiff::Timestamp;
use std::fmt;

/// The same for every copy of an event, another for every other event. Opaque text, to be stored as it is; holds ids and
/// instants, no texts of people.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EventKey(String);

impl EventKey {
    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for EventKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Event {
    /// The key that copies of this event share, per account; `None` for what is not known, which nothing can be said about.
    ///
    /// A message and its echo are one event, for both tell that the message of this `mid` is there; its deletion is another.
    /// What carries no id is told apart by who did it and when.
    pub fn key(&self) -> Option<EventKey> {
        let account = self.account.as_ref().map(|id| id.as_str());
        let sender = self.sender.as_ref().map(|id| id.as_str());
        let instant = self.timestamp.map(milliseconds);
        let instant = instant.as_deref();
        let key = |parts: &[Option<&str>]| {
            let all: Vec<Option<&str>> = std::iter::once(account).chain(parts.iter().copied()).collect();
            serde_json::to_string(&all).ok().map(EventKey)
        };
        match &self.content {
            EventContent::Message(message) => {
                let kind = if message.is_deleted { "deleted" } else { "message" };
                key(&[Some(kind), Some(message.mid.as_str())])
            }
            EventContent::Edit(edit) => {
                let count = edit.num_edit.map(|count| count.to_string());
                key(&[Some("edit"), Some(edit.mid.as_str()), count.as_deref()])
            }
            EventContent::Reaction(reaction) => {
                let action = reaction.action.as_deref();
                key(&[Some("reaction"), Some(reaction.mid.as_str()), sender, action, instant])
            }
            EventContent::Postback(postback) => match &postback.mid {
                Some(mid) => key(&[Some("postback"), Some(mid.as_str())]),
                None => key(&[Some("postback"), None, sender, instant]),
            },
            EventContent::Referral(_) => key(&[Some("referral"), sender, instant]),
            EventContent::Read(receipt) => {
                let mid = receipt.mid.as_ref().map(|mid| mid.as_str());
                let watermark = receipt.watermark.map(milliseconds);
                key(&[Some("read"), sender, mid, watermark.as_deref()])
            }
            EventContent::ThreadControl(_) => key(&[Some(self.name.as_str()), sender, instant]),
            EventContent::Comment(comment) => key(&[Some("comment"), Some(comment.id.as_str())]),
            EventContent::Mention(mention) => {
                let comment = mention.comment_id.as_ref().map(|id| id.as_str());
                key(&[Some("mention"), Some(mention.media_id.as_str()), comment])
            }
            EventContent::StoryInsights(insights) => key(&[Some("story_insights"), Some(insights.media_id.as_str())]),
            EventContent::Unknown => None,
        }
    }
}

fn milliseconds(at: Timestamp) -> String {
    at.as_millisecond().to_string()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use crate::webhooks::{EventKey, Payload};
    use std::collections::HashSet;

    fn keys(entries: &str) -> Vec<EventKey> {
        let body = format!(r#"{{"object":"instagram","entry":[{entries}]}}"#);
        let events = Payload::read(body.as_bytes()).unwrap().events;
        events.iter().map(|event| event.key().unwrap()).collect()
    }

    fn messaging(account: &str, sender: &str, timestamp: u64, content: &str) -> EventKey {
        let entry = format!(
            r#"{{"id":"{account}","time":1777885961417,"messaging":[{{"sender":{{"id":"{sender}"}},"timestamp":{timestamp},{content}}}]}}"#
        );
        keys(&entry).remove(0)
    }

    #[test]
    fn a_copy_has_the_same_key_whenever_and_in_whatever_form_it_comes() {
        let event = r#"{"sender":{"id":"9"},"timestamp":1777885961301,"message":{"mid":"m1","text":"Hi"}}"#;
        let copies = keys(&format!(
            r#"{{"id":"1","time":1777885961417,"messaging":[{event}]}},{{"id":"1","time":1777889999999,"messaging":[{event}]}},
               {{"id":"1","time":1777889999999,"standby":[{event}]}},
               {{"id":"1","time":1777889999,"changes":[{{"field":"messages","value":{event}}}]}}"#
        ));
        assert_eq!(copies.len(), 4);
        assert_eq!(copies.iter().collect::<HashSet<_>>().len(), 1);
    }

    #[test]
    fn a_message_and_its_echo_are_one() {
        let message = messaging("1", "9", 10, r#""message":{"mid":"m1","text":"Hi"}"#);
        let echo = messaging("1", "1", 11, r#""message":{"mid":"m1","text":"Hi","is_echo":true}"#);
        assert_eq!(message, echo);
        let deletion = messaging("1", "9", 12, r#""message":{"mid":"m1","is_deleted":true}"#);
        assert_ne!(message, deletion);
    }

    #[test]
    fn a_comment_told_for_the_post_and_for_its_advertisement_is_one() {
        let both = keys(
            r#"{"id":"1","time":1777885961,"changes":[{"field":"comments","value":{"id":"5","media":{"id":"7"}}},
                {"field":"comments","value":{"id":"5","media":{"id":"8","ad_id":"120","original_media_id":"7"}}}]}"#,
        );
        assert_eq!(both[0], both[1]);
    }

    #[test]
    fn other_events_have_other_keys() {
        let different = [
            messaging("1", "9", 10, r#""message":{"mid":"m1","text":"Hi"}"#),
            messaging("2", "9", 10, r#""message":{"mid":"m1","text":"Hi"}"#),
            messaging("1", "9", 10, r#""message":{"mid":"m1","is_deleted":true}"#),
            messaging("1", "9", 10, r#""message":{"mid":"m2"}"#),
            messaging("1", "9", 10, r#""message_edit":{"mid":"m1","num_edit":0}"#),
            messaging("1", "9", 10, r#""message_edit":{"mid":"m1","num_edit":1}"#),
            messaging(
                "1",
                "9",
                10,
                r#""reaction":{"mid":"m1","action":"react","reaction":"love"}"#,
            ),
            messaging(
                "1",
                "9",
                11,
                r#""reaction":{"mid":"m1","action":"react","reaction":"sad"}"#,
            ),
            messaging("1", "9", 12, r#""reaction":{"mid":"m1","action":"unreact"}"#),
            messaging(
                "1",
                "8",
                10,
                r#""reaction":{"mid":"m1","action":"react","reaction":"love"}"#,
            ),
            messaging("1", "9", 10, r#""postback":{"payload":"A"}"#),
            messaging("1", "9", 11, r#""postback":{"payload":"A"}"#),
            messaging("1", "9", 10, r#""postback":{"mid":"m1","payload":"A"}"#),
            messaging("1", "9", 10, r#""read":{"mid":"m1"}"#),
            messaging("1", "9", 10, r#""read":{"watermark":1777885961301}"#),
            messaging("1", "9", 10, r#""referral":{"ref":"x"}"#),
            messaging("1", "9", 10, r#""pass_thread_control":{}"#),
            messaging("1", "9", 10, r#""take_thread_control":{}"#),
        ];
        assert_eq!(different.iter().collect::<HashSet<_>>().len(), different.len());
        let changes = keys(
            r#"{"id":"1","time":1,"changes":[{"field":"mentions","value":{"media_id":"7"}},
                {"field":"mentions","value":{"media_id":"7","comment_id":"5"}},{"field":"comments","value":{"id":"5"}},
                {"field":"story_insights","value":{"media_id":"7"}}]}"#,
        );
        assert_eq!(changes.iter().collect::<HashSet<_>>().len(), 4);
    }

    #[test]
    fn no_text_of_a_person_is_in_a_key() {
        let key = messaging("1", "9", 10, r#""message":{"mid":"m1","text":"private words"}"#);
        assert_eq!(key.as_str(), r#"["1","message","m1"]"#);
    }
}
