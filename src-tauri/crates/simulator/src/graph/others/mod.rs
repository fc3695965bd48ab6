//! What other people post about an account: posts that tag it, mentions, posts they ask it to work on together.

mod collaboration;
mod mentions;
mod tags;

pub(super) use collaboration::{ROWS as COLLABORATION_ROWS, collaborators_of, search};
pub(super) use mentions::{ROWS as MENTION_ROWS, mentioned_comment, mentioned_media};
pub(super) use tags::ROWS as TAG_ROWS;

use serde_json::json;

use super::fields::Field;
use super::render::{instant, nonexisting, object, picture};
use super::{Call, Caller, Outcome, Refusal, render};
use crate::world::{MediaKind, OthersPost, World};

/// Somebody else's post, field by field. What only its owner may know is a field it does not have.
fn post(caller: &Caller<'_>, world: &World, it: &OthersPost, fields: &[Field]) -> Outcome {
    object(&it.id, fields, |field| {
        Ok(match field.name.as_str() {
            "caption" => Some(json!(it.caption)),
            "media_type" => Some(json!(match it.kind {
                MediaKind::Reel => "VIDEO",
                MediaKind::Album(_) => "CAROUSEL_ALBUM",
                MediaKind::Image | MediaKind::Story(_) | MediaKind::Live(_) => "IMAGE",
            })),
            "media_product_type" => Some(json!(if it.kind == MediaKind::Reel { "REELS" } else { "FEED" })),
            // Reels here have licensed music, whose media_url the platform keeps back.
            "media_url" => (it.kind != MediaKind::Reel).then(|| picture(caller, &it.id)),
            "thumbnail_url" => (it.kind == MediaKind::Reel).then(|| picture(caller, &it.id)),
            "permalink" => Some(json!(it.permalink)),
            "timestamp" => Some(instant(it.at)),
            "username" => Some(json!(it.username)),
            "like_count" => it.likes.map(|likes| json!(likes + world.likes_since_start(&it.id))),
            "comments_count" => Some(json!(it.comments)),
            "children" => match it.kind {
                MediaKind::Album(slides) => Some(children(caller, it, slides, &field.fields)?),
                _ => None,
            },
            // Of others' posts the owner is not told.
            "owner" => None,
            _ => return Err(nonexisting(field)),
        })
    })
}

fn children(caller: &Caller<'_>, it: &OthersPost, slides: u8, fields: &[Field]) -> Outcome {
    let id: u64 = it.id.parse().unwrap_or_default();
    let data = (1..=u64::from(slides)).map(|slide| {
        object(&(id + slide).to_string(), fields, |field| {
            Ok(match field.name.as_str() {
                "media_type" => Some(json!("IMAGE")),
                "media_url" => Some(picture(caller, &it.id)),
                "timestamp" => Some(instant(it.at)),
                _ => return Err(nonexisting(field)),
            })
        })
    });
    Ok(json!({ "data": data.collect::<Result<Vec<_>, Refusal>>()? }))
}

/// Whether a field that takes an argument is among those asked for.
fn asks(call: &Call, name: &str) -> bool {
    call.get("fields")
        .is_some_and(|fields| fields.contains(&format!("{name}.")))
}

/// The id given as an argument, such as that of `mentioned_media.media_id(17…)`.
fn argument<'a>(field: &'a Field, name: &str) -> Result<&'a str, Refusal> {
    field
        .argument(name)
        .ok_or_else(|| Refusal::parameter(format!("(#100) The parameter {name} is required.")))
}

fn required<'a>(caller: &'a Caller<'_>, name: &str) -> Result<&'a str, Refusal> {
    let given = caller.call.get(name).filter(|text| !text.trim().is_empty());
    given.ok_or_else(|| Refusal::parameter(format!("(#100) The parameter {name} is required.")))
}

/// An object of others the account has nothing to do with.
fn strange(caller: &Caller<'_>, id: &str) -> Refusal {
    Refusal::unknown_object(caller.call.method.as_str(), id)
}

fn success() -> serde_json::Value {
    render::success()
}
