//! A request taken apart: version, object, edge, parameters and token, wherever they were put.

use axum::extract::Request;
use axum::http::{HeaderMap, Method, header};
use serde_json::Value;
use url::form_urlencoded;

use super::version::{Asked, Version};
use super::{body, brackets};
use crate::answer::Refusal;
use crate::oauth::Flavour;

/// The longest body a request may have: 26 MiB, a little more than the heaviest attachment.
const LONGEST: usize = 26 << 20;

/// A request to the graph.
#[derive(Clone, Debug)]
pub(crate) struct Call {
    pub(crate) method: Method,
    /// The version that serves it.
    pub(crate) version: Version,
    /// Whether the path said so.
    pub(crate) versioned: bool,
    /// The object; empty for a call without a path.
    pub(crate) node: String,
    /// Everything behind the object.
    pub(crate) edge: Option<String>,
    /// Query and body together, in this order.
    pub(crate) parameters: Vec<(String, String)>,
    pub(crate) token: Option<String>,
    /// `http://HOST:PORT` as it was asked, for addresses that lead back here.
    pub(crate) origin: Option<String>,
    /// What the host's name says of the flavour.
    pub(crate) host_flavour: Option<Flavour>,
}

impl Call {
    /// Takes a request apart. A path or body that makes no sense is refused.
    pub(crate) async fn read(request: Request) -> Result<Self, Refusal> {
        let (head, body) = request.into_parts();
        let mut segments: Vec<String> = head
            .uri
            .path()
            .split('/')
            .filter(|segment| !segment.is_empty())
            .map(decoded)
            .collect();
        let version = match segments.first().and_then(|first| Version::read(first)) {
            Some(Asked::Unknown) => return Err(unknown_path(400, &segments)),
            Some(Asked::Served(version)) => {
                segments.remove(0);
                Some(version)
            }
            None => None,
        };
        if version.is_some() && segments.first().is_some_and(|next| Version::read(next).is_some()) {
            return Err(unknown_path(500, &segments));
        }
        let mut segments = segments.into_iter();
        let node = segments.next().unwrap_or_default();
        let edge: Vec<String> = segments.collect();
        let mut parameters: Vec<(String, String)> =
            form_urlencoded::parse(head.uri.query().unwrap_or_default().as_bytes())
                .into_owned()
                .collect();
        let body = axum::body::to_bytes(body, LONGEST)
            .await
            .map_err(|_| Refusal::new(413, 1, "The request is too large."))?;
        parameters.extend(body::read(&head.headers, &body).await);
        let parameters = brackets::fold(parameters);
        let host = header_text(&head.headers, header::HOST.as_str());
        let mut call = Self {
            method: as_read(head.method),
            version: version.unwrap_or_else(Version::apps_own),
            versioned: version.is_some(),
            node,
            edge: (!edge.is_empty()).then(|| edge.join("/")),
            parameters,
            token: None,
            origin: host.map(|host| format!("http://{host}")),
            host_flavour: host.and_then(Flavour::of_host),
        };
        call.token = bearer(&head.headers).or_else(|| call.get("access_token").map(str::to_owned));
        call.override_method();
        Ok(call)
    }

    /// The token of a request that is not taken apart: from the header or the query.
    pub(crate) fn early_token(request: &Request) -> Option<String> {
        let query = request.uri().query().unwrap_or_default();
        let in_query = || form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "access_token");
        bearer(request.headers()).or_else(|| in_query().map(|(_, token)| token.into_owned()))
    }

    /// `method=delete` in query or form is the method, for clients that can send GET and POST only.
    fn override_method(&mut self) {
        let method = self.get("method").map(str::to_ascii_lowercase);
        self.method = match method.as_deref() {
            Some("get") => Method::GET,
            Some("post") => Method::POST,
            Some("delete") => Method::DELETE,
            _ => return,
        };
    }

    /// Object and edge as a path.
    pub(crate) fn path(&self) -> String {
        match &self.edge {
            Some(edge) => format!("{}/{edge}", self.node),
            None => self.node.clone(),
        }
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
        self.get(name)
            .map(|value| match value.trim_matches('"').to_ascii_lowercase().as_str() {
                "true" | "1" => Ok(true),
                "false" | "0" => Ok(false),
                _ => Err(()),
            })
    }

    /// A parameter that is a list: JSON text, or separated by commas.
    pub(crate) fn list(&self, name: &str) -> Vec<String> {
        self.get(name).map(list).unwrap_or_default()
    }
}

/// A list as JSON text or separated by commas.
pub(crate) fn list(text: &str) -> Vec<String> {
    let plain = |value: Value| match value {
        Value::String(text) => text,
        other => other.to_string(),
    };
    match serde_json::from_str(text) {
        Ok(Value::Array(list)) => list.into_iter().map(plain).collect(),
        _ => text
            .split(',')
            .map(|item| item.trim().to_owned())
            .filter(|item| !item.is_empty())
            .collect(),
    }
}

/// `HEAD` is a read whose body stays away; leaving it away is the server's.
fn as_read(method: Method) -> Method {
    if method == Method::HEAD { Method::GET } else { method }
}

fn unknown_path(status: u16, segments: &[String]) -> Refusal {
    let rest = segments.first().map(String::as_str).unwrap_or_default();
    Refusal::new(status, 2500, format!("Unknown path components: /{rest}"))
}

fn decoded(segment: &str) -> String {
    percent_encoding::percent_decode_str(segment)
        .decode_utf8_lossy()
        .into_owned()
}

fn header_text<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers.get(name).and_then(|value| value.to_str().ok())
}

/// `Bearer` and `OAuth` are both taken, in any case.
fn bearer(headers: &HeaderMap) -> Option<String> {
    let (scheme, token) = header_text(headers, header::AUTHORIZATION.as_str())?.split_once(' ')?;
    let known = scheme.eq_ignore_ascii_case("bearer") || scheme.eq_ignore_ascii_case("oauth");
    known.then(|| token.trim().to_owned())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;
    use axum::body::Body;

    async fn call(method: &str, address: &str) -> Result<Call, Refusal> {
        let request = axum::http::Request::builder()
            .method(method)
            .uri(address)
            .header("host", "127.0.0.1:8380")
            .body(Body::empty())
            .unwrap();
        Call::read(request).await
    }

    #[tokio::test]
    async fn paths_are_read_with_and_without_version_and_with_double_slashes() {
        for (path, versioned, node, edge) in [
            ("/v26.0/me/media", true, "me", Some("media")),
            ("//v26.0//me//media/", true, "me", Some("media")),
            ("/me", false, "me", None),
            ("/v25.0/me/permissions/email", true, "me", Some("permissions/email")),
            ("/v26.0/?ids=1,2", true, "", None),
            ("/v26.0/aWdf%3D", true, "aWdf=", None),
        ] {
            let call = call("GET", path).await.unwrap();
            assert_eq!(
                (call.versioned, call.node.as_str(), call.edge.as_deref()),
                (versioned, node, edge),
                "{path}"
            );
        }
        let second = call("GET", "/v21.0/v21.0/me").await.unwrap_err();
        assert_eq!((second.status, second.code), (500, 2500));
        assert_eq!(call("GET", "/v99.0/me").await.unwrap_err().code, 2500);
    }

    #[tokio::test]
    async fn a_method_in_the_query_is_the_method() {
        assert_eq!(call("POST", "/1?method=DELETE").await.unwrap().method, Method::DELETE);
        assert_eq!(call("POST", "/1?method=what").await.unwrap().method, Method::POST);
    }

    #[test]
    fn lists_are_read_in_every_shape_clients_send() {
        for text in ["1,2, 3", "[\"1\",\"2\",\"3\"]", "[1,2,3]", "1,2,3,"] {
            assert_eq!(list(text), ["1", "2", "3"], "{text}");
        }
        assert!(list("").is_empty());
    }
}
