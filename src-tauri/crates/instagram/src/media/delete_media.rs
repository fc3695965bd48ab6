//! `DELETE /{media}`: deletes a post, reel, story or whole album for good. Facebook Login only.
//!
//! Source: developers.facebook.com/documentation/instagram-platform/reference/instagram-media (deleting, since 2025-12-03). Not
//! for ads, nor for one slide of an album. A kind that cannot be deleted is refused with -1/2207073.

use crate::endpoint::{self, Endpoint, Request};
use crate::{ApiError, Endpoints, Flavour, MediaId, Scope, answer};

/// `DELETE /{media}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeleteMedia<'a> {
    /// What is to be gone.
    pub media: &'a MediaId,
}

impl Endpoint for DeleteMedia<'_> {
    type Output = ();
    const NAME: &'static str = "DELETE /{media}";
    const SCOPE: Scope = Scope::DeleteMedia;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        endpoint::delete(endpoints.graph_url(&[self.media.as_str()])?)
    }

    /// The answer names what was deleted besides; some answers leave it out.
    fn decode(&self, body: &[u8]) -> Result<(), ApiError> {
        answer::success(body)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn the_request_is_the_documented_one() {
        let media = MediaId::from("18001112223334445");
        let request = DeleteMedia { media: &media }.request(&Endpoints::facebook()).unwrap();
        assert_eq!(request.method(), "DELETE");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.facebook.com/v26.0/18001112223334445"
        );
        assert!(request.body().is_empty());
    }

    #[test]
    fn an_id_that_is_no_id_never_becomes_a_path() {
        for strange in ["", "..", "me/media"] {
            let media = MediaId::from(strange);
            let request = DeleteMedia { media: &media }.request(&Endpoints::facebook());
            assert!(matches!(request, Err(ApiError::Invalid(_))), "{strange:?}");
        }
    }

    #[test]
    fn the_documented_answer_is_success_and_nothing_else_is() {
        let media = MediaId::from("18001112223334445");
        let delete = DeleteMedia { media: &media };
        assert_eq!(
            delete.decode(br#"{"success":true,"deleted_id":"18001112223334445"}"#),
            Ok(())
        );
        for other in [r#"{"success":false}"#, "{}", r#"{"deleted_id":"18001112223334445"}"#] {
            assert!(delete.decode(other.as_bytes()).is_err(), "{other}");
        }
    }
}
