//! Reading the refusal of an S3 host: `<Error><Code>NoSuchBucket</Code>…</Error>`.
//!
//! Source: docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html. Only the code is read: the message is for
//! developers, and some hosts repeat the signed request in it.

use std::time::Duration;

use jiff::Timestamp;
use reqwest::Response;
use serde::Deserialize;

use super::http;
use super::problem::HostProblem;
use crate::clock;

/// Refusals are short.
const LARGEST_BYTES: usize = 64 * 1024;

/// From this much on, a difference of the clocks makes signatures invalid (the usual tolerance is 15 minutes, and a
/// signature made in the past may run out sooner).
const CLOCKS_DIFFER: Duration = Duration::from_secs(5 * 60);

/// What an answer that is no success says. `now` is this machine's clock.
pub(super) async fn read(answer: Response, now: Timestamp) -> HostProblem {
    let status = answer.status().as_u16();
    let host_time = http::date(&answer);
    let code = code(&body(answer).await);
    let apart = host_time.map(|then| clock::between(then, now).max(clock::between(now, then)));
    let may_be_the_clock = status == 403 || code.as_deref() == Some("RequestTimeTooSkewed");
    match apart {
        Some(by) if may_be_the_clock && by >= CLOCKS_DIFFER => HostProblem::ClockOff { by },
        _ => HostProblem::Refused { status, code },
    }
}

async fn body(mut answer: Response) -> Vec<u8> {
    let mut body = Vec::new();
    while let Ok(Some(chunk)) = answer.chunk().await {
        if body.len() + chunk.len() > LARGEST_BYTES {
            break;
        }
        body.extend_from_slice(&chunk);
    }
    body
}

fn code(body: &[u8]) -> Option<String> {
    #[derive(Deserialize)]
    struct Error {
        #[serde(rename = "Code")]
        code: String,
    }
    let text = std::str::from_utf8(body).ok()?;
    let error: Error = quick_xml::de::from_str(text).ok()?;
    let code = error.code.trim();
    let is_plain = !code.is_empty() && code.len() <= 64 && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_plain.then(|| code.to_owned())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_code_is_read_from_the_documented_form() {
        let documented = br#"<?xml version="1.0" encoding="UTF-8"?>
            <Error><Code>NoSuchKey</Code><Message>The resource you requested does not exist</Message>
            <Resource>/mybucket/myfoto.jpg</Resource><RequestId>4442587FB7D0A2F9</RequestId></Error>"#;
        assert_eq!(code(documented).as_deref(), Some("NoSuchKey"));
        let with_namespace =
            br#"<Error xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Message/><Code> SlowDown </Code></Error>"#;
        assert_eq!(code(with_namespace).as_deref(), Some("SlowDown"));
    }

    #[test]
    fn what_is_no_code_is_none() {
        for body in [
            "",
            "<html><body>403</body></html>",
            "<Error><Message>x</Message></Error>",
            "<Error><Code></Code></Error>",
            "<Error><Code>https://x.example/?X-Amz-Signature=ab</Code></Error>",
            "<Error><Code>A",
            "{\"Code\":\"AccessDenied\"}",
        ] {
            assert_eq!(code(body.as_bytes()), None, "{body}");
        }
    }

    proptest! {
        #[test]
        fn no_bytes_make_it_fail(body in proptest::collection::vec(any::<u8>(), 0..300)) {
            let _ = code(&body);
        }
    }
}
