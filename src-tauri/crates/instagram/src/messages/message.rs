//! A message as the conversations give it.
//!
//! Source: developers.facebook.com/docs/graph-api/reference/message. What a message does not have is left out of the answer.
//! Addresses die with the message or the story, and media that people sent may not be stored.

use crate::messages::attachment::Attachment;
use crate::messages::share::Share;
use crate::messages::{MessageFields, Party};
use crate::{ApiError, Endpoint, MediaId, MessageId, complete, lenient, optional};
use jiff::Timestamp;
use serde::Deserialize;
use url::Url;

/// How many messages of a conversation can be read: its newest. Of older ones only the ids are known.
pub const READABLE_MESSAGES: u32 = 20;

/// A direct message. No `Debug`: texts and addresses belong into no log.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Message {
    /// Its id: the `mid` of webhooks and send answers.
    pub id: MessageId,
    /// When it was sent.
    #[serde(default, deserialize_with = "optional::instant")]
    pub created_time: Option<Timestamp>,
    /// Who sent it.
    #[serde(default, deserialize_with = "optional::object")]
    pub from: Option<Party>,
    /// Who received it.
    #[serde(default, deserialize_with = "optional::edge")]
    pub to: Option<Vec<Party>>,
    /// What it says; empty where it is a picture or the like.
    #[serde(default, rename = "message", deserialize_with = "lenient::text")]
    pub text: Option<String>,
    /// Pictures, videos, voice messages, files and templates.
    #[serde(default, deserialize_with = "optional::edge")]
    pub attachments: Option<Vec<Attachment>>,
    /// Shared posts, links and products.
    #[serde(default, deserialize_with = "optional::edge")]
    pub shares: Option<Vec<Share>>,
    /// The story it mentions the account in, or answers.
    #[serde(default, deserialize_with = "optional::object")]
    pub story: Option<Story>,
    /// How it was reacted to.
    #[serde(default, deserialize_with = "optional::edge")]
    pub reactions: Option<Vec<MessageReaction>>,
    /// The message it answers.
    #[serde(default, deserialize_with = "optional::object")]
    pub reply_to: Option<ReplyTo>,
    /// Undocumented words about where it lies and where it came from, such as `inbox` or `source:mobile`.
    #[serde(default, deserialize_with = "optional::edge")]
    pub tags: Option<Vec<MessageTag>>,
    /// Whether Instagram does not show its content to other programs: voice effects, polls, vanishing messages.
    #[serde(default, deserialize_with = "optional::flag")]
    pub is_unsupported: Option<bool>,
}

/// How a message refers to a story.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Story {
    /// Somebody mentioned the account in their story.
    #[serde(default, deserialize_with = "optional::object")]
    pub mention: Option<StoryLink>,
    /// Somebody answered a story of the account.
    #[serde(default, deserialize_with = "optional::object")]
    pub reply_to: Option<StoryLink>,
}

/// A story. No `Debug`: the address is signed.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct StoryLink {
    /// Its id.
    #[serde(default, deserialize_with = "optional::id")]
    pub id: Option<MediaId>,
    /// Its picture or video; dies with the story after at most 24 hours.
    #[serde(default, deserialize_with = "lenient::url")]
    pub link: Option<Url>,
}

/// A reaction and who gave it. No `Debug`: it names people.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct MessageReaction {
    /// A word such as `love`, or an emoji.
    pub reaction: String,
    /// Who gave it.
    #[serde(default, deserialize_with = "optional::list")]
    pub users: Option<Vec<Party>>,
}

/// The message that another one answers.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct ReplyTo {
    /// Its id. Of an older message nothing else may be readable.
    pub mid: MessageId,
    /// Whether the writer answers a message of their own.
    #[serde(default, deserialize_with = "optional::flag")]
    pub is_self_reply: Option<bool>,
}

/// One undocumented word about a message.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct MessageTag {
    /// The word.
    pub name: String,
}

impl Message {
    fn has_content(&self) -> bool {
        self.from.is_some()
            || self.to.is_some()
            || self.text.is_some()
            || self.attachments.is_some()
            || self.shares.is_some()
            || self.story.is_some()
            || self.is_unsupported == Some(true)
    }
}

/// Every message has a time, and each of the newest has a sender or a content. Where no item of an answer has them, they were
/// stripped from it. `readable` says that the items are among the newest of their conversation.
pub(super) fn complete<'a, E: Endpoint>(
    fields: MessageFields,
    readable: bool,
    items: impl IntoIterator<Item = &'a Message>,
) -> Result<(), ApiError> {
    let items: Vec<&Message> = items.into_iter().collect();
    let has_content = |message: &&Message| message.has_content();
    let may_lack_content = !readable || fields == MessageFields::Ids || items.iter().any(has_content);
    let timed = items.is_empty() || items.iter().any(|message| message.created_time.is_some());
    let told = items.is_empty() || may_lack_content;
    complete::object::<E>(&[("created_time", timed), ("from", told), ("to", told), ("message", told)])
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::messages::GetMessage;

    type Any = GetMessage<'static>;

    /// A message with everything the platform documents.
    pub(in crate::messages) const SAMPLE: &str = r#"{"id":"aWdfbWlkOjAwMDI","created_time":"2026-05-04T09:12:41+0000",
        "from":{"username":"rye.fan","id":"912345678901234"},
        "to":{"data":[{"username":"bluebakery","id":"17841400000000123"}]},
        "message":"Is the rye back? 🌱","is_unsupported":false,
        "attachments":{"data":[
            {"id":"651143212510248","mime_type":"image/jpeg","name":"loaf.jpg","size":54542,
             "image_data":{"url":"https://lookaside.fbsbx.com/ig_messaging_cdn/?asset_id=1&signature=AbC","width":1920,"height":1213,
                "max_width":1920,"max_height":1213,"preview_url":"https://lookaside.fbsbx.com/p","image_type":1,
                "render_as_sticker":false}},
            {"id":"832917004319449","mime_type":"video/mp4","size":"1994148",
             "video_data":{"url":"https://lookaside.fbsbx.com/v","preview_url":"https://lookaside.fbsbx.com/vp","width":960,"height":544}},
            {"id":"832917004319450","mime_type":"application/pdf","name":"order.pdf","file_url":"https://lookaside.fbsbx.com/f"}],
            "paging":{"cursors":{"after":"MAZDZD"},"next":"https://graph.instagram.com/v26.0/a/attachments?access_token=IGAAsecret"}},
        "shares":{"data":[{"link":"https://www.instagram.com/p/Abc/","name":"Rye","id":"17990000000000001"}]},
        "story":{"reply_to":{"link":"https://lookaside.fbsbx.com/s","id":"18010000000000001"}},
        "reactions":{"data":[{"reaction":"❤","users":[{"username":"bluebakery","id":"17841400000000123"}]}]},
        "reply_to":{"mid":"aWdfbWlkOjAwMDE","is_self_reply":false},
        "tags":{"data":[{"name":"inbox"},{"name":"source:mobile"}]}}"#;

    fn read(json: &str) -> Message {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn everything_documented_about_a_message_is_read() {
        let message = read(SAMPLE);
        assert_eq!(message.id.as_str(), "aWdfbWlkOjAwMDI");
        assert_eq!(message.created_time, Some("2026-05-04T09:12:41Z".parse().unwrap()));
        assert_eq!(message.from.unwrap().id.unwrap().as_str(), "912345678901234");
        assert_eq!(message.to.unwrap()[0].username.as_deref(), Some("bluebakery"));
        assert_eq!(message.text.as_deref(), Some("Is the rye back? 🌱"));
        assert_eq!(message.is_unsupported, Some(false));
        assert_eq!(message.attachments.unwrap().len(), 3);
        assert_eq!(message.shares.unwrap()[0].link.as_ref().unwrap().path(), "/p/Abc/");
        let story = message.story.unwrap();
        assert!(story.mention.is_none());
        assert_eq!(story.reply_to.unwrap().id.unwrap().as_str(), "18010000000000001");
        let reactions = message.reactions.unwrap();
        assert_eq!(reactions[0].reaction, "❤");
        assert_eq!(
            reactions[0].users.as_ref().unwrap()[0].username.as_deref(),
            Some("bluebakery")
        );
        let reply = message.reply_to.unwrap();
        assert_eq!(
            (reply.mid.as_str(), reply.is_self_reply),
            ("aWdfbWlkOjAwMDE", Some(false))
        );
        let tags: Vec<_> = message.tags.unwrap().into_iter().map(|tag| tag.name).collect();
        assert_eq!(tags, ["inbox", "source:mobile"]);
    }

    #[test]
    fn what_is_left_out_is_absent_and_an_odd_part_does_not_spoil_the_rest() {
        let bare = read(r#"{"id":"m","created_time":"2026-05-04T09:12:41+0000"}"#);
        assert!(bare.text.is_none() && bare.from.is_none() && bare.attachments.is_none() && bare.reactions.is_none());
        let odd = read(
            r#"{"id":"m","message":"","from":"nobody","to":{"data":[{"id":1.5},{"id":"9"}]},"story":[],"attachments":{},
                "shares":{"data":[7]},"reactions":null,"reply_to":{"mid":""},"is_unsupported":"true"}"#,
        );
        assert_eq!(odd.text.as_deref(), Some(""), "no text is not no field");
        assert!(odd.from.is_none() && odd.attachments.is_none() && odd.reply_to.is_none());
        assert!(odd.story.is_none());
        let ids: Vec<_> = odd.to.unwrap().into_iter().map(|party| party.id).collect();
        assert_eq!(ids, [None, Some("9".into())]);
        assert_eq!(odd.shares.unwrap().len(), 0);
        assert_eq!(odd.is_unsupported, Some(true), "seen as a word");
    }

    #[test]
    fn a_message_without_an_id_is_an_error() {
        assert!(serde_json::from_str::<Message>(r#"{"message":"hello"}"#).is_err());
    }

    #[test]
    fn ids_and_times_alone_were_stripped_only_where_content_was_asked_for_and_can_be_read() {
        let items = [read(
            r#"{"id":"m","created_time":"2026-05-04T09:12:41+0000","is_unsupported":false}"#,
        )];
        let check = |fields, readable| complete::<Any>(fields, readable, &items);
        let Err(ApiError::Incomplete { missing, .. }) = check(MessageFields::Full, true) else {
            panic!("incomplete");
        };
        assert_eq!(missing, ["from", "to", "message"]);
        assert!(check(MessageFields::Full, false).is_ok(), "older than what can be read");
        assert!(check(MessageFields::Ids, true).is_ok());
        let timeless = [read(r#"{"id":"m","message":"hello"}"#)];
        assert!(complete::<Any>(MessageFields::Full, true, &timeless).is_err());
        let unsupported = [read(
            r#"{"id":"m","created_time":"2026-05-04T09:12:41+0000","is_unsupported":true}"#,
        )];
        assert!(complete::<Any>(MessageFields::Full, true, &unsupported).is_ok());
        assert!(complete::<Any>(MessageFields::Full, true, &[]).is_ok());
    }
}
