//! The graph: which object and edge a request means, who may do it, and the dispatch.

mod account;
mod body;
mod brackets;
mod call;
mod discovery;
mod fields;
mod insights;
mod instant;
mod likes;
mod live_media;
mod messaging;
mod others;
mod pages;
mod paging;
mod publishing;
mod read;
mod removal;
mod render;
mod several;
mod surface;
mod target;
mod version;
mod write;

pub(crate) use call::Call;
pub(crate) use messaging::{MessagingRules, witness_message, witness_on_message};
pub(crate) use publishing::{upload, witness_post};
pub(crate) use surface::{On, Outcome, Row};
pub use surface::{SurfaceRow, surface};
pub(crate) use target::Target;
pub(crate) use write::{witness_comment, witness_switch};

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{ConnectInfo, Extension, Request, State};
use axum::http::{Method, Response, header};
use serde_json::Value;

use crate::answer::{Answer, Bent, Refusal, envelope, under_faults};
use crate::connection::Connection;
use crate::fault::Endpoint;
use crate::oauth::{self, Flavour, Grant, Scope};
use crate::server::{Seen, Sim};
use crate::usage;
use surface::Kind;

/// What a call without a token comes with.
#[derive(Clone, Copy)]
pub(crate) struct Visitor<'a> {
    pub(crate) sim: &'a Arc<Sim>,
    pub(crate) call: &'a Call,
    pub(crate) bent: &'a Bent,
    pub(crate) now_ms: i64,
}

/// Everything a reading or writing function needs to know of its caller.
#[derive(Clone, Copy)]
pub(crate) struct Caller<'a> {
    pub(crate) sim: &'a Arc<Sim>,
    pub(crate) call: &'a Call,
    pub(crate) bent: &'a Bent,
    pub(crate) grant: Grant,
    token: &'a str,
    pub(crate) now_ms: i64,
    /// The instant reads show: now, or earlier when they lag.
    pub(crate) as_of: i64,
}

impl Caller<'_> {
    pub(crate) fn flavour(&self) -> Flavour {
        self.grant.flavour
    }

    /// Whether the token has a scope. The fault of a missing scope leaves the profile only.
    pub(crate) fn may(&self, scope: Scope) -> bool {
        self.grant.may(scope) && (scope == Scope::Basic || !self.bent.missing_scope)
    }

    /// Refuses a call whose token lacks a scope with code 10.
    pub(crate) fn needs(&self, scope: Scope) -> Result<(), Refusal> {
        if self.may(scope) {
            Ok(())
        } else {
            Err(Refusal::permission())
        }
    }

    /// An address of the simulator, on the host and port that were asked.
    pub(crate) fn address(&self, path: &str) -> String {
        match &self.call.origin {
            Some(origin) => format!("{origin}{path}"),
            None => self.sim.address(path),
        }
    }
}

/// What publishing and messaging refuse with, each code and subcode once.
pub(crate) fn refusals() -> Vec<Refusal> {
    [publishing::refusals(), messaging::refusals()].concat()
}

/// The flavour of a token, or else of the host that was asked.
fn flavour_of(sim: &Sim, token: Option<&str>, host: Option<Flavour>) -> Option<Flavour> {
    let grant = oauth::grant_of(sim, token, host).ok();
    let granted = grant.map(|grant| grant.flavour);
    granted.or_else(|| token.and_then(Flavour::of_token)).or(host)
}

/// What a request means.
struct Meant {
    flavour: Flavour,
    grant: Result<Grant, Refusal>,
    target: Target,
    /// The row of the surface; `None` when this kind of object has no such call.
    row: Option<&'static Row>,
    /// `None`: nothing in the world has such a call.
    endpoint: Option<Endpoint>,
}

impl Meant {
    fn of(sim: &Sim, call: &Call) -> Self {
        let token = call.token.as_deref();
        let grant = oauth::grant_of(sim, token, call.host_flavour);
        let flavour = flavour_of(sim, token, call.host_flavour);
        let root = surface::row(call, Kind::Root, flavour);
        let target = match root {
            Some(_) => Target::Root,
            None => Target::find(&sim.world(), &call.node, grant.as_ref().ok()),
        };
        let row = root.or_else(|| surface::row(call, target.kind(), flavour));
        let flavour = flavour.or_else(|| row.and_then(Row::own_flavour));
        Self {
            flavour: flavour.unwrap_or(Flavour::InstagramLogin),
            grant,
            target,
            row,
            endpoint: row.map(Row::endpoint).or_else(|| surface::elsewhere(call)),
        }
    }

    /// A refusal in the envelope, with whose allowance is used up where that is what it says.
    fn refuse(&self, sim: &Sim, refusal: &Refusal) -> Answer {
        let answer = envelope(sim, self.flavour, refusal);
        let (Some(minutes), Ok(grant)) = (refusal.regain_minutes, &self.grant) else {
            return answer;
        };
        let ids = {
            let world = sim.world();
            let account = self.target.account(&world, grant);
            world.usage_ids(account, grant.flavour)
        };
        usage::blocked(answer, self.flavour, &ids, refusal.code, minutes)
    }
}

/// `/{object}` and `/{object}/{edge}`, with or without a version in front.
pub(crate) async fn serve(
    State(sim): State<Arc<Sim>>,
    ConnectInfo(connection): ConnectInfo<Connection>,
    Extension(seen): Extension<Seen>,
    request: Request,
) -> Response<Body> {
    let host = request
        .headers()
        .get(header::HOST)
        .and_then(|value| value.to_str().ok());
    let host = host.and_then(Flavour::of_host);
    let token = Call::early_token(&request);
    let call = match Call::read(request).await {
        Ok(call) => call,
        Err(refusal) => {
            let newest = version::Version::apps_own().to_string();
            let flavour = flavour_of(&sim, token.as_deref(), host).unwrap_or(Flavour::InstagramLogin);
            let answer = envelope(&sim, flavour, &refusal);
            return answer.with(flavour.version_header(), newest).into_response();
        }
    };
    if oauth::is_code_exchange(&call) {
        return oauth::code_for_token(&sim, &connection, seen, &call).await;
    }
    let meant = Meant::of(&sim, &call);
    let refuse = |sim: &Sim, refusal: &Refusal| meant.refuse(sim, refusal);
    let answer = match meant.endpoint {
        Some(endpoint) => {
            sim.recorded_as(seen, endpoint);
            let work = |bent: Bent| answer(&sim, &call, &meant, bent);
            under_faults(&sim, &connection, endpoint, refuse, work).await
        }
        None => {
            sim.witness.amend(seen.0, |record| record.unexpected = true);
            answer(&sim, &call, &meant, Bent::default()).await
        }
    };
    answer
        .with(meant.flavour.version_header(), call.version.to_string())
        .into_response()
}

async fn answer(sim: &Arc<Sim>, call: &Call, meant: &Meant, bent: Bent) -> Answer {
    let bent = &bent;
    let now_ms = sim.clock.now_ms();
    if let Some(work) = meant.row.and_then(|row| row.on().open()) {
        let visitor = Visitor {
            sim,
            call,
            bent,
            now_ms,
        };
        return told(sim, meant, bent, work(&visitor));
    }
    let token = call.token.as_deref().unwrap_or_default();
    let proven = |grant| oauth::check_proof(token, call.get("appsecret_proof")).map(|()| grant);
    let grant = meant.grant.clone().and_then(|grant| usable(&grant, bent));
    let grant = match grant.and_then(proven) {
        Ok(grant) => grant,
        Err(refusal) => return envelope(sim, meant.flavour, &refusal),
    };
    let (account, ids) = {
        let world = sim.world();
        let account = meant.target.account(&world, &grant);
        (account, world.usage_ids(account, grant.flavour))
    };
    let apart = meant.endpoint.is_some_and(Endpoint::counts_apart);
    let used = (!apart).then(|| sim.usage.count(account, now_ms));
    let with_usage = |answer: Answer| match used {
        Some(used) => usage::tell(answer, meant.flavour, account, &ids, used),
        None => answer,
    };
    if used.is_some_and(|used| used.percent > 100) {
        return with_usage(envelope(sim, meant.flavour, &Refusal::rate_limited()));
    }
    let caller = Caller {
        sim,
        call,
        bent,
        grant,
        token,
        now_ms,
        as_of: now_ms - bent.lag_ms.max(0),
    };
    let outcome = match meant.target.owned(&caller) {
        Ok(()) => perform(&caller, meant.target, meant.row).await,
        Err(refusal) => Err(refusal),
    };
    with_usage(told(sim, meant, bent, outcome))
}

fn usable(grant: &Grant, bent: &Bent) -> Result<Grant, Refusal> {
    if bent.expired {
        return Err(Refusal::expired());
    }
    oauth::basic(grant)?;
    Ok(*grant)
}

/// An outcome as an answer.
fn told(sim: &Sim, meant: &Meant, bent: &Bent, outcome: Outcome) -> Answer {
    match outcome {
        Ok(mut value) => {
            bent.strip.iter().for_each(|field| strip(&mut value, field));
            if bent.empty_lists && value["data"].is_array() {
                value["data"] = Value::Array(Vec::new());
            }
            Answer::json(200, &value)
        }
        Err(refusal) => meant.refuse(sim, &refusal),
    }
}

async fn perform(caller: &Caller<'_>, target: Target, row: Option<&'static Row>) -> Outcome {
    match row.filter(|row| row.has(caller.flavour())) {
        Some(row) => match row.on().now(caller, target) {
            Some(outcome) => outcome,
            None => row.on().later(caller, target).await,
        },
        None => Err(lacking(caller.call)),
    }
}

/// A call this kind of object, or this set-up, does not have.
fn lacking(call: &Call) -> Refusal {
    match &call.edge {
        Some(edge) if call.method == Method::GET => {
            Refusal::parameter(format!("(#100) Tried accessing nonexisting field ({edge})"))
        }
        _ => missing(call),
    }
}

fn missing(call: &Call) -> Refusal {
    Refusal::unknown_object(call.method.as_str(), &call.node)
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
