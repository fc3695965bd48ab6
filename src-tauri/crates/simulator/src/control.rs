//! `/_sim`: what a person with a phone, and a test, can do from outside the API. Also the picture address.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{Response, Uri};
use axum::routing::{any, get, post};
use serde::Deserialize;
use serde_json::json;

use crate::answer::Answer;
use crate::fault::{Endpoint, Fault};
use crate::graph::{witness_comment, witness_post, witness_switch};
use crate::language::Language;
use crate::server::Sim;
use crate::told::Json;
use crate::witness::{EffectKind, Origin};
use crate::world::ChangeError;

/// The paths under `/_sim`.
pub(crate) fn routes() -> Router<Arc<Sim>> {
    Router::new()
        .route("/_sim/requests", get(requests))
        .route("/_sim/effects", get(effects))
        .route("/_sim/faults", get(list_faults).post(add_fault).delete(clear_faults))
        .route("/_sim/clock", get(show_clock).post(move_clock))
        .route("/_sim/comments", post(write_comment))
        .route("/_sim/posts", post(write_post))
        .route("/_sim/caption", post(caption))
        .route("/_sim/hide", post(hide))
        .route("/_sim/delete", post(delete))
        .route("/_sim/comment_switch", post(switch))
        .route("/_sim/live", post(go_live).delete(end_live))
        .route("/_sim/language", get(show_language).post(set_language))
        .route("/_sim/tokens", post(accept_token).delete(revoke_token))
        .route("/_sim/surface", get(surface))
        .route("/_sim/allowance", get(show_allowance).post(set_allowance))
        .route("/_sim/published", get(published))
        .route("/_sim/host", get(hosted))
        .route("/_sim/publishing", get(show_publishing).post(set_publishing))
        .route("/_sim/places", get(places))
        .route("/_sim/followers", post(set_followers))
        .route("/_sim", any(nowhere))
        .route("/_sim/{*path}", any(nowhere))
}

/// What is under `/_sim` and none of its paths is no call of the platform either.
async fn nowhere(uri: Uri) -> Response<Body> {
    let problem = format!("there is no {}: --help lists what is under /_sim", uri.path());
    Answer::json(404, &json!({ "error": problem })).into_response()
}

pub(crate) fn missing(what: &str) -> Response<Body> {
    Answer::json(404, &json!({ "error": format!("no such {what}") })).into_response()
}

async fn requests(State(sim): State<Arc<Sim>>) -> Response<Body> {
    Answer::json(200, &json!(sim.witness.requests())).into_response()
}

async fn effects(State(sim): State<Arc<Sim>>) -> Response<Body> {
    Answer::json(200, &json!(sim.witness.effects())).into_response()
}

async fn list_faults(State(sim): State<Arc<Sim>>) -> Response<Body> {
    Answer::json(200, &json!(sim.faults.list())).into_response()
}

async fn add_fault(State(sim): State<Arc<Sim>>, Json(fault): Json<Fault>) -> Response<Body> {
    sim.faults.add(fault);
    Answer::json(200, &json!(sim.faults.list())).into_response()
}

#[derive(Deserialize)]
struct Which {
    endpoint: Option<Endpoint>,
}

async fn clear_faults(State(sim): State<Arc<Sim>>, Query(which): Query<Which>) -> Response<Body> {
    match which.endpoint {
        Some(endpoint) => sim.faults.clear_endpoint(endpoint),
        None => sim.faults.clear(),
    }
    Answer::json(200, &json!(sim.faults.list())).into_response()
}

fn clock_now(sim: &Sim) -> Response<Body> {
    Answer::json(
        200,
        &json!({ "now_ms": sim.clock.now_ms(), "speed": sim.clock.speed() }),
    )
    .into_response()
}

async fn show_clock(State(sim): State<Arc<Sim>>) -> Response<Body> {
    clock_now(&sim)
}

#[derive(Deserialize)]
struct Move {
    advance_ms: u64,
}

async fn move_clock(State(sim): State<Arc<Sim>>, Json(by): Json<Move>) -> Response<Body> {
    sim.clock.advance(Duration::from_millis(by.advance_ms));
    clock_now(&sim)
}

/// An account, by its handle.
#[derive(Deserialize)]
pub(crate) struct Whose {
    pub(crate) username: String,
}

/// The owner goes live on the phone.
async fn go_live(State(sim): State<Arc<Sim>>, Json(whose): Json<Whose>) -> Response<Body> {
    let mut world = sim.world_mut();
    let Some(account) = world.account_by_name(&whose.username) else {
        return missing("account");
    };
    Answer::json(200, &json!({ "id": world.go_live(sim.clock.now_ms(), account) })).into_response()
}

async fn end_live(State(sim): State<Arc<Sim>>, Query(whose): Query<Whose>) -> Response<Body> {
    let mut world = sim.world_mut();
    let Some(account) = world.account_by_name(&whose.username) else {
        return missing("account");
    };
    Answer::json(200, &json!({ "ended": world.end_live(sim.clock.now_ms(), account) })).into_response()
}

#[derive(Deserialize)]
struct Spoken {
    language: Language,
}

async fn show_language(State(sim): State<Arc<Sim>>) -> Response<Body> {
    Answer::json(200, &json!({ "language": sim.language() })).into_response()
}

async fn set_language(State(sim): State<Arc<Sim>>, Json(spoken): Json<Spoken>) -> Response<Body> {
    sim.set_language(spoken.language);
    show_language(State(sim)).await
}

/// A token with a text of somebody's choice, for the first account.
#[derive(Deserialize)]
struct Token {
    token: String,
    /// Names separated by commas; all of them when there are none.
    #[serde(default)]
    scopes: String,
}

async fn accept_token(State(sim): State<Arc<Sim>>, Json(new): Json<Token>) -> Response<Body> {
    match sim.credentials.accept(&new.token, &new.scopes, sim.clock.now_ms()) {
        Ok(()) => Answer::json(200, &json!({ "accepted": true })).into_response(),
        Err(name) => Answer::json(400, &json!({ "error": format!("{name} is no permission") })).into_response(),
    }
}

async fn revoke_token(State(sim): State<Arc<Sim>>, Json(gone): Json<Token>) -> Response<Body> {
    sim.credentials.revoke(&gone.token);
    Answer::json(200, &json!({ "revoked": true })).into_response()
}

async fn surface() -> Response<Body> {
    Answer::json(200, &json!(crate::surface())).into_response()
}

#[derive(Deserialize)]
struct Allowance {
    calls_per_hour: u32,
}

async fn show_allowance(State(sim): State<Arc<Sim>>) -> Response<Body> {
    Answer::json(200, &json!({ "calls_per_hour": sim.usage.allowance() })).into_response()
}

async fn set_allowance(State(sim): State<Arc<Sim>>, Json(set): Json<Allowance>) -> Response<Body> {
    sim.usage.allow(set.calls_per_hour);
    show_allowance(State(sim)).await
}

async fn published(State(sim): State<Arc<Sim>>) -> Response<Body> {
    let published = crate::WorldView::new(sim).published();
    Answer::json(200, &json!(published)).into_response()
}

async fn hosted(State(sim): State<Arc<Sim>>) -> Response<Body> {
    Answer::json(200, &json!(sim.space.keys())).into_response()
}

async fn places(State(sim): State<Arc<Sim>>) -> Response<Body> {
    Answer::json(200, &json!(crate::WorldView::new(sim).places())).into_response()
}

#[derive(Deserialize)]
struct Followers {
    username: String,
    followers: u64,
}

async fn set_followers(State(sim): State<Arc<Sim>>, Json(set): Json<Followers>) -> Response<Body> {
    let mut world = sim.world_mut();
    let Some(account) = world.account_by_name(&set.username) else {
        return missing("account");
    };
    world.accounts[account as usize].followers = set.followers;
    Answer::json(200, &json!({ "followers": set.followers })).into_response()
}

#[derive(Deserialize)]
struct Publishing {
    quota_total: Option<u32>,
    processing_ms: Option<i64>,
}

async fn show_publishing(State(sim): State<Arc<Sim>>) -> Response<Body> {
    let rules = &sim.publishing;
    let shown = json!({ "quota_total": rules.quota_total(), "processing_ms": rules.processing_ms() });
    Answer::json(200, &shown).into_response()
}

async fn set_publishing(State(sim): State<Arc<Sim>>, Json(set): Json<Publishing>) -> Response<Body> {
    if let Some(posts) = set.quota_total {
        sim.publishing.set_quota_total(posts);
    }
    if let Some(ms) = set.processing_ms {
        sim.publishing.set_processing_ms(ms);
    }
    show_publishing(State(sim)).await
}

/// The owner posts a picture on the phone.
#[derive(Deserialize)]
struct NewPost {
    username: String,
    caption: String,
}

async fn write_post(State(sim): State<Arc<Sim>>, Json(new): Json<NewPost>) -> Response<Body> {
    match post_on_phone(&sim, &new.username, &new.caption) {
        Some(id) => Answer::json(200, &json!({ "id": id })).into_response(),
        None => missing("account"),
    }
}

pub(crate) fn post_on_phone(sim: &Sim, username: &str, caption: &str) -> Option<String> {
    let mut world = sim.world_mut();
    let account = world.account_by_name(username)?;
    let post = world.post_on_phone(sim.clock.now_ms(), account, caption.to_owned());
    witness_post(sim, &world, Origin::Outside, post);
    Some(world.media_id(post))
}

/// Somebody writes a comment on the phone.
#[derive(Deserialize)]
struct NewComment {
    media: String,
    username: String,
    /// None for a photo, sticker or GIF.
    #[serde(default)]
    text: Option<String>,
    #[serde(default)]
    parent: Option<String>,
    /// Whether the platform keeps the author's name back.
    #[serde(default)]
    nameless: bool,
}

async fn write_comment(State(sim): State<Arc<Sim>>, Json(new): Json<NewComment>) -> Response<Body> {
    let now = sim.clock.now_ms();
    let mut world = sim.world_mut();
    // Nobody can say anything any more where a broadcast was.
    let there = world
        .post_by_id(&new.media)
        .filter(|post| world.post_exists_at(*post, now));
    let Some(media) = there else {
        return missing("media");
    };
    let parent = match &new.parent {
        None => None,
        Some(id) => match world.comment_by_id(id).filter(|comment| world.exists_at(*comment, now)) {
            Some(comment) if world.comments[comment as usize].post == media => Some(comment),
            _ => return missing("parent"),
        },
    };
    // The owner may write on the phone, too.
    let owner = world.owner_of_post(media);
    let ours = world.accounts[owner as usize].username == new.username;
    let author = (!ours).then_some(new.username);
    match world.write(now, media, parent, author, new.text.clone().unwrap_or_default()) {
        Ok(change) => {
            world.mark(change.comment, new.text.is_none(), new.nameless);
            let kind = if parent.is_some() {
                EffectKind::Reply
            } else {
                EffectKind::Comment
            };
            witness_comment(&sim, &world, Origin::Outside, kind, &change, new.text);
            Answer::json(200, &json!({ "id": world.comment_id(change.comment) })).into_response()
        }
        Err(refused) => {
            let why = match refused {
                ChangeError::CommentsDisabled => "comments are disabled",
                ChangeError::Hidden => "the comment is hidden",
            };
            Answer::json(409, &json!({ "error": why })).into_response()
        }
    }
}

#[derive(Deserialize)]
struct Hide {
    comment: String,
    #[serde(default = "yes")]
    hide: bool,
}

fn yes() -> bool {
    true
}

async fn hide(State(sim): State<Arc<Sim>>, Json(asked): Json<Hide>) -> Response<Body> {
    let now = sim.clock.now_ms();
    let mut world = sim.world_mut();
    let comment = world
        .comment_by_id(&asked.comment)
        .filter(|comment| world.exists_at(*comment, now));
    let Some(comment) = comment else {
        return missing("comment");
    };
    let change = world.set_hidden(now, comment, asked.hide);
    let kind = if asked.hide {
        EffectKind::Hide
    } else {
        EffectKind::Unhide
    };
    witness_comment(&sim, &world, Origin::Outside, kind, &change, None);
    Answer::json(200, &json!({ "changed": change.changed })).into_response()
}

#[derive(Deserialize)]
struct Delete {
    comment: String,
}

async fn delete(State(sim): State<Arc<Sim>>, Json(asked): Json<Delete>) -> Response<Body> {
    let now = sim.clock.now_ms();
    let mut world = sim.world_mut();
    let comment = world
        .comment_by_id(&asked.comment)
        .filter(|comment| world.exists_at(*comment, now));
    let Some(comment) = comment else {
        return missing("comment");
    };
    let change = world.delete(now, comment);
    witness_comment(&sim, &world, Origin::Outside, EffectKind::Delete, &change, None);
    Answer::json(200, &json!({ "changed": change.changed })).into_response()
}

/// The owner edits a caption on the phone.
#[derive(Deserialize)]
struct Recaptioned {
    media: String,
    caption: String,
}

async fn caption(State(sim): State<Arc<Sim>>, Json(new): Json<Recaptioned>) -> Response<Body> {
    let mut world = sim.world_mut();
    let Some(post) = world.post_by_id(&new.media) else {
        return missing("media");
    };
    world.set_caption(post, new.caption);
    Answer::json(200, &json!({ "caption": world.caption(post) })).into_response()
}

#[derive(Deserialize)]
struct Switch {
    media: String,
    enabled: bool,
}

async fn switch(State(sim): State<Arc<Sim>>, Json(asked): Json<Switch>) -> Response<Body> {
    let now = sim.clock.now_ms();
    let mut world = sim.world_mut();
    let Some(post) = world.post_by_id(&asked.media) else {
        return missing("media");
    };
    let changed = world.set_comments_enabled(now, post, asked.enabled);
    witness_switch(&sim, &world, Origin::Outside, post, asked.enabled, changed);
    Answer::json(200, &json!({ "changed": changed })).into_response()
}

/// `GET /cdn/{id}.mp4`: a published video.
fn film(sim: &Sim, file: &str) -> Answer {
    let world = sim.world();
    let media = file.strip_suffix(".mp4").and_then(|id| world.published_media(id));
    match media.and_then(|media| media.video()) {
        Some(video) => Answer {
            content_type: "video/mp4".into(),
            body: video.bytes.to_vec(),
            ..Answer::empty(200)
        },
        None => Answer::empty(404),
    }
}

#[derive(Deserialize)]
pub(crate) struct Signature {
    /// Expiry in seconds since 1970, hexadecimal.
    oe: Option<String>,
}

/// `GET /cdn/{id}.jpg`: a post, a slide or a profile picture.
pub(crate) async fn picture(
    State(sim): State<Arc<Sim>>,
    Path(file): Path<String>,
    Query(signature): Query<Signature>,
) -> Response<Body> {
    let expires = signature.oe.and_then(|hex| i64::from_str_radix(&hex, 16).ok());
    if expires.is_some_and(|expires| sim.clock.now_ms() / 1000 > expires) {
        return Answer {
            body: b"URL signature expired".to_vec(),
            ..Answer::empty(403)
        }
        .into_response();
    }
    let Some(id) = file.strip_suffix(".jpg") else {
        return film(&sim, &file).into_response();
    };
    let published = sim.world().published_media(id).and_then(|media| media.still().cloned());
    if let Some(photo) = published {
        return Answer::jpeg(&photo.jpeg).into_response();
    }
    let subject = crate::picture::Subject::find(&sim.world(), id);
    let Some(subject) = subject else {
        return Answer::empty(404).into_response();
    };
    let pictures = sim.pictures.clone();
    let drawn = tokio::task::spawn_blocking(move || pictures.jpeg(&subject)).await;
    match drawn {
        Ok(Some(jpeg)) => Answer::jpeg(&jpeg).into_response(),
        _ => Answer::empty(500).into_response(),
    }
}
