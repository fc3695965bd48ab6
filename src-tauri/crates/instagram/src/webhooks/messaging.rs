//! The events of a conversation besides its messages.
//!
//! Source: developers.facebook.com/docs/instagram-platform/webhooks/examples and
//! developers.facebook.com/docs/messenger-platform/webhooks.

use crate::{MessageId, lenient, optional};
use jiff::Timestamp;
use serde::{Deserialize, Deserializer};
use url::Url;

/// A message has another text. No `Debug`: texts belong into no log.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct MessageEdit {
    /// The message. Its own event may come later, or never.
    pub mid: MessageId,
    /// What it says now.
    #[serde(default, deserialize_with = "lenient::text")]
    pub text: Option<String>,
    /// How often it was edited.
    #[serde(default, deserialize_with = "lenient::count")]
    pub num_edit: Option<u64>,
}

impl MessageEdit {
    /// Whether this is no edit: since the end of 2025 some new messages are told this way, without text or even sender. Ask for
    /// the message.
    pub fn is_new_message(&self) -> bool {
        self.num_edit == Some(0)
    }
}

/// A reaction was given or taken back; what is taken back is often not told. No `Debug`: it is somebody's word.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct ReactionEvent {
    /// The message.
    pub mid: MessageId,
    /// `react` or `unreact`.
    #[serde(default, deserialize_with = "lenient::text")]
    pub action: Option<String>,
    /// The platform's word for it, such as `love`, or `other`.
    #[serde(default, deserialize_with = "lenient::text")]
    pub reaction: Option<String>,
    /// The emoji.
    #[serde(default, deserialize_with = "lenient::text")]
    pub emoji: Option<String>,
}

impl ReactionEvent {
    /// Whether it was taken back.
    pub fn is_removal(&self) -> bool {
        self.action.as_deref() == Some("unreact")
    }
}

/// A button, an ice-breaker or an entry of the menu was tapped. No `Debug`: it holds a text.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Postback {
    /// The message that the tap counts as.
    #[serde(default, deserialize_with = "optional::id")]
    pub mid: Option<MessageId>,
    /// What stood on it.
    #[serde(default, deserialize_with = "lenient::text")]
    pub title: Option<String>,
    /// What the account had put behind it.
    #[serde(default, deserialize_with = "lenient::text")]
    pub payload: Option<String>,
    /// The link or advertisement that led to it.
    #[serde(default, deserialize_with = "optional::object")]
    pub referral: Option<Referral>,
}

/// The link or advertisement that led somebody into the conversation. No `Debug`: it holds addresses.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Referral {
    /// What the account had put into the link.
    #[serde(default, rename = "ref", deserialize_with = "lenient::text")]
    pub reference: Option<String>,
    /// Where it stood, such as `ADS` or `IGME-SOURCE-LINK`.
    #[serde(default, deserialize_with = "lenient::text")]
    pub source: Option<String>,
    /// What it did, such as `OPEN_THREAD`.
    #[serde(default, rename = "type", deserialize_with = "lenient::text")]
    pub kind: Option<String>,
    /// The advertisement.
    #[serde(default, deserialize_with = "id_text")]
    pub ad_id: Option<String>,
    /// What the advertisement showed.
    #[serde(default, rename = "ads_context_data", deserialize_with = "optional::object")]
    pub ad: Option<AdContext>,
}

/// What an advertisement showed. No `Debug`: it holds addresses.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct AdContext {
    /// Its heading.
    #[serde(default, rename = "ad_title", deserialize_with = "lenient::text")]
    pub title: Option<String>,
    /// Its picture.
    #[serde(default, deserialize_with = "lenient::url")]
    pub photo_url: Option<Url>,
    /// Its video, or a picture of it.
    #[serde(default, deserialize_with = "lenient::url")]
    pub video_url: Option<Url>,
}

/// The person has seen everything up to a message.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ReadReceipt {
    /// The message, on Instagram.
    #[serde(default, deserialize_with = "optional::id")]
    pub mid: Option<MessageId>,
    /// The instant up to which all is seen, as Messenger tells it.
    #[serde(default, deserialize_with = "optional::instant")]
    pub watermark: Option<Timestamp>,
}

/// A conversation goes from one app to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ThreadControl {
    /// How.
    pub action: ThreadControlAction,
    /// The app that had it.
    pub previous_owner: Option<String>,
    /// The app that has it now, or asks for it.
    pub new_owner: Option<String>,
}

/// How a conversation goes from one app to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ThreadControlAction {
    /// Its owner handed it over.
    Pass,
    /// The main app took it.
    Take,
    /// Another app asks for it.
    Request,
}

/// What is told about a change of owner. Pages spell the new owner in two ways.
#[derive(Deserialize)]
pub(super) struct Owners {
    #[serde(default, deserialize_with = "id_text")]
    previous_owner_app_id: Option<String>,
    #[serde(default, deserialize_with = "id_text")]
    new_owner_app_id: Option<String>,
    #[serde(default, deserialize_with = "id_text")]
    requested_owner_app_id: Option<String>,
}

impl Owners {
    pub(super) fn by(self, action: ThreadControlAction) -> ThreadControl {
        ThreadControl {
            action,
            previous_owner: self.previous_owner_app_id,
            new_owner: self.new_owner_app_id.or(self.requested_owner_app_id),
        }
    }
}

/// An id without a type of its own.
fn id_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let id: Option<crate::MediaId> = optional::id(deserializer)?;
    Ok(id.map(String::from))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use serde::de::DeserializeOwned;

    fn read<T: DeserializeOwned>(json: &str) -> T {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn an_edit_with_the_count_zero_is_a_new_message() {
        let edit: MessageEdit = read(r#"{"mid":"m1","text":"Is the navy one back?","num_edit":1}"#);
        assert!(!edit.is_new_message() && edit.text.is_some());
        assert!(read::<MessageEdit>(r#"{"mid":"m1","num_edit":0}"#).is_new_message());
        assert!(!read::<MessageEdit>(r#"{"mid":"m1"}"#).is_new_message());
    }

    #[test]
    fn reactions_are_given_and_taken_back() {
        let given: ReactionEvent = read(r#"{"mid":"m1","action":"react","reaction":"love","emoji":"❤️"}"#);
        assert_eq!(
            (given.reaction.as_deref(), given.emoji.as_deref()),
            (Some("love"), Some("❤️"))
        );
        assert!(!given.is_removal());
        assert!(read::<ReactionEvent>(r#"{"mid":"m1","action":"unreact"}"#).is_removal());
    }

    #[test]
    fn instagram_reads_up_to_a_message_and_messenger_up_to_an_instant() {
        let receipt: ReadReceipt = read(r#"{"mid":"m10"}"#);
        assert_eq!((receipt.mid.unwrap().as_str(), receipt.watermark), ("m10", None));
        let receipt: ReadReceipt = read(r#"{"watermark":1777885961301}"#);
        assert_eq!(receipt.watermark.unwrap().as_millisecond(), 1_777_885_961_301);
    }

    #[test]
    fn a_tap_may_lack_everything_but_its_payload() {
        let tap: Postback =
            read(r#"{"payload":"REMIND_RYE","referral":{"ref":"qr-code","source":"IGME-SOURCE-LINK"}}"#);
        assert!(tap.mid.is_none() && tap.title.is_none());
        assert_eq!(tap.referral.unwrap().reference.as_deref(), Some("qr-code"));
    }

    #[test]
    fn the_new_owner_is_found_under_both_names() {
        let owner = |json: &str, action| read::<Owners>(json).by(action);
        let passed = owner(
            r#"{"previous_owner_app_id":"111","new_owner_app_id":222}"#,
            ThreadControlAction::Pass,
        );
        assert_eq!(
            (passed.previous_owner.as_deref(), passed.new_owner.as_deref()),
            (Some("111"), Some("222"))
        );
        let asked = owner(
            r#"{"requested_owner_app_id":"222","metadata":"x"}"#,
            ThreadControlAction::Request,
        );
        assert_eq!((asked.previous_owner, asked.new_owner.as_deref()), (None, Some("222")));
    }
}
