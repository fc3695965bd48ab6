//! The versioned part of the API: which object and edge a request means, who may do it, and the dispatch.

mod call;
mod caption;
mod container;
mod fields;
mod paging;
mod publish;
mod read;
mod refused;
mod render;
mod write;

pub(crate) use publish::witness_post;
pub(crate) use write::{witness_comment, witness_switch};

use std::sync::{Arc, PoisonError};

use axum::body::Body;
use axum::extract::{ConnectInfo, Extension, Request, State};
use axum::http::{HeaderName, Method, Response};
use serde_json::{Value, json};

use crate::answer::{Answer, Bent, Refusal, envelope, under_faults};
use crate::connection::Connection;
use crate::fault::Endpoint;
use crate::oauth::{self, Grant};
use crate::server::{Seen, Sim};
use crate::world::World;
use call::Call;

/// The newest version of the API the simulator speaks.
const NEWEST: &str = "v26.0";
const VERSION: HeaderName = HeaderName::from_static("instagram-api-version");

/// The object a path names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    /// `me`.
    Me,
    Account(u32),
    Post(u32),
    Slide(u32, u8),
    Comment(u32),
    Container(u32),
    /// A number that names nothing.
    Unknown,
    /// Something that is no number.
    Alias,
}

/// Everything a reading or writing function needs to know of its caller.
pub(crate) struct Caller<'a> {
    sim: &'a Arc<Sim>,
    call: &'a Call,
    bent: &'a Bent,
    grant: Grant,
    token: &'a str,
    now_ms: i64,
    as_of: i64,
}

impl Caller<'_> {
    fn may_comment(&self) -> bool {
        self.grant.scopes & oauth::COMMENTS != 0 && !self.bent.missing_scope
    }

    fn may_publish(&self) -> bool {
        self.grant.scopes & oauth::PUBLISH != 0 && !self.bent.missing_scope
    }
}

/// `/{version}/{object}` and `/{version}/{object}/{edge}`; anything else is unexpected.
pub(crate) async fn serve(
    State(sim): State<Arc<Sim>>,
    ConnectInfo(connection): ConnectInfo<Connection>,
    Extension(seen): Extension<Seen>,
    request: Request,
) -> Response<Body> {
    let Some(call) = Call::read(request).await else {
        return unexpected(&sim, seen).into_response();
    };
    if call::is_version(&call.node) {
        let refusal = Refusal::new(500, 2500, format!("Unknown path components: /{}", call.node));
        return envelope(&sim, &refusal)
            .with(VERSION, NEWEST.to_owned())
            .into_response();
    }
    let target = target(&sim.world(), &call.node);
    let Some(endpoint) = endpoint(&call, target) else {
        return unexpected(&sim, seen).into_response();
    };
    sim.recorded_as(seen, endpoint);
    let work = |bent: Bent| answer(&sim, &call, target, endpoint, bent);
    let answer = under_faults(&sim, &connection, endpoint, envelope, work).await;
    answer.with(VERSION, call.version.clone()).into_response()
}

fn unexpected(sim: &Sim, seen: Seen) -> Answer {
    sim.witness.amend(seen.0, |record| record.unexpected = true);
    Answer::json(500, &json!({ "simulator": "unexpected request" }))
}

fn target(world: &World, node: &str) -> Target {
    if node == "me" {
        return Target::Me;
    }
    if node.is_empty() || !node.bytes().all(|byte| byte.is_ascii_digit()) {
        return Target::Alias;
    }
    let account = world.account_by_id(node).map(Target::Account);
    account
        .or_else(|| world.post_by_id(node).map(Target::Post))
        .or_else(|| world.slide_by_id(node).map(|(post, slide)| Target::Slide(post, slide)))
        .or_else(|| world.comment_by_id(node).map(Target::Comment))
        .or_else(|| world.container_by_id(node).map(Target::Container))
        .unwrap_or(Target::Unknown)
}

/// Which endpoint a request means; `None` for what the platform may know and the simulator does not.
fn endpoint(call: &Call, target: Target) -> Option<Endpoint> {
    let edge = call.edge.as_deref();
    Some(match (&call.method, edge) {
        (&Method::GET, None) => match target {
            Target::Me | Target::Account(_) => Endpoint::Me,
            Target::Post(_) | Target::Slide(..) => Endpoint::Media,
            Target::Comment(_) => Endpoint::Comment,
            Target::Container(_) => Endpoint::ContainerStatus,
            Target::Unknown | Target::Alias if call.node.starts_with("1788") => Endpoint::ContainerStatus,
            Target::Unknown | Target::Alias if call.node.starts_with("17841") => Endpoint::Me,
            Target::Unknown | Target::Alias if ["179", "180", "181"].iter().any(|p| call.node.starts_with(p)) => {
                Endpoint::Media
            }
            Target::Unknown | Target::Alias => Endpoint::Comment,
        },
        (&Method::GET, Some("media" | "children")) => Endpoint::Media,
        (&Method::GET, Some("content_publishing_limit")) => Endpoint::PublishingLimit,
        // Videos and stories are none of the simulator's.
        (&Method::POST, Some("media")) if call.get("video_url").is_some() => return None,
        (&Method::POST, Some("media")) => match call.get("media_type") {
            Some("VIDEO" | "REELS" | "STORIES") => return None,
            _ => Endpoint::Container,
        },
        (&Method::POST, Some("media_publish")) => Endpoint::Publish,
        (&Method::GET, Some("comments")) => Endpoint::Comments,
        (&Method::GET, Some("replies")) => Endpoint::Replies,
        (&Method::POST, Some("comments" | "replies")) => Endpoint::Reply,
        (&Method::POST, None) if call.get("comment_enabled").is_some() => Endpoint::CommentSwitch,
        (&Method::POST, None) => match (target, call.flag("hide")) {
            (Target::Post(_), None) => Endpoint::CommentSwitch,
            (_, Some(Ok(false))) => Endpoint::Unhide,
            _ => Endpoint::Hide,
        },
        (&Method::DELETE, None) => Endpoint::Delete,
        _ => return None,
    })
}

async fn answer(sim: &Arc<Sim>, call: &Call, target: Target, endpoint: Endpoint, bent: Bent) -> Answer {
    let bent = &bent;
    let grant = match grant_of(sim, call.token.as_deref(), bent) {
        Ok(grant) => grant,
        Err(refusal) => return envelope(sim, &refusal),
    };
    let now_ms = sim.clock.now_ms();
    let used = sim.usage.count(grant.account, now_ms);
    let account_id = sim.world().account_id(grant.account);
    if used.percent > 100 {
        return sim
            .usage
            .tell(envelope(sim, &Refusal::rate_limited()), &account_id, used);
    }
    let token = call.token.as_deref().unwrap_or_default();
    let caller = Caller {
        sim,
        call,
        bent,
        grant,
        token,
        now_ms,
        as_of: now_ms - bent.lag_ms.max(0),
    };
    let outcome = match owned(&caller, target) {
        // The only work that takes its time: a picture is downloaded.
        Ok(Target::Account(account)) if endpoint == Endpoint::Container => container::create(&caller, account).await,
        Ok(target) => perform(&caller, target, endpoint),
        Err(refusal) => Err(refusal),
    };
    let answer = match outcome {
        Ok(mut value) => {
            bent.strip.iter().for_each(|field| strip(&mut value, field));
            Answer::json(200, &value)
        }
        Err(refusal) => envelope(sim, &refusal),
    };
    sim.usage.tell(answer, &account_id, used)
}

fn missing(call: &Call) -> Refusal {
    Refusal::unknown_object(call.method.as_str(), &call.node)
}

/// What a call touches, when it is there and the token belongs to its owner.
fn owned(caller: &Caller<'_>, target: Target) -> Result<Target, Refusal> {
    let call = caller.call;
    let mine = caller.grant.account;
    let world = caller.sim.world();
    // A lagging read shows another state; a write meets the present one.
    let as_of = if call.method == Method::GET {
        caller.as_of
    } else {
        caller.now_ms
    };
    let (owner, there) = match target {
        Target::Alias => {
            let message = format!("(#803) Some of the aliases you requested do not exist: {}", call.node);
            return Err(Refusal::new(404, 803, message));
        }
        Target::Unknown => return Err(missing(call)),
        Target::Me => (mine, true),
        Target::Account(account) => (account, true),
        Target::Post(post) | Target::Slide(post, _) => (world.owner_of_post(post), world.post_exists_at(post, as_of)),
        Target::Comment(comment) => (
            world.owner_of_post(world.comments[comment as usize].post),
            world.exists_at(comment, as_of),
        ),
        // A container that is not there yet has a refusal of its own.
        Target::Container(container) => (world.containers[container as usize].made.account, true),
    };
    if owner != mine || !there {
        return Err(missing(call));
    }
    Ok(if target == Target::Me {
        Target::Account(mine)
    } else {
        target
    })
}

fn perform(caller: &Caller<'_>, target: Target, endpoint: Endpoint) -> Result<Value, Refusal> {
    let call = caller.call;
    let edge = call.edge.as_deref();
    match (endpoint, target, edge) {
        (Endpoint::Me, Target::Account(account), None) => read::account(caller, account),
        (Endpoint::Media, Target::Account(account), Some("media")) => read::media_list(caller, account),
        (Endpoint::Media, Target::Post(post), None) => read::media(caller, post),
        (Endpoint::Media, Target::Slide(post, slide), None) => read::slide(caller, post, slide),
        (Endpoint::Media, Target::Post(post), Some("children")) => read::children(caller, post),
        (Endpoint::Comments, Target::Post(post), _) => read::comments(caller, post),
        (Endpoint::Comment, Target::Comment(comment), None) => read::comment(caller, comment),
        (Endpoint::Replies, Target::Comment(comment), _) => read::replies(caller, comment),
        (Endpoint::Reply, Target::Post(post), Some("comments")) => write::comment(caller, post, None),
        (Endpoint::Reply, Target::Comment(comment), Some("replies")) => write::reply(caller, comment),
        (Endpoint::Hide | Endpoint::Unhide, Target::Comment(comment), None) => write::hide(caller, comment),
        (Endpoint::Delete, Target::Comment(comment), None) => write::delete(caller, comment),
        (Endpoint::CommentSwitch, Target::Post(post), None) => write::switch(caller, post),
        (Endpoint::ContainerStatus, Target::Container(container), None) => container::status(caller, container),
        (Endpoint::Publish, Target::Account(account), _) => publish::publish(caller, account),
        (Endpoint::PublishingLimit, Target::Account(account), _) => publish::limit(caller, account),
        (_, _, Some(edge)) if call.method == Method::GET => Err(Refusal::parameter(format!(
            "(#100) Tried accessing nonexisting field ({edge})"
        ))),
        _ => Err(missing(call)),
    }
}

/// The grant behind a token, or why there is none.
pub(crate) fn grant_of(sim: &Sim, token: Option<&str>, bent: &Bent) -> Result<Grant, Refusal> {
    let Some(token) = token.filter(|token| !token.is_empty()) else {
        return Err(Refusal::new(
            400,
            190,
            "An access token is required to request this resource.",
        ));
    };
    let revoked = sim
        .revoked
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .iter()
        .any(|gone| gone == token);
    if revoked {
        return Err(Refusal::new(
            400,
            190,
            "Error validating access token: The user has not authorized application.",
        )
        .sub(458));
    }
    let Some(grant) = oauth::read_token(sim.seed, token, &sim.world()) else {
        return Err(Refusal::new(
            400,
            190,
            "Invalid OAuth access token - Cannot parse access token",
        ));
    };
    if bent.expired || sim.clock.now_ms() >= grant.expires_ms {
        return Err(Refusal::expired());
    }
    if grant.scopes & oauth::BASIC == 0 {
        return Err(Refusal::permission());
    }
    Ok(grant)
}

/// Takes a field out of an answer, however deep it lies.
fn strip(value: &mut Value, field: &str) {
    match value {
        Value::Object(map) => {
            map.remove(field);
            map.values_mut().for_each(|inner| strip(inner, field));
        }
        Value::Array(list) => list.iter_mut().for_each(|inner| strip(inner, field)),
        _ => {}
    }
}
