//! One direct message: what it holds, and how it is read as of an instant.

use bytes::Bytes;
use serde_json::Value;

/// What an attachment is.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum AttachmentKind {
    Image,
    Video,
    Audio,
    /// A PDF.
    File,
    /// The only sticker the API can send.
    Heart,
    /// A generic or button template, as it was sent.
    Template(Value),
}

impl AttachmentKind {
    /// The name the platform and the witness use.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::File => "file",
            Self::Heart => "like_heart",
            Self::Template(_) => "template",
        }
    }
}

/// Bytes that came from outside: what we sent, and what a test let a person send.
#[derive(Clone, Debug)]
pub(crate) struct File {
    pub(crate) content_type: String,
    pub(crate) bytes: Bytes,
    /// Width and height, of a picture.
    pub(crate) size: Option<(u32, u32)>,
}

/// A part of a message. Without a file of its own it is drawn, or hummed, from the seed.
#[derive(Clone, Debug)]
pub(crate) struct Attachment {
    pub(crate) kind: AttachmentKind,
    pub(crate) file: Option<File>,
}

impl Attachment {
    pub(crate) fn drawn(kind: AttachmentKind) -> Self {
        Self { kind, file: None }
    }
}

/// How a message is about a story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Story {
    /// It answers a story of the account.
    Reply,
    /// The person mentions the account in a story of their own.
    Mention,
}

/// What a message holds. At least one part is there; the platform allows text or attachments, not both.
#[derive(Clone, Debug, Default)]
pub(crate) struct Content {
    pub(crate) text: String,
    pub(crate) attachments: Vec<Attachment>,
    /// A post of the account.
    pub(crate) share: Option<u32>,
    pub(crate) story: Option<Story>,
    /// The platform does not hand it out.
    pub(crate) unsupported: bool,
    /// The payload of the button or quick reply that was tapped to write it.
    pub(crate) tapped: Option<Tapped>,
}

/// A tap that writes a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tapped {
    QuickReply(String),
    /// A button of a template, an ice-breaker or the menu.
    Postback(String),
}

impl Content {
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    pub(crate) fn attached(attachments: Vec<Attachment>) -> Self {
        Self {
            attachments,
            ..Self::default()
        }
    }

    /// What kind of message it is, for the witness and for views.
    pub(crate) fn kind(&self) -> &'static str {
        match (self.story, self.share, self.attachments.first()) {
            _ if self.unsupported => "unsupported",
            (Some(Story::Reply), ..) => "story_reply",
            (Some(Story::Mention), ..) => "story_mention",
            (_, Some(_), _) => "share",
            (.., Some(first)) => first.kind.name(),
            _ => "text",
        }
    }
}

/// A reaction, from when to when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reaction {
    pub(crate) ours: bool,
    /// `love`, or an emoji.
    pub(crate) reaction: String,
    pub(crate) from_ms: i64,
    pub(crate) until_ms: Option<i64>,
}

/// A message of a conversation.
#[derive(Clone, Debug)]
pub(crate) struct Message {
    pub(crate) created_ms: i64,
    /// Whether the account wrote it.
    pub(crate) ours: bool,
    pub(crate) content: Content,
    /// The message it answers, as its place in the conversation.
    pub(crate) reply_to: Option<u32>,
    pub(super) reactions: Vec<Reaction>,
    /// When the text was changed, and what it was before.
    pub(super) edits: Vec<(i64, String)>,
    pub(super) unsent_ms: Option<i64>,
}

impl Message {
    pub(super) fn new(created_ms: i64, ours: bool, content: Content, reply_to: Option<u32>) -> Self {
        Self {
            created_ms,
            ours,
            content,
            reply_to,
            reactions: Vec::new(),
            edits: Vec::new(),
            unsent_ms: None,
        }
    }

    /// Whether it is there for somebody who reads as of then.
    pub(crate) fn exists_at(&self, as_of: i64) -> bool {
        self.created_ms <= as_of && self.unsent_ms.is_none_or(|at| at > as_of)
    }

    /// Whether it was taken back by then.
    pub(crate) fn unsent_at(&self, as_of: i64) -> bool {
        self.unsent_ms.is_some_and(|at| at <= as_of)
    }

    pub(crate) fn text_at(&self, as_of: i64) -> &str {
        let later = self.edits.iter().find(|(at, _)| *at > as_of);
        later.map_or(self.content.text.as_str(), |(_, before)| before)
    }

    /// How often the text was changed.
    pub(crate) fn edits(&self) -> usize {
        self.edits.len()
    }

    /// The reactions on it as of then: at most one of each side.
    pub(crate) fn reactions_at(&self, as_of: i64) -> impl Iterator<Item = &Reaction> {
        let there = move |it: &&Reaction| it.from_ms <= as_of && it.until_ms.is_none_or(|until| until > as_of);
        self.reactions.iter().filter(there)
    }

    /// Puts one side's reaction on it, in place of an earlier one, or takes it off; answers whether that is different
    /// from before.
    pub(super) fn react(&mut self, now_ms: i64, ours: bool, reaction: Option<&str>) -> bool {
        let standing = self
            .reactions
            .iter_mut()
            .find(|it| it.ours == ours && it.until_ms.is_none());
        if standing.as_deref().map(|it| it.reaction.as_str()) == reaction {
            return false;
        }
        if let Some(standing) = standing {
            standing.until_ms = Some(now_ms);
        }
        if let Some(reaction) = reaction {
            self.reactions.push(Reaction {
                ours,
                reaction: reaction.to_owned(),
                from_ms: now_ms,
                until_ms: None,
            });
        }
        true
    }

    pub(super) fn edit(&mut self, now_ms: i64, text: String) {
        let before = std::mem::replace(&mut self.content.text, text);
        self.edits.push((now_ms, before));
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn a_message_is_read_as_it_was() {
        let mut message = Message::new(10, false, Content::text("Is the blue one back?"), None);
        message.edit(20, "Is the navy one back?".to_owned());
        message.unsent_ms = Some(30);
        let seen = |as_of| message.exists_at(as_of).then(|| message.text_at(as_of));
        assert_eq!(seen(9), None);
        assert_eq!(seen(19), Some("Is the blue one back?"));
        assert_eq!(seen(29), Some("Is the navy one back?"));
        assert_eq!(seen(30), None);
        assert!(!message.unsent_at(9) && message.unsent_at(30));
    }

    #[test]
    fn each_side_has_one_reaction_and_the_same_again_changes_nothing() {
        let mut message = Message::new(0, false, Content::text("Hello"), None);
        assert!(message.react(1, true, Some("love")));
        assert!(!message.react(2, true, Some("love")));
        assert!(message.react(3, true, Some("🔥")));
        assert!(message.react(4, false, Some("love")));
        let read = |as_of| -> Vec<(bool, String)> {
            message
                .reactions_at(as_of)
                .map(|it| (it.ours, it.reaction.clone()))
                .collect()
        };
        assert_eq!(read(2), [(true, "love".to_owned())]);
        assert_eq!(read(4), [(true, "🔥".to_owned()), (false, "love".to_owned())]);
        assert!(message.react(5, true, None));
        assert!(!message.react(6, true, None));
    }
}
