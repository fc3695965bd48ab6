//! `GET /{conversation}`: a conversation with its newest messages.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/conversations-api. Messages come
//! newest first. Reading them marks nothing as read. Two calls a second for each account.

use crate::endpoint::{self, Endpoint, Request};
use crate::messages::{Conversation, MessageFields, READABLE_MESSAGES, conversation, message};
use crate::{Allowance, ApiError, ConversationId, Endpoints, Scope, answer};

/// `GET /{conversation}` with the newest [`READABLE_MESSAGES`] messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GetConversation<'a> {
    /// The conversation.
    pub conversation: &'a ConversationId,
    /// What to ask about each message; after a refusal see [`MessageFields::after`].
    pub fields: MessageFields,
}

impl Endpoint for GetConversation<'_> {
    type Output = Conversation;
    const NAME: &'static str = "GET /{conversation}";
    const SCOPE: Scope = Scope::Messages;
    const ALLOWANCE: Allowance = Allowance::Conversations;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let fields = format!(
            "id,updated_time,participants,messages.limit({READABLE_MESSAGES}){{{}}}",
            self.fields.names()
        );
        endpoint::get(
            endpoints.graph_url(&[self.conversation.as_str()])?,
            &[("fields", &fields)],
        )
    }

    fn decode(&self, body: &[u8]) -> Result<Conversation, ApiError> {
        let conversation: Conversation = answer::read(body)?;
        conversation::complete::<Self>(std::slice::from_ref(&conversation))?;
        let messages = conversation.messages.iter().flat_map(|messages| &messages.items);
        message::complete::<Self>(self.fields, true, messages)?;
        Ok(conversation)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::messages::message::tests::SAMPLE;

    #[test]
    fn the_requests_are_the_documented_ones() {
        let conversation = ConversationId::from("aWdfY29udjowMDAx");
        let asked: Vec<String> = [MessageFields::Full, MessageFields::Reduced, MessageFields::Ids]
            .into_iter()
            .map(|fields| {
                let get = GetConversation {
                    conversation: &conversation,
                    fields,
                };
                get.request(&Endpoints::instagram()).unwrap().uri().to_string()
            })
            .collect();
        insta::assert_snapshot!(asked.join("\n"));
    }

    #[test]
    fn the_messages_are_read_in_the_order_they_came_in() {
        let conversation = ConversationId::from("c");
        let body = format!(
            r#"{{"id":"c","updated_time":"2026-05-04T09:12:41+0000","participants":{{"data":[{{"username":"rye.fan"}}]}},
                "messages":{{"data":[{SAMPLE},{{"id":"aWdfbWlkOjAwMDE","created_time":"2026-05-04T09:10:02+0000"}}],
                "paging":{{"cursors":{{"after":"Q"}}}}}}}}"#
        );
        let get = GetConversation {
            conversation: &conversation,
            fields: MessageFields::Full,
        };
        let found = get.decode(body.as_bytes()).ok().unwrap();
        let messages = found.messages.unwrap();
        let ids: Vec<_> = messages.items.iter().map(|message| message.id.as_str()).collect();
        assert_eq!(ids, ["aWdfbWlkOjAwMDI", "aWdfbWlkOjAwMDE"]);
        assert_eq!(messages.after, None);
    }

    #[test]
    fn a_conversation_without_messages_is_one_and_one_without_a_time_is_incomplete() {
        let conversation = ConversationId::from("c");
        let get = GetConversation {
            conversation: &conversation,
            fields: MessageFields::Full,
        };
        let quiet = br#"{"id":"c","updated_time":"2026-05-04T09:12:41+0000","participants":{"data":[]}}"#;
        assert!(get.decode(quiet).ok().unwrap().messages.is_none());
        let bare = get.decode(br#"{"id":"c"}"#).map(|_| ());
        assert!(matches!(bare, Err(ApiError::Incomplete { .. })), "{bare:?}");
        let stripped = br#"{"id":"c","updated_time":"2026-05-04T09:12:41+0000","participants":{"data":[]},
            "messages":{"data":[{"id":"m","created_time":"2026-05-04T09:12:41+0000"}]}}"#;
        let stripped = get.decode(stripped).map(|_| ());
        assert!(matches!(stripped, Err(ApiError::Incomplete { .. })), "{stripped:?}");
    }
}
