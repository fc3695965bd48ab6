//! `GET /{account}?fields=mentioned_media.media_id(…)`: a post of somebody whose caption mentions the account.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/mentioned_media. Fails where
//! comments are closed.

use crate::endpoint::{self, Endpoint, Request};
use crate::mentions::{expanded, expansion};
use crate::{AccountId, ApiError, Endpoints, Flavour, Media, MediaId, Scope, complete};

/// `GET /{account}?fields=mentioned_media.media_id(…)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetMentionedMedia<'a> {
    /// The account that is mentioned.
    pub account: &'a AccountId,
    /// The post, by the id that the webhook gave.
    pub media: &'a MediaId,
}

impl Endpoint for GetMentionedMedia<'_> {
    type Output = Media;
    const NAME: &'static str = "GET /{account} mentioned_media";
    const SCOPE: Scope = Scope::Comments;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let fields = expansion(
            "mentioned_media",
            "media_id",
            self.media.as_str(),
            "id,caption,media_type,media_url,timestamp,like_count,comments_count,username",
        )?;
        endpoint::get(endpoints.graph_url(&[self.account.as_str()])?, &[("fields", &fields)])
    }

    /// A post whose caption mentions somebody has a caption: one without was stripped.
    fn decode(&self, body: &[u8]) -> Result<Media, ApiError> {
        let found: Option<Media> = expanded("mentioned_media", body)?;
        match found {
            Some(media) if media.caption.is_some() => Ok(media),
            Some(_) => Err(complete::lacks::<Self>(vec!["caption"])),
            None => Err(complete::lacks::<Self>(vec!["mentioned_media"])),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::MediaType;

    #[test]
    fn the_request_is_the_documented_one() {
        let (account, media) = (AccountId::from("17841400000000123"), MediaId::from("18022233344455566"));
        let get = GetMentionedMedia {
            account: &account,
            media: &media,
        };
        let request = get.request(&Endpoints::facebook()).unwrap();
        assert_eq!(request.method(), "GET");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.facebook.com/v26.0/17841400000000123?fields=mentioned_media.media_id%2818022233344455566%29\
             %7Bid%2Ccaption%2Cmedia_type%2Cmedia_url%2Ctimestamp%2Clike_count%2Ccomments_count%2Cusername%7D"
        );
    }

    #[test]
    fn the_documented_answer_is_read_and_a_stripped_one_is_incomplete() {
        let (account, media) = (AccountId::from("1"), MediaId::from("2"));
        let get = GetMentionedMedia {
            account: &account,
            media: &media,
        };
        let body = br#"{"mentioned_media":{"id":"18022233344455566","caption":"With bluebakery","media_type":"IMAGE",
            "timestamp":"2026-08-14T09:30:12+0000","comments_count":4,"username":"miller.joe"},"id":"17841400000000123"}"#;
        let found = get.decode(body).unwrap();
        assert_eq!((found.media_type, found.comments_count), (MediaType::Image, Some(4)));
        assert_eq!(found.caption.as_deref(), Some("With bluebakery"));
        for stripped in [
            r#"{"id":"17841400000000123"}"#,
            r#"{"mentioned_media":null,"id":"17841400000000123"}"#,
            r#"{"mentioned_media":{"id":"18022233344455566"}}"#,
        ] {
            let answer = get.decode(stripped.as_bytes());
            assert!(
                matches!(answer, Err(ApiError::Incomplete { .. })),
                "{stripped}: {answer:?}"
            );
        }
    }
}
