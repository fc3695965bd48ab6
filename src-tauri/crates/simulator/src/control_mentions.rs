//! `/_sim/mentions`: other people mention an account in their posts and comments.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::Response;
use axum::routing::get;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::control::{Whose, missing};
use crate::server::Sim;
use crate::told::Json;
use crate::world::is_public;

/// The path under `/_sim`.
pub(crate) fn routes() -> Router<Arc<Sim>> {
    Router::new().route("/_sim/mentions", get(list).post(mention))
}

/// The ids webhooks would bring: posts and comments of others that mention an account.
async fn list(State(sim): State<Arc<Sim>>, Query(whose): Query<Whose>) -> Response<Body> {
    let world = sim.world();
    let Some(account) = world.account_by_name(&whose.username) else {
        return missing("account");
    };
    let (posts, comments) = world.mentions_of(account);
    let comments: Vec<Value> = comments
        .iter()
        .filter_map(|id| world.mentioning_comment(account, id))
        .map(|comment| json!({ "id": comment.id, "media": comment.post.id }))
        .collect();
    Answer::json(200, &json!({ "media": posts, "comments": comments })).into_response()
}

/// Somebody mentions an account.
#[derive(Deserialize)]
struct NewMention {
    username: String,
    /// Handle of whoever writes.
    by: String,
    /// With the account's handle behind an at sign in it.
    text: String,
    /// Under somebody else's post; in the caption of their own otherwise.
    #[serde(default)]
    in_comment: bool,
}

async fn mention(State(sim): State<Arc<Sim>>, Json(new): Json<NewMention>) -> Response<Body> {
    let mut world = sim.world_mut();
    let Some(account) = world.account_by_name(&new.username) else {
        return missing("account");
    };
    if let Some(why) = untold(&new) {
        return Answer::json(400, &json!({ "error": why })).into_response();
    }
    let (post, comment) = world.mention(sim.clock.now_ms(), account, new.by, new.text, new.in_comment);
    let comment = comment.map(|comment| comment.id);
    Answer::json(200, &json!({ "media": post.id, "comment": comment })).into_response()
}

/// Why nobody would ever be told of a mention.
fn untold(new: &NewMention) -> Option<String> {
    if !new.text.contains(&format!("@{}", new.username)) {
        return Some(format!("the text does not mention @{}", new.username));
    }
    (!is_public(&new.by)).then(|| format!("{} is no public account, whose mentions nobody is told of", new.by))
}
