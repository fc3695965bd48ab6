//! Mentions (sheet on comments, §5.3): reading the post or comment that mentions an account, and answering it. Their ids
//! come from webhooks only.

use serde_json::json;

use super::{argument, asks, post, required, strange};
use crate::fault::Endpoint;
use crate::graph::fields::Field;
use crate::graph::read::or_usual;
use crate::graph::render::{instant, nonexisting, object};
use crate::graph::surface::Row;
use crate::graph::{Caller, On, Outcome, Refusal, account};
use crate::oauth::{FACEBOOK, Scope};
use crate::witness::{Effect, EffectKind, Origin};
use crate::world::{OthersComment, OthersPost, World};

pub(in crate::graph) const ROWS: &[Row] = &[
    Row::read(On::Account(account::read), Endpoint::MentionedMedia)
        .of(FACEBOOK)
        .when("fields=mentioned_media.media_id(…){…}", |call| {
            asks(call, "mentioned_media")
        }),
    Row::read(On::Account(account::read), Endpoint::MentionedComment)
        .of(FACEBOOK)
        .when("fields=mentioned_comment.comment_id(…){…}", |call| {
            asks(call, "mentioned_comment")
        }),
    Row::post(On::Account(answer), "mentions", Endpoint::Mention),
];

fn disabled() -> Refusal {
    Refusal::parameter("(#100) Comments are disabled on this media")
}

/// Without a right to the Page's content the platform takes the at signs out.
fn said(caller: &Caller<'_>, text: &str) -> String {
    if caller.may(Scope::PageEngagement) {
        text.to_owned()
    } else {
        text.replace('@', "")
    }
}

/// `mentioned_media.media_id(…){…}` of an account.
pub(in crate::graph) fn mentioned_media(caller: &Caller<'_>, world: &World, account: u32, field: &Field) -> Outcome {
    caller.needs(Scope::Comments)?;
    let id = argument(field, "media_id")?;
    let it = world.mentioning_post(account, id).ok_or_else(|| strange(caller, id))?;
    if !it.comments_enabled {
        return Err(disabled());
    }
    let it = OthersPost {
        caption: said(caller, &it.caption),
        ..it
    };
    post(caller, world, &it, &or_usual(&field.fields, &["id"]))
}

/// `mentioned_comment.comment_id(…){…}` of an account.
pub(in crate::graph) fn mentioned_comment(caller: &Caller<'_>, world: &World, account: u32, field: &Field) -> Outcome {
    caller.needs(Scope::Comments)?;
    let id = argument(field, "comment_id")?;
    let it = world
        .mentioning_comment(account, id)
        .ok_or_else(|| strange(caller, id))?;
    if !it.post.comments_enabled {
        return Err(disabled());
    }
    comment(
        caller,
        world,
        &it,
        &or_usual(&field.fields, &["id", "text", "timestamp"]),
    )
}

fn comment(caller: &Caller<'_>, world: &World, it: &OthersComment, fields: &[Field]) -> Outcome {
    object(&it.id, fields, |field| {
        Ok(match field.name.as_str() {
            "text" => Some(json!(said(caller, &it.text))),
            "timestamp" => Some(instant(it.at)),
            "username" => Some(json!(it.username)),
            "like_count" => Some(json!(it.likes + world.likes_since_start(&it.id))),
            "media" => Some(post(caller, world, &it.post, &or_usual(&field.fields, &["id"]))?),
            _ => return Err(nonexisting(field)),
        })
    })
}

/// `POST /{account}/mentions`: under the post, or as a reply to the comment that mentions the account.
fn answer(caller: &Caller<'_>, account: u32) -> Outcome {
    caller.needs(Scope::Comments)?;
    let media = required(caller, "media_id")?;
    let message = required(caller, "message")?;
    let comment = caller.call.get("comment_id").filter(|id| !id.is_empty());
    let mut world = caller.sim.world_mut();
    let post = match comment {
        None => world
            .mentioning_post(account, media)
            .ok_or_else(|| strange(caller, media))?,
        Some(id) => world
            .mentioning_comment(account, id)
            .map(|comment| comment.post)
            .filter(|post| post.id == media)
            .ok_or_else(|| strange(caller, id))?,
    };
    if !post.comments_enabled {
        return Err(disabled());
    }
    let id = world.write_under_others();
    caller.sim.witness.effect(Effect {
        id: id.clone(),
        media: media.to_owned(),
        parent: comment.map(str::to_owned),
        text: Some(message.to_owned()),
        ..Effect::bare(caller.sim.clock.now(), EffectKind::Mention, Origin::Api)
    });
    Ok(json!({ "id": id }))
}
