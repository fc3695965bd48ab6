//! `/_sim` for messages and webhooks: what people and owners do outside the API.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::{Query, State};
use axum::http::Response;
use axum::routing::{get, post};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::messages::{self, MessageRefused, NewMessage};
use crate::server::Sim;
use crate::told::Json;
use crate::webhooks::{self, WebhookSettings};

/// The paths under `/_sim`.
pub(crate) fn routes() -> Router<Arc<Sim>> {
    Router::new()
        .route("/_sim/conversations", get(list_conversations))
        .route("/_sim/messages", get(list_messages).post(write))
        .route("/_sim/react", post(react))
        .route("/_sim/unsend", post(unsend))
        .route("/_sim/edit", post(edit))
        .route("/_sim/seen", post(seen))
        .route("/_sim/block", post(block))
        .route("/_sim/hand_over", post(hand_over))
        .route("/_sim/private_reply", post(private_reply))
        .route("/_sim/messaging", get(show_rules).post(set_rules))
        .route("/_sim/webhooks", get(list_webhooks).post(set_webhooks))
        .route("/_sim/webhooks/settings", get(show_webhooks))
        .route("/_sim/webhooks/flush", post(flush_webhooks))
}

fn told(done: Result<Value, MessageRefused>) -> Response<Body> {
    let (status, body) = match done {
        Ok(value) => (200, value),
        Err(MessageRefused::Missing) => (404, json!({ "error": "no such thing" })),
        Err(MessageRefused::PrivateReply) => (409, json!({ "error": "this comment cannot be answered in private" })),
        Err(MessageRefused::CallbackElsewhere) => (400, json!({ "error": "a callback must be on this computer" })),
        Err(MessageRefused::CallbackNotVerified) => (400, json!({ "error": "the callback did not verify itself" })),
    };
    Answer::json(status, &body).into_response()
}

#[derive(Deserialize)]
struct WhichAccount {
    account: String,
}

async fn list_conversations(State(sim): State<Arc<Sim>>, Query(which): Query<WhichAccount>) -> Response<Body> {
    let infos = crate::WorldView::new(sim).conversations(&which.account);
    told(Ok(json!(infos)))
}

#[derive(Deserialize)]
struct WhichConversation {
    conversation: String,
}

async fn list_messages(State(sim): State<Arc<Sim>>, Query(which): Query<WhichConversation>) -> Response<Body> {
    let infos = crate::WorldView::new(sim).messages(&which.conversation);
    told(Ok(json!(infos)))
}

async fn write(State(sim): State<Arc<Sim>>, Json(new): Json<NewMessage>) -> Response<Body> {
    told(messages::write(&sim, new).map(|id| json!({ "id": id })))
}

#[derive(Deserialize)]
struct React {
    message: String,
    reaction: Option<String>,
}

async fn react(State(sim): State<Arc<Sim>>, Json(asked): Json<React>) -> Response<Body> {
    let changed = messages::react(&sim, &asked.message, asked.reaction.as_deref());
    told(changed.map(|changed| json!({ "changed": changed })))
}

#[derive(Deserialize)]
struct Message {
    message: String,
}

async fn unsend(State(sim): State<Arc<Sim>>, Json(asked): Json<Message>) -> Response<Body> {
    told(messages::unsend(&sim, &asked.message).map(|()| json!({ "changed": true })))
}

#[derive(Deserialize)]
struct Edit {
    message: String,
    text: String,
}

async fn edit(State(sim): State<Arc<Sim>>, Json(asked): Json<Edit>) -> Response<Body> {
    told(messages::edit(&sim, &asked.message, &asked.text).map(|()| json!({ "changed": true })))
}

async fn seen(State(sim): State<Arc<Sim>>, Json(asked): Json<Message>) -> Response<Body> {
    told(messages::seen(&sim, &asked.message).map(|()| json!({ "changed": true })))
}

#[derive(Deserialize)]
struct Between {
    account: String,
    person: String,
    #[serde(default = "yes")]
    blocked: bool,
    #[serde(default = "yes")]
    other_app: bool,
}

fn yes() -> bool {
    true
}

async fn block(State(sim): State<Arc<Sim>>, Json(asked): Json<Between>) -> Response<Body> {
    let changed = messages::block(&sim, &asked.account, &asked.person, asked.blocked);
    told(changed.map(|changed| json!({ "changed": changed })))
}

async fn hand_over(State(sim): State<Arc<Sim>>, Json(asked): Json<Between>) -> Response<Body> {
    let changed = messages::hand_over(&sim, &asked.account, &asked.person, asked.other_app);
    told(changed.map(|changed| json!({ "changed": changed })))
}

#[derive(Deserialize)]
struct PrivateReply {
    comment: String,
    text: String,
}

async fn private_reply(State(sim): State<Arc<Sim>>, Json(asked): Json<PrivateReply>) -> Response<Body> {
    told(messages::private_reply(&sim, &asked.comment, &asked.text).map(|id| json!({ "id": id })))
}

#[derive(Deserialize)]
struct Rules {
    rates: Option<bool>,
    human_agent: Option<bool>,
    account: Option<String>,
    message_access: Option<bool>,
}

async fn show_rules(State(sim): State<Arc<Sim>>) -> Response<Body> {
    let world = sim.world();
    let accounts = world.accounts.iter().enumerate();
    let closed: Vec<&str> = accounts
        .filter(|(account, _)| sim.messaging.is_closed(*account as u32))
        .map(|(_, it)| it.username.as_str())
        .collect();
    told(Ok(json!({
        "rates": sim.messaging.counts_rates(),
        "human_agent": sim.messaging.has_human_agent(),
        "without_message_access": closed,
    })))
}

async fn set_rules(State(sim): State<Arc<Sim>>, Json(set): Json<Rules>) -> Response<Body> {
    if let Some(rates) = set.rates {
        sim.messaging.count_rates(rates);
    }
    if let Some(granted) = set.human_agent {
        sim.messaging.grant_human_agent(granted);
    }
    if let (Some(account), Some(allowed)) = (&set.account, set.message_access)
        && let Err(refused) = messages::set_access(&sim, account, allowed)
    {
        return told(Err(refused));
    }
    show_rules(State(sim)).await
}

async fn list_webhooks(State(sim): State<Arc<Sim>>) -> Response<Body> {
    webhooks::flush(&sim, false);
    told(Ok(json!(sim.webhooks.sent())))
}

async fn show_webhooks(State(sim): State<Arc<Sim>>) -> Response<Body> {
    told(Ok(json!(sim.webhooks.settings())))
}

async fn set_webhooks(State(sim): State<Arc<Sim>>, Json(settings): Json<WebhookSettings>) -> Response<Body> {
    let done = webhooks::register(&sim, settings).await;
    let settings = json!(sim.webhooks.settings());
    told(done.map(|()| settings).map_err(MessageRefused::from))
}

async fn flush_webhooks(State(sim): State<Arc<Sim>>) -> Response<Body> {
    webhooks::flush(&sim, true);
    told(Ok(json!(sim.webhooks.sent().len())))
}
