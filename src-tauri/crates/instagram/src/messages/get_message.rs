//! `GET /{message}`: one message.
//!
//! Source: developers.facebook.com/docs/graph-api/reference/message. Refused for what was deleted and for everything older than
//! the newest 20 of its conversation, with the same code
//! ([`ApiError::is_unreadable_message`]). Two calls a second for each account.

use crate::endpoint::{self, Endpoint, Request};
use crate::messages::{Message, MessageFields, message};
use crate::{Allowance, ApiError, Endpoints, MessageId, Scope, answer, complete};
use serde_json::{Map, Value};

/// `GET /{message}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetMessage<'a> {
    /// The message.
    pub message: &'a MessageId,
    /// What to ask about it; after a refusal see [`MessageFields::after`].
    pub fields: MessageFields,
}

impl Endpoint for GetMessage<'_> {
    type Output = Message;
    const NAME: &'static str = "GET /{message}";
    const SCOPE: Scope = Scope::Messages;
    const ALLOWANCE: Allowance = Allowance::Conversations;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        endpoint::get(
            endpoints.graph_url(&[self.message.as_str()])?,
            &[("fields", self.fields.names())],
        )
    }

    /// An answer without the id was stripped of it: every node has one.
    fn decode(&self, body: &[u8]) -> Result<Message, ApiError> {
        if !answer::read::<Map<String, Value>>(body)?.contains_key("id") {
            return Err(complete::lacks::<Self>(vec!["id"]));
        }
        let message: Message = answer::read(body)?;
        message::complete::<Self>(self.fields, true, [&message])?;
        Ok(message)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::messages::message::tests::SAMPLE;

    fn get(message: &MessageId) -> GetMessage<'_> {
        GetMessage {
            message,
            fields: MessageFields::Full,
        }
    }

    #[test]
    fn the_request_is_the_documented_one() {
        let message = MessageId::from("aWdfbWlkOjAwMDI");
        let request = get(&message).request(&Endpoints::instagram()).unwrap();
        assert_eq!(request.method(), "GET");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.instagram.com/v26.0/aWdfbWlkOjAwMDI?fields=id%2Ccreated_time%2Cfrom%2Cto%2Cmessage%2Cattachments\
             %2Cshares%2Cstory%2Creactions%2Cis_unsupported%2Creply_to%2Ctags"
        );
    }

    #[test]
    fn the_documented_answer_is_read() {
        let message = MessageId::from("aWdfbWlkOjAwMDI");
        let found = get(&message).decode(SAMPLE.as_bytes()).ok().unwrap();
        assert_eq!(found.id, message);
        assert!(found.text.is_some());
    }

    #[test]
    fn stripped_answers_are_incomplete() {
        let message = MessageId::from("m");
        for stripped in [
            "{}",
            r#"{"story":{"mention":{"id":"18010000000000001"}},"from":{"username":"rye.fan"}}"#,
            r#"{"id":"m"}"#,
            r#"{"id":"m","created_time":"2026-05-04T09:12:41+0000"}"#,
        ] {
            let answer = get(&message).decode(stripped.as_bytes()).map(|_| ());
            assert!(
                matches!(answer, Err(ApiError::Incomplete { .. })),
                "{stripped}: {answer:?}"
            );
        }
        let null = get(&message).decode(br#"{"id":null}"#).map(|_| ());
        assert!(matches!(null, Err(ApiError::InDoubt { .. })), "{null:?}");
    }
}
