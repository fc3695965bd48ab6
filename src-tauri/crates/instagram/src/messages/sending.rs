//! What every call that sends something has in common: the body around it and the answer.
//!
//! Source: developers.facebook.com/docs/instagram-platform/instagram-api-with-instagram-login/messaging-api. The platform has no
//! idempotency key: after a lost answer the newest messages of the conversation tell whether it was sent.

use crate::endpoint::{self, Request};
use crate::messages::{MAX_TEXT_BYTES, MessagingNode};
use crate::{ApiError, CommentId, Endpoints, MessageId, PersonId, answer};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// What is known of a message that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Its id: the `mid` of its echo, and its id in the conversation. What later copies of it are recognized by.
    pub message_id: MessageId,
    /// Who received it. For a private reply this is the first time that the person behind a comment is known in messages.
    pub recipient_id: Option<PersonId>,
}

/// Marks an answer that a person wrote between 24 hours and seven days after the other side. Needs the feature *Human Agent* of
/// the Meta app; never to be set by automation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HumanAgent {
    /// `messaging_type` and `tag`, as Messenger clients send it.
    TypeAndTag,
    /// `tag` alone, as the sample for Instagram Login has it.
    TagAlone,
}

impl HumanAgent {
    /// The form to try after a refusal: `tag` alone where a parameter was not known (100). `None` where another form does not
    /// help.
    pub fn after(self, error: &ApiError) -> Option<HumanAgent> {
        let is_about_parameters = error.code_pair() == (Some(100), None);
        (self == HumanAgent::TypeAndTag && is_about_parameters).then_some(HumanAgent::TagAlone)
    }
}

/// Who a message goes to.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Recipient<'a> {
    /// A person who has written to the account.
    Id(&'a PersonId),
    /// Whoever wrote this comment.
    CommentId(&'a CommentId),
}

/// The body of a send call, before what it says.
pub(super) fn body(recipient: Recipient<'_>) -> Map<String, Value> {
    Map::from_iter([("recipient".to_owned(), json!(recipient))])
}

/// Adds a message to the body, and what may stand beside one.
pub(super) fn with_message(
    mut body: Map<String, Value>,
    message: Value,
    reply_to: Option<&MessageId>,
    human_agent: Option<HumanAgent>,
) -> Map<String, Value> {
    body.insert("message".to_owned(), message);
    if let Some(mid) = reply_to {
        body.insert("reply_to".to_owned(), json!({ "mid": mid }));
    }
    if human_agent == Some(HumanAgent::TypeAndTag) {
        body.insert("messaging_type".to_owned(), json!("MESSAGE_TAG"));
    }
    if human_agent.is_some() {
        body.insert("tag".to_owned(), json!("HUMAN_AGENT"));
    }
    body
}

/// `POST /{account}/messages` with that body.
pub(super) fn post(
    name: &'static str,
    node: MessagingNode<'_>,
    endpoints: &Endpoints,
    body: &Map<String, Value>,
) -> Result<Request, ApiError> {
    endpoint::post_json(node.edge(name, endpoints, "messages")?, body)
}

/// Refuses a text that says nothing or is too long. Bytes, not characters: 1,000 letters are 1,000 bytes, 1,000 emoji are 4,000.
pub(super) fn check_text(text: &str) -> Result<(), ApiError> {
    if text.trim().is_empty() {
        return Err(ApiError::Invalid("A message needs a text.".to_owned()));
    }
    if text.len() > MAX_TEXT_BYTES {
        return Err(ApiError::Invalid(format!(
            "A message may have 1,000 bytes; this one has {}. Letters with accents and emoji count for more than one.",
            text.len()
        )));
    }
    Ok(())
}

/// Reads the id of what was sent from `message_id`, or from `id` as self-messages answer.
pub(super) fn sent(body: &[u8]) -> Result<Sent, ApiError> {
    #[derive(Deserialize)]
    struct Wire {
        #[serde(default)]
        message_id: Option<MessageId>,
        #[serde(default)]
        id: Option<MessageId>,
        #[serde(default)]
        recipient_id: Option<PersonId>,
    }
    let wire: Wire = answer::read(body)?;
    let message_id = wire.message_id.or(wire.id);
    Ok(Sent {
        message_id: message_id.ok_or_else(|| answer::unreadable("it was sent under an unknown id".to_owned()))?,
        recipient_id: wire.recipient_id,
    })
}

/// Reads the answer to a sign that is no message. No page shows it; it names the person or says `success`.
pub(super) fn signalled(body: &[u8]) -> Result<(), ApiError> {
    #[derive(Deserialize)]
    struct Wire {
        #[serde(default)]
        recipient_id: Option<PersonId>,
        #[serde(default)]
        message_id: Option<MessageId>,
        #[serde(default)]
        success: Option<bool>,
    }
    let wire: Wire = answer::read(body)?;
    match wire.success {
        Some(true) => Ok(()),
        None if wire.recipient_id.is_some() || wire.message_id.is_some() => Ok(()),
        Some(false) | None => Err(answer::unreadable("nothing in it says that it was done".to_owned())),
    }
}

#[cfg(test)]
pub(super) mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::{Doubt, Endpoint, Refusal};

    /// The request as it goes out; the body is sorted by name.
    pub(in crate::messages) fn written(endpoint: &impl Endpoint) -> String {
        let request = endpoint.request(&Endpoints::instagram()).unwrap();
        assert_eq!(request.headers()["content-type"], "application/json");
        let body: Value = serde_json::from_slice(request.body()).unwrap();
        format!("{} {}\n{body:#}", request.method(), request.uri())
    }

    /// The sentence that the builder refuses with.
    pub(in crate::messages) fn refused(endpoint: &impl Endpoint) -> String {
        match endpoint.request(&Endpoints::instagram()) {
            Err(ApiError::Invalid(sentence)) => sentence,
            Err(other) => panic!("another error: {other}"),
            Ok(_) => panic!("it was built"),
        }
    }

    #[test]
    fn a_text_is_measured_in_bytes() {
        assert!(check_text(&"a".repeat(1000)).is_ok());
        assert!(check_text(&"🌱".repeat(250)).is_ok());
        for too_long in ["a".repeat(1001), "🌱".repeat(251), "é".repeat(501)] {
            let Err(ApiError::Invalid(sentence)) = check_text(&too_long) else {
                panic!("too long");
            };
            assert!(
                sentence.contains("1,000 bytes") && sentence.contains(&too_long.len().to_string()),
                "{sentence}"
            );
        }
        assert!(check_text(" \n").is_err());
    }

    #[test]
    fn the_id_of_what_was_sent_stands_in_either_place() {
        let both = sent(br#"{"recipient_id":"912345678901234","message_id":"aWdfbWlkOjAwMDI"}"#).unwrap();
        assert_eq!(both.message_id.as_str(), "aWdfbWlkOjAwMDI");
        assert_eq!(both.recipient_id.unwrap().as_str(), "912345678901234");
        assert_eq!(sent(br#"{"message_id":"m"}"#).unwrap().recipient_id, None);
        assert_eq!(sent(br#"{"id":"m"}"#).unwrap().message_id.as_str(), "m");
        for unknown in [
            "{}",
            r#"{"recipient_id":"9"}"#,
            r#"{"message_id":""}"#,
            r#"{"success":true}"#,
        ] {
            let answer = sent(unknown.as_bytes());
            assert!(
                matches!(
                    answer,
                    Err(ApiError::InDoubt {
                        cause: Doubt::Unreadable(_)
                    })
                ),
                "{unknown}: {answer:?}"
            );
        }
    }

    #[test]
    fn a_sign_is_done_when_the_answer_names_somebody_or_says_so() {
        for done in [
            r#"{"recipient_id":"9"}"#,
            r#"{"success":true}"#,
            r#"{"recipient_id":"9","message_id":"m"}"#,
        ] {
            assert_eq!(signalled(done.as_bytes()), Ok(()), "{done}");
        }
        for unclear in ["{}", r#"{"success":false}"#, r#"{"recipient_id":"9","success":false}"#] {
            assert!(
                matches!(signalled(unclear.as_bytes()), Err(ApiError::InDoubt { .. })),
                "{unclear}"
            );
        }
    }

    #[test]
    fn the_other_form_of_the_tag_is_tried_once_and_only_where_a_parameter_was_the_reason() {
        let refused = |code, subcode| ApiError::Refused(Refusal::new(code, subcode));
        let unknown_parameter = refused(100, None);
        assert_eq!(
            HumanAgent::TypeAndTag.after(&unknown_parameter),
            Some(HumanAgent::TagAlone)
        );
        assert_eq!(HumanAgent::TagAlone.after(&unknown_parameter), None);
        for other in [
            refused(10, Some(2_534_022)),
            refused(100, Some(2_534_014)),
            refused(3, None),
        ] {
            assert_eq!(HumanAgent::TypeAndTag.after(&other), None, "{other}");
        }
    }
}
