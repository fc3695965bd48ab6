//! `POST /{account}/likes`: likes a post or a comment in the name of the account. Facebook Login only.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/user-likes (since 2026-04-22).
//! Liking what is liked already has no effect, so sending it twice is harmless. More than 50 calls in five
//! seconds lock the account out for an hour.

use crate::endpoint::{self, Endpoint, Request};
use crate::{AccountId, Allowance, ApiError, Endpoints, Flavour, Likeable, Scope, answer};

/// `POST /{account}/likes`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Like<'a> {
    /// The account that likes.
    pub account: &'a AccountId,
    /// What it is about.
    pub target: Likeable<'a>,
}

impl Endpoint for Like<'_> {
    type Output = ();
    const NAME: &'static str = "POST /{account}/likes";
    const SCOPE: Scope = Scope::Likes;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];
    const ALLOWANCE: Allowance = Allowance::Likes;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let url = endpoints.graph_url(&[self.account.as_str(), "likes"])?;
        endpoint::post(url, &[self.target.parameter()])
    }

    fn decode(&self, body: &[u8]) -> Result<(), ApiError> {
        answer::success(body)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::{CommentId, MediaId};

    #[test]
    fn the_request_names_exactly_one_of_the_two() {
        let account = AccountId::from("17841400000000123");
        let (media, comment) = (MediaId::from("18001112223334445"), CommentId::from("18050001112223334"));
        for (target, parameter) in [
            (Likeable::Media(&media), "media_id=18001112223334445"),
            (Likeable::Comment(&comment), "comment_id=18050001112223334"),
        ] {
            let call = Like {
                account: &account,
                target,
            };
            let request = call.request(&Endpoints::facebook()).unwrap();
            assert_eq!(request.method(), "POST");
            assert_eq!(
                request.uri().to_string(),
                "https://graph.facebook.com/v26.0/17841400000000123/likes"
            );
            assert_eq!(std::str::from_utf8(request.body()).unwrap(), parameter);
        }
    }

    #[test]
    fn the_documented_answer_is_success() {
        let (account, media) = (AccountId::from("1"), MediaId::from("2"));
        let call = Like {
            account: &account,
            target: Likeable::Media(&media),
        };
        assert_eq!(call.decode(br#"{"success":true}"#), Ok(()));
        assert!(call.decode(br#"{"success":false}"#).is_err());
    }
}
