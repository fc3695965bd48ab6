//! Whose messages: the node in the path of every messaging call.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/messaging-api and
//! developers.facebook.com/docs/graph-api/reference/page/conversations. With Instagram Login it is the account, with Facebook
//! Login the Page that stands before it, under a token of that Page.

use crate::{AccountId, ApiError, Endpoints, Flavour, PageId};
use url::Url;

/// The node whose conversations are read and that messages are sent from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MessagingNode<'a> {
    /// Whoever the token belongs to: the account, or the Page of a Page token.
    Me,
    /// The account. Instagram Login only.
    Account(&'a AccountId),
    /// The Page linked to the account. Facebook Login only.
    Page(&'a PageId),
}

impl MessagingNode<'_> {
    /// The address of one of its edges.
    pub(super) fn edge(
        self,
        endpoint: &'static str,
        endpoints: &Endpoints,
        name: &'static str,
    ) -> Result<Url, ApiError> {
        let id = match (self, endpoints.flavour) {
            (MessagingNode::Me, _) => "me",
            (MessagingNode::Account(account), Flavour::InstagramLogin) => account.as_str(),
            (MessagingNode::Page(page), Flavour::FacebookLogin) => page.as_str(),
            (MessagingNode::Account(_), flavour @ Flavour::FacebookLogin)
            | (MessagingNode::Page(_), flavour @ Flavour::InstagramLogin) => {
                return Err(ApiError::NotAvailable { endpoint, flavour });
            }
        };
        endpoints.graph_url(&[id, name])
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    #[test]
    fn each_set_up_has_its_own_node_and_both_have_me() {
        let instagram = Endpoints::instagram();
        let facebook = Endpoints::facebook();
        let (account, page) = (AccountId::from("17841400000000123"), PageId::from("104400000000001"));
        let path =
            |node: MessagingNode<'_>, endpoints| node.edge("x", endpoints, "messages").map(|url| url.path().to_owned());
        for endpoints in [&instagram, &facebook] {
            assert_eq!(path(MessagingNode::Me, endpoints).unwrap(), "/v26.0/me/messages");
        }
        assert_eq!(
            path(MessagingNode::Account(&account), &instagram).unwrap(),
            "/v26.0/17841400000000123/messages"
        );
        assert_eq!(
            path(MessagingNode::Page(&page), &facebook).unwrap(),
            "/v26.0/104400000000001/messages"
        );
        for (node, endpoints) in [
            (MessagingNode::Account(&account), &facebook),
            (MessagingNode::Page(&page), &instagram),
        ] {
            assert_eq!(
                path(node, endpoints),
                Err(ApiError::NotAvailable {
                    endpoint: "x",
                    flavour: endpoints.flavour
                })
            );
        }
    }
}
