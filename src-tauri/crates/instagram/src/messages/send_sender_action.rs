//! `POST /{account}/messages` with a sender action: typing, and having seen.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/messaging-api/sender-actions. Sets a
//! value, so sending it twice is harmless. Nothing else may stand in the body.

use crate::endpoint::{Endpoint, Request};
use crate::messages::MessagingNode;
use crate::messages::sending::{self, Recipient};
use crate::{Allowance, ApiError, Endpoints, PersonId, Scope};
use serde::Serialize;
use serde_json::json;

/// `POST /{account}/messages` with a sender action.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SendSenderAction<'a> {
    /// Who sends it.
    pub node: MessagingNode<'a>,
    /// The person the conversation is with.
    pub person: &'a PersonId,
    /// What is shown to them.
    pub action: SenderAction,
}

/// What the other side sees without a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum SenderAction {
    /// The account is typing.
    TypingOn,
    /// The account has stopped typing.
    TypingOff,
    /// Everything up to now was seen.
    MarkSeen,
}

impl Endpoint for SendSenderAction<'_> {
    type Output = ();
    const NAME: &'static str = "POST /{account}/messages sender_action";
    const SCOPE: Scope = Scope::Messages;
    const ALLOWANCE: Allowance = Allowance::Send;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let mut body = sending::body(Recipient::Id(self.person));
        body.insert("sender_action".to_owned(), json!(self.action));
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
    use serde_json::Value;

    #[test]
    fn the_requests_are_the_documented_ones() {
        let person = PersonId::from("912345678901234");
        for (action, name) in [
            (SenderAction::TypingOn, "typing_on"),
            (SenderAction::TypingOff, "typing_off"),
            (SenderAction::MarkSeen, "mark_seen"),
        ] {
            let send = SendSenderAction {
                node: MessagingNode::Me,
                person: &person,
                action,
            };
            let request = send.request(&Endpoints::instagram()).unwrap();
            assert_eq!(
                request.uri().to_string(),
                "https://graph.instagram.com/v26.0/me/messages"
            );
            let body: Value = serde_json::from_slice(request.body()).unwrap();
            assert_eq!(
                body,
                json!({ "recipient": { "id": "912345678901234" }, "sender_action": name })
            );
            assert_eq!(send.decode(br#"{"recipient_id":"912345678901234"}"#), Ok(()));
            assert!(matches!(send.decode(b"{}"), Err(ApiError::InDoubt { .. })));
        }
    }
}
