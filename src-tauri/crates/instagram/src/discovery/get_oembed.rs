//! `GET /instagram_oembed`: a public post as HTML that a web page can show.
//!
//! Source: developers.facebook.com/docs/instagram-platform/reference/instagram-oembed. No token is needed since May 2026, in
//! neither set-up, for about 1,000 calls an hour; an app's own token would lift that to five million a day, and is not sent:
//! a person who looks at posts comes nowhere near it, and the token would stand in an address that is logged. Names and thumbnails were withdrawn in November 2025 and are not read. For display alone: keeping or
//! evaluating what it says is forbidden.

use crate::endpoint::{self, Endpoint, Request};
use crate::endpoints::is_instagram_page;
use crate::{Allowance, ApiError, Endpoints, Scope, answer, complete, lenient};
use serde::Deserialize;
use std::fmt;
use url::Url;

/// `GET /instagram_oembed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetOembed<'a> {
    /// The page of a public picture, video, reel or album on `www.instagram.com`; no stories.
    pub post: &'a Url,
    /// The widest it may be, in pixels; `None` leaves it to the platform.
    pub max_width: Option<u32>,
    /// Whether the HTML leaves out the script that makes it a frame.
    pub omit_script: bool,
}

/// A post as HTML.
#[derive(Clone, PartialEq, Eq)]
pub struct Oembed {
    /// The HTML. Written by others: to be shown inside a sandbox.
    pub html: String,
    /// Its width, in pixels.
    pub width: Option<u32>,
    /// `rich`.
    pub kind: Option<String>,
    /// `Instagram`.
    pub provider: Option<String>,
}

impl fmt::Debug for Oembed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Oembed")
            .field("width", &self.width)
            .finish_non_exhaustive()
    }
}

#[derive(Deserialize)]
struct Wire {
    #[serde(default, deserialize_with = "lenient::text")]
    html: Option<String>,
    #[serde(default, deserialize_with = "lenient::count")]
    width: Option<u64>,
    #[serde(default, rename = "type", deserialize_with = "lenient::text")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "lenient::text")]
    provider_name: Option<String>,
}

/// Parts of an address that lead to a post.
const POSTS: [&str; 4] = ["p", "reel", "reels", "tv"];

/// `https://www.instagram.com/p/CODE/`, with or without the handle before it.
fn is_post(url: &Url) -> bool {
    let parts: Vec<_> = url
        .path_segments()
        .into_iter()
        .flatten()
        .filter(|part| !part.is_empty())
        .collect();
    let leads_to_post = match parts.as_slice() {
        [kind, _] | [_, kind, _] => POSTS.contains(kind),
        _ => false,
    };
    leads_to_post && is_instagram_page(url)
}

impl Endpoint for GetOembed<'_> {
    type Output = Oembed;
    const NAME: &'static str = "GET /instagram_oembed";
    const SCOPE: Scope = Scope::Public;
    const ALLOWANCE: Allowance = Allowance::Oembed;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        if !is_post(self.post) {
            return Err(ApiError::Invalid(
                "Only public posts and reels of Instagram can be embedded.".to_owned(),
            ));
        }
        let width = self.max_width.map(|width| width.to_string());
        let mut query = vec![("url", self.post.as_str())];
        query.extend(width.as_deref().map(|width| ("maxwidth", width)));
        query.extend(self.omit_script.then_some(("omitscript", "true")));
        endpoint::get(endpoints.public_url(&["instagram_oembed"])?, &query)
    }

    fn decode(&self, body: &[u8]) -> Result<Oembed, ApiError> {
        let wire: Wire = answer::read(body)?;
        Ok(Oembed {
            html: wire.html.ok_or_else(|| complete::lacks::<Self>(vec!["html"]))?,
            width: wire.width.and_then(|width| u32::try_from(width).ok()),
            kind: wire.kind,
            provider: wire.provider_name,
        })
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn embed(post: &Url) -> GetOembed<'_> {
        GetOembed {
            post,
            max_width: None,
            omit_script: false,
        }
    }

    #[test]
    fn the_request_is_the_documented_one_in_both_set_ups() {
        let post = Url::parse("https://www.instagram.com/p/ABC123/").unwrap();
        let wide = GetOembed {
            max_width: Some(540),
            omit_script: true,
            ..embed(&post)
        };
        for endpoints in [Endpoints::instagram(), Endpoints::facebook()] {
            let base =
                "https://graph.facebook.com/v26.0/instagram_oembed?url=https%3A%2F%2Fwww.instagram.com%2Fp%2FABC123%2F";
            assert_eq!(embed(&post).request(&endpoints).unwrap().uri().to_string(), base);
            assert_eq!(
                wide.request(&endpoints).unwrap().uri().to_string(),
                format!("{base}&maxwidth=540&omitscript=true")
            );
        }
    }

    #[test]
    fn only_posts_of_instagram_can_be_embedded() {
        for (post, is_one) in [
            ("https://www.instagram.com/p/ABC123/", true),
            ("https://instagram.com/reel/ABC123", true),
            ("https://www.instagram.com/bluebakery/p/ABC123/?img_index=2", true),
            ("https://www.instagram.com/tv/ABC123/", true),
            ("https://www.instagram.com/stories/bluebakery/123/", false),
            ("https://www.instagram.com/bluebakery/", false),
            ("https://www.instagram.com/p/", false),
            ("https://www.instagram.com.elsewhere.example/p/ABC123/", false),
            ("http://www.instagram.com/p/ABC123/", false),
        ] {
            let post = Url::parse(post).unwrap();
            let request = embed(&post).request(&Endpoints::instagram());
            assert_eq!(request.is_ok(), is_one, "{post}");
            assert!(is_one || matches!(request, Err(ApiError::Invalid(_))));
        }
    }

    #[test]
    fn the_documented_answer_is_read_and_one_without_html_is_incomplete() {
        let post = Url::parse("https://www.instagram.com/p/ABC123/").unwrap();
        let body = br#"{"version":"1.0","type":"rich","provider_name":"Instagram",
            "provider_url":"https://www.instagram.com/","width":540,"html":"<blockquote>words</blockquote>"}"#;
        let found = embed(&post).decode(body).unwrap();
        assert_eq!((found.width, found.kind.as_deref()), (Some(540), Some("rich")));
        assert!(!format!("{found:?}").contains("words"));
        assert!(matches!(
            embed(&post).decode(b"{}"),
            Err(ApiError::Incomplete {
                scope: Scope::Public,
                ..
            })
        ));
    }
}
