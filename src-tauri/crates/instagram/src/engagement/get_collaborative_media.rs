//! `GET /{account}?fields=collaborative_media_search.media_id(…)`: one post of somebody else that the account shares.
//! Facebook Login only.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/collaboration

use crate::endpoint::{self, Endpoint, Request};
use crate::engagement::SHARED_FIELDS;
use crate::mentions::{expanded, expansion};
use crate::{AccountId, ApiError, Endpoints, Flavour, Media, MediaId, Scope, complete};

/// `GET /{account}?fields=collaborative_media_search.media_id(…)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetCollaborativeMedia<'a> {
    /// The account that shares the post.
    pub account: &'a AccountId,
    /// The post; not one of the account's own.
    pub media: &'a MediaId,
}

impl Endpoint for GetCollaborativeMedia<'_> {
    type Output = Media;
    const NAME: &'static str = "GET /{account} collaborative_media_search";
    const SCOPE: Scope = Scope::Basic;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let fields = expansion(
            "collaborative_media_search",
            "media_id",
            self.media.as_str(),
            SHARED_FIELDS,
        )?;
        endpoint::get(endpoints.graph_url(&[self.account.as_str()])?, &[("fields", &fields)])
    }

    fn decode(&self, body: &[u8]) -> Result<Media, ApiError> {
        let found: Option<Media> = expanded("collaborative_media_search", body)?;
        match found {
            Some(media) if media.timestamp.is_some() => Ok(media),
            Some(_) => Err(complete::lacks::<Self>(vec!["timestamp"])),
            None => Err(complete::lacks::<Self>(vec!["collaborative_media_search"])),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn the_request_is_the_documented_one() {
        let (account, media) = (AccountId::from("17841400000000123"), MediaId::from("18033344455566677"));
        let get = GetCollaborativeMedia {
            account: &account,
            media: &media,
        };
        let request = get.request(&Endpoints::facebook()).unwrap();
        assert_eq!(request.method(), "GET");
        let uri = request.uri().to_string();
        let start = "https://graph.facebook.com/v26.0/17841400000000123?fields=collaborative_media_search\
             .media_id%2818033344455566677%29%7Bid%2Ccaption%2C";
        assert!(
            uri.starts_with(start) && uri.ends_with("%2Ctotal_views_count%7D"),
            "{uri}"
        );
    }

    #[test]
    fn the_documented_answer_is_read_and_a_stripped_one_is_incomplete() {
        let (account, media) = (AccountId::from("1"), MediaId::from("2"));
        let get = GetCollaborativeMedia {
            account: &account,
            media: &media,
        };
        let body = br#"{"collaborative_media_search":{"id":"18033344455566677","caption":"With friends",
            "timestamp":"2026-08-14T09:30:12+0000"},"id":"17841400000000123"}"#;
        assert_eq!(get.decode(body).unwrap().caption.as_deref(), Some("With friends"));
        for stripped in [
            r#"{"id":"17841400000000123"}"#,
            r#"{"collaborative_media_search":{"id":"18033344455566677"}}"#,
        ] {
            let answer = get.decode(stripped.as_bytes());
            assert!(
                matches!(answer, Err(ApiError::Incomplete { .. })),
                "{stripped}: {answer:?}"
            );
        }
    }
}
