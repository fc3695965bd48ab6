//! `GET /{hashtag}/top_media`: the posts under a hashtag that Instagram finds most popular.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-hashtag/top-media.
//! Public pictures and videos only, as in [`ListRecentHashtagMedia`](crate::ListRecentHashtagMedia), of any age.

use crate::discovery::PublicMedia;
use crate::discovery::public_media::{self, OfHashtag};
use crate::endpoint::{Endpoint, Request};
use crate::{AccountId, Allowance, ApiError, Endpoints, Flavour, HashtagId, Page, Scope, paged};

/// `GET /{hashtag}/top_media`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListTopHashtagMedia<'a> {
    /// The hashtag.
    pub hashtag: &'a HashtagId,
    /// The account that looks.
    pub account: &'a AccountId,
    /// Posts per page, at most 50.
    pub limit: u32,
    /// Cursor of the page; `None` for the first. There is no way back.
    pub after: Option<&'a str>,
}

impl Endpoint for ListTopHashtagMedia<'_> {
    type Output = Page<PublicMedia>;
    const NAME: &'static str = "GET /{hashtag}/top_media";
    const SCOPE: Scope = Scope::PublicContent;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];
    const ALLOWANCE: Allowance = Allowance::Platform;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        OfHashtag {
            hashtag: self.hashtag,
            edge: "top_media",
            account: self.account,
            limit: self.limit,
            after: self.after,
        }
        .request(endpoints)
    }

    fn decode(&self, body: &[u8]) -> Result<Page<PublicMedia>, ApiError> {
        public_media::page::<Self>(body)
    }
}

paged!(ListTopHashtagMedia, PublicMedia);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::MediaType;

    fn list<'a>(hashtag: &'a HashtagId, account: &'a AccountId, after: Option<&'a str>) -> ListTopHashtagMedia<'a> {
        ListTopHashtagMedia {
            hashtag,
            account,
            limit: 500,
            after,
        }
    }

    #[test]
    fn the_request_is_the_documented_one_and_asks_for_fifty_at_most() {
        let (hashtag, account) = (
            HashtagId::from("17840000000000321"),
            AccountId::from("17841400000000123"),
        );
        let first = list(&hashtag, &account, None).request(&Endpoints::facebook()).unwrap();
        assert_eq!(first.method(), "GET");
        assert_eq!(
            first.uri().to_string(),
            "https://graph.facebook.com/v26.0/17840000000000321/top_media?user_id=17841400000000123&fields=id%2Ccaption\
             %2Cmedia_type%2Cmedia_url%2Cpermalink%2Ctimestamp%2Clike_count%2Ccomments_count%2Cchildren%7Bid%2Cmedia_type\
             %2Cmedia_url%7D&limit=50"
        );
        let second = list(&hashtag, &account, Some("QVFIa=="));
        let second = second.request(&Endpoints::facebook()).unwrap();
        assert_eq!(second.uri().to_string(), format!("{}&after=QVFIa%3D%3D", first.uri()));
    }

    #[test]
    fn the_documented_answer_is_read_and_the_token_in_its_link_is_not() {
        let (hashtag, account) = (HashtagId::from("1"), AccountId::from("2"));
        let body = r#"{"data":[{"id":"18088150000000001","media_type":"CAROUSEL_ALBUM","comments_count":8,"caption":"Rye 🌱",
            "permalink":"https://www.instagram.com/p/Dxyz/","children":{"data":[{"id":"18088150000000002"}]}},
            {"id":"18088150000000003","media_type":"IMAGE","comments_count":0,"like_count":804}],
            "paging":{"cursors":{"after":"Qa"},
            "next":"https://graph.facebook.com/v26.0/1/top_media?access_token=EAAsecret&after=Qa"}}"#;
        let page = list(&hashtag, &account, None).decode(body.as_bytes()).unwrap();
        assert_eq!(page.after.as_deref(), Some("Qa"));
        assert_eq!(page.items[0].media_type, MediaType::CarouselAlbum);
        assert_eq!(page.items[0].children.len(), 1);
        let likes: Vec<_> = page.items.iter().map(|media| media.like_count).collect();
        assert_eq!(likes, [None, Some(804)], "hidden likes are unknown, not zero");
        assert!(!format!("{page:?}").contains("EAAsecret"));
    }
}
