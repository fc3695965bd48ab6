//! `GET /{account}?fields=business_discovery.username(…){media…}`: the posts of another professional account, page by page.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/business-discovery. Facebook Login
//! only. The answers have cursors and never a link to the next page, so the list ends with an empty page.

use crate::discovery::discover_business::media_fields;
use crate::discovery::public_media::KIND;
use crate::endpoint::{self, Endpoint, Request};
use crate::page::WithoutLinks;
use crate::{
    AccountId, Allowance, ApiError, Cursors, Endpoints, Flavour, Page, PublicMedia, Scope, answer, complete, handle,
    lenient, paged,
};
use serde::Deserialize;

/// `GET /{account}?fields=business_discovery.username(…){media…}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListBusinessMedia<'a> {
    /// The account that looks.
    pub account: &'a AccountId,
    /// The handle of the account it looks at, with or without `@`.
    pub username: &'a str,
    /// Posts per page, at most 100.
    pub limit: u32,
    /// Cursor of the page; `None` for the newest posts.
    pub after: Option<&'a str>,
}

#[derive(Deserialize)]
struct Wire {
    #[serde(default)]
    business_discovery: Option<Found>,
}

#[derive(Deserialize)]
struct Found {
    #[serde(default, deserialize_with = "lenient::count")]
    media_count: Option<u64>,
    #[serde(default)]
    media: Option<WithoutLinks<PublicMedia>>,
}

impl Endpoint for ListBusinessMedia<'_> {
    /// Every page with posts may have a cursor of a following one; only the empty one is surely the last.
    type Output = Page<PublicMedia>;
    const NAME: &'static str = "GET /{account} business_discovery media";
    const SCOPE: Scope = Scope::Insights;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];
    const ALLOWANCE: Allowance = Allowance::Platform;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let username = handle::normalised(self.username)?;
        let media = media_fields(self.limit, self.after)?;
        let fields = format!("business_discovery.username({username}){{id,media_count,{media}}}");
        endpoint::get(endpoints.graph_url(&[self.account.as_str()])?, &[("fields", &fields)])
    }

    fn decode(&self, body: &[u8]) -> Result<Page<PublicMedia>, ApiError> {
        let found = answer::read::<Wire>(body)?
            .business_discovery
            .ok_or_else(|| complete::lacks::<Self>(vec!["business_discovery"]))?;
        match found.media {
            Some(WithoutLinks(page)) => {
                complete::list::<Self, _>(&page.items, &[KIND])?;
                Ok(page)
            }
            // An edge without items may be left out.
            None if self.after.is_some() || found.media_count == Some(0) => Ok(Page {
                items: Vec::new(),
                after: None,
                cursors: Cursors::default(),
            }),
            None => Err(complete::lacks::<Self>(vec!["media"])),
        }
    }
}

paged!(ListBusinessMedia, PublicMedia);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::Paged;
    use url::Url;

    fn asked(username: &str, limit: u32, after: Option<&str>) -> Result<String, ApiError> {
        let account = AccountId::from("17841400111222333");
        let list = ListBusinessMedia {
            account: &account,
            username,
            limit,
            after,
        };
        let request = list.at(None).request(&Endpoints::facebook())?;
        let url = Url::parse(&request.uri().to_string()).unwrap();
        assert_eq!(
            (request.method().as_str(), url.path()),
            ("GET", "/v26.0/17841400111222333")
        );
        let (name, fields) = url.query_pairs().next().unwrap();
        assert_eq!(name, "fields");
        Ok(fields.into_owned())
    }

    #[test]
    fn the_request_is_the_documented_one_on_every_page() {
        let media = "{id,caption,media_type,media_product_type,media_url,permalink,timestamp,like_count,comments_count,\
                     view_count}";
        assert_eq!(
            asked("@Rival", 12, None),
            Ok(format!(
                "business_discovery.username(rival){{id,media_count,media.limit(12){media}}}"
            ))
        );
        assert_eq!(
            asked("rival", 500, Some("QVFIa==")),
            Ok(format!(
                "business_discovery.username(rival){{id,media_count,media.after(QVFIa==).limit(100){media}}}"
            ))
        );
        for (username, after) in [("rival){email}", None), ("rival", Some("Q).limit(1){owner}"))] {
            assert!(matches!(asked(username, 12, after), Err(ApiError::Invalid(_))));
        }
    }

    fn decode(body: &str, after: Option<&str>) -> Result<Page<PublicMedia>, ApiError> {
        let account = AccountId::from("17841400111222333");
        let list = ListBusinessMedia {
            account: &account,
            username: "rival",
            limit: 12,
            after,
        };
        list.decode(body.as_bytes())
    }

    #[test]
    fn the_documented_answer_is_read_and_goes_on_without_a_link() {
        let body = r#"{"business_discovery":{"media_count":277,"media":{"data":[
            {"id":"17885100000000001","media_type":"VIDEO","media_product_type":"REELS","view_count":901}],
            "paging":{"cursors":{"after":"QVFIa"}}},"id":"17841400999888777"},"id":"17841400111222333"}"#;
        let page = decode(body, None).unwrap();
        assert_eq!((page.items.len(), page.after.as_deref()), (1, Some("QVFIa")));
        assert_eq!(page.items[0].view_count, Some(901));
    }

    #[test]
    fn the_list_ends_with_an_empty_page_or_with_none() {
        let empty = r#"{"business_discovery":{"id":"1","media_count":1,"media":{"data":[],"paging":{"cursors":{"after":"Q"}}}}}"#;
        let left_out = r#"{"business_discovery":{"id":"1","media_count":1}}"#;
        for last in [empty, left_out] {
            let page = decode(last, Some("Q")).unwrap();
            assert_eq!((page.items.len(), page.after), (0, None));
        }
        let nothing_yet = r#"{"business_discovery":{"id":"1","media_count":0}}"#;
        assert!(decode(nothing_yet, None).unwrap().items.is_empty());
    }

    #[test]
    fn a_stripped_answer_is_incomplete() {
        for body in [
            r#"{"id":"17841400111222333"}"#,
            r#"{"business_discovery":{"id":"1","media_count":12}}"#,
            r#"{"business_discovery":{"id":"1","media":{"data":[{"id":"3"}]}}}"#,
        ] {
            assert!(matches!(decode(body, None), Err(ApiError::Incomplete { .. })), "{body}");
        }
    }
}
