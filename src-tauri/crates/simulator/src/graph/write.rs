//! Writing: reply, comment, hide, delete, the comment switch. Each accepted call is told to the witness, with whether
//! it changed anything.
//!
//! None of it is there for broadcasts (sheet on comments, §5.2; on media, §4.4). The sheet names no code for that; here it
//! is the one of calls an object does not support.

use serde_json::json;

use super::render::success;
use super::surface::Row;
use super::{Caller, On, Outcome, Refusal, missing};
use crate::fault::Endpoint;
use crate::oauth::Scope;
use crate::witness::{Effect, EffectKind, Origin};
use crate::world::{Change, ChangeError, World};

pub(super) const ROWS: &[Row] = &[
    Row::post(On::Post(comment_on), "comments", Endpoint::Reply),
    Row::post(On::Comment(reply), "replies", Endpoint::Reply),
    Row::update(On::Comment(hide), Endpoint::Unhide).when("hide=false", |call| call.flag("hide") == Some(Ok(false))),
    Row::update(On::Comment(hide), Endpoint::Hide),
    Row::remove(On::Comment(delete), Endpoint::Delete),
    Row::update(On::Post(switch), Endpoint::CommentSwitch),
];

/// Writes down what was done to a comment.
pub(crate) fn witness_comment(
    sim: &crate::server::Sim,
    world: &World,
    origin: Origin,
    kind: EffectKind,
    change: &Change,
    text: Option<String>,
) {
    let record = &world.comments[change.comment as usize];
    let parent = world.top_of(change.comment);
    sim.witness.effect(Effect {
        seq: 0,
        at: sim.clock.now(),
        kind,
        origin,
        id: world.comment_id(change.comment),
        media: world.media_id(record.post),
        parent: (parent != change.comment).then(|| world.comment_id(parent)),
        conversation: None,
        content: None,
        text,
        changed: change.changed,
    });
}

/// Refuses what is not there for a broadcast.
fn off_air(caller: &Caller<'_>, world: &World, post: u32) -> Result<(), Refusal> {
    if world.posts[post as usize].is_live() {
        Err(missing(caller.call))
    } else {
        Ok(())
    }
}

fn comment_on(caller: &Caller<'_>, post: u32) -> Outcome {
    comment(caller, post, None)
}

fn comment(caller: &Caller<'_>, post: u32, parent: Option<u32>) -> Outcome {
    caller.needs(Scope::Comments)?;
    let text = caller.call.get("message").unwrap_or_default();
    if text.trim().is_empty() {
        return Err(Refusal::parameter("(#100) The parameter message is required."));
    }
    let mut world = caller.sim.world_mut();
    off_air(caller, &world, post)?;
    let change = world
        .write(caller.now_ms, post, parent, None, text.to_owned())
        .map_err(|error| {
            Refusal::parameter(match error {
                ChangeError::CommentsDisabled => "(#100) Comments are disabled on this media",
                ChangeError::Hidden => "(#100) A hidden comment cannot be replied to",
            })
        })?;
    let kind = if parent.is_some() {
        EffectKind::Reply
    } else {
        EffectKind::Comment
    };
    witness_comment(caller.sim, &world, Origin::Api, kind, &change, Some(text.to_owned()));
    Ok(json!({ "id": world.comment_id(change.comment) }))
}

fn reply(caller: &Caller<'_>, to: u32) -> Outcome {
    let post = caller.sim.world().comments[to as usize].post;
    comment(caller, post, Some(to))
}

fn hide(caller: &Caller<'_>, comment: u32) -> Outcome {
    caller.needs(Scope::Comments)?;
    let hide = match caller.call.flag("hide") {
        None => return Err(Refusal::parameter("(#100) The parameter hide is required.")),
        Some(Err(())) => return Err(Refusal::parameter("(#100) Param hide must be a boolean")),
        Some(Ok(hide)) => hide,
    };
    let mut world = caller.sim.world_mut();
    off_air(caller, &world, world.comments[comment as usize].post)?;
    let change = world.set_hidden(caller.now_ms, comment, hide);
    let kind = if hide { EffectKind::Hide } else { EffectKind::Unhide };
    witness_comment(caller.sim, &world, Origin::Api, kind, &change, None);
    Ok(success())
}

fn delete(caller: &Caller<'_>, comment: u32) -> Outcome {
    caller.needs(Scope::Comments)?;
    let mut world = caller.sim.world_mut();
    off_air(caller, &world, world.comments[comment as usize].post)?;
    let change = world.delete(caller.now_ms, comment);
    witness_comment(caller.sim, &world, Origin::Api, EffectKind::Delete, &change, None);
    Ok(success())
}

fn switch(caller: &Caller<'_>, post: u32) -> Outcome {
    caller.needs(Scope::Comments)?;
    let enabled = match caller.call.flag("comment_enabled") {
        None => return Err(Refusal::parameter("(#100) The parameter comment_enabled is required.")),
        Some(Err(())) => return Err(Refusal::parameter("(#100) Param comment_enabled must be a boolean")),
        Some(Ok(enabled)) => enabled,
    };
    let mut world = caller.sim.world_mut();
    off_air(caller, &world, post)?;
    let changed = world.set_comments_enabled(caller.now_ms, post, enabled);
    witness_switch(caller.sim, &world, Origin::Api, post, enabled, changed);
    Ok(success())
}

/// Writes down where the comment switch was put.
pub(crate) fn witness_switch(
    sim: &crate::server::Sim,
    world: &World,
    origin: Origin,
    post: u32,
    enabled: bool,
    changed: bool,
) {
    sim.witness.effect(Effect {
        seq: 0,
        at: sim.clock.now(),
        kind: if enabled {
            EffectKind::CommentsOn
        } else {
            EffectKind::CommentsOff
        },
        origin,
        id: world.media_id(post),
        media: world.media_id(post),
        parent: None,
        conversation: None,
        content: None,
        text: None,
        changed,
    });
}
