//! `GET /{account}/conversations`: the conversations of an account, the one with the latest activity first.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/conversations-api. Two calls a
//! second for each account. Without the advanced access of the Meta app, or while the owner keeps tools away from the messages,
//! the list is empty or has gaps, without an error. Conversations in the requests folder without activity for 30 days and groups
//! are never in it.

use crate::endpoint::{self, Endpoint, Request};
use crate::messages::{Conversation, MessageFields, MessagingNode, conversation, message};
use crate::{Allowance, ApiError, Endpoints, Page, PersonId, Scope, answer, paged};

/// No more conversations than this are asked for at a time. No maximum is documented; this is the one of the platform's other
/// lists.
pub const MAX_CONVERSATIONS_PER_PAGE: u32 = 100;

/// `GET /{account}/conversations`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ListConversations<'a> {
    /// Whose conversations.
    pub node: MessagingNode<'a>,
    /// The one conversation with this person; `None` for all.
    pub person: Option<&'a PersonId>,
    /// Conversations per page, at most [`MAX_CONVERSATIONS_PER_PAGE`]. The documented samples use 25.
    pub limit: u32,
    /// Cursor of the page; `None` for the first.
    pub after: Option<&'a str>,
    /// Whether the newest message of each comes with it. More than one at a time is more than the platform answers.
    pub preview: bool,
    /// Whether to ask if this app owns each conversation. Only for Meta apps that take part in Conversation Routing.
    pub ownership: bool,
}

impl Endpoint for ListConversations<'_> {
    type Output = Page<Conversation>;
    const NAME: &'static str = "GET /{account}/conversations";
    const SCOPE: Scope = Scope::Messages;
    const ALLOWANCE: Allowance = Allowance::Conversations;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let mut fields = "id,updated_time,participants".to_owned();
        if self.ownership {
            fields.push_str(",is_owner");
        }
        if self.preview {
            fields.push_str(&format!(",messages.limit(1){{{}}}", MessageFields::Reduced.names()));
        }
        let limit = self.limit.clamp(1, MAX_CONVERSATIONS_PER_PAGE).to_string();
        let mut query = vec![("platform", "instagram"), ("fields", &fields), ("limit", &limit)];
        query.extend(self.person.map(|person| ("user_id", person.as_str())));
        query.extend(self.after.map(|cursor| ("after", cursor)));
        endpoint::get(self.node.edge(Self::NAME, endpoints, "conversations")?, &query)
    }

    fn decode(&self, body: &[u8]) -> Result<Page<Conversation>, ApiError> {
        let page: Page<Conversation> = answer::read(body)?;
        conversation::complete::<Self>(&page.items)?;
        let previews = page
            .items
            .iter()
            .filter_map(|conversation| conversation.messages.as_ref());
        let previews = previews.flat_map(|messages| &messages.items);
        message::complete::<Self>(MessageFields::Reduced, true, previews)?;
        Ok(page)
    }
}

paged!(ListConversations, Conversation);

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::AccountId;

    const ALL: ListConversations<'static> = ListConversations {
        node: MessagingNode::Me,
        person: None,
        limit: 25,
        after: None,
        preview: false,
        ownership: false,
    };

    #[test]
    fn the_requests_are_the_documented_ones() {
        let asked = |list: ListConversations<'_>| {
            let request = list.request(&Endpoints::instagram()).unwrap();
            assert_eq!(request.method(), "GET");
            request.uri().to_string()
        };
        assert_eq!(
            asked(ALL),
            "https://graph.instagram.com/v26.0/me/conversations?platform=instagram&fields=id%2Cupdated_time%2Cparticipants\
             &limit=25"
        );
        let account = AccountId::from("17841400000000123");
        let person = PersonId::from("912345678901234");
        let one = ListConversations {
            node: MessagingNode::Account(&account),
            person: Some(&person),
            limit: 0,
            after: Some("QVFI"),
            preview: true,
            ownership: true,
        };
        insta::assert_snapshot!(asked(one));
        let greedy = ListConversations { limit: 5000, ..ALL };
        assert!(asked(greedy).ends_with("&limit=100"));
    }

    #[test]
    fn the_documented_answer_is_read_with_and_without_paging() {
        let body = r#"{"data":[{"id":"aWdfY29udjowMDAx","updated_time":"2026-05-04T09:12:41+0000",
            "participants":{"data":[{"id":"17841400000000123","username":"bluebakery"},{"id":"912345678901234","username":"rye.fan"}]},
            "messages":{"data":[{"id":"aWdfbWlkOjAwMDI","created_time":"2026-05-04T09:12:41+0000","message":"Price?",
                "from":{"id":"912345678901234","username":"rye.fan"}}]}}]PAGING}"#;
        let paging = r#","paging":{"cursors":{"before":"QVFb","after":"QVFa"},
            "next":"https://graph.instagram.com/v26.0/me/conversations?access_token=IGAAsecret&after=QVFa"}"#;
        let page = ALL.decode(body.replace("PAGING", paging).as_bytes()).ok().unwrap();
        assert_eq!(page.after.as_deref(), Some("QVFa"));
        let conversation = &page.items[0];
        assert_eq!(conversation.id.as_str(), "aWdfY29udjowMDAx");
        assert_eq!(conversation.participants.as_ref().unwrap().len(), 2);
        let newest = &conversation.messages.as_ref().unwrap().items[0];
        assert_eq!(newest.text.as_deref(), Some("Price?"));
        assert!(conversation.is_owner.is_none());
        let short = ALL.decode(body.replace("PAGING", "").as_bytes()).ok().unwrap();
        assert_eq!(
            (short.items.len(), short.after),
            (1, None),
            "a short list has no paging at all"
        );
    }

    #[test]
    fn stripped_answers_are_incomplete_and_an_empty_inbox_is_not() {
        assert!(ALL.decode(br#"{"data":[]}"#).is_ok());
        for stripped in [
            r#"{"data":[{"id":"a"}]}"#,
            r#"{"data":[{"id":"a","updated_time":"2026-05-04T09:12:41+0000"}]}"#,
            r#"{"data":[{"id":"a","updated_time":"2026-05-04T09:12:41+0000","participants":{"data":[]},
                "messages":{"data":[{"id":"m"}]}}]}"#,
        ] {
            let answer = ALL.decode(stripped.as_bytes()).map(|_| ());
            assert!(
                matches!(
                    answer,
                    Err(ApiError::Incomplete {
                        scope: Scope::Messages,
                        ..
                    })
                ),
                "{stripped}: {answer:?}"
            );
        }
    }

    #[test]
    fn a_conversation_without_an_id_spoils_the_page() {
        let answer = ALL
            .decode(br#"{"data":[{"updated_time":"2026-05-04T09:12:41+0000"}]}"#)
            .map(|_| ());
        assert!(matches!(answer, Err(ApiError::InDoubt { .. })), "{answer:?}");
    }
}
