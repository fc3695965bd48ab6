//! `GET /{account}/media`: what the account has published, newest first, without stories.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media. The newest 10,000
//! can be reached. A span of time is documented for this list alone.

use crate::endpoint::{Endpoint, Request};
use crate::media::{COMMENTS, Edge, TIME};
use crate::{AccountId, ApiError, Endpoints, Media, MediaFields, Page, Scope, answer, complete, paged};
use jiff::Timestamp;

/// `GET /{account}/media`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListMedia<'a> {
    /// The account.
    pub account: &'a AccountId,
    /// Items per page, at most 100.
    pub limit: u32,
    /// Cursor of the page; `None` for the first.
    pub after: Option<&'a str>,
    /// Only what was published at this time or later, to the second.
    pub since: Option<Timestamp>,
    /// Only what was published up to this time, to the second.
    pub until: Option<Timestamp>,
    /// What is asked of every item.
    pub fields: MediaFields,
}

impl<'a> ListMedia<'a> {
    /// The newest 25, asked for what lists need.
    pub const fn new(account: &'a AccountId) -> Self {
        Self {
            account,
            limit: 25,
            after: None,
            since: None,
            until: None,
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

impl Endpoint for ListMedia<'_> {
    type Output = Page<Media>;
    const NAME: &'static str = "GET /{account}/media";
    const SCOPE: Scope = Scope::Basic;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        if let (Some(since), Some(until)) = (self.since, self.until)
            && since >= until
        {
            return Err(ApiError::Invalid("The span of time ends before it begins.".to_owned()));
        }
        let second = |time: Option<Timestamp>| time.map(|time| time.as_second().to_string());
        let (since, until) = (second(self.since), second(self.until));
        let span: Vec<_> = [("since", &since), ("until", &until)]
            .into_iter()
            .filter_map(|(name, time)| Some((name, time.as_deref()?)))
            .collect();
        let edge = Edge {
            path: [self.account.as_str(), "media"],
            fields: self.fields.names(endpoints.flavour),
            limit: self.limit,
            after: self.after,
        };
        edge.page(endpoints, &span)
    }

    fn decode(&self, body: &[u8]) -> Result<Page<Media>, ApiError> {
        let page: Page<Media> = answer::read(body)?;
        complete::list::<Self, _>(&page.items, &[TIME, COMMENTS])?;
        Ok(page)
    }
}

paged!(ListMedia, Media);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::{Doubt, MediaType, ProductType};

    const SAMPLE: &str = r#"{"data":[
        {"id":"18001112223334445","media_type":"VIDEO","media_product_type":"REELS","caption":"Rye day #bread",
         "permalink":"https://www.instagram.com/reel/Dxyz123AbCd/","timestamp":"2026-08-14T09:30:12+0000",
         "like_count":41,"comments_count":6,"thumbnail_url":"https://scontent.cdninstagram.com/t.jpg","username":"bluebakery"},
        {"id":"0018001112223334","media_type":"CAROUSEL_ALBUM","media_product_type":"FEED",
         "permalink":"https://www.instagram.com/p/Dxyz123AbCe/","timestamp":"2026-08-13T07:00:00+0000","comments_count":0,
         "is_comment_enabled":false,"children":{"data":[
            {"id":"18009","media_type":"IMAGE","media_url":"https://scontent.cdninstagram.com/1.jpg"},
            {"id":"18010","media_type":"VIDEO","thumbnail_url":"https://scontent.cdninstagram.com/2.jpg"}]}}],
        "paging":{"cursors":{"before":"QVFIb","after":"QVFIa"},
          "next":"https://graph.instagram.com/v26.0/17841400000000123/media?access_token=IGAAsecret&limit=2&after=QVFIa"}}"#;

    fn list<'a>(account: &'a AccountId, after: Option<&'a str>) -> ListMedia<'a> {
        ListMedia {
            limit: 50,
            after,
            ..ListMedia::new(account)
        }
    }

    #[test]
    fn the_request_is_the_documented_one_on_every_page() {
        let account = AccountId::from("17841400000000123");
        let first = list(&account, None).request(&Endpoints::instagram()).unwrap();
        assert_eq!(first.method(), "GET");
        assert!(first.body().is_empty());
        insta::assert_snapshot!(first.uri().to_string());
        let second = list(&account, Some("QVFIa=="))
            .request(&Endpoints::instagram())
            .unwrap();
        assert_eq!(second.uri().to_string(), format!("{}&after=QVFIa%3D%3D", first.uri()));
    }

    #[test]
    fn the_limit_stays_in_the_allowed_range() {
        let account = AccountId::from("1");
        let limit = |limit| {
            ListMedia {
                limit,
                ..ListMedia::new(&account)
            }
            .request(&Endpoints::instagram())
            .unwrap()
        };
        assert!(limit(0).uri().to_string().ends_with("&limit=1"));
        assert!(limit(5000).uri().to_string().ends_with("&limit=100"));
    }

    #[test]
    fn a_span_of_time_is_sent_in_seconds_and_must_have_a_length() {
        let account = AccountId::from("1");
        let (early, late) = (
            "2026-08-13T00:00:00Z".parse().unwrap(),
            "2026-08-14T00:00:00.9Z".parse().unwrap(),
        );
        let span = |since, until| {
            ListMedia {
                since,
                until,
                ..ListMedia::new(&account)
            }
            .request(&Endpoints::instagram())
        };
        let uri = span(Some(early), Some(late)).unwrap().uri().to_string();
        assert!(uri.ends_with("&limit=25&since=1786579200&until=1786665600"), "{uri}");
        let open = span(None, Some(late)).unwrap().uri().to_string();
        assert!(open.ends_with("&limit=25&until=1786665600"), "{open}");
        for backwards in [span(Some(late), Some(early)), span(Some(early), Some(early))] {
            assert!(matches!(backwards, Err(ApiError::Invalid(_))), "{backwards:?}");
        }
    }

    #[test]
    fn the_reduced_request_asks_for_less_and_reads_the_same() {
        let account = AccountId::from("1");
        let reduced = list(&account, None).reduced();
        let uri = reduced.request(&Endpoints::facebook()).unwrap().uri().to_string();
        assert!(!uri.contains("caption") && !uri.contains("children"), "{uri}");
        assert!(uri.contains("comments_count") && uri.contains("timestamp"), "{uri}");
    }

    #[test]
    fn the_documented_answer_is_read() {
        let account = AccountId::from("1");
        let page = list(&account, None).decode(SAMPLE.as_bytes()).unwrap();
        assert_eq!(page.after.as_deref(), Some("QVFIa"));
        let [reel, album] = page.items.as_slice() else {
            panic!("two items")
        };
        assert_eq!(
            (reel.media_type, reel.product_type),
            (MediaType::Video, Some(ProductType::Reels))
        );
        assert_eq!(reel.timestamp, Some("2026-08-14T09:30:12Z".parse().unwrap()));
        assert_eq!((reel.like_count, reel.comments_count), (Some(41), Some(6)));
        assert_eq!((reel.media_url.as_ref(), reel.is_comment_enabled), (None, None));
        assert_eq!(album.id.as_str(), "0018001112223334");
        assert_eq!(album.is_comment_enabled, Some(false));
        let slides: Vec<_> = album
            .children
            .iter()
            .map(|child| (child.id.as_str(), child.media_type))
            .collect();
        assert_eq!(slides, [("18009", MediaType::Image), ("18010", MediaType::Video)]);
        assert!(!format!("{page:?}").contains("IGAAsecret"));
    }

    #[test]
    fn an_empty_list_is_empty_and_a_list_without_data_is_not() {
        let account = AccountId::from("1");
        assert!(list(&account, None).decode(br#"{"data":[]}"#).unwrap().items.is_empty());
        let half = list(&account, None).decode(b"{}");
        assert!(
            matches!(
                half,
                Err(ApiError::InDoubt {
                    cause: Doubt::Unreadable(_)
                })
            ),
            "{half:?}"
        );
    }

    #[test]
    fn items_with_nothing_but_ids_are_incomplete_unless_one_has_more() {
        let account = AccountId::from("1");
        let stripped = list(&account, None).decode(br#"{"data":[{"id":"1"},{"id":"2"}]}"#);
        assert!(
            matches!(
                stripped,
                Err(ApiError::Incomplete {
                    scope: Scope::Basic,
                    ..
                })
            ),
            "{stripped:?}"
        );
        let mixed = list(&account, None)
            .decode(br#"{"data":[{"id":"1"},{"id":"2","timestamp":"2026-08-14T09:30:12+0000","comments_count":0}]}"#)
            .unwrap();
        assert_eq!(mixed.items.len(), 2);
    }

    #[test]
    fn unknown_kinds_do_not_break_a_page() {
        let account = AccountId::from("1");
        let body = br#"{"data":[{"id":"1","media_type":"BROADCAST","media_product_type":"LIVE","timestamp":"2026-08-14T09:30:12+0000","comments_count":2},
            {"id":"2","media_type":"HOLOGRAM","media_product_type":"WALL","timestamp":"2026-08-14T09:30:12+0000"}]}"#;
        let page = list(&account, None).decode(body).unwrap();
        assert!(page.items.iter().all(|media| media.media_type == MediaType::Unknown));
        assert_eq!(page.items[1].product_type, Some(ProductType::Unknown));
    }
}
