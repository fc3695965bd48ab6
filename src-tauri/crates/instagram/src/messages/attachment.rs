//! What people attach to messages.
//!
//! Source: developers.facebook.com/docs/graph-api/reference/message/attachments. The platform allows no copy of media that
//! people sent: the addresses are for showing them once, and a placeholder follows when they stop resolving.

use crate::{AttachmentId, lenient, optional};
use serde::Deserialize;
use url::Url;

/// One attachment of a received message. No `Debug`: its addresses are signed.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Attachment {
    /// Its id.
    #[serde(default, deserialize_with = "optional::id")]
    pub id: Option<AttachmentId>,
    /// File name.
    #[serde(default, deserialize_with = "lenient::text")]
    pub name: Option<String>,
    /// Media type, such as `image/jpeg`.
    #[serde(default, deserialize_with = "lenient::text")]
    pub mime_type: Option<String>,
    /// Size in bytes.
    #[serde(default, deserialize_with = "lenient::count")]
    pub size: Option<u64>,
    /// A picture.
    #[serde(default, deserialize_with = "optional::object")]
    pub image_data: Option<ImageData>,
    /// A video.
    #[serde(default, deserialize_with = "optional::object")]
    pub video_data: Option<VideoData>,
    /// A file or a voice message.
    #[serde(default, deserialize_with = "lenient::url")]
    pub file_url: Option<Url>,
    /// A card with buttons.
    #[serde(default, deserialize_with = "optional::object")]
    pub generic_template: Option<ReceivedTemplate>,
}

/// A received picture. No `Debug`: its addresses are signed.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct ImageData {
    /// Where it lies.
    #[serde(default, deserialize_with = "lenient::url")]
    pub url: Option<Url>,
    /// A smaller one.
    #[serde(default, deserialize_with = "lenient::url")]
    pub preview_url: Option<Url>,
    /// Width in pixels.
    #[serde(default, deserialize_with = "lenient::count")]
    pub width: Option<u64>,
    /// Height in pixels.
    #[serde(default, deserialize_with = "lenient::count")]
    pub height: Option<u64>,
    /// Largest width that is offered, in pixels.
    #[serde(default, deserialize_with = "lenient::count")]
    pub max_width: Option<u64>,
    /// Largest height that is offered, in pixels.
    #[serde(default, deserialize_with = "lenient::count")]
    pub max_height: Option<u64>,
    /// The platform's number of its format; no page explains it.
    #[serde(default, deserialize_with = "lenient::count")]
    pub image_type: Option<u64>,
    /// Whether it is a sticker, to be shown without a frame.
    #[serde(default, deserialize_with = "optional::flag")]
    pub render_as_sticker: Option<bool>,
    /// The moving picture, where it is one.
    #[serde(default, deserialize_with = "lenient::url")]
    pub animated_gif_url: Option<Url>,
    /// A smaller moving picture.
    #[serde(default, deserialize_with = "lenient::url")]
    pub animated_gif_preview_url: Option<Url>,
}

/// A received video. No `Debug`: its addresses are signed.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct VideoData {
    /// Where it lies.
    #[serde(default, deserialize_with = "lenient::url")]
    pub url: Option<Url>,
    /// A picture of it.
    #[serde(default, deserialize_with = "lenient::url")]
    pub preview_url: Option<Url>,
    /// Width in pixels.
    #[serde(default, deserialize_with = "lenient::count")]
    pub width: Option<u64>,
    /// Height in pixels.
    #[serde(default, deserialize_with = "lenient::count")]
    pub height: Option<u64>,
}

/// A card in a conversation. No `Debug`: it holds texts.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct ReceivedTemplate {
    /// Its heading.
    #[serde(default, deserialize_with = "lenient::text")]
    pub title: Option<String>,
    /// What stands below.
    #[serde(default, deserialize_with = "lenient::text")]
    pub subtitle: Option<String>,
    /// Its picture or video.
    #[serde(default, deserialize_with = "lenient::url")]
    pub media_url: Option<Url>,
    /// Its button.
    #[serde(default, deserialize_with = "optional::object")]
    pub cta: Option<ReceivedButton>,
}

/// The button of a card. No `Debug`: it holds a text.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct ReceivedButton {
    /// What stands on it.
    #[serde(default, deserialize_with = "lenient::text")]
    pub title: Option<String>,
    /// What it does, such as `web_url` or `postback`.
    #[serde(default, rename = "type", deserialize_with = "lenient::text")]
    pub kind: Option<String>,
    /// Where it leads.
    #[serde(default, deserialize_with = "lenient::url")]
    pub url: Option<Url>,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::messages::{Message, message};

    #[test]
    fn a_picture_a_video_and_a_file_are_told_apart() {
        let message: Message = serde_json::from_str(message::tests::SAMPLE).unwrap();
        let attachments = message.attachments.unwrap();
        let [picture, video, file] = attachments.as_slice() else {
            panic!("three attachments");
        };
        let image = picture.image_data.as_ref().unwrap();
        assert_eq!(
            (image.width, image.max_height, image.image_type),
            (Some(1920), Some(1213), Some(1))
        );
        assert!(image.url.is_some() && image.preview_url.is_some() && image.animated_gif_url.is_none());
        assert_eq!(image.render_as_sticker, Some(false));
        assert_eq!(
            (picture.mime_type.as_deref(), picture.size),
            (Some("image/jpeg"), Some(54_542))
        );
        let moving = video.video_data.as_ref().unwrap();
        assert_eq!(
            (moving.width, video.size),
            (Some(960), Some(1_994_148)),
            "a size in quotes"
        );
        assert!(video.image_data.is_none() && moving.preview_url.is_some());
        assert_eq!(file.name.as_deref(), Some("order.pdf"));
        assert_eq!(file.file_url.as_ref().unwrap().path(), "/f");
    }

    #[test]
    fn a_card_and_its_button_are_read() {
        let attachment: Attachment = serde_json::from_str(
            r#"{"id":"7","generic_template":{"title":"Rye","subtitle":"Back on Monday","media_url":"https://shop.example/r.png",
                "cta":{"title":"Look","type":"web_url","url":"https://shop.example/rye"}}}"#,
        )
        .unwrap();
        let card = attachment.generic_template.unwrap();
        assert_eq!(
            (card.title.as_deref(), card.subtitle.as_deref()),
            (Some("Rye"), Some("Back on Monday"))
        );
        let button = card.cta.unwrap();
        assert_eq!(
            (button.title.as_deref(), button.kind.as_deref()),
            (Some("Look"), Some("web_url"))
        );
        assert!(card.media_url.is_some() && button.url.is_some());
    }

    #[test]
    fn an_attachment_of_a_kind_nobody_knows_is_still_an_attachment() {
        let attachment: Attachment = serde_json::from_str(r#"{"hologram_data":{"url":"x"},"image_data":7}"#).unwrap();
        assert!(attachment.id.is_none() && attachment.image_data.is_none());
    }
}
