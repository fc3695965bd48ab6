//! `GET /{account}?fields=business_discovery.username(…){…}`: the public side of another professional account.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-facebook-login/business-discovery. Personal
//! accounts and those with an age limit end in an error. It also needs the permission for what stands on the linked Page
//! ([`Scope::PageEngagement`]).

use crate::discovery::PublicMedia;
use crate::discovery::public_media::KIND;
use crate::endpoint::{self, Endpoint, Request};
use crate::page::WithoutLinks;
use crate::{AccountId, Allowance, ApiError, Endpoints, Flavour, Page, Scope, answer, complete, handle, lenient};
use serde::Deserialize;
use std::fmt;
use url::Url;

/// `GET /{account}?fields=business_discovery.username(…){…}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DiscoverBusiness<'a> {
    /// The account that looks.
    pub account: &'a AccountId,
    /// The handle of the account it looks at, with or without `@`.
    pub username: &'a str,
    /// A page of its posts besides; `None` for the profile alone. [`ListBusinessMedia`](crate::ListBusinessMedia) walks
    /// through all of them.
    pub media: Option<MediaPage<'a>>,
}

/// Which page of the posts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MediaPage<'a> {
    /// Posts per page, at most 100.
    pub limit: u32,
    /// Cursor of the page; `None` for the newest.
    pub after: Option<&'a str>,
}

/// Another professional account.
#[derive(Clone, PartialEq, Eq)]
pub struct DiscoveredBusiness {
    /// Its id.
    pub id: AccountId,
    /// The handle, without `@`.
    pub username: Option<String>,
    /// The name on the profile.
    pub name: Option<String>,
    /// What it says about itself.
    pub biography: Option<String>,
    /// Its website.
    pub website: Option<String>,
    /// Signed address on the CDN, valid for a few days.
    pub profile_picture_url: Option<Url>,
    /// Followers.
    pub followers_count: Option<u64>,
    /// Accounts it follows.
    pub follows_count: Option<u64>,
    /// Posts.
    pub media_count: Option<u64>,
    /// The page of its posts, where one was asked for. There is never a `next` link in here: there may be more as long as a
    /// page has posts.
    pub media: Option<Page<PublicMedia>>,
}

impl fmt::Debug for DiscoveredBusiness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DiscoveredBusiness")
            .field("id", &self.id)
            .field("media", &self.media)
            .finish_non_exhaustive()
    }
}

const PROFILE: &str =
    "id,username,name,biography,website,profile_picture_url,followers_count,follows_count,media_count";
const MEDIA: &str = "id,caption,media_type,media_product_type,media_url,permalink,timestamp,like_count,comments_count,\
     view_count";

#[derive(Deserialize)]
struct Wire {
    #[serde(default)]
    business_discovery: Option<Found>,
}

#[derive(Deserialize)]
struct Found {
    id: AccountId,
    #[serde(default, deserialize_with = "lenient::text")]
    username: Option<String>,
    #[serde(default, deserialize_with = "lenient::text")]
    name: Option<String>,
    #[serde(default, deserialize_with = "lenient::text")]
    biography: Option<String>,
    #[serde(default, deserialize_with = "lenient::text")]
    website: Option<String>,
    #[serde(default, deserialize_with = "lenient::url")]
    profile_picture_url: Option<Url>,
    #[serde(default, deserialize_with = "lenient::count")]
    followers_count: Option<u64>,
    #[serde(default, deserialize_with = "lenient::count")]
    follows_count: Option<u64>,
    #[serde(default, deserialize_with = "lenient::count")]
    media_count: Option<u64>,
    #[serde(default)]
    media: Option<WithoutLinks<PublicMedia>>,
}

/// Cursors stand inside the field list, so nothing that ends an argument may be in one.
fn cursor(cursor: &str) -> Result<&str, ApiError> {
    let belongs = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'=' | b'+' | b'/' | b'.' | b'|');
    if cursor.is_empty() || !cursor.bytes().all(belongs) {
        return Err(ApiError::Invalid(
            "A cursor has a form that Instagram does not use.".to_owned(),
        ));
    }
    Ok(cursor)
}

/// What is asked for to read a page of posts.
pub(super) fn media_fields(limit: u32, after: Option<&str>) -> Result<String, ApiError> {
    let limit = limit.clamp(1, 100);
    let after = after.map(cursor).transpose()?;
    let after = after.map(|cursor| format!(".after({cursor})")).unwrap_or_default();
    Ok(format!("media{after}.limit({limit}){{{MEDIA}}}"))
}

impl Endpoint for DiscoverBusiness<'_> {
    type Output = DiscoveredBusiness;
    const NAME: &'static str = "GET /{account} business_discovery";
    const SCOPE: Scope = Scope::Insights;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];
    const ALLOWANCE: Allowance = Allowance::Platform;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let username = handle::normalised(self.username)?;
        let media = match self.media {
            None => String::new(),
            Some(MediaPage { limit, after }) => format!(",{}", media_fields(limit, after)?),
        };
        let fields = format!("business_discovery.username({username}){{{PROFILE}{media}}}");
        endpoint::get(endpoints.graph_url(&[self.account.as_str()])?, &[("fields", &fields)])
    }

    fn decode(&self, body: &[u8]) -> Result<DiscoveredBusiness, ApiError> {
        let wire: Wire = answer::read(body)?;
        let found = wire
            .business_discovery
            .ok_or_else(|| complete::lacks::<Self>(vec!["business_discovery"]))?;
        let media = found.media.map(|WithoutLinks(page)| page);
        if let Some(page) = &media {
            complete::list::<Self, _>(&page.items, &[KIND])?;
        }
        Ok(DiscoveredBusiness {
            id: found.id,
            username: found.username,
            name: found.name,
            biography: found.biography,
            website: found.website,
            profile_picture_url: found.profile_picture_url,
            followers_count: found.followers_count,
            follows_count: found.follows_count,
            media_count: found.media_count,
            media,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn asked(username: &str, media: Option<MediaPage<'_>>) -> Result<String, ApiError> {
        let account = AccountId::from("17841400111222333");
        let business = DiscoverBusiness {
            account: &account,
            username,
            media,
        };
        let request = business.request(&Endpoints::facebook())?;
        let url = Url::parse(&request.uri().to_string()).unwrap();
        assert_eq!(
            url.as_str().split('?').next(),
            Some("https://graph.facebook.com/v26.0/17841400111222333")
        );
        let (name, fields) = url.query_pairs().next().unwrap();
        assert_eq!(name, "fields");
        Ok(fields.into_owned())
    }

    #[test]
    fn the_request_is_the_documented_one() {
        let profile =
            "id,username,name,biography,website,profile_picture_url,followers_count,follows_count,media_count";
        let media = "id,caption,media_type,media_product_type,media_url,permalink,timestamp,like_count,comments_count,\
                     view_count";
        assert_eq!(
            asked("@Rival", None),
            Ok(format!("business_discovery.username(rival){{{profile}}}"))
        );
        let first = MediaPage { limit: 12, after: None };
        assert_eq!(
            asked("rival", Some(first)),
            Ok(format!(
                "business_discovery.username(rival){{{profile},media.limit(12){{{media}}}}}"
            ))
        );
        let second = MediaPage {
            limit: 500,
            after: Some("QVFIa=="),
        };
        assert_eq!(
            asked("rival", Some(second)),
            Ok(format!(
                "business_discovery.username(rival){{{profile},media.after(QVFIa==).limit(100){{{media}}}}}"
            ))
        );
    }

    #[test]
    fn neither_a_handle_nor_a_cursor_can_change_the_fields() {
        assert!(matches!(asked("rival){email}", None), Err(ApiError::Invalid(_))));
        for strange in ["", "Q).limit(1){owner}", "Q,owner", "Q Q"] {
            let page = MediaPage {
                limit: 12,
                after: Some(strange),
            };
            assert!(
                matches!(asked("rival", Some(page)), Err(ApiError::Invalid(_))),
                "{strange}"
            );
        }
    }

    fn decode(body: &str) -> Result<DiscoveredBusiness, ApiError> {
        let account = AccountId::from("17841400111222333");
        let business = DiscoverBusiness {
            account: &account,
            username: "rival",
            media: None,
        };
        business.decode(body.as_bytes())
    }

    #[test]
    fn the_documented_answer_is_read_with_its_inner_cursor() {
        let business = decode(
            r#"{"business_discovery":{"username":"rival","followers_count":18340,"media_count":277,"media":{"data":[
            {"id":"17885100000000001","media_type":"VIDEO","media_product_type":"REELS","view_count":901,"caption":"Rye"}],
            "paging":{"cursors":{"after":"QVFIa"}}},"id":"17841400999888777"},"id":"17841400111222333"}"#,
        )
        .unwrap();
        assert_eq!(business.id.as_str(), "17841400999888777");
        assert_eq!((business.followers_count, business.follows_count), (Some(18_340), None));
        let page = business.media.as_ref().unwrap();
        assert_eq!(page.after.as_deref(), Some("QVFIa"), "without a next link");
        assert_eq!(page.items[0].view_count, Some(901));
        assert!(!format!("{business:?}").contains("Rye"));
    }

    #[test]
    fn the_last_page_is_empty_and_a_profile_needs_no_posts() {
        let last =
            r#"{"business_discovery":{"id":"1","media":{"data":[],"paging":{"cursors":{"after":"Q"}}}},"id":"2"}"#;
        assert_eq!(decode(last).unwrap().media.unwrap().after, None);
        assert_eq!(
            decode(r#"{"business_discovery":{"id":"1"},"id":"2"}"#).unwrap().media,
            None
        );
    }

    #[test]
    fn an_answer_about_the_own_account_alone_is_incomplete() {
        for body in [r#"{"id":"17841400111222333"}"#, "{}"] {
            assert!(
                matches!(
                    decode(body),
                    Err(ApiError::Incomplete {
                        scope: Scope::Insights,
                        ..
                    })
                ),
                "{body}"
            );
        }
        let bare = r#"{"business_discovery":{"id":"1","media":{"data":[{"id":"3"}]}},"id":"2"}"#;
        assert!(matches!(decode(bare), Err(ApiError::Incomplete { .. })));
    }
}
