//! `GET /{account}/collaboration_invites`: posts of others that the account is invited to share. Facebook Login only.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/collaboration. Pictures, reels and
//! carousels; no stories. 300 calls a day for each account.

use crate::complete::Essential;
use crate::endpoint::{self, Endpoint, Request};
use crate::{
    AccountId, Allowance, ApiError, Endpoints, Flavour, MediaId, Page, Scope, answer, complete, lenient, paged,
};
use serde::Deserialize;
use url::Url;

/// `GET /{account}/collaboration_invites`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListInvitations<'a> {
    /// The account that is invited.
    pub account: &'a AccountId,
    /// Invitations per page, at most 100. The platform gives 10 where nothing is said.
    pub limit: u32,
    /// Cursor of the page; `None` for the first.
    pub after: Option<&'a str>,
}

/// An invitation that waits for an answer. No `Debug`: the address is signed and the text somebody else's.
#[derive(Clone, PartialEq, Eq, Deserialize)]
pub struct Invitation {
    /// The post.
    #[serde(rename = "media_id")]
    pub media: MediaId,
    /// The handle of who invites, without `@`.
    #[serde(default, rename = "media_owner_username", deserialize_with = "lenient::text")]
    pub owner: Option<String>,
    /// The caption of the post.
    #[serde(default, deserialize_with = "lenient::text")]
    pub caption: Option<String>,
    /// Signed address of the file, valid for a few days.
    #[serde(default, deserialize_with = "lenient::url")]
    pub media_url: Option<Url>,
}

const OWNER: Essential<Invitation> = ("media_owner_username", |invitation| invitation.owner.is_some());

impl Endpoint for ListInvitations<'_> {
    type Output = Page<Invitation>;
    const NAME: &'static str = "GET /{account}/collaboration_invites";
    const SCOPE: Scope = Scope::Basic;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];
    const ALLOWANCE: Allowance = Allowance::Invitations;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let limit = self.limit.clamp(1, 100).to_string();
        let mut query = vec![("limit", limit.as_str())];
        query.extend(self.after.map(|cursor| ("after", cursor)));
        endpoint::get(
            endpoints.graph_url(&[self.account.as_str(), "collaboration_invites"])?,
            &query,
        )
    }

    fn decode(&self, body: &[u8]) -> Result<Page<Invitation>, ApiError> {
        let page: Page<Invitation> = answer::read(body)?;
        complete::list::<Self, _>(&page.items, &[OWNER])?;
        Ok(page)
    }
}

paged!(ListInvitations, Invitation);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn the_request_is_the_documented_one() {
        let account = AccountId::from("17841400000000123");
        let list = ListInvitations {
            account: &account,
            limit: 15,
            after: Some("QVFIa"),
        };
        let request = list.request(&Endpoints::facebook()).unwrap();
        assert_eq!(request.method(), "GET");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.facebook.com/v26.0/17841400000000123/collaboration_invites?limit=15&after=QVFIa"
        );
    }

    #[test]
    fn the_documented_answer_is_read_and_a_stripped_one_is_incomplete() {
        let account = AccountId::from("1");
        let list = ListInvitations {
            account: &account,
            limit: 10,
            after: None,
        };
        let body =
            br#"{"data":[{"media_id":"18033344455566677","media_owner_username":"miller.joe","caption":"With friends",
            "media_url":"https://scontent.cdninstagram.com/1.jpg"},{"media_id":18033344455566678}],
            "paging":{"cursors":{"before":"QVFIb","after":"QVFIa"}}}"#;
        let page = list.decode(body).unwrap();
        assert_eq!(page.after, None, "cursors without a next link are the end");
        assert_eq!(page.items[0].owner.as_deref(), Some("miller.joe"));
        assert_eq!(page.items[0].caption.as_deref(), Some("With friends"));
        assert!(page.items[0].media_url.is_some() && page.items[1].media_url.is_none());
        assert_eq!(page.items[1].media.as_str(), "18033344455566678");
        let stripped = list.decode(br#"{"data":[{"media_id":"1"}]}"#).map(|_| ());
        assert!(matches!(stripped, Err(ApiError::Incomplete { .. })), "{stripped:?}");
        let nameless = list
            .decode(br#"{"data":[{"media_owner_username":"miller.joe"}]}"#)
            .map(|_| ());
        assert!(matches!(nameless, Err(ApiError::InDoubt { .. })), "{nameless:?}");
    }
}
