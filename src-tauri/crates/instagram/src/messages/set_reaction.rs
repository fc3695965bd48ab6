//! `POST /{account}/messages` with `react` or `unreact`: reacts to a message, or takes the reaction back.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/messaging-api (react to a message).
//! Sets a value, so sending it twice is harmless; another reaction replaces the first.

use crate::endpoint::{Endpoint, Request};
use crate::messages::sending::{self, Recipient};
use crate::messages::{MessagingNode, Reaction};
use crate::{Allowance, ApiError, Endpoints, MessageId, PersonId, Scope};
use serde_json::json;

/// `POST /{account}/messages` with `react` or `unreact`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SetReaction<'a> {
    /// Who reacts.
    pub node: MessagingNode<'a>,
    /// The person the conversation is with.
    pub person: &'a PersonId,
    /// The message.
    pub message: &'a MessageId,
    /// The reaction; `None` takes it back.
    pub reaction: Option<Reaction<'a>>,
}

impl Endpoint for SetReaction<'_> {
    type Output = ();
    const NAME: &'static str = "POST /{account}/messages react";
    const SCOPE: Scope = Scope::Messages;
    const ALLOWANCE: Allowance = Allowance::Send;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let (action, payload) = match self.reaction {
            Some(reaction) => {
                let reaction = reaction.spelling()?;
                ("react", json!({ "message_id": self.message, "reaction": reaction }))
            }
            None => ("unreact", json!({ "message_id": self.message })),
        };
        let mut body = sending::body(Recipient::Id(self.person));
        body.insert("sender_action".to_owned(), json!(action));
        body.insert("payload".to_owned(), payload);
        sending::post(Self::NAME, self.node, endpoints, &body)
    }

    fn decode(&self, body: &[u8]) -> Result<(), ApiError> {
        sending::signalled(body)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::messages::sending::tests::{refused, written};

    #[test]
    fn the_requests_are_the_documented_ones() {
        let (person, message) = (PersonId::from("912345678901234"), MessageId::from("aWdfbWlkOjAwMDI"));
        let set = |reaction| SetReaction {
            node: MessagingNode::Me,
            person: &person,
            message: &message,
            reaction,
        };
        assert_eq!(set(None).request(&Endpoints::instagram()).unwrap().method(), "POST");
        insta::assert_snapshot!("react", written(&set(Some(Reaction::Love))));
        insta::assert_snapshot!("unreact", written(&set(None)));
        assert!(written(&set(Some(Reaction::Emoji("🌱")))).contains("🌱"));
        assert!(refused(&set(Some(Reaction::Emoji("nice")))).contains("one emoji"));
        assert_eq!(set(None).decode(br#"{"recipient_id":"912345678901234"}"#), Ok(()));
        assert!(matches!(set(None).decode(b"{}"), Err(ApiError::InDoubt { .. })));
    }
}
