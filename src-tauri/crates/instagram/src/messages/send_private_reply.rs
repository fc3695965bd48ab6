//! `POST /{account}/messages` to a comment: one direct message to whoever wrote it.
//!
//! Source: developers.facebook.com/docs/instagram-platform/private-replies. Within seven days of the comment, to a live comment
//! only during the broadcast, and once for each comment, ever, by anybody
//! ([`ApiError::is_private_reply_used`]). Text alone is documented. It lands in the inbox if the person follows the account, else
//! in the requests; no second message goes out until they answer. 750 calls an hour for each account; to comments on a live
//! broadcast 100 a second.

use crate::endpoint::{Endpoint, Request};
use crate::messages::MessagingNode;
use crate::messages::sending::{self, Recipient, Sent};
use crate::{Allowance, ApiError, CommentId, Endpoints, Scope};
use serde_json::json;

/// `POST /{account}/messages` to a comment. No `Debug`: the text belongs into no log.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SendPrivateReply<'a> {
    /// Who sends it.
    pub node: MessagingNode<'a>,
    /// The comment.
    pub comment: &'a CommentId,
    /// The text: at most [`MAX_TEXT_BYTES`](crate::messages::MAX_TEXT_BYTES) bytes.
    pub text: &'a str,
    /// Whether the comment stands under a live broadcast ([`Comment::product_type`](crate::Comment::product_type), or the webhook
    /// field `live_comments`). The request is the same; the platform allows many more of these, so they count with the other
    /// messages ([`Allowance::Send`]) and not against the hourly number of private replies.
    pub is_live: bool,
}

impl Endpoint for SendPrivateReply<'_> {
    type Output = Sent;
    const NAME: &'static str = "POST /{account}/messages comment_id";
    const SCOPE: Scope = Scope::Comments;
    const ALLOWANCE: Allowance = Allowance::PrivateReplies;

    fn allowance(&self) -> Allowance {
        if self.is_live { Allowance::Send } else { Self::ALLOWANCE }
    }

    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError> {
        sending::check_text(self.text)?;
        let body = sending::with_message(
            sending::body(Recipient::CommentId(self.comment)),
            json!({ "text": self.text }),
            None,
            None,
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

    fn reply<'a>(comment: &'a CommentId, text: &'a str) -> SendPrivateReply<'a> {
        SendPrivateReply {
            node: MessagingNode::Me,
            comment,
            text,
            is_live: false,
        }
    }

    #[test]
    fn the_request_is_the_documented_one() {
        let comment = CommentId::from("17900000000000001");
        let reply = reply(&comment, "Thanks, here are the details…");
        assert_eq!(reply.request(&Endpoints::instagram()).unwrap().method(), "POST");
        insta::assert_snapshot!(written(&reply));
    }

    #[test]
    fn a_reply_to_a_live_comment_is_the_same_request_and_counts_with_the_messages() {
        let comment = CommentId::from("17900000000000001");
        let reply = reply(&comment, "Thanks");
        let live = SendPrivateReply { is_live: true, ..reply };
        assert_eq!(written(&live), written(&reply));
        assert_eq!(
            (reply.allowance(), live.allowance()),
            (Allowance::PrivateReplies, Allowance::Send)
        );
    }

    #[test]
    fn an_empty_text_and_one_over_1000_bytes_are_refused() {
        let comment = CommentId::from("17900000000000001");
        assert!(refused(&reply(&comment, "")).contains("needs a text"));
        assert!(refused(&reply(&comment, &"🌱".repeat(251))).contains("1,000 bytes"));
    }

    #[test]
    fn the_answer_links_the_comment_to_a_person() {
        let comment = CommentId::from("17900000000000001");
        let sent = reply(&comment, "x")
            .decode(br#"{"recipient_id":"912345678901234","message_id":"m"}"#)
            .unwrap();
        assert_eq!(sent.recipient_id.unwrap().as_str(), "912345678901234");
    }
}
