//! Parameters of a body, in every form clients send: urlencoded, multipart, JSON.

use std::convert::Infallible;

use axum::http::{HeaderMap, header};
use bytes::Bytes;
use futures_util::stream;
use serde_json::Value;
use url::form_urlencoded;

/// Takes a body apart. What makes no sense holds nothing, as on the platform: the parameters are missing then.
pub(crate) async fn read(headers: &HeaderMap, body: &Bytes) -> Vec<(String, String)> {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if let Ok(boundary) = multer::parse_boundary(kind) {
        return multipart(body.clone(), boundary).await.unwrap_or_default();
    }
    let looks_like_json = body.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'{');
    if kind.contains("json") || looks_like_json {
        json(body)
    } else {
        form_urlencoded::parse(body).into_owned().collect()
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

/// No call takes a file: those of a form are left out.
async fn multipart(body: Bytes, boundary: String) -> Result<Vec<(String, String)>, multer::Error> {
    let mut form = multer::Multipart::new(stream::iter([Ok::<_, Infallible>(body)]), boundary);
    let mut parameters = Vec::new();
    while let Some(field) = form.next_field().await? {
        if field.file_name().is_none() {
            let name = field.name().unwrap_or_default().to_owned();
            parameters.push((name, field.text().await?));
        }
    }
    Ok(parameters)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::expect_used)]
    use super::*;

    async fn read_as(kind: &str, body: &str) -> Vec<(String, String)> {
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
            let mut parameters = read_as(kind, body).await;
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
    async fn files_of_a_multipart_body_are_left_out() {
        let body = "--x\r\nContent-Disposition: form-data; name=\"filedata\"; filename=\"a.png\"\r\n\
             Content-Type: image/png\r\n\r\nBYTES\r\n--x\r\n\
             Content-Disposition: form-data; name=\"hide\"\r\n\r\ntrue\r\n--x--\r\n";
        let parameters = read_as("multipart/form-data; boundary=x", body).await;
        assert_eq!(parameters, [("hide".to_owned(), "true".to_owned())]);
    }

    #[tokio::test]
    async fn nonsense_holds_nothing() {
        assert!(read_as("application/json", "[1").await.is_empty());
        assert!(read_as("multipart/form-data; boundary=x", "none").await.is_empty());
    }
}
