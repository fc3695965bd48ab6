//! Parameters of a body, in every form clients send: urlencoded, multipart, JSON.

use std::convert::Infallible;

use axum::http::{HeaderMap, header};
use bytes::Bytes;
use futures_util::stream;
use serde_json::Value;
use url::form_urlencoded;

/// A file of a multipart body.
#[derive(Clone, Debug)]
#[allow(dead_code, reason = "for the calls that take a file")]
pub(crate) struct File {
    pub(crate) name: String,
    pub(crate) content_type: String,
    pub(crate) bytes: Bytes,
}

/// What a body holds.
#[derive(Clone, Debug, Default)]
pub(crate) struct Parts {
    pub(crate) parameters: Vec<(String, String)>,
    pub(crate) files: Vec<File>,
}

/// Takes a body apart. What makes no sense holds nothing, as on the platform: the parameters are missing then.
pub(crate) async fn read(headers: &HeaderMap, body: &Bytes) -> Parts {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if let Ok(boundary) = multer::parse_boundary(kind) {
        return multipart(body.clone(), boundary).await.unwrap_or_default();
    }
    let looks_like_json = body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
    let parameters = if kind.contains("json") || looks_like_json {
        json(body)
    } else {
        form_urlencoded::parse(body).into_owned().collect()
    };
    Parts {
        parameters,
        files: Vec::new(),
    }
}

/// Texts stay, everything else becomes JSON text again: one kind of parameter for all three forms.
fn json(body: &[u8]) -> Vec<(String, String)> {
    let Ok(Value::Object(map)) = serde_json::from_slice(body) else {
        return Vec::new();
    };
    map.into_iter()
        .filter(|(_, value)| !value.is_null())
        .map(|(name, value)| match value {
            Value::String(text) => (name, text),
            other => (name, other.to_string()),
        })
        .collect()
}

async fn multipart(body: Bytes, boundary: String) -> Result<Parts, multer::Error> {
    let mut form = multer::Multipart::new(stream::iter([Ok::<_, Infallible>(body)]), boundary);
    let mut parts = Parts::default();
    while let Some(field) = form.next_field().await? {
        let name = field.name().unwrap_or_default().to_owned();
        if field.file_name().is_none() {
            parts.parameters.push((name, field.text().await?));
            continue;
        }
        let content_type = field.content_type().map(ToString::to_string).unwrap_or_default();
        parts.files.push(File {
            name,
            content_type,
            bytes: field.bytes().await?,
        });
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    async fn read_as(kind: &str, body: &str) -> Parts {
        let mut headers = HeaderMap::new();
        headers.insert(header::CONTENT_TYPE, kind.parse().unwrap());
        read(&headers, &Bytes::from(body.to_owned())).await
    }

    #[tokio::test]
    async fn every_form_of_a_body_gives_the_same_parameters() {
        let multipart = "--x\r\nContent-Disposition: form-data; name=\"hide\"\r\n\r\ntrue\r\n\
             --x\r\nContent-Disposition: form-data; name=\"children\"\r\n\r\n[\"1\",\"2\"]\r\n--x--\r\n";
        for (kind, body) in [
            (
                "application/x-www-form-urlencoded",
                "hide=true&children=%5B%221%22%2C%222%22%5D",
            ),
            (
                "application/json",
                r#"{"hide":true,"children":["1","2"],"nothing":null}"#,
            ),
            ("text/plain", r#" {"hide":"true","children":["1","2"]}"#),
            ("multipart/form-data; boundary=x", multipart),
        ] {
            let mut parameters = read_as(kind, body).await.parameters;
            parameters.sort();
            let expected = [("children", "[\"1\",\"2\"]"), ("hide", "true")];
            let expected: Vec<_> = expected
                .iter()
                .map(|(a, b)| ((*a).to_owned(), (*b).to_owned()))
                .collect();
            assert_eq!(parameters, expected, "{kind}");
        }
    }

    #[tokio::test]
    async fn files_of_a_multipart_body_are_kept_apart() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"filedata\"; filename=\"a.png\"\r\n\
             Content-Type: image/png\r\n\r\nBYTES\r\n--x--\r\n";
        let parts = read_as("multipart/form-data; boundary=x", body).await;
        assert!(parts.parameters.is_empty());
        let file = &parts.files[0];
        assert_eq!(
            (file.name.as_str(), file.content_type.as_str()),
            ("filedata", "image/png")
        );
        assert_eq!(file.bytes, "BYTES");
    }

    #[tokio::test]
    async fn nonsense_holds_nothing() {
        assert!(read_as("application/json", "[1").await.parameters.is_empty());
        assert!(
            read_as("multipart/form-data; boundary=x", "none")
                .await
                .parameters
                .is_empty()
        );
    }
}
