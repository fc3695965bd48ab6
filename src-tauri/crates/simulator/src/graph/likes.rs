//! `POST` and `DELETE /{account}/likes` (sheet on comments, §5.2): Facebook Login only. More than fifty calls in five
//! seconds lock the account out for an hour.

use axum::http::Method;

use super::render::success;
use super::surface::Row;
use super::{Caller, On, Outcome, Refusal};
use crate::fault::Endpoint;
use crate::oauth::{FACEBOOK, Scope};
use crate::windows::Window;
use crate::witness::{Effect, EffectKind, Origin};
use crate::world::World;

pub(super) const ROWS: &[Row] = &[
    Row::post(On::Account(likes), "likes", Endpoint::Like).of(FACEBOOK),
    Row::delete(On::Account(likes), "likes", Endpoint::Unlike).of(FACEBOOK),
];

const BURST: Window = Window {
    name: "likes",
    most: 50,
    span_ms: 5_000,
};
const LOCKED_MS: i64 = 3_600_000;

fn likes(caller: &Caller<'_>, account: u32) -> Outcome {
    caller.needs(Scope::Basic)?;
    caller.needs(Scope::Likes)?;
    in_bounds(caller, account)?;
    let given = |name| caller.call.get(name).filter(|id: &&str| !id.is_empty());
    let id = match (given("media_id"), given("comment_id")) {
        (Some(id), None) | (None, Some(id)) => id,
        (None, None) => {
            let message = "(#100) One of the parameters media_id and comment_id is required.";
            return Err(Refusal::parameter(message));
        }
        (Some(_), Some(_)) => {
            let message = "(#100) The parameters media_id and comment_id cannot be given together.";
            return Err(Refusal::parameter(message));
        }
    };
    let mut world = caller.sim.world_mut();
    likeable(caller, &world, id, given("media_id").is_some())?;
    let like = caller.call.method == Method::POST;
    let changed = world.like(account, id, like);
    caller.sim.witness.effect(Effect {
        id: id.to_owned(),
        changed,
        ..Effect::bare(
            caller.sim.clock.now(),
            if like { EffectKind::Like } else { EffectKind::Unlike },
            Origin::Api,
        )
    });
    Ok(success())
}

/// The platform names no code for the lock; here it is that of an endpoint's own limit.
fn in_bounds(caller: &Caller<'_>, account: u32) -> Result<(), Refusal> {
    let windows = &caller.sim.windows;
    let whose = u64::from(account);
    if windows.take(BURST, whose, caller.now_ms) {
        return Ok(());
    }
    if !windows.is_closed(BURST, whose, caller.now_ms) {
        windows.close(BURST, whose, caller.now_ms + LOCKED_MS);
    }
    Err(Refusal::throttled(613))
}

/// Posts and comments of public accounts can be liked, stories cannot.
fn likeable(caller: &Caller<'_>, world: &World, id: &str, is_media: bool) -> Result<(), Refusal> {
    let there = if is_media {
        world
            .post_by_id(id)
            .is_some_and(|post| world.post_exists_at(post, caller.now_ms) && !world.posts[post as usize].is_story())
    } else {
        world
            .comment_by_id(id)
            .is_some_and(|comment| world.exists_at(comment, caller.now_ms))
    };
    if there || world.is_others(id, is_media) {
        Ok(())
    } else {
        Err(Refusal::unknown_object(caller.call.method.as_str(), id))
    }
}
