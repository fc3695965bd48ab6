//! `POST /{account}/messages` with a text, a sticker, a post or a template.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/messaging-api. Allowed within 24
//! hours of the person's last message, and up to seven days with [`HumanAgent`] ([`MessagingWindow`](crate::messages::MessagingWindow)).
//! Sent messages can be neither edited nor taken back, and sending twice says it twice.

use crate::endpoint::{Endpoint, Request};
use crate::messages::sending::{self, HumanAgent, Recipient, Sent};
use crate::messages::{MessageContent, MessagingNode};
use crate::{Allowance, ApiError, Endpoints, MessageId, PersonId, Scope};

/// `POST /{account}/messages`. No `Debug`: the text belongs into no log.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SendMessage<'a> {
    /// Who sends it.
    pub node: MessagingNode<'a>,
    /// Who receives it: somebody who has written to the account.
    pub person: &'a PersonId,
    /// What it says.
    pub content: MessageContent<'a>,
    /// The message it answers.
    pub reply_to: Option<&'a MessageId>,
    /// Set when a person answers after more than 24 hours.
    pub human_agent: Option<HumanAgent>,
}

impl Endpoint for SendMessage<'_> {
    type Output = Sent;
    const NAME: &'static str = "POST /{account}/messages";
    const SCOPE: Scope = Scope::Messages;
    const ALLOWANCE: Allowance = Allowance::Send;

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        let body = sending::with_message(
            sending::body(Recipient::Id(self.person)),
            self.content.message(endpoints)?,
            self.reply_to,
            self.human_agent,
        );
        sending::post(Self::NAME, self.node, endpoints, &body)
    }

    fn decode(&self, body: &[u8]) -> Result<Sent, ApiError> {
        sending::sent(body)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::messages::sending::tests::{refused, written};
    use crate::{AccountId, PageId};

    #[test]
    fn the_requests_are_the_documented_ones() {
        let (account, person) = (AccountId::from("17841400000000123"), PersonId::from("912345678901234"));
        let mid = MessageId::from("aWdfbWlkOjAwMDI");
        let plain = SendMessage {
            node: MessagingNode::Account(&account),
            person: &person,
            content: MessageContent::text("Yes, from Monday: https://shop.example/rye"),
            reply_to: None,
            human_agent: None,
        };
        insta::assert_snapshot!("plain", written(&plain));
        let late = SendMessage {
            node: MessagingNode::Me,
            reply_to: Some(&mid),
            human_agent: Some(HumanAgent::TypeAndTag),
            ..plain
        };
        insta::assert_snapshot!("late_reply", written(&late));
        let tag_alone = SendMessage {
            content: MessageContent::Heart,
            human_agent: Some(HumanAgent::TagAlone),
            ..plain
        };
        insta::assert_snapshot!("heart_with_the_tag_alone", written(&tag_alone));
    }

    #[test]
    fn a_page_sends_with_facebook_login_and_nothing_else_does() {
        let facebook = Endpoints::facebook();
        let (page, account) = (PageId::from("104400000000001"), AccountId::from("17841400000000123"));
        let person = PersonId::from("912345678901234");
        let send = |node| SendMessage {
            node,
            person: &person,
            content: MessageContent::Heart,
            reply_to: None,
            human_agent: None,
        };
        let request = send(MessagingNode::Page(&page)).request(&facebook).unwrap();
        assert_eq!(request.uri().path(), "/v26.0/104400000000001/messages");
        let wrong = send(MessagingNode::Account(&account)).request(&facebook);
        assert!(matches!(wrong, Err(ApiError::NotAvailable { .. })));
    }

    #[test]
    fn what_cannot_be_said_is_refused_with_the_limit() {
        let person = PersonId::from("912345678901234");
        let long = "é".repeat(501);
        let too_long = SendMessage {
            node: MessagingNode::Me,
            person: &person,
            content: MessageContent::text(&long),
            reply_to: None,
            human_agent: None,
        };
        assert!(refused(&too_long).contains("1,000 bytes"));
    }

    #[test]
    fn the_documented_answer_is_read() {
        let person = PersonId::from("912345678901234");
        let send = SendMessage {
            node: MessagingNode::Me,
            person: &person,
            content: MessageContent::Heart,
            reply_to: None,
            human_agent: None,
        };
        let sent = send.decode(br#"{"recipient_id":"912345678901234","message_id":"aWdfbWlkOjAwMDI"}"#);
        assert_eq!(
            sent,
            Ok(Sent {
                message_id: MessageId::from("aWdfbWlkOjAwMDI"),
                recipient_id: Some(person.clone()),
            })
        );
        assert!(matches!(send.decode(b"{}"), Err(ApiError::InDoubt { .. })));
    }
}
