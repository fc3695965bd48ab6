//! Facts of messages and of the people who wrote them.

use crate::kinds::read;
use instagram::messages::{
    GetMessage, GetPerson, Message, MessageContent, MessageFields, MessagingNode, Person, SendMessage, Sent,
};
use instagram::{ApiError, Endpoint};
use serde_json::{Value, json};

/// One message. The endpoint refuses an answer without the id, and says so: then the id is known to be absent.
pub fn one(body: &[u8]) -> Result<Value, String> {
    if let Ok(message) = read::<Message>(body) {
        return Ok(json!({ "id": message.id }));
    }
    let asked = GetMessage {
        message: &"1".into(),
        fields: MessageFields::Ids,
    };
    match asked.decode(body) {
        Err(ApiError::Incomplete { missing, .. }) if missing == ["id"] => Ok(json!({ "id": null })),
        Err(error) => Err(error.to_string()),
        Ok(_) => Err("the endpoint reads what the model does not".to_owned()),
    }
}

/// The answer to a sent message.
pub fn sent(body: &[u8]) -> Result<Value, String> {
    let send = SendMessage {
        node: MessagingNode::Me,
        person: &"1".into(),
        content: MessageContent::Text {
            text: "Yes",
            quick_replies: &[],
        },
        reply_to: None,
        human_agent: None,
    };
    let Sent {
        message_id,
        recipient_id,
    } = send.decode(body).map_err(|error| error.to_string())?;
    Ok(json!({ "message_id": message_id, "recipient_id": recipient_id }))
}

/// A person.
pub fn person(body: &[u8]) -> Result<Value, String> {
    let found: Person = GetPerson { person: &"1".into() }
        .decode(body)
        .map_err(|error| error.to_string())?;
    Ok(
        json!({ "id": found.id, "username": found.username, "name": found.name, "follower_count": found.follower_count }),
    )
}
