//! `POST /{account}/collaboration_invites`: shares a post of somebody who asked for it, or declines. Facebook Login only.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/collaboration. The page allows 50
//! answers a day for each account, besides the 300 calls of the list.

use crate::endpoint::{self, Endpoint, Request};
use crate::{AccountId, Allowance, ApiError, Endpoints, Flavour, MediaId, Scope, answer};

/// `POST /{account}/collaboration_invites`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AnswerInvitation<'a> {
    /// The account that is invited.
    pub account: &'a AccountId,
    /// The post, as [`ListInvitations`](crate::ListInvitations) names it.
    pub media: &'a MediaId,
    /// `true` shares the post, `false` declines.
    pub accept: bool,
}

impl Endpoint for AnswerInvitation<'_> {
    type Output = ();
    const NAME: &'static str = "POST /{account}/collaboration_invites";
    const SCOPE: Scope = Scope::Basic;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];
    const ALLOWANCE: Allowance = Allowance::InvitationAnswers;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let accept = if self.accept { "true" } else { "false" };
        endpoint::post(
            endpoints.graph_url(&[self.account.as_str(), "collaboration_invites"])?,
            &[("media_id", self.media.as_str()), ("accept", accept)],
        )
    }

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
        let (account, media) = (AccountId::from("17841400000000123"), MediaId::from("18033344455566677"));
        for (accept, body) in [
            (true, "media_id=18033344455566677&accept=true"),
            (false, "media_id=18033344455566677&accept=false"),
        ] {
            let answer = AnswerInvitation {
                account: &account,
                media: &media,
                accept,
            };
            let request = answer.request(&Endpoints::facebook()).unwrap();
            assert_eq!(request.method(), "POST");
            assert_eq!(
                request.uri().to_string(),
                "https://graph.facebook.com/v26.0/17841400000000123/collaboration_invites"
            );
            assert_eq!(request.headers()["content-type"], "application/x-www-form-urlencoded");
            assert_eq!(std::str::from_utf8(request.body()).unwrap(), body);
        }
    }

    #[test]
    fn the_documented_answer_is_success() {
        let (account, media) = (AccountId::from("1"), MediaId::from("2"));
        let answer = AnswerInvitation {
            account: &account,
            media: &media,
            accept: true,
        };
        assert_eq!(answer.decode(br#"{"success":true}"#), Ok(()));
        assert!(answer.decode(b"{}").is_err());
    }
}
