//! `GET /{hashtag}`: the name of a hashtag.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-hashtag.

use crate::endpoint::{self, Endpoint, Request};
use crate::{Allowance, ApiError, Endpoints, Flavour, Hashtag, HashtagId, Scope, answer, complete};

/// `GET /{hashtag}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetHashtag<'a> {
    /// The hashtag.
    pub hashtag: &'a HashtagId,
}

impl Endpoint for GetHashtag<'_> {
    type Output = Hashtag;
    const NAME: &'static str = "GET /{hashtag}";
    const SCOPE: Scope = Scope::PublicContent;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];
    const ALLOWANCE: Allowance = Allowance::Platform;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        endpoint::get(endpoints.graph_url(&[self.hashtag.as_str()])?, &[("fields", "id,name")])
    }

    fn decode(&self, body: &[u8]) -> Result<Hashtag, ApiError> {
        let hashtag: Hashtag = answer::read(body)?;
        complete::object::<Self>(&[("name", hashtag.name.is_some())])?;
        Ok(hashtag)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn the_request_is_the_documented_one() {
        let hashtag = HashtagId::from("17840000000000321");
        let request = GetHashtag { hashtag: &hashtag }
            .request(&Endpoints::facebook())
            .unwrap();
        assert_eq!(
            request.uri().to_string(),
            "https://graph.facebook.com/v26.0/17840000000000321?fields=id%2Cname"
        );
    }

    #[test]
    fn the_name_is_read_and_its_absence_is_incomplete() {
        let hashtag = HashtagId::from("17840000000000321");
        let endpoint = GetHashtag { hashtag: &hashtag };
        let found = endpoint
            .decode(br#"{"id":"17840000000000321","name":"coffee"}"#)
            .unwrap();
        assert_eq!(found.name.as_deref(), Some("coffee"));
        assert!(matches!(
            endpoint.decode(br#"{"id":"17840000000000321"}"#),
            Err(ApiError::Incomplete {
                scope: Scope::PublicContent,
                ..
            })
        ));
        assert!(matches!(endpoint.decode(b"{}"), Err(ApiError::InDoubt { .. })));
    }
}
