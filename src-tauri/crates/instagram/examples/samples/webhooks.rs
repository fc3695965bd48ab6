//! Facts of webhooks.

use instagram::AccountId;
use instagram::webhooks::{CommentEvent, Event, EventContent, MessageEvent, Payload};
use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// What a request to a receiver tells.
pub fn facts(body: &[u8]) -> Result<Value, String> {
    let payload = Payload::read(body).map_err(|error| error.to_string())?;
    let events: Vec<Value> = payload.events.iter().map(event).collect();
    Ok(json!({ "object": payload.object, "events": events }))
}

fn event(event: &Event) -> Value {
    let mut facts = match &event.content {
        EventContent::Message(message) => of_message(event, message),
        EventContent::Edit(edit) => json!({ "mid": edit.mid, "text": edit.text }),
        EventContent::Reaction(reaction) => json!({ "mid": reaction.mid, "action": reaction.action,
            "emoji": reaction.emoji, "reaction": reaction.reaction }),
        EventContent::Postback(postback) => json!({ "mid": postback.mid, "payload": postback.payload }),
        EventContent::Read(read) => json!({ "mid": read.mid, "watermark": read.watermark.map(milliseconds) }),
        EventContent::Comment(comment) => of_comment(event.account.as_ref(), comment),
        EventContent::Mention(mention) => json!({ "media_id": mention.media_id, "comment_id": mention.comment_id }),
        EventContent::Referral(_)
        | EventContent::ThreadControl(_)
        | EventContent::StoryInsights(_)
        | EventContent::Unknown => Value::Object(Map::new()),
    };
    facts["account"] = json!(event.account);
    facts["kind"] = json!(event.name);
    facts["entry_time_ms"] = json!(event.entry_time.map(milliseconds));
    facts["sender"] = json!(event.sender);
    facts["recipient"] = json!(event.recipient);
    facts["time_ms"] = json!(event.timestamp.map(milliseconds));
    facts
}

fn of_message(event: &Event, message: &MessageEvent) -> Value {
    let attachments: Vec<&str> = message
        .attachments
        .iter()
        .map(|attachment| attachment.name.as_str())
        .collect();
    let answered = message.reply_to.as_ref();
    let story = answered.and_then(|answered| answered.story.as_ref());
    json!({ "mid": message.mid, "text": message.text, "echo": message.is_echo, "deleted": message.is_deleted,
        "unsupported": message.is_unsupported, "attachments": attachments,
        "reply_to_mid": answered.and_then(|answered| answered.mid.as_ref()),
        "reply_to_story": story.and_then(|story| story.id.as_ref()), "peer": event.person() })
}

fn of_comment(account: Option<&AccountId>, comment: &CommentEvent) -> Value {
    let from = comment.from.as_ref();
    json!({ "comment_id": comment.id, "text": comment.text, "from_id": from.and_then(|from| from.id.as_ref()),
        "username": from.and_then(|from| from.username.as_ref()),
        "media_id": comment.media.as_ref().and_then(|media| media.id.as_ref()), "parent_id": comment.parent_id,
        "own": account.is_some_and(|account| comment.is_own(account)) })
}

fn milliseconds(time: Timestamp) -> i64 {
    time.as_millisecond()
}
