//! Pictures for the page: `media:` addresses by id, answered from the core's cache.
//!
//! Only sniffed raster types leave here, always with `nosniff`. A picture that is not there is an empty 404, one that
//! can be had later an empty 503.

use instagram::{AccountId, MediaId};
use postroom_core::media::{Picture, PictureKey};
use postroom_core::{Problem, ProblemCode};
use tauri::http::{Request, Response, StatusCode, header};
use tauri::{Manager, Runtime, UriSchemeContext, UriSchemeResponder};
use uuid::Uuid;

use crate::shell::Shell;

/// The scheme's name.
pub(crate) const SCHEME: &str = "media";

/// A post's picture never changes under its id, so the web view need not ask twice in a day.
const KEEP: &str = "private, max-age=86400";

/// Answers one request of the page.
pub(crate) fn serve<R: Runtime>(
    context: UriSchemeContext<'_, R>,
    request: Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    let handle = context.app_handle().clone();
    let key = parse(request.uri().path());
    tauri::async_runtime::spawn(async move {
        let shell = handle.state::<Shell>();
        let response = match (key, shell.app()) {
            (Some(key), Ok(app)) => answer(app.picture(&key).await),
            (None, _) | (_, Err(_)) => empty(StatusCode::NOT_FOUND),
        };
        responder.respond(response);
    });
}

/// `/post/{id}`, `/account/{id}` or `/slide/{uuid}`. The page's own helper encodes the inner slash.
fn parse(path: &str) -> Option<PictureKey> {
    let path = path.strip_prefix('/')?.replace("%2F", "/").replace("%2f", "/");
    let (kind, id) = path.split_once('/')?;
    let is_id = !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    if kind == "slide" {
        return Uuid::parse_str(id).ok().map(PictureKey::Slide);
    }
    match (kind, is_id) {
        ("post", true) => Some(PictureKey::Post(MediaId::from(id))),
        ("account", true) => Some(PictureKey::Account(AccountId::from(id))),
        _ => None,
    }
}

fn answer(picture: Result<Picture, Problem>) -> Response<Vec<u8>> {
    match picture {
        Ok(picture) => Response::builder()
            .header(header::CONTENT_TYPE, picture.mime)
            .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
            .header(header::CACHE_CONTROL, KEEP)
            .body(picture.bytes)
            .unwrap_or_else(|_| empty(StatusCode::INTERNAL_SERVER_ERROR)),
        Err(problem) => empty(match problem.code {
            ProblemCode::NotFound | ProblemCode::Refused | ProblemCode::Precondition => StatusCode::NOT_FOUND,
            _ => StatusCode::SERVICE_UNAVAILABLE,
        }),
    }
}

fn empty(status: StatusCode) -> Response<Vec<u8>> {
    let mut response = Response::new(Vec::new());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(
        header::X_CONTENT_TYPE_OPTIONS,
        header::HeaderValue::from_static("nosniff"),
    );
    headers.insert(header::CACHE_CONTROL, header::HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_names_a_post_or_an_account() {
        assert_eq!(parse("/post/1790001"), Some(PictureKey::Post("1790001".into())));
        assert_eq!(parse("/post%2F1790001"), Some(PictureKey::Post("1790001".into())));
        assert_eq!(parse("/account%2f17841"), Some(PictureKey::Account("17841".into())));
        let slide = Uuid::from_u128(7);
        assert_eq!(parse(&format!("/slide/{slide}")), Some(PictureKey::Slide(slide)));
    }

    #[test]
    fn every_other_path_names_nothing() {
        for path in [
            "",
            "/",
            "/post",
            "/post/",
            "/post/../x",
            "/post/1/2",
            "/story/1",
            "/slide/1",
            "/slide/../1",
            "/post/%2e%2e",
            "//post/1",
            "/Post/1",
        ] {
            assert_eq!(parse(path), None, "{path}");
        }
    }

    #[test]
    fn a_picture_is_served_as_what_it_is_and_nothing_else() {
        let response = answer(Ok(Picture {
            bytes: vec![1, 2],
            mime: "image/jpeg",
        }));
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[header::CONTENT_TYPE], "image/jpeg");
        assert_eq!(response.headers()[header::X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(response.body(), &[1, 2]);
    }

    #[test]
    fn a_missing_picture_is_404_and_a_later_one_503() {
        let offline = Problem::new(ProblemCode::Offline, "a", "b");
        assert_eq!(
            answer(Err(Problem::not_found("picture"))).status(),
            StatusCode::NOT_FOUND
        );
        let later = answer(Err(offline));
        assert_eq!(
            (later.status(), later.body().len()),
            (StatusCode::SERVICE_UNAVAILABLE, 0)
        );
        assert_eq!(later.headers()[header::CACHE_CONTROL], "no-store");
    }
}
