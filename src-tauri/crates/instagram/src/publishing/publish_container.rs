//! `POST /{account}/media_publish`: makes a finished container a post that everybody sees.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-user/media_publish. The only call
//! of publishing that cannot be taken back. A container is published at most once, so when an answer is lost, read the
//! container ([`GetContainer`](crate::GetContainer)) before calling again, and never make a new one.

use crate::endpoint::{self, Endpoint, Request};
use crate::publishing::created;
use crate::{AccountId, ApiError, ContainerId, Endpoints, MediaId, Scope};
use serde::Serialize;

/// `POST /{account}/media_publish`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublishContainer<'a> {
    /// The account the container was made for.
    pub account: &'a AccountId,
    /// A finished container: of a single picture, or around a carousel.
    pub container: &'a ContainerId,
}

#[derive(Serialize)]
struct Body<'a> {
    creation_id: &'a str,
}

impl Endpoint for PublishContainer<'_> {
    /// The post.
    type Output = MediaId;
    const NAME: &'static str = "POST /{account}/media_publish";
    const SCOPE: Scope = Scope::ContentPublish;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        endpoint::post_json(
            endpoints.graph_url(&[self.account.as_str(), "media_publish"])?,
            &Body {
                creation_id: self.container.as_str(),
            },
        )
    }

    fn decode(&self, body: &[u8]) -> Result<MediaId, ApiError> {
        created(body)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::Doubt;

    #[test]
    fn the_request_is_the_documented_one() {
        let (account, container) = (
            AccountId::from("17841400000000123"),
            ContainerId::from("17900011122233399"),
        );
        let publish = PublishContainer {
            account: &account,
            container: &container,
        };
        let request = publish.request(&Endpoints::instagram()).unwrap();
        assert_eq!(request.method(), "POST");
        assert_eq!(request.headers()["content-type"], "application/json");
        insta::assert_snapshot!(format!(
            "{}\n\n{}",
            request.uri(),
            std::str::from_utf8(request.body()).unwrap()
        ));
    }

    #[test]
    fn an_answer_without_the_id_of_the_post_is_in_doubt() {
        let (account, container) = (AccountId::from("1"), ContainerId::from("2"));
        let publish = PublishContainer {
            account: &account,
            container: &container,
        };
        assert_eq!(
            publish.decode(br#"{"id":"18001112223334445"}"#),
            Ok(MediaId::from("18001112223334445"))
        );
        for half in ["{}", r#"{"id":null}"#, "", "<html></html>"] {
            let answer = publish.decode(half.as_bytes());
            assert!(
                matches!(
                    answer,
                    Err(ApiError::InDoubt {
                        cause: Doubt::Unreadable(_)
                    })
                ),
                "{half}: {answer:?}"
            );
        }
    }
}
