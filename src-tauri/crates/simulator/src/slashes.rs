//! Paths with slashes too many, as clients write them who put `/` between two parts that have one already: passed over on
//! every path, as the platform does.

use axum::Router;
use axum::extract::Request;
use axum::http::Uri;
use axum::http::uri::PathAndQuery;
use axum::middleware::{self, Next};

/// Puts a router behind the reading of slashes. It has to stand in front of the routes: these are told apart by their
/// path as it is written.
pub(crate) fn passed_over(routes: Router) -> Router {
    let tidied = middleware::from_fn(|mut request: Request, next: Next| {
        if let Some(uri) = tidy(request.uri()) {
            let written = std::mem::replace(request.uri_mut(), uri);
            request.extensions_mut().insert(Written(written));
        }
        next.run(request)
    });
    Router::new().fallback_service(routes).layer(tidied)
}

/// The address of a request as it was before slashes were passed over.
#[derive(Clone)]
struct Written(Uri);

/// The path of a request as its client wrote it.
pub(crate) fn path_of(request: &Request) -> &str {
    let written = request.extensions().get::<Written>();
    written.map_or_else(|| request.uri().path(), |written| written.0.path())
}

/// The address with one slash between two parts and none at the end; `None` when it is so already.
fn tidy(uri: &Uri) -> Option<Uri> {
    let path = uri.path();
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    let tidy = format!("/{}", parts.join("/"));
    if tidy == path {
        return None;
    }
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    let mut all = uri.clone().into_parts();
    all.path_and_query = Some(format!("{tidy}{query}").parse::<PathAndQuery>().ok()?);
    Uri::from_parts(all).ok()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    #[test]
    fn slashes_are_passed_over_and_nothing_else() {
        for (written, meant) in [
            ("//oauth/authorize?next=//a//", Some("/oauth/authorize?next=//a//")),
            ("/v26.0//me/media/", Some("/v26.0/me/media")),
            ("http://127.0.0.1:1//me", Some("http://127.0.0.1:1/me")),
            ("/me%2F%2Fmedia/", Some("/me%2F%2Fmedia")),
            ("//", Some("/")),
            ("/", None),
            ("/v26.0/me?a=//", None),
        ] {
            let tidied = tidy(&written.parse().unwrap()).map(|uri| uri.to_string());
            assert_eq!(tidied.as_deref(), meant, "{written}");
        }
    }
}
