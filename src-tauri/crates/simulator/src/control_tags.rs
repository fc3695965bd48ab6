//! `/_sim/tags`: other people tag an account in their posts, or do so no longer.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::Response;
use axum::routing::post;
use serde::Deserialize;
use serde_json::json;

use crate::answer::Answer;
use crate::control::missing;
use crate::server::Sim;
use crate::told::Json;

/// The paths under `/_sim`.
pub(crate) fn routes() -> Router<Arc<Sim>> {
    Router::new()
        .route("/_sim/tags", post(tag))
        .route("/_sim/untag", post(untag))
}

/// Somebody tags an account in a post of theirs.
#[derive(Deserialize)]
struct NewTag {
    username: String,
    /// Handle of whoever publishes it.
    by: String,
    caption: String,
}

async fn tag(State(sim): State<Arc<Sim>>, Json(new): Json<NewTag>) -> Response<Body> {
    let mut world = sim.world_mut();
    let Some(account) = world.account_by_name(&new.username) else {
        return missing("account");
    };
    let media = world.tag(sim.clock.now_ms(), account, new.by, new.caption);
    Answer::json(200, &json!({ "media": media })).into_response()
}

/// A post that tags somebody.
#[derive(Deserialize)]
struct Tagging {
    media: String,
}

async fn untag(State(sim): State<Arc<Sim>>, Json(tagging): Json<Tagging>) -> Response<Body> {
    if !sim.world_mut().untag(&tagging.media) {
        return missing("tag");
    }
    Answer::json(200, &json!({ "success": true })).into_response()
}
