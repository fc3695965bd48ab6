//! `POST /{account}/media_publish` and `GET /{account}/content_publishing_limit` (sheet on publishing, §6.1 and §6.6).

use serde_json::{Map, Value, json};

use super::{Caller, Refusal, permitted, read, refused, render};
use crate::server::Sim;
use crate::witness::{Effect, EffectKind, Origin};
use crate::world::{DAY_MS, State, World};

pub(super) fn publish(caller: &Caller<'_>, account: u32) -> Result<Value, Refusal> {
    permitted(caller)?;
    let Some(id) = caller.call.get("creation_id").filter(|id| !id.is_empty()) else {
        return Err(Refusal::parameter("(#100) The parameter creation_id is required."));
    };
    // One lock from the look to the post: of two calls at once only one finds the container unpublished.
    let mut world = caller.sim.world_mut();
    let container = world.container_by_id(id).ok_or_else(refused::not_found)?;
    if world.containers[container as usize].made.account != account {
        return Err(refused::not_found());
    }
    let now_ms = caller.sim.clock.now_ms();
    if let Some(ending) = caller.bent.ending {
        world.end_container(container, ending, now_ms);
    }
    publishable(&world, container, now_ms)?;
    let total = caller.sim.publishing.quota_total();
    if world.published_since(account, now_ms - DAY_MS, now_ms) >= total as usize {
        return Err(refused::limit_reached());
    }
    let post = world.publish(now_ms, container);
    witness_post(caller.sim, &world, Origin::Api, post);
    Ok(json!({ "id": world.media_id(post) }))
}

/// Writes down that there is a new post or story.
pub(crate) fn witness_post(sim: &Sim, world: &World, origin: Origin, post: u32) {
    let published = world.posts[post as usize].published.as_ref();
    let container = published.and_then(|published| published.container);
    sim.witness.effect(Effect {
        seq: 0,
        at: sim.clock.now(),
        kind: EffectKind::Publish,
        origin,
        id: world.media_id(post),
        media: world.media_id(post),
        parent: container.map(|container| world.container_id(container)),
        conversation: None,
        content: None,
        text: Some(world.caption(post).to_owned()),
        changed: true,
    });
}

fn publishable(world: &World, container: u32, now_ms: i64) -> Result<(), Refusal> {
    let container = &world.containers[container as usize];
    if container.made.kind.is_item() {
        return Err(Refusal::parameter(
            "(#100) A carousel item cannot be published by itself",
        ));
    }
    match container.state_at(now_ms) {
        Some(State::Finished) => Ok(()),
        Some(State::Expired) => Err(refused::expired()),
        // The sheet has no code of its own for a container that failed or is published already.
        Some(State::InProgress | State::Error(_) | State::Published) => Err(refused::not_ready()),
        None => Err(refused::not_found()),
    }
}

pub(super) fn limit(caller: &Caller<'_>, account: u32) -> Result<Value, Refusal> {
    permitted(caller)?;
    let fields = read::asked(caller, &["quota_usage"])?;
    let from_ms = since(caller)?;
    let used = caller.sim.world().published_since(account, from_ms, caller.as_of);
    let mut quota = Map::new();
    for field in &fields {
        let value = match field.name.as_str() {
            "quota_usage" => json!(used),
            "config" => json!({
                "quota_total": caller.sim.publishing.quota_total(),
                "quota_duration": DAY_MS / 1000,
            }),
            _ => return Err(render::nonexisting(field)),
        };
        quota.insert(field.name.clone(), value);
    }
    Ok(json!({ "data": [quota] }))
}

/// From when posts count: a day ago, or since an instant within it.
fn since(caller: &Caller<'_>) -> Result<i64, Refusal> {
    let day_ago = caller.now_ms - DAY_MS;
    match caller.call.get("since").filter(|text| !text.is_empty()) {
        None => Ok(day_ago),
        Some(text) => text
            .parse::<i64>()
            .ok()
            .and_then(|seconds| seconds.checked_mul(1000))
            .filter(|since| (day_ago..=caller.now_ms).contains(since))
            .ok_or_else(|| Refusal::parameter("(#100) Param since must be a time within the last 24 hours")),
    }
}
