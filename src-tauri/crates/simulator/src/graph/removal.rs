//! `DELETE /{media}` (sheet on media, §4.4): Facebook Login only, on Instagram Login a post cannot even be found for it.
//! Posts, reels, stories and whole albums go; slides and broadcasts do not.

use serde_json::json;

use super::surface::Row;
use super::{Caller, On, Outcome, Refusal};
use crate::fault::Endpoint;
use crate::oauth::{FACEBOOK, Scope};
use crate::witness::{Effect, EffectKind, Origin};

pub(super) const ROWS: &[Row] = &[
    Row::remove(On::Post(post), Endpoint::DeleteMedia).of(FACEBOOK),
    Row::remove(On::Slide(slide), Endpoint::DeleteMedia).of(FACEBOOK),
];

fn post(caller: &Caller<'_>, post: u32) -> Outcome {
    caller.needs(Scope::DeleteMedia)?;
    let mut world = caller.sim.world_mut();
    if world.posts[post as usize].is_live() {
        return Err(unsupported());
    }
    world.remove_post(caller.now_ms, post);
    let id = world.media_id(post);
    caller.sim.witness.effect(Effect {
        id: id.clone(),
        media: id.clone(),
        ..Effect::bare(caller.sim.clock.now(), EffectKind::DeleteMedia, Origin::Api)
    });
    Ok(json!({ "success": true, "deleted_id": id }))
}

/// An album goes as a whole only.
fn slide(caller: &Caller<'_>, _post: u32, _slide: u8) -> Outcome {
    caller.needs(Scope::DeleteMedia)?;
    Err(unsupported())
}

fn unsupported() -> Refusal {
    Refusal {
        for_people: Some((
            "Media type is not supported".to_owned(),
            "This type of media cannot be deleted.".to_owned(),
        )),
        ..Refusal::new(400, -1, "Fatal").sub(2_207_073)
    }
}
