//! What an endpoint of the API is: a type that builds its request and reads its answer, both without a network.

use crate::{Allowance, ApiError, Endpoints, Flavour, Scope};
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderValue, Method};
use serde::Serialize;
use url::{Url, form_urlencoded};

/// A request before it is authorized: the token is added by [`Client::call`](crate::Client::call) alone.
pub type Request = http::Request<Vec<u8>>;

/// One endpoint of the API with its parameters.
///
/// The `limit` of a list is a wish: one of none, or of more than a list gives at a time, is sent as the nearest that it gives,
/// and the platform may send fewer items on any page. No item is lost by it, so it is no [`ApiError::Invalid`].
pub trait Endpoint: Sync {
    /// What a good answer holds.
    type Output: Send;
    /// Name for logs and errors, such as `GET /{media}/comments`.
    const NAME: &'static str;
    /// The permission it needs besides [`Scope::Basic`].
    const SCOPE: Scope;
    /// What the platform's pages name beside [`Endpoint::SCOPE`]. Not every page names them and not every token needs them,
    /// so a refusal or a stripped answer is put down to [`Endpoint::SCOPE`].
    const ALSO: &'static [Scope] = Self::SCOPE.companions();
    /// The set-ups of the platform that offer it.
    const FLAVOURS: &'static [Flavour] = &[Flavour::InstagramLogin, Flavour::FacebookLogin];
    /// What a call counts against, as a rule.
    const ALLOWANCE: Allowance = Allowance::Business;

    /// Builds the request, without a token.
    ///
    /// # Errors
    /// [`ApiError::Invalid`] when a parameter cannot be sent.
    fn request(&self, endpoints: &Endpoints) -> Result<Request, ApiError>;

    /// What this call counts against: [`Endpoint::ALLOWANCE`] but where a parameter makes it another.
    fn allowance(&self) -> Allowance {
        Self::ALLOWANCE
    }

    /// The hashtag that the call searches for. The platform allows a number of different ones
    /// ([`budget::Hashtags`](crate::budget::Hashtags)).
    fn hashtag(&self) -> Option<&str> {
        None
    }

    /// Reads the body of an answer that carries no error.
    ///
    /// # Errors
    /// [`ApiError::InDoubt`] when it cannot be read, [`ApiError::Incomplete`] when the fields asked for are not in it.
    fn decode(&self, body: &[u8]) -> Result<Self::Output, ApiError>;
}

/// Refuses a parameter or a metric that the set-up in use lacks.
pub(crate) fn offered(name: &'static str, flavours: &[Flavour], endpoints: &Endpoints) -> Result<(), ApiError> {
    let flavour = endpoints.flavour;
    if flavours.contains(&flavour) {
        return Ok(());
    }
    Err(ApiError::NotAvailable {
        endpoint: name,
        flavour,
    })
}

pub(crate) fn get(url: Url, query: &[(&str, &str)]) -> Result<Request, ApiError> {
    let mut url = url;
    if !query.is_empty() {
        url.query_pairs_mut().extend_pairs(query);
    }
    build(Method::GET, &url, None, Vec::new())
}

/// Parameters go as a form body: a query has a length limit and ends up in logs.
pub(crate) fn post(url: Url, form: &[(&str, &str)]) -> Result<Request, ApiError> {
    let body = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(form)
        .finish();
    let kind = HeaderValue::from_static("application/x-www-form-urlencoded");
    build(Method::POST, &url, Some(kind), body.into_bytes())
}

/// Parameters go as a JSON body: flags stay flags, and a caption with line breaks and emoji needs no escaping that the
/// platform might undo differently.
pub(crate) fn post_json(url: Url, parameters: &impl Serialize) -> Result<Request, ApiError> {
    let body = serde_json::to_vec(parameters)
        .map_err(|_| ApiError::Invalid("The request cannot be written as JSON.".to_owned()))?;
    let kind = HeaderValue::from_static("application/json");
    build(Method::POST, &url, Some(kind), body)
}

pub(crate) fn delete(url: Url) -> Result<Request, ApiError> {
    build(Method::DELETE, &url, None, Vec::new())
}

/// Parameters go into the query: not every server reads the body of a `DELETE`. For ids alone.
pub(crate) fn delete_with(url: Url, query: &[(&str, &str)]) -> Result<Request, ApiError> {
    let mut url = url;
    url.query_pairs_mut().extend_pairs(query);
    delete(url)
}

fn build(method: Method, url: &Url, kind: Option<HeaderValue>, body: Vec<u8>) -> Result<Request, ApiError> {
    let mut request = http::Request::builder()
        .method(method)
        .uri(url.as_str())
        .body(body)
        .map_err(|_| ApiError::Invalid("The request cannot be written as an address.".to_owned()))?;
    request
        .headers_mut()
        .insert(ACCEPT, HeaderValue::from_static("application/json"));
    if let Some(kind) = kind {
        request.headers_mut().insert(CONTENT_TYPE, kind);
    }
    Ok(request)
}
