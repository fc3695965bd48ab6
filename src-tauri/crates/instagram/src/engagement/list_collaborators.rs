//! `GET /{media}/collaborators`: who was asked to share a post, and what they said. Facebook Login only.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-media/collaborators. Only the owner
//! of the post can ask. Pictures, reels and carousels; no stories.

use crate::endpoint::{self, Endpoint, Request};
use crate::{ApiError, Collaborator, Endpoints, Flavour, MediaId, Page, Scope, answer, paged};

/// `GET /{media}/collaborators`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListCollaborators<'a> {
    /// The post.
    pub media: &'a MediaId,
    /// Cursor of the page; `None` for the first.
    pub after: Option<&'a str>,
}

impl Endpoint for ListCollaborators<'_> {
    type Output = Page<Collaborator>;
    const NAME: &'static str = "GET /{media}/collaborators";
    const SCOPE: Scope = Scope::Basic;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];

    /// The answer holds everything there is without being asked for fields.
    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let query: Vec<_> = self.after.map(|cursor| ("after", cursor)).into_iter().collect();
        endpoint::get(endpoints.graph_url(&[self.media.as_str(), "collaborators"])?, &query)
    }

    fn decode(&self, body: &[u8]) -> Result<Page<Collaborator>, ApiError> {
        answer::read(body)
    }
}

paged!(ListCollaborators, Collaborator);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn the_request_is_the_documented_one() {
        let media = MediaId::from("18001112223334445");
        let uri = |after| {
            let list = ListCollaborators { media: &media, after };
            let request = list.request(&Endpoints::facebook()).unwrap();
            assert_eq!(request.method(), "GET");
            request.uri().to_string()
        };
        let first = uri(None);
        assert_eq!(
            first,
            "https://graph.facebook.com/v26.0/18001112223334445/collaborators"
        );
        assert_eq!(uri(Some("QVFIa")), format!("{first}?after=QVFIa"));
    }

    #[test]
    fn the_documented_answer_is_read() {
        let media = MediaId::from("1");
        let list = ListCollaborators {
            media: &media,
            after: None,
        };
        let body = br#"{"data":[{"id":"90010775000001","username":"miller.joe","invite_status":"Accepted"},
            {"id":90010775000002,"invite_status":"Pending"}]}"#;
        let found = list.decode(body).unwrap().items;
        assert_eq!(found[0].username.as_deref(), Some("miller.joe"));
        assert_eq!(found[0].invite_status.as_deref(), Some("Accepted"));
        assert_eq!(
            (found[1].id.as_str(), found[1].username.as_deref()),
            ("90010775000002", None)
        );
        assert!(list.decode(br#"{"data":[]}"#).unwrap().items.is_empty());
        assert!(matches!(
            list.decode(br#"{"data":[{"username":"nobody"}]}"#),
            Err(ApiError::InDoubt { .. })
        ));
    }
}
