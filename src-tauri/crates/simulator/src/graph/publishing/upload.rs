//! `POST /ig-api-upload/{version}/{container}`: the bytes of a resumable upload (sheet on publishing, §6.4). It speaks
//! another dialect than the graph: the token goes with `OAuth`, and refusals are a `debug_info`.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{ConnectInfo, Extension, Path, Request, State};
use axum::http::{HeaderMap, Response, header};
use bytes::Bytes;
use serde_json::json;

use super::create::{usual_processing_ms, video_use, with_cover};
use crate::answer::{Answer, Bent, Refusal, under_faults};
use crate::connection::Connection;
use crate::fault::Endpoint;
use crate::fetch::key_of;
use crate::oauth::{Flavour, Scope, grant_of};
use crate::server::{Seen, Sim};
use crate::video::{HEAVIEST, Video, VideoProblem};
use crate::witness::{Effect, EffectKind, Origin};

/// Why bytes are refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refused {
    /// No token, a bad one, or one that is not introduced by `OAuth`.
    NotAuthorized,
    /// A container of somebody else, or one that takes no bytes (any more).
    Unauthorized,
    /// The bytes do not begin where the last ones ended.
    Offset,
    /// There are not as many bytes as was said. What came is kept.
    Partial,
    /// The bytes are no video the platform takes; the container is lost.
    Failed,
}

impl Refused {
    fn answer(self) -> Answer {
        let (status, kind, retriable, message) = match self {
            Self::NotAuthorized => (400, "NotAuthorizedError", false, "Invalid OAuth access token."),
            Self::Unauthorized => (
                400,
                "ProcessingFailedError",
                false,
                r#"{"success":false,"error":{"message":"unauthorized user request"}}"#,
            ),
            Self::Offset => (412, "OffsetInvalidError", true, "Request starting offset is invalid"),
            Self::Partial => (
                400,
                "PartialRequestError",
                true,
                "Partial request (did not match length of file)",
            ),
            Self::Failed => (400, "ProcessingFailedError", false, "Request processing failed"),
        };
        debug_info(status, kind, retriable, message)
    }
}

fn debug_info(status: u16, kind: &str, retriable: bool, message: &str) -> Answer {
    Answer::json(
        status,
        &json!({ "debug_info": { "retriable": retriable, "type": kind, "message": message } }),
    )
}

/// A refusal that a fault orders, in this dialect.
fn ordered(_: &Sim, refusal: &Refusal) -> Answer {
    debug_info(
        refusal.status,
        "ProcessingFailedError",
        refusal.transient,
        &refusal.message,
    )
}

pub(crate) async fn upload(
    State(sim): State<Arc<Sim>>,
    ConnectInfo(connection): ConnectInfo<Connection>,
    Extension(seen): Extension<Seen>,
    Path((_version, container)): Path<(String, String)>,
    request: Request,
) -> Response<Body> {
    sim.recorded_as(seen, Endpoint::Upload);
    let (head, body) = request.into_parts();
    let body = axum::body::to_bytes(body, HEAVIEST).await.unwrap_or_default();
    let worker = Arc::clone(&sim);
    let work = |bent: Bent| async move {
        let taken = take(&worker, &container, &head.headers, body, &bent).await;
        taken.map_or_else(Refused::answer, |()| {
            Answer::json(200, &json!({ "success": true, "message": "Upload successful." }))
        })
    };
    under_faults(&sim, &connection, Endpoint::Upload, ordered, work)
        .await
        .into_response()
}

async fn take(sim: &Arc<Sim>, id: &str, headers: &HeaderMap, body: Bytes, bent: &Bent) -> Result<(), Refused> {
    let container = addressee(sim, id, headers, bent)?;
    let made = sim.world().containers[container as usize].made.clone();
    let wanted = video_use(made.kind);
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let video = match text("file_url") {
        Some(address) => {
            if let Some(slide) = sim.world_mut().containers[container as usize].made.slides.first_mut() {
                slide.key = key_of(address);
            }
            sim.video(address, wanted).await
        }
        None => {
            let number = |name: &str| text(name).and_then(|value| value.parse::<usize>().ok());
            let whole = gather(sim, container, number("offset"), number("file_size"), &body)?;
            let looked = tokio::task::spawn_blocking(move || Video::take(whole, wanted)).await;
            looked.unwrap_or(Err(VideoProblem::Format))
        }
    };
    let media = with_cover(sim, &made, video).await;
    let failed = media.is_err();
    let ready_ms = sim.clock.now_ms() + usual_processing_ms(sim, made.kind) + bent.slow_processing_ms;
    let mut world = sim.world_mut();
    if let Some(ending) = bent.ending {
        world.end_container(container, ending, ready_ms);
    }
    world.media_came(container, media, ready_ms);
    if failed {
        return Err(Refused::Failed);
    }
    sim.witness.effect(Effect {
        id: world.container_id(container),
        ..Effect::bare(sim.clock.now(), EffectKind::Upload, Origin::Api)
    });
    Ok(())
}

/// The container the bytes are for, when the token may upload to it.
fn addressee(sim: &Arc<Sim>, id: &str, headers: &HeaderMap, bent: &Bent) -> Result<u32, Refused> {
    let given = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = given.and_then(|given| given.strip_prefix("OAuth ")).map(str::trim);
    let grant = grant_of(sim, token, None).map_err(|_| Refused::NotAuthorized)?;
    if bent.expired {
        return Err(Refused::NotAuthorized);
    }
    let allowed = grant.flavour == Flavour::FacebookLogin && grant.may(Scope::ContentPublish) && !bent.missing_scope;
    let world = sim.world();
    let container = world.container_by_id(id).filter(|container| {
        let it = &world.containers[*container as usize];
        allowed && grant.accounts.has(it.made.account) && it.awaits_upload(sim.clock.now_ms())
    });
    container.ok_or(Refused::Unauthorized)
}

/// Puts bytes behind those that came before; answers the whole file once it is there.
fn gather(
    sim: &Sim,
    container: u32,
    offset: Option<usize>,
    file_size: Option<usize>,
    body: &Bytes,
) -> Result<Bytes, Refused> {
    let mut world = sim.world_mut();
    let upload = world.containers[container as usize].upload.as_mut();
    let (Some(upload), Some(offset), Some(file_size)) = (upload, offset, file_size) else {
        return Err(Refused::Failed);
    };
    if offset != upload.len() {
        return Err(Refused::Offset);
    }
    if offset + body.len() > file_size {
        return Err(Refused::Partial);
    }
    upload.extend_from_slice(body);
    if upload.len() < file_size {
        return Err(Refused::Partial);
    }
    Ok(std::mem::take(upload).freeze())
}
