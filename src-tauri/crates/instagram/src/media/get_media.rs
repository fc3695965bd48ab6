//! `GET /{media}`: one media object.
//!
//! Source: developers.facebook.com/documentation/instagram-platform/reference/instagram-media

use crate::endpoint::{self, Endpoint, Request};
use crate::media::TIME;
use crate::{ApiError, Endpoints, Media, MediaFields, MediaId, Scope, answer, complete};

/// `GET /{media}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetMedia<'a> {
    /// The media object.
    pub media: &'a MediaId,
    /// What is asked of it.
    pub fields: MediaFields,
}

impl<'a> GetMedia<'a> {
    /// Asks for what screens need.
    pub const fn new(media: &'a MediaId) -> Self {
        Self {
            media,
            fields: MediaFields::Usual,
        }
    }

    /// The same with the fewest fields: for one more try when the platform refused one
    /// ([`ApiError::may_be_a_field`]).
    #[must_use]
    pub const fn reduced(self) -> Self {
        Self {
            fields: MediaFields::Reduced,
            ..self
        }
    }
}

impl Endpoint for GetMedia<'_> {
    type Output = Media;
    const NAME: &'static str = "GET /{media}";
    const SCOPE: Scope = Scope::Basic;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let fields = self.fields.names(endpoints.flavour);
        endpoint::get(endpoints.graph_url(&[self.media.as_str()])?, &[("fields", fields)])
    }

    fn decode(&self, body: &[u8]) -> Result<Media, ApiError> {
        let media: Media = answer::read(body)?;
        complete::list::<Self, _>(std::slice::from_ref(&media), &[TIME])?;
        Ok(media)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::MediaType;

    #[test]
    fn the_request_is_the_documented_one() {
        let media = MediaId::from("18001112223334445");
        let request = GetMedia::new(&media).request(&Endpoints::instagram()).unwrap();
        assert_eq!(request.method(), "GET");
        insta::assert_snapshot!(request.uri().to_string());
    }

    #[test]
    fn both_set_ups_have_a_full_and_a_reduced_request() {
        let media = MediaId::from("18001112223334445");
        let uri = |get: GetMedia<'_>, endpoints: &Endpoints| get.request(endpoints).unwrap().uri().to_string();
        let full = GetMedia {
            fields: MediaFields::Full,
            ..GetMedia::new(&media)
        };
        insta::assert_snapshot!("full_instagram", uri(full, &Endpoints::instagram()));
        insta::assert_snapshot!("full_facebook", uri(full, &Endpoints::facebook()));
        assert_eq!(
            uri(full.reduced(), &Endpoints::facebook()),
            "https://graph.facebook.com/v26.0/18001112223334445?fields=id%2Cmedia_type%2Cmedia_url%2Cthumbnail_url\
             %2Cpermalink%2Ctimestamp%2Cusername%2Clike_count%2Ccomments_count"
        );
    }

    #[test]
    fn the_comment_switch_is_read() {
        let media = MediaId::from("18001112223334445");
        let body = br#"{"id":"18001112223334445","media_type":"IMAGE","timestamp":"2026-08-14T09:30:12+0000",
            "ig_id":31415926,"is_comment_enabled":true,"media_url":"https://scontent.cdninstagram.com/1.jpg"}"#;
        let found = GetMedia::new(&media).decode(body).unwrap();
        assert_eq!(
            (found.media_type, found.is_comment_enabled),
            (MediaType::Image, Some(true))
        );
        assert!(found.children.is_empty() && found.thumbnail_url.is_none());
    }

    #[test]
    fn an_answer_with_only_an_id_is_incomplete() {
        let media = MediaId::from("1");
        let bare = GetMedia::new(&media).decode(br#"{"id":"1"}"#);
        assert!(
            matches!(
                bare,
                Err(ApiError::Incomplete {
                    endpoint: "GET /{media}",
                    ..
                })
            ),
            "{bare:?}"
        );
    }
}
