//! What a message can say without a file: a text, the one sticker, an own post, a card with buttons.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/messaging-api and its pages
//! quick-replies, generic-template and button-template. A message is a text or an attachment, never both: a caption needs a
//! second message.

use crate::messages::sending::check_text;
use crate::messages::template::{self, Button, Element};
use crate::{ApiError, Endpoints, MediaId};
use serde::Serialize;
use serde_json::{Value, json};

/// How many bytes (UTF-8) a text may have.
pub const MAX_TEXT_BYTES: usize = 1000;

/// How many quick replies can stand under a text.
pub const MAX_QUICK_REPLIES: usize = 13;

/// How many characters of a quick reply are shown; the platform cuts off the rest.
pub const MAX_QUICK_REPLY_TITLE: usize = 20;

/// What a message says. No `Debug`: texts belong into no log.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum MessageContent<'a> {
    /// A text; links in it must be whole addresses.
    Text {
        /// At most [`MAX_TEXT_BYTES`] bytes.
        text: &'a str,
        /// Answers to choose from, at most [`MAX_QUICK_REPLIES`]; not shown in a desktop browser.
        quick_replies: &'a [QuickReply<'a>],
    },
    /// The heart, the only sticker there is for programs.
    Heart,
    /// A post of the account itself.
    OwnPost(&'a MediaId),
    /// Cards side by side, one to [`MAX_ELEMENTS`](crate::messages::MAX_ELEMENTS); not shown in a desktop browser.
    Cards(&'a [Element<'a>]),
    /// A text above buttons.
    Buttons {
        /// At most [`MAX_BUTTON_TEMPLATE_TEXT`](crate::messages::MAX_BUTTON_TEMPLATE_TEXT) characters.
        text: &'a str,
        /// One to [`MAX_BUTTONS`](crate::messages::MAX_BUTTONS).
        buttons: &'a [Button<'a>],
    },
}

/// An answer that the person can choose. No `Debug`: it holds a text.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct QuickReply<'a> {
    /// What stands on it: at most [`MAX_QUICK_REPLY_TITLE`] characters.
    pub title: &'a str,
    /// What comes back when it is chosen.
    pub payload: &'a str,
}

impl<'a> MessageContent<'a> {
    /// A text without quick replies.
    pub const fn text(text: &'a str) -> Self {
        MessageContent::Text {
            text,
            quick_replies: &[],
        }
    }

    /// The `message` of the body.
    pub(super) fn message(&self, endpoints: &Endpoints) -> Result<Value, ApiError> {
        match *self {
            MessageContent::Text { text, quick_replies } => text_message(text, quick_replies),
            MessageContent::Heart => Ok(json!({ "attachment": { "type": "like_heart" } })),
            MessageContent::OwnPost(media) => {
                Ok(json!({ "attachment": { "type": "MEDIA_SHARE", "payload": { "id": media } } }))
            }
            MessageContent::Cards(elements) => template::cards(elements, endpoints),
            MessageContent::Buttons { text, buttons } => template::buttons(text, buttons),
        }
    }
}

fn text_message(text: &str, quick_replies: &[QuickReply<'_>]) -> Result<Value, ApiError> {
    #[derive(Serialize)]
    struct Wire<'a> {
        content_type: &'static str,
        title: &'a str,
        payload: &'a str,
    }
    check_text(text)?;
    if quick_replies.is_empty() {
        return Ok(json!({ "text": text }));
    }
    if quick_replies.len() > MAX_QUICK_REPLIES {
        return Err(ApiError::Invalid(format!(
            "A message may offer {MAX_QUICK_REPLIES} quick replies; this one has {}.",
            quick_replies.len()
        )));
    }
    for reply in quick_replies {
        if reply.title.trim().is_empty() || reply.payload.is_empty() {
            return Err(ApiError::Invalid(
                "A quick reply needs a title and a payload.".to_owned(),
            ));
        }
        if reply.title.chars().count() > MAX_QUICK_REPLY_TITLE {
            return Err(ApiError::Invalid(format!(
                "A quick reply may have {MAX_QUICK_REPLY_TITLE} characters; Instagram cuts off the rest."
            )));
        }
    }
    let replies: Vec<Wire<'_>> = quick_replies
        .iter()
        .map(|reply| Wire {
            content_type: "text",
            title: reply.title,
            payload: reply.payload,
        })
        .collect();
    Ok(json!({ "text": text, "quick_replies": replies }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn refused(content: &MessageContent<'_>) -> String {
        match content.message(&Endpoints::instagram()) {
            Err(ApiError::Invalid(sentence)) => sentence,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn each_kind_is_written_as_documented() {
        let media = MediaId::from("17990000000000001");
        let replies = [QuickReply {
            title: "Yes",
            payload: "YES",
        }];
        let kinds = [
            (
                MessageContent::text("Yes, from Monday 🌱"),
                r#"{"text":"Yes, from Monday 🌱"}"#,
            ),
            (
                MessageContent::Text {
                    text: "Rye?",
                    quick_replies: &replies,
                },
                r#"{"text":"Rye?","quick_replies":[{"content_type":"text","title":"Yes","payload":"YES"}]}"#,
            ),
            (MessageContent::Heart, r#"{"attachment":{"type":"like_heart"}}"#),
            (
                MessageContent::OwnPost(&media),
                r#"{"attachment":{"type":"MEDIA_SHARE","payload":{"id":"17990000000000001"}}}"#,
            ),
        ];
        for (content, documented) in kinds {
            let documented: Value = serde_json::from_str(documented).unwrap();
            assert_eq!(content.message(&Endpoints::instagram()).unwrap(), documented);
        }
    }

    #[test]
    fn too_many_and_too_long_quick_replies_are_refused_with_the_limit() {
        let reply = |title| QuickReply { title, payload: "P" };
        let offer = |replies: &[QuickReply<'_>]| {
            refused(&MessageContent::Text {
                text: "Rye?",
                quick_replies: replies,
            })
        };
        assert!(offer(&[reply("Yes"); 14]).contains("13"));
        assert!(offer(&[reply("twenty-one characters")]).contains("20"));
        assert!(offer(&[reply(" ")]).contains("needs"));
        assert!(
            offer(&[QuickReply {
                title: "Yes",
                payload: ""
            }])
            .contains("needs")
        );
        let most = [reply("twenty characters ok"); 13];
        let content = MessageContent::Text {
            text: "Rye?",
            quick_replies: &most,
        };
        assert!(content.message(&Endpoints::instagram()).is_ok());
    }

    #[test]
    fn a_text_over_1000_bytes_and_an_empty_one_are_refused() {
        assert!(refused(&MessageContent::text(&"🌱".repeat(251))).contains("1,000 bytes"));
        assert!(refused(&MessageContent::text("")).contains("needs a text"));
    }
}
