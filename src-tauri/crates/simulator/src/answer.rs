//! Answers before they become HTTP, and how faults bend them.

use std::borrow::Cow;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderName, HeaderValue, Response, StatusCode, header};
use serde_json::{Value, json};

use crate::connection::Connection;
use crate::documented::documented;
use crate::fault::{Endpoint, FaultKind};
use crate::oauth::Flavour;
use crate::server::Sim;
use crate::world::Ending;

/// An answer.
#[derive(Clone, Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: Cow<'static, str>,
    pub(crate) headers: Vec<(HeaderName, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn json(status: u16, value: &Value) -> Self {
        Self {
            status,
            content_type: Cow::Borrowed("application/json; charset=UTF-8"),
            headers: Vec::new(),
            body: value.to_string().into_bytes(),
        }
    }

    pub(crate) fn html(status: u16, page: String) -> Self {
        Self {
            status,
            content_type: Cow::Borrowed("text/html; charset=utf-8"),
            headers: Vec::new(),
            body: page.into_bytes(),
        }
    }

    pub(crate) fn jpeg(bytes: &[u8]) -> Self {
        Self {
            content_type: Cow::Borrowed("image/jpeg"),
            body: bytes.to_vec(),
            ..Self::empty(200)
        }
    }

    pub(crate) fn empty(status: u16) -> Self {
        Self {
            status,
            content_type: Cow::Borrowed("text/plain"),
            headers: Vec::new(),
            body: Vec::new(),
        }
    }

    /// Adds a header; a value that is no header value is left out.
    pub(crate) fn with(mut self, name: HeaderName, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    pub(crate) fn into_response(self) -> Response<Body> {
        let mut response = Response::new(Body::from(self.body));
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        if let Ok(kind) = HeaderValue::from_str(&self.content_type) {
            response.headers_mut().insert(header::CONTENT_TYPE, kind);
        }
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().append(name, value);
            }
        }
        response
    }
}

/// A refusal with a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Refusal {
    pub(crate) status: u16,
    pub(crate) code: i64,
    pub(crate) subcode: Option<i64>,
    pub(crate) message: String,
    pub(crate) transient: bool,
    /// Title and text for people: `error_user_title` and `error_user_msg`.
    pub(crate) for_people: Option<(String, String)>,
    /// Whether the `type` is Facebook's even on the Instagram host, as the platform has it at places.
    pub(crate) facebooks_type: bool,
    /// Of a throttle: minutes until it is over, as the usage headers tell them.
    pub(crate) regain_minutes: Option<u32>,
}

impl Refusal {
    pub(crate) fn new(status: u16, code: i64, message: impl Into<String>) -> Self {
        Self {
            status,
            code,
            subcode: None,
            message: message.into(),
            transient: false,
            for_people: None,
            facebooks_type: false,
            regain_minutes: None,
        }
    }

    pub(crate) fn sub(mut self, subcode: i64) -> Self {
        self.subcode = Some(subcode);
        self
    }

    /// Invalid parameter.
    pub(crate) fn parameter(message: impl Into<String>) -> Self {
        Self::new(400, 100, message)
    }

    /// Missing object, somebody else's object, or a call it does not support.
    pub(crate) fn unknown_object(method: &str, id: &str) -> Self {
        let message = format!(
            "Unsupported {} request. Object with ID '{id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation",
            method.to_lowercase()
        );
        Self::parameter(message).sub(33)
    }

    /// The account's allowance is used up.
    pub(crate) fn rate_limited() -> Self {
        Self::throttled(80002)
    }

    /// A throttle by its code (sheet on limits, §6.3).
    pub(crate) fn throttled(code: i64) -> Self {
        let message = match code {
            4 => "(#4) Application request limit reached",
            17 => "(#17) User request limit reached",
            32 => "(#32) Page request limit reached",
            613 => "(#613) Calls to this api have exceeded the rate limit.",
            80001 => "There have been too many calls to this Page account. Wait a bit and try again.",
            80006 => "There have been too many calls to this messaging account. Wait a bit and try again.",
            _ => "There have been too many calls to this Instagram account. Wait a bit and try again.",
        };
        Self::new(if code == 4 { 403 } else { 400 }, code, message)
    }

    /// The same with the minutes until it is over.
    pub(crate) fn regained_in(self, minutes: u32) -> Self {
        Self {
            regain_minutes: Some(minutes),
            ..self
        }
    }

    pub(crate) fn expired() -> Self {
        Self::new(400, 190, "Error validating access token: Session has expired.").sub(463)
    }

    /// A write or read the token has no permission for.
    pub(crate) fn permission() -> Self {
        Self::new(403, 10, "(#10) Application does not have permission for this action")
    }
}

/// The envelope of the graph hosts.
pub(crate) fn envelope(sim: &Sim, flavour: Flavour, refusal: &Refusal) -> Answer {
    let refusal = &sim.language().word(refusal);
    let typed = if refusal.facebooks_type {
        Flavour::FacebookLogin
    } else {
        flavour
    };
    let mut error = json!({
        "message": refusal.message,
        "type": typed.error_type(refusal.code, refusal.subcode),
        "code": refusal.code,
        "is_transient": refusal.transient,
        "fbtrace_id": sim.trace_id(),
    });
    if let Some(subcode) = refusal.subcode {
        error["error_subcode"] = json!(subcode);
    }
    if let Some((title, text)) = &refusal.for_people {
        error["error_user_title"] = json!(title);
        error["error_user_msg"] = json!(text);
    }
    let kind = if refusal.code == 190 {
        "invalid_token"
    } else {
        "invalid_request"
    };
    let message: String = refusal
        .message
        .chars()
        .filter(|c| (' '..='~').contains(c) && *c != '"')
        .collect();
    Answer::json(refusal.status, &json!({ "error": error }))
        .with(
            header::WWW_AUTHENTICATE,
            format!("OAuth \"Facebook Platform\" \"{kind}\" \"{message}\""),
        )
        .with(header::CACHE_CONTROL, "no-store".to_owned())
}

/// What the faults that hit a request ask of the work itself.
#[derive(Clone, Debug, Default)]
pub(crate) struct Bent {
    pub(crate) lag_ms: i64,
    pub(crate) expired: bool,
    pub(crate) missing_scope: bool,
    pub(crate) documented_shape: bool,
    pub(crate) empty_lists: bool,
    pub(crate) strip: Vec<String>,
    /// What becomes of the container concerned, whatever its picture is.
    pub(crate) ending: Option<Ending>,
    pub(crate) slow_processing_ms: i64,
    pub(crate) late_fetch: bool,
    /// Somebody else's work is found in the new container.
    pub(crate) copyrighted: bool,
}

const PAGE: &str = "<!DOCTYPE html><html lang=\"en\"><head><title>Sorry, something went wrong</title></head>\
<body><h1>Sorry, something went wrong.</h1><p>We're working on it and we'll get it fixed as soon as we can.</p></body></html>";

/// The longest a slow fault may take.
const SLOWEST_MS: u64 = 600_000;

/// The refusal a fault orders: as documented, but for what the fault says itself.
fn ordered(code: i64, subcode: Option<i64>, status: Option<u16>, message: Option<String>) -> Refusal {
    let known = documented(code, subcode);
    Refusal {
        status: status.unwrap_or(known.status),
        message: message.unwrap_or(known.message),
        ..known
    }
}

/// Does the work of an endpoint under the faults laid on it. `refuse` puts a refusal into the endpoint's envelope.
pub(crate) async fn under_faults<W: Future<Output = Answer>>(
    sim: &Sim,
    connection: &Connection,
    endpoint: Endpoint,
    refuse: impl Fn(&Sim, &Refusal) -> Answer,
    work: impl FnOnce(Bent) -> W,
) -> Answer {
    let mut bent = Bent::default();
    let mut instead = None;
    let mut after = Vec::new();
    for fault in sim.faults.strike(endpoint) {
        match fault {
            FaultKind::Slow { ms } => sim.wait(Duration::from_millis(ms.min(SLOWEST_MS))).await,
            FaultKind::LagReads { ms } => bent.lag_ms = bent.lag_ms.max(ms),
            FaultKind::ExpiredToken => bent.expired = true,
            FaultKind::MissingScope => bent.missing_scope = true,
            FaultKind::StripFields { fields } if fields.is_empty() => {
                bent.strip.extend(["from", "username", "user"].map(str::to_owned));
            }
            FaultKind::StripFields { fields } => bent.strip.extend(fields),
            FaultKind::DocumentedShape => bent.documented_shape = true,
            FaultKind::EmptyLists => bent.empty_lists = true,
            FaultKind::ContainerError { subcode } => bent.ending = Some(Ending::Error(subcode)),
            FaultKind::ContainerExpired => bent.ending = Some(Ending::Expired),
            FaultKind::SlowProcessing { ms } => bent.slow_processing_ms += ms.max(0),
            FaultKind::LateFetch => bent.late_fetch = true,
            FaultKind::CopyrightMatch => bent.copyrighted = true,
            FaultKind::CutBefore => {
                connection.cut();
                return Answer::empty(500);
            }
            FaultKind::Error {
                code,
                subcode,
                status,
                message,
            } => {
                instead = Some(refuse(sim, &ordered(code, subcode, status, message)));
            }
            FaultKind::RateLimit => {
                instead = Some(refuse(sim, &Refusal::rate_limited().regained_in(60)));
            }
            FaultKind::Throttle { code, minutes } => {
                instead = Some(refuse(sim, &Refusal::throttled(code).regained_in(minutes)));
            }
            FaultKind::Status {
                status,
                after_effect: false,
            } => instead = Some(Answer::empty(status)),
            late @ (FaultKind::Html
            | FaultKind::Truncated
            | FaultKind::SlowAnswer { .. }
            | FaultKind::CutAfter
            | FaultKind::ErrorAfter { .. }
            | FaultKind::Status { .. }) => after.push(late),
        }
    }
    let mut answer = match instead {
        Some(answer) => answer,
        None => work(bent).await,
    };
    for fault in after {
        match fault {
            FaultKind::Html => answer = Answer::html(200, PAGE.to_owned()),
            FaultKind::Truncated => answer.body.truncate(answer.body.len() * 2 / 3),
            FaultKind::SlowAnswer { ms } => sim.wait(Duration::from_millis(ms.min(SLOWEST_MS))).await,
            FaultKind::CutAfter => connection.cut(),
            FaultKind::Status { status, .. } => answer = Answer::empty(status),
            FaultKind::ErrorAfter {
                code,
                subcode,
                status,
                message,
            } => answer = refuse(sim, &ordered(code, subcode, status, message)),
            _ => {}
        }
    }
    answer
}
