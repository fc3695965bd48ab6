//! The event of a message: one that came, one that was sent (an echo), or one that was taken back.
//!
//! Source: developers.facebook.com/docs/instagram-platform/webhooks/examples and
//! developers.facebook.com/docs/messenger-platform/webhooks. The attachments `ig_post`, `ig_story` and `unsupported_type` were seen
//! before any page named them; a shared carousel brings its first picture alone.

use crate::webhooks::Referral;
use crate::{MediaId, MessageId, lenient, optional};
use serde::{Deserialize, Deserializer};
use url::Url;

/// A message. No `Debug`: texts and addresses belong into no log.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct MessageEvent {
    /// Its id, the same as in conversations.
    pub mid: MessageId,
    /// What it says.
    #[serde(default, deserialize_with = "lenient::text")]
    pub text: Option<String>,
    /// What is attached, as it came. See [`MessageEvent::distinct_attachments`].
    #[serde(default, deserialize_with = "attachments")]
    pub attachments: Vec<EventAttachment>,
    /// The message or story that it answers.
    #[serde(default, deserialize_with = "optional::object")]
    pub reply_to: Option<MessageReplyTo>,
    /// The payload of the quick reply that was chosen.
    #[serde(default, deserialize_with = "quick_reply")]
    pub quick_reply: Option<String>,
    /// The link or advertisement that led to it.
    #[serde(default, deserialize_with = "optional::object")]
    pub referral: Option<Referral>,
    /// Whether the account sent it: through this app, another one or the phone.
    #[serde(default, deserialize_with = "optional::is_set")]
    pub is_echo: bool,
    /// Whether the account sent it to itself.
    #[serde(default, deserialize_with = "optional::is_set")]
    pub is_self: bool,
    /// Whether it was taken back: what is known of it has to go.
    #[serde(default, deserialize_with = "optional::is_set")]
    pub is_deleted: bool,
    /// Whether Instagram does not show its content to other programs.
    #[serde(default, deserialize_with = "optional::is_set")]
    pub is_unsupported: bool,
}

/// What a message answers. No `Debug`: a story's address is signed.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct MessageReplyTo {
    /// A message.
    #[serde(default, deserialize_with = "optional::id")]
    pub mid: Option<MessageId>,
    /// Whether the writer answers a message of their own.
    #[serde(default, deserialize_with = "optional::flag")]
    pub is_self_reply: Option<bool>,
    /// A story of the account.
    #[serde(default, deserialize_with = "optional::object")]
    pub story: Option<AnsweredStory>,
}

/// A story that was answered. No `Debug`: its address is signed.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct AnsweredStory {
    /// Its id.
    #[serde(default, deserialize_with = "optional::id")]
    pub id: Option<MediaId>,
    /// Its picture or video; dies with the story.
    #[serde(default, deserialize_with = "lenient::url")]
    pub url: Option<Url>,
    /// Where the link sticker on it leads.
    #[serde(default, deserialize_with = "lenient::url")]
    pub link_sticker_url: Option<Url>,
}

/// What is attached to a message. No `Debug`: addresses are signed.
#[derive(Clone, PartialEq, Eq)]
pub struct EventAttachment {
    /// The platform's word for its kind.
    pub name: String,
    /// What it is.
    pub kind: EventAttachmentKind,
    /// Where it lies; dies with the message or the story.
    pub url: Option<Url>,
    /// The caption of a shared post or reel.
    pub title: Option<String>,
    /// The shared post, reel or story.
    pub media: Option<MediaId>,
}

/// What an attachment is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EventAttachmentKind {
    /// A picture (`image`).
    Image,
    /// A video (`video`).
    Video,
    /// A voice message (`audio`).
    Audio,
    /// A file (`file`).
    File,
    /// A shared post (`ig_post`, `media`, and the older `share`).
    Post,
    /// A shared reel (`ig_reel`, `reel`).
    Reel,
    /// A shared story (`ig_story`, `story`).
    Story,
    /// A story that mentions the account (`story_mention`).
    StoryMention,
    /// A card with buttons (`template`).
    Template,
    /// The heart (`like_heart`).
    Heart,
    /// Something that vanishes once seen (`ephemeral`).
    Ephemeral,
    /// What Instagram does not show to other programs (`unsupported_type`), or a word this crate does not know.
    Unknown,
}

impl MessageEvent {
    /// The attachments without those that came twice: since 2026 a shared post arrives as `ig_post`, and during the change also
    /// as `share`.
    pub fn distinct_attachments(&self) -> impl Iterator<Item = &EventAttachment> {
        let has_post = self.attachments.iter().any(|attachment| attachment.name == "ig_post");
        let is_copy = move |attachment: &&EventAttachment| has_post && attachment.name == "share";
        self.attachments.iter().filter(move |attachment| !is_copy(attachment))
    }
}

impl EventAttachmentKind {
    fn named(name: &str) -> Self {
        match name {
            "image" => EventAttachmentKind::Image,
            "video" => EventAttachmentKind::Video,
            "audio" => EventAttachmentKind::Audio,
            "file" => EventAttachmentKind::File,
            "ig_post" | "media" | "share" => EventAttachmentKind::Post,
            "ig_reel" | "reel" => EventAttachmentKind::Reel,
            "ig_story" | "story" => EventAttachmentKind::Story,
            "story_mention" => EventAttachmentKind::StoryMention,
            "template" => EventAttachmentKind::Template,
            "like_heart" => EventAttachmentKind::Heart,
            "ephemeral" => EventAttachmentKind::Ephemeral,
            _ => EventAttachmentKind::Unknown,
        }
    }
}

fn attachments<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<EventAttachment>, D::Error> {
    #[derive(Deserialize)]
    struct Wire {
        #[serde(default, rename = "type", deserialize_with = "lenient::text")]
        name: Option<String>,
        #[serde(default, deserialize_with = "optional::object")]
        payload: Option<Payload>,
    }
    #[derive(Default, Deserialize)]
    struct Payload {
        #[serde(default, deserialize_with = "lenient::url")]
        url: Option<Url>,
        #[serde(default, deserialize_with = "lenient::url")]
        story_media_url: Option<Url>,
        #[serde(default, deserialize_with = "lenient::text")]
        title: Option<String>,
        #[serde(default, deserialize_with = "optional::id")]
        ig_post_media_id: Option<MediaId>,
        #[serde(default, deserialize_with = "optional::id")]
        reel_video_id: Option<MediaId>,
        #[serde(default, deserialize_with = "optional::id")]
        story_media_id: Option<MediaId>,
    }
    let wires: Vec<Wire> = optional::list(deserializer)?.unwrap_or_default();
    let read = |wire: Wire| {
        let name = wire.name.unwrap_or_default();
        let payload = wire.payload.unwrap_or_default();
        EventAttachment {
            kind: EventAttachmentKind::named(&name),
            name,
            url: payload.url.or(payload.story_media_url),
            title: payload.title,
            media: payload
                .ig_post_media_id
                .or(payload.reel_video_id)
                .or(payload.story_media_id),
        }
    };
    Ok(wires.into_iter().map(read).collect())
}

fn quick_reply<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    struct Wire {
        #[serde(default, deserialize_with = "lenient::text")]
        payload: Option<String>,
    }
    let wire: Option<Wire> = optional::object(deserializer)?;
    Ok(wire.and_then(|wire| wire.payload))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn read(json: &str) -> MessageEvent {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn every_documented_attachment_has_a_kind_and_an_address() {
        let url = r#""url":"https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1&signature=AbC""#;
        for (name, payload, kind, media) in [
            ("image", url.to_owned(), EventAttachmentKind::Image, None),
            ("audio", url.to_owned(), EventAttachmentKind::Audio, None),
            ("share", url.to_owned(), EventAttachmentKind::Post, None),
            (
                "ig_post",
                format!(r#""ig_post_media_id":"1799","title":"Spring",{url}"#),
                EventAttachmentKind::Post,
                Some("1799"),
            ),
            (
                "ig_reel",
                format!(r#""reel_video_id":1800,"title":"…",{url}"#),
                EventAttachmentKind::Reel,
                Some("1800"),
            ),
            (
                "ig_story",
                r#""story_media_id":"1801","story_media_url":"https://lookaside.fbsbx.com/s""#.to_owned(),
                EventAttachmentKind::Story,
                Some("1801"),
            ),
            ("story_mention", url.to_owned(), EventAttachmentKind::StoryMention, None),
            ("unsupported_type", url.to_owned(), EventAttachmentKind::Unknown, None),
            ("hologram", url.to_owned(), EventAttachmentKind::Unknown, None),
        ] {
            let message = read(&format!(
                r#"{{"mid":"m","attachments":[{{"type":"{name}","payload":{{{payload}}}}}]}}"#
            ));
            let [attachment] = message.attachments.as_slice() else {
                panic!("{name}");
            };
            assert_eq!((attachment.name.as_str(), attachment.kind), (name, kind));
            assert_eq!(attachment.media.as_ref().map(MediaId::as_str), media, "{name}");
            assert!(attachment.url.is_some(), "{name}");
        }
    }

    #[test]
    fn a_heart_has_no_payload_and_an_odd_attachment_is_left_out() {
        let message = read(r#"{"mid":"m","attachments":[{"type":"like_heart"},7,{"type":9,"payload":[]}]}"#);
        let kinds: Vec<_> = message.attachments.iter().map(|attachment| attachment.kind).collect();
        assert_eq!(kinds, [EventAttachmentKind::Heart, EventAttachmentKind::Unknown]);
        assert!(
            read(r#"{"mid":"m","attachments":{"type":"image"}}"#)
                .attachments
                .is_empty()
        );
    }

    #[test]
    fn a_shared_post_that_came_twice_is_one() {
        let names = |json: &str| -> Vec<String> {
            let message = read(json);
            message
                .distinct_attachments()
                .map(|attachment| attachment.name.clone())
                .collect()
        };
        assert_eq!(
            names(r#"{"mid":"m","attachments":[{"type":"share"},{"type":"ig_post"},{"type":"image"}]}"#),
            ["ig_post", "image"]
        );
        assert_eq!(names(r#"{"mid":"m","attachments":[{"type":"share"}]}"#), ["share"]);
    }

    #[test]
    fn a_reply_names_a_message_or_a_story() {
        let story = read(
            r#"{"mid":"m5","text":"love it","reply_to":{"story":{"id":"1801","url":"https://lookaside.fbsbx.com/s",
                "link_sticker_url":"https://shop.example"}}}"#,
        );
        let story = story.reply_to.unwrap().story.unwrap();
        assert_eq!(story.id.unwrap().as_str(), "1801");
        assert!(story.url.is_some() && story.link_sticker_url.is_some());
        let message = read(r#"{"mid":"m6","reply_to":{"mid":"m2","is_self_reply":false}}"#)
            .reply_to
            .unwrap();
        assert_eq!(
            (message.mid.unwrap().as_str(), message.is_self_reply),
            ("m2", Some(false))
        );
        assert!(message.story.is_none());
    }

    #[test]
    fn quick_replies_advertisements_and_flags_are_read() {
        let message = read(
            r#"{"mid":"m8","text":"Hi","quick_reply":{"payload":"YES"},"referral":{"ref":"spring","ad_id":2385,"source":"ADS",
                "type":"OPEN_THREAD","ads_context_data":{"ad_title":"Jackets","photo_url":"https://x.example/p"}}}"#,
        );
        assert_eq!(message.quick_reply.as_deref(), Some("YES"));
        let referral = message.referral.unwrap();
        assert_eq!(
            (referral.ad_id.as_deref(), referral.source.as_deref()),
            (Some("2385"), Some("ADS"))
        );
        assert_eq!(referral.ad.unwrap().title.as_deref(), Some("Jackets"));
        let flags = |json: &str| {
            let message = read(json);
            (
                message.is_echo,
                message.is_self,
                message.is_deleted,
                message.is_unsupported,
            )
        };
        assert_eq!(
            flags(r#"{"mid":"m","is_echo":true,"is_self":true}"#),
            (true, true, false, false)
        );
        assert_eq!(
            flags(r#"{"mid":"m","is_deleted":true,"is_unsupported":"true"}"#),
            (false, false, true, true)
        );
        assert_eq!(flags(r#"{"mid":"m"}"#), (false, false, false, false));
    }
}
