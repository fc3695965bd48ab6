//! The attachments of a message as it is read (sheet on messaging, §1.4).

use serde_json::{Map, Value, json};

use super::{Caller, Refusal};
use crate::graph::fields::Field;
use crate::graph::render::{nonexisting, object};
use crate::messaging_cdn;
use crate::world::{Attachment, AttachmentKind, World};

/// Fields an attachment can have.
const KNOWN: &[&str] = &[
    "id",
    "name",
    "mime_type",
    "size",
    "file_url",
    "image_data",
    "video_data",
    "generic_template",
];

/// The list of a message's attachments; `None` when it has none.
pub(super) fn render(
    caller: &Caller<'_>,
    world: &World,
    (conversation, place): (u32, u32),
    fields: &[Field],
) -> Result<Option<Value>, Refusal> {
    if let Some(strange) = fields.iter().find(|field| !KNOWN.contains(&field.name.as_str())) {
        return Err(nonexisting(strange));
    }
    let thread = world.thread(conversation);
    let attachments = thread.messages[place as usize].content.attachments.iter();
    let mut data = Vec::new();
    for (number, attachment) in attachments.enumerate() {
        let whole = whole(caller, world, (conversation, place), number, attachment);
        let id = world.asset_id(conversation, place, number);
        data.push(if fields.is_empty() {
            Value::Object(whole)
        } else {
            object(&id, fields, |field| Ok(whole.get(&field.name).cloned()))?
        });
    }
    Ok((!data.is_empty()).then(|| json!({ "data": data })))
}

fn whole(
    caller: &Caller<'_>,
    world: &World,
    (conversation, place): (u32, u32),
    number: usize,
    attachment: &Attachment,
) -> Map<String, Value> {
    let id = world.asset_id(conversation, place, number);
    let url = messaging_cdn::address(caller.sim, &id, caller.now_ms);
    let preview = format!("{url}&part=preview");
    let file = attachment.file.as_ref();
    let drawn = || {
        let account = world.owner_of_conversation(conversation);
        messaging_cdn::size(&messaging_cdn::scene(
            world,
            account,
            conversation,
            place,
            number as u32,
        ))
    };
    let (width, height) = file.and_then(|file| file.size).unwrap_or_else(drawn);
    let mut it = Map::from_iter([("id".to_owned(), json!(id))]);
    let mut put = |name: &str, value: Value| {
        it.insert(name.to_owned(), value);
    };
    let (name, mime_type) = match attachment.kind {
        AttachmentKind::Image => ("image", "image/jpeg"),
        AttachmentKind::Video => ("video", "video/mp4"),
        AttachmentKind::Audio => ("audioclip", crate::film::SOUND_TYPE),
        AttachmentKind::File => ("file", "application/pdf"),
        AttachmentKind::Heart => ("sticker", "image/jpeg"),
        AttachmentKind::Template(ref payload) => {
            put("generic_template", template(payload));
            return it;
        }
    };
    put("name", json!(format!("{name}-{id}")));
    put(
        "mime_type",
        json!(file.map_or(mime_type, |file| file.content_type.as_str())),
    );
    if let Some(file) = file {
        put("size", json!(file.bytes.len()));
    }
    match attachment.kind {
        AttachmentKind::Image | AttachmentKind::Heart => put(
            "image_data",
            json!({
                "url": url, "preview_url": preview, "width": width, "height": height,
                "max_width": width, "max_height": height, "image_type": 1,
                "render_as_sticker": attachment.kind == AttachmentKind::Heart,
            }),
        ),
        AttachmentKind::Video => put(
            "video_data",
            json!({ "url": url, "preview_url": preview, "width": width, "height": height }),
        ),
        _ => put("file_url", json!(url)),
    }
    it
}

/// A template as it is read: the first element, or the text and the first button.
fn template(payload: &Value) -> Value {
    let element = payload["elements"].get(0).unwrap_or(payload);
    let mut shown = Map::new();
    let mut put = |name: &str, value: &Value| {
        if !value.is_null() {
            shown.insert(name.to_owned(), value.clone());
        }
    };
    put("title", element.get("title").unwrap_or(&element["text"]));
    put("subtitle", &element["subtitle"]);
    put("media_url", &element["image_url"]);
    put("cta", &element["buttons"][0]);
    Value::Object(shown)
}
