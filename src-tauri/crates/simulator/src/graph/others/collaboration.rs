//! Posts on which accounts work together (the platform's page on collaboration, April 2026): invitations, the answers to
//! them, and the posts of others an account works on.

use serde_json::{Map, Value, json};

use super::{argument, asks, post, required, strange, success};
use crate::fault::Endpoint;
use crate::graph::fields::Field;
use crate::graph::paging::{Edge, Window as Part};
use crate::graph::read::{MOST_MEDIA, USUAL, asked, or_usual};
use crate::graph::render::{nonexisting, picture};
use crate::graph::surface::Row;
use crate::graph::{Caller, On, Outcome, Refusal, account};
use crate::oauth::{FACEBOOK, Scope};
use crate::windows::Window;
use crate::witness::{Effect, EffectKind, Origin};
use crate::world::{DAY_MS, OthersPost, World};

pub(in crate::graph) const ROWS: &[Row] = &[
    Row::get(On::Account(invites), "collaboration_invites", Endpoint::Invites).of(FACEBOOK),
    Row::post(On::Account(answer), "collaboration_invites", Endpoint::AnswerInvite).of(FACEBOOK),
    Row::get(On::Post(collaborators), "collaborators", Endpoint::Collaborators).of(FACEBOOK),
    Row::get(On::Account(shared), "collaborative_media", Endpoint::CollaborativeMedia).of(FACEBOOK),
    Row::read(On::Account(account::read), Endpoint::CollaborativeMediaSearch)
        .of(FACEBOOK)
        .when("fields=collaborative_media_search.media_id(…){…}", |call| {
            asks(call, "collaborative_media_search")
        }),
];

/// Whom a post's owner asked, as a list.
pub(in crate::graph) fn collaborators_of(world: &World, post: u32) -> Value {
    let list: Vec<Value> = world
        .collaborators(post)
        .iter()
        .map(|it| {
            let status = match it.answer {
                None => "Pending",
                Some(true) => "Accepted",
                Some(false) => "Declined",
            };
            json!({ "id": it.id, "username": it.username, "invite_status": status })
        })
        .collect();
    json!({ "data": list })
}

/// `GET /{media}/collaborators`.
fn collaborators(caller: &Caller<'_>, post: u32) -> Outcome {
    caller.needs(Scope::Basic)?;
    Ok(collaborators_of(&caller.sim.world(), post))
}

/// Invitations of a page when no length is asked for.
const USUAL_INVITES: usize = 10;
const OF_INVITE: [&str; 4] = ["media_id", "media_owner_username", "caption", "media_url"];
const LISTS: Window = Window {
    name: "collaboration_invites",
    most: 300,
    span_ms: DAY_MS,
};
const ANSWERS: Window = Window {
    name: "collaboration_answers",
    most: 50,
    span_ms: DAY_MS,
};

fn counted(caller: &Caller<'_>, window: Window, account: u32) -> Result<(), Refusal> {
    if caller.sim.windows.take(window, u64::from(account), caller.now_ms) {
        Ok(())
    } else {
        Err(Refusal::throttled(613))
    }
}

/// `GET /{account}/collaboration_invites`: those that wait for an answer.
fn invites(caller: &Caller<'_>, account: u32) -> Outcome {
    caller.needs(Scope::Basic)?;
    counted(caller, LISTS, account)?;
    let fields = asked(caller, &OF_INVITE)?;
    let window = Part::asked(caller, USUAL_INVITES, MOST_MEDIA)?;
    let world = caller.sim.world();
    let cut = window.cut_of(&world.invitations(account, caller.as_of), |_| true);
    let data = cut
        .items
        .iter()
        .map(|(_, place)| invite(caller, &world.others_post(*place), &fields))
        .collect::<Result<_, _>>()?;
    let edge = Edge::asked(world.account_id(account), "collaboration_invites", window);
    Ok(edge.page(caller, &cut, data))
}

/// An invitation has no id of its own.
fn invite(caller: &Caller<'_>, it: &OthersPost, fields: &[Field]) -> Outcome {
    let mut told = Map::new();
    for field in fields {
        let value = match field.name.as_str() {
            "media_id" => json!(it.id),
            "media_owner_username" => json!(it.username),
            "caption" => json!(it.caption),
            "media_url" => picture(caller, &it.id),
            _ => return Err(nonexisting(field)),
        };
        told.insert(field.key().to_owned(), value);
    }
    Ok(Value::Object(told))
}

/// `POST /{account}/collaboration_invites` with `media_id` and `accept`.
fn answer(caller: &Caller<'_>, account: u32) -> Outcome {
    caller.needs(Scope::Basic)?;
    counted(caller, ANSWERS, account)?;
    let media = required(caller, "media_id")?;
    let accept = match caller.call.flag("accept") {
        None => return Err(Refusal::parameter("(#100) The parameter accept is required.")),
        Some(Err(())) => return Err(Refusal::parameter("(#100) Param accept must be a boolean")),
        Some(Ok(accept)) => accept,
    };
    let mut world = caller.sim.world_mut();
    if !world.answer_invitation(caller.now_ms, account, media, accept) {
        return Err(strange(caller, media));
    }
    caller.sim.witness.effect(Effect {
        id: media.to_owned(),
        media: media.to_owned(),
        ..Effect::bare(
            caller.sim.clock.now(),
            if accept {
                EffectKind::AcceptInvite
            } else {
                EffectKind::DeclineInvite
            },
            Origin::Api,
        )
    });
    Ok(success())
}

/// `GET /{account}/collaborative_media`: others' posts on which the account accepted to work.
fn shared(caller: &Caller<'_>, account: u32) -> Outcome {
    caller.needs(Scope::Basic)?;
    let fields = asked(caller, &["id"])?;
    let window = Part::asked(caller, USUAL, MOST_MEDIA)?;
    let world = caller.sim.world();
    let cut = window.cut_of(&world.shared(account, caller.as_of), |_| true);
    let data = cut
        .items
        .iter()
        .map(|(_, place)| together(caller, &world, &world.others_post(*place), &fields))
        .collect::<Result<_, _>>()?;
    let edge = Edge::asked(world.account_id(account), "collaborative_media", window);
    Ok(edge.page(caller, &cut, data))
}

/// `collaborative_media_search.media_id(…){…}` of an account.
pub(in crate::graph) fn search(caller: &Caller<'_>, world: &World, account: u32, field: &Field) -> Outcome {
    let id = argument(field, "media_id")?;
    let mut posts = world
        .shared(account, caller.as_of)
        .into_iter()
        .map(|place| world.others_post(place));
    let it = posts.find(|post| post.id == id).ok_or_else(|| strange(caller, id))?;
    together(caller, world, &it, &or_usual(&field.fields, &["id"]))
}

/// Who works on a post knows its figures.
fn together(caller: &Caller<'_>, world: &World, it: &OthersPost, fields: &[Field]) -> Outcome {
    let figures = |field: &Field| {
        Some(match field.name.as_str() {
            "total_like_count" => it.likes.map(|likes| likes + likes / 50),
            "total_comments_count" => Some(it.comments),
            "total_views_count" => it.likes.map(|likes| likes * 21),
            "reposts_count" => it.likes.map(|likes| likes / 90),
            "saved_count" => it.likes.map(|likes| likes / 14),
            "shares_count" => it.likes.map(|likes| likes / 23),
            _ => return None,
        })
    };
    let (told, others): (Vec<Field>, Vec<Field>) = fields.iter().cloned().partition(|field| figures(field).is_some());
    let mut object = post(caller, world, it, &others)?;
    for field in told {
        if let Some(Some(figure)) = figures(&field) {
            object[field.key()] = json!(figure);
        }
    }
    Ok(object)
}
