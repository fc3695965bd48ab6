//! `GET /ig_hashtag_search`: the id of a hashtag.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-graph-api/reference/ig-hashtag-search. An account may
//! search 30 different hashtags in seven days; one it has searched within them does not count again. Ids never change, so a
//! known one need not be searched. Sensitive hashtags end in a general error.

use crate::discovery::hashtag::searchable;
use crate::endpoint::{self, Endpoint, Request};
use crate::{AccountId, Allowance, ApiError, Endpoints, Flavour, Hashtag, Scope, answer, complete};
use serde::Deserialize;

/// `GET /ig_hashtag_search`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchHashtag<'a> {
    /// The account that searches, and whose allowance of 30 hashtags counts.
    pub account: &'a AccountId,
    /// The hashtag, with or without `#`: one word without emoji.
    pub name: &'a str,
}

/// One page of the reference shows the bare object.
#[derive(Deserialize)]
#[serde(untagged)]
enum Wire {
    List { data: Vec<Hashtag> },
    One(Hashtag),
    Nothing {},
}

impl Endpoint for SearchHashtag<'_> {
    type Output = Hashtag;
    const NAME: &'static str = "GET /ig_hashtag_search";
    const SCOPE: Scope = Scope::PublicContent;
    const FLAVOURS: &'static [Flavour] = &[Flavour::FacebookLogin];
    const ALLOWANCE: Allowance = Allowance::Platform;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        endpoint::get(
            endpoints.graph_url(&["ig_hashtag_search"])?,
            &[("user_id", self.account.as_str()), ("q", searchable(self.name)?)],
        )
    }

    fn hashtag(&self) -> Option<&str> {
        Some(self.name)
    }

    fn decode(&self, body: &[u8]) -> Result<Hashtag, ApiError> {
        let found = match answer::read(body)? {
            Wire::List { data } => data.into_iter().next(),
            Wire::One(hashtag) => Some(hashtag),
            Wire::Nothing {} => None,
        };
        found.ok_or_else(|| complete::lacks::<Self>(vec!["id"]))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::HashtagId;

    fn search<'a>(account: &'a AccountId, name: &'a str) -> SearchHashtag<'a> {
        SearchHashtag { account, name }
    }

    #[test]
    fn the_request_is_the_documented_one() {
        let account = AccountId::from("17841400000000123");
        let uri = |name| {
            search(&account, name)
                .request(&Endpoints::facebook())
                .map(|request| request.uri().to_string())
        };
        let base = "https://graph.facebook.com/v26.0/ig_hashtag_search?user_id=17841400000000123&q=";
        assert_eq!(uri("#coffee"), Ok(format!("{base}coffee")));
        assert_eq!(uri("パン"), Ok(format!("{base}%E3%83%91%E3%83%B3")));
        assert_eq!(search(&account, "#coffee").hashtag(), Some("#coffee"), "it counts");
        for strange in ["two words", "☕", ""] {
            assert!(matches!(uri(strange), Err(ApiError::Invalid(_))), "{strange}");
        }
    }

    #[test]
    fn the_id_is_read_from_a_list_and_from_a_bare_object() {
        let account = AccountId::from("1");
        let expected = Hashtag {
            id: HashtagId::from("17840000000000321"),
            name: None,
        };
        for body in [
            r#"{"data":[{"id":"17840000000000321"}]}"#,
            r#"{"id":17840000000000321}"#,
        ] {
            let found = search(&account, "coffee").decode(body.as_bytes());
            assert_eq!(found.as_ref(), Ok(&expected), "{body}");
        }
    }

    #[test]
    fn an_answer_without_an_id_is_incomplete() {
        let account = AccountId::from("1");
        for body in ["{}", r#"{"data":[]}"#] {
            let found = search(&account, "coffee").decode(body.as_bytes());
            assert!(
                matches!(
                    found,
                    Err(ApiError::Incomplete {
                        scope: Scope::PublicContent,
                        ..
                    })
                ),
                "{body}: {found:?}"
            );
        }
        assert!(matches!(
            search(&account, "coffee").decode(b"<html>"),
            Err(ApiError::InDoubt { .. })
        ));
    }
}
