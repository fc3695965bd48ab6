//! `GET /{media}/children`: the slides of an album, in order.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-media/children. A slide has no
//! caption, no address of its own and no counts.

use crate::complete::Essential;
use crate::endpoint::{Endpoint, Request};
use crate::media::{CHILD_FIELDS, Edge};
use crate::{ApiError, Endpoints, MediaChild, MediaId, MediaType, Page, Scope, answer, complete, paged};

/// `GET /{media}/children`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListChildren<'a> {
    /// The album.
    pub media: &'a MediaId,
    /// Slides per page, at most 100.
    pub limit: u32,
    /// Cursor of the page; `None` for the first.
    pub after: Option<&'a str>,
}

const KIND: Essential<MediaChild> = ("media_type", |slide| slide.media_type != MediaType::Unknown);

impl Endpoint for ListChildren<'_> {
    type Output = Page<MediaChild>;
    const NAME: &'static str = "GET /{media}/children";
    const SCOPE: Scope = Scope::Basic;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let edge = Edge {
            path: [self.media.as_str(), "children"],
            fields: CHILD_FIELDS,
            limit: self.limit,
            after: self.after,
        };
        edge.page(endpoints, &[])
    }

    fn decode(&self, body: &[u8]) -> Result<Page<MediaChild>, ApiError> {
        let page: Page<MediaChild> = answer::read(body)?;
        complete::list::<Self, _>(&page.items, &[KIND])?;
        Ok(page)
    }
}

paged!(ListChildren, MediaChild);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn the_request_is_the_documented_one() {
        let media = MediaId::from("18001112223334445");
        let children = ListChildren {
            media: &media,
            limit: 10,
            after: None,
        };
        let request = children.request(&Endpoints::instagram()).unwrap();
        assert_eq!(request.method(), "GET");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.instagram.com/v26.0/18001112223334445/children?fields=id%2Cmedia_type%2Cmedia_url\
             %2Cthumbnail_url%2Ctimestamp&limit=10"
        );
    }

    #[test]
    fn the_documented_answer_is_read_in_order_and_bare_ids_are_incomplete() {
        let media = MediaId::from("1");
        let children = ListChildren {
            media: &media,
            limit: 10,
            after: None,
        };
        let body = br#"{"data":[
            {"id":"18009","media_type":"VIDEO","thumbnail_url":"https://scontent.cdninstagram.com/2.jpg"},
            {"id":"18008","media_type":"IMAGE","media_url":"https://scontent.cdninstagram.com/1.jpg",
             "timestamp":"2026-08-13T07:00:00+0000"}]}"#;
        let page = children.decode(body).unwrap();
        let slides: Vec<_> = page
            .items
            .iter()
            .map(|slide| (slide.id.as_str(), slide.media_type))
            .collect();
        assert_eq!(slides, [("18009", MediaType::Video), ("18008", MediaType::Image)]);
        let bare = children.decode(br#"{"data":[{"id":"1"}]}"#);
        assert!(matches!(bare, Err(ApiError::Incomplete { .. })), "{bare:?}");
    }
}
