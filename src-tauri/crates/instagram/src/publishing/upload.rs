//! `POST {upload}/ig-api-upload/{version}/{container}`: the bytes of a video, or in `file_url` where they are, to the
//! address that [`StartUpload`](crate::StartUpload) was given.
//!
//! Source: developers.facebook.com/docs/instagram-platform/content-publishing. The host of uploads wants the token as
//! `Authorization: OAuth`, the offset and the size in headers of its own, and answers failures in a shape of its own,
//! `{"debug_info":{…}}`, which carries no code. Its `retriable` is unreliable: identical bytes were refused as hopeless and
//! taken minutes later. A container whose upload failed is lost; another try takes a new one, and users of the API wait 20,
//! then 60 seconds before it.

use crate::endpoint::Request;
use crate::endpoints::{TokenScheme, fetchable};
use crate::transport::RawAnswer;
use crate::{ApiError, Endpoints, UploadSession, answer, envelope, lenient};
use http::header::{ACCEPT, CONTENT_LENGTH, CONTENT_TYPE};
use http::{HeaderValue, Method};
use serde::Deserialize;
use std::time::Duration;
use url::Url;

/// Name for logs and for the list of all calls.
pub(crate) const NAME: &str = "POST /ig-api-upload/{version}/{container}";

/// The slowest line that a time limit of an upload reckons with, in bytes a second.
const SLOWEST_LINE: u64 = 64 * 1024;

/// The host works for up to 35 seconds on a video after its last byte.
const PROCESSING: Duration = Duration::from_secs(120);

/// How long the host may take to fetch a video and to look at it.
pub(crate) const FETCHING: Duration = Duration::from_secs(10 * 60);

/// An upload that failed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum UploadError {
    /// An error that any call may end with.
    #[error(transparent)]
    Api(#[from] ApiError),
    /// The host refused the bytes, in its own form without a code. The container is lost; a new one may do, even where the
    /// host says otherwise. Whether the token is still good, any other call tells.
    #[error("upload refused: {0}")]
    Refused(UploadRefusal),
}

/// A refusal by the host of uploads: `{"debug_info":{"retriable":false,"type":"ProcessingFailedError","message":…}}`.
#[derive(Debug, Clone, PartialEq, Eq, Default, thiserror::Error)]
#[error("{kind:?}, retriable {retriable:?}, status {http_status}")]
pub struct UploadRefusal {
    /// `type`, such as `ProcessingFailedError` or `NotAuthorizedError`. For the log: nothing is decided on it.
    pub kind: Option<String>,
    /// `retriable`. Known to be wrong; nothing is decided on it.
    pub retriable: Option<bool>,
    /// HTTP status of the answer. For the log: nothing is decided on it.
    pub http_status: u16,
}

#[derive(Deserialize)]
struct Wire {
    debug_info: DebugInfo,
}

#[derive(Deserialize)]
struct DebugInfo {
    #[serde(default, rename = "type", deserialize_with = "lenient::text")]
    kind: Option<String>,
    #[serde(default, deserialize_with = "lenient::flag")]
    retriable: Option<bool>,
}

/// The request without its token and its bytes, if the address may have them.
pub(crate) fn head(endpoints: &Endpoints, session: &UploadSession, size: u64) -> Result<Request, ApiError> {
    let mut request = addressed(endpoints, session)?;
    let headers = request.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert("offset", HeaderValue::from_static("0"));
    headers.insert("file_size", HeaderValue::from(size));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(size));
    Ok(request)
}

/// The request that names a video for the host to fetch, without its token. The address may be signed, so it is kept out of
/// what is written of the request.
pub(crate) fn naming(endpoints: &Endpoints, session: &UploadSession, video: &Url) -> Result<Request, ApiError> {
    let mut request = addressed(endpoints, session)?;
    let mut address = HeaderValue::from_str(fetchable(video, endpoints)?)
        .map_err(|_| ApiError::Invalid("The address of the video cannot be sent.".to_owned()))?;
    address.set_sensitive(true);
    request.headers_mut().insert("file_url", address);
    request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from(0));
    Ok(request)
}

/// A request to the address of a session, without headers of its own.
fn addressed(endpoints: &Endpoints, session: &UploadSession) -> Result<Request, ApiError> {
    let Some(address) = &session.address else {
        return Err(ApiError::Invalid(
            "Instagram does not take uploads for accounts that are connected this way.".to_owned(),
        ));
    };
    if endpoints.token_scheme(address.url()) != Some(TokenScheme::OAuth) {
        return Err(ApiError::Invalid(
            "A video is only uploaded to the upload host of Instagram.".to_owned(),
        ));
    }
    let mut request = http::Request::builder()
        .method(Method::POST)
        .uri(address.url().as_str())
        .body(Vec::new())
        .map_err(|_| ApiError::Invalid("The request cannot be written as an address.".to_owned()))?;
    let accepted = HeaderValue::from_static("application/json");
    request.headers_mut().insert(ACCEPT, accepted);
    Ok(request)
}

/// How long an upload of that size may take in all.
pub(crate) fn time_limit(size: u64) -> Duration {
    PROCESSING + Duration::from_secs(size / SLOWEST_LINE)
}

/// Whether the bytes arrived.
pub(crate) fn arrived(answer: &RawAnswer) -> Result<(), UploadError> {
    if let Ok(Wire { debug_info }) = serde_json::from_slice(&answer.body) {
        return Err(UploadError::Refused(UploadRefusal {
            kind: debug_info.kind.filter(|kind| is_a_word(kind)),
            retriable: debug_info.retriable,
            http_status: answer.status,
        }));
    }
    Ok(answer::success(envelope::good(answer)?)?)
}

/// Whether it can be the name of a kind of error, and nothing that somebody else wrote.
fn is_a_word(kind: &str) -> bool {
    kind.len() <= 64 && kind.bytes().all(|b| b.is_ascii_alphanumeric())
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]

    use super::*;
    use crate::{AccountId, Endpoint, StartUpload, StoryOptions, Video};
    use bytes::Bytes;
    use http::HeaderMap;

    fn session(uri: &str) -> UploadSession {
        let account = AccountId::from("1");
        let start = StartUpload {
            account: &account,
            video: Video::Story(StoryOptions::default()),
        };
        let answer = serde_json::json!({"id": "17900", "uri": uri}).to_string();
        start.decode(answer.as_bytes()).unwrap()
    }

    #[test]
    fn the_request_is_the_documented_one() {
        let session = session("https://rupload.facebook.com/ig-api-upload/v26.0/17900");
        let request = head(&Endpoints::facebook(), &session, 1_048_576).unwrap();
        assert_eq!(request.method(), "POST");
        assert_eq!(
            request.uri().to_string(),
            "https://rupload.facebook.com/ig-api-upload/v26.0/17900"
        );
        assert_eq!(
            (&request.headers()["offset"], &request.headers()["file_size"]),
            (&HeaderValue::from_static("0"), &HeaderValue::from_static("1048576"))
        );
        assert_eq!(request.headers()["content-type"], "application/octet-stream");
    }

    #[test]
    fn an_address_takes_the_place_of_the_bytes_and_is_not_shown() {
        let session = session("https://rupload.facebook.com/ig-api-upload/v26.0/17900");
        let video = Url::parse("https://cdn.example/a.mp4?signature=secret").unwrap();
        let request = naming(&Endpoints::facebook(), &session, &video).unwrap();
        assert_eq!(request.headers()["file_url"], video.as_str());
        assert_eq!(request.headers()["content-length"], "0");
        assert!(!request.headers().contains_key("offset"));
        assert!(!format!("{:?}", request.headers()).contains("secret"));
        for strange in ["http://cdn.example/a.mp4", "https://127.0.0.1/a.mp4", "file:///a.mp4"] {
            let video = Url::parse(strange).unwrap();
            let refused = naming(&Endpoints::facebook(), &session, &video);
            assert!(matches!(refused, Err(ApiError::Invalid(_))), "{strange}");
        }
    }

    #[test]
    fn bytes_go_to_the_upload_host_only() {
        for elsewhere in [
            "https://elsewhere.example/ig-api-upload/v26.0/17900",
            "https://rupload.facebook.com.elsewhere.example/ig-api-upload/v26.0/17900",
            "https://graph.facebook.com/v26.0/17900",
            "http://rupload.facebook.com/ig-api-upload/v26.0/17900",
            "",
        ] {
            let request = head(&Endpoints::facebook(), &session(elsewhere), 1);
            assert!(matches!(request, Err(ApiError::Invalid(_))), "{elsewhere}");
        }
    }

    fn read(status: u16, body: &'static str) -> Result<(), UploadError> {
        arrived(&RawAnswer {
            status,
            headers: HeaderMap::new(),
            body: Bytes::from_static(body.as_bytes()),
        })
    }

    #[test]
    fn success_is_success() {
        assert_eq!(read(200, r#"{"success":true,"message":"Upload successful."}"#), Ok(()));
        for half in ["{}", r#"{"success":false}"#, "<html></html>"] {
            assert!(
                matches!(read(200, half), Err(UploadError::Api(ApiError::InDoubt { .. }))),
                "{half}"
            );
        }
    }

    #[test]
    fn the_shape_of_the_upload_host_is_a_refusal_on_every_status_and_its_message_is_not_kept() {
        let body = r#"{"debug_info":{"retriable":false,"type":"ProcessingFailedError",
            "message":"{\"success\":false,\"error\":{\"message\":\"unauthorized user request\"}}"}}"#;
        for status in [200, 400, 500] {
            let error = read(status, body).unwrap_err();
            let expected = UploadRefusal {
                kind: Some("ProcessingFailedError".to_owned()),
                retriable: Some(false),
                http_status: status,
            };
            assert_eq!(error, UploadError::Refused(expected));
            assert!(!format!("{error} {error:?}").contains("unauthorized"));
        }
        let odd = read(400, r#"{"debug_info":{"type":"said by <somebody>","retriable":"no"}}"#).unwrap_err();
        assert!(matches!(
            odd,
            UploadError::Refused(UploadRefusal {
                kind: None,
                retriable: None,
                http_status: 400
            })
        ));
    }

    #[test]
    fn the_shape_of_the_graph_hosts_keeps_its_code() {
        let error = read(400, r#"{"error":{"message":"x","type":"OAuthException","code":190}}"#).unwrap_err();
        assert!(
            matches!(&error, UploadError::Api(api) if api.code_pair() == (Some(190), None)),
            "{error:?}"
        );
    }

    #[test]
    fn a_large_file_gets_more_time_than_a_small_one() {
        assert_eq!(time_limit(0), PROCESSING);
        assert_eq!(
            time_limit(300 * 1024 * 1024),
            PROCESSING + Duration::from_secs(4_800),
            "300 MiB"
        );
    }
}
