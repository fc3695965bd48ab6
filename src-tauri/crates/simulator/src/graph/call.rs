//! A request taken apart: version, object, edge, parameters and token, wherever they were put.

use axum::extract::Request;
use axum::http::{Method, header};
use serde_json::Value;
use url::form_urlencoded;

/// The longest body a request may have.
const LONGEST: usize = 1 << 20;

/// A request to the versioned API.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) version: String,
    pub(crate) node: String,
    pub(crate) edge: Option<String>,
    /// Query and body together, in this order.
    pub(crate) parameters: Vec<(String, String)>,
    pub(crate) token: Option<String>,
}

/// Whether a path segment is an API version such as `v26.0`.
pub(crate) fn is_version(segment: &str) -> bool {
    let number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let parts = segment.strip_prefix('v').and_then(|rest| rest.split_once('.'));
    parts.is_some_and(|(major, minor)| number(major) && number(minor))
}

impl Call {
    /// Takes a request apart; `None` when its path is none of the API's.
    pub(crate) async fn read(request: Request) -> Option<Self> {
        let (head, body) = request.into_parts();
        let path = head.uri.path().to_owned();
        let mut segments = path
            .trim_start_matches('/')
            .trim_end_matches('/')
            .split('/')
            .map(str::to_owned);
        let version = segments.next().filter(|segment| is_version(segment))?;
        let node = segments.next()?;
        let edge = segments.next();
        if segments.next().is_some() && !is_version(&node) {
            return None;
        }
        let mut parameters: Vec<(String, String)> =
            form_urlencoded::parse(head.uri.query().unwrap_or_default().as_bytes())
                .into_owned()
                .collect();
        let body = axum::body::to_bytes(body, LONGEST).await.ok()?;
        let kind = head
            .headers
            .get(header::CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        if kind.contains("json") {
            if let Ok(Value::Object(map)) = serde_json::from_slice(&body) {
                parameters.extend(map.into_iter().map(|(name, value)| match value {
                    Value::String(text) => (name, text),
                    other => (name, other.to_string()),
                }));
            }
        } else {
            parameters.extend(form_urlencoded::parse(&body).into_owned());
        }
        let bearer = head
            .headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok());
        let bearer = bearer.and_then(|value| value.strip_prefix("Bearer ").or_else(|| value.strip_prefix("OAuth ")));
        let token = bearer.map(|token| token.trim().to_owned());
        let token = token.or_else(|| {
            parameters
                .iter()
                .find(|(name, _)| name == "access_token")
                .map(|(_, v)| v.clone())
        });
        Some(Self {
            method: head.method,
            path,
            version,
            node,
            edge,
            parameters,
            token,
        })
    }

    /// The last value given for a parameter.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.parameters
            .iter()
            .rev()
            .find(|(given, _)| given == name)
            .map(|(_, value)| value.as_str())
    }

    /// A parameter that is true or false; `Some(Err(()))` when it is neither.
    pub(crate) fn flag(&self, name: &str) -> Option<Result<bool, ()>> {
        self.get(name).map(|value| match value.to_ascii_lowercase().as_str() {
            "true" | "1" => Ok(true),
            "false" | "0" => Ok(false),
            _ => Err(()),
        })
    }
}
