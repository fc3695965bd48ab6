//! What a call of `POST /{account}/messages` asks for (sheet on messaging, §2.2): recipient, message, tag, the message it
//! answers. Nothing is looked up yet but the shape of it, so every refusal here is one of the content.

use serde_json::{Map, Value};

use super::refused;
use crate::answer::Refusal;
use crate::graph::call::Call;

/// Bytes a text can have.
pub(super) const MOST_TEXT: usize = 1_000;
/// Pictures a message can have.
const MOST_PICTURES: usize = 10;
const MOST_QUICK_REPLIES: usize = 13;
const MOST_ELEMENTS: usize = 10;
const MOST_TITLE: usize = 80;
const MOST_BUTTONS: usize = 3;
const MOST_BUTTON_TEXT: usize = 640;

/// To whom.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Recipient {
    /// A person or the account itself.
    Id(String),
    /// The author of a comment: a private reply.
    Comment(String),
}

/// A file of a message: to be downloaded, or uploaded before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Address(String),
    Uploaded(String),
}

/// The kinds of files a message can carry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileKind {
    Image,
    Audio,
    Video,
    File,
}

impl FileKind {
    pub(super) fn read(name: &str) -> Option<Self> {
        Some(match name {
            "image" => Self::Image,
            "audio" => Self::Audio,
            "video" => Self::Video,
            "file" => Self::File,
            _ => return None,
        })
    }
}

/// What is to be sent.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Body {
    Text(String),
    Files(Vec<(FileKind, Source)>),
    Heart,
    /// A post by its id.
    Post(String),
    Template(Value),
}

/// A message to send.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Outgoing {
    pub(super) body: Body,
    /// Whether it is tagged as a human's answer.
    pub(super) human_agent: bool,
    /// The `mid` of the message it answers.
    pub(super) reply_to: Option<String>,
}

/// A parameter that is a JSON object; forms carry it as JSON text. What is `null` in it is not there.
pub(super) fn object(call: &Call, name: &str) -> Result<Option<Map<String, Value>>, Refusal> {
    let Some(text) = call.get(name).filter(|text| !text.trim().is_empty()) else {
        return Ok(None);
    };
    match serde_json::from_str(text) {
        Ok(Value::Object(map)) => Ok(Some(without_nulls(map))),
        Ok(Value::Null) => Ok(None),
        _ => Err(Refusal::parameter(format!("(#100) Param {name} must be a JSON object"))),
    }
}

/// Clients that serialise whole structures write what is not set as `null`.
fn without_nulls(map: Map<String, Value>) -> Map<String, Value> {
    fn inside(value: Value) -> Value {
        match value {
            Value::Object(map) => Value::Object(without_nulls(map)),
            Value::Array(list) => Value::Array(list.into_iter().map(inside).collect()),
            other => other,
        }
    }
    let given = map.into_iter().filter(|(_, value)| !value.is_null());
    given.map(|(name, value)| (name, inside(value))).collect()
}

/// An id: a text, or a number as it is sent by clients that keep ids as integers.
fn id_of(map: &Map<String, Value>, name: &str) -> Option<String> {
    match map.get(name)? {
        Value::String(id) if !id.is_empty() => Some(id.clone()),
        Value::Number(id) if id.is_u64() => Some(id.to_string()),
        _ => None,
    }
}

pub(super) fn text_of<'a>(map: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    map.get(name).and_then(Value::as_str).filter(|text| !text.is_empty())
}

/// Whom a call is to.
pub(super) fn recipient(call: &Call) -> Result<Recipient, Refusal> {
    let Some(map) = object(call, "recipient")? else {
        return Err(Refusal::parameter("(#100) The parameter recipient is required."));
    };
    match (id_of(&map, "id"), id_of(&map, "comment_id")) {
        (Some(id), None) => Ok(Recipient::Id(id)),
        (None, Some(id)) => Ok(Recipient::Comment(id)),
        _ => Err(Refusal::parameter(
            "(#100) Param recipient must have exactly one of id and comment_id",
        )),
    }
}

impl Outgoing {
    pub(super) fn read(call: &Call) -> Result<Self, Refusal> {
        let Some(message) = object(call, "message")? else {
            return Err(Refusal::parameter("(#100) The parameter message is required."));
        };
        let reply_to = match object(call, "reply_to")? {
            None => None,
            Some(map) => match text_of(&map, "mid") {
                Some(mid) => Some(mid.to_owned()),
                None => return Err(Refusal::parameter("(#100) Param reply_to[mid] is required.")),
            },
        };
        Ok(Self {
            body: body(&message)?,
            human_agent: human_agent(call)?,
            reply_to,
        })
    }
}

/// `tag` is taken with and without `messaging_type`; both forms are in use.
fn human_agent(call: &Call) -> Result<bool, Refusal> {
    let tag = call.get("tag").filter(|tag| !tag.is_empty());
    match call.get("messaging_type").filter(|kind| !kind.is_empty()) {
        None | Some("RESPONSE" | "UPDATE") => {}
        Some("MESSAGE_TAG") if tag.is_some() => {}
        Some("MESSAGE_TAG") => return Err(Refusal::parameter("(#100) Param tag is required with MESSAGE_TAG")),
        Some(_) => {
            return Err(Refusal::parameter(
                "(#100) Param messaging_type must be one of {RESPONSE, UPDATE, MESSAGE_TAG}",
            ));
        }
    }
    match tag {
        None => Ok(false),
        Some("HUMAN_AGENT") => Ok(true),
        // The other tags are Messenger's.
        Some(_) => Err(Refusal::parameter("(#100) Param tag must be one of {HUMAN_AGENT}")),
    }
}

/// Text or attachments, not both.
fn body(message: &Map<String, Value>) -> Result<Body, Refusal> {
    let text = message.get("text").and_then(Value::as_str);
    // The guide writes a single object into `attachments`, too.
    let attachments = match (message.get("attachment"), message.get("attachments")) {
        (None | Some(Value::Null), None | Some(Value::Null)) => None,
        (Some(one), None) | (None, Some(one @ Value::Object(_))) => Some(vec![one.clone()]),
        (None, Some(Value::Array(list))) => Some(list.clone()),
        _ => {
            return Err(refused::invalid(
                "(#100) Only one of attachment and attachments is allowed",
            ));
        }
    };
    match (text, attachments) {
        (Some(text), None) => {
            check_text(text)?;
            quick_replies(message)?;
            Ok(Body::Text(text.to_owned()))
        }
        (None, Some(_)) if message.contains_key("quick_replies") => {
            Err(refused::invalid("(#100) Quick replies need a text"))
        }
        (None, Some(list)) => attached(&list),
        (Some(_), Some(_)) => Err(refused::invalid(
            "(#100) A message has a text or an attachment, not both",
        )),
        (None, None) => Err(refused::invalid("(#100) A message needs a text or an attachment")),
    }
}

/// Bytes are counted, not letters.
pub(super) fn check_text(text: &str) -> Result<(), Refusal> {
    match text.len() {
        _ if text.trim().is_empty() => Err(refused::invalid("(#100) The text of a message cannot be empty")),
        length if length > MOST_TEXT => Err(refused::invalid(
            "(#100) Length of param message[text] must be less than or equal to 1000 bytes in UTF-8",
        )),
        _ => Ok(()),
    }
}

fn quick_replies(message: &Map<String, Value>) -> Result<(), Refusal> {
    let Some(list) = message.get("quick_replies") else {
        return Ok(());
    };
    let list = list
        .as_array()
        .ok_or_else(|| refused::invalid("(#100) quick_replies must be a list"))?;
    if list.is_empty() || list.len() > MOST_QUICK_REPLIES {
        return Err(refused::invalid("(#100) A message can have 1 to 13 quick replies"));
    }
    for reply in list.iter().filter_map(Value::as_object) {
        // Those for a phone number or an address ended in October 2026.
        if text_of(reply, "content_type") != Some("text") {
            return Err(Refusal::parameter("(#100) Quick reply content_type must be text"));
        }
        if text_of(reply, "title").is_none() || text_of(reply, "payload").is_none() {
            return Err(refused::invalid("(#100) A quick reply needs a title and a payload"));
        }
    }
    Ok(())
}

fn attached(list: &[Value]) -> Result<Body, Refusal> {
    let parts: Vec<(&str, Option<&Map<String, Value>>)> = list
        .iter()
        .map(|part| {
            let part = part.as_object();
            let kind = part.and_then(|part| text_of(part, "type")).unwrap_or_default();
            (
                kind,
                part.and_then(|part| part.get("payload")).and_then(Value::as_object),
            )
        })
        .collect();
    if parts.is_empty() || parts.len() > MOST_PICTURES {
        return Err(refused::invalid("(#100) A message can have 1 to 10 attachments"));
    }
    if parts.len() > 1 && parts.iter().any(|(kind, _)| *kind != "image") {
        return Err(refused::invalid("(#100) Several attachments must all be images"));
    }
    match parts[0] {
        ("like_heart", _) => Ok(Body::Heart),
        ("MEDIA_SHARE", Some(payload)) => match id_of(payload, "id") {
            Some(id) => Ok(Body::Post(id)),
            None => Err(refused::invalid("(#100) MEDIA_SHARE needs the id of a post")),
        },
        ("template", Some(payload)) => {
            check_template(payload)?;
            Ok(Body::Template(Value::Object(payload.clone())))
        }
        _ => parts.into_iter().map(file).collect::<Result<_, _>>().map(Body::Files),
    }
}

pub(super) fn file((kind, payload): (&str, Option<&Map<String, Value>>)) -> Result<(FileKind, Source), Refusal> {
    let kind = FileKind::read(kind)
        .ok_or_else(|| refused::invalid(format!("(#100) Attachment type {kind} is not supported")))?;
    let source = payload.and_then(
        |payload| match (text_of(payload, "url"), id_of(payload, "attachment_id")) {
            (Some(url), None) => Some(Source::Address(url.to_owned())),
            (None, Some(id)) => Some(Source::Uploaded(id)),
            _ => None,
        },
    );
    let source = source.ok_or_else(|| refused::invalid("(#100) An attachment needs an url or an attachment_id"))?;
    Ok((kind, source))
}

fn check_template(payload: &Map<String, Value>) -> Result<(), Refusal> {
    match text_of(payload, "template_type") {
        Some("generic") => {
            let elements = payload.get("elements").and_then(Value::as_array).map(Vec::as_slice);
            let elements = elements.unwrap_or_default();
            if elements.is_empty() || elements.len() > MOST_ELEMENTS {
                return Err(refused::invalid("(#100) A generic template has 1 to 10 elements"));
            }
            elements.iter().try_for_each(check_element)
        }
        Some("button") => {
            match text_of(payload, "text") {
                Some(text) if text.chars().count() <= MOST_BUTTON_TEXT => {}
                _ => {
                    return Err(refused::invalid(
                        "(#100) A button template needs a text of at most 640 characters",
                    ));
                }
            }
            if payload
                .get("buttons")
                .and_then(Value::as_array)
                .is_none_or(Vec::is_empty)
            {
                return Err(refused::invalid("(#100) A button template has 1 to 3 buttons"));
            }
            check_buttons(payload)
        }
        _ => Err(refused::invalid(
            "(#100) Param template_type must be one of {generic, button}",
        )),
    }
}

fn check_element(element: &Value) -> Result<(), Refusal> {
    let element = element
        .as_object()
        .ok_or_else(|| refused::invalid("(#100) An element must be an object"))?;
    let fits = |name: &str| text_of(element, name).is_none_or(|text| text.chars().count() <= MOST_TITLE);
    if text_of(element, "title").is_none() || !fits("title") || !fits("subtitle") {
        return Err(refused::invalid(
            "(#100) An element needs a title; title and subtitle have at most 80 characters",
        ));
    }
    check_buttons(element)
}

fn check_buttons(holder: &Map<String, Value>) -> Result<(), Refusal> {
    let buttons = holder.get("buttons").and_then(Value::as_array).map(Vec::as_slice);
    let buttons = buttons.unwrap_or_default();
    if buttons.len() > MOST_BUTTONS {
        return Err(refused::invalid("(#100) At most 3 buttons"));
    }
    let good = |button: &Value| {
        let Some(button) = button.as_object() else { return false };
        let needs = match text_of(button, "type") {
            Some("web_url") => "url",
            Some("postback") => "payload",
            _ => return false,
        };
        text_of(button, "title").is_some() && text_of(button, needs).is_some()
    };
    if buttons.iter().all(good) {
        Ok(())
    } else {
        Err(refused::invalid(
            "(#100) A button is of type web_url with an url, or of type postback with a payload, and has a title",
        ))
    }
}
