//! `GET /{conversation}/messages`: the messages of a conversation page by page, newest first.
//!
//! Source: developers.facebook.com/docs/graph-api/reference/conversation/messages. All ids can be listed, but only the newest
//! [`READABLE_MESSAGES`] messages can be read: ask for older pages with [`MessageFields::Ids`]. Two calls a second for each
//! account.

use crate::endpoint::{self, Endpoint, Request};
use crate::messages::{Message, MessageFields, READABLE_MESSAGES, message};
use crate::{Allowance, ApiError, ConversationId, Endpoints, Page, Scope, answer, paged};

/// `GET /{conversation}/messages`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListMessages<'a> {
    /// The conversation.
    pub conversation: &'a ConversationId,
    /// What to ask about each message; after a refusal see [`MessageFields::after`].
    pub fields: MessageFields,
    /// Messages per page, between one and [`READABLE_MESSAGES`].
    pub limit: u32,
    /// Cursor of the page; `None` for the newest.
    pub after: Option<&'a str>,
}

impl Endpoint for ListMessages<'_> {
    type Output = Page<Message>;
    const NAME: &'static str = "GET /{conversation}/messages";
    const SCOPE: Scope = Scope::Messages;
    const ALLOWANCE: Allowance = Allowance::Conversations;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let limit = self.limit.clamp(1, READABLE_MESSAGES).to_string();
        let mut query = vec![("fields", self.fields.names()), ("limit", limit.as_str())];
        query.extend(self.after.map(|cursor| ("after", cursor)));
        endpoint::get(endpoints.graph_url(&[self.conversation.as_str(), "messages"])?, &query)
    }

    fn decode(&self, body: &[u8]) -> Result<Page<Message>, ApiError> {
        let page: Page<Message> = answer::read(body)?;
        let newest = self.after.is_none();
        message::complete::<Self>(self.fields, newest, &page.items)?;
        Ok(page)
    }
}

paged!(ListMessages, Message);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;

    fn list<'a>(conversation: &'a ConversationId, after: Option<&'a str>) -> ListMessages<'a> {
        ListMessages {
            conversation,
            fields: MessageFields::Reduced,
            limit: 500,
            after,
        }
    }

    #[test]
    fn the_request_is_the_documented_one() {
        let conversation = ConversationId::from("aWdfY29udjowMDAx");
        let request = list(&conversation, Some("QVFI"))
            .request(&Endpoints::instagram())
            .unwrap();
        assert_eq!(request.method(), "GET");
        assert_eq!(
            request.uri().to_string(),
            "https://graph.instagram.com/v26.0/aWdfY29udjowMDAx/messages?fields=id%2Ccreated_time%2Cfrom%2Cto%2Cmessage\
             %2Cis_unsupported&limit=20&after=QVFI"
        );
    }

    #[test]
    fn the_newest_page_has_content_and_an_older_one_may_have_none() {
        let conversation = ConversationId::from("c");
        let bare = br#"{"data":[{"id":"m","created_time":"2026-05-04T09:12:41+0000"}]}"#;
        let newest = list(&conversation, None).decode(bare).map(|_| ());
        assert!(matches!(newest, Err(ApiError::Incomplete { .. })), "{newest:?}");
        assert_eq!(list(&conversation, Some("Q")).decode(bare).ok().unwrap().items.len(), 1);
        assert!(
            list(&conversation, None)
                .decode(br#"{"data":[]}"#)
                .ok()
                .unwrap()
                .items
                .is_empty()
        );
    }
}
