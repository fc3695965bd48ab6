//! What Instagram would stumble over is noticed before it is asked.

use async_trait::async_trait;
use bytes::Bytes;
use url::Url;

use super::web::{Web, nobody};
use crate::media::hosts::picture::PICTURE;
use crate::media::hosts::{HostProblem, MediaHost, Visitor};

/// A host whose files lie at one address.
pub struct Fixed(pub Url);

#[async_trait]
impl MediaHost for Fixed {
    fn word(&self) -> String {
        "fixed".to_owned()
    }

    async fn put(&self, _: &str, _: Bytes) -> Result<(), HostProblem> {
        Ok(())
    }

    async fn url(&self, _: &str) -> Result<Url, HostProblem> {
        Ok(self.0.clone())
    }

    async fn remove(&self, _: &str) -> Result<(), HostProblem> {
        Ok(())
    }
}

async fn visit(base: &Url) -> Result<(), HostProblem> {
    let host = Fixed(base.join("1.jpg?X-Amz-Signature=quietsignature").unwrap());
    Visitor::new().unwrap().serves(&host, "1.jpg", PICTURE.len()).await
}

async fn visit_to(status: u16, headers: &[(&str, &str)], body: impl Into<Vec<u8>>) -> Result<(), HostProblem> {
    visit(&Web::answering(status, headers, body).await.base).await
}

#[tokio::test]
async fn a_jpeg_of_the_right_length_passes_whatever_the_spelling_of_its_type() {
    for kind in ["image/jpeg", "IMAGE/JPEG", "image/jpeg; charset=binary"] {
        assert_eq!(
            visit_to(200, &[("content-type", kind)], PICTURE).await,
            Ok(()),
            "{kind}"
        );
    }
}

#[tokio::test]
async fn other_types_and_no_type_are_noticed() {
    for (headers, kind) in [
        (&[("content-type", "text/html; charset=utf-8")][..], Some("text/html")),
        (
            &[("content-type", "application/octet-stream")][..],
            Some("application/octet-stream"),
        ),
        (&[("content-type", "image/png")][..], Some("image/png")),
        (&[("content-type", "image/jpeg\"><script>")][..], None),
    ] {
        let expected = Err(HostProblem::ServesOther {
            content_type: kind.map(str::to_owned),
        });
        assert_eq!(visit_to(200, headers, PICTURE).await, expected, "{headers:?}");
    }
}

#[tokio::test]
async fn a_page_that_calls_itself_a_jpeg_is_noticed() {
    let page = vec![b'<'; PICTURE.len()];
    assert_eq!(
        visit_to(200, &[("content-type", "image/jpeg")], page).await,
        Err(HostProblem::OtherFile)
    );
    let empty = visit_to(200, &[("content-type", "image/jpeg")], Vec::new()).await;
    assert_eq!(empty, Err(HostProblem::OtherFile));
    let longer = [PICTURE, PICTURE].concat();
    assert_eq!(
        visit_to(200, &[("content-type", "image/jpeg")], longer).await,
        Err(HostProblem::OtherFile)
    );
}

#[tokio::test]
async fn redirects_and_refusals_are_noticed_and_not_followed() {
    let elsewhere = Web::answering(200, &[("content-type", "image/jpeg")], PICTURE).await;
    for status in [301, 302, 307, 401, 403, 404, 500, 204, 206] {
        let location = elsewhere.base.to_string();
        let answer = visit_to(status, &[("location", location.as_str())], "").await;
        assert_eq!(answer, Err(HostProblem::NotServed { status }));
    }
    assert!(elsewhere.seen().is_empty());
    assert_eq!(visit(&nobody().await).await, Err(HostProblem::NotReachable));
}

#[tokio::test]
async fn a_visitor_brings_nothing_but_the_address() {
    let web = Web::answering(200, &[("content-type", "image/jpeg"), ("set-cookie", "a=b")], PICTURE).await;
    let host = Fixed(web.base.join("1.jpg").unwrap());
    let visitor = Visitor::new().unwrap();
    for _ in 0..2 {
        visitor.serves(&host, "1.jpg", PICTURE.len()).await.unwrap();
    }
    for seen in web.seen() {
        assert_eq!(seen.method, "GET");
        for header in ["cookie", "authorization", "referer", "range"] {
            assert!(!seen.headers.contains_key(header), "{header}");
        }
    }
}

#[tokio::test]
async fn no_error_shows_the_signed_address() {
    let mut said = String::new();
    for answer in [
        visit(&nobody().await).await,
        visit_to(
            302,
            &[("location", "http://127.0.0.1:9/?quietsignature")],
            "quietsignature",
        )
        .await,
        visit_to(
            200,
            &[("content-type", "text/x?X-Amz-Signature=quietsignature")],
            "quietsignature",
        )
        .await,
        visit_to(403, &[], "<Error><Code>quietsignature?</Code></Error>").await,
    ] {
        let problem = answer.unwrap_err();
        said += &format!("{problem} {problem:?} {:?}", crate::Problem::from(problem.clone()));
    }
    assert!(
        !said.contains("quietsignature") && !said.contains("127.0.0.1"),
        "{said}"
    );
}
